"""The law on who sits in a förbund's board, and for how long, as pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from finsam.states import AppointmentRole, BodyKind

ELECTION_CYCLE = 4  # years of a term, 13 § lag (2003:1210)
_FIRST_TERM = 2019  # elections were held in 2018
_PLENARY = (
    AppointmentRole.CHAIR,
    AppointmentRole.VICE_CHAIR,
    AppointmentRole.MEMBER,
    AppointmentRole.DEPUTY,
)

ROLES_OF_BODY: Mapping[str, tuple[AppointmentRole, ...]] = {
    BodyKind.BOARD: _PLENARY,
    BodyKind.PRESIDIUM: _PLENARY,
    BodyKind.PREPARATORY: _PLENARY,
    BodyKind.CONSULTATION: _PLENARY,
    BodyKind.OTHER: _PLENARY,
    BodyKind.AUDIT: (AppointmentRole.AUDITOR, AppointmentRole.DEPUTY),
    BodyKind.OFFICE: (AppointmentRole.CHIEF, AppointmentRole.OFFICER),
    BodyKind.INSATS: (AppointmentRole.CONTACT,),
}


def mandate_start_after(day: dt.date) -> dt.date:
    """Return the first day, on or after `day`, of a board's term: 1 April the year after a general election.

    13 § lag (2003:1210), unless förbundsordningen says otherwise. Elections fall every fourth year: 2018, 2022.
    """
    year = day.year + (_FIRST_TERM - day.year) % ELECTION_CYCLE
    start = dt.date(year, 4, 1)
    return start if start >= day else dt.date(year + ELECTION_CYCLE, 4, 1)


def board_faults(seats: Iterable[tuple[str, int]], sitting: Iterable[tuple[str, str | None]]) -> list[str]:
    """Say in sentences what the board lacks: 10 § (ledamöter and as many ersättare per member) and 17 § (chair, vice).

    `seats` is each member's name with its seats; `sitting` each role with the name of the member that appointed it.
    They are findings, never a stop: a seat may be vacant for good reasons.
    """
    people = list(sitting)
    faults = [_too_few(name, wanted, people) for name, wanted in seats]
    roles = [role for role, _ in people]
    if roles.count(AppointmentRole.CHAIR) != 1:
        what = "ingen ordförande" if AppointmentRole.CHAIR not in roles else "flera ordförande"
        faults.append(f"Styrelsen har {what}. Den väljer en ordförande bland ledamöterna (17 §).")
    if not 1 <= roles.count(AppointmentRole.VICE_CHAIR) <= 2:
        faults.append("Styrelsen ska ha en eller två vice ordförande (17 §).")
    return [fault for fault in faults if fault]


def _too_few(name: str, wanted: int, people: list[tuple[str, str | None]]) -> str:
    own = [role for role, member in people if member == name]
    deputies = own.count(AppointmentRole.DEPUTY)
    voting = len(own) - deputies
    if voting == wanted == deputies:
        return ""
    has = f"{voting} {'ledamot' if voting == 1 else 'ledamöter'} och {deputies} ersättare"
    return f"{name} har {has}, men {wanted} {'plats' if wanted == 1 else 'platser'} för vardera (10 §)."
