"""What of the reports can be found, and by whom: sections of drafts by the office, of what lies before the board by
the board, of what is adopted by all who may search; goals by all of them too."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import asdict

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html_join

from finsam import search
from finsam.models import Association
from finsam.permissions import Permission
from finsam.search import Entry
from finsam.swedish import words
from reporting.models import Goal, GoalArea, Report, Section
from reporting.states import FROZEN, ReportState

DRAFT, PROPOSED, SECTION, GOAL, AREA = "avsnittsutkast", "avsnittsforslag", "avsnitt", "mal", "malomrade"
KINDS = {
    SECTION: "Avsnitt",
    PROPOSED: "Avsnitt, hos styrelsen",
    DRAFT: "Avsnitt, utkast",
    GOAL: "Mål",
    AREA: "Målområde",
}
ASKED = {DRAFT: Permission.WRITE_REPORTS, PROPOSED: Permission.READ_DRAFTS}
LONGEST_TITLE = 400
_FIGURE = re.compile(r'<data value="[^"]*"></data>')
_OF_STATE = {ReportState.DRAFT: DRAFT, ReportState.BEFORE_BOARD: PROPOSED}


def entries(association: Association) -> Iterator[Entry]:
    """Give everything of the association's reports and goals that can be found."""
    for report in _reports(association):
        yield from _sections(report)
    goals = Goal.objects.filter(association=association).select_related(
        "association", "result", "text", "area", "perspective"
    )
    for goal in goals.prefetch_related("measures", "listed", "activities"):
        yield goal_entry(goal)
    for area in GoalArea.objects.filter(association=association).select_related("association", "text"):
        yield area_entry(area)


def index_report(report: Report) -> None:
    """Make a report's sections findable as it now stands; one that a correction has replaced is not to be found."""
    for row in _reports(report.association).filter(pk__in=[report.pk, report.corrects_id]):
        for entry in _sections(row):
            _put(row.association, entry)
    if report.state in FROZEN and report.corrects_id:
        for pk in Section.objects.filter(report=report.corrects_id).values_list("pk", flat=True):
            _forget(report.association, pk)


def index_section(section: Section) -> None:
    """Make a section of a report that is being written findable."""
    fresh = Section.objects.select_related("report__association", "text").get(pk=section.pk)
    _put(fresh.report.association, draft_entry(fresh))


def forget_section(section: Section) -> None:
    """Make a section and its parts unfindable, before they are taken away."""
    for part in section.children.all():
        forget_section(part)
    _forget(section.report.association, section.pk)


def index_goal(goal: Goal) -> None:
    """Make a goal findable."""
    fresh = Goal.objects.select_related("association", "result", "text", "area", "perspective").get(
        pk=goal.pk
    )
    _store(fresh.association, goal_entry(fresh))


def forget_goal(goal: Goal) -> None:
    """Make a goal unfindable."""
    search.remove(goal.association, GOAL, goal.pk)


def index_area(area: GoalArea) -> None:
    """Make a målområde findable."""
    fresh = GoalArea.objects.select_related("association", "text").get(pk=area.pk)
    _store(fresh.association, area_entry(fresh))


def forget_area(area: GoalArea) -> None:
    """Make a målområde unfindable."""
    search.remove(area.association, AREA, area.pk)


def draft_entry(section: Section) -> Entry:
    """Write a section that is being written as an entry: the office comes to its editor, the board to the whole."""
    report, kind = section.report, _OF_STATE[ReportState(section.report.state)]
    slug = report.association.slug
    return Entry(
        kind=kind,
        key=str(section.pk),
        title=section.heading,
        body_html=_without_figures(section.text.html) if section.text else "",
        url=reverse("section_write", args=[slug, report.pk, section.pk])
        if kind == DRAFT
        else _read_url(report, str(section.pk)),
        body_name=report.title,
    )


def goal_entry(goal: Goal) -> Entry:
    """Write a goal as an entry: its wording, what belongs to it, and what came of it."""
    headings = [each.name for each in (goal.area, goal.perspective, *goal.listed.all()) if each]
    measures = [fact for each in goal.measures.all() for fact in (each.text, each.outcome)]
    activities = [each.text for each in goal.activities.all()]
    title = words.glimpse(goal.goal, LONGEST_TITLE)
    facts = (
        goal.goal if title != goal.goal else "",
        *headings,
        goal.how,
        *measures,
        goal.follow_up,
        *activities,
    )
    told = format_html_join("", "<p>{}</p>", ((fact,) for fact in facts if fact))
    text = goal.text.html if goal.text else ""
    return Entry(
        kind=GOAL,
        key=str(goal.pk),
        title=title,
        body_html=_without_figures(text + goal.result.html) + told,
        url=reverse("goal_detail", args=[goal.association.slug, goal.pk]),
        body_name=goal.years_text,
    )


def area_entry(area: GoalArea) -> Entry:
    """Write a målområde as an entry: its name and what is said of it."""
    return Entry(
        kind=AREA,
        key=str(area.pk),
        title=words.glimpse(area.name, LONGEST_TITLE),
        body_html=_without_figures(area.text.html),
        url=reverse("goal_list", args=[area.association.slug, area.year]),
        body_name=str(area.year),
    )


def _without_figures(html: str) -> str:
    """Leave out what a draft's figures are today: they change without the text being saved."""
    return _FIGURE.sub("…", html)


def _reports(association: Association) -> QuerySet[Report]:
    """Give the reports that can be found; not those that an adopted correction has replaced."""
    rows = Report.objects.of(association).select_related("adopted_by__meeting")
    return rows.exclude(corrected_by__state__in=sorted(FROZEN))


def _sections(report: Report) -> Iterator[Entry]:
    if report.state in FROZEN:
        yield from _frozen(report)
        return
    for section in report.sections.select_related("report__association", "text"):
        yield draft_entry(section)


def _frozen(report: Report) -> Iterator[Entry]:
    """Write the sections as they were frozen, with every figure that they print."""
    day: dt.date | None = report.adopted_by.meeting.held_on if report.adopted_by else None
    for section in (report.content or {}).get("sections", []):
        yield Entry(
            kind=SECTION,
            key=section["key"],
            title=f"{section['number']} {section['heading']}".strip(),
            body_html=section["html"],
            url=_read_url(report, section["key"]),
            occurred_on=day,
            body_name=report.title,
        )


def _read_url(report: Report, key: str) -> str:
    return f"{reverse('report_read', args=[report.association.slug, report.pk])}#a-{key}"


def _put(association: Association, entry: Entry) -> None:
    """Store a section's entry in place of those that it had as something else."""
    for kind in {DRAFT, PROPOSED, SECTION} - {entry.kind}:
        search.remove(association, kind, entry.key)
    _store(association, entry)


def _store(association: Association, entry: Entry) -> None:
    facts = asdict(entry)
    search.index(association, facts.pop("kind"), facts.pop("key"), **facts)


def _forget(association: Association, key: int) -> None:
    for kind in (DRAFT, PROPOSED, SECTION):
        search.remove(association, kind, key)
