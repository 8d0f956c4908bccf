"""The small förbund next door: four in the board, one in kansliet, two meetings."""

from __future__ import annotations

import datetime as dt

from board.actions.meetings import MeetingPlan, plan_meeting
from finsam.actions import add_body, add_person, appoint
from finsam.mail import letters
from finsam.states import AppointmentRole, BodyKind
from reporting.demo import names
from reporting.demo.associations import load_members, load_standing_items
from reporting.demo.meetings import at, hold
from reporting.demo.plan import Att, Held, Item, Signed
from reporting.demo.stage import TERM_FROM, Stage

_SEATS = (
    ("chief", "office", AppointmentRole.CHIEF, ""),
    ("chair", "board", AppointmentRole.CHAIR, "kommun"),
    ("vice", "board", AppointmentRole.VICE_CHAIR, "region"),
    ("fk", "board", AppointmentRole.MEMBER, "fk"),
    ("af", "board", AppointmentRole.MEMBER, "af"),
)

MARCH = Held(
    key="march",
    held_on=dt.date(2022, 3, 11),
    planned="2022-02-14 09.00",
    called="2022-02-24 10.00",
    opened="2022-03-11 13.00",
    closed="2022-03-11 14.30",
    starts_at=dt.time(13, 0),
    ends_at=dt.time(15, 0),
    place="Kommunhuset, Grannby",
    adjuster="af",
    coming=("chair", "vice", "fk", "af"),
    signing=Signed("2022-03-14 09.00", "2022-03-14 09.10", "2022-03-15 18.00", "2022-03-16 08.30"),
    announced="2022-03-16 09.00",
    posted={"kommun": "2022-03-17", "region": "2022-03-17"},
    items=(
        Item("Sammanträdet öppnas", "Ordföranden öppnade sammanträdet."),
        Item("Val av justerare"),
        Item("Föregående protokoll", "", (Att("lägga protokollet till handlingarna"),)),
        Item("Informationsärenden", "Förbundschefen redogjorde för läget.", (Att("notera informationen"),)),
        Item(
            "Årsredovisning för 2021",
            "Förbundschefen föredrog årsredovisningen.",
            (
                Att("fastställa årsredovisningen"),
                Att("överlämna den till revisorerna", "förbundschefen", "2022-04-22"),
            ),
            presenter="Nils Forsgren",
            matter="Årsredovisning 2021",
        ),
        Item("Övriga frågor", "Inga övriga frågor anmäldes."),
        Item("Avslutning", "Ordföranden avslutade sammanträdet."),
    ),
)


def load_neighbour(stage: Stage) -> None:
    """Fill the neighbour: people, one meeting held and announced, one planned."""
    load_members(stage)
    for position, (key, kind, name) in enumerate(
        (("board", BodyKind.BOARD, "Styrelsen"), ("office", BodyKind.OFFICE, "Kansliet")), start=1
    ):
        facts = {"kind": kind, "name": name, "position": position}
        stage.bodies[key] = add_body(association=stage.association, facts=facts, by=None)
    for key, person in names.NEIGHBOURS.items():
        stage.people[key] = add_person(
            association=stage.association, name=person.name, email=person.email, organisation=person.organisation,
            by=None,
        )  # fmt: skip
    for key, body, role, member in _SEATS:
        appoint(
            person=stage.people[key], body=stage.bodies[body], role=role, member=stage.members.get(member),
            from_on=TERM_FROM, by=None,
        )  # fmt: skip
    load_standing_items(stage)
    with letters.reach_nobody():
        hold(stage, MARCH)
    with at("2022-04-04 09.00"):
        plan = MeetingPlan(
            held_on=dt.date(2022, 6, 10),
            starts_at=dt.time(13),
            ends_at=dt.time(15),
            place="Kommunhuset, Grannby",
        )
        plan_meeting(body=stage.bodies["board"], plan=plan, by=stage.chief)
