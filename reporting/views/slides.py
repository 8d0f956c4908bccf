"""A report as slides, for a medlemssamråd or another meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from finsam.work import jobs
from reporting.actions.slides import report_in_slides
from reporting.forms.reports import SlidesForm
from reporting.queries.tree import numbered
from reporting.views.reports import own_report

LEAD = "Mål, tabeller och diagram ur rapporten som en pdf i 16:9, en bild för varje del. Den löpande texten är inte med."
# What is chosen from the beginning: the rest is for those who read, not for a wall.
SHOWN = frozenset(
    {
        "five_years", "money_flow", "key_ratios", "goals", "goals_plan", "goal_areas", "goal_tree", "goal_follow_up", "indicators",
        "equity", "half_year_summary", "income_statement", "insatser_plan", "budget", "budget_overview", "shares", "underbalance",
    }
)  # fmt: skip


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_slides(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose which parts of a report become slides, and have the worker make them."""
    report = own_report(request, pk)
    back = reverse("report_detail", args=[request.association.slug, pk])
    slides = [section for section, _, _ in numbered(report) if section.block]
    form = SlidesForm(
        request.POST or None, choices=[(str(each.pk), each.heading) for each in slides], title=report.title,
        shown=[str(each.pk) for each in slides if each.block in SHOWN],
    )  # fmt: skip
    if slides and request.method == "POST" and form.is_valid():
        job = jobs.ask(
            report_in_slides, association=request.association, key=f"slides-report-{pk}", label=f"{report.title} som bilder",
            by=request.person, back_url=back, report_id=pk, title=form.cleaned_data["title"], keys=form.cleaned_data["slides"],
        )  # fmt: skip
        return redirect("job_detail", request.association.slug, job.pk)
    context: dict[str, object] = {
        "title": "Bilder att visa",
        "crumb": report.title,
        "crumb_url": back,
        "cancel_url": back,
    }
    if slides:
        context |= {"form": form, "submit": "Gör bilderna", "lead": LEAD}
    else:
        context |= {
            "lead": "Rapporten visar inget ur det som är lagrat än, så det finns inget att göra bilder av."
        }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
