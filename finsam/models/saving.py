"""What each saving of a thing held, so that those who write in it at once can be brought together."""

from __future__ import annotations

from django.db import models

from finsam.models.people import Person


class SavingQuerySet(models.QuerySet):
    """Savings in the words of those who write."""

    def beside(self) -> SavingQuerySet:
        """Those that collided with what another had saved, settled or not."""
        return self.filter(number__isnull=True)

    def waiting(self) -> SavingQuerySet:
        """Those that wait until someone has chosen."""
        return self.beside().filter(settled_at__isnull=True)

    def landed(self) -> SavingQuerySet:
        """Those that were sent under a key of their page's."""
        return self.exclude(save_key="")


class Saving(models.Model):
    """One saving of a thing's fields; each app says of what, by a foreign key of its own.

    A numbered one is how things stood from that version on; `seen` is what its writer has on her page, where others
    had changed more than she has seen. One without a number collided with what another had saved: `content` is what
    its writer had, `seen` what she began with, and it waits until someone has chosen.
    """

    number = models.PositiveIntegerField(null=True)
    content = models.JSONField(default=dict)
    seen = models.JSONField(
        null=True,
        help_text="The fields as its writer had them, where others had changed more than she has seen.",
    )
    collisions = models.JSONField(default=list)
    save_key = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = SavingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Sparning {self.number}" if self.number is not None else "Sparning som väntar"

    @property
    def token(self) -> str:
        """What the writer's page names as its version: the number, and the saving itself where it saw less."""
        return f"{self.number}.{self.pk}" if self.seen is not None else str(self.number)
