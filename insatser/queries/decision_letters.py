"""Whom a § on money is told, and what they have been told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from board.models import Paragraph, Protocol
from finsam import clock
from finsam.models import Association, Person
from finsam.web.asked_once import asked_once
from insatser.models import Application, DecisionLetter, Grant, Insats


@dataclass(frozen=True)
class Receiver:
    """Those whom a § is told: who applied, or the contacts of an insats that it gave money."""

    application: Application | None
    insats: Insats | None

    @property
    def key(self) -> str:
        """What a form chooses it by."""
        return f"a{self.application.pk}" if self.application else f"i{self.insats.pk if self.insats else 0}"

    @property
    def name(self) -> str:
        """What the money is for."""
        return self.application.name if self.application else str(self.insats)

    @property
    def people(self) -> list[Person]:
        """Give the contacts of the day that have an address."""
        body = self.application.body if self.application else self.insats.body if self.insats else None
        if body is None:
            return []
        sitting = body.appointments.in_force(clock.today()).select_related("person")
        return list(dict.fromkeys(row.person for row in sitting if row.person.email))


def receivers_of(paragraph: Paragraph) -> list[Receiver]:
    """Give those whom a § is told: the applicant of its ärende, and each other insats that its att-satser gave money."""
    applied = Application.objects.filter(matter__isnull=False, matter=paragraph.matter_id)
    found = [
        Receiver(each, each.insats)
        for each in applied.select_related("association", "insats", "body", "matter")
    ]
    known = {each.insats.pk for each in found if each.insats}
    grants = Grant.objects.filter(decision__paragraph=paragraph).exclude(insats__in=known)
    insatser = Insats.objects.filter(pk__in=grants.values("insats"))
    found += [Receiver(None, each) for each in insatser.select_related("association", "body", "owner")]
    return found


def letters_of(paragraph: Paragraph) -> QuerySet[DecisionLetter]:
    """Give what has been told of a §, the latest first."""
    return paragraph.decision_letters.select_related("document", "insats", "application", "made_by")


def letters_on(application: Application) -> QuerySet[DecisionLetter]:
    """Give the beslutsmeddelanden on an ansökan, the latest first."""
    return application.decision_letters.select_related("document", "paragraph__meeting")


def letters_in(association: Association) -> QuerySet[DecisionLetter]:
    """Give every beslutsmeddelande of the förbund."""
    return DecisionLetter.objects.filter(paragraph__meeting__body__association=association).select_related(
        "document", "insats", "application"
    )


@asked_once
def adjusting_protocol(paragraph: Paragraph) -> Protocol | None:
    """Give the protocol with which a § was justerad; none before it is."""
    return paragraph.protocols.filter(adjusted_on__isnull=False).order_by("adjusted_on", "id").first()
