"""Pages of one protocol for the office: how it stands, sending it, taking it back and rättelse."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.actions import printing, reminding, signing
from board.actions import protocol as acts
from board.actions.protocol import PDF
from board.documents.assemble import build_paper
from board.documents.reading import frozen_sections
from board.forms.protocol import CorrectionForm, ReturnForm, TakeInForm
from board.mail.notes import receivers
from board.models import Meeting, Paragraph, Protocol
from board.permissions import may_read_protocol
from board.queries.appeals import marks_of
from board.queries.protocol import comments_by_paragraph, protocols_of
from board.queries.warnings import Remark, before_sending
from board.states import ProtocolKind, ProtocolState
from finsam import clock
from finsam.access import reauth
from finsam.errors import DomainError
from finsam.files.kinds import recognise
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import refusals_on
from finsam.work import jobs


def readable_protocol(request: AccessRequest, pk: int) -> Protocol:
    """Give the protocol if the person may know of it; Http404 otherwise."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    if not may_read_protocol(protocol, request.person, request.permissions):
        raise Http404
    return protocol


@requires(Permission.READ_MEETINGS)
@require_safe
def protocol_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how a protocol stands and what can be done with it."""
    protocol = readable_protocol(request, pk)
    is_office = Permission.WRITE_MEETINGS in request.permissions
    places = list(protocol.signings.all())
    context = {
        "protocol": protocol,
        "meeting": protocol.meeting,
        "sections": frozen_sections(protocol),
        "places": places,
        "mine": next((each for each in places if each.person == request.person and not each.signed_at), None),
        "may_take_back": is_office
        and protocol.state in {ProtocolState.FOR_SIGNING, ProtocolState.SENT}
        and not any(p.signed_at for p in places),
        "comments": comments_by_paragraph(protocol) if is_office else [],
        "may_change": is_office
        and protocol.kind != ProtocolKind.CORRECTION
        and protocol.state == ProtocolState.DRAFT,
        "own": protocol.meeting.paragraphs.filter(number__isnull=False),
        "corrections": protocol.corrections.all(),
        "others": protocol.meeting.protocols.exclude(pk=protocol.pk),
        "notice": getattr(protocol, "notice", None),
        "marks": marks_of(protocol, clock.today()),
    } | _told(protocol)
    return render(request, "board/protocol_detail.html", context)


def _told(protocol: Protocol) -> dict[str, Any]:
    """Give what the page calls the paper, and who signs minnesanteckningar."""
    if not protocol.meeting.keeps_notes:
        return {"places_title": "Underskrifter", "text_title": "Protokollet"}
    signers = acts.signers_with_roles(protocol)
    return {
        "places_title": "Underskrift och utskick" if signers else "Utskick",
        "text_title": "Anteckningarna",
        "signers": signers,
    }


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_send(request: AccessRequest, pk: int) -> HttpResponse:
    """Send a meeting's main protocol for justering; GET shows what is wrong and who will be asked."""
    meeting = get_object_or_404(
        Meeting.objects.of(request.association).select_related("body__association"), pk=pk
    )
    if request.method == "POST":
        protocol = acts.ensure_main_protocol(meeting=meeting, by=request.person)
        return _send(request, protocol)
    protocol = meeting.protocols.filter(kind=ProtocolKind.MAIN).first()
    return _ask_before_sending(request, protocol or Protocol(meeting=meeting), meeting)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_send_own(request: AccessRequest, pk: int) -> HttpResponse:
    """Send an omedelbart justerad § or a rättelse for signing."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    if request.method == "POST":
        return _send(request, protocol)
    return _ask_before_sending(request, protocol, protocol.meeting)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def protocol_immediate(request: AccessRequest, pk: int) -> HttpResponse:
    """Give a § its own protocol, and go on to sending it."""
    paragraphs = Paragraph.objects.filter(meeting__body__association=request.association)
    paragraph = get_object_or_404(paragraphs.select_related("meeting"), pk=pk)
    try:
        protocol = acts.start_immediate(paragraph=paragraph, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(
            "meeting_session_paragraph", request.association.slug, paragraph.meeting_id, paragraph.pk
        )
    return redirect("protocol_send_own", request.association.slug, protocol.pk)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_take_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a protocol back before anyone has signed it, or notes that nobody signs."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    what = words.capitalised(protocol.meeting.paper)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            signing.send_back(protocol=protocol, reason=form.cleaned_data["reason"], by=request.person)
            messages.success(request, f"{what} är ett utkast igen.")
            return redirect(protocol)
    context = {
        "title": f"Ta tillbaka {protocol.meeting.paper}",
        "crumb": str(protocol.meeting),
        "crumb_url": protocol.get_absolute_url(),
        "lead": f"{what} blir ett utkast igen. Alla som har fått utskicket får ett nytt när du skickar igen."
        if protocol.state == ProtocolState.SENT
        else f"{what} blir ett utkast igen, och de som skulle signera ser inte längre den här versionen.",
        "form": form,
        "submit": f"Ta tillbaka {protocol.meeting.paper}",
        "cancel_url": protocol.get_absolute_url(),
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def protocol_remind(request: AccessRequest, pk: int) -> HttpResponse:
    """Remind those who have not signed."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    with refusals_on(request):
        sent = reminding.remind_signers(protocol=protocol, by=request.person)
        said = f"Påminnelsen skickas till {words.plural(sent, 'person', 'personer')}."
        messages.success(request, said if sent else "Alla har signerat eller redan fått en påminnelse i dag.")
    return redirect(protocol)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_drop(request: AccessRequest, pk: int) -> HttpResponse:
    """Drop a begun omedelbar justering or rättelse that was a mistake."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    if request.method == "POST":
        meeting = protocol.meeting
        try:
            acts.drop_draft(protocol=protocol, by=request.person)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(protocol)
        messages.success(request, "Utkastet är borttaget.")
        return redirect(meeting)
    context = {
        "title": "Ta bort utkastet",
        "crumb": str(protocol.meeting),
        "crumb_url": protocol.get_absolute_url(),
        "lead": f"{protocol.title_text} är bara påbörjat och ingen har fått det. Paragraferna finns kvar i sammanträdet.",
        "submit": "Ta bort utkastet",
        "is_grave": True,
        "cancel_url": protocol.get_absolute_url(),
    }
    return render(request, "_components/confirm.html", context)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_take_in(request: AccessRequest, pk: int) -> HttpResponse:
    """Take in a protocol that was signed on paper or in another service; the office answers for it by a mailed code."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    purpose = f"take_in:protocol:{protocol.pk}:{protocol.version}"
    if request.method == "POST" and "send_code" in request.POST:
        return _send_take_in_code(request, purpose)
    is_coded = reauth.code_is_sent(request, purpose)
    form = TakeInForm((request.POST or None) if is_coded else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        with refusals_on(form):
            if recognise(file.name, content).content_type != PDF:
                raise DomainError(
                    "Filen är inte en PDF. Spara den undertecknade handlingen som PDF och försök igen."
                )
            reauth.demand_code(request, form.cleaned_data["code"], purpose)
            signing.take_in_signed(
                protocol=protocol,
                content=content,
                adjusted_on=form.cleaned_data["adjusted_on"],
                by=request.person,
            )
            messages.success(request, "Det undertecknade protokollet är intaget.")
            return redirect(protocol)
    context = {
        "title": "Ta in undertecknat protokoll",
        "crumb": str(protocol.meeting),
        "crumb_url": protocol.get_absolute_url(),
        "lead": "Filen sparas oförändrad som det justerade protokollet. Kontrollera att det är den version som skickades."
        + _unsigned_names(protocol),
        "form": form if is_coded else None,
        "submit": "Ta in protokollet" if is_coded else "Mejla mig en kod",
        "is_coded": is_coded,
        "cancel_url": protocol.get_absolute_url(),
    }
    return render(request, "board/protocol_take_in.html", context, status=422 if form.errors else 200)


def _send_take_in_code(request: AccessRequest, purpose: str) -> HttpResponse:
    try:
        reauth.send_code(request, request.person, purpose)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)


def _unsigned_names(protocol: Protocol) -> str:
    """Say who has not signed in the program, so that their signatures are looked for in the file."""
    names = [each.person.name for each in protocol.signings.select_related("person") if not each.signed_at]
    return f" Den ska ha underskrift av {words.join_och(names)}." if names else ""


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_correct(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin a rättelse of a signed protocol, or change one that is begun and not sent."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    begun = protocol if protocol.kind == ProtocolKind.CORRECTION and not protocol.is_signed else None
    form = _correction_form(request, protocol, begun)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            correction = _correct(request, protocol, begun, form)
            return redirect("protocol_send_own", request.association.slug, correction.pk)
    context = {
        "title": "Ändra rättelsen" if begun else "Rätta protokollet",
        "crumb": str(protocol.meeting),
        "crumb_url": protocol.get_absolute_url(),
        "lead": "Det justerade protokollet står kvar. Rättelsen blir ett eget protokoll som signeras och anslås.",
        "form": form,
        "submit": "Fortsätt till utskick",
        "cancel_url": protocol.get_absolute_url(),
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


def _correction_form(request: AccessRequest, protocol: Protocol, begun: Protocol | None) -> CorrectionForm:
    if begun is None or begun.corrects is None:
        return CorrectionForm(request.POST or None, protocol=protocol)
    initial = {"reason": begun.correction_html, "paragraphs": list(begun.paragraphs.all())}
    return CorrectionForm(request.POST or None, protocol=begun.corrects, initial=initial)


def _correct(
    request: AccessRequest, protocol: Protocol, begun: Protocol | None, form: CorrectionForm
) -> Protocol:
    paragraphs, reason = list(form.cleaned_data["paragraphs"]), form.cleaned_data["reason"]
    if begun:
        return acts.change_correction(
            correction=begun, paragraphs=paragraphs, reason=reason, by=request.person
        )
    return acts.correct(protocol=protocol, paragraphs=paragraphs, reason=reason, by=request.person)


@requires(Permission.READ_MEETINGS)
@require_safe
def protocol_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the protocol's PDF: the newest revision of the frozen one."""
    protocol = readable_protocol(request, pk)
    if protocol.document is None:
        raise Http404
    return file_response(protocol.document, download="ladda-ner" in request.GET)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def protocol_proof(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker print a draft, for reading on paper before it is sent."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    job = jobs.ask(
        printing.print_draft,
        association=request.association,
        key=f"korrektur {protocol.pk}",
        label=f"Korrektur, {protocol.meeting}",
        by=request.person,
        back_url=protocol.get_absolute_url(),
        protocol_id=protocol.pk,
    )
    return redirect("job_detail", request.association.slug, job.pk)


def _ask_before_sending(
    request: AccessRequest, protocol: Protocol, meeting: Meeting, refusal: str = ""
) -> HttpResponse:
    numbers = [each.number for each in protocol.paragraphs.all() if each.number] if protocol.pk else []
    context = {
        "protocol": protocol,
        "what": f"{protocol.title_text}, {meeting.numbered(numbers)}." if numbers else "",
        "meeting": meeting,
        "missing": acts.missing_before_sending(protocol) if protocol.pk else acts.missing_people(protocol),
        "findings": _findings(protocol, meeting),
        "signers": acts.signers_with_roles(protocol),
        "receivers": receivers(protocol) if meeting.keeps_notes else [],
        "title": "Skicka anteckningarna" if meeting.keeps_notes else "Skicka för justering",
        "refusal": refusal,
        "printed": build_paper(protocol) if protocol.pk else [],
    }
    return render(request, "board/protocol_send.html", context, status=422 if refusal else 200)


def _findings(protocol: Protocol, meeting: Meeting) -> list[Remark]:
    """Give what is worth a look in the §§ that are sent, and of the meeting as a whole with the main protocol."""
    found = before_sending(meeting)
    if protocol.kind == ProtocolKind.MAIN:
        return found
    own = {each.pk for each in protocol.paragraphs.all()}
    return [each for each in found if each.paragraph_id in own]


def _send(request: AccessRequest, protocol: Protocol) -> HttpResponse:
    missing = acts.missing_before_sending(protocol)
    if missing or protocol.state != ProtocolState.DRAFT:
        done = (
            "Anteckningarna är redan skickade."
            if protocol.meeting.keeps_notes
            else "Protokollet är redan sänt för justering."
        )
        refusal = " ".join(missing) or done
        return _ask_before_sending(request, protocol, protocol.meeting, refusal)
    job = jobs.ask(
        printing.prepare_and_send,
        association=request.association,
        key=f"skicka protokoll {protocol.pk}",
        label=f"Skickar anteckningarna, {protocol.meeting}"
        if protocol.meeting.keeps_notes
        else f"Skickar protokollet för justering, {protocol.meeting}",
        by=request.person,
        back_url=protocol.get_absolute_url(),
        protocol_id=protocol.pk,
    )
    return redirect("job_detail", request.association.slug, job.pk)
