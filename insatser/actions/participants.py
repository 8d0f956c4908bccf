"""How many an insats reaches, as numbers by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import dates
from insatser.models import CountSaving, Insats, ParticipantCount
from insatser.states import Phase

Numbers = Mapping[str, int | None]  # women, men, unknown
NOT_SEEN = -1  # what a writer has seen of a period that she thinks is new


@transaction.atomic
def count_participants(
    *,
    insats: Insats,
    starts_on: dt.date,
    ends_on: dt.date,
    numbers: Mapping[Phase, Numbers],
    note: str = "",
    seen: int | None = None,
    by: Person | None,
) -> list[ParticipantCount]:
    """Write down a period's participants by phase and sex; the same period written again is a new version of it.

    A phase without numbers is not counted. `note` explains what does not add up. `seen` is the version that the writer
    had before her. Raises DomainError for days in the wrong order, for a period that has not begun, and for one that
    another has written meanwhile.
    """
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    if ends_on < starts_on:
        raise DomainError("Sista dagen ligger före den första.")
    if starts_on > clock.today():
        raise DomainError("Perioden har inte börjat än. Skriv antalen när den har gått.")
    period = {"starts_on": starts_on, "ends_on": ends_on}
    own = insats.counts.filter(**period)
    before = _as_told(list(own))
    latest = _latest(insats, period, before)
    if seen is not None and latest and latest.number != seen:
        raise DomainError(_seen_another(latest))
    now = {str(phase): dict(given) for phase, given in numbers.items() if _is_told(given)}
    if latest and (latest.content, latest.note) == (now, note):
        return list(own)
    own.delete()
    rows = [
        ParticipantCount.objects.create(insats=insats, phase=phase, **period, **given)
        for phase, given in now.items()
    ]
    CountSaving.objects.create(
        insats=insats, **period, number=latest.number + 1 if latest else 1, content=now, note=note,
        saved_at=timezone.now(), saved_by=by,
    )  # fmt: skip
    audit.record(
        association=insats.association, by=by, verb="räknade deltagare", target=insats,
        from_on=starts_on.isoformat(), to_on=ends_on.isoformat(),
    )  # fmt: skip
    return rows


def _latest(
    insats: Insats, period: Mapping[str, dt.date], before: Mapping[str, Numbers]
) -> CountSaving | None:
    """Give the newest version of a period; one that was written before versions were kept becomes number 0."""
    found = insats.count_savings.filter(**period).order_by("-number").first()
    if found is None and before:
        found = CountSaving.objects.create(
            insats=insats, **period, number=0, content=before, saved_at=timezone.now()
        )
    return found


def _as_told(rows: list[ParticipantCount]) -> dict[str, Numbers]:
    return {row.phase: {"women": row.women, "men": row.men, "unknown": row.unknown} for row in rows}


def _is_told(numbers: Numbers) -> bool:
    return any(number is not None for number in numbers.values())


def _seen_another(latest: CountSaving) -> str:
    who = f" av {latest.saved_by.name}" if latest.saved_by else ""
    when = dates.long_date(timezone.localdate(latest.saved_at))
    period = dates.date_range(latest.starts_on, latest.ends_on)
    return (
        f"{period} är redan räknad, senast den {when}{who}. Öppna perioden på insatsens sida och ändra där, så "
        "försvinner inget utan att du har sett det."
    )
