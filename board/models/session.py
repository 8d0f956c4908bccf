"""What each saving during a meeting held, so that two who write at once can be brought together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from board.models.meeting import Meeting
from board.models.paragraph import Paragraph
from finsam.models import Person


class SessionSaving(models.Model):
    """One saving of a §, or of the meeting's närvaro (no paragraph), as flat fields.

    A numbered one is how things stood from that version on. One without a number collided with what another
    had saved: `content` is what its writer had, and it waits until someone has chosen.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="savings")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, null=True, related_name="savings")
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

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "number"], name="paragraph_saving_once"),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=Q(paragraph__isnull=True),
                name="attendance_saving_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "save_key"], condition=~Q(save_key=""), name="session_saving_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Sparning {self.number}" if self.number is not None else "Sparning som väntar"

    @property
    def token(self) -> str:
        """What the writer's page names as its version: the number, and the saving itself where it saw less."""
        return f"{self.number}.{self.pk}" if self.seen is not None else str(self.number)
