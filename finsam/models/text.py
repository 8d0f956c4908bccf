"""Running text with its history: the one mechanism for every text that people write."""

from django.db import models

from finsam.models.association import Association
from finsam.models.people import Person
from finsam.models.stamps import stamped


class Text(models.Model):
    """A running text as sanitised HTML; `version` counts every saving."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="texts")
    html = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True)
    updated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [*stamped("updated")]

    def __str__(self) -> str:
        return f"Text {self.pk}, version {self.version}"


class TextVersion(models.Model):
    """A text as it stood after one saving; the same saving sent twice is one version."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    save_key = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="text_version_number_once"),
            models.UniqueConstraint(
                fields=["text", "save_key"], condition=~models.Q(save_key=""), name="text_saving_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
