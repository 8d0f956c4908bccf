"""The demo's insatser: what was granted, the reports of 2021, and a half-year report that waits for its contact."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from board.models import Decision
from finsam import clock
from finsam.actions import add_body, appoint
from finsam.mail import letters
from finsam.markup import markup_to_html
from finsam.models import Person, PrintedFigure
from finsam.states import AppointmentRole, BodyKind
from insatser.actions.grants import grant_money
from insatser.actions.handing_in import Signature, approve, submit
from insatser.actions.opening import open_reports
from insatser.actions.participants import count_participants
from insatser.actions.register import add_insats
from insatser.actions.writing import save_section, version_of
from insatser.checks import printed_in
from insatser.mail.report import tell_of_opening
from insatser.models import Insats, InsatsReport
from insatser.queries.content import load_sections
from insatser.states import CostCategory, Phase, ReportKind
from reporting.demo.counts import load_counts
from reporting.demo.insatser_texts import TOLD, YEAR_END, YEAR_START, Told
from reporting.demo.names import TOWN
from reporting.demo.stage import Stage, moment

OPENED = moment(dt.date(2021, 12, 13))
APPROVED = moment(dt.date(2022, 2, 7), "13.15")
HALF_YEAR_OPENED = moment(dt.date(2022, 4, 4), "10.00")
WRITTEN_HALF = moment(dt.date(2022, 4, 8), "14.20")


def load_insatser(stage: Stage) -> None:
    """Enter the insatser with their money, write the seven reports of 2021 and leave one of 2022 half done."""
    contacts = _contacts(stage)
    with letters.reach_nobody():
        insatser = {told.key: _enter(stage, told) for told in TOLD}
        _enter_lots(stage)
        load_counts(stage, insatser)
        with clock.standing_at(OPENED):
            reports = open_reports(association=stage.association, year=2021, by=stage.chief)
        by_insats = {report.insats_id: report for report in reports}
        for told in TOLD:
            _report(stage, told, by_insats[insatser[told.key].pk], contacts[told.body])
        stage.say("  Årsrapporterna för 2021 är inlämnade och godkända.")
    _leave_half_done(stage, contacts["lots"])


def _contacts(stage: Stage) -> dict[str, Person]:
    """Give who writes for each insats, and make the bodies that the demo lacks."""
    own = {
        "plattform": ("Plattform U", stage.people["lots"]),
        "vidare": ("Vidare Vy", stage.people["vidare"]),
        "strateg": ("Utvecklingsstrateg", stage.people["officer"]),
    }  # fmt: skip
    for position, (key, (name, person)) in enumerate(own.items(), start=40):
        facts = {"kind": BodyKind.INSATS, "name": name, "position": position}
        stage.bodies[key] = add_body(association=stage.association, facts=facts, by=None)
        appoint(
            person=person,
            body=stage.bodies[key],
            role=AppointmentRole.CONTACT,
            from_on=dt.date(2020, 9, 1),
            by=None,
        )
    others = {key: stage.people[key] for key in ("applet", "larling", "samtal", "skuld", "lots")}
    return others | {key: person for key, (_, person) in own.items()}


def _enter(stage: Stage, told: Told) -> Insats:
    facts = {
        "name": told.name, "kind": told.kind, "owner": stage.members[told.owner], "unit": told.unit,
        "background": told.answers.get("3.1", ""), "purpose": told.answers.get("3.2", ""),
        "target_group": told.answers.get("3.3", ""), "method": told.answers.get("4.2", ""),
        "starts_on": told.starts_on, "report_kind": told.report_kind,
    }  # fmt: skip
    with clock.standing_at(moment(dt.date(2020, 12, 14))):
        insats = add_insats(
            association=stage.association, key=told.key, facts=facts,
            parties=[stage.members[key] for key in told.parties], goals=[goal for goal, _, _ in told.goals],
            body=stage.bodies[told.body], by=stage.chief,
        )  # fmt: skip
        grant_money(
            insats=insats, year=2021, amount=Decimal(told.granted), source=told.source, by=stage.chief
        )
    if told.granted_2022:
        _grant_2022(stage, insats, told.granted_2022, "bevilja insatserna i planen")
    elif told.key == "larlingsvux":
        _grant_2022(stage, insats, 500_000, "bevilja Lärlingsvux 500")
    if told.counts:
        numbers = {
            Phase(phase): {"women": women, "men": men, "unknown": unknown}
            for phase, (women, men, unknown) in told.counts.items()
        }
        count_participants(
            insats=insats, starts_on=YEAR_START, ends_on=YEAR_END, numbers=numbers, by=stage.chief
        )
    return insats


def _enter_lots(stage: Stage) -> None:
    """The new insats of 2022, which has no report of 2021."""
    facts = {
        "name": "Resurslotsen", "kind": "struktur", "owner": stage.members["kommun"], "unit": "Arbetsmarknadsenheten",
        "purpose": "En dörr in för den som söker arbete och behöver flera parters stöd.",
        "target_group": "Parternas handläggare, och genom dem alla som söker arbete.",
        "method": "Gemensam mottagning och gemensam planering.", "starts_on": dt.date(2022, 1, 1),
        "report_kind": "arsrapport",
    }  # fmt: skip
    insats = add_insats(
        association=stage.association, key="resurslotsen", facts=facts,
        parties=[stage.members["af"], stage.members["fk"], stage.members["region"]],
        goals=["Parterna har en gemensam mottagning före sommaren.", "Ingen behöver berätta sin historia två gånger."],
        body=stage.bodies["lots"], by=stage.chief,
    )  # fmt: skip
    _grant_2022(stage, insats, 400_000, "bevilja insatserna i planen")


def _grant_2022(stage: Stage, insats: Insats, amount: int, words: str) -> None:
    decision = Decision.objects.filter(
        paragraph__meeting__body__association=stage.association, text__startswith=words
    ).first()
    grant_money(
        insats=insats, year=2022, amount=Decimal(amount), decision=decision,
        source="" if decision else "Budget 2022, 2021-11-26", by=stage.chief,
    )  # fmt: skip


def _report(stage: Stage, told: Told, report: InsatsReport, contact: Person) -> None:
    day, _, hour = told.submitted.partition(" ")
    submitted_at = moment(dt.date.fromisoformat(day), hour)
    with clock.standing_at(submitted_at):
        _write(report, told, contact)
        owner = stage.members[told.owner].name
        signature = Signature(contact.name, owner, TOWN, submitted_at.date())
        submit(report=report, signatures=[signature], by=contact, at=submitted_at)
    with clock.standing_at(APPROVED):
        approve(report=report, by=stage.chief)
    if told.prints_no_sum:
        for part, label in (("budget", "budget"), ("outcome", "utfall")):
            PrintedFigure.objects.create(
                association=stage.association, document=printed_in(2021),
                place=f"{told.name}, 6 Ekonomi, Summa {label}", key=f"insatser.{told.key}.{part}", value="",
            )  # fmt: skip


def _write(report: InsatsReport, told: Told, by: Person) -> None:
    """Fill in the report section by section, as its contact did."""
    for section in load_sections(report):
        fields = {
            f"answer-{answer.pk}": markup_to_html(told.answers.get(answer.key, ""))
            for answer in section.answers.all()
        }
        for goal, (_, reached, outcome) in zip(section.goals.all(), told.goals, strict=False):
            fields |= {f"goal-{goal.pk}-reached": reached, f"goal-{goal.pk}-outcome": outcome}
        wages = next((row for row in section.costs.all() if row.category == CostCategory.WAGES), None)
        if wages and told.wages:
            fields |= {f"cost-{wages.pk}-budget": told.wages[0], f"cost-{wages.pk}-outcome": told.wages[1]}
        if fields:
            save_section(section=section, fields=fields, base_version=version_of(section), by=by)


def _leave_half_done(stage: Stage, contact: Person) -> None:
    """Open the half-year reports of 2022; Resurslotsen has begun to write hers."""
    with letters.reach_nobody(), clock.standing_at(HALF_YEAR_OPENED):
        reports = open_reports(
            association=stage.association, year=2022, kind=ReportKind.HALF_YEAR, by=stage.chief
        )
    report = next(report for report in reports if report.insats.key == "resurslotsen")
    tell_of_opening(report)  # one letter to try the way from the mail with
    section = next(each for each in load_sections(report) if each.number == 3)
    goal = section.goals.all()[0]
    answer = section.answers.all()[0]
    fields = {
        f"goal-{goal.pk}-reached": "delvis",
        f"goal-{goal.pk}-outcome": "Lokalen är klar och två av parterna har flyttat in.",
        f"answer-{answer.pk}": "<p>Personalen har träffats varje vecka sedan februari. Namnet är valt och skyltarna är beställda.</p>",
    }
    with clock.standing_at(WRITTEN_HALF):
        save_section(section=section, fields=fields, base_version=version_of(section), by=contact)
