"""A yttrande from the beredningsgrupp is written, given, and taken back to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from finsam import audit, clock, saving
from finsam.errors import DomainError
from finsam.models import Person
from finsam.states import AppointmentRole
from insatser.models import Application, Opinion, OpinionSaving
from insatser.queries.preparing import group_on, is_open, organisation_of
from insatser.states import OPINION_TRANSITIONS, OpinionState, Stance

Saved = saving.Saved[OpinionSaving]
FIELDS = ("stance", "text")


class OpinionSheet(saving.RowSheet[OpinionSaving]):
    """A yttrande that is locked for writing."""

    savings = OpinionSaving
    kept = 100
    called = "opinion"

    def content(self) -> dict[str, Any]:
        return {"stance": self.row.stance, "text": self.row.text}

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        row = self.row
        row.stance = content["stance"] if content["stance"] in Stance.values else ""
        row.text = content["text"]
        row.version += 1
        row.save(update_fields=["stance", "text", "version"])
        return self.content()


@transaction.atomic
def save_opinion(
    *,
    application: Application,
    person: Person | None,
    fields: Mapping[str, str],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save what a member, or with None the office for the group, writes of an ansökan; nobody else sees it yet.

    Raises DomainError when it has been given, when the ansökan does not wait for a decision, for one who is not in the group, and for
    one who has a part in the ansökan.
    """
    row = _locked(application, person)
    if row.state != OpinionState.DRAFT:
        raise DomainError("Yttrandet är lämnat. Ta tillbaka det för att ändra.")
    typed = {name: value.replace("\r\n", "\n").strip() for name, value in fields.items() if name in FIELDS}
    return saving.save(
        OpinionSheet(row), fields=typed, base_version=base_version, by=by, save_key=save_key, after=after
    )


@transaction.atomic
def settle_opinion(
    *, waiting: OpinionSaving, chosen: Mapping[str, str], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two windows had written; both stay among the savings."""
    row = _locked(waiting.opinion.application, waiting.opinion.person)
    return saving.settle(OpinionSheet(row), saving=waiting, chosen=chosen, base_version=base_version, by=by)


@transaction.atomic
def give_opinion(*, application: Application, person: Person | None, by: Person) -> Opinion:
    """Hand over a yttrande. Raises DomainError without a stance, and as save_opinion."""
    row = _moved(application, person, OpinionState.GIVEN)
    if not row.stance:
        raise DomainError("Välj om du tillstyrker, avstyrker eller inte tar ställning.")
    seat = next(
        (seat for seat in group_on(row.application.association, clock.today()) if seat.person == person), None
    )
    row.organisation = organisation_of(seat) if seat else ""
    row.given_at, row.given_by = clock.now(), by
    row.save(update_fields=["state", "organisation", "given_at", "given_by"])
    audit.record(
        association=row.application.association, by=by, verb="lämnade yttrande", target=row.application,
        stance=row.get_stance_display(), whose=person.name if person else "Beredningsgruppen",
    )  # fmt: skip
    return row


@transaction.atomic
def take_back_opinion(*, application: Application, person: Person | None, by: Person) -> Opinion:
    """Take a yttrande back to change it, as long as the board has not decided."""
    row = _moved(application, person, OpinionState.DRAFT)
    row.given_at = row.given_by = None
    row.save(update_fields=["state", "given_at", "given_by"])
    audit.record(
        association=row.application.association, by=by, verb="tog tillbaka yttrande", target=row.application,
        whose=person.name if person else "Beredningsgruppen",
    )  # fmt: skip
    return row


def _moved(application: Application, person: Person | None, state: OpinionState) -> Opinion:
    row = _locked(application, person)
    if state not in OPINION_TRANSITIONS[OpinionState(row.state)]:
        raise DomainError(f"Yttrandet är {row.get_state_display().lower()}. Då går det inte.")
    row.state = state
    return row


def _locked(application: Application, person: Person | None) -> Opinion:
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "body", "matter")
        .get(pk=application.pk)
    )
    if not is_open(row):
        raise DomainError(f"Ansökan är {row.get_state_display().lower()}. Då ändras inte yttrandena.")
    if person:
        _check_seat(row, person)
    opinion, _ = Opinion.objects.select_for_update().get_or_create(application=row, person=person)
    opinion.application = row
    return opinion


def _check_seat(application: Application, person: Person) -> None:
    """Refuse one who does not sit in the group, and one who applies herself (jäv, 16 § förvaltningslagen)."""
    today = clock.today()
    if not any(seat.person_id == person.pk for seat in group_on(application.association, today)):
        raise DomainError("Yttranden skrivs av dem som sitter i beredningsgruppen.")
    own = application.body.appointments.in_force(today).filter(person=person, role=AppointmentRole.CONTACT)
    if own.exists():
        raise DomainError("Du är själv med och söker. Då lämnar du inget yttrande om ansökan.")
