"""What an appeal asks of the office, one step at a time."""

from collections.abc import Iterator

from django.urls import reverse

from board.models import Appeal, Protocol
from board.queries.appeals import about
from board.states import BEFORE_COURT, AppealStage
from finsam import clock
from finsam.models import Association
from finsam.registries.todos import Todo
from finsam.swedish import dates


def to_settle(association: Association, protocol: Protocol) -> Iterator[Todo]:
    """Give the next step of each appeal of a protocol; its appeals must be at hand."""
    for appeal in protocol.appeals.all():
        if what := _next_step(appeal, association):
            yield Todo(
                what=what,
                about=f"Inkom {dates.near_date(appeal.received_on, clock.today())}. {_haste(appeal)}".strip(),
                url=reverse("appeal_step", args=[association.slug, appeal.pk]),
                due_on=appeal.received_on if appeal.state in BEFORE_COURT else None,
            )


def _next_step(appeal: Appeal, association: Association) -> str:
    of = about(appeal)
    if appeal.state == AppealStage.RECEIVED:
        return f"Pröva om överklagandet av {of} kom in i tid"
    if appeal.state in BEFORE_COURT:
        return f"Lämna överklagandet av {of} till {association.court}"
    if appeal.lacks_statement:
        return f"Ta upp yttrandet om {of} i styrelsen"
    if appeal.state == AppealStage.CLOSED and appeal.final_on is None:
        return f"Anteckna när avgörandet om {of} gäller"
    return ""


def _haste(appeal: Appeal) -> str:
    if appeal.state in BEFORE_COURT:
        return "Det lämnas skyndsamt till förvaltningsrätten."
    return "Yttrandet beslutas av styrelsen och delegeras inte." if appeal.lacks_statement else ""
