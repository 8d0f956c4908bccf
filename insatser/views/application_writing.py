"""Writing an ansökan: a section a page, saved by itself, and brought together when two write at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from board.forms.attachments import FilesField
from finsam.models import Saving
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.collisions import collisions_of
from finsam.saving.others import others_writing
from finsam.views.conflicts import Conflict, choose
from finsam.views.pages import refusals_on
from finsam.views.saving import envelope, is_autosave, landed_keys, lead_to_choice, saved_in_words
from insatser.actions.application_files import add_file, remove_file
from insatser.actions.applying import (
    ApplicationSheet,
    Saved,
    add_application_row,
    save_application_section,
    settle_application_section,
)
from insatser.forms.application import ApplicationSectionForm
from insatser.models import Application, ApplicationSaving, ApplicationSection
from insatser.queries.application_content import is_text, load_sections, sums_by_year, unread_in
from insatser.queries.applications import label_of, progress_of
from insatser.queries.grants import to_be_changed
from insatser.states import Ask
from insatser.views.finding import find_writable_application, my_pages, page_base


@requires(Permission.APPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def application_section(request: AccessRequest, pk: int, number: int) -> HttpResponse:
    """Show a section to write in; POST saves it, from the page itself or from a button."""
    application = find_writable_application(request, pk)
    section, sections = _find(application, number)
    if request.method == "POST":
        return _save(request, section)
    if not application.is_writable:
        return redirect(application)
    return _show(request, section, sections, ApplicationSectionForm(section=section))


@requires(Permission.APPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def application_conflict(request: AccessRequest, pk: int, saving_pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    application = find_writable_application(request, pk)
    saving = get_object_or_404(
        ApplicationSaving.objects.beside().select_related("section", "saved_by"),
        section__application=application, pk=saving_pk,
    )  # fmt: skip
    section, _ = _find(application, saving.section.number)
    collisions = collisions_of(
        saving, stored=ApplicationSheet(section).content(), label=lambda name: label_of(name, section),
        is_text=is_text, said=lambda _, value: str(value or ""),
    )  # fmt: skip
    conflict = Conflict(
        saving=saving, collisions=collisions, heading=str(section),
        back_url=reverse("application_section", args=[request.association.slug, pk, section.number]),
        base_version=str(section.version), page_url=lambda row: _conflict_url(request, section, row),
        base=page_base(request), my_pages=my_pages(request),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_application_section(
            waiting=saving, chosen=chosen, base_version=base_version, by=request.person
        )

    return choose(request, conflict, settle)


@requires(Permission.APPLY)
@require_POST
def application_file_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Take bilagor to an ansökan; each that cannot be taken says why."""
    application = find_writable_application(request, pk)
    field = FilesField(required=False, allow_empty_file=True)
    added = 0
    for file in request.FILES.getlist("files"):
        with refusals_on(request):
            field.clean([file])
            add_file(application=application, name=file.name, content=file.read(), by=request.person)
            added += 1
    if added:
        messages.success(request, "Bilagan är sparad." if added == 1 else f"{added} bilagor är sparade.")
    elif not request.FILES:
        messages.error(request, "Välj minst en fil.")
    number = application.sections.filter(part=Ask.FILES).values_list("number", flat=True).first() or 1
    return redirect("application_section", request.association.slug, pk, number)


@requires(Permission.APPLY)
@require_POST
def application_file_remove(request: AccessRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a bilaga from an ansökan that is being written."""
    application = find_writable_application(request, pk)
    file = get_object_or_404(application.files, pk=file_pk)
    with refusals_on(request):
        remove_file(file=file, by=request.person)
        messages.success(request, f"{file.title} är borttagen ur ansökan.")
    number = application.sections.filter(part=Ask.FILES).values_list("number", flat=True).first() or 1
    return redirect("application_section", request.association.slug, pk, number)


def _find(application: Application, number: int) -> tuple[ApplicationSection, list[ApplicationSection]]:
    sections = load_sections(application)
    found = next((section for section in sections if section.number == number), None)
    if found is None:
        raise Http404
    return found, sections


def _save(request: AccessRequest, section: ApplicationSection) -> HttpResponse:
    form = ApplicationSectionForm(request.POST, section=section)
    is_right = form.is_valid()  # what is right is saved although something else is not
    with refusals_on(form):
        saved = save_application_section(
            section=section, fields=form.typed(), by=request.person, **envelope(request)
        )
        if saved.collided:
            return lead_to_choice(request, _conflict_url(request, section, saved.collided))
        if request.POST.get("add"):
            add_application_row(section=section, kind=request.POST["add"], by=request.person)
        if is_right:
            return (
                JsonResponse(_answer(request, section, saved))
                if is_autosave(request)
                else _onward(request, section)
            )
    return _refuse(request, section, form)


def _onward(request: AccessRequest, section: ApplicationSection) -> HttpResponse:
    """Go where the button said: to the same section with its new row, to the next one, or away for today."""
    slug, pk = request.association.slug, section.application_id
    if what := request.POST.get("add"):
        url = reverse("application_section", args=[slug, pk, section.number])
        return redirect(f"{url}#{what}")
    if request.POST.get("go") == "next":
        return redirect("application_section", slug, pk, section.number + 1)
    messages.success(request, "Allt är sparat. Du kan fortsätta en annan dag.")
    return redirect("application", slug, pk)


def _show(
    request: AccessRequest,
    section: ApplicationSection,
    sections: list[ApplicationSection],
    form: ApplicationSectionForm,
    *,
    status: int = 200,
) -> HttpResponse:
    newest = section.savings.filter(number__gt=0).order_by("-number").first()
    context = _facts(request, section, sections) | {
        "form": form,
        "version": str(section.version),
        "landed": landed_keys(section.savings.all()),
        "waiting": section.savings.waiting().first(),
        "saved_at": saved_in_words(newest),
        "granted": _granted(section.application),
        "completions": section.application.completions.filter(settled_at__isnull=True),
        "base": page_base(request),
        "my_pages": my_pages(request),
        "previous": section.number - 1,
        "next": next((each for each in sections if each.number == section.number + 1), None),
        "files": section.application.files.select_related("document") if section.part == Ask.FILES else (),
    }
    return render(request, "insatser/application_section.html", context, status=status)


def _facts(
    request: AccessRequest, section: ApplicationSection, sections: list[ApplicationSection]
) -> dict[str, Any]:
    """Give what the page and its fragments share."""
    application = section.application
    return {
        "association": request.association,
        "application": application,
        "section": section,
        "steps": progress_of(application, sections),
        "sums": sums_by_year(section) if section.part == Ask.COSTS else {},
        "unread": unread_in(section) if section.part == Ask.COSTS else [],
        "others": others_writing(
            ApplicationSheet(section),
            by=request.person,
            at=timezone.now(),
            label=lambda name: label_of(name, section),
        ),
    }


def _answer(request: AccessRequest, section: ApplicationSection, saved: Saved) -> dict[str, Any]:
    fresh, sections = _find(section.application, section.number)
    context = _facts(request, fresh, sections)
    fragments = {"report-steps": render_to_string("insatser/_application_steps.html", context, request)}
    if fresh.part == Ask.COSTS:
        fragments["asked-sum"] = render_to_string("insatser/_asked_sum.html", context, request)
        fragments["asked-unread"] = render_to_string("insatser/_asked_unread.html", context, request)
    fragments["others-writing"] = render_to_string("_components/others_writing.html", context, request)
    return {
        "version": saved.version, "saved_at": f"{timezone.localtime(saved.at):%H:%M}", "fragments": fragments,
    }  # fmt: skip


def _refuse(
    request: AccessRequest, section: ApplicationSection, form: ApplicationSectionForm
) -> HttpResponse:
    if is_autosave(request):
        said = " ".join(message for each in form.errors.values() for message in each)
        return JsonResponse({"message": said}, status=422)
    fresh, sections = _find(section.application, section.number)
    return _show(request, fresh, sections, form, status=422)


def _conflict_url(request: AccessRequest, section: ApplicationSection, saving: Saving) -> str:
    return reverse("application_conflict", args=[request.association.slug, section.application_id, saving.pk])


def _granted(application: Application) -> str:
    """Give what is granted already, where a change of it is asked for."""
    if not application.is_change or application.insats is None:
        return ""
    return to_be_changed(application.insats, application.round.years)
