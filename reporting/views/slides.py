"""Sets of slides, for a medlemssamråd or another meeting: made in one click, then ordered and worded."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from board.models import Meeting
from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.states import BodyKind
from finsam.views.pages import attempt, form_page, refusals_on
from finsam.work import jobs
from reporting.actions import slides as acts
from reporting.documents.slides import own_words
from reporting.forms.slides import SetForm, SlideForm, UseForm
from reporting.models import Slide, SlideSet
from reporting.queries.slides import open_set, places_for, report_for, sets_of, sources_of
from reporting.registries import blocks
from reporting.views.reports import own_report

_FORMATS = {"pdf": (acts.slides_as_pdf, "pdf"), "powerpoint": (acts.slides_as_powerpoint, "PowerPoint")}


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_slides(request: AccessRequest, pk: int) -> HttpResponse:
    """Open the report's set of slides; the first time, or when a new one is asked for, make it."""
    report = own_report(request, pk)
    found = None if request.POST.get("ny") else open_set(report)
    if found is None:
        found = acts.make_set(report=report, by=request.person)
        messages.success(request, "Bilderna är gjorda. Ordna dem, och gör sedan en fil.")
    return redirect(found)


@requires(Permission.WRITE_REPORTS)
@require_POST
def members_meeting_slides(request: AccessRequest, pk: int) -> HttpResponse:
    """Open the samråd's slides; the first time, make them of the plan, else of the last årsredovisning."""
    rows = Meeting.objects.of(request.association).filter(body__kind=BodyKind.CONSULTATION)
    meeting = get_object_or_404(rows.select_related("body__association"), pk=pk)
    found = SlideSet.objects.of(request.association).filter(meeting=meeting).first()
    report = None if found else report_for(meeting)
    if report:
        found = acts.make_set(report=report, meeting=meeting, by=request.person)
        messages.success(request, f"Bilderna är gjorda ur {report.title}. Ordna dem, och gör sedan en fil.")
    if found is None:
        messages.error(
            request, "Det finns ingen plan eller årsredovisning att göra bilder av. Börja på en först."
        )
        return redirect("members_meeting", request.association.slug, pk)
    return redirect(found)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def slide_set(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a set's slides in order, and give it another title."""
    found = _set(request, pk)
    form = SetForm(request.POST or None, initial={"title": found.title})
    if attempt(request, form, lambda: acts.name_set(slide_set=found, by=request.person, **form.cleaned_data)):
        messages.success(request, "Titeln är sparad.")
        return redirect(found)
    rows = list(found.slides.select_related("section__report"))
    context = {
        "set": found, "form": form, "rows": [(each, _told(each, found)) for each in rows],
        "shown": sum(each.is_shown for each in rows), "others": sets_of(found.report).exclude(pk=pk),
    }  # fmt: skip
    return render(request, "reporting/slide_set.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_REPORTS)
@require_POST
def slide_set_make(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker make the slides as a file."""
    found = _set(request, pk)
    act, word = _FORMATS.get(request.POST.get("som", "pdf"), _FORMATS["pdf"])
    job = jobs.ask(
        act, association=request.association, key=f"slides-{pk}-{word}", label=f"{found.title} som {word}", by=request.person,
        back_url=found.get_absolute_url(), set_id=pk,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def slide_set_use(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose the ärende where the slides are shown; they are frozen as its handling."""
    found = _set(request, pk)
    if found.is_used:
        return redirect(found)
    form = UseForm(request.POST or None, paragraphs=places_for(found, clock.today()))
    if request.method == "POST" and form.is_valid():
        job = jobs.ask(
            acts.use_at_meeting, association=request.association, key=f"use-slides-{pk}", label=f"{found.title} till sammanträdet",
            by=request.person, back_url=found.get_absolute_url(), set_id=pk, paragraph_id=int(form.cleaned_data["paragraph"]),
        )  # fmt: skip
        return redirect("job_detail", request.association.slug, job.pk)
    lead = "Bilderna läggs som handling under ärendet. De står sedan kvar som de är."
    return _ask(
        request, form, found, title="Använd vid sammanträde", submit="Lägg till handlingarna", lead=lead,
        printed=own_words(found),
    )  # fmt: skip


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def slide_set_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then throw the set away."""
    found = _set(request, pk)
    if request.method == "POST":
        with refusals_on(request):
            acts.remove_set(slide_set=found, by=request.person)
            messages.success(request, "Bilderna är borttagna.")
            return redirect(found.report)
        return redirect(found)
    lead = f"{found.title} tas bort med alla sina bilder. Rapporten står kvar."
    return _ask(
        request, None, found, title="Ta bort bilderna", submit="Ta bort bilderna", lead=lead, is_grave=True
    )


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def slide_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Add a slide of what the förbund has, of own words, or of both."""
    found = _set(request, pk)
    form = _with_figures(SlideForm(request.POST or None, sources=sources_of(found)), found)
    if attempt(request, form, lambda: acts.add_slide(slide_set=found, by=request.person, **form.changes)):
        messages.success(request, "Bilden är tillagd sist.")
        return redirect(found)
    return _ask(request, form, found, title="Lägg till bild", submit="Lägg till bilden")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def slide_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what a slide shows and says."""
    slide = _slide(request, pk)
    found = slide.slide_set
    form = _with_figures(SlideForm(request.POST or None, sources=sources_of(found), slide=slide), found)
    if attempt(request, form, lambda: acts.change_slide(slide=slide, by=request.person, **form.changes)):
        messages.success(request, "Bilden är ändrad.")
        return redirect(found)
    return _ask(request, form, found, title=f"Ändra {slide.heading}", submit="Spara bilden")


@requires(Permission.WRITE_REPORTS)
@require_POST
def slide_act(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a slide a step, take it out of what is shown or back, or throw it away."""
    slide = _slide(request, pk)
    act = request.POST.get("act", "")
    with refusals_on(request):
        if act in {"ut", "in"}:
            acts.change_slide(slide=slide, is_shown=act == "in", by=request.person)
        elif act == "bort":
            acts.remove_slide(slide=slide, by=request.person)
            messages.success(request, f"{slide.heading} är borttagen.")
        else:
            acts.move_slide(slide=slide, way=act, by=request.person)
    place = "" if act == "bort" else f"#bild-{pk}"
    return redirect(f"{slide.slide_set.get_absolute_url()}{place}")


def _told(slide: Slide, found: SlideSet) -> str:
    """Say what a slide shows, and where it is taken from."""
    block = blocks.get(slide.block) if slide.block else None
    parts = []
    if block:
        other = (
            slide.section.report.title if slide.section and slide.section.report_id != found.report_id else ""
        )
        parts.append(f"{block.label} ur {other}" if other else block.label)
    if slide.html:
        parts.append("citat" if slide.is_quote else "egna ord")
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


def _with_figures(form: SlideForm, found: SlideSet) -> SlideForm:
    form.fields["html"].widget.figures_url = reverse(
        "report_figures", args=[found.association.slug, found.report_id]
    )
    return form


def _ask(request: AccessRequest, form: object, found: SlideSet, **more: object) -> HttpResponse:
    response = form_page(request, form, back=found.title, back_url=found.get_absolute_url(), **more)
    if form is not None and form.errors:
        response.status_code = 422
    return response


def _set(request: AccessRequest, pk: int) -> SlideSet:
    rows = SlideSet.objects.of(request.association).select_related(
        "meeting__body", "paragraph__meeting__body", "pdf"
    )
    return get_object_or_404(rows, pk=pk)


def _slide(request: AccessRequest, pk: int) -> Slide:
    rows = Slide.objects.filter(slide_set__association=request.association)
    found = get_object_or_404(
        rows.select_related("slide_set__association", "slide_set__report__association", "section"), pk=pk
    )
    if found.slide_set.is_used:
        raise Http404
    return found
