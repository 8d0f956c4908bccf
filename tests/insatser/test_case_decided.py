"""The insatser of 2021 of a real förbund by what its people did: applied for, granted by a §, requested, attested, paid and given back."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from board.actions.session import fetch_proposal
from board.models import Adjuster, Meeting, Paragraph
from board.states import MeetingState, Outcome
from finsam.models import PrintedFigure
from finsam.registries.checks import Kind
from finsam.swedish import money
from insatser.actions.giving_back import give_back
from insatser.actions.handing_in import approve
from insatser.actions.opening import open_reports
from insatser.actions.payments import attest_payment, pay
from insatser.actions.proposing import put_application_on_agenda
from insatser.actions.received import submit_application
from insatser.checks import printed_in
from insatser.models import Application, Insats
from insatser.queries.money import Money, money_of, owed_at
from tests.board.meetings import adjust_meeting, attend
from tests.cast import Cast
from tests.economy.figures import load_demo_figures
from tests.factories import make_meeting
from tests.insatser.applications import make_application, make_round, write
from tests.insatser.payments import submitted
from tests.insatser.reports import submitted as report_submitted
from tests.insatser.reports import write_costs

CASE = Path(__file__).resolve().parents[2] / "../shared/cases/ornskoldsvik-2021.json"
DECIDED_ON = dt.date(2020, 11, 27)
YEAR_END = dt.date(2021, 12, 31)
APPLIED = {  # kronor, and the first day
    "Vidare Vy": ("455 000", dt.date(2021, 1, 1)),
    "Förstärkt budget- och skuldrådgivning till nysvenskar": ("524 000", dt.date(2021, 3, 1)),
    "Samverkansprojekt Äpplet": ("598 085", dt.date(2021, 1, 1)),
    "Samtalsbyrån för unga": ("305 000", dt.date(2021, 1, 1)),
}
REQUESTED = {  # kronor, and the day they were paid
    "Vidare Vy": (("187 224", dt.date(2021, 6, 30)), ("187 224", dt.date(2021, 12, 20))),
    "Förstärkt budget- och skuldrådgivning till nysvenskar": (("404 315,57", dt.date(2021, 12, 20)),),
    "Samverkansprojekt Äpplet": (("448 085", dt.date(2021, 12, 20)), ("37 500", dt.date(2022, 1, 20))),
    "Samtalsbyrån för unga": (("305 000", dt.date(2021, 12, 20)),),
}
BACK = {  # what was over
    "Vidare Vy": Decimal(80_552),
    "Förstärkt budget- och skuldrådgivning till nysvenskar": Decimal("119684.43"),
    "Samverkansprojekt Äpplet": Decimal(112_500),
}


@pytest.fixture
def insatser(cast: Cast, settings) -> dict[str, Insats]:
    """The insatser as they stood in January 2022, by what was done; no row is written past an action."""
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
        if name in BACK:
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


@pytest.mark.skipif(not CASE.exists(), reason="The case lies in the folder shared beside the project.")
def test_the_checks_find_exactly_the_seven_contradictions_of_the_originals(cast, insatser, capsys, settings):
    settings.FINSAM_TODAY = "2022-04-11"
    load_demo_figures(cast)
    reported(cast, insatser)
    call_command("check_figures", cast.association.slug, "2021", "--format", "json")
    found = [(each["what"], each["kind"]) for each in json.loads(capsys.readouterr().out)["findings"]]
    assert len(found) == 7
    assert sorted(what for what, kind in found if kind == Kind.CROSS) == sorted(
        f"{name}: budget och beviljade medel" for name in BACK
    )
    assert ("Samtalsbyrån för unga: summan i årsrapporten", Kind.MISSING) in found


def reported(cast: Cast, insatser: dict[str, Insats]) -> None:
    """Each årsrapport is written with the budget and the outcome of the original, one of which left its sums blank."""
    printed = {row["insats"]: row for row in json.loads(CASE.read_text())["arsrapporter_2021"]}
    for report in open_reports(association=cast.association, year=2021, by=cast.chief):
        row = printed[report.insats.name]
        budget, outcome = (money.kr_as_needed(Decimal(str(row[part]))) for part in ("budget", "utfall"))
        write_costs(cast, report, budget=budget, outcome=outcome)
        approve(report=report_submitted(cast, report), by=cast.chief)
    blank = insatser["Samtalsbyrån för unga"]
    PrintedFigure.objects.create(
        association=cast.association, document=printed_in(2021), place="Summa budget", key=f"insatser.{blank.key}.budget", value="",
    )  # fmt: skip


def test_every_krona_of_a_grant_is_paid_or_given_back(insatser):
    bos = insatser["Förstärkt budget- och skuldrådgivning till nysvenskar"]
    assert money_of(bos, 2021) == Money(
        asked=Decimal(524_000),
        granted=Decimal(524_000),
        paid=Decimal("404315.57"),
        given_back=Decimal("119684.43"),
    )
    assert [money_of(each, 2021).left for each in insatser.values()] == [0, 0, 0, 0]


def test_each_grant_is_of_its_own_paragraph(insatser):
    sources = {name: str(insats.grants.get().decision.paragraph) for name, insats in insatser.items()}
    assert sorted(sources.values()) == [f"§\u00a0{number}, 2020-11-27" for number in (61, 62, 63, 64)]
    assert {insats.grants.get().is_preliminary for insats in insatser.values()} == {False}
