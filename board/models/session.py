"""What each saving during a meeting held, so that two who write at once can be brought together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from board.models.meeting import Meeting
from board.models.paragraph import Paragraph
from finsam.models import Saving


class SessionSaving(Saving):
    """One saving of a §, or of the meeting's närvaro (no paragraph), as flat fields."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="savings")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, null=True, related_name="savings")

    class Meta(Saving.Meta):
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
