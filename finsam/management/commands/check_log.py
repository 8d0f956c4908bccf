"""Hold the log against its chain of hashes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from finsam import audit
from finsam.models import Association, AuditSeal


class Command(BaseCommand):
    help = (
        "Kontrollera händelseloggen: ingen rad ändrad, ingen borttagen. Skriver varje förbunds sista länk, att spara "
        "på annat håll. Slutar med fel om något inte stämmer."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Give each association's chain what it lacks, and say what is wrong in it and where it ends."""
        wrong = 0
        for association in Association.objects.order_by("slug"):
            audit.chain(association.pk, since=None)
            faults = list(audit.faults_in_chain(association))
            wrong += len(faults)
            last = AuditSeal.objects.filter(association=association).order_by("-number").first()
            end = f"{last.number} länkar, den sista {last.sha256}" if last else "tom"
            self.stdout.write(f"{association.slug}: {end}")
            for fault in faults:
                self.stdout.write(f"  {fault}")
        if wrong:
            raise CommandError(f"{wrong} fel i händelseloggen.")
