"""What an open vote came to, in the words of a protocol (kommunallagen 5 kap. 54-56 §§)."""

import re
from collections.abc import Iterable, Mapping

from board import rules
from board.models import Paragraph
from board.states import Vote


def outcome_sentence(
    votes: Mapping[int, str],
    *,
    chair_id: int | None,
    is_election: bool,
    lot: str = "",
    means: Mapping[Vote, str] | None = None,
) -> str:
    """Say how the vote ended, from person to vote; or what is missing to know it. Nothing while nobody has voted.

    `means` is what ja and nej stand for, as it is written under the §.
    """
    if not any(votes.values()):
        return ""
    count = {which: sum(1 for vote in votes.values() if vote == which) for which in Vote}
    said = f"{count[Vote.YES]} ja, {count[Vote.NO]} nej"
    said += f", {count[Vote.ABSTAIN]} avstår" if count[Vote.ABSTAIN] else ""
    chair = votes.get(chair_id or 0)
    try:
        result = rules.outcome(
            {Vote.YES: count[Vote.YES], Vote.NO: count[Vote.NO]},
            Vote(chair) if chair in {Vote.YES, Vote.NO} else None,
            election=is_election,
        )
    except ValueError as error:
        return f"{said}. {error}"
    if result.manner == rules.Manner.LOT:
        drawn = f" {_drawn(Vote(lot), (means or {}).get(Vote(lot), ''))}" if lot else ""
        return f"{said}. Lika röstetal vid val, så lotten avgör.{drawn}"
    ending = " genom ordförandens utslagsröst" if result.manner == rules.Manner.CASTING else ""
    return f"{said}. {'Ja' if result.winner == Vote.YES else 'Nej'} vann{ending}."


def ballot_sentence(counts: Iterable[tuple[str, str]], *, is_election: bool, winner: str = "") -> str:
    """Say which proposal got the most votes (5 kap. 55–56 §§ kommunallagen); what is missing where it cannot be told.

    `winner` is the one of those with as many votes that the lot fell on in an election, and otherwise the one that the
    chair's vote was for.
    """
    votes = _counted(counts)
    tied = tied_in(votes.items())
    if not any(votes.values()):
        return ""
    if not tied:
        return f"Flest röster fick {max(votes, key=lambda what: votes[what])}."
    if is_election:
        drawn = f" Lotten föll på {winner}." if winner in tied else ""
        return f"Lika röstetal vid val, så lotten avgör.{drawn}"
    try:
        result = rules.outcome(votes, winner)
    except ValueError:
        return "Rösterna är lika många. Ange vilket förslag ordföranden röstade för, för den rösten avgör."
    return f"Lika röstetal. {result.winner} vann genom ordförandens utslagsröst."


def tied_in(counts: Iterable[tuple[str, str | int]]) -> list[str]:
    """Give the proposals that share the most votes, when there are several."""
    votes = _counted(counts)
    most = max(votes.values(), default=0)
    leading = [what for what, number in votes.items() if most and number == most]
    return leading if len(leading) > 1 else []


def _counted(counts: Iterable[tuple[str, str | int]]) -> dict[str, int]:
    return {what: int(number) for what, number in counts if str(number).isdecimal()}


_CHOOSING = re.compile(r"^(?:väljer|röstar (?:på|för)|utser|anställer)\s+", re.IGNORECASE)


def _drawn(lot: Vote, means: str) -> str:
    """Say whom or what the lot fell on: a name where ja or nej stands for one, not the word ja."""
    means = means.strip().rstrip(".")
    name = _CHOOSING.sub("", means)
    if means and name != means:
        return f"Lotten föll på {name}."
    if means:
        return f"Lotten gav {lot.label.lower()}: {means}."
    return f"Lotten utföll till förmån för {lot.label.lower()}-förslaget."


def meaning(paragraph: Paragraph) -> str:
    """Say what ja and nej meant, or nothing where that is not written."""
    parts = [("Den som röstar ja", paragraph.yes_means), ("Den som röstar nej", paragraph.no_means)]
    return " ".join(f"{who} {what.strip().rstrip('.')}." for who, what in parts if what.strip())
