"""What is written down of a medlemssamråd: the förbund's figures before it, whose turn it is, and what the members want."""

from __future__ import annotations

from django.db import transaction
from django.utils.html import format_html, format_html_join

from board.actions.agenda import locked_agenda
from board.models import Meeting, Paragraph
from board.states import ParagraphKind
from finsam import audit, clock
from finsam.actions.texts import save_text
from finsam.errors import DomainError
from finsam.models import Member, Person
from finsam.states import BodyKind
from reporting.models import MembersMeeting, Wish
from reporting.queries.members_meetings import figures_to_tell


@transaction.atomic
def put_figures(*, meeting: Meeting, year: int, by: Person) -> Paragraph:
    """Write the förbund's figures of a year under the samråd's point of information, as fields that follow the books.

    What stands there already stays, above them. Raises DomainError when no figure is known, there is no such point, or
    the agenda is closed.
    """
    row = locked_agenda(meeting)
    _refuse_other(row)
    told = figures_to_tell(row.body.association, year)
    if not told:
        raise DomainError(
            f"Det finns inga siffror för {year} än. Läs in bokföringen eller skriv in utfallet under Ekonomi."
        )
    points = row.paragraphs.filter(kind=ParagraphKind.INFORMATION).select_related("text")
    paragraph = points.order_by("position").first()
    if paragraph is None:
        raise DomainError(
            "Dagordningen har ingen punkt för information. Lägg till en, och skriv in siffrorna sedan."
        )
    if any(key in paragraph.text.html for _, key in told):
        raise DomainError(f"Siffror för {year} står redan under {paragraph.heading}.")
    lines = format_html_join(
        "", '<li>{} {}: <data value="{}"></data></li>', ((label, year, key) for label, key in told)
    )
    html = paragraph.text.html + format_html("<ul>{}</ul>", lines)
    save_text(text=paragraph.text, html=html, base_version=paragraph.text.version, by=by)
    audit.record(
        association=row.body.association,
        by=by,
        verb="skrev in förbundets siffror",
        target=paragraph,
        year=year,
    )
    return paragraph


@transaction.atomic
def settle_turn(
    *, meeting: Meeting, convener: Member | None, next_convener: Member | None, by: Person
) -> MembersMeeting:
    """Write down which member calls and chairs a samråd, and which the next."""
    _refuse_other(meeting)
    for each in filter(None, (convener, next_convener)):
        if each.association_id != meeting.body.association_id:
            raise DomainError("Välj en av förbundets medlemmar.")
    row, _ = MembersMeeting.objects.update_or_create(
        meeting=meeting, defaults={"convener": convener, "next_convener": next_convener}
    )
    audit.record(
        association=meeting.body.association, by=by, verb="skrev in sammankallande", target=meeting,
        convener=str(convener or ""), next=str(next_convener or ""),
    )  # fmt: skip
    return row


@transaction.atomic
def add_wish(*, meeting: Meeting, text: str, year: int, by: Person, member: Member | None = None) -> Wish:
    """Write down a wanted direction for a year's plan; without a member it is all the members'.

    It is the writer's förbund's, the host's or that of one that the samråd is shared with; raises DomainError for another.
    """
    _refuse_other(meeting)
    association = by.association
    if (
        meeting.body.association_id != association.pk
        and not meeting.shares.filter(association=association).exists()
    ):
        raise DomainError("Samrådet är inte delat med förbundet.")
    if member and member.association_id != association.pk:
        raise DomainError("Välj en av förbundets medlemmar.")
    row = Wish.objects.create(
        association=association, meeting=meeting, year=year, member=member, text=text.strip()
    )
    audit.record(association=association, by=by, verb="skrev in önskad riktning", target=row, text=row.text)
    return row


@transaction.atomic
def consider_wish(*, wish: Wish, text: str, considered: str, by: Person) -> Wish:
    """Write how a wish was taken into account in the plan; its own words may be mended too."""
    row = Wish.objects.select_for_update(of=("self",)).select_related("association", "member").get(pk=wish.pk)
    row.text, row.considered = text.strip(), considered.strip()
    is_told = bool(row.considered)
    row.considered_at, row.considered_by = (clock.now(), by) if is_told else (None, None)
    row.save(update_fields=["text", "considered", "considered_at", "considered_by"])
    audit.record(
        association=row.association,
        by=by,
        verb="skrev hur önskad riktning tas om hand",
        target=row,
        text=row.considered,
    )
    return row


@transaction.atomic
def remove_wish(*, wish: Wish, by: Person) -> None:
    """Take away a wish that was written by mistake. Raises DomainError once it is told how it was considered."""
    row = Wish.objects.select_for_update(of=("self",)).select_related("association", "member").get(pk=wish.pk)
    if row.considered:
        raise DomainError("Det är skrivet hur önskemålet togs om hand. Töm det fältet först.")
    audit.record(
        association=row.association, by=by, verb="tog bort önskad riktning", target=row, text=row.text
    )
    row.delete()


def _refuse_other(meeting: Meeting) -> None:
    if meeting.body.kind != BodyKind.CONSULTATION:
        raise DomainError("Det här hör till medlemssamrådet.")
