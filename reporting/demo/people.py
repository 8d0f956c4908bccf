"""Who sits where in the demo's förbund."""

from __future__ import annotations

import datetime as dt

from finsam.actions import add_person, appoint
from finsam.states import AppointmentRole
from reporting.demo import names
from reporting.demo.stage import TERM_FROM, Stage

_R = AppointmentRole

# person, body, role, member that appointed her, from
SEATS: tuple[tuple[str, str, AppointmentRole, str, dt.date], ...] = (
    ("chief", "office", _R.CHIEF, "", dt.date(2018, 1, 15)),
    ("officer", "office", _R.OFFICER, "", dt.date(2020, 8, 17)),
    ("chair", "board", _R.CHAIR, "kommun", TERM_FROM),
    ("vice", "board", _R.VICE_CHAIR, "region", TERM_FROM),
    ("fk", "board", _R.MEMBER, "fk", TERM_FROM),
    ("af", "board", _R.MEMBER, "af", TERM_FROM),
    ("deputy_ek", "board", _R.DEPUTY, "kommun", TERM_FROM),
    ("deputy_re", "board", _R.DEPUTY, "region", TERM_FROM),
    ("deputy_fk", "board", _R.DEPUTY, "fk", TERM_FROM),
    ("deputy_af", "board", _R.DEPUTY, "af", TERM_FROM),
    ("chair", "presidium", _R.CHAIR, "", TERM_FROM),
    ("vice", "presidium", _R.VICE_CHAIR, "", TERM_FROM),
    ("auditor", "audit", _R.AUDITOR, "kommun", TERM_FROM),
    ("auditor_2", "audit", _R.AUDITOR, "region", TERM_FROM),
    ("chief", "group", _R.CHAIR, "", dt.date(2018, 1, 15)),
    ("group_af", "group", _R.MEMBER, "af", dt.date(2020, 1, 1)),
    ("group_fk", "group", _R.MEMBER, "fk", dt.date(2020, 1, 1)),
    ("group_re", "group", _R.MEMBER, "region", dt.date(2020, 1, 1)),
    ("group_social", "group", _R.MEMBER, "kommun", dt.date(2020, 1, 1)),
    ("group_school", "group", _R.MEMBER, "kommun", dt.date(2021, 8, 1)),
    ("applet", "applet", _R.CONTACT, "", dt.date(2020, 1, 1)),
    ("larling", "larling", _R.CONTACT, "", dt.date(2021, 1, 1)),
    ("samtal", "samtal", _R.CONTACT, "", dt.date(2020, 1, 1)),
    ("skuld", "skuld", _R.CONTACT, "", dt.date(2020, 1, 1)),
    ("lots", "lots", _R.CONTACT, "", dt.date(2022, 1, 1)),
)


def load_people(stage: Stage) -> None:
    """Enter everyone and give each her roles; with the first role comes an account."""
    for key, person in names.PEOPLE.items():
        stage.people[key] = add_person(
            association=stage.association,
            name=person.name,
            email=person.email,
            organisation=person.organisation,
            by=None,
        )
    for position, (who, body, role, member, from_on) in enumerate(SEATS, start=1):
        appoint(
            person=stage.people[who],
            body=stage.bodies[body],
            role=role,
            member=stage.members.get(member),
            from_on=from_on,
            position=position,
            by=None,
        )
