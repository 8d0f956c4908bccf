"""What someone should look at in a § while it is written; nothing stops anyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from board import rules
from board.counting.presence import Sitting
from board.models import Attendance, Meeting, Paragraph
from board.queries import writing
from board.queries.numbers import left_open_before
from board.queries.session.attendance import Offer, Quorum
from board.queries.session.lines import AmountLine, DecisionLine, StatementLine, Voter
from board.states import ParagraphKind, StatementKind
from board.wording import remarks
from board.wording.naming import split_names
from finsam.models import Person
from finsam.swedish import dates, words
from finsam.texts.cleaning import folded_name


class Looked(Protocol):
    """What is looked at of a page: the meeting, the §, who is there and what is written."""

    @property
    def meeting(self) -> Meeting: ...
    @property
    def paragraph(self) -> Paragraph: ...
    @property
    def attendances(self) -> Sequence[Attendance]: ...
    @property
    def seats(self) -> int: ...
    @property
    def groups(self) -> Sequence[str]: ...

    @property
    def content(self) -> Mapping[str, Any]: ...
    @property
    def tied(self) -> Sequence[str]: ...
    def has(self, name: str) -> bool: ...

    @property
    def is_open(self) -> bool: ...
    @property
    def sitting(self) -> Sitting: ...
    @property
    def quorum(self) -> Quorum: ...
    @property
    def deciding(self) -> Sequence[Attendance]: ...
    @property
    def substitutes(self) -> Sequence[Offer]: ...
    @property
    def conflict_candidates(self) -> Sequence[tuple[Attendance, bool, bool]]: ...
    @property
    def elects_adjusters(self) -> bool: ...
    @property
    def adjuster_candidates(self) -> Sequence[tuple[Person, bool]]: ...
    @property
    def decisions(self) -> Sequence[DecisionLine]: ...
    @property
    def reservations(self) -> Sequence[StatementLine]: ...
    @property
    def voters(self) -> Sequence[Voter]: ...


def paragraph_remarks(page: Looked) -> list[remarks.Remark]:
    """Give what someone should look at in the §, in the order one would ask about it."""
    found = _about_meeting(page)
    for number, line in enumerate((line for line in page.decisions if not line.is_new), start=1):
        row = remarks.Row(number, line.text, line.who, line.due, tuple(_raw(each) for each in line.amounts))
        found += remarks.of_row(row, groups=page.groups)
    return found + _about_people(page)


def _about_meeting(page: Looked) -> list[remarks.Remark]:
    meeting, found = page.meeting, []
    if page.is_open and page.quorum.is_board and not page.quorum.is_met:
        found.append(remarks.Remark(
            "Styrelsen är inte beslutsför",
            f"{page.quorum.present} av {page.quorum.seats} som beslutar är här, {page.quorum.needed} krävs (6 kap. 27 § kommunallagen).",
        ))  # fmt: skip
    if page.is_open and page.sitting.present and page.sitting.chair is None and not meeting.keeps_notes:
        found.append(
            remarks.Remark(
                "Ingen leder mötet",
                "Ordföranden och vice ordföranden är inte här. Välj vem som leder: den äldsta, om förbundsordningen säger det.",
            )
        )
    if page.is_open and page.paragraph.kind == ParagraphKind.OPENING:
        found += [
            remarks.Remark(
                f"Mötet den {dates.long_date(each.held_on)} är inte avslutat",
                "Paragrafer får nummer i den ordning de tas upp: det som återstår där kommer efter det som tas upp här.",
            )
            for each in left_open_before(meeting)
        ]
    if (names := _may_judge_themselves(page)) and page.is_open:
        found.append(remarks.Remark(
            f"Utan {names} är styrelsen inte beslutsför",
            "Om någon annan inte kan kallas in utan olägligt uppskov får den som jävet gäller delta när styrelsen prövar "
            "om det är jäv, men inte i ärendet (6 kap. 30 § kommunallagen).",
        ))  # fmt: skip
    if meeting.called_at is None and not meeting.is_imported and page.paragraph.kind == ParagraphKind.OPENING:
        found.append(
            remarks.Remark(
                "Ingen kallelse är skickad härifrån",
                f"Skriv i {meeting.paper} hur {meeting.called_ones} fick veta tid och plats.",
            )
        )
    if (
        page.elects_adjusters
        and page.paragraph.number
        and not any(chosen for _, chosen in page.adjuster_candidates)
    ):
        found.append(
            remarks.Remark(
                "Ingen justerare är vald",
                "Kryssa i vem som justerar jämte ordföranden. Att-satsen skrivs då av sig själv.",
            )
        )
    return found


def _may_judge_themselves(page: Looked) -> str:
    """Name the jäviga ledamöter without whom the board cannot decide even whether it is jäv."""
    out = [row for row in page.sitting.conflicted if row.has_seat]
    alone = rules.may_judge_own_conflict(
        page.seats, len(page.deciding), substitute_at_hand=bool(page.substitutes)
    )
    is_enough = rules.quorum(page.seats, len(page.deciding) + len(out))
    needed = page.quorum.is_board and alone and is_enough
    return words.join_och(row.person.name for row in out) if needed else ""


def _about_people(page: Looked) -> list[remarks.Remark]:
    found = []
    there = {folded_name(row.person.name) for row in page.deciding}
    abstained = {folded_name(row.person.name) for row, _, abstains in page.conflict_candidates if abstains}
    known = {folded_name(row.person.name) for row in page.attendances}
    reservations = [line for line in page.reservations if line.kind == StatementKind.RESERVATION]
    for line in reservations:
        for name in split_names(line.who):
            took_part = folded_name(name) in there - abstained
            if folded_name(name) in known and not rules.may_reserve(took_part=took_part, meeting_ended=False):
                found.append(remarks.Remark(
                    f"{name} reserverar sig men deltog inte i beslutet",
                    "Bara den som har deltagit i beslutet får reservera sig (4 kap. 27 § kommunallagen).",
                ))  # fmt: skip
    deciding = {row.person_id for row in page.deciding}
    found += [
        remarks.Remark(
            f"{voter.person.name} har en röst men deltar inte i beslutet",
            "Rösten räknas inte. Rätta närvaron eller ta bort rösten (4 kap. 24 § kommunallagen).",
        )
        for voter in page.voters
        if voter.vote and voter.person.pk not in deciding
    ]
    return found + _about_ballot(page)


def _about_ballot(page: Looked) -> list[remarks.Remark]:
    found = []
    settled = page.content.get("ballot_winner") or ""
    if page.tied and settled not in page.tied:
        whose = "Lotten avgör" if page.has("is_election") else "Ordförandens röst avgör"
        found.append(
            remarks.Remark(
                f"{words.join_och(page.tied)} fick lika många röster",
                f"{whose} (5 kap. 56 § kommunallagen). Välj under Omröstning.",
            )
        )
    if page.has("is_secret") and not page.has("is_election"):
        found.append(
            remarks.Remark(
                "Omröstningen är sluten men gäller inte ett val",
                "Bara val och anställning får avgöras med slutna sedlar (5 kap. 54 § kommunallagen).",
            )
        )
    cast = sum(int(votes) for _, votes in page.content.get("ballot") or [] if votes.isdecimal())
    if cast > len(page.deciding):
        found.append(
            remarks.Remark(
                f"{cast} röster är räknade, men {len(page.deciding)} deltog i beslutet",
                "Var och en har en röst (4 kap. 24 § kommunallagen). Rätta rösterna eller närvaron.",
            )
        )
    return found


def _raw(line: AmountLine) -> tuple[str, str, str]:
    return writing.amount_as_stored(line.kronor) if line.kronor else "", line.year, line.financing
