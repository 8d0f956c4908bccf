"""The office's pages of an överenskommelse: written, sent, taken back, taken in and ended."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam.errors import DomainError
from finsam.files.kinds import recognise
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates
from finsam.views.pages import form_page, refusals_on
from finsam.work import jobs
from insatser.actions import agreement_signing, agreements
from insatser.documents.agreement import build_agreement, read_agreement
from insatser.forms.agreement import AgreementForm, EndAgreementForm, SendBackForm, TakeInAgreementForm
from insatser.models import Agreement
from insatser.permissions import may_send_agreement_back
from insatser.queries.agreements import AGREEMENT_FIELDS, agreements_of, missing_before_signing
from insatser.states import AGREEMENT_TRANSITIONS, AgreementState
from insatser.views.finding import find_insats, my_pages, page_base

WRITE = Permission.WRITE_INSATSER


def find_agreement(request: AccessRequest, pk: int) -> Agreement:
    """Give an agreement of an insats that one may know of; a draft is the office's alone. 404 for any other."""
    row = get_object_or_404(agreements_of(request.association), pk=pk)
    find_insats(request, row.insats_id)
    if row.is_draft and WRITE not in request.permissions:
        raise Http404
    return row


@requires(WRITE)
@require_POST
def agreement_begin(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin an insats's next agreement."""
    insats = find_insats(request, pk)
    with refusals_on(request):
        row = agreements.begin_agreement(insats=insats, by=request.person)
        return redirect("agreement_edit", request.association.slug, row.pk)
    return redirect(insats)


@requires(Permission.OPEN_INSATS)
@require_safe
def agreement(request: AccessRequest, pk: int) -> HttpResponse:
    """Read an agreement, see who has signed it, and what can be done."""
    row = find_agreement(request, pk)
    places = list(row.signings.select_related("person"))
    moves = AGREEMENT_TRANSITIONS[AgreementState(row.state)]
    is_office = WRITE in request.permissions
    context = {
        "agreement": row,
        "document": read_agreement(row),
        "places": places,
        "missing": missing_before_signing(row) if row.is_draft else [],
        "may_edit": is_office and row.is_draft,
        "may_take_back": is_office
        and row.state == AgreementState.FOR_SIGNING
        and may_send_agreement_back(row, places, request.person),
        "may_take_in": is_office and AgreementState.SIGNED in moves,
        "may_end": is_office and AgreementState.ENDED in moves,
        "may_renew": is_office and row.state in {AgreementState.SIGNED, AgreementState.ENDED} and not hasattr(row, "replaced_in"),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }  # fmt: skip
    return render(request, "insatser/agreement.html", context)


@requires(Permission.OPEN_INSATS)
@require_safe
def agreement_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the agreement's file as it is signed so far."""
    row = find_agreement(request, pk)
    if row.document is None:
        raise Http404
    return file_response(row.document)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Write a draft: what is agreed, in which words, and who signs."""
    row = find_agreement(request, pk)
    if not row.is_draft:
        return redirect(row)
    form = AgreementForm(request.POST or None, agreement=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            agreements.change_agreement(
                agreement=row, facts=form.facts(), clauses=form.clauses(), signers=form.signers(), by=request.person
            )  # fmt: skip
            messages.success(request, "Överenskommelsen är sparad.")
            return redirect(row)
    context = {"agreement": row, "form": form, "fields": AGREEMENT_FIELDS}
    return render(request, "insatser/agreement_edit.html", context, status=422 if form.errors else 200)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_send(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and have the worker freeze the draft and mail those who sign."""
    row = find_agreement(request, pk)
    if not row.is_draft:
        return redirect(row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    missing = missing_before_signing(row)
    if request.method == "POST" and form.is_valid():
        if not missing:
            job = jobs.ask(
                agreements.typeset_and_send, association=request.association, key=f"överenskommelse {row.pk}",
                label=f"{row} skickas", by=request.person, back_url=row.get_absolute_url(), agreement_id=row.pk,
            )  # fmt: skip
            return redirect("job_detail", request.association.slug, job.pk)
        form.add_error(None, " ".join(missing))
    to = [
        (place.get_side_display(), f"{place.person.name}, {place.person.email}")
        for place in row.signings.select_related("person")
    ]
    context = {
        "title": "Skicka för underskrift", "crumb": str(row), "crumb_url": row.get_absolute_url(), "form": form,
        "pairs": to, "lead": "Texten fryses så som den är nu, och var och en får ett mejl med länk och pdf.",
        "submit": "Skicka för underskrift", "cancel_url": row.get_absolute_url(), "printed": build_agreement(row),
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_take_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a sent agreement back to be changed."""
    row = find_agreement(request, pk)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            agreement_signing.take_back_agreement(agreement=row, by=request.person, **form.cleaned_data)
            messages.success(
                request, "Överenskommelsen är ett utkast igen. De som skulle skriva under har fått veta det."
            )
            return redirect(row)
    lead = "Texten går att ändra igen. De som skulle skriva under får veta det."
    return _ask(request, row, form, title="Ta tillbaka överenskommelsen", submit="Ta tillbaka", lead=lead)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_take_in(request: AccessRequest, pk: int) -> HttpResponse:
    """Take in the agreement as it was signed on paper or in another service."""
    row = find_agreement(request, pk)
    form = TakeInAgreementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        with refusals_on(form):
            if recognise(file.name, content).content_type != agreements.PDF:
                raise DomainError(
                    "Filen är inte en PDF. Spara den undertecknade handlingen som PDF och försök igen."
                )
            agreement_signing.take_in_agreement(
                agreement=row, content=content, agreed_on=form.cleaned_data["agreed_on"], by=request.person
            )  # fmt: skip
            messages.success(request, "Den undertecknade överenskommelsen är intagen.")
            return redirect(row)
    lead = "Filen sparas oförändrad som den undertecknade överenskommelsen."
    return _ask(
        request, row, form, title="Ta in undertecknad överenskommelse", submit="Ta in filen", lead=lead
    )


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_end(request: AccessRequest, pk: int) -> HttpResponse:
    """Let an agreement be at an end, on its last day or before."""
    row = find_agreement(request, pk)
    form = EndAgreementForm(request.POST or None, initial={"ended_on": row.ends_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            agreements.end_agreement(agreement=row, by=request.person, **form.cleaned_data)
            messages.success(
                request, f"Överenskommelsen upphör {dates.long_date(form.cleaned_data['ended_on'])}."
            )
            return redirect(row)
    title = "Avsluta överenskommelsen"
    return _ask(request, row, form, title=title, submit=title, lead="Den finns kvar att läsa.")


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_drop(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a draft is taken away."""
    row = find_agreement(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            agreements.drop_agreement(agreement=row, by=request.person)
            messages.success(request, "Utkastet är borttaget.")
            return redirect(row.insats)
    lead = "Det som är skrivet i utkastet försvinner."
    return _ask(request, row, form, title="Ta bort utkastet", submit="Ta bort utkastet", lead=lead)


def _ask(
    request: AccessRequest, row: Agreement, form: forms.Form, *, title: str, submit: str, lead: str
) -> HttpResponse:
    back = row.get_absolute_url()
    answer = form_page(request, form, title=title, submit=submit, back=str(row), back_url=back, lead=lead)
    answer.status_code = 422 if form.errors else 200
    return answer
