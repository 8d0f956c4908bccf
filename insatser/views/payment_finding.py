"""Finding the rekvisition that a person may know of; 404 for any other."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from finsam import clock
from finsam.permissions import AccessRequest, Permission
from insatser.models import PaymentRequest
from insatser.queries.payments import visible_payments
from insatser.views.finding import is_contact_of


@dataclass(frozen=True)
class FoundPayment:
    """A rekvisition with what the person may do with it; a draft is read by those who write it alone."""

    payment: PaymentRequest
    is_writer: bool

    @property
    def may_read(self) -> bool:
        return self.is_writer or self.payment.is_received

    @property
    def may_write(self) -> bool:
        return self.is_writer and self.payment.is_writable


def find_payment(request: AccessRequest, pk: int) -> FoundPayment:
    """Give a rekvisition of the association that the person may know of."""
    rows = visible_payments(request.association, request.person, request.permissions, clock.today())
    row = get_object_or_404(rows.select_related("submitted_by", "returned_by", "attested_by"), pk=pk)
    is_writer = Permission.REPORT_INSATS in request.permissions and (
        Permission.WRITE_INSATSER in request.permissions or is_contact_of(request, row.insats)
    )
    return FoundPayment(row, is_writer)


def find_writable_payment(request: AccessRequest, pk: int) -> PaymentRequest:
    """Give a rekvisition that the person writes or has written; 404 for any other."""
    found = find_payment(request, pk)
    if not found.is_writer:
        raise Http404
    return found.payment
