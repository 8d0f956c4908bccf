"""The register of insatser, with what was decided for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import (
    DecimalField,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from finsam.models import Appointment, Association, Person
from finsam.permissions import Permission
from finsam.swedish import money
from finsam.web.asked_once import asked_once
from insatser.models import (
    ApplicationVersion,
    AskedAmount,
    GivenBack,
    Grant,
    Insats,
    InsatsGoal,
    PaymentLine,
    ReportAnswer,
    ReportGoal,
)
from insatser.queries.money import Money
from insatser.states import ApplicationState, PaymentState

KRONOR = DecimalField(max_digits=14, decimal_places=2)


def visible_insatser(
    association: Association, person: Person, permissions: frozenset[Permission], day: dt.date
) -> QuerySet[Insats]:
    """Give the insatser that a person may know of: all for those who read insatser, her own for a contact."""
    rows = Insats.objects.of(association).select_related("association", "owner", "body")
    if Permission.READ_INSATSER in permissions:
        return rows
    return rows.with_contact(person, day)


def insatser_with_grants(
    rows: QuerySet[Insats], *, year: int, kind: str = "", words: str = ""
) -> QuerySet[Insats]:
    """Give those of the year with `granted` (kronor or None), by kind and by words in name or owner."""
    decided = (
        Grant.objects.current()
        .filter(insats=OuterRef("pk"), year=year)
        .order_by()
        .values("insats")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    rows = rows.annotate(granted=Subquery(decided, output_field=DecimalField()))
    rows = with_money_of(rows, year)
    rows = rows.filter(
        Q(granted__isnull=False) | Q(pk__in=Insats.objects.in_year(year).values("pk")) | Q(reports__year=year)
    ).distinct()
    if kind:
        rows = rows.filter(kind=kind)
    for word in words.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(name__icontains=word.capitalize())  # SQLite folds no å, ä or ö
            | Q(owner__name__icontains=word)
            | Q(unit__icontains=word)
        )
    return rows


def with_money_of(rows: QuerySet[Insats], year: int) -> QuerySet[Insats]:
    """Have each with `granted` carry what queries.money says of the year too: `asked`, `paid`, `went_back`, `left`."""

    def summed_up(own: QuerySet[Any], insats: str) -> Subquery:
        totals = own.order_by().values(insats).annotate(total=Sum("amount"))
        return Subquery(totals.values("total"), output_field=KRONOR)

    newest = ApplicationVersion.objects.filter(application=OuterRef("version__application"))
    asked = AskedAmount.objects.filter(
        year=year, version__application__insats=OuterRef("pk"), version__application__round__is_for_changes=False,
        version=Subquery(newest.order_by("-number").values("pk")[:1]),
    ).exclude(version__application__state=ApplicationState.WITHDRAWN)  # fmt: skip
    paid = PaymentLine.objects.filter(
        version__counted_as__insats=OuterRef("pk"), version__counted_as__year=year,
        version__counted_as__state=PaymentState.PAID,
    )  # fmt: skip
    back = GivenBack.objects.filter(insats=OuterRef("pk"), year=year, undone_at__isnull=True)
    nothing = Value(Decimal(0), output_field=KRONOR)
    return rows.annotate(
        asked=summed_up(asked, "version__application__insats"),
        paid=summed_up(paid, "version__counted_as__insats"),
        went_back=summed_up(back, "insats"),
    ).annotate(
        left=ExpressionWrapper(
            F("granted") - Coalesce(F("paid"), nothing) - Coalesce(F("went_back"), nothing),
            output_field=KRONOR,
        )
    )


def years_of(association: Association) -> list[int]:
    """Give the years with grants or reports, the latest first."""
    own = Insats.objects.of(association).order_by()
    years = set(own.values_list("grants__year", flat=True)) | set(own.values_list("reports__year", flat=True))
    return sorted((year for year in years if year), reverse=True)


def grants_of(insats: Insats) -> list[Grant]:
    """Give every grant of an insats, the latest year first, with who decided it."""
    rows = insats.grants.select_related(
        "decision__paragraph__meeting__body__association", "replaced_in__decision__paragraph__meeting",
        "replaces__decision__paragraph__meeting", "made_by",
    )  # fmt: skip
    return list(rows.order_by("-year", "-id"))


def source_of(grant: Grant) -> str:
    """Say who decided: "§ 45, 2020-12-04", or what was typed; `decision__paragraph__meeting` must be at hand."""
    return str(grant.decision.paragraph) if grant.decision else grant.source


def replacing(grant: Grant) -> str:
    """Say what a grant takes the place of, or what has taken its place; as `grants_of` gives it."""
    later = getattr(grant, "replaced_in", None)
    if later:
        return f"Ersatt av {source_of(later)}"
    if grant.replaces and source_of(grant.replaces) != source_of(grant):
        return f"Ersätter {money.kr_as_needed(grant.replaces.amount)} kr, {source_of(grant.replaces)}"
    return ""


def overpaid(moneys: Mapping[int, Money], grants: Iterable[Grant]) -> list[str]:
    """Say of each year that more is paid than granted: both amounts, the § that changed it, and what may be done."""
    rows = list(grants)
    told = []
    for year, have in sorted(moneys.items()):
        if not have.is_overdrawn:
            continue
        own = (row for row in rows if row.year == year and not hasattr(row, "replaced_in"))
        changed = [
            f" sedan {source_of(row)} ersatte {source_of(row.replaces)}" for row in own if row.replaces
        ]
        since = next(iter(changed), "")
        told.append(
            f"Betalt och återlämnat för {year} är {_kr(have.granted - have.left)} och beviljat {_kr(have.granted)}{since}: "
            f"{_kr(-have.left)} mer än beslutet ger. Begär tillbaka beloppet och kreditera rekvisitionen, eller ta ett nytt beslut."
        )
    return told


def _kr(amount: Decimal) -> str:
    return f"{money.kr_as_needed(amount)}{money.NO_BREAK}kr"


def granted(insats: Insats, year: int) -> tuple[Decimal | None, str]:
    """Give what is decided for a year in kronor (None: nothing is), and where."""
    return _summed(insats.grants.current().filter(year=year).select_related("decision__paragraph__meeting"))


def granted_of_year(association: Association, year: int) -> dict[int, tuple[Decimal | None, str]]:
    """Give the same of each insats that has a grant for the year, by its pk: one query."""
    found: dict[int, list[Grant]] = {}
    for row in grants_of_year(association, year):
        found.setdefault(row.insats_id, []).append(row)
    return {pk: _summed(own) for pk, own in found.items()}


@asked_once
def grants_of_year(association: Association, year: int) -> list[Grant]:
    """Give every grant for a year that no later decision has replaced, by the insats's name, with who decided it."""
    rows = Grant.objects.current().filter(insats__association=association, year=year)
    rows = rows.select_related("insats__association", "decision__paragraph__meeting__body__association")
    return list(rows.order_by("insats__name", "id"))


def _summed(grants: Iterable[Grant]) -> tuple[Decimal | None, str]:
    rows = list(grants)
    amount = sum((row.amount for row in rows), Decimal(0)) if rows else None
    return amount, ", ".join(dict.fromkeys(source_of(row) for row in rows))


def contacts_of(insats: Insats, day: dt.date) -> list[Appointment]:
    """Give who has access to an insats on the day."""
    return list(
        insats.body.appointments.in_force(day).select_related("person", "body").order_by("position", "id")
    )


def with_contacts(rows: QuerySet[Insats], day: dt.date) -> QuerySet[Insats]:
    """Have each insats carry `body.sitting`, its contacts of the day."""
    sitting = Appointment.objects.in_force(day).select_related("person")
    return rows.prefetch_related(Prefetch("body__appointments", queryset=sitting, to_attr="sitting"))


def last_answers(insats: Insats, year: int, kind: str) -> dict[str, str]:
    """Give the newest earlier report's answers as HTML by the key of the question, so that they need not be typed anew."""
    earlier = insats.reports.filter(year__lt=year, kind=kind).order_by("-year").first()
    if earlier is None:
        return {}
    answers = ReportAnswer.objects.filter(section__report=earlier).select_related("text")
    return {answer.key: answer.text.html for answer in answers if answer.text.html}


def goals_to_report(insats: Insats, year: int, kind: str) -> list[tuple[InsatsGoal | None, str]]:
    """Give the goals to answer: those pursued, and those that the insats itself added to its last report.

    `insats.goals` must be at hand.
    """
    pursued = [(goal, goal.wording) for goal in insats.goals.all() if goal.is_pursued]
    earlier = insats.reports.filter(year__lt=year, kind=kind).order_by("-year").first()
    if earlier is None:
        return [*pursued]
    own = ReportGoal.objects.filter(section__report=earlier, goal__isnull=True).exclude(wording="")
    return [*pursued, *((None, goal.wording) for goal in own)]
