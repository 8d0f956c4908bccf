"""The board's printed documents: frozen dataclasses of plain values, one module a kind; templates in `templates/print/` show them."""

from board.documents.agenda import Agenda, AgendaGroup, AgendaItem, Contact
from board.documents.extract import Extract
from board.documents.meeting import Attachment, AttendanceGroup, Attendee, TimeAndPlace
from board.documents.notice import Appeal, Notice
from board.documents.notice_proof import BoardPosting, NoticeProof
from board.documents.protocol import Protocol, ProtocolKind, Signer
from board.documents.section import Clause, Section, Statement, Vote, Voting

__all__ = [
    "Agenda",
    "AgendaGroup",
    "AgendaItem",
    "Appeal",
    "Attachment",
    "AttendanceGroup",
    "Attendee",
    "BoardPosting",
    "Clause",
    "Contact",
    "Extract",
    "Notice",
    "NoticeProof",
    "Protocol",
    "ProtocolKind",
    "Section",
    "Signer",
    "Statement",
    "TimeAndPlace",
    "Vote",
    "Voting",
]
