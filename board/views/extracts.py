"""Protokollsutdrag: asked for, attested by a new code, and made in the worker."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from board.actions import printing
from board.forms.protocol import ExtractForm
from board.models import Paragraph
from finsam import clock
from finsam.access import reauth
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.coded import Coded, act_by_code
from finsam.work import jobs


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def extract_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask whom a protokollsutdrag of one § goes to, and mail the code that attests it."""
    paragraph = _paragraph(request, pk)
    form = ExtractForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            printing.adjusting_protocol(paragraph)
            reauth.send_code(request, request.person, _purpose(paragraph))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[_purpose(paragraph)] = form.cleaned_data["sent_to"]
            return redirect("extract_code", request.association.slug, pk)
    context = {
        "title": f"Protokollsutdrag, {paragraph}",
        "crumb": paragraph.heading,
        "crumb_url": paragraph.get_absolute_url(),
        "lead": "Utdraget har paragrafen, närvaron och vem som har justerat. Du bestyrker med en kod att det stämmer med "
        "protokollet.",
        "form": form,
        "submit": "Fortsätt till koden",
        "cancel_url": paragraph.get_absolute_url(),
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def extract_code(request: AccessRequest, pk: int) -> HttpResponse:
    """Take the code that was mailed, and have the extract made with the utdragsbestyrkande."""
    paragraph = _paragraph(request, pk)
    purpose = _purpose(paragraph)
    if purpose not in request.session:
        return redirect("extract_file", request.association.slug, pk)
    sent_to = request.session[purpose]
    coded = Coded(
        purpose, f"{paragraph}, {paragraph.heading}", reverse("extract_file", args=[request.association.slug, pk]),
        "Bestyrk utdraget", cancel="Avbryt", cancel_url=paragraph.get_absolute_url(), again=(("sent_to", sent_to),),
        base="base.html", printed=printing.extract_of(paragraph, by=request.person, sent_to=_lines(sent_to)),
    )  # fmt: skip

    def attest() -> HttpResponse:
        identified = reauth.how_identified(request, request.person)
        return _make(request, paragraph, request.session.pop(purpose), identified)

    return act_by_code(request, coded, attest)


def _lines(receivers: str) -> list[str]:
    return [line.strip() for line in receivers.splitlines() if line.strip()]


def _make(request: AccessRequest, paragraph: Paragraph, receivers: str, identified: str) -> HttpResponse:
    sent_to = _lines(receivers)
    job = jobs.ask(
        printing.print_extract,
        association=request.association,
        key=jobs.key_of("utdrag", paragraph.pk, *sent_to),
        label=f"Utdrag, {paragraph}",
        by=request.person,
        back_url=paragraph.get_absolute_url(),
        paragraph_id=paragraph.pk,
        sent_to=sent_to,
        attested_at=clock.now().isoformat(),
        identified=identified,
    )
    return redirect("job_detail", request.association.slug, job.pk)


def _paragraph(request: AccessRequest, pk: int) -> Paragraph:
    paragraphs = Paragraph.objects.filter(meeting__body__association=request.association)
    return get_object_or_404(paragraphs.select_related("meeting__body__association"), pk=pk)


def _purpose(paragraph: Paragraph) -> str:
    return f"attest:extract:{paragraph.pk}"
