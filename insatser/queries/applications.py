"""Applications: who may know of which, how far each has come, and what each asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.swedish import words
from insatser.models import (
    Application,
    ApplicationRound,
    ApplicationSaving,
    ApplicationSection,
    ApplicationVersion,
    AskedAmount,
)
from insatser.queries.application_content import (
    DAYS,
    amount_in,
    categories_of,
    day_in,
    questions_of,
    rows_in,
    unread_in,
    years_of,
)
from insatser.states import Ask


def visible_applications(
    association: Association, person: Person, permissions: frozenset[Permission], day: dt.date
) -> QuerySet[Application]:
    """Give the applications that a person may know of: all for the office, those that came in for readers, her own."""
    rows = Application.objects.of(association)
    if Permission.WRITE_INSATSER in permissions:
        return rows
    own = Application.objects.with_contact(person, day).values("pk")
    if Permission.READ_INSATSER in permissions:
        return rows.filter(Q(submitted_at__isnull=False) | Q(pk__in=own))
    return rows.filter(pk__in=own)


def own_applications(association: Association, person: Person, day: dt.date) -> QuerySet[Application]:
    """Give those that a contact writes or has written, the latest first."""
    return Application.objects.of(association).with_contact(person, day)


def with_asked(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Have each carry `asked_total`, what its latest version asks for in kronor; None before it has come in."""
    latest = ApplicationVersion.objects.filter(application=OuterRef(OuterRef("pk"))).order_by("-number")
    total = (
        AskedAmount.objects.filter(version=Subquery(latest.values("pk")[:1]))
        .order_by()
        .values("version")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    return rows.annotate(asked_total=Subquery(total, output_field=DecimalField()))


def asked_by_year(application: Application) -> dict[int, Decimal]:
    """Give what its latest version asks for, by year, in kronor."""
    version = application.versions.first()
    if version is None:
        return {}
    sums: dict[int, Decimal] = {}
    for row in version.amounts.all():
        sums[row.year] = sums.get(row.year, Decimal(0)) + row.amount
    return sums


def open_rounds(association: Association, day: dt.date) -> list[ApplicationRound]:
    """Give the periods in which an ansökan can be begun on the day."""
    rows = ApplicationRound.objects.filter(association=association, opens_on__lte=day, is_for_changes=False)
    return list(rows.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=day)))


def waiting_in_application(application: Application) -> list[ApplicationSaving]:
    """Give the savings that wait for a choice between two writers."""
    rows = ApplicationSaving.objects.waiting().filter(section__application=application)
    return list(rows.select_related("section"))


@dataclass(frozen=True)
class AskProgress:
    """One section's state in words and as a shape, with what it lacks in sentences."""

    section: ApplicationSection
    kind: str
    note: str
    missing: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(self.section)


def progress_of(application: Application, sections: list[ApplicationSection]) -> list[AskProgress]:
    """Give every section's state."""
    return [_progress(application, section) for section in sections]


def missing_in(steps: list[AskProgress]) -> list[str]:
    """Give everything that is missing, in order."""
    return [sentence for each in steps for sentence in each.missing]


def _progress(application: Application, section: ApplicationSection) -> AskProgress:
    part = Ask(section.part)
    if part == Ask.FILES:
        count = application.files.count()
        return AskProgress(
            section, "done" if count else "", words.plural(count, "bilaga", "bilagor") if count else "", ()
        )
    missing = [*_CHECKS.get(part, _nothing)(section), *_unanswered(section)]
    is_begun = any(value for name, value in section.content.items() if not name.startswith("rows-"))
    if not missing:
        return AskProgress(section, "done" if is_begun else "", "Klart" if is_begun else "", ())
    if not is_begun:
        return AskProgress(section, "", "Inte påbörjat", tuple(missing))
    return AskProgress(section, "going", f"{words.plural(len(missing), 'sak', 'saker')} kvar", tuple(missing))


def _unanswered(section: ApplicationSection) -> list[str]:
    return [
        f"{each['key']} {each['label']} saknar svar."
        for each in questions_of(section)
        if not each["is_optional"] and not section.content.get(f"answer-{each['key']}")
    ]


def _nothing(section: ApplicationSection) -> list[str]:
    return []


def _facts(section: ApplicationSection) -> list[str]:
    content = section.content
    missing = [] if content.get("name") else ["Insatsen saknar namn."]
    if not content.get("kind"):
        missing.append("Välj om insatsen är för individer eller strukturer.")
    unread = [str(content[name]) for name in DAYS if content.get(name) and not day_in(section, name)]
    missing += [f"”{typed}” är inget datum. Skriv till exempel 2022-08-01." for typed in unread]
    if not content.get("starts_on"):
        missing.append("Insatsens första dag saknas.")
    return missing


def _parties(section: ApplicationSection) -> list[str]:
    missing = [] if section.content.get("member") else ["Välj den medlem som ansvarar för insatsen."]
    if not section.content.get("contact"):
        missing.append("Skriv vem som är kontaktperson.")
    if not rows_in(section, "party"):
        missing.append("Skriv vilka parter som är med. Insatser ska ha minst två parter.")
    return missing


def _goals(section: ApplicationSection) -> list[str]:
    goals = rows_in(section, "goal")
    missing = [] if goals else ["Skriv minst ett mål."]
    missing += [
        f"Mål {place} saknar mått." for place, goal in enumerate(goals, start=1) if not goal["measure"]
    ]
    return missing if rows_in(section, "activity") else [*missing, "Skriv minst en aktivitet."]


def _costs(section: ApplicationSection) -> list[str]:
    missing = [f"”{typed}” går inte att läsa som ett belopp." for typed in unread_in(section)]
    places = range(1, len(categories_of(section)) + 1)
    names = [f"cost-{place}-{year}" for place in places for year in years_of(section)]
    if not any(amount_in(section, name) for name in names):
        missing.append("Skriv vad ni söker.")
    return missing


_CHECKS: dict[Ask, Callable[[ApplicationSection], list[str]]] = {
    Ask.FACTS: _facts,
    Ask.PARTIES: _parties,
    Ask.GOALS: _goals,
    Ask.COSTS: _costs,
}


def label_of(name: str, section: ApplicationSection) -> str:
    """Give a field as the page names it."""
    if name.startswith("answer-"):
        key = name.removeprefix("answer-")
        found: list[Any] = [each for each in questions_of(section) if each["key"] == key]
        return f"{key} {found[0]['label']}" if found else key
    head, _, tail = name.rpartition("-")
    if head.startswith("cost-"):
        place = int(head.removeprefix("cost-"))
        return f"{categories_of(section)[place - 1]}, {tail}"
    kind, _, number = head.partition("-")
    if kind in _ROW_LABELS:
        return f"{_ROW_LABELS[kind]} {number}, {LABELS[f'{kind}-{tail}'].lower()}"
    return f"{LABELS[head]}, {tail}" if head in LABELS else LABELS.get(name, name)


_ROW_LABELS = {"goal": "Mål", "activity": "Aktivitet", "party": "Part"}
LABELS = {
    "name": "Insatsens namn", "kind": "Inriktning", "esf": "Medel från ESF", "focus": "Preciserad inriktning",
    "followup": "Metod för uppföljning", "starts_on": "Första dag", "ends_on": "Sista dag",
    "member": "Ansvarig medlem", "unit": "Enhet", "contact": "Kontaktperson", "email": "E-post", "phone": "Telefon",
    "goal-wording": "Mål", "goal-measure": "Mått", "goal-number": "Ska bli",
    "activity-what": "Aktivitet", "activity-when": "När",
    "party-organisation": "Organisation", "party-contact": "Kontaktperson", "party-email": "E-post",
    "party-brings": "Bidrar med", "places": "Platser", "people": "Deltagare", "other": "Andra betalar",
    "other-who": "Vilka som betalar",
}  # fmt: skip


def counted_rounds(association: Association) -> QuerySet[ApplicationRound]:
    """Give the periods with how many are `begun` and how many have `come` in."""
    rows = ApplicationRound.objects.filter(association=association)
    return rows.annotate(
        begun=Count("applications", filter=Q(applications__submitted_at__isnull=True)),
        come=Count("applications", filter=Q(applications__submitted_at__isnull=False)),
    )
