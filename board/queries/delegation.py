"""The delegationsordning and what has been decided under it: who may decide what, and what the board has not heard of yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from board import rules
from board.models import DelegatedDecision, DelegationPoint, Meeting
from board.states import COMES_BACK, HELD
from finsam.models import Appointment, Association, Person
from finsam.states import BodyKind
from finsam.swedish import dates, money, words

_NOT_DELEGATED = ("mål", "inriktning", "omfattning", "kvalitet", "yttrande")


def points_in_force(association: Association, day: dt.date) -> list[DelegationPoint]:
    """Give the ordning as it is on the day."""
    return list(association.delegation_points.in_force(day).select_related("person"))


def decisions_of(association: Association, *, year: int | None = None) -> QuerySet[DelegatedDecision]:
    """Give the decisions made by delegation, the newest first."""
    rows = association.delegated_decisions.select_related(
        "point", "delegate", "matter", "paragraph__meeting__body"
    )
    return rows.filter(decided_on__year=year) if year else rows


def delegates_on(association: Association, day: dt.date) -> list[Appointment]:
    """Give the roles in force on the day of those to whom the board may delegate (10 § lag 2003:1210)."""
    rows = Appointment.objects.in_force(day).filter(
        body__association=association, body__kind__in=[BodyKind.BOARD, BodyKind.OFFICE]
    ).select_related("person", "body")  # fmt: skip
    return [each for each in rows if rules.may_be_delegate(each.body.kind, each.role)]


def may_decide(point: DelegationPoint, person: Person, day: dt.date) -> bool:
    """Whether the person decides under the point on the day: named there, or in its role; and one who may be delegate."""
    own = [each for each in delegates_on(point.association, day) if each.person_id == person.pk]
    if point.person_id:
        return point.person_id == person.pk and bool(own)
    return any(each.role == point.role for each in own)


def unreported(association: Association) -> list[DelegatedDecision]:
    """Give what the board has not had reported, the oldest first."""
    heard = Q(
        paragraph__number__isnull=False, paragraph__meeting__state__in=HELD,
    ) & ~Q(paragraph__outcome__in=COMES_BACK)  # fmt: skip
    return list(decisions_of(association).exclude(heard).order_by("decided_on", "id"))


def board_meetings_ahead(association: Association, today: dt.date) -> list[Meeting]:
    """Give the board's meetings whose agenda is open, the next one first."""
    rows = Meeting.objects.of(association).upcoming(today).filter(body__kind=BodyKind.BOARD)
    return list(rows.select_related("body__association"))


def text_of_delegated(decisions: Iterable[DelegatedDecision]) -> SafeString:
    """Write what the § on delegated decisions says of them."""
    rows = [(_told(each),) for each in decisions]
    if not rows:
        return format_html("<p>{}</p>", "Inga delegationsbeslut har anmälts.")
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", rows))


def _told(row: DelegatedDecision) -> str:
    parts = [f"Punkt {row.point.number}, {dates.long_date(row.decided_on)}, {row.delegate.name}"]
    text = f"{', '.join(parts)}: {row.text.strip().rstrip('.')}"
    if row.amount is not None:
        text += f", {money.kr(row.amount)} kronor"
    return f"{text} (dnr {row.matter.dnr})." if row.matter else f"{text}."


def what_cannot_be_delegated(text: str) -> str:
    """Say in a sentence that the words of a point touch on what 10 § lets nobody but the board decide; or nothing."""
    found = [word for word in _NOT_DELEGATED if word in text.casefold()]
    if not found:
        return ""
    return (
        f"Punkten nämner {words.join_och(found)}. Mål, inriktning, omfattning och kvalitet, och yttrande när ett beslut "
        "har överklagats i sin helhet, kan styrelsen inte lämna ifrån sig (10 § lag 2003:1210)."
    )
