"""What the members decide each for itself: asked, reminded, and written down when their protocols come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.mail.letters import LARGEST_ENCLOSURE
from finsam.models import Association, Document, Member, Person
from finsam.texts.cleaning import clean_text
from reporting.mail import members as letters
from reporting.models import MemberDecision, MemberQuestion
from reporting.states import YEARLY_QUESTIONS, MemberQuestionKind

PDF = "application/pdf"


@dataclass(frozen=True)
class QuestionDraft:
    """A question to the members as it is typed; `file` is its name and bytes."""

    kind: str
    title: str
    sent_on: dt.date
    year: int | None = None
    message: str = ""
    answer_by: dt.date | None = None
    file: tuple[str, bytes] | None = None


@transaction.atomic
def ask_members(
    *, association: Association, draft: QuestionDraft, members: Iterable[Member], by: Person | None, is_mailed: bool = False
) -> MemberQuestion:  # fmt: skip
    """Write down that the members are to decide on something, and with `is_mailed` send it to their registratorer.

    Raises DomainError for a day to come, a year that lacks, a discharge that is asked about already, and nobody asked.
    """
    asked = list(members)
    _refuse(association, draft, asked, is_mailed=is_mailed)
    question = MemberQuestion.objects.create(
        association=association, kind=draft.kind, year=draft.year, title=draft.title.strip(), sent_on=draft.sent_on,
        answer_by=draft.answer_by, message=draft.message.strip(), made_at=clock.now(), made_by=by,
        document=kept_pdf(association, draft.file, by) if draft.file else None,
    )  # fmt: skip
    decisions = [MemberDecision.objects.create(question=question, member=member) for member in asked]
    audit.record(
        association=association, by=by, verb="ställde fråga till medlemmarna", target=question,
        members=[str(member) for member in asked], mailed=is_mailed,
    )  # fmt: skip
    for each in decisions if is_mailed else []:
        each.mailed_at, each.mailed_by = clock.now(), by
        each.save(update_fields=["mailed_at", "mailed_by"])
        letters.ask_member(each)
    return question


def _refuse(association: Association, draft: QuestionDraft, asked: list[Member], *, is_mailed: bool) -> None:
    if draft.sent_on > clock.today():
        raise DomainError("Dagen då frågan gick till medlemmarna har inte kommit än.")
    if draft.answer_by and draft.answer_by < draft.sent_on:
        raise DomainError("Sista dagen för svar är före den dag då frågan gick till medlemmarna.")
    if not asked:
        raise DomainError("Välj vilka medlemmar som ska besluta.")
    if draft.kind in YEARLY_QUESTIONS and draft.year is None:
        raise DomainError("Skriv vilket år det gäller.")
    discharges = association.member_questions.filter(kind=MemberQuestionKind.DISCHARGE, year=draft.year)
    if draft.kind == MemberQuestionKind.DISCHARGE and discharges.exists():
        raise DomainError(f"Ansvarsfriheten för {draft.year} är redan en fråga till medlemmarna.")
    if is_mailed:
        refuse_without_address(asked)


def refuse_without_address(members: Iterable[Member]) -> None:
    """Raise DomainError that names the members whose registrator has no address here."""
    lacking = [member.name for member in members if not member.registrar_email]
    if lacking:
        raise DomainError(
            f"Registratorns e-post saknas för {', '.join(lacking)}. Skriv den under Förbundet, Medlemmar, och skicka sedan."
        )


def kept_pdf(association: Association, file: tuple[str, bytes], by: Person | None) -> Document:
    """Keep a PDF that is to go by mail. Raises DomainError for another kind, and for one that no mail can carry."""
    name, content = clean_text(PurePath(file[0].replace("\\", "/")).name), file[1]
    if recognise(name, content).content_type != PDF:
        raise DomainError(f"{name} är inte en PDF. Spara handlingen som PDF och försök igen.")
    if len(content) >= LARGEST_ENCLOSURE:
        raise DomainError(
            f"{name} är större än 10 MB och går inte att mejla. Spara den mindre och försök igen."
        )
    return store.keep(content, association=association, name=name, content_type=PDF, by=by)


@transaction.atomic
def change_question(*, question: MemberQuestion, facts: Mapping[str, Any], by: Person) -> MemberQuestion:
    """Change a question's heading, words and last day; what has gone by mail has gone."""
    row = _locked(question)
    if facts["answer_by"] and facts["answer_by"] < row.sent_on:
        raise DomainError("Sista dagen för svar är före den dag då frågan gick till medlemmarna.")
    row.title, row.message, row.answer_by = (
        facts["title"].strip(),
        facts["message"].strip(),
        facts["answer_by"],
    )
    row.save(update_fields=["title", "message", "answer_by"])
    audit.record(association=row.association, by=by, verb="ändrade fråga till medlemmarna", target=row)
    return row


@transaction.atomic
def remove_question(*, question: MemberQuestion, by: Person) -> None:
    """Take away a question that was put by mistake. Raises DomainError once it has been mailed, or a member has decided."""
    row = _locked(question)
    if row.decisions.exclude(decided_on=None, mailed_at=None).exists():
        raise DomainError("Frågan har gått till medlemmarna, eller någon har beslutat. Då tas den inte bort.")
    audit.record(association=row.association, by=by, verb="tog bort fråga till medlemmarna", target=row)
    row.decisions.all().delete()
    row.delete()


@transaction.atomic
def note_member_decision(*, decision: MemberDecision, facts: Mapping[str, Any], by: Person) -> MemberDecision:
    """Write down what a member decided, or with neither day nor outcome that it has not decided.

    Raises DomainError for a day to come or before the question, and for one of day and outcome without the other.
    """
    row = (
        MemberDecision.objects.select_for_update(of=("self",))
        .select_related("question__association", "member")
        .get(pk=decision.pk)
    )
    day, outcome = facts["decided_on"], facts["outcome"]
    if bool(day) != bool(outcome):
        raise DomainError("Skriv både dagen och vad medlemmen beslutade, eller ingetdera.")
    if day and day > clock.today():
        raise DomainError("Dagen för beslutet har inte kommit än.")
    if day and day < row.question.sent_on and row.question.kind == MemberQuestionKind.DISCHARGE:
        raise DomainError("Medlemmen kan inte ha prövat ansvarsfriheten innan den fick revisionsberättelsen.")
    for name in ("body", "decided_on", "paragraph", "outcome", "note"):
        setattr(row, name, facts[name].strip() if isinstance(facts[name], str) else facts[name])
    row.save(update_fields=["body", "decided_on", "paragraph", "outcome", "note"])
    audit.record(
        association=row.question.association, by=by, verb="antecknade medlems beslut", target=row,
        decided_on=day.isoformat() if day else "", outcome=row.said,
    )  # fmt: skip
    return row


@transaction.atomic
def remind_members(*, question: MemberQuestion, by: Person) -> list[Member]:
    """Mail the members that have not decided; one that was reminded today is left alone. Gives those who were."""
    row = _locked(question)
    waiting = _undecided(row)
    if not waiting:
        raise DomainError("Alla medlemmar har beslutat.")
    refuse_without_address(each.member for each in waiting)
    today = clock.today()
    due = [each for each in waiting if not each.reminded_at or clock.day_of(each.reminded_at) != today]
    return _remind(row, due, by)


@transaction.atomic
def remind_members_once(*, question: MemberQuestion) -> list[Member]:
    """Mail those who got the question by mail, have not decided and have never been reminded. Gives those who were."""
    row = _locked(question)
    due = [
        each
        for each in _undecided(row)
        if each.mailed_at and each.reminded_at is None and each.member.registrar_email
    ]
    return _remind(row, due, None)


def _undecided(question: MemberQuestion) -> list[MemberDecision]:
    rows = question.decisions.filter(decided_on=None)
    return list(rows.select_related("member", "question__association", "question__document"))


def _remind(question: MemberQuestion, due: list[MemberDecision], by: Person | None) -> list[Member]:
    for each in due:
        each.reminded_at, each.reminded_by = clock.now(), by
        each.save(update_fields=["reminded_at", "reminded_by"])
        letters.remind_member(each)
    reminded = [each.member for each in due]
    if reminded:
        audit.record(
            association=question.association, by=by, verb="påminde medlemmarna", target=question,
            members=[str(each) for each in reminded],
        )  # fmt: skip
    return reminded


def _locked(question: MemberQuestion) -> MemberQuestion:
    return (
        MemberQuestion.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=question.pk)
    )
