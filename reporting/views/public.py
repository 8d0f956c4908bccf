"""Pages that anyone may open: the förbund's public page, a justerat protocol, an anslag, a budget proposal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from board.documents.reading import frozen_sections, stored_sections
from board.queries.appeals import marks_of
from board.queries.held import held_of
from board.queries.notice import notice_page, notices_of
from board.queries.uploaded import public_versions
from board.registries.public_files import shown_file
from finsam import clock
from finsam.files.sending import file_response, published
from finsam.models import Association, Document
from finsam.permissions import public
from finsam.web.asked import year as year_of
from reporting.queries.public import budget_proposals, proclaimed, public_protocols, shows_goals
from reporting.queries.public import public_page as gather


@public
@require_safe
def public_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the anslag that run, kungörelser, protocols by year and whom to write to."""
    association = get_object_or_404(Association.objects.select_related("goal_habits"), slug=slug)
    page = gather(association, clock.today(), year_of(request.GET.get("ar")))
    context = {
        "association": association,
        "page": page,
        "shows_goals": shows_goals(association),
        "public_nav": _nav(association),
        "home_url": reverse("public_page", args=[slug]),
    }
    return render(request, "reporting/public_page.html", context)


@public
@require_safe
def public_protocol(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a justerat protocol as a page: who was there in which role, and every §."""
    association = get_object_or_404(Association, slug=slug)
    protocol = get_object_or_404(public_protocols(association), pk=pk)
    held = held_of(association)
    masked, hidden = protocol.publication.content, held.numbers_of(protocol.meeting_id)
    context = {
        "association": association,
        "protocol": protocol,
        "meeting": protocol.meeting,
        "sections": stored_sections(masked) if masked else frozen_sections(protocol),
        "attendance": (masked or protocol.content or {}).get("attendance", []),
        "correction": held.text(protocol.correction_html),
        "file": protocol.publication.document or protocol.frozen,
        "time": notice_page(notices_of(association).get(pk=pk), clock.today()).time,
        "marks": {
            number: held.text(said)
            for number, said in marks_of(protocol, clock.today()).items()
            if number not in hidden
        },
        "place": held.text(protocol.meeting.place),
        "public_nav": _nav(association),
        "home_url": reverse("public_page", args=[slug]),
    }
    return render(request, "reporting/public_protocol.html", context)


@public
@require_safe
def public_protocol_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a justerat protocol as PDF, the version without underskrifter."""
    association = get_object_or_404(Association, slug=slug)
    protocol = get_object_or_404(public_protocols(association), pk=pk)
    file = protocol.publication.document or protocol.frozen
    if file is None:
        raise Http404
    return published(file_response(file))


@public
@require_safe
def public_notice_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the anslag of a justerat protocol as PDF."""
    association = get_object_or_404(Association, slug=slug)
    protocol = get_object_or_404(notices_of(association).filter(notice__document__isnull=False), pk=pk)
    return _file(association, protocol.notice.document)


@public
@require_safe
def public_proposal_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a budget proposal that is kungjort with the sammanträde where the budget is fixed."""
    association = get_object_or_404(Association, slug=slug)
    proposal = get_object_or_404(budget_proposals(association, clock.today()), pk=pk)
    return _file(association, proposal.document)


@public
@require_safe
def public_policy_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the version in force of a styrdokument that the förbund shows; an earlier version is not found."""
    association = get_object_or_404(Association, slug=slug)
    version = next((each for each in public_versions(association) if each.policy_id == pk), None)
    if version is None:
        raise Http404
    return _file(association, version.document)


@public
@require_safe
def public_proclamation_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the kungörelse of a public sammanträde, as it was sent to the members."""
    association = get_object_or_404(Association, slug=slug)
    meeting = get_object_or_404(proclaimed(association, clock.today()), pk=pk)
    assert meeting.proclamation  # those alone are given
    return _file(association, meeting.proclamation)


def _file(association: Association, document: Document) -> HttpResponse:
    """Give a file as everyone may see it; one that says what is held back is not found until it is made without it."""
    shown = shown_file(document, held_of(association))
    if shown is None:
        raise Http404
    return published(file_response(shown))


def _nav(association: Association) -> list[dict[str, str]]:
    home = reverse("public_page", args=[association.slug])
    return [
        {"label": "Anslag", "url": f"{home}#anslag"},
        {"label": "Dokument", "url": f"{home}#dokument"},
        {"label": "Sök medel", "url": reverse("apply_start", args=[association.slug])},
    ]
