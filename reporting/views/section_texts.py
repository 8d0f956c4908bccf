"""A section's earlier versions, and the page where two who wrote at once are brought together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import markup
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields
from finsam.saving.collisions import Collision, collisions_of
from finsam.texts.editor import with_values
from finsam.views.conflicts import Conflict, choose
from finsam.web.asked import number as number_of
from reporting.actions import sections as acts
from reporting.models import Section, SectionSaving
from reporting.views.sections import own_section

VERSIONS = 300


@requires(Permission.SEE_FRONT)
@require_safe
def section_history(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a section's versions, one of them with what it changed."""
    section = own_section(request, pk)
    assert section.text  # every section has one
    asked = number_of(request.GET.get("version"))
    shown = section.text.version if asked is None else asked
    own = {row.number: row.html for row in section.text.versions.filter(number__in=[shown, shown - 1])}
    collided = list(section.savings.beside().select_related("saved_by"))
    figures = _figures(section, [*own.values(), *(each.content.get("text", "") for each in collided)])
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


@requires(Permission.SEE_FRONT)
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
        html = get_object_or_404(section.savings.beside(), pk=saving).content.get("text", "")
    else:
        html = get_object_or_404(section.text.versions, number=number).html
    try:
        acts.write_section(
            section=section, html=html, base_version=str(section.text.version), by=request.person
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("section_history", request.association.slug, pk)
    messages.success(request, "Texten är återställd. Den som stod där innan finns kvar i historiken.")
    return redirect("section_write", request.association.slug, section.report_id, pk)


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def section_conflict(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    section = own_section(request, pk)
    assert section.text
    slug = request.association.slug
    here = reverse("section_write", args=[slug, section.report_id, pk])
    waiting = _waiting(request, section)
    if waiting is None:
        return redirect(here)
    figures = _figures(section, [section.text.html, waiting.content.get("text", "")])
    conflict = Conflict(
        saving=waiting, collisions=collisions_in(waiting, section, figures), heading=section.heading, back_url=here,
        base_version=str(section.text.version), others=section.text.updated_by, figures=figures,
        page_url=lambda row: f"{reverse('section_conflict', args=[slug, pk])}?sparning={row.pk}",
        figures_url=reverse("report_figures", args=[slug, section.report_id]),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> acts.Saved:
        return acts.settle_section(
            waiting=waiting, chosen=chosen, base_version=base_version, by=request.person
        )

    return choose(request, conflict, settle)


def collisions_in(saving: SectionSaving, section: Section, figures: Mapping[str, str]) -> list[Collision]:
    """Give what the waiting saving and the stored text say, when they differ."""
    assert section.text
    return collisions_of(
        saving, stored={"text": section.text.html}, label={"text": "Texten"}.__getitem__,
        is_text={"text": True}.__getitem__, said=lambda *_: "", figures=figures,
    )  # fmt: skip


def _figures(section: Section, texts: Iterable[str]) -> dict[str, str]:
    return fields.printed(section.report.association, texts, year=section.report.year)


def _waiting(request: AccessRequest, section: Section) -> SectionSaving | None:
    asked = number_of(request.GET.get("sparning") or request.POST.get("saving"))
    if asked is not None:
        return get_object_or_404(section.savings.beside().select_related("saved_by"), pk=asked)
    return section.savings.waiting().first()
