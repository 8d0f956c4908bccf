"""What of insatser can be found: the register, and reports that are approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.urls import reverse
from django.utils.html import format_html_join

from finsam import markup, search
from finsam.models import Association
from finsam.search import Entry
from insatser.documents.application import read_application
from insatser.models import Application, Insats, InsatsReport
from insatser.queries.content import load_sections
from insatser.states import ReportState

INSATS, REPORT, APPLICATION = "insats", "arsrapport", "ansokan"


def entries(association: Association) -> Iterable[Entry]:
    """Give everything of the association's insatser that can be found."""
    rows = Insats.objects.of(association).select_related("owner", "association").prefetch_related("goals")
    yield from map(insats_entry, rows)
    for report in InsatsReport.objects.of(association).filter(state=ReportState.APPROVED):
        yield report_entry(report)
    for application in Application.objects.of(association).received():
        yield application_entry(application)


def insats_entry(insats: Insats) -> Entry:
    """Tell of an insats: its name, owner, purpose and goals."""
    texts = [
        str(insats.owner or ""), insats.unit, insats.background, insats.purpose, insats.target_group, insats.method,
        *(goal.wording for goal in insats.goals.all()),
    ]  # fmt: skip
    body = format_html_join("", "<p>{}</p>", ((text,) for text in texts if text))
    return Entry(
        kind=INSATS, key=str(insats.pk), title=insats.name, body_html=body,
        url=reverse("insats_detail", args=[insats.association.slug, insats.pk]), occurred_on=insats.starts_on,
        body_name=insats.get_kind_display(),
    )  # fmt: skip


def report_entry(report: InsatsReport) -> Entry:
    """Tell of a report: every goal and answer."""
    return Entry(
        kind=REPORT, key=str(report.pk), title=str(report), body_html="".join(_texts(report)),
        url=reverse("insats_report", args=[report.insats.association.slug, report.pk]), occurred_on=report.ends_on,
        body_name=report.insats.get_kind_display(),
    )  # fmt: skip


def application_entry(application: Application) -> Entry:
    """Tell of an ansökan that has come in: every answer, goal and party."""
    document = read_application(application)
    parts = []
    for section in document.sections:
        parts += [markup.markup_to_html(value) for _, value in section.facts if value]
        parts += [answer.html for answer in section.answers]
        parts += [markup.markup_to_html(" ".join(row)) for table in section.tables for row in table.rows]
    return Entry(
        kind=APPLICATION, key=str(application.pk), title=str(application), body_html="".join(parts),
        url=application.get_absolute_url(), occurred_on=document.submitted_on, body_name=document.reference,
    )  # fmt: skip


def index_application(application: Application) -> None:
    """Make an ansökan findable as it came in."""
    _put(application.association, application_entry(application))


def index_insats(insats: Insats) -> None:
    """Make an insats findable as it now stands."""
    _put(insats.association, insats_entry(insats))


def forget_insats(insats: Insats) -> None:
    """Let an insats that was entered by mistake not be found."""
    search.remove(insats.association, INSATS, insats.pk)


def index_report(report: InsatsReport) -> None:
    """Make an approved report findable; one that is not approved is not to be found."""
    if report.state == ReportState.APPROVED:
        _put(report.insats.association, report_entry(report))
    else:
        search.remove(report.insats.association, REPORT, report.pk)


def _put(association: Association, entry: Entry) -> None:
    facts = asdict(entry)
    search.index(association, facts.pop("kind"), facts.pop("key"), **facts)


def _texts(report: InsatsReport) -> Iterator[str]:
    for section in load_sections(report):
        for goal in section.goals.all():
            yield markup.markup_to_html(f"{goal.wording}\n\n{goal.outcome}")
        for answer in section.answers.all():
            yield answer.text.html
