"""Pages on which a § is told those it is about, and on which the förbund words what it sends."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from board.models import Paragraph
from finsam import markup
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.states import AppointmentRole
from finsam.views.pages import refusals_on
from insatser.actions.decision_letters import write_decision_letter
from insatser.actions.own_words import save_words
from insatser.documents.decision_letter import LETTER_FIELDS, build_decision_letter
from insatser.forms.own_words import ClausesForm, DecisionLetterForm
from insatser.queries.agreements import AGREEMENT_FIELDS
from insatser.queries.decision_letters import adjusting_protocol, letters_in, letters_of, receivers_of
from insatser.queries.own_words import words_of
from insatser.states import WordsOf

WORDS_FIELDS: dict[str, tuple[str, ...]] = {
    WordsOf.GRANTED.value: LETTER_FIELDS,
    WordsOf.REFUSED.value: LETTER_FIELDS,
    WordsOf.AGREEMENT.value: AGREEMENT_FIELDS,
}


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def decision_letter(request: AccessRequest, pk: int) -> HttpResponse:
    """Read what those a § is about are told, and send it (again)."""
    rows = Paragraph.objects.select_related("meeting__body__association", "matter", "text")
    paragraph = get_object_or_404(
        rows, pk=pk, meeting__body__association=request.association, number__isnull=False
    )
    receivers = {each.key: each for each in receivers_of(paragraph)}
    form = DecisionLetterForm(
        request.POST or None, choices=[(key, each.name) for key, each in receivers.items()]
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["reasons"].strip()
        with refusals_on(form):
            row = write_decision_letter(
                paragraph=paragraph, receiver=receivers[form.cleaned_data["receiver"]], by=request.person,
                reasons=markup.markup_to_html(typed) if typed else None,
            )  # fmt: skip
            messages.success(request, f"Beslutsmeddelandet går till {', '.join(row.sent_to)}.")
            return redirect("decision_letter", request.association.slug, paragraph.pk)
    context = {
        "paragraph": paragraph, "form": form,
        "documents": [(each, build_decision_letter(paragraph, each)) for each in receivers.values()],
        "sent": letters_of(paragraph), "is_adjusted": adjusting_protocol(paragraph) is not None,
    }  # fmt: skip
    return render(request, "insatser/decision_letter.html", context, status=422 if form.errors else 200)


@requires(Permission.OPEN_INSATS)
@require_safe
def decision_letter_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give a beslutsmeddelande as it went out: to those who read insatser, and those it is about."""
    row = get_object_or_404(letters_in(request.association).filter(document__isnull=False), pk=pk)
    own = {seat.body_id for seat in request.appointments if seat.role == AppointmentRole.CONTACT}
    bodies = {each.body_id for each in (row.application, row.insats) if each}
    if Permission.READ_INSATSER not in request.permissions and own.isdisjoint(bodies):
        raise Http404
    return file_response(row.document)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def own_words(request: AccessRequest) -> HttpResponse:
    """Word what beslutsmeddelanden and överenskommelser say."""
    asked = request.GET.get("handling", "")
    kind = asked if asked in WORDS_FIELDS else WordsOf.GRANTED.value
    form = ClausesForm(request.POST or None, clauses=words_of(request.association, kind))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            save_words(
                association=request.association, document=kind, clauses=form.clauses(), known=WORDS_FIELDS[kind],
                by=request.person,
            )  # fmt: skip
            messages.success(request, "Orden är sparade. De gäller det som görs från och med nu.")
            return redirect(f"{reverse('own_words', args=[request.association.slug])}?handling={kind}")
    kinds = [(value, WordsOf(value).label) for value in WORDS_FIELDS]
    context = {"form": form, "kinds": kinds, "kind": kind, "fields": WORDS_FIELDS[kind]}
    return render(request, "insatser/own_words.html", context, status=422 if form.errors else 200)
