"""What the board's app stores."""

from board.models.appeal import Appeal, AppealedDecision
from board.models.delegation import DelegatedDecision, DelegationPoint
from board.models.matter import Matter, NumberSeries
from board.models.meeting import Adjuster, Attendance, Invitation, Meeting, PresenceException, StandingItem
from board.models.paragraph import (
    Attachment,
    BallotVote,
    Decision,
    DecisionAmount,
    Paragraph,
    Point,
    Statement,
    new_row_key,
)
from board.models.phrase import LeadWords, Phrase
from board.models.policy import Policy, PolicyReview, PolicyVersion
from board.models.protocol import (
    Notice,
    Posting,
    Protocol,
    Signing,
    SigningComment,
    latest_postings,
    posted_on_every_board,
)
from board.models.publication import Publication, PublicFile, Withholding
from board.models.session import SessionSaving
from board.models.year_wheel import YearWheelItem, YearWheelTurn

__all__ = [
    "Adjuster",
    "Appeal",
    "AppealedDecision",
    "Attachment",
    "Attendance",
    "BallotVote",
    "Decision",
    "DecisionAmount",
    "DelegatedDecision",
    "DelegationPoint",
    "Invitation",
    "LeadWords",
    "Matter",
    "Meeting",
    "Notice",
    "NumberSeries",
    "Paragraph",
    "Phrase",
    "Point",
    "Policy",
    "PolicyReview",
    "PolicyVersion",
    "Posting",
    "PresenceException",
    "Protocol",
    "PublicFile",
    "Publication",
    "SessionSaving",
    "Signing",
    "SigningComment",
    "StandingItem",
    "Statement",
    "Withholding",
    "YearWheelItem",
    "YearWheelTurn",
    "latest_postings",
    "new_row_key",
    "posted_on_every_board",
]
