"""How far the members have come with what they decide each for itself, and what rests on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from board.registries.year_wheel import Came
from finsam import clock
from finsam.models import Appointment, Association, Document, Member
from finsam.states import BodyKind
from finsam.swedish import dates
from reporting.models import AuditReport, MemberDecision, MemberQuestion, Report
from reporting.states import FROZEN, MemberOutcome, MemberQuestionKind, ReportKind


@dataclass(frozen=True)
class Cell:
    """What one member has decided on one question, as it is shown; without a decision the member was not asked."""

    question: MemberQuestion
    decision: MemberDecision | None
    today: dt.date

    @property
    def shape(self) -> str:
        if self.decision is None:
            return ""
        if self.decision.outcome:
            return "done" if self.decision.outcome == MemberOutcome.YES else "late"
        return "late" if self.is_late else "wait"

    @property
    def is_late(self) -> bool:
        return bool(self.question.answer_by and self.question.answer_by < self.today)

    @property
    def word(self) -> str:
        if self.decision is None:
            return "Inte tillfrågad"
        return self.decision.said or ("Försenat" if self.is_late else "Väntar")

    @property
    def act(self) -> str:
        """What one does about it."""
        return "Ändra" if self.decision and self.decision.decided_on else "Skriv in"

    @property
    def about(self) -> str:
        """Who decided, its § and day; of one that has not decided, when it was reminded."""
        row = self.decision
        if row is None:
            return ""
        if row.decided_on:
            where = " ".join(filter(None, (row.body, row.paragraph)))
            return ", ".join(filter(None, (where, dates.long_date(row.decided_on))))
        return f"Påmind {dates.day_month(clock.day_of(row.reminded_at))}" if row.reminded_at else ""


@dataclass(frozen=True)
class QuestionStanding:
    """A question with how many have decided."""

    question: MemberQuestion
    decided: int
    asked: int

    @property
    def is_open(self) -> bool:
        return self.decided < self.asked

    @property
    def may_go(self) -> bool:
        """Whether it may be taken away: nobody has had it by mail or decided on it."""
        return not any(each.decided_on or each.mailed_at for each in self.question.decisions.all())

    @property
    def count(self) -> str:
        return f"{self.decided} av {self.asked} har beslutat"


@dataclass(frozen=True)
class Matrix:
    """Members down and questions across."""

    questions: list[QuestionStanding]
    rows: list[tuple[Member, list[Cell]]]


def matrix_of(association: Association, year: int, today: dt.date) -> Matrix:
    """Give the questions that went out in the year, and before it those still open: two queries."""
    rows = list(
        MemberQuestion.objects.filter(association=association)
        .filter(Q(sent_on__year=year) | Q(sent_on__year__lt=year, decisions__decided_on=None))
        .distinct().select_related("association", "document").prefetch_related("decisions__member")
    )  # fmt: skip
    found: dict[tuple[int, int], MemberDecision] = {}
    members: dict[int, Member] = {}
    standings = []
    for question in rows:
        decisions = list(question.decisions.all())
        for each in decisions:
            each.question = question
            found[question.pk, each.member_id] = each
            members[each.member_id] = each.member
        standings.append(
            QuestionStanding(question, sum(bool(each.decided_on) for each in decisions), len(decisions))
        )
    ordered = sorted(members.values(), key=lambda member: (member.position, member.pk))
    return Matrix(
        standings,
        [
            (
                member,
                [Cell(each.question, found.get((each.question.pk, member.pk)), today) for each in standings],
            )
            for member in ordered
        ],
    )


def years_asked(association: Association, today: dt.date) -> list[int]:
    """Give the years that questions went out in, and this one."""
    days = association.member_questions.dates("sent_on", "year")
    return sorted({today.year, *(day.year for day in days)})


def receivers_of(association: Association, day: dt.date) -> list[tuple[str, str]]:
    """Give who gets a revisionsberättelse: the members' registratorer, Arbetsförmedlingen's too, and those who sit in the board."""
    members = [
        (each.name, each.registrar_email) for each in association.members.on(day) if each.registrar_email
    ]
    sitting = Appointment.objects.in_force(day).filter(
        body__association=association, body__kind=BodyKind.BOARD
    )
    people = {
        row.person.email: row.person.name for row in sitting.select_related("person") if row.person.email
    }
    return members + [(name, address) for address, name in people.items()]


def annual_report_file(association: Association, year: int) -> Document | None:
    """Give the adopted årsredovisning of the year as it is signed so far, or None."""
    rows = Report.objects.of(association).filter(kind=ReportKind.ANNUAL, year=year, state__in=sorted(FROZEN))
    report = rows.select_related("document", "pdf").order_by("-version").first()
    return (report.document or report.pdf) if report else None


# ---- What the årshjul asks for


def audit_reports_came(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give whether the revisionsberättelse of the year before has gone to the members."""
    wanted, url = set(years), reverse("member_decisions", args=[association.slug])
    came: dict[int, Came] = {}
    for year, rows in _reports_by_year(association, wanted).items():
        sent = [clock.day_of(each.sent_at) for each in rows if each.sent_at]
        is_done = len(sent) == len(rows)
        text = (
            f"Lämnad till medlemmarna {dates.day_month(max(sent))}"
            if is_done
            else "Inkommen, inte lämnad till medlemmarna"
        )
        came[year] = Came(text, url, is_done=is_done, on=max(sent) if is_done else None)
    return {year: came.get(year) or Came("", url) for year in wanted}


def _reports_by_year(association: Association, years: set[int]) -> dict[int, list[AuditReport]]:
    found: dict[int, list[AuditReport]] = {}
    for row in AuditReport.objects.filter(association=association, year__in=[year - 1 for year in years]):
        found.setdefault(row.year + 1, []).append(row)
    return found


def discharges_came(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give how many members have decided on ansvarsfrihet for the year before."""
    wanted, url = set(years), reverse("member_decisions", args=[association.slug])
    rows = MemberQuestion.objects.filter(
        association=association, kind=MemberQuestionKind.DISCHARGE, year__in=[year - 1 for year in wanted]
    ).prefetch_related("decisions")  # fmt: skip
    came: dict[int, Came] = {}
    for row in rows:
        decisions = list(row.decisions.all())
        days = [each.decided_on for each in decisions if each.decided_on]
        is_done = bool(decisions) and len(days) == len(decisions)
        assert row.year is not None  # a discharge is for a year
        came[row.year + 1] = Came(
            f"{len(days)} av {len(decisions)} har beslutat",
            url,
            is_done=is_done,
            on=max(days) if is_done else None,
        )
    return {year: came.get(year) or Came("", url) for year in wanted}
