"""Pages for those who sign an överenskommelse, also one from outside: read it, ask for a code, sign or send back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam.access import reauth
from finsam.errors import DomainError
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.coded import Coded, act_by_code
from finsam.views.pages import refusals_on
from insatser.actions.agreement_signing import sign_agreement, take_back_agreement
from insatser.documents.agreement import read_agreement, role_text
from insatser.forms.agreement import SendBackForm
from insatser.models import Agreement, AgreementSigning
from insatser.permissions import may_sign_agreement
from insatser.queries.agreements import agreements_of
from insatser.states import AgreementState


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_sign(request: AccessRequest, pk: int) -> HttpResponse:
    """Show the agreement to one who signs it; choosing to sign mails a code, and sending back asks why."""
    row, place = _my_place(request, pk)
    error = ""
    if request.method == "POST" and may_sign_agreement(place, request.person):
        if request.POST.get("act") == "return":
            return redirect("agreement_send_back", request.association.slug, pk)
        try:
            reauth.send_code(request, request.person, _purpose(row))
        except DomainError as refusal:
            error = str(refusal)
        else:
            return redirect("agreement_sign_code", request.association.slug, pk)
    context = {
        "agreement": row, "place": place, "document": read_agreement(row), "error": error,
        "places": row.signings.select_related("person"), "may_sign": may_sign_agreement(place, request.person),
        "as_what": role_text(place.title, place.side, row.party),
    }  # fmt: skip
    return render(request, "insatser/agreement_sign.html", context, status=422 if error else 200)


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_sign_code(request: AccessRequest, pk: int) -> HttpResponse:
    """Take the code that was mailed, and sign."""
    row, place = _my_place(request, pk)
    here = reverse("agreement_sign", args=[request.association.slug, pk])
    if not may_sign_agreement(place, request.person):
        return redirect(here)

    def sign() -> HttpResponse:
        identified = reauth.how_identified(request, request.person)
        sign_agreement(signing=place, by=request.person, identified=identified)
        messages.success(request, "Tack. Din underskrift finns i överenskommelsen.")
        return redirect(here)

    coded = Coded(
        _purpose(row), str(row), here, "Skriv under överenskommelsen", cancel="Tillbaka till överenskommelsen"
    )
    return act_by_code(request, coded, sign)


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_send_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Send the agreement back with what is to be changed; who sent it back already is told so again."""
    mine = agreements_of(request.association).filter(state=AgreementState.DRAFT, returned_by=request.person)
    if returned := mine.filter(pk=pk).first():
        return render(request, "insatser/agreement_sent_back.html", {"agreement": returned})
    row, place = _my_place(request, pk)
    here = reverse("agreement_sign", args=[request.association.slug, pk])
    if not may_sign_agreement(place, request.person):
        return redirect(here)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            take_back_agreement(agreement=row, by=request.person, **form.cleaned_data)
            return render(request, "insatser/agreement_sent_back.html", {"agreement": row})
    context = {
        "title": "Skicka tillbaka", "crumb": str(row), "crumb_url": here, "cancel_url": here, "form": form,
        "lead": "Förbundet får det du skriver, ändrar och skickar överenskommelsen på nytt.",
        "submit": "Skicka tillbaka", "base": "base_reading.html",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.SIGN)
@require_safe
def agreement_sign_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the file to one who signs it."""
    row, _ = _my_place(request, pk)
    if row.document is None:
        raise Http404
    return file_response(row.document)


def _my_place(request: AccessRequest, pk: int) -> tuple[Agreement, AgreementSigning]:
    """Give a sent agreement and the person's own place on it, the one that waits before one that is signed; 404 for any other."""
    rows = agreements_of(request.association).exclude(state=AgreementState.DRAFT)
    row = get_object_or_404(rows, pk=pk)
    place = row.signings.filter(person=request.person).order_by("signed_at", "position").first()
    waiting = row.signings.filter(person=request.person, signed_at__isnull=True).first()
    if place is None:
        raise Http404
    found = waiting or place
    found.agreement = row
    return row, found


def _purpose(row: Agreement) -> str:
    return f"sign:agreement:{row.pk}:{row.sent_at.timestamp() if row.sent_at else ''}"
