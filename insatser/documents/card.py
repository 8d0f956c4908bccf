"""Insatskort: an insats on one page, with its money year by year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from finsam.swedish import dates, money, words
from finsam.swedish.local_words import word
from insatser.models import Dialogue, Insats, InsatsReport
from insatser.queries.grant_remarks import grant_remarks
from insatser.queries.money import Money, money_by_year, summed
from insatser.queries.register import grants_of, source_of

_WIDTH = Decimal("459.2")  # points: the column of text
YEARS_SHOWN, EVENTS_SHOWN = 8, 6  # what a page has room for; the sum is of all years


@dataclass(frozen=True)
class CardBar:
    """A year's grant as one bar: where each part begins and how wide it is, in points; `told` says it in words."""

    title: str
    told: str
    paid: Decimal
    given_back: Decimal

    @property
    def paid_and_back(self) -> Decimal:
        return self.paid + self.given_back


@dataclass(frozen=True)
class InsatsCard:
    """Everything that an insatskort shows; amounts as printed."""

    name: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    goals: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    dated: dt.date
    bar: CardBar | None = None
    remarks: tuple[str, ...] = ()
    reference: str = ""
    template_name: str = field(default="print/insats_card.html", init=False)

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Insatskort: {self.name}"

    @property
    def heading(self) -> str:
        """What stands largest on the page."""
        return self.name

    @property
    def subtitle(self) -> str:
        """What the page is, and of when."""
        return f"Insatskort, {self.kind.lower()}. Läget den {dates.long_date(self.dated)}."


def build_card(insats: Insats, day: dt.date, participants: str = "") -> InsatsCard:
    """Build the insatskort as things stand on the day, with what may be told of those who take part."""
    moneys = money_by_year(insats)
    sources: dict[int, list[str]] = {}
    grants = grants_of(insats)
    for grant in grants:
        if not hasattr(grant, "replaced_in"):
            sources.setdefault(grant.year, []).append(source_of(grant))
    latest = next((year for year in moneys if year <= day.year and moneys[year].granted), None)
    return InsatsCard(
        name=insats.name,
        kind=f"{insats.get_kind_display()} insats",
        facts=_facts(insats, participants),
        years=tuple(
            (str(year), *_amounts(moneys[year]), ", ".join(sources.get(year, [])))
            for year in sorted(moneys)[-YEARS_SHOWN:]
        ),
        total=("Summa", *_amounts(summed(moneys.values())), ""),
        goals=tuple(goal.wording for goal in insats.goals.filter(is_pursued=True)),
        events=_events(insats, day),
        dated=day,
        bar=_bar(latest, moneys[latest], insats) if latest else None,
        remarks=tuple(each.fact for each in grant_remarks(insats.association, grants)),
    )


def _facts(insats: Insats, participants: str) -> tuple[tuple[str, str], ...]:
    owner = ", ".join(filter(None, (insats.owner.name if insats.owner else "", insats.unit)))
    facts = (
        ("Vad", insats.purpose),
        ("För vem", insats.target_group),
        (word("owner", "{!}"), owner),
        ("Parter", words.join_och(member.name for member in insats.parties.all())),
        ("Tid", insats.period),
        ("Deltagare", participants),
    )
    return tuple((label, value) for label, value in facts if value)


def _amounts(have: Money) -> tuple[str, ...]:
    asked = money.kr_as_needed(have.asked) if have.asked else "–"
    return (asked, *map(money.kr_as_needed, (have.granted, have.paid, have.given_back, have.left)))


def _bar(year: int, have: Money, insats: Insats) -> CardBar:
    count = insats.payment_requests.filter(year=year, paid_on__isnull=False, credited_on__isnull=True).count()
    whole = max(have.granted, have.paid + have.given_back)
    told = ", ".join(
        f"{label} {money.kr_as_needed(amount)}"
        for label, amount in (("betalt", have.paid), ("återlämnat", have.given_back), ("kvar", have.left))
        if amount
    )
    paid = words.plural(count, "rekvisition är betald", "rekvisitioner är betalda")
    said = f" {paid}." if count else " Inget är betalt än."
    return CardBar(
        title=f"Beviljat {year}",
        told=f"{money.kr_as_needed(have.granted)} kronor: {told}.{said}",
        paid=_WIDTH * have.paid / whole,
        given_back=_WIDTH * have.given_back / whole,
    )


def _events(insats: Insats, day: dt.date) -> tuple[tuple[str, str], ...]:
    """Give the latest reports and dialogues together, each with its day in words, the last one first."""
    found = [
        (report.due_on, _report(report, day)) for report in insats.reports.order_by("-due_on")[:EVENTS_SHOWN]
    ]
    found += [
        (each.held_on or each.planned_on, _dialogue(each)) for each in insats.dialogues.all()[:EVENTS_SHOWN]
    ]
    latest = sorted(found, reverse=True)[:EVENTS_SHOWN]
    return tuple((dates.long_date(moment), what) for moment, what in latest)


def _report(report: InsatsReport, day: dt.date) -> str:
    late = ", försenad" if report.is_late(day) else ""
    return f"{report.name}, {report.get_state_display().lower()}{late}"


def _dialogue(dialogue: Dialogue) -> str:
    if not dialogue.held_on:
        return "Uppföljningsdialog, planerad"
    return "Uppföljningsdialog, anteckningar finns" if dialogue.notes else "Uppföljningsdialog, hållen"
