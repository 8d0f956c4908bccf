"""The sections of a report as a tree: added, renamed, chosen columns for, moved and removed."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from economy.queries.books import open_books
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on
from reporting.actions import sections as acts
from reporting.blocks.budget import CHANGES, EXTRAS
from reporting.blocks.shares import lines_of_cost
from reporting.forms.reports import ColumnsForm, GroupsForm, SectionForm
from reporting.models import Report, Section
from reporting.registries import blocks
from reporting.views.reports import own_report
from reporting.views.sections import own_section


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Add a section to the report."""
    report = own_report(request, pk)
    if not report.is_writable:
        return redirect("report_detail", request.association.slug, pk)
    form = SectionForm(
        request.POST or None,
        report=report,
        initial={
            "is_numbered": True,
            "parent": request.GET.get("under", ""),
            "block": request.GET.get("visa", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            section = acts.add_section(
                report=report,
                heading=given["heading"],
                block=given["block"],
                parent=form.chosen_parent,
                by=request.person,
            )
            acts.change_section(
                section=section,
                by=request.person,
                is_numbered=given["is_numbered"],
                starts_page=given["starts_page"],
            )
            messages.success(request, f"Avsnittet {section.heading} är tillagt.")
            return redirect("section_write", request.association.slug, pk, section.pk)
    return _ask(request, report, form, title="Lägg till avsnitt", submit="Lägg till avsnittet")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Rename a section, choose what it shows, and move it under another."""
    section = own_section(request, pk)
    initial = {
        "heading": section.heading, "block": request.GET.get("visa", section.block), "parent": section.parent_id or "",
        "is_numbered": section.is_numbered, "starts_page": section.starts_page,
    }  # fmt: skip
    form = SectionForm(request.POST or None, report=section.report, section=section, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            changes = {name: given[name] for name in ("heading", "block", "is_numbered", "starts_page")}
            acts.change_section(section=section, by=request.person, **changes)
            if (form.chosen_parent.pk if form.chosen_parent else None) != section.parent_id:
                acts.move_section(section=section, parent=form.chosen_parent, position=999, by=request.person)
            messages.success(request, "Avsnittet är ändrat.")
            return redirect("section_write", request.association.slug, section.report_id, pk)
    return _ask(
        request,
        section.report,
        form,
        title=f"Ändra {section.heading}",
        submit="Spara avsnittet",
        section=section,
    )


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_columns(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose which columns a budget table shows."""
    section = own_section(request, pk)
    books = open_books(request.association)
    choices = [
        (f"{each.fiscal_year.year}/{each.key}", f"{each.label} ({each.fiscal_year.year})")
        for year in sorted(books.by_year) for each in books.by_year[year].sets
    ] + [(name, label) for name, (_, label) in (CHANGES | EXTRAS).items()]  # fmt: skip
    form = ColumnsForm(
        request.POST or None, choices=choices, initial={"columns": section.options.get("columns", [])}
    )
    if request.method == "POST" and form.is_valid():
        options = {
            **section.options,
            "columns": [name for name, _ in choices if name in form.cleaned_data["columns"]],
        }
        with refusals_on(form):
            acts.change_section(section=section, by=request.person, options=options)
            messages.success(request, "Kolumnerna är valda.")
            return redirect("section_write", request.association.slug, section.report_id, pk)
    return _ask(request, section.report, form, title="Välj kolumner", submit="Spara valet", section=section)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_groups(request: AccessRequest, pk: int) -> HttpResponse:
    """Say which lines of cost are purposes of their own in how the budget divides, such as processtöd."""
    section = own_section(request, pk)
    form = GroupsForm(
        request.POST or None, lines=lines_of_cost(section.report), groups=section.options.get("groups", [])
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.change_section(
                section=section, by=request.person, options={**section.options, "groups": form.groups}
            )
            messages.success(request, "Fördelningens grupper är sparade.")
            return redirect("section_write", request.association.slug, section.report_id, pk)
    lead = "Skriv samma grupp vid de rader som hör ihop, till exempel Processtöd. En rad utan grupp räknas till sitt ändamål."
    if not form.fields:
        lead = "Budgeten för året har inga kostnadsrader än."
    return _ask(
        request,
        section.report,
        form,
        title="Grupper i fördelningen",
        submit="Spara grupperna",
        section=section,
        lead=lead,
    )


@requires(Permission.WRITE_REPORTS)
@require_POST
def section_move(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a section one step: up, down, in under the one above, or out."""
    section = own_section(request, pk)
    try:
        acts.nudge_section(section=section, way=request.POST.get("way", ""), by=request.person)
    except DomainError as error:
        messages.error(request, str(error))
    target = redirect("section_write", request.association.slug, section.report_id, pk)
    target["Location"] += "#flytta"
    return target


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then take a section and its parts out of the report."""
    section = own_section(request, pk)
    report = section.report
    if request.method == "POST":
        with refusals_on(request):
            acts.remove_section(section=section, by=request.person)
            messages.success(request, f"Avsnittet {section.heading} är borttaget.")
        return redirect("report_write", request.association.slug, report.pk)
    parts = section.children.count()
    lead = f"Avsnittet och dess {parts} underavsnitt tas bort." if parts else "Avsnittet tas bort."
    lead += " Texten finns kvar i händelseloggen."
    return _ask(
        request,
        report,
        None,
        title=f"Ta bort {section.heading}",
        submit="Ta bort avsnittet",
        section=section,
        lead=lead,
        is_grave=True,
    )


def _ask(
    request: AccessRequest, report: Report, form: BaseForm | None, *, title: str, submit: str, section: Section | None = None,
    lead: str = "", is_grave: bool = False,
) -> HttpResponse:  # fmt: skip
    back = (
        reverse("section_write", args=[request.association.slug, report.pk, section.pk])
        if section
        else reverse("report_write", args=[request.association.slug, report.pk])
    )
    context = {
        "title": title, "crumb": report.title, "crumb_url": back, "cancel_url": back, "form": form, "submit": submit,
        "lead": lead, "is_grave": is_grave,
        "pictured": [each for each in blocks.for_kind(report.kind) if each.picture] if isinstance(form, SectionForm) else [],
    }  # fmt: skip
    errors = form.errors if form else None
    return render(request, "reporting/section_form.html", context, status=422 if errors else 200)
