"""The anslagsbevis: where and when the justering was announced; made after the latest posting, and again when all are down."""

from dataclasses import dataclass, field
from datetime import date

from board.documents.notice import Appeal
from finsam.swedish.dates import WEEKDAYS, long_date


@dataclass(frozen=True)
class BoardPosting:
    """One anslagstavla: when the anslag went up, and when it came down."""

    board: str
    sections: str  # "§§ 22–25, 27–30"
    posted_on: date
    down_earliest_on: date
    taken_down_on: date | None = None

    @property
    def came_down_early(self) -> bool:
        """Whether it was taken down before the appeal time had ended."""
        return self.taken_down_on is not None and self.taken_down_on < self.down_earliest_on


@dataclass(frozen=True)
class NoticeProof:
    """Everything that an anslagsbevis shows."""

    association: str
    body: str
    meeting_on: date
    sections: str
    adjusted_on: date
    postings: tuple[BoardPosting, ...]
    last_appeal_on: date  # three weeks from the latest posting, moved to a working day
    down_earliest_on: date
    made_on: date
    kept_at: str
    responsible: str
    appeal: Appeal
    verify_address: str = ""
    reference: str = ""
    is_immediate: bool = False
    moved_because: str = ""  # a sentence: why the last day was moved
    final_on: date | None = None  # laga kraft
    appeals_text: str = ""  # what is known of appeals
    template_name: str = field(default="print/notice_proof.html", init=False)

    heading = "Anslagsbevis"

    @property
    def subtitle(self) -> str:
        """Which protocol the bevis is about."""
        return f"Protokoll från {self.body.lower()} den {long_date(self.meeting_on)}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Anslagsbevis, protokoll {self.meeting_on.isoformat()}, {self.sections}"

    @property
    def immediately(self) -> str:
        """What is said of §§ that did not wait for the rest of the protocol."""
        return "omedelbart justerade" if self.sections.startswith("§§") else "omedelbart justerad"

    @property
    def dated(self) -> date:
        """The day the bevis was made."""
        return self.made_on

    @property
    def posted_on(self) -> date:
        """The latest posting, from which the appeal time runs."""
        return max(posting.posted_on for posting in self.postings)

    @property
    def days(self) -> tuple[tuple[str, str, str], ...]:
        """The three days that must be seen: label, day, weekday and why."""
        boards = {1: "på anslagstavlan", 2: "på båda anslagstavlorna"}.get(
            len(self.postings), f"på alla {len(self.postings)} anslagstavlorna"
        )
        same_day = len({posting.posted_on for posting in self.postings}) == 1
        return (
            (
                "Anslaget publicerat",
                long_date(self.posted_on),
                f"{WEEKDAYS[self.posted_on.weekday()]}, {boards if same_day else 'senast på någon anslagstavla'}",
            ),
            (
                "Sista dag att överklaga",
                long_date(self.last_appeal_on),
                WEEKDAYS[self.last_appeal_on.weekday()],
            ),
            ("Tas ned tidigast", long_date(self.down_earliest_on), WEEKDAYS[self.down_earliest_on.weekday()]),
        )

    @property
    def is_complete(self) -> bool:
        """Whether every board has taken the anslag down, so that this is the last bevis."""
        return all(posting.taken_down_on for posting in self.postings)

    @property
    def early_boards(self) -> tuple[str, ...]:
        """The boards that took the anslag down too early."""
        return tuple(posting.board for posting in self.postings if posting.came_down_early)
