"""Pages for finding what was decided: protocols, one §, and the search."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from board import indexing
from board.actions.writing import sent_protocol_of
from board.documents.reading import frozen_sections
from board.documents.section import Section
from board.models import Protocol
from board.queries.finding import (
    Around,
    around,
    found_protocols,
    paragraphs_of,
    searched_years,
    visible_protocols,
    years_with_protocols,
)
from board.queries.force import force_of
from board.queries.reading import may_read_paragraph
from board.queries.tasks import is_late
from board.registries.effects import consequences
from board.states import HELD
from board.tables import PROTOCOL_HEADINGS, ProtocolTable, protocol_values
from finsam import clock
from finsam import search as index
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields
from finsam.views.pages import show_page
from finsam.web.asked import number as number_of
from finsam.web.asked import year as year_of

_PER_PAGE = 50
_HITS = 50


@requires(Permission.READ_MEETINGS)
@require_safe
def protocol_list(request: AccessRequest) -> HttpResponse:
    """Every protocol that may be read, by year and body."""
    protocols = visible_protocols(request.association, request.permissions)
    table = ProtocolTable(_chosen(request, protocols), association=request.association)
    show_page(request, table, per_page=_PER_PAGE)
    context = {
        "table": table,
        "years": years_with_protocols(protocols),
        "year": _number(request, "ar"),
        "bodies": list(request.association.bodies.filter(meetings__protocols__isnull=False).distinct()),
        "body": _number(request, "organ"),
    }
    return render(request, "board/protocol_list.html", context)


@requires(Permission.READ_MEETINGS)
@require_safe
def protocol_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    protocols = _chosen(request, visible_protocols(request.association, request.permissions))
    return excel.download("protokoll", PROTOCOL_HEADINGS, map(protocol_values, protocols))


@requires(Permission.READ_MEETINGS)
@require_safe
def paragraph_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """One § to read, with its protocol, its handlingar, what came of it, and what stands beside it."""
    paragraph = get_object_or_404(paragraphs_of(request.association), pk=pk)
    if not may_read_paragraph(paragraph, request.permissions):
        raise Http404
    found = around(paragraph, request.permissions)
    today = clock.today()
    decisions = list(paragraph.decisions.all())
    section = _section_of(found)
    html = paragraph.text.html if section is None else ""
    context = {
        "around": found,
        "paragraph": paragraph,
        "meeting": paragraph.meeting,
        "section": section,
        "may_change": Permission.WRITE_MEETINGS in request.permissions
        and paragraph.meeting.state in HELD
        and not paragraph.meeting.is_imported
        and sent_protocol_of(paragraph) is None,
        "figures": fields.printed(request.association, [html], year=paragraph.meeting.held_on.year),
        "tasks": [(task, is_late(task, today)) for task in decisions if task.is_task],
        "force": force_of(paragraph, request.association, today),
        "printed": [paragraph.heading, *(each.text for each in decisions), request.association.archive_place],
        "consequences": consequences(decisions),
    }
    return render(request, "board/paragraph_detail.html", context)


@requires(Permission.SEARCH)
@require_safe
def search(request: AccessRequest) -> HttpResponse:
    """Find in headings, texts and decisions; what one may not read is not found."""
    words = request.GET.get("q", "").strip()
    choice, year = request.GET.get("slag", ""), _number(request, "ar")
    kinds = indexing.kinds_for(request.permissions, choice)
    hits = index.find(request.association, words, kinds=kinds, year=year, limit=_HITS) if words else []
    context = {
        "words": words,
        "hits": [(hit, indexing.LABELS[hit.kind]) for hit in hits],
        "is_full": len(hits) == _HITS,
        "choices": [(key, label) for key, (label, _) in indexing.CHOICES.items()],
        "choice": choice if choice in indexing.CHOICES else "",
        "years": searched_years(request.association),
        "year": year,
    }
    return render(request, "board/search.html", context)


def _section_of(found: Around) -> Section | None:
    """The § as its protocol has it; none while no protocol does."""
    if found.protocol is None:
        return None
    sections = frozen_sections(found.protocol)
    return next((each for each in sections if each.number == found.paragraph.number), None)


def _chosen(request: AccessRequest, protocols: QuerySet[Protocol]) -> QuerySet[Protocol]:
    return found_protocols(
        protocols,
        year=_number(request, "ar"),
        body=_number(request, "organ"),
        heading=request.GET.get("q", "").strip(),
    )


def _number(request: AccessRequest, name: str) -> int | None:
    return year_of(request.GET.get(name)) if name == "ar" else number_of(request.GET.get(name))
