"""Lock what is locked in the database under the newest key, so that the old one can be thrown away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from finsam.access import vault
from finsam.access.locking import lock_again
from finsam.models import SealCertificate


class Command(BaseCommand):
    help = "Lås seal-nycklar, andra faktorer och sessioner under den första nyckeln i ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Open everything with whichever key it has, and lock it under the first."""
        try:
            with transaction.atomic():
                count = lock_again(
                    SealCertificate, Authenticator, Session,
                    of_text=lambda kept: vault.lock(vault.unlock(kept)),
                    of_bytes=lambda kept: vault.lock_bytes(vault.unlock_bytes(kept)),
                )  # fmt: skip
        except vault.WrongKeyError as error:
            raise CommandError(
                "Något är låst med en nyckel som inte står i ENCRYPTION_KEYS. Inget är ändrat."
            ) from error
        self.stdout.write(
            f"{count} låsta under den första nyckeln. Den gamla behövs bara för säkerhetskopior."
        )
