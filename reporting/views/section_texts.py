"""A section's earlier versions, and the page where two who wrote at once are brought together."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import fields, markup
from finsam.asked import number as number_of
from finsam.editor import with_values
from finsam.errors import DomainError
from finsam.markup.reading import read_html
from finsam.markup.tree import write_html
from finsam.permissions import AccessRequest, Permission, requires
from reporting.actions import sections as acts
from reporting.forms.reports import OwnTextForm
from reporting.models import Section, SectionSaving
from reporting.views.sections import own_section

VERSIONS = 300


@requires(Permission.WRITE_REPORTS)
@require_safe
def section_history(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a section's versions, one of them with what it changed."""
    section = own_section(request, pk)
    assert section.text  # every section has one
    asked = number_of(request.GET.get("version"))
    shown = section.text.version if asked is None else asked
    own = {row.number: row.html for row in section.text.versions.filter(number__in=[shown, shown - 1])}
    collided = list(section.savings.select_related("saved_by"))
    figures = _figures(section, [*own.values(), *(each.html for each in collided)])
    before, after = (with_values(own.get(each, ""), figures) for each in (shown - 1, shown))
    context = {
        "section": section,
        "report": section.report,
        "versions": section.text.versions.select_related("saved_by").order_by("-number")[:VERSIONS],
        "shown": shown,
        "differences": markup.differences(before, after) if shown in own else None,
        "not_chosen": collided,
        "figures": figures,
    }
    return render(request, "reporting/section_history.html", context)


@requires(Permission.WRITE_REPORTS)
@require_POST
def section_restore(request: AccessRequest, pk: int) -> HttpResponse:
    """Make an earlier version, or a text that was not chosen, the newest one."""
    section = own_section(request, pk)
    assert section.text
    saving, number = number_of(request.POST.get("saving")), number_of(request.POST.get("version"))
    if saving is None and number is None:
        messages.error(request, "Välj en version.")
        return redirect("section_history", request.association.slug, pk)
    if saving is not None:
        html = get_object_or_404(section.savings, pk=saving).html
    else:
        html = get_object_or_404(section.text.versions, number=number).html
    try:
        acts.write_section(section=section, html=html, base_version=section.text.version, by=request.person)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("section_history", request.association.slug, pk)
    messages.success(request, "Texten är återställd. Den som stod där innan finns kvar i historiken.")
    return redirect("section_write", request.association.slug, section.report_id, pk)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_conflict(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    section = own_section(request, pk)
    assert section.text
    here = redirect("section_write", request.association.slug, section.report_id, pk)
    saving = _waiting(request, section)
    if saving is None or saving.settled_at:
        return here
    if request.method == "POST":
        return _settle(request, section, saving) or here
    figures = _figures(section, [section.text.html, saving.html])
    stored, other = (with_values(html, figures) for html in (section.text.html, saving.html))
    form = OwnTextForm(initial={"own_text": _both(section.text.html, saving.html)})
    form.fields["own_text"].widget.figures = figures
    context = {
        "section": section,
        "report": section.report,
        "saving": saving,
        "differences": markup.differences(stored, other),
        "form": form,
        "figures": figures,
    }
    return render(request, "reporting/section_conflict.html", context)


def _settle(request: AccessRequest, section: Section, saving: SectionSaving) -> HttpResponse | None:
    base = number_of(request.POST.get("base_version"))
    try:
        saved = acts.settle(
            saving=saving, html=_chosen(request, section, saving), by=request.person,
            base_version=-1 if base is None else base,
        )  # fmt: skip
    except DomainError as error:
        messages.error(request, str(error))
        return None
    if saved.collided:
        messages.warning(request, "Någon skrev igen medan du valde. Välj en gång till.")
        target = redirect("section_conflict", request.association.slug, section.pk)
        target["Location"] += f"?sparning={saved.collided.pk}"
        return target
    messages.success(request, "Det du valde är sparat. Den andra texten finns kvar i historiken.")
    return None


def _figures(section: Section, texts: Iterable[str]) -> dict[str, str]:
    return fields.printed(section.report.association, texts, year=section.report.year)


def _chosen(request: AccessRequest, section: Section, saving: SectionSaving) -> str:
    assert section.text
    choice = request.POST.get("choice", "own")
    if choice == "mine":
        return saving.html
    if choice == "theirs":
        return section.text.html
    form = OwnTextForm(request.POST)
    return form.cleaned_data["own_text"] if form.is_valid() else _both(section.text.html, saving.html)


def _both(stored: str, other: str) -> str:
    """Give the stored text followed by those blocks of the other that it lacks."""
    blocks = read_html(stored)
    return write_html([*blocks, *(block for block in read_html(other) if block not in blocks)])


def _waiting(request: AccessRequest, section: Section) -> SectionSaving | None:
    asked = number_of(request.GET.get("sparning") or request.POST.get("saving"))
    if asked is not None:
        return get_object_or_404(section.savings, pk=asked)
    return section.savings.filter(settled_at__isnull=True).first()
