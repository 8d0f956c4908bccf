"""What reports leave waiting: signatures, and for the office what is adopted and not published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.todos import Todo
from finsam.swedish import words
from reporting.queries.contracts import contracts_that_wait
from reporting.queries.controls import controls_that_wait
from reporting.queries.following import activities_to_tell_of, goals_to_tell_of
from reporting.queries.reports import waiting_reports
from reporting.queries.sharing import waiting_sections
from reporting.queries.year_end import steps_that_wait
from reporting.states import WRITABLE

GLIMPSE = 120  # characters of what is told of on the front page


def of_reports(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the reports that the person signs, and those that the office writes towards a day or has to publish."""
    is_office = Permission.WRITE_REPORTS in permissions
    rows = list(waiting_reports(association, person, is_office=is_office))
    for report in rows if Permission.SIGN in permissions else ():
        if report.is_to_sign:  # type: ignore[attr-defined]
            url = reverse("report_sign", args=[association.slug, report.pk])
            is_new = report.version > 1
            about = f"Rättelse, version {report.version}" if is_new else "Fastställd av styrelsen"
            yield Todo(f"Signera {report.title}", about, url)
    yield from _of_goals(association, person, today)
    yield from _of_sections(association, person, is_office=is_office)
    for report in rows if is_office else ():
        url = report.get_absolute_url()
        if report.is_to_publish:  # type: ignore[attr-defined]
            yield Todo(f"Publicera {report.title}", "Fastställd och inte publicerad", url)
        elif report.state in WRITABLE:
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


def _of_sections(association: Association, person: Person, *, is_office: bool) -> Iterator[Todo]:
    """Give the sections that the person writes and has not said are ready, and those with remarks to answer."""
    for section in waiting_sections(association, person, is_office=is_office):
        report = section.report
        url = reverse("section_write", args=[association.slug, report.pk, section.pk])
        if section.writer_id == person.pk and not section.is_written:
            yield Todo(f"Skriv {section.heading}", report.title, url, due_on=section.due_on)
        if count := section.open_count:  # type: ignore[attr-defined]
            what = words.plural(count, "anmärkning", "anmärkningar")
            yield Todo(f"Besvara {what} på {section.heading}", report.title, f"{url}#anmarkningar")


def of_year_end(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the steps of a year's closing that are due within a week and not done, to whom they are, or else the office."""
    if Permission.WRITE_ECONOMY not in permissions:
        return
    for step in steps_that_wait(association, person, today + dt.timedelta(days=7)):
        url = reverse("year_end_list", args=[association.slug, step.fiscal_year.year])
        about = f"{words.glimpse(step.label, GLIMPSE)}, {step.fiscal_year.year}"
        yield Todo(
            "Gör klart steget i bokslutet", about, url, due_on=step.due_on, is_alarm=step.due_on < today
        )


def of_controls(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the controls of the internkontroll that are the person's to do, an alarm once their day has passed."""
    if Permission.READ_MEETINGS not in permissions:
        return
    is_office = Permission.WRITE_MEETINGS in permissions
    for control in controls_that_wait(association, person, today, is_office=is_office):
        url = reverse("control_report", args=[association.slug, control.pk])
        about = words.glimpse(control.control, GLIMPSE)
        is_alarm = control.due_on < today
        yield Todo("Rapportera kontrollen", about, url, due_on=control.due_on, is_alarm=is_alarm)


def of_contracts(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the agreements that are to be ended, or left to run on, before their last day of notice."""
    if Permission.READ_MEETINGS not in permissions:
        return
    is_office = Permission.WRITE_MEETINGS in permissions
    for row in contracts_that_wait(association, person, today, is_office=is_office):
        about = words.glimpse(str(row.contract), GLIMPSE)
        yield Todo(
            "Säg upp avtalet eller låt det löpa vidare",
            about,
            row.contract.get_absolute_url(),
            due_on=row.notice_by,
        )
