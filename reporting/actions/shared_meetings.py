"""A medlemssamråd that several förbund hold together: the host shares it, and each writes its own part."""

from __future__ import annotations

from django.db import transaction

from board.models import Meeting
from finsam import audit, clock
from finsam.actions.association import other_association
from finsam.errors import DomainError
from finsam.models import Person
from finsam.states import BodyKind
from reporting.models import MeetingShare, Wish


@transaction.atomic
def share_meeting(*, meeting: Meeting, name: str, by: Person) -> MeetingShare:
    """Share a samråd with the förbund of a name or an address; raises DomainError for one that is not here, or has it."""
    if meeting.body.kind != BodyKind.CONSULTATION:
        raise DomainError("Det här hör till medlemssamrådet.")
    found = other_association(name, own=meeting.body.association)
    row, is_new = MeetingShare.objects.get_or_create(
        meeting=meeting, association=found, defaults={"shared_at": clock.now(), "shared_by": by}
    )
    if not is_new:
        raise DomainError(f"Samrådet är redan delat med {found.name}.")
    for association, person in ((meeting.body.association, by), (found, None)):
        audit.record(
            association=association, by=person, verb="delade medlemssamråd", target=row,
            host=meeting.body.association.name, guest=found.name,
        )  # fmt: skip
    return row


@transaction.atomic
def stop_sharing(*, share: MeetingShare, by: Person) -> None:
    """Take a share away. Raises DomainError once the other förbund has written in it."""
    row = MeetingShare.objects.select_for_update(of=("self",)).select_related(
        "association", "meeting__body__association"
    ).get(pk=share.pk)  # fmt: skip
    if row.part or Wish.objects.filter(meeting=row.meeting, association=row.association).exists():
        raise DomainError(f"{row.association.name} har skrivit sin del, så samrådet förblir delat.")
    for association, person in ((row.meeting.body.association, by), (row.association, None)):
        audit.record(association=association, by=person, verb="slutade dela medlemssamråd", target=row)
    row.delete()


@transaction.atomic
def write_part(*, share: MeetingShare, part: str, seen: str, by: Person) -> MeetingShare:
    """Write the förbund's part of what was said; `seen` is what the writer began from.

    Raises DomainError when another has written since, and nothing is changed.
    """
    row = MeetingShare.objects.select_for_update(of=("self",)).select_related("association", "meeting__body").get(
        pk=share.pk
    )  # fmt: skip
    if _plain(row.part) not in {_plain(seen), _plain(part)}:
        raise DomainError("Någon annan har skrivit här sedan sidan öppnades. Det du skrev står kvar nedan: för ihop det med det som är sparat.")  # fmt: skip
    row.part, row.written_at, row.written_by = part.strip(), clock.now(), by
    row.save(update_fields=["part", "written_at", "written_by"])
    audit.record(association=row.association, by=by, verb="skrev sin del av medlemssamrådet", target=row)
    return row


def _plain(text: str) -> str:
    return "\n".join(text.split("\r\n")).strip()
