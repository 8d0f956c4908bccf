"""Goals: written once for their years, in the förbund's own levels, areas and perspectives."""

from __future__ import annotations

from django.db import models

from finsam.models import Association, Body, Person, Text, stamped
from reporting.states import AreaKind, GoalStatus


class GoalHabits(models.Model):
    """How a förbund speaks of its goals, and when it calls one near or silent."""

    association = models.OneToOneField(Association, on_delete=models.PROTECT, related_name="goal_habits")
    area_word = models.CharField("ord för målområde", max_length=60, default="Målområde")
    perspective_word = models.CharField("ord för perspektiv", max_length=60, default="Perspektiv")
    near_percent = models.DecimalField(
        "nära målet, procent", max_digits=5, decimal_places=2, default=10,
        help_text="How far from its target a measure still counts as near, in percent of the target.",
    )  # fmt: skip
    silent_days = models.PositiveSmallIntegerField(
        "tyst efter dagar",
        default=90,
        help_text="After how many days without a word a goal counts as silent.",
    )
    is_public = models.BooleanField("målen visas för alla", default=False)

    class Meta:
        verbose_name = "hur förbundet skriver mål"

    def __str__(self) -> str:
        return f"Mål i {self.association}"


class GoalLevel(models.Model):
    """A level of the förbund's goals by its own name, such as effektmål; the first is the highest."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="goal_levels")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("nivå", max_length=80)

    class Meta:
        ordering = ["association", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["association", "name"], name="goal_level_once")]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """A goal that plan, delår and årsredovisning of its years all show: from `year` to `until_year`."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField("år")
    until_year = models.PositiveSmallIntegerField("till och med år")
    position = models.PositiveSmallIntegerField(default=0)
    goal = models.TextField("mål")
    level = models.ForeignKey(GoalLevel, on_delete=models.PROTECT, null=True, related_name="goals")
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="parts")
    area = models.ForeignKey("GoalArea", on_delete=models.SET_NULL, null=True, related_name="goals")
    perspective = models.ForeignKey(
        "GoalArea", on_delete=models.SET_NULL, null=True, related_name="perspective_goals"
    )
    listed: models.ManyToManyField[GoalArea, models.Model] = models.ManyToManyField(
        "GoalArea", related_name="listed_goals"
    )  # strategic, focus, outer
    how = models.TextField("hur", blank=True)
    follow_up = models.TextField("uppföljning", blank=True)
    budget = models.DecimalField("budget, kronor", max_digits=14, decimal_places=2, null=True, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="goals")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="goals")
    status = models.CharField("bedömning", max_length=20, choices=GoalStatus, default=GoalStatus.NOT_ASSESSED)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="goal_told", null=True)
    result = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="goal")

    class Meta:
        ordering = ["association", "-year", "position", "id"]
        verbose_name = "mål"
        verbose_name_plural = "mål"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_year__gte=models.F("year")), name="goal_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.goal

    @property
    def years_text(self) -> str:
        """Such as 2023, or 2023–2024."""
        return str(self.year) if self.until_year == self.year else f"{self.year}–{self.until_year}"


class GoalArea(models.Model):
    """A heading of the plan's own lists in a year, with its own text: målområde, perspektiv, fokusområde and so on."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="goal_areas")
    year = models.PositiveSmallIntegerField("år")
    kind = models.CharField("slag", max_length=20, choices=AreaKind, default=AreaKind.AREA)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.TextField("namn")
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="goal_area")

    class Meta:
        ordering = ["association", "-year", "kind", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year", "kind", "name"], name="goal_area_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Assessment(models.Model):
    """How a goal or one of its measures was assessed: each time one row, and the latest is what it is now."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="assessments")
    measure = models.ForeignKey(
        "Measure", on_delete=models.CASCADE, null=True, related_name="assessments"
    )  # None: the goal as a whole
    status = models.CharField("bedömning", max_length=20, choices=GoalStatus)
    proposed = models.CharField(max_length=20, choices=GoalStatus, blank=True)
    note = models.TextField("kommentar", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["goal", "-made_at", "-id"]
        constraints = [*stamped("made")]

    def __str__(self) -> str:
        return self.get_status_display()
