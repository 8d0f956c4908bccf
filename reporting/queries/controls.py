"""The internkontroll of a year: its controls, the greatest risk first, and what the board has got of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from board.registries.year_wheel import Came
from finsam.models import Association, Person
from reporting.models import Control, ControlHanding
from reporting.states import ControlPaper

AHEAD = dt.timedelta(days=30)  # how long before its day a control waits


@dataclass(frozen=True)
class ControlYear:
    """A year's internkontroll as its page shows it."""

    year: int
    rows: list[Control]
    handings: list[ControlHanding]
    today: dt.date

    @property
    def reported(self) -> int:
        """How many controls are done."""
        return sum(each.is_reported for each in self.rows)

    @property
    def adopted(self) -> ControlHanding | None:
        """The plan that the board has adopted last, if any."""
        plans = (each for each in self.handings if each.paper == ControlPaper.PLAN)
        return next((each for each in plans if each.is_decided), None)

    @property
    def late(self) -> int:
        """How many controls are late."""
        return sum(not each.is_reported and each.due_on < self.today for each in self.rows)


def control_year(association: Association, year: int, today: dt.date) -> ControlYear:
    """Give a year's internkontroll, in two questions however long it is."""
    handings = ControlHanding.objects.filter(association=association, year=year)
    return ControlYear(
        year, controls_of(association, year),
        list(handings.select_related("pdf", "paragraph__meeting__body__association")), today,
    )  # fmt: skip


def controls_of(association: Association, year: int) -> list[Control]:
    """Give the controls of a year, the greatest risk first."""
    rows = Control.objects.filter(association=association, year=year)
    found = rows.select_related("association", "person", "reported_by")
    return sorted(found, key=lambda each: (-each.value, each.process, each.pk))


def controls_that_wait(
    association: Association, person: Person, today: dt.date, *, is_office: bool
) -> list[Control]:
    """Give the controls that are the person's, or the office's as nobody's, and that are due or near."""
    mine = Q(person=person) | Q(person=None) if is_office else Q(person=person)
    rows = Control.objects.filter(mine, association=association, reported_at=None, due_on__lte=today + AHEAD)
    return list(rows.order_by("due_on", "id"))


def controls_done(association: Association, years: Iterable[int]) -> dict[int, Came]:
    """Tell the årshjul how many of each year's controls are done."""
    rows = Control.objects.filter(association=association, year__in=list(years)).order_by().values("year")
    counts = rows.annotate(count=Count("pk"), done=Count("reported_at"))
    return {
        each["year"]: Came(
            f"{each['done']} av {each['count']} kontroller gjorda",
            reverse("control_list", args=[association.slug, each["year"]]),
        )
        for each in counts
    }
