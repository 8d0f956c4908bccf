"""Pages of the internkontroll: a year's plan with what its controls showed, and its way to the board."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.queries.meetings import open_agendas
from finsam import clock
from finsam.files import excel
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, form_page, refusals_on
from finsam.work import jobs
from reporting.actions import controls as acts
from reporting.documents.controls import build_controls, is_planned_so
from reporting.forms.controls import ControlForm, ControlReportForm
from reporting.forms.goals import MeetingForm
from reporting.models import Control, ControlHanding
from reporting.queries.controls import control_year
from reporting.states import ControlPaper

_HEADINGS = (
    "Process", "Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Kontroll", "Vem", "Senast", "Kontrollen visade", "Utfall",
    "Åtgärd", "Rapporterat av",
)  # fmt: skip


@requires(Permission.READ_MEETINGS)
@require_safe
def control_now(request: AccessRequest) -> HttpResponse:
    """Lead to this year's internkontroll."""
    return redirect("control_list", request.association.slug, clock.today().year)


@requires(Permission.READ_MEETINGS)
@require_safe
def control_list(request: AccessRequest, year: int) -> HttpResponse:
    """Show a year's controls, the greatest risk first, and what the board has got of them."""
    is_office = Permission.WRITE_MEETINGS in request.permissions
    page = control_year(request.association, year, clock.today())
    is_changed = page.adopted and not is_planned_so(page.rows, page.adopted.content)
    context = {
        "is_changed": is_changed, "page": page, "today": page.today, "may_write": is_office, "years": (year - 1, year + 1),
        "rows": [(each, _may_report(request, each)) for each in page.rows],
    }  # fmt: skip
    return render(request, "reporting/control_list.html", context)


def _may_report(request: AccessRequest, control: Control) -> bool:
    """Whether the control is hers to report: her own, or any where she writes for the office."""
    return control.person_id == request.person.pk or Permission.WRITE_MEETINGS in request.permissions


@requires(Permission.READ_MEETINGS)
@require_safe
def control_list_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The same list as an Excel file."""
    rows = control_year(request.association, year, clock.today()).rows
    return excel.download(f"internkontroll-{year}", _HEADINGS, map(_values, rows))


def _values(row: Control) -> list[excel.Value]:
    return [
        row.process, row.risk, row.likelihood, row.consequence, row.value, row.control,
        row.person.name if row.person else "Kansliet", row.due_on, row.get_result_display(), row.outcome, row.measure,
        row.reported_by.name if row.reported_by else "",
    ]  # fmt: skip


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def control_add(request: AccessRequest, year: int) -> HttpResponse:
    """Add a control to a year's plan."""
    form = ControlForm(request.POST or None, association=request.association)
    facts = {"association": request.association, "year": year, "by": request.person}
    if attempt(request, form, lambda: acts.save_control(facts=form.cleaned_data, **facts)):
        messages.success(request, "Kontrollen är tillagd.")
        return redirect("control_list", request.association.slug, year)
    return _form(request, year, form, title="Ny kontroll", submit="Lägg till kontrollen")


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def control_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a control as it is planned."""
    row = _control(request, pk)
    form = ControlForm(request.POST or None, association=request.association, control=row)
    facts = {"association": request.association, "year": row.year, "by": request.person, "control": row}
    if attempt(request, form, lambda: acts.save_control(facts=form.cleaned_data, **facts)):
        messages.success(request, "Kontrollen är ändrad.")
        return redirect(row)
    return _form(request, row.year, form, title="Ändra kontrollen", submit="Spara kontrollen")


@requires(Permission.READ_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def control_report(request: AccessRequest, pk: int) -> HttpResponse:
    """Say what a control showed: who does it, or the office."""
    row = _control(request, pk)
    if not _may_report(request, row):
        raise Http404
    initial = {name: getattr(row, name) for name in ("result", "outcome", "measure")}
    form = ControlReportForm(request.POST or None, initial=initial)
    said = {"control": row, "by": request.person}
    if attempt(request, form, lambda: acts.report_control(**form.cleaned_data, **said)):
        messages.success(request, "Kontrollen är rapporterad.")
        return redirect(row)
    pairs = [("Process", row.process), ("Risk", row.risk), ("Kontroll", row.control)]
    return _form(request, row.year, form, title="Rapportera kontrollen", submit="Spara", pairs=pairs)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def control_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a control out of the plan."""
    row = _control(request, pk)
    with refusals_on(request):
        acts.remove_control(control=row, by=request.person)
        messages.success(request, "Kontrollen är borttagen.")
    return redirect(row)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def control_copy(request: AccessRequest, year: int) -> HttpResponse:
    """Begin a year's plan with the controls of the year before."""
    with refusals_on(request):
        acts.copy_controls(association=request.association, year=year, by=request.person)
        messages.success(request, f"Kontrollerna från {year - 1} är kopierade. Bedöm riskerna på nytt.")
    return redirect("control_list", request.association.slug, year)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def control_put(request: AccessRequest, year: int, paper: ControlPaper) -> HttpResponse:
    """Choose the meeting that gets the plan or the follow-up, and have the worker put it there."""
    slug = request.association.slug
    meetings = list(open_agendas(request.association, clock.today()).select_related("body"))
    document = None
    with refusals_on(request):
        document = build_controls(request.association, year, paper)
    if document is None:
        return redirect("control_list", slug, year)
    if not meetings:
        messages.error(request, "Planera styrelsens nästa sammanträde först, och lägg sedan handlingen där.")
        return redirect("control_list", slug, year)
    form = MeetingForm(request.POST or None, meetings=meetings)
    if request.method == "POST" and form.is_valid():
        meeting_pk = int(form.cleaned_data["meeting"])
        job = jobs.ask(
            acts.hand_over_controls, association=request.association, key=f"internkontroll-{year}-{paper}-{meeting_pk}",
            label=f"{document.title} till styrelsen", by=request.person, year=year, paper=paper.value, meeting_id=meeting_pk,
            back_url=reverse("control_list", args=[slug, year]),
        )  # fmt: skip
        return redirect("job_detail", slug, job.pk)
    lead = f"{document.heading} läggs som handling på dagordningen, med förslaget att {acts.PROPOSALS[paper].format(year=year)}. Det går att ändra där."
    return _form(
        request,
        year,
        form,
        title=document.heading,
        submit="Lägg på dagordningen",
        lead=lead,
        printed=document,
    )


@requires(Permission.READ_MEETINGS)
@require_safe
def control_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the plan or the follow-up as the board got it."""
    rows = ControlHanding.objects.filter(association=request.association).select_related("pdf")
    return file_response(get_object_or_404(rows, pk=pk).pdf)


def _control(request: AccessRequest, pk: int) -> Control:
    rows = Control.objects.select_related("association", "person")
    return get_object_or_404(rows, association=request.association, pk=pk)


def _form(
    request: AccessRequest, year: int, form: object, *, title: str, submit: str, **more: object
) -> HttpResponse:
    back_url = reverse("control_list", args=[request.association.slug, year])
    return form_page(
        request, form, title=title, submit=submit, back="Intern kontroll", back_url=back_url, **more
    )
