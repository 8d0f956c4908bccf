"""What the core stores."""

from finsam.models.association import Association, Member, SealCertificate
from finsam.models.audit import AuditEvent, AuditSeal
from finsam.models.document import Document, PrintedFigure
from finsam.models.feed import CalendarFeed
from finsam.models.job import Job, WorkerBeat
from finsam.models.letter import Letter
from finsam.models.login import Login, WrongGuess
from finsam.models.once import SentForm
from finsam.models.people import Appointment, Body, Person, User
from finsam.models.saving import Saving
from finsam.models.search import SearchEntry
from finsam.models.stamps import stamped, stamped_when
from finsam.models.text import Text, TextVersion

__all__ = [
    "Appointment",
    "Association",
    "AuditEvent",
    "AuditSeal",
    "Body",
    "CalendarFeed",
    "Document",
    "Job",
    "Letter",
    "Login",
    "Member",
    "Person",
    "PrintedFigure",
    "Saving",
    "SealCertificate",
    "SearchEntry",
    "SentForm",
    "Text",
    "TextVersion",
    "User",
    "WorkerBeat",
    "WrongGuess",
    "stamped",
    "stamped_when",
]
