"""Styrdokument with the version in force and the latest time each was gone through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from board.models import Paragraph, Policy, PolicyReview, PolicyVersion
from board.registries.year_wheel import Came
from finsam.models import Association
from finsam.states import BodyKind

REVIEW_AHEAD = dt.timedelta(days=30)  # how long before its day a review waits


@dataclass(frozen=True)
class PolicyRow:
    """A styrdokument as the list shows it."""

    policy: Policy
    version: PolicyVersion | None
    review: PolicyReview | None
    is_late: bool


def policy_rows(association: Association, today: dt.date) -> list[PolicyRow]:
    """Give the styrdokument that hold, in four questions however many they are."""
    policies = list(association.policies.filter(ended_on=None))
    versions = PolicyVersion.objects.filter(policy__in=policies).select_related(
        "document", "paragraph__meeting__body__association"
    )
    latest = {each.policy_id: each for each in versions.order_by("number")}
    reviews = PolicyReview.objects.filter(policy__in=policies).order_by("reviewed_on", "id")
    gone_through = {each.policy_id: each for each in reviews}
    return [
        PolicyRow(
            each, latest.get(each.pk), gone_through.get(each.pk), is_late=bool(each.review_on and each.review_on < today)
        )
        for each in policies
    ]  # fmt: skip


def to_review(association: Association, today: dt.date) -> list[Policy]:
    """Give the styrdokument whose review is due or near, the oldest day first."""
    rows = association.policies.filter(ended_on=None, review_on__lte=today + REVIEW_AHEAD)
    return list(rows.order_by("review_on", "title"))


def paragraph_that_adopted(association: Association, day: dt.date, number: int) -> Paragraph | None:
    """Give the board's § with the number at the meeting of the day; None for one that is not here."""
    rows = Paragraph.objects.filter(
        meeting__body__association=association, meeting__body__kind=BodyKind.BOARD, meeting__held_on=day, number=number
    )  # fmt: skip
    return rows.first()


def gone_through(association: Association, years: Iterable[int]) -> dict[int, Came]:
    """Tell the årshjul how many of the styrdokument that hold have been gone through in each year."""
    count = association.policies.filter(ended_on=None).count()
    if not count:
        return {}
    rows = PolicyReview.objects.filter(policy__association=association, policy__ended_on=None)
    done = {(each.policy_id, each.reviewed_on.year) for each in rows.only("policy_id", "reviewed_on")}
    url = reverse("policy_list", args=[association.slug])
    numbers = {year: sum(each == year for _, each in done) for year in years}
    return {year: Came(f"{number} av {count} genomgångna", url) for year, number in numbers.items()}
