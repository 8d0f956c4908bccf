"""Pages for those who sign: read the frozen protocol, comment, sign with a new code, or return it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from board.actions import signing as acts
from board.actions.comments import save_comment, save_late
from board.documents.reading import SigningPage, signing_page
from board.forms.comments import typed_comments
from board.forms.protocol import ReturnForm
from board.models import Protocol
from board.queries.protocol import protocols_of
from board.states import ProtocolState
from finsam import clock
from finsam.access import reauth
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.coded import Coded, act_by_code
from finsam.views.pages import refusals_on
from finsam.views.saving import remember_landed, remembered

_LANDED = "landed_comments"


def _returned(request: AccessRequest, pk: int) -> Protocol | None:
    """Give the protocol when she was asked to sign a version that came back and no place is hers now."""
    found = protocols_of(request.association).filter(pk=pk, asked=request.person)
    return found.exclude(signings__person=request.person).first()


def _closed(request: AccessRequest, pk: int) -> HttpResponse | None:
    """Tell her for whom nothing waits what has happened; what she had typed meanwhile is kept, or shown to be copied."""
    returned, page = _returned(request, pk), None
    if returned is None:
        page = _page(request, pk)
        if page.mine is not None:
            return None
    protocol = returned or page.protocol  # type: ignore[union-attr]  # one of them is there
    context = {"page": page, "protocol": protocol, **_late(request, protocol)}
    return render(request, f"board/protocol_{'returned' if returned else 'signed'}.html", context)


def _late(request: AccessRequest, protocol: Protocol) -> dict[str, Any]:
    """Keep the comments that came too late to sign or send back by, and give those that could not be kept."""
    typed = typed_comments(request.POST, protocol)
    kept, unkept = save_late(protocol=protocol, typed=typed, by=request.person)
    if not unkept:
        remember_landed(request, _LANDED)
    told = [(paragraph.number_text, text) for paragraph, text in unkept]
    if reason := request.POST.get("reason", "").strip():
        told.insert(0, ("Varför du ville skicka tillbaka", reason))
    return {"kept": words.join_och(each.number_text for each in kept), "unkept": told}


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
    """Show the protocol to read; whichever button is pressed, every comment written is saved first."""
    if closed := _closed(request, pk):
        return closed
    page = _page(request, pk)
    error = ""
    if request.method == "POST":
        act, _, which = request.POST.get("act", "sign").partition(":")
        try:
            _save_comments(request, page)
            if act == "return":
                return redirect("protocol_return", request.association.slug, pk)
            if act in {"comment", "remove"}:
                return _at_comment(request, page, which)
            reauth.send_code(request, request.person, _purpose(page.protocol))
        except DomainError as refusal:
            if closed := _closed(request, pk):  # it was sent back just now
                return closed
            error, page = str(refusal), _page(request, pk)  # with the comments that were saved
        else:
            return redirect("protocol_sign_code", request.association.slug, pk)
    todo = "Anteckningar att signera" if page.protocol.meeting.keeps_notes else "Protokoll att justera"
    context = {"page": page, "protocol": page.protocol, "error": error, "todo": todo}
    context["landed"] = remembered(request, _LANDED)
    return render(request, "board/protocol_sign.html", context, status=422 if error else 200)


def _save_comments(request: AccessRequest, page: SigningPage) -> None:
    """Save the comments that were changed on the page; one whose Ta bort was pressed goes."""
    for paragraph, text in typed_comments(request.POST, page.protocol):
        save_comment(protocol=page.protocol, paragraph=paragraph, text=text, by=request.person)
    remember_landed(request, _LANDED)


def _at_comment(request: AccessRequest, page: SigningPage, which: str) -> HttpResponse:
    """Come back to the § whose comment was saved."""
    target = redirect("protocol_sign", request.association.slug, page.protocol.pk)
    number = next(
        (each.section.number for each in page.sections if each.paragraph and str(each.paragraph.pk) == which),
        None,
    )
    if number:
        target["Location"] += f"#p{number}"
    return target


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_sign_code(request: AccessRequest, pk: int) -> HttpResponse:
    """Take the code that was mailed, and sign."""
    if _returned(request, pk):
        return redirect("protocol_sign", request.association.slug, pk)
    page = _page(request, pk)
    if page.mine is None or page.protocol.state != ProtocolState.FOR_SIGNING:
        return redirect("protocol_sign", request.association.slug, pk)
    here = reverse("protocol_sign", args=[request.association.slug, pk])
    meeting, mine = page.protocol.meeting, page.mine

    def sign() -> HttpResponse:
        identified = reauth.how_identified(request, request.person)
        acts.sign(signing=mine, by=request.person, identified=identified, at=clock.now())
        messages.success(request, f"Tack. Din underskrift finns i {meeting.paper}.")
        return redirect(here)

    coded = Coded(_purpose(page.protocol), str(meeting), here, f"Signera {meeting.paper}")
    return act_by_code(request, coded, sign)


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_return(request: AccessRequest, pk: int) -> HttpResponse:
    """Send the protocol back with a reason; one's comments are listed and go along."""
    if closed := _closed(request, pk):
        return closed
    page = _page(request, pk)
    form = ReturnForm(request.POST or None, initial={"reason": _reason_from(page)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.send_back(protocol=page.protocol, reason=form.cleaned_data["reason"], by=request.person)
            messages.success(
                request,
                f"{words.capitalised(page.protocol.meeting.paper)} är tillbaka hos kansliet. "
                "Du får ett nytt mejl efter ändringen.",
            )
            return redirect("front", request.association.slug)
    title = f"Skicka tillbaka {page.protocol.meeting.paper}"
    context = {"page": page, "protocol": page.protocol, "form": form, "title": title}
    return render(request, "board/protocol_return.html", context, status=422 if form.errors else 200)


def _reason_from(page: SigningPage) -> str:
    said = "\n".join(f"{comment.paragraph.number_text}: {comment.text}" for comment in page.comments)
    return said.replace("\u00a0", " ")
