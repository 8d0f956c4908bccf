"""Consulting the members on a year's budget: sent on a day, answered by each, and taken into account."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from economy.models import Consultation, ConsultationAnswer
from finsam import audit, clock
from finsam.access.links import is_fresh, new_secret, sha256_of
from finsam.errors import DomainError
from finsam.models import Association, Person


@transaction.atomic
def consult(
    *, association: Association, year: int, sent_on: dt.date, answer_by: dt.date | None, by: Person | None
) -> Consultation:
    """Write down that a year's budget went to the members on a day; who is a member then has a row to answer in."""
    if sent_on > clock.today():
        raise DomainError("Dagen då förslaget skickades har inte kommit än.")
    if answer_by and answer_by < sent_on:
        raise DomainError("Sista dagen för svar är före den dag då förslaget skickades.")
    found, _ = Consultation.objects.update_or_create(
        association=association, year=year,
        defaults={"sent_on": sent_on, "answer_by": answer_by}, create_defaults={"sent_on": sent_on, "answer_by": answer_by, "made_by": by},
    )  # fmt: skip
    there = set(found.answers.values_list("member_id", flat=True))
    ConsultationAnswer.objects.bulk_create(
        ConsultationAnswer(consultation=found, member=member)
        for member in association.members.on(sent_on)
        if member.pk not in there
    )
    audit.record(
        association=association, by=by, verb="antecknade samråd", target=found, year=year,
        sent_on=sent_on.isoformat(),
    )  # fmt: skip
    return found


@transaction.atomic
def note_answer(
    *, answer: ConsultationAnswer, answered_on: dt.date | None, text: str, considered: str, by: Person | None
) -> ConsultationAnswer:
    """Write down a member's answer and what came of it; without a day it has not answered."""
    row = ConsultationAnswer.objects.select_for_update(of=("self",)).select_related("consultation").get(
        pk=answer.pk
    )  # fmt: skip
    if text.strip() and answered_on is None:
        raise DomainError("Skriv vilken dag medlemmen svarade.")
    if answered_on and answered_on < row.consultation.sent_on:
        raise DomainError("Medlemmen kan inte ha svarat innan förslaget skickades.")
    if (row.answered_on, row.answer, row.considered) == (answered_on, text.strip(), considered.strip()):
        return row
    if row.considered != considered.strip():
        row.told_at, row.told_by = None, None  # the member has been told something else, or nothing
    row.answered_on, row.answer, row.considered = answered_on, text.strip(), considered.strip()
    row.save(update_fields=["answered_on", "answer", "considered", "told_at", "told_by"])
    audit.record(
        association=row.consultation.association, by=by, verb="antecknade svar på samråd", target=row.consultation,
        member=row.member_id, answered_on=answered_on.isoformat() if answered_on else "",
    )  # fmt: skip
    return row


@transaction.atomic
def link_for(*, answer: ConsultationAnswer, by: Person) -> str:
    """Give the secret of a new link for one member's answer; an earlier link ends. Raises DomainError once it has answered."""
    row = ConsultationAnswer.objects.select_for_update().get(pk=answer.pk)
    if row.answered_on:
        raise DomainError("Medlemmen har redan svarat.")
    secret = new_secret()
    row.secret_sha256, row.asked_at, row.asked_by = sha256_of(secret), clock.now(), by
    row.save(update_fields=["secret_sha256", "asked_at", "asked_by"])
    return secret


def find_by_link(association: Association, secret: str) -> ConsultationAnswer | None:
    """Give the answer that a link is for, also when it is given; None for one that has ended or is not ours."""
    rows = ConsultationAnswer.objects.filter(
        consultation__association=association, secret_sha256=sha256_of(secret)
    )
    return rows.select_related("consultation__association", "member", "asked_by").first()


def may_answer(row: ConsultationAnswer) -> bool:
    """Whether it can be answered by its link still."""
    return row.answered_on is None and is_fresh(row.asked_at)


@transaction.atomic
def answer_by_link(*, answer: ConsultationAnswer, text: str, name: str) -> ConsultationAnswer:
    """Keep what a member answers by its link. Raises DomainError for one that is used, ended or too old."""
    row = (
        ConsultationAnswer.objects.select_for_update(of=("self",))
        .select_related("consultation__association", "member", "asked_by")
        .get(pk=answer.pk)
    )
    if row.secret_sha256 != answer.secret_sha256 or not may_answer(row):
        raise DomainError("Länken gäller inte längre. Be förbundet att skicka en ny.")
    row.answered_on, row.answer, row.answered_name = clock.today(), text.strip(), name.strip()
    row.save(update_fields=["answered_on", "answer", "answered_name"])
    audit.record(
        association=row.consultation.association, by=None, told_by=f"{row.answered_name}, {row.member}",
        verb="svarade på samråd", target=row.consultation, member=row.member_id,
    )  # fmt: skip
    return row
