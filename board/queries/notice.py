"""How an anslag stands: each board's posting, the appeal time, and what is late."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from board import rules
from board.models import Appeal, Notice, Posting, Protocol, latest_postings, posted_on_every_board
from board.queries.appeals import appeals_sentence, with_decisions
from board.rules import AppealState, AppealTime, Posted
from board.states import ProtocolKind
from finsam.models import Association
from finsam.states import ANNOUNCED
from finsam.swedish import dates


@dataclass(frozen=True)
class NoticePage:
    """A justerat protocol's announcing, as its page shows it."""

    protocol: Protocol
    notice: Notice | None
    postings: list[Posting]
    time: AppealTime
    numbers: str
    latest: dt.date
    early: list[Posting]
    replaced: list[Posting]
    is_late: bool = False
    last_day: dt.date | None = None  # as counted from the boards, whether anyone appeals or not
    removal_earliest: dt.date | None = None
    may_come_down: bool = False
    appealed: str = ""  # a sentence on the single decisions that are appealed or set aside

    @property
    def sentence(self) -> str:
        """Where the decisions stand, and what it means; the appealed ones for themselves."""
        return f"{self.of_all} {self.appealed}".strip()

    @property
    def of_all(self) -> str:
        """Where those stand that nobody has appealed by themselves."""
        match self.time.state:
            case AppealState.RUNNING if self.time.last_day:
                return f"Beslutet kan överklagas till och med {dates.long_date(self.time.last_day)}."
            case AppealState.FINAL if self.time.final_on:
                return f"Laga kraft den {dates.long_date(self.time.final_on)}."
            case _ if self.early:
                return "Anslaget togs ned för tidigt. Överklagandetiden går inte ut förrän det har suttit uppe hela tiden."
            case AppealState.APPEALED:
                return "Beslutet är överklagat."
        return "Överklagandetiden har inte börjat löpa."


def notices_of(association: Association) -> QuerySet[Protocol]:
    """The justerade protocols that are announced, the board's and the revisorer's, with everything their anslag needs."""
    postings = Prefetch("notice__postings", Posting.objects.select_related("member"))
    return (
        Protocol.objects.filter(
            meeting__body__association=association,
            meeting__body__kind__in=ANNOUNCED,
            adjusted_on__isnull=False,
        )
        .select_related(
            "meeting__body__association",
            "notice__document",
            "notice__proof",
            "notice__final_proof",
            "document",
        )
        .prefetch_related(postings, "paragraphs", with_decisions())
    )


def notice_page(protocol: Protocol, today: dt.date) -> NoticePage:
    """Gather how a protocol's announcing stands; `protocol` comes from `notices_of`."""
    notice = getattr(protocol, "notice", None)
    postings = list(notice.postings.all()) if notice else []
    assert protocol.adjusted_on  # notices_of gives no others
    newest = latest_postings(postings)
    early = [each for each in newest if is_too_early(each, postings)]
    latest = None if early else posted_on_every_board(postings)
    removal = rules.removal_earliest(latest) if latest else None
    return NoticePage(
        protocol=protocol,
        notice=notice,
        postings=newest,
        time=appeal_time(protocol, postings, today),
        numbers=dates.paragraphs(each.number for each in protocol.paragraphs.all() if each.number),
        latest=rules.posting_latest(protocol.adjusted_on),
        early=early,
        replaced=[each for each in postings if each not in newest],
        is_late=rules.posting_latest(protocol.adjusted_on) < today,
        last_day=rules.appeal_last_day(latest) if latest else None,
        removal_earliest=removal,
        may_come_down=removal is not None and removal <= today,
        appealed=appeals_sentence(protocol.appeals.all(), today),
    )


def is_too_early(posting: Posting, postings: list[Posting]) -> bool:
    """Whether a board took the anslag down before the appeal time had run out, as far as its `postings` tell."""
    if posting.posted_on is None or posting.down_on is None:
        return False
    latest = posted_on_every_board(postings)
    return latest is None or posting.down_on < rules.removal_earliest(latest)


def unsettled_notices(association: Association) -> QuerySet[Protocol]:
    """Give the justerade protocols whose anslag still asks something: not announced, or not down everywhere."""
    is_open = Q(notice__isnull=True, meeting__is_imported=False) | Q(
        notice__isnull=False, notice__final_proof__isnull=True
    )
    waits = Exists(Appeal.objects.filter(protocol=OuterRef("pk"), final_on__isnull=True))
    return notices_of(association).filter(is_open | waits).order_by("adjusted_on", "id")


def appeal_time(protocol: Protocol, postings: list[Posting], today: dt.date) -> AppealTime:
    """Give the appeal time of a protocol's decisions from its postings.

    An appeal of single decisions is theirs alone; one that names none, of a protocol without att-satser, is of it all.
    """
    posted = [Posted(each.member_id, each.posted_on, each.down_on) for each in latest_postings(postings)]
    appeals = [each for each in protocol.appeals.all() if not each.decisions.all()]
    open_appeals = [each for each in appeals if each.final_on is None]
    settled = max((each.final_on for each in appeals if each.final_on), default=None)
    return rules.appeal_state(
        posted, today, appealed=bool(appeals), appeal_settled_on=None if open_appeals else settled
    )


def has_open_appeal(protocol: Protocol) -> bool:
    """Whether any appeal of its decisions has not come to an end that is final."""
    return any(each.final_on is None for each in protocol.appeals.all())


def public_notices(association: Association, today: dt.date) -> list[NoticePage]:
    """Give the anslag that the public page shows: those whose appeal time runs, or that are not yet up."""
    # What has its final proof is over, unless it was appealed: twenty years of those are not gone through.
    appealed = Exists(Appeal.objects.filter(protocol=OuterRef("pk")))
    perhaps = notices_of(association).filter(
        Q(notice__final_proof__isnull=True) | appealed, notice__isnull=False
    )
    pages = [notice_page(protocol, today) for protocol in perhaps]
    shown = {AppealState.RUNNING, AppealState.NOT_POSTED, AppealState.BROKEN, AppealState.APPEALED}
    return sorted(
        (page for page in pages if page.time.state in shown or has_open_appeal(page.protocol)),
        key=lambda page: (page.protocol.meeting.held_on, page.protocol.kind == ProtocolKind.MAIN),
        reverse=True,
    )
