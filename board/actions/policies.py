"""Styrdokument are entered, come in new versions, are gone through, and end; older versions are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import Max

from board.actions.attachments import refuse_unread
from board.models import Policy, PolicyReview, PolicyVersion
from board.queries.held import held_of
from board.queries.policies import paragraph_that_adopted
from board.queries.uploaded import Inside, Uploaded, looked_inside
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.models import Association, Person
from finsam.texts.cleaning import clean_text


@transaction.atomic
def save_policy(
    *, association: Association, facts: Mapping[str, Any], by: Person, policy: Policy | None = None
) -> Policy:
    """Enter a styrdokument, or change what is said of it: kind, name, next review, and the day it ended."""
    row = policy or Policy(association=association)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    audit.record(
        association=association,
        by=by,
        verb="ändrade styrdokument" if policy else "lade till styrdokument",
        target=row,
    )
    return row


@transaction.atomic
def add_version(
    *, policy: Policy, name: str, content: bytes, adopted_on: dt.date, adopted_in: int | None, by: Person
) -> PolicyVersion:
    """Keep a version as it was adopted; the one before it stays. Raises DomainError for a file that cannot be taken, and a day to come.

    A styrdokument that everyone reads is shown no more when its new version says what is held back, or cannot be read here.
    """
    row = Policy.objects.select_for_update(of=("self",)).select_related("association").get(pk=policy.pk)
    if adopted_on > clock.today():
        raise DomainError("Beslutet kan inte ha fattats en dag som inte har kommit.")
    name = clean_text(PurePath(name.replace("\\", "/")).name)
    document = store.keep(
        content, association=row.association, name=name, content_type=recognise(name, content).content_type, by=by,
        made_from=row,
    )  # fmt: skip
    if row.is_public and looked_inside(content, held_of(row.association)) != Inside.NOTHING:
        _show(row, is_public=False, by=by)
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    paragraph = paragraph_that_adopted(row.association, adopted_on, adopted_in) if adopted_in else None
    made = PolicyVersion.objects.create(
        policy=row, number=last + 1, document=document, adopted_on=adopted_on, adopted_in=adopted_in, paragraph=paragraph,
        added_at=clock.now(), added_by=by,
    )  # fmt: skip
    audit.record(
        association=row.association, by=by, verb="lade till version av styrdokument", target=row, number=made.number,
        adopted=made.adopted, sha256=document.sha256,
    )  # fmt: skip
    return made


@transaction.atomic
def show_policy(*, policy: Policy, is_public: bool, is_read: bool = False, by: Person) -> Policy:
    """Show the version in force to everyone, or no longer.

    Raises DomainError where there is no file, and where it says what is held back, or cannot be read here, and nobody
    has said that she has read it.
    """
    row = Policy.objects.select_for_update(of=("self",)).select_related("association").get(pk=policy.pk)
    version = row.versions.select_related("document").first()
    if is_public and version is None:
        raise DomainError("Lägg till filen som gäller först.")
    if is_public and version and not row.is_public and not is_read:
        refuse_unread(Uploaded(row, row.title, version.document), held_of(row.association))
    if row.is_public != is_public:
        _show(row, is_public=is_public, by=by)
    return row


def _show(row: Policy, *, is_public: bool, by: Person) -> None:
    row.is_public = is_public
    row.save(update_fields=["is_public"])
    verb = "visade styrdokument för alla" if is_public else "slutade visa styrdokument för alla"
    audit.record(association=row.association, by=by, verb=verb, target=row)


@transaction.atomic
def review(
    *, policy: Policy, reviewed_on: dt.date, is_to_change: bool, why: str, next_on: dt.date, by: Person
) -> PolicyReview:
    """Note that a styrdokument was gone through, what came of it, and when it is next. Raises DomainError for days out of order."""
    row = Policy.objects.select_for_update(of=("self",)).select_related("association").get(pk=policy.pk)
    if reviewed_on > clock.today():
        raise DomainError("Genomgången kan inte ha gjorts en dag som inte har kommit.")
    if next_on <= reviewed_on:
        raise DomainError("Nästa översyn ligger efter den här genomgången.")
    made = PolicyReview.objects.create(
        policy=row,
        reviewed_on=reviewed_on,
        is_to_change=is_to_change,
        why=why.strip(),
        noted_at=clock.now(),
        noted_by=by,
    )
    row.review_on = next_on
    row.save(update_fields=["review_on"])
    audit.record(
        association=row.association, by=by, verb="gick igenom styrdokument", target=row, why=made.why
    )
    return made
