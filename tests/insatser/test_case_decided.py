"""The insatser of 2021 of a real förbund by what its people did: applied for, granted by a §, requested, attested, paid and given back."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from board.actions.session import fetch_proposal
from board.models import Adjuster, Meeting, Paragraph
from board.states import MeetingState, Outcome
from insatser.actions.giving_back import give_back
from insatser.actions.payments import attest_payment, pay
from insatser.actions.proposing import put_application_on_agenda
from insatser.actions.received import submit_application
from insatser.models import Application, Insats
from insatser.queries.money import Money, money_of, owed_at
from tests.board.meetings import adjust_meeting, attend
from tests.cast import Cast
from tests.factories import make_meeting
from tests.insatser.applications import make_application, make_round, write
from tests.insatser.payments import submitted

CASE = Path(__file__).resolve().parents[2] / "../shared/cases/ornskoldsvik-2021.json"
DECIDED_ON = dt.date(2020, 11, 27)
YEAR_END = dt.date(2021, 12, 31)
APPLIED = {  # kronor, and the first day
    "Vidare Vy": ("455 000", dt.date(2021, 1, 1)),
    "Förstärkt budget- och skuldrådgivning till nysvenskar": ("524 000", dt.date(2021, 3, 1)),
    "Samverkansprojekt Äpplet": ("598 085", dt.date(2021, 1, 1)),
}
REQUESTED = {  # kronor, and the day they were paid
    "Vidare Vy": (("187 224", dt.date(2021, 6, 30)), ("187 224", dt.date(2021, 12, 20))),
    "Förstärkt budget- och skuldrådgivning till nysvenskar": (("404 315,57", dt.date(2021, 12, 20)),),
    "Samverkansprojekt Äpplet": (("448 085", dt.date(2021, 12, 20)), ("37 500", dt.date(2022, 1, 20))),
}
BACK = {  # what was over
    "Vidare Vy": Decimal(80_552),
    "Förstärkt budget- och skuldrådgivning till nysvenskar": Decimal("119684.43"),
    "Samverkansprojekt Äpplet": Decimal(112_500),
}


@pytest.fixture
def insatser(cast: Cast, settings) -> dict[str, Insats]:
    """The three insatser as they stood in January 2022, by what was done; no row is written past an action."""
    settings.FINSAM_TODAY = "2020-10-01"
    make_round(cast, name="2021", opens_on=dt.date(2020, 9, 1), first_year=2021, last_year=2021)
    applications = [applied(cast, name) for name in APPLIED]
    decided(cast, applications, settings)
    settings.FINSAM_TODAY = "2022-01-31"
    found = {
        each.name: each
        for each in Insats.objects.filter(name__in=APPLIED).select_related("association", "body")
    }
    for name, insats in found.items():
        for amount, day in REQUESTED[name]:
            payment = submitted(cast, insats, "", year=2021, cost_1=amount)
            pay(payment=attest_payment(payment=payment, by=cast.chair), on=day, by=cast.chief)
        give_back(insats=insats, year=2021, amount=BACK[name], why="Blev över.", by=cast.chief)
    return found


def applied(cast: Cast, name: str) -> Application:
    amount, starts_on = APPLIED[name]
    application = make_application(cast)
    write(application, 1, {"name": name, "kind": "individ", "starts_on": starts_on.isoformat()}, cast.contact)
    write(application, 2, {"member": str(cast.kommun.pk)}, cast.contact)
    write(application, 6, {"cost-3-2021": amount}, cast.contact)
    application = Application.objects.of(cast.association).get(pk=application.pk)
    return submit_application(application=application, by=cast.contact)


def decided(cast: Cast, applications: list[Application], settings) -> None:
    """The board grants what was applied for, and the protocol is justerat."""
    meeting = make_meeting(body=cast.board, held_on=DECIDED_ON)
    for application in applications:
        amount = Decimal(APPLIED[application.name][0].replace(" ", ""))
        put_application_on_agenda(
            application=application, meeting=meeting, amounts={2021: amount}, financing="budgetposten Insatser", by=cast.chief,
        )  # fmt: skip
    settings.FINSAM_TODAY = "2020-12-01"
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CLOSED, closed_at=dt.datetime(2020, 11, 27, 11, tzinfo=dt.UTC), ends_at=dt.time(11),
        chair=cast.chair, secretary=cast.chief,
    )  # fmt: skip
    meeting = Meeting.objects.get(pk=meeting.pk)
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    attend(meeting)
    for number, paragraph in enumerate(meeting.paragraphs.order_by("position"), start=61):
        Paragraph.objects.filter(pk=paragraph.pk).update(number=number, outcome=Outcome.DECIDED)
        fetch_proposal(paragraph=Paragraph.objects.get(pk=paragraph.pk), by=cast.chief)
    adjust_meeting(Meeting.objects.get(pk=meeting.pk), cast, on=dt.date(2020, 11, 30))


@pytest.mark.skipif(not CASE.exists(), reason="The case lies in the folder shared beside the project.")
def test_granted_reported_and_owed_are_those_of_the_case_to_the_ore(cast, insatser):
    told = json.loads(CASE.read_text())
    printed = {row["insats"]: row for row in told["arsrapporter_2021"]}
    owed_there = {
        "Samverkansprojekt Äpplet": Decimal(told["note_8"]["Upplupna kostnader"]["Projekt Äpplet"][0])
    }
    owed = owed_at(cast.association, 2021, YEAR_END)
    for name, insats in insatser.items():
        have = money_of(insats, 2021)
        assert have.granted == Decimal(printed[name]["beviljat"])
        assert have.paid - owed[insats.pk] == Decimal(str(printed[name]["utfall"]))
        assert owed[insats.pk] == owed_there.get(name, Decimal(0))


def test_every_krona_of_a_grant_is_paid_or_given_back(insatser):
    bos = insatser["Förstärkt budget- och skuldrådgivning till nysvenskar"]
    assert money_of(bos, 2021) == Money(
        asked=Decimal(524_000),
        granted=Decimal(524_000),
        paid=Decimal("404315.57"),
        given_back=Decimal("119684.43"),
    )
    assert [money_of(each, 2021).left for each in insatser.values()] == [0, 0, 0]


def test_each_grant_is_of_its_own_paragraph(insatser):
    sources = {name: str(insats.grants.get().decision.paragraph) for name, insats in insatser.items()}
    assert sorted(sources.values()) == [f"§\u00a0{number}, 2020-11-27" for number in (61, 62, 63)]
    assert {insats.grants.get().is_preliminary for insats in insatser.values()} == {False}
