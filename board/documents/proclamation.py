"""The kungörelse of a public sammanträde, where the budget is fixed (19 § lag 2003:1210)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.urls import reverse

from board.documents.assemble import look_of
from board.documents.meeting import TimeAndPlace
from board.documents.printable import day_names
from board.models import Attachment, Meeting
from board.queries.held import held_of
from board.states import FORMAL, MeetingState
from board.wording.masking import Held
from finsam import clock, pdf
from finsam.files import store
from finsam.models import Association
from finsam.registries.printing import DocumentKind
from finsam.swedish.dates import long_date


@dataclass(frozen=True)
class Proclamation:
    """Everything that a kungörelse shows."""

    association: str
    body: str
    when: TimeAndPlace
    matters: tuple[str, ...]
    papers: tuple[str, ...]  # what anyone may read from now on (8 kap. 14 § kommunallagen)
    address: str  # where they are read
    contact: str
    made_on: date
    reference: str = ""
    mask_note: str = ""  # of a version made later: that something is left out
    template_name: str = field(default="print/proclamation.html", init=False)

    heading = "Kungörelse"

    @property
    def subtitle(self) -> str:
        """Such as "Styrelsens offentliga sammanträde den 25 november 2022"."""
        return f"{self.body}s offentliga sammanträde den {long_date(self.when.on)}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Kungörelse, sammanträde {self.when.on.isoformat()}"

    @property
    def dated(self) -> date:
        """The day it was made."""
        return self.made_on


def public_papers(meeting: Meeting) -> list[Attachment]:
    """Give the handlingar that are marked to be shown to all; nothing is guessed from a heading."""
    rows = Attachment.objects.filter(paragraph__meeting=meeting, is_public=True)
    return list(rows.select_related("document").order_by("paragraph__position", "position", "pk"))


def build_proclamation(meeting: Meeting, held: Held | None = None) -> Proclamation:
    """Build the kungörelse as it stands today, without what the förbund holds back."""
    association = meeting.body.association
    page = settings.SITE_URL + reverse("public_page", args=[association.slug])
    matters = meeting.paragraphs.exclude(kind__in=FORMAL).values_list("heading", flat=True)
    held = held_of(association) if held is None else held
    return Proclamation(
        association=association.name,
        body=meeting.body.name,
        when=TimeAndPlace(meeting.held_on, held.text(meeting.place), meeting.starts_at, meeting.ends_at),
        matters=tuple(map(held.text, matters)),
        papers=tuple(held.text(each.title) for each in public_papers(meeting)),
        address=page.split("://", 1)[-1],
        contact=association.email,
        made_on=clock.today(),
    )


def render_proclamation(document: Proclamation, association: Association) -> bytes:
    """Typeset it."""
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


def _public_meetings(association: Association) -> dict[str, Meeting]:
    names = day_names(association)
    rows = Meeting.objects.of(association).filter(is_public=True).exclude(state=MeetingState.CANCELLED)
    return {names[each.pk]: each for each in rows.select_related("body__association", "proclamation")}


def _names(association: Association) -> list[str]:
    return sorted(_public_meetings(association))


def _print(association: Association, which: str) -> bytes:
    """Give the kungörelse that was sent; before that, as it would be today."""
    meeting = _public_meetings(association)[which]
    if meeting.proclamation:
        return store.read(meeting.proclamation)
    return render_proclamation(build_proclamation(meeting), association)


KIND = DocumentKind("kungorelse", "Kungörelse", _names, _print)
