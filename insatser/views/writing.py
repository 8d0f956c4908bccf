"""Writing a report: a section a page, saved by itself, and brought together when two write at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from finsam.errors import DomainError
from finsam.models import Saving
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.others import others_writing
from finsam.swedish import dates
from finsam.views.conflicts import Conflict, choose
from finsam.views.saving import envelope, is_autosave, landed_keys, lead_to_choice, saved_in_words
from insatser.actions.writing import Saved, SectionSheet, add_row, save_section, settle_section, version_of
from insatser.forms.section import SectionForm
from insatser.models import InsatsReport, ReportSaving, ReportSection
from insatser.queries.collisions import collisions_in, label_of
from insatser.queries.completeness import cost_remarks, mismatch, progress, sums_of, unread_in
from insatser.queries.content import load_sections
from insatser.queries.count_periods import countings_of
from insatser.queries.register import granted
from insatser.states import Part
from insatser.views.finding import find_section, find_writable_report, my_pages, page_base


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_report_section(request: AccessRequest, pk: int, number: int) -> HttpResponse:
    """Show a section to write in; POST saves it, from the page itself or from a button."""
    found = find_writable_report(request, pk)
    section, sections = find_section(found.report, number)
    if request.method == "POST":
        return _save(request, section)
    if not found.may_write:
        return redirect(found.report)
    if section.part == Part.SIGNATURES:
        return redirect("insats_report_submit", request.association.slug, pk)
    return _show(request, section, sections, SectionForm(section=section))


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_report_conflict(request: AccessRequest, pk: int, saving_pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    found = find_writable_report(request, pk)
    saving = get_object_or_404(
        ReportSaving.objects.beside().select_related("section", "saved_by"),
        section__report=found.report, pk=saving_pk,
    )  # fmt: skip
    section, _ = find_section(found.report, saving.section.number)
    conflict = Conflict(
        saving=saving, collisions=collisions_in(saving, section), heading=str(section),
        back_url=reverse("insats_report_section", args=[request.association.slug, pk, section.number]),
        base_version=version_of(section), page_url=lambda row: _conflict_url(request, section, row),
        base=page_base(request), my_pages=my_pages(request),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_section(waiting=saving, chosen=chosen, base_version=base_version, by=request.person)

    return choose(request, conflict, settle)


def _save(request: AccessRequest, section: ReportSection) -> HttpResponse:
    form = SectionForm(request.POST, section=section)
    is_right = form.is_valid()  # what is right is saved although something else is not
    try:
        saved = save_section(section=section, fields=form.typed(), by=request.person, **envelope(request))
        if not saved.collided and request.POST.get("add"):
            add_row(section=section, what=request.POST["add"], by=request.person)
    except DomainError as refusal:
        return _refuse(request, section, form, str(refusal))
    if saved.collided:
        return _collide(request, section, saved.collided)
    if not is_right:
        return _refuse(request, section, form, "")
    if is_autosave(request):
        return JsonResponse(_answer(request, section, saved))
    return _onward(request, section)


def _onward(request: AccessRequest, section: ReportSection) -> HttpResponse:
    """Go where the button said: to the same section with its new row, to the next one, or away for today."""
    slug, pk = request.association.slug, section.report_id
    for typed in unread_in(section):
        messages.warning(
            request,
            f"I avsnitt {section} går ”{typed}” inte att läsa. Skriv beloppet i siffror, till exempel 12 000.",
        )
    if what := request.POST.get("add"):
        url = reverse("insats_report_section", args=[slug, pk, section.number])
        return redirect(f"{url}#{what}")
    if request.POST.get("go") == "next":
        return redirect("insats_report_section", slug, pk, section.number + 1)
    messages.success(request, "Allt är sparat. Du kan fortsätta en annan dag.")
    return redirect("insats_report", slug, pk)


def _show(
    request: AccessRequest,
    section: ReportSection,
    sections: list[ReportSection],
    form: SectionForm,
    *,
    status: int = 200,
    error: str = "",
) -> HttpResponse:
    report = section.report
    newest = section.savings.filter(number__gt=0).order_by("-number").first()
    context = _facts(request, report, section, sections) | {
        "form": form,
        "error": error,
        "version": version_of(section),
        "sub": f"Lämnas senast {dates.weekday_date(report.due_on)}. Allt sparas medan du skriver, så du kan stänga sidan "
        "och fortsätta en annan dag.",
        "landed": landed_keys(section.savings.all()),
        "waiting": section.savings.waiting().first(),
        "saved_at": saved_in_words(newest),
        "remarks": report.remarks.filter(section=section.number, settled_at__isnull=True),
        "base": page_base(request),
        "my_pages": my_pages(request),
        "countings": countings_of(report) if section.part == Part.RESULTS else [],
        "previous": section.number - 1,
        "next": next((each for each in sections if each.number == section.number + 1), None),
    }
    return render(request, "insatser/insats_report_section.html", context, status=status)


def _facts(
    request: AccessRequest, report: InsatsReport, section: ReportSection, sections: list[ReportSection]
) -> dict[str, Any]:
    """Give what the page and its fragments share."""
    amount, source = granted(report.insats, report.year)
    sums = sums_of(sections)
    return {
        "association": request.association,
        "report": report,
        "section": section,
        "granted": amount,
        "granted_source": source,
        "sums": sums,
        "mismatch": mismatch(sums, amount),
        "cost_remarks": cost_remarks(sections, amount),
        "steps": progress(report, sections, amount),
        "others": others_writing(
            SectionSheet(section),
            by=request.person,
            at=timezone.now(),
            label=lambda name: label_of(name, section),
        ),
    }


def _answer(request: AccessRequest, section: ReportSection, saved: Saved) -> dict[str, Any]:
    sections = load_sections(section.report)
    fresh = next(each for each in sections if each.pk == section.pk)
    context = _facts(request, section.report, fresh, sections)
    names = ["report_steps", *(["cost_sum", "mismatch"] if fresh.part == Part.COSTS else [])]
    fragments = {
        name.replace("_", "-"): render_to_string(f"insatser/_{name}.html", context, request) for name in names
    }
    for row in SectionForm(section=fresh).costs:
        cell = f"cost-{row.row.pk}-deviation"
        fragments[cell] = render_to_string("insatser/_cost_deviation.html", {"row": row}, request)
        for part in ("budget", "outcome"):
            said = {"row": row.row, "part": part, "unread": row.row.unread.get(part)}
            fragments[f"cost-{row.row.pk}-{part}-said"] = render_to_string(
                "insatser/_cost_unread.html", said, request
            )
    fragments["others-writing"] = render_to_string("_components/others_writing.html", context, request)
    return {
        "version": saved.version, "saved_at": f"{timezone.localtime(saved.at):%H:%M}", "fragments": fragments,
    }  # fmt: skip


def _collide(request: AccessRequest, section: ReportSection, saving: ReportSaving) -> HttpResponse:
    url = _conflict_url(request, section, saving)
    return lead_to_choice(request, url)


def _conflict_url(request: AccessRequest, section: ReportSection, saving: Saving) -> str:
    return reverse("insats_report_conflict", args=[request.association.slug, section.report_id, saving.pk])


def _refuse(request: AccessRequest, section: ReportSection, form: SectionForm, error: str) -> HttpResponse:
    if is_autosave(request):
        said = error or " ".join(message for messages_ in form.errors.values() for message in messages_)
        return JsonResponse({"message": said}, status=422)
    fresh, sections = find_section(section.report, section.number)
    return _show(request, fresh, sections, form, status=422, error=error)
