"""What the page of a meeting shows while it goes on: agenda, who is there, and one § ready to be written in."""

from board.queries.session.finding import current_paragraph, may_be_opened, meetings_of, paragraphs_of
from board.queries.session.page import SessionPage, session_page
from board.queries.session.remarks import paragraph_remarks

__all__ = [
    "SessionPage",
    "current_paragraph",
    "may_be_opened",
    "meetings_of",
    "paragraph_remarks",
    "paragraphs_of",
    "session_page",
]
