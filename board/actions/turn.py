"""When a ledamot cannot come, the ersättare who stands in turn is asked (6 kap. 17 § kommunallagen)."""

from __future__ import annotations

from board.mail import call as mail
from board.models import Invitation, Meeting
from board.states import RsvpAnswer
from finsam.models import Appointment, Person
from finsam.states import AppointmentRole


def ask_in_turn(*, meeting: Meeting, answered: Invitation, by: Person) -> None:
    """Have the next in turn asked after an answer; in the caller's transaction.

    A ledamot who says no has the first ersättare of her member asked; one who can come after all lets the one go who
    was asked. An ersättare who says no is followed by the next.
    """
    appointments = _appointments(meeting)
    own = next((each for each in appointments if each.person_id == answered.person_id), None)
    if own is None:
        return
    if answered.answer == RsvpAnswer.ABSENT:
        ledamot = own if own.is_voting else _asked_for(answered, appointments)
        Invitation.objects.filter(pk=answered.pk).update(asked_for=None)
        if ledamot:
            _ask(meeting, ledamot, appointments, by)
    elif own.is_voting:
        _let_go(meeting, own, by)


def _ask(meeting: Meeting, ledamot: Appointment, appointments: list[Appointment], by: Person) -> None:
    invitations = {each.person_id: each for each in meeting.invitations.select_related("person")}
    if any(each.asked_for_id == ledamot.person_id for each in invitations.values()):
        return
    for deputy in appointments:
        found = invitations.get(deputy.person_id)
        if deputy.role != AppointmentRole.DEPUTY or deputy.member_id != ledamot.member_id or found is None:
            continue
        if found.answer != RsvpAnswer.ABSENT and found.asked_for_id is None:
            found.asked_for = ledamot.person
            found.save(update_fields=["asked_for"])
            mail.ask_to_serve(meeting, found, by=by)
            return


def _let_go(meeting: Meeting, ledamot: Appointment, by: Person) -> None:
    asked = meeting.invitations.filter(asked_for=ledamot.person).select_related("person")
    for each in asked:
        mail.tell_not_needed(meeting, each, ledamot=ledamot.person, by=by)
        Invitation.objects.filter(pk=each.pk).update(asked_for=None)


def _asked_for(answered: Invitation, appointments: list[Appointment]) -> Appointment | None:
    """Give the ledamot for whom the ersättare who now says no had been asked."""
    return next((each for each in appointments if each.person_id == answered.asked_for_id), None)


def _appointments(meeting: Meeting) -> list[Appointment]:
    rows = Appointment.objects.in_force(meeting.held_on).filter(body=meeting.body_id)
    return list(rows.select_related("person", "member").in_order())
