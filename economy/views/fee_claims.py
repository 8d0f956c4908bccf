"""A ledamot's own arvoden, and what she confirms of a meeting from her phone; the office does it for her who rings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from board.models import Meeting
from economy.actions.fees import confirm
from economy.forms.fees import FeeClaimForm
from economy.models import FeeClaim
from economy.queries.fees import AtMeeting, at_meetings, own_meetings, own_rows, total
from finsam import clock
from finsam.models import Person
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates, money
from finsam.views.pages import attempt, form_page


@requires(Permission.CLAIM_FEES)
@require_safe
def fee_own(request: AccessRequest) -> HttpResponse:
    """One's own meetings with what each comes to, and what has gone to the payroll."""
    today = clock.today()
    rows = own_rows(request.association, request.person, today)
    context = {
        "meetings": own_meetings(request.association, request.person, today), "rows": rows, "total": total(rows), "year": today.year,
    }  # fmt: skip
    return render(request, "economy/fee_own.html", context)


@requires(Permission.CLAIM_FEES)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_claim(request: AccessRequest, pk: int) -> HttpResponse:
    """Confirm one's own lost earnings and kilometres of a meeting."""
    return _claim(
        request,
        _at(request, pk, request.person.pk),
        "Mina arvoden",
        reverse("fee_own", args=[request.association.slug]),
    )


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_claim_for(request: AccessRequest, pk: int, person_pk: int) -> HttpResponse:
    """Write what somebody has told of a meeting."""
    at = _at(request, pk, person_pk)
    back = reverse("fee_list", args=[request.association.slug])
    return _claim(request, at, "Arvoden", back)


def _at(request: AccessRequest, pk: int, person_pk: int) -> AtMeeting:
    """Give the person at the meeting; Http404 where she is not paid for it."""
    meeting = Meeting.objects.of(request.association).filter(pk=pk).first()
    person = Person.objects.filter(association=request.association, pk=person_pk).first()
    if meeting and person:
        for each in at_meetings(request.association, meeting.held_on, meeting.held_on, person):
            if each.meeting == meeting:
                return each
    raise Http404


def _claim(request: AccessRequest, at: AtMeeting, back: str, back_url: str) -> HttpResponse:
    form = FeeClaimForm(request.POST or None, initial=_initial(at.claim))
    act = lambda: confirm(meeting=at.meeting, person=at.person, facts=form.facts(), by=request.person)  # noqa: E731
    if attempt(request, form, act):
        messages.success(request, "Tack, uppgifterna är bekräftade.")
        return redirect(back_url)
    is_own = at.person == request.person
    return form_page(
        request, form, title=dates.weekday_date(at.meeting.began_on).capitalize(), submit="Bekräfta", back=back,
        back_url=back_url, base="base_reading.html" if is_own else "base.html", pairs=_pairs(at, is_own=is_own),
        lead="Lämna tomt det som du inte har, och bekräfta ändå." if is_own else "",
    )  # fmt: skip


def _initial(claim: FeeClaim | None) -> dict[str, Any]:
    if claim is None:
        return {}
    return {name: getattr(claim, name) for name in ("hours", "hourly", "kilometres", "note")} | {
        "declines": not claim.takes_fee
    }


def _pairs(at: AtMeeting, *, is_own: bool) -> list[tuple[str, str]]:
    paid = [f"{each.label}, {money.kr_as_needed(each.amount)} kr" for each in at.fees]
    confirmed = (
        f"{dates.long_date(clock.day_of(at.claim.confirmed_at))} av {at.claim.confirmed_by.name}"
        if at.claim
        else ""
    )
    return [
        ("Person", "" if is_own else at.person.name), ("Organ", at.meeting.body.name), ("Arvode", ". ".join(paid)),
        ("Bekräftat", confirmed),
    ]  # fmt: skip
