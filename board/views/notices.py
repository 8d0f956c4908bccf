"""Pages of the anslag: for the office, and for a registrator who comes by a link."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.actions import notice as acts
from board.documents.notices import build_notice
from board.forms.notice import PostedForm
from board.models import Posting
from board.queries.held import held_of
from board.queries.notice import is_too_early, notice_page, notices_of
from board.registries.public_files import shown_file
from finsam import clock
from finsam.errors import DomainError
from finsam.files.sending import LinkHolder, by_link, file_response
from finsam.models import Document
from finsam.permissions import AccessRequest, Permission, public, requires
from finsam.work import jobs


@requires(Permission.READ_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def notice_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how a protocol is announced; the office announces it from here."""
    protocol = get_object_or_404(notices_of(request.association), pk=pk)
    if request.method == "POST":
        return _announce(request, protocol.pk)
    page = notice_page(protocol, clock.today())
    context = {
        "page": page,
        "protocol": protocol,
        "appeals": protocol.appeals.all(),
        "form": PostedForm(initial=_initial(request)),
        "printed": [] if page.notice else build_notice(protocol, responsible=request.person.name),
    }
    return render(request, "board/notice_detail.html", context)


@requires(Permission.POST_NOTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def posting_record(request: AccessRequest, pk: int) -> HttpResponse:
    """Let the office write down what a registrator has said by phone or mail."""
    posting = _posting(request, pk)
    return _record(request, posting, is_down=posting.posted_on is not None)


@requires(Permission.POST_NOTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def posting_correct(request: AccessRequest, pk: int) -> HttpResponse:
    """Let the office change the day an anslag went up, when it was written down wrong."""
    return _record(request, _posting(request, pk), is_down=False)


def _record(request: AccessRequest, posting: Posting, *, is_down: bool) -> HttpResponse:
    initial = _initial(request)
    if not is_down and posting.posted_on:
        initial |= {"on": posting.posted_on.isoformat(), "said_by": posting.posted_said_by}
    form = PostedForm(request.POST or None, initial=initial)
    act = acts.confirm_down if is_down else acts.confirm_posted
    if request.method == "POST" and _recorded(form, act, posting, request):
        return redirect("notice_detail", request.association.slug, posting.notice.protocol_id)
    context = {
        "title": _record_title(posting, is_down=is_down),
        "crumb": "Anslag",
        "crumb_url": reverse("notice_detail", args=[request.association.slug, posting.notice.protocol_id]),
        "cancel_url": reverse("notice_detail", args=[request.association.slug, posting.notice.protocol_id]),
        "lead": "Skriv dagen och vem som har sagt det. Överklagandetiden räknas från den senaste dagen på någon anslagstavla.",
        "form": form,
        "submit": "Spara dagen",
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.POST_NOTICES)
@require_POST
def posting_remind(request: AccessRequest, pk: int) -> HttpResponse:
    """Send the registrator the letter once more."""
    posting = _posting(request, pk)
    acts.remind(posting=posting, by=request.person)
    messages.success(request, f"{posting.member} har fått en påminnelse.")
    return redirect("notice_detail", request.association.slug, posting.notice.protocol_id)


@requires(Permission.POST_NOTICES)
@require_POST
def notice_repost(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask a board that took the anslag down early to post it again."""
    posting = _posting(request, pk)
    try:
        acts.post_again(posting=posting, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{posting.member} är ombedd att sätta upp anslaget igen.")
    return redirect("notice_detail", request.association.slug, posting.notice.protocol_id)


@requires(Permission.READ_MEETINGS)
@require_safe
def notice_file(request: AccessRequest, pk: int, which: str) -> HttpResponse:
    """Give the anslag, or one of the two anslagsbevis, as PDF."""
    protocol = get_object_or_404(notices_of(request.association), pk=pk)
    notice = getattr(protocol, "notice", None)
    document = {"anslag": "document", "bevis": "proof", "slutbevis": "final_proof"}.get(which, "")
    found = getattr(notice, document, None) if notice and document else None
    if found is None:
        raise Http404
    return file_response(found)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def posting_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let a registrator say, by a link and without a login, when the anslag went up and when it came down."""
    postings = Posting.objects.select_related(
        "member", "notice__protocol__meeting__body__association", "notice__document"
    )
    posting = get_object_or_404(postings, token=token)
    protocol = notices_of(posting.notice.protocol.meeting.body.association).get(pk=posting.notice.protocol_id)
    form = PostedForm(request.POST or None, initial={"on": clock.today().isoformat()})
    act = acts.confirm_down if posting.posted_on else acts.confirm_posted
    if request.method == "POST" and _recorded(form, act, posting, request):
        return redirect("posting_confirm", token)
    page = notice_page(protocol, clock.today())
    context = {
        "posting": posting,
        "file": _as_shown(posting),
        "page": page,
        "form": form,
        "association": protocol.meeting.body.association,
        "is_early": is_too_early(posting, list(protocol.notice.postings.all())),
    }
    return render(request, "board/posting_confirm.html", context, status=422 if form.errors else 200)


@public
@require_safe
def posting_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the registrator the anslag as PDF."""
    rows = Posting.objects.select_related(
        "notice__document", "notice__protocol__meeting__body__association", "member"
    )
    posting = get_object_or_404(rows, token=token)
    shown = _as_shown(posting)
    if shown is None:
        raise Http404
    association = posting.notice.protocol.meeting.body.association
    return by_link(
        file_response(shown), LinkHolder(association, "registratorns länk", name=str(posting.member))
    )


def _as_shown(posting: Posting) -> Document | None:
    """Give the anslag as everyone may see it."""
    document = posting.notice.document
    return document and shown_file(document, held_of(posting.notice.protocol.meeting.body.association))


def _recorded(form: PostedForm, act: Callable[..., Posting], posting: Posting, request: HttpRequest) -> bool:
    if not form.is_valid():
        return False
    try:
        act(posting=posting, by=getattr(request, "person", None), **form.cleaned_data)
    except DomainError as refusal:
        form.add_error("on", str(refusal))
        return False
    messages.success(request, "Tack, dagen är sparad.")
    return True


def _announce(request: AccessRequest, pk: int) -> HttpResponse:
    if Permission.POST_NOTICES not in request.permissions:
        raise Http404
    protocol = notices_of(request.association).get(pk=pk)
    job = jobs.ask(
        acts.prepare_and_announce,
        association=request.association,
        key=f"anslå {pk}",
        label=f"Anslår justeringen, {protocol.meeting}",
        by=request.person,
        back_url=request.path,
        protocol_id=pk,
    )
    return redirect("job_detail", request.association.slug, job.pk)


def _posting(request: AccessRequest, pk: int) -> Posting:
    postings = Posting.objects.select_related("member", "notice__protocol__meeting__body__association")
    return get_object_or_404(
        postings, pk=pk, notice__protocol__meeting__body__association=request.association
    )


def _initial(request: AccessRequest) -> dict[str, str]:
    return {"on": clock.today().isoformat(), "said_by": request.person.name}


def _record_title(posting: Posting, *, is_down: bool) -> str:
    verb = "När togs anslaget ned hos" if is_down else "När sattes anslaget upp hos"
    return f"{verb} {posting.member}?"
