"""What reports leave waiting: signatures, and for the office what is adopted and not published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.todos import Todo
from finsam.swedish import words
from reporting.models import Report
from reporting.queries.following import activities_to_tell_of, goals_to_tell_of
from reporting.queries.reports import places_to_sign
from reporting.states import WRITABLE, ReportState

GLIMPSE = 120  # characters of what is told of on the front page


def of_reports(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the reports that the person signs, and those that the office writes towards a day or has to publish."""
    if Permission.SIGN in permissions:
        for report in places_to_sign(association, person):
            url = reverse("report_sign", args=[association.slug, report.pk])
            is_new = report.version > 1
            about = f"Rättelse, version {report.version}" if is_new else "Fastställd av styrelsen"
            yield Todo(f"Signera {report.title}", about, url)
    yield from _of_goals(association, person, today)
    if Permission.WRITE_REPORTS not in permissions:
        return
    rows = Report.objects.of(association).filter(corrected_by__isnull=True)
    towards_a_day = Q(state__in=sorted(WRITABLE), board_on__isnull=False)
    for report in rows.filter(towards_a_day | Q(state=ReportState.ADOPTED)):
        url = report.get_absolute_url()
        if report.state == ReportState.ADOPTED:
            yield Todo(f"Publicera {report.title}", "Fastställd och inte publicerad", url)
        else:
            yield Todo(f"Skriv klart {report.title}", "Till styrelsen", url, due_on=report.board_on)


def _of_goals(association: Association, person: Person, today: dt.date) -> Iterator[Todo]:
    """Give the goals that the person answers for and has said nothing of, and her activities whose day is near."""
    for goal in goals_to_tell_of(association, person, today):
        url = reverse("goal_follow", args=[association.slug, goal.pk])
        yield Todo("Berätta hur målet går", words.glimpse(goal.goal, GLIMPSE), url)
    for activity in activities_to_tell_of(association, person, today):
        url = reverse("activity_tell", args=[association.slug, activity.pk])
        about = words.glimpse(activity.text, GLIMPSE)
        yield Todo("Berätta hur långt aktiviteten har kommit", about, url, due_on=activity.due_on)
