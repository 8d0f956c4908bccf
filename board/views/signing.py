"""Pages for those who sign: read the frozen protocol, comment, sign with a new code, or return it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from board.actions import signing as acts
from board.actions.comments import save_comment
from board.documents.reading import SigningPage, signing_page
from board.forms.protocol import CodeForm, CommentForm, ReturnForm
from board.models import Paragraph, Protocol
from board.queries.protocol import protocols_of
from board.states import ProtocolState
from finsam import clock, reauth
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires


def _page(request: AccessRequest, pk: int) -> SigningPage:
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    page = signing_page(protocol, request.person)
    if not any(place.person_id == request.person.pk for place in page.places):
        raise Http404
    return page


def _purpose(protocol: Protocol) -> str:
    return f"sign:protocol:{protocol.pk}:{protocol.version}"


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_sign(request: AccessRequest, pk: int) -> HttpResponse:
    """Show the protocol to read; choosing to sign saves open comments and mails a code."""
    page = _page(request, pk)
    if page.mine is None:
        return render(request, "board/protocol_signed.html", {"page": page, "protocol": page.protocol})
    error = ""
    if request.method == "POST":
        try:
            reauth.send_code(request, request.person, _purpose(page.protocol))
        except DomainError as refusal:
            error = str(refusal)
        else:
            return redirect("protocol_sign_code", request.association.slug, pk)
    context = {"page": page, "protocol": page.protocol, "error": error}
    return render(request, "board/protocol_sign.html", context, status=422 if error else 200)


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_sign_code(request: AccessRequest, pk: int) -> HttpResponse:
    """Take the code that was mailed, and sign."""
    page = _page(request, pk)
    if page.mine is None or page.protocol.state != ProtocolState.FOR_SIGNING:
        return redirect("protocol_sign", request.association.slug, pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reauth.demand_code(request, form.cleaned_data["code"], _purpose(page.protocol))
            acts.sign(signing=page.mine, by=request.person, at=clock.now())
        except DomainError as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, "Tack. Din underskrift finns i protokollet.")
            return redirect("protocol_sign", request.association.slug, pk)
    context = {
        "page": page,
        "protocol": page.protocol,
        "form": form,
        "may_try": reauth.code_is_sent(request, _purpose(page.protocol)),
    }
    return render(request, "board/protocol_sign_code.html", context, status=422 if form.errors else 200)


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_return(request: AccessRequest, pk: int) -> HttpResponse:
    """Send the protocol back with a reason; one's comments are listed and go along."""
    page = _page(request, pk)
    if page.mine is None:
        return redirect("protocol_sign", request.association.slug, pk)
    form = ReturnForm(request.POST or None, initial={"reason": _reason_from(page)})
    if request.method == "POST" and form.is_valid():
        try:
            acts.send_back(protocol=page.protocol, reason=form.cleaned_data["reason"], by=request.person)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Protokollet är tillbaka hos kansliet. Du får ett nytt mejl när det är ändrat."
            )
            return redirect("front", request.association.slug)
    context = {"page": page, "protocol": page.protocol, "form": form}
    return render(request, "board/protocol_return.html", context, status=422 if form.errors else 200)


@requires(Permission.SIGN)
@require_POST
def protocol_comment(request: AccessRequest, pk: int, paragraph_pk: int) -> HttpResponse:
    """Save or remove one's comment to a §; the page and its script both post here."""
    page = _page(request, pk)
    paragraph = get_object_or_404(Paragraph, pk=paragraph_pk, meeting=page.protocol.meeting)
    form = CommentForm(request.POST)
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        text = form.data.get("text", "") if "remove" not in request.POST else ""
        save_comment(protocol=page.protocol, paragraph=paragraph, text=text, by=request.person)
    except DomainError as refusal:
        if wants_json:
            return JsonResponse({"error": str(refusal)}, status=422)
        messages.error(request, str(refusal))
    if wants_json:
        return JsonResponse({"version": page.protocol.version, "saved_at": f"{clock.now():%H.%M}"})
    target = redirect("protocol_sign", request.association.slug, pk)
    target["Location"] += f"#p{paragraph.number}"
    return target


def _reason_from(page: SigningPage) -> str:
    return "\n".join(f"§ {comment.paragraph.number}: {comment.text}" for comment in page.comments)
