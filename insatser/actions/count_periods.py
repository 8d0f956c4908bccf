"""The life of a counted period: handed in, closed, and opened again with a reason."""

from __future__ import annotations

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser.mail import counting as letters
from insatser.models import Counting
from insatser.queries.count_lacks import lacks
from insatser.queries.count_remarks import remarks_on
from insatser.states import COUNTING_TRANSITIONS, CountingState


@transaction.atomic
def hand_in_counting(*, counting: Counting, by: Person) -> Counting:
    """Hand in a period. Raises DomainError for one without numbers or with an impossible sum unexplained."""
    row = _lock(counting, CountingState.HANDED_IN)
    if not row.cells.exists():
        raise DomainError(
            "Inga antal är skrivna. Skriv dem, med 0 där det inte finns någon, och lämna sedan."
        )
    wrong = [
        each
        for each in remarks_on(row.insats, share=row.share)
        if each.period == (row.starts_on, row.ends_on) and each.stops
    ]
    if wrong:
        raise DomainError(f"{wrong[0].sentence} Rätta talen, eller skriv en förklaring, och lämna sedan.")
    return _move(row, CountingState.HANDED_IN, "lämnade deltagarna", by)


@transaction.atomic
def close_counting(*, counting: Counting, by: Person) -> Counting:
    """Close a period that is handed in. Raises DomainError for one that is not."""
    return _move(_lock(counting, CountingState.CLOSED), CountingState.CLOSED, "stängde räknad period", by)


@transaction.atomic
def reopen_counting(*, counting: Counting, reason: str, by: Person) -> Counting:
    """Open a period again, with a reason. Raises DomainError without one, and for a period that is open."""
    if not reason.strip():
        raise DomainError("Skriv varför perioden öppnas igen.")
    row = _lock(counting, CountingState.REOPENED)
    row.reopened_because = reason.strip()
    return _move(row, CountingState.REOPENED, "öppnade räknad period igen", by)


@transaction.atomic
def remind_of_counting(*, association: Association, year: int, by: Person) -> int:
    """Mail the contacts of every period of a year that is not handed in. Raises DomainError when there is none."""
    found = lacks(association, year)
    if not found:
        raise DomainError("Alla insatser har lämnat sina antal.")
    reached = 0
    for lack in found:
        reached += letters.remind_of_counting(lack)
        audit.record(
            association=association, by=by, verb="påminde om deltagare", target=lack.insats, period=lack.name
        )
    return reached


def _lock(counting: Counting, to: CountingState) -> Counting:
    rows = Counting.objects.select_for_update(of=("self",)).select_related("insats__association")
    row = rows.get(pk=counting.pk)
    if to not in COUNTING_TRANSITIONS[CountingState(row.state)]:
        raise DomainError(_REFUSED[to])
    return row


_REFUSED = {
    CountingState.HANDED_IN: "Perioden är redan lämnad.",
    CountingState.CLOSED: "Bara en lämnad period går att stänga. Lämna den först.",
    CountingState.REOPENED: "Perioden är redan öppen. Skriv i den som den är.",
}


def _move(row: Counting, to: CountingState, verb: str, by: Person) -> Counting:
    row.state = to
    setattr(row, f"{to}_at", clock.now())
    setattr(row, f"{to}_by", by)
    row.save(update_fields=["state", f"{to}_at", f"{to}_by", "reopened_because"])
    audit.record(
        association=row.insats.association, by=by, verb=verb, target=row.insats, period=str(row),
        **({"reason": row.reopened_because} if to == CountingState.REOPENED else {}),
    )  # fmt: skip
    return row
