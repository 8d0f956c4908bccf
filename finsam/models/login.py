"""Where people are logged in, and who has guessed wrong."""

import uuid

from django.db import models

from finsam import clock
from finsam.models.people import User


class Login(models.Model):
    """One login that has not been ended, on one device."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="logins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.device


class WrongGuess(models.Model):
    """Somebody has guessed wrong at a code that was sent to this account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.user_id} {clock.local(self.at):%Y-%m-%d %H:%M}"
