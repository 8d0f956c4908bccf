"""Who may do what with one meeting or one protocol: small predicates, used by guard and button alike."""

from board.models import Decision, Meeting, Protocol, Signing
from board.states import AGENDA_OPEN, HELD, ProtocolState
from finsam.models import Person
from finsam.permissions import Permission


def may_edit_agenda(meeting: Meeting, permissions: frozenset[Permission]) -> bool:
    """Whether the agenda may be changed: by the office, until the meeting is closed."""
    return Permission.WRITE_MEETINGS in permissions and meeting.state in AGENDA_OPEN


def may_read_agenda(meeting: Meeting, permissions: frozenset[Permission]) -> bool:
    """Whether ärenden and handlingar may be seen: by the office always, by others once the kallelse has gone out."""
    if Permission.WRITE_MEETINGS in permissions:
        return True
    return Permission.READ_MEETINGS in permissions and (
        meeting.called_at is not None or meeting.state in HELD
    )


def may_read_protocol(protocol: Protocol, person: Person, permissions: frozenset[Permission]) -> bool:
    """Justerade ones and notes that are sent are for all who read meetings; before that for the office and signers."""
    if protocol.is_finished:
        return Permission.READ_MEETINGS in permissions
    if Permission.WRITE_MEETINGS in permissions:
        return True
    return protocol.state == ProtocolState.FOR_SIGNING and _is_signer(protocol, person)


def may_sign(signing: Signing, person: Person) -> bool:
    """Whether this place on the signature page waits for this person."""
    return (
        signing.person_id == person.pk
        and signing.signed_at is None
        and signing.protocol.state == ProtocolState.FOR_SIGNING
    )


def _is_signer(protocol: Protocol, person: Person) -> bool:
    return any(signing.person_id == person.pk for signing in protocol.signings.all())


def may_follow_up(decision: Decision, person: Person, *, is_office: bool) -> bool:
    """Whether the person may say how far a task has come: the office, and those who have it."""
    return is_office or decision.assignees.filter(pk=person.pk).exists()
