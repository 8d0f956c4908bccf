"""Pages of the diarium: the list of ärenden and each ärende's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from board.actions.matters import close_matter, open_matter, rename_matter, reopen_matter
from board.forms.matters import MatterForm
from board.models import Matter
from board.permissions import may_read_agenda
from board.queries.matters import attachments_of, matters_of, paragraphs_of, years_with_matters
from board.tables import MATTER_HEADINGS, MatterTable, matter_values
from finsam.errors import DomainError
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import show_page
from finsam.web.asked import year as year_of

_PER_PAGE = 50


def _own_matter(request: AccessRequest, pk: int) -> Matter:
    return get_object_or_404(request.association.matters.select_related("opened_by"), pk=pk)


def _year(request: AccessRequest) -> int | None:
    return year_of(request.GET.get("ar"))


@requires(Permission.READ_MEETINGS)
def matter_list(request: AccessRequest) -> HttpResponse:
    """Every ärende, by year."""
    year = _year(request)
    rows = matters_of(request.association, year=year, words=request.GET.get("q", "").strip())
    table = MatterTable(rows, association=request.association)
    show_page(request, table, per_page=_PER_PAGE)
    context = {"table": table, "years": years_with_matters(request.association), "year": year}
    return render(request, "board/matter_list.html", context)


@requires(Permission.READ_MEETINGS)
def matter_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    rows = matters_of(request.association, year=_year(request), words=request.GET.get("q", "").strip())
    return excel.download("arenden", MATTER_HEADINGS, map(matter_values, rows))


@requires(Permission.READ_MEETINGS)
def matter_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """One ärende: every time it was dealt with, and its handlingar."""
    matter = _own_matter(request, pk)
    paragraphs = [
        each for each in paragraphs_of(matter) if may_read_agenda(each.meeting, request.permissions)
    ]
    attachments = [
        each
        for each in attachments_of(matter)
        if may_read_agenda(each.paragraph.meeting, request.permissions)
    ]
    context = {"matter": matter, "paragraphs": paragraphs, "attachments": attachments}
    return render(request, "board/matter_detail.html", context)


@requires(Permission.WRITE_MEETINGS)
def matter_add(request: AccessRequest) -> HttpResponse:
    """Open an ärende with the next diarienummer."""
    form = MatterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        matter = open_matter(
            association=request.association, title=form.cleaned_data["title"], by=request.person
        )
        messages.success(request, f"Ärendet har fått diarienummer {matter.dnr}.")
        return redirect("matter_detail", request.association.slug, matter.pk)
    return render(request, "board/matter_add.html", {"form": form})


@requires(Permission.WRITE_MEETINGS)
def matter_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change the heading of an ärende."""
    matter = _own_matter(request, pk)
    form = MatterForm(request.POST if request.method == "POST" else None, initial={"title": matter.title})
    if request.method == "POST" and form.is_valid():
        rename_matter(matter=matter, title=form.cleaned_data["title"], by=request.person)
        messages.success(request, "Rubriken är sparad.")
        return redirect("matter_detail", request.association.slug, matter.pk)
    return render(request, "board/matter_edit.html", {"form": form, "matter": matter})


@requires(Permission.WRITE_MEETINGS)
@require_POST
def matter_close(request: AccessRequest, pk: int) -> HttpResponse:
    """Close an ärende, or open it again."""
    matter = _own_matter(request, pk)
    try:
        if request.POST.get("open"):
            reopen_matter(matter=matter, by=request.person)
            messages.success(request, "Ärendet är öppet igen.")
        else:
            close_matter(matter=matter, by=request.person)
            messages.success(request, "Ärendet är avslutat.")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("matter_detail", request.association.slug, matter.pk)
