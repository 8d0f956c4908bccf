"""Reminding those who have not signed, by hand or as the förbund has set it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from board.actions.call import remind
from board.mail.call import may_remind
from board.mail.signing import send_reminder
from board.models import Meeting, Protocol
from board.states import MeetingState, ProtocolState
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person


@transaction.atomic
def remind_signers(*, protocol: Protocol, by: Person | None, only_first: bool = False) -> int:
    """Remind those whose signature a protocol waits for, nobody twice a day; give how many letters that is.

    With `only_first` nobody who has been reminded before; `by` is None when the förbund's setting asks.
    """
    row = Protocol.objects.select_for_update(of=("self",)).get(pk=protocol.pk)
    if row.state != ProtocolState.FOR_SIGNING:
        raise DomainError("Protokollet väntar inte på någon underskrift.")
    places = row.signings.filter(signed_at__isnull=True).exclude(person__email="")
    waiting = [
        each
        for each in places.select_related("person", "protocol__meeting__body__association")
        if may_remind(each.reminded_at, only_first=only_first)
    ]
    for place in waiting:
        send_reminder(place, is_again=True)
        place.reminded_at = clock.now()
        place.save(update_fields=["reminded_at"])
    if waiting:
        names = [each.person.name for each in waiting]
        association = waiting[0].protocol.meeting.body.association
        audit.record(association=association, by=by, verb="påminde om underskrift", target=row, people=names)
    return len(waiting)


def remind_as_set(today: dt.date) -> None:
    """Remind, in every förbund that has set it, those who have neither answered nor signed; each once."""
    for association in Association.objects.exclude(remind_call_days=None):
        _of_calls(association, today)
    for association in Association.objects.exclude(remind_sign_days=None):
        _of_signatures(association, today)


def _of_calls(association: Association, today: dt.date) -> None:
    ahead = today + dt.timedelta(days=association.remind_call_days or 0)
    called = Meeting.objects.of(association).filter(state=MeetingState.CALLED, held_on__range=(today, ahead))
    for meeting in called.select_related("body__association", "called_by"):
        if meeting.called_by and not meeting.is_called_otherwise:
            remind(meeting=meeting, by=meeting.called_by, only_first=True)


def _of_signatures(association: Association, today: dt.date) -> None:
    since = today - dt.timedelta(days=association.remind_sign_days or 0)
    waiting = Protocol.objects.waiting().filter(meeting__body__association=association)
    for protocol in waiting:
        if protocol.sent_at and clock.day_of(protocol.sent_at) <= since:
            remind_signers(protocol=protocol, by=None, only_first=True)
