"""What a section of a report holds, as the flat names and strings that its form, its savings and its merges use.

"answer-12" is HTML; "goal-3-reached", "cost-7-budget", "party-2-email" and "starts_on" are what one would type.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db.models import Prefetch

from finsam.swedish import money
from finsam.web.asked_once import asked_once
from insatser.models import CostRow, InsatsReport, ReportAnswer, ReportSection
from insatser.states import Part

Content = dict[str, str]


@asked_once
def load_sections(report: InsatsReport) -> list[ReportSection]:
    """Give a report's sections with everything in them: six queries, however much it is."""
    answers = ReportAnswer.objects.select_related("text")
    rows = report.sections.prefetch_related(
        Prefetch("answers", queryset=answers), "goals", "costs", "parties"
    )
    sections = list(rows)
    for section in sections:
        section.report = report
    return sections


def section_content(section: ReportSection) -> Content:
    """Give what is stored in a section."""
    content: Content = {f"answer-{answer.pk}": answer.text.html for answer in section.answers.all()}
    if section.part == Part.FACTS:
        content |= {"starts_on": _day(section.report.starts_on), "ends_on": _day(section.report.ends_on)}
    for party in section.parties.all():
        content |= {
            f"party-{party.pk}-{name}": getattr(party, name) for name in ("organisation", "contact", "email")
        }
    for goal in section.goals.all():
        content |= {
            f"goal-{goal.pk}-{name}": getattr(goal, name) for name in ("wording", "reached", "outcome")
        }
    for cost in section.costs.all():
        content[f"cost-{cost.pk}-what"] = cost.what
        content |= {f"cost-{cost.pk}-{name}": typed_amount(cost, name) for name in ("budget", "outcome")}
    return content


def is_answer(name: str) -> bool:
    """Whether a field is a running text."""
    return name.startswith("answer-")


def typed_amount(cost: CostRow, name: str) -> str:
    """Give an amount as one types it; what could not be read stays as it was typed."""
    amount: Decimal | None = getattr(cost, name)
    return str(cost.unread.get(name, "")) if amount is None else money.kr_as_needed(amount)


def read_amount(typed: str) -> Decimal | None:
    """Read kronor as typed; None for nothing. Raises ValueError with a Swedish sentence."""
    return money.parse_amount(typed) if typed.strip() else None


def tidy(name: str, value: str) -> str:
    """Give a typed value as it will stand, so that "5000" and "5 000" are one."""
    if not name.startswith("cost-") or name.endswith("-what"):
        return value.replace("\r\n", "\n").strip()
    try:
        amount = read_amount(value)
    except ValueError:
        return value.strip()
    return "" if amount is None else money.kr_as_needed(amount)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
