"""What a signed protocol does to applications: the insats is entered, and granted what the att-satser give."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from board.models import Decision, Paragraph, Protocol
from board.states import Outcome
from finsam import audit, markup
from finsam.models import Member, Person
from insatser.actions.grants import grant_money
from insatser.actions.register import add_insats
from insatser.mail import application as letters
from insatser.models import Application, Grant, Insats
from insatser.queries.application_content import day_in, load_sections, rows_in
from insatser.queries.grants import decided_amount, granted_by
from insatser.states import APPLICATION_TRANSITIONS, ApplicationState, Ask, InsatsKind

LONGEST_KEY, LONGEST_UNIT = 60, 120


def decide_applications(protocol: Protocol, by: Person | None) -> None:
    """Decide the applications of a signed protocol's §§; called by `board.effects` in its transaction.

    A § that is tabled or referred back decides nothing. A later § on the same ansökan replaces what an earlier gave for a year.
    """
    rows = protocol.paragraphs.filter(
        matter__application__isnull=False, outcome=Outcome.DECIDED, decisions__isnull=False
    )
    for paragraph in rows.select_related("matter__application__association").distinct().order_by("number"):
        application = paragraph.matter.application if paragraph.matter else None
        if application and application.proposal:
            _decide(application, paragraph, by)


@transaction.atomic
def _decide(application: Application, paragraph: Paragraph, by: Person | None) -> None:
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "body", "insats", "matter")
        .get(pk=application.pk)
    )
    is_again = row.state == ApplicationState.DECIDED
    if not is_again and ApplicationState.DECIDED not in APPLICATION_TRANSITIONS[ApplicationState(row.state)]:
        return
    decisions = list(paragraph.decisions.prefetch_related("amounts"))
    giving = [decision for decision in decisions if decision.amounts.all()]
    if giving and row.insats is None:
        row.insats = _enter(row, giving, by)
    row.state = ApplicationState.DECIDED
    row.save(update_fields=["state", "insats"])
    for decision in giving:
        assert row.insats
        for year in sorted({amount.year for amount in decision.amounts.all()}):
            _grant(row.insats, decision, year, by)
    audit.record(
        association=row.association, by=by, verb="fick ansökan beslutad", target=row, paragraph=str(paragraph)
    )
    letters.tell_decision(row, paragraph, decisions)


def _grant(insats: Insats, decision: Decision, year: int, by: Person | None) -> None:
    """Grant what is left of a year's money; what an earlier § on the same ärende gave for the year is replaced."""
    decided = decided_amount(decision, year)
    if decided is None or decided - granted_by(decision, year) <= 0:
        return  # somebody has granted it by hand, or it is nothing
    earlier = (
        Grant.objects.current()
        .filter(insats=insats, year=year, decision__paragraph__matter=decision.paragraph.matter)
        .exclude(decision__paragraph=decision.paragraph)
        .first()
    )
    grant_money(insats=insats, year=year, decision=decision, replaces=earlier, by=by)


def _enter(application: Application, giving: list[Decision], by: Person | None) -> Insats:
    """Enter the insats that an ansökan was about, with what it says; those who applied become its contacts."""
    sections = {Ask(section.part): section for section in load_sections(application)}
    texts = {
        key: str(value)
        for section in load_sections(application)
        for key, value in section.content.items()
        if key.startswith("answer-")
    }
    facts, parties = sections[Ask.FACTS].content, sections[Ask.PARTIES].content
    first_year = min(amount.year for decision in giving for amount in decision.amounts.all())
    kind = facts.get("kind") if facts.get("kind") in InsatsKind.values else InsatsKind.INDIVID
    starts_on = day_in(sections[Ask.FACTS], "starts_on") or dt.date(first_year, 1, 1)
    ends_on = day_in(sections[Ask.FACTS], "ends_on")
    association = application.association
    owner = Member.objects.filter(association=association, pk=parties.get("member") or 0).first()
    names = {row["organisation"] for row in rows_in(sections[Ask.PARTIES], "party")}
    return add_insats(
        association=association,
        key=_free_key(application),
        facts={
            "name": _free_name(application, first_year),
            "kind": kind,
            "owner": owner,
            "unit": _fitting(str(parties.get("unit") or "")),
            "starts_on": starts_on,
            "ends_on": ends_on if ends_on and ends_on >= starts_on else None,
            **{
                field: markup.html_to_markup(texts.get(f"answer-{key}", ""))
                for field, key in (
                    ("background", "3.1"),
                    ("purpose", "3.2"),
                    ("target_group", "3.3"),
                    ("method", "4.1"),
                )
            },
        },
        parties=association.members.filter(name__in=names),
        goals=[row["wording"] for row in rows_in(sections[Ask.GOALS], "goal") if row["wording"]],
        body=application.body,
        by=by,
    )


def _fitting(unit: str) -> str:
    """Give the unit where the register has room for it; the ansökan keeps a longer one whole."""
    return unit if len(unit) <= LONGEST_UNIT else ""


def _free_name(application: Application, year: int) -> str:
    """Give the name that was applied for, with the year where another insats has it already."""
    taken = set(application.association.insatser.values_list("name", flat=True))
    names = [application.name, f"{application.name} ({year})", f"{application.name} ({application.pk})"]
    return next(name for name in names if name not in taken)


def _free_key(application: Application) -> str:
    """Give a short key of the name that no other insats has; keys are made by the program, and never typed."""
    taken = set(application.association.insatser.values_list("key", flat=True))
    plain = slugify(application.name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")))
    base = plain if plain[:1].isalpha() and len(plain) < LONGEST_KEY - 10 else f"insats-{application.pk}"
    return base if base not in taken else f"{base}-{application.pk}"
