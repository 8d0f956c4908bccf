"""Who may do what with one insats or one report: small predicates, used by guard and button alike."""

from __future__ import annotations

from collections.abc import Iterable

from finsam.models import Appointment, Person
from finsam.permissions import Permission
from finsam.states import AppointmentRole, BodyKind
from insatser.models import Agreement, AgreementSigning, InsatsReport
from insatser.states import REPORT_TRANSITIONS, AgreementState, ReportState


def is_contact_only(permissions: frozenset[Permission]) -> bool:
    """Whether one knows of one's own insatser alone, and gets the pages for those who come seldom."""
    return Permission.READ_INSATSER not in permissions


def may_write_report(report: InsatsReport, permissions: frozenset[Permission], *, is_contact: bool) -> bool:
    """Whether the report may be written in: by its contacts and the office, until it is submitted."""
    if not report.is_writable:
        return False
    return Permission.WRITE_INSATSER in permissions or (
        is_contact and Permission.REPORT_INSATS in permissions
    )


def may_count_participants(permissions: frozenset[Permission], *, is_contact: bool) -> bool:
    """Whether one may write how many took part: the office, and the insats's own contacts."""
    return Permission.WRITE_INSATSER in permissions or is_contact


def may_read_answers(report: InsatsReport, permissions: frozenset[Permission], *, is_contact: bool) -> bool:
    """Whether what is written may be read: always by contacts and the office, by others once it is approved."""
    if Permission.WRITE_INSATSER in permissions or is_contact:
        return True
    return report.state == ReportState.APPROVED


def may_prepare(permissions: frozenset[Permission], appointments: Iterable[Appointment]) -> bool:
    """Whether one prepares applications today: the office, or whoever sits in the beredningsgrupp; bodies must be at hand."""
    return Permission.WRITE_INSATSER in permissions or sits_in_group(appointments)


def is_a_contact(appointments: Iterable[Appointment]) -> bool:
    """Whether the appointments make someone the contact of any insats or ansökan."""
    return any(seat.role == AppointmentRole.CONTACT for seat in appointments)


def sits_in_group(appointments: Iterable[Appointment]) -> bool:
    """Whether the appointments have a seat in the beredningsgrupp, and none in the office."""
    kinds = {seat.body.kind for seat in appointments}
    return BodyKind.PREPARATORY in kinds and BodyKind.OFFICE not in kinds


def may_approve(report: InsatsReport, permissions: frozenset[Permission]) -> bool:
    """Whether the office may approve it now."""
    return _may_move(report, permissions, ReportState.APPROVED)


def may_return(report: InsatsReport, permissions: frozenset[Permission]) -> bool:
    """Whether the office may send it back now."""
    return _may_move(report, permissions, ReportState.RETURNED)


def _may_move(report: InsatsReport, permissions: frozenset[Permission], state: ReportState) -> bool:
    return Permission.WRITE_INSATSER in permissions and state in REPORT_TRANSITIONS[ReportState(report.state)]


def may_sign_agreement(place: AgreementSigning, person: Person) -> bool:
    """Whether this place on the signature page waits for this person."""
    return (
        place.person_id == person.pk
        and place.signed_at is None
        and place.agreement.state == AgreementState.FOR_SIGNING
    )


def may_send_agreement_back(agreement: Agreement, places: Iterable[AgreementSigning], person: Person) -> bool:
    """Whether the person may have it changed: who is to sign and has not, and who sent it while nobody has signed."""
    every = list(places)
    if any(place.person_id == person.pk and place.signed_at is None for place in every):
        return True
    return agreement.sent_by_id == person.pk and not any(place.signed_at for place in every)
