"""Where the decisions of one § stand: when they take laga kraft, and which are appealed or set aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from board.models import Paragraph
from board.queries.appeals import Standing, standings
from board.queries.notice import NoticePage, notice_page, notices_of
from board.rules import AppealState
from board.states import ProtocolKind
from finsam.models import Association


@dataclass(frozen=True)
class Force:
    """A § whose justering is announced, or is to be: its protocol's anslag, and each att-sats."""

    page: NoticePage
    decisions: list[Standing]

    @property
    def has_any(self) -> bool:
        """Whether any att-sats has laga kraft, so that it can be proven."""
        return any(each.is_final for each in self.decisions)

    @property
    def sentences(self) -> list[str]:
        """Where the § stands: one sentence when its att-satser stand alike, else one an att-sats."""
        said = list(dict.fromkeys(each.sentence for each in self.decisions))
        if len(said) <= 1:
            return said
        return [
            f"{str(each.decision)[:1].upper()}{str(each.decision)[1:]}: {each.sentence}"
            for each in self.decisions
        ]

    @property
    def is_appealed(self) -> bool:
        return any(
            each.time.state in {AppealState.APPEALED, AppealState.SET_ASIDE} for each in self.decisions
        )


def force_of(paragraph: Paragraph, association: Association, today: dt.date) -> Force | None:
    """Give where the decisions of a § stand; None when its protocol is not justerat or is announced nowhere."""
    protocols = notices_of(association).filter(paragraphs=paragraph)
    protocol = protocols.exclude(kind=ProtocolKind.CORRECTION).first()
    if protocol is None:
        return None
    page = notice_page(protocol, today)
    return Force(page, standings_in(paragraph, page, today))


def standings_in(paragraph: Paragraph, page: NoticePage, today: dt.date) -> list[Standing]:
    """Give where each att-sats of a § stands, by its protocol's anslag."""
    decisions = list(paragraph.decisions.all())
    return standings(decisions, page.protocol.appeals.all(), page.time, today)
