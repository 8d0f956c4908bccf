"""The insats that an ansökan leads to: entered with what the ansökan says, and gone again when the § gives nothing."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from board.models import Decision
from finsam import audit, markup
from finsam.models import Member, Person
from insatser.actions.register import add_insats
from insatser.indexing import forget_insats
from insatser.models import Application, Insats
from insatser.queries.application_content import day_in, load_sections, rows_in
from insatser.states import Ask, InsatsKind

LONGEST_KEY, LONGEST_UNIT = 60, 120


def enter_insats(application: Application, giving: list[Decision], by: Person | None) -> Insats:
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


def withdraw_insats(application: Application, by: Person | None) -> None:
    """Take away the insats that the ansökan entered, when its § gives nothing after all; what has come to it keeps it."""
    insats = application.insats
    if insats is None or not application.entered_insats:
        return
    application.insats, application.entered_insats = None, False
    application.save(update_fields=["insats", "entered_insats"])
    try:
        with transaction.atomic():
            insats.goals.all().delete()
            forget_insats(insats)
            audit.record(association=application.association, by=by, verb="tog bort insats", target=insats)
            insats.delete()
    except ProtectedError:
        application.insats, application.entered_insats = insats, True
        application.save(update_fields=["insats", "entered_insats"])


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
