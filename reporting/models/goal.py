"""Goals of a year, and what the indicators said."""

from django.db import models

from finsam.models import Association, Text
from reporting.states import GoalStatus


class Goal(models.Model):
    """A goal set in the plan and assessed in the årsredovisning."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField("år")
    position = models.PositiveSmallIntegerField(default=0)
    goal = models.CharField("mål", max_length=400)
    area = models.ForeignKey("GoalArea", on_delete=models.SET_NULL, null=True, related_name="goals")
    how = models.TextField("hur", blank=True)
    follow_up = models.TextField("uppföljning", blank=True)
    strategic_area = models.TextField("strategiskt område", blank=True)
    focus_area = models.TextField("fokusområden", blank=True)
    budget = models.DecimalField("budget, kronor", max_digits=14, decimal_places=2, null=True, blank=True)
    status = models.CharField("bedömning", max_length=20, choices=GoalStatus, default=GoalStatus.NOT_ASSESSED)
    result = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="goal")

    class Meta:
        ordering = ["association", "-year", "position", "id"]
        verbose_name = "mål"
        verbose_name_plural = "mål"

    def __str__(self) -> str:
        return self.goal


class GoalArea(models.Model):
    """A målområde of a year with its own running text; the goals that belong to it bear its name."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="goal_areas")
    year = models.PositiveSmallIntegerField("år")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("målområde", max_length=200)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="goal_area")

    class Meta:
        ordering = ["association", "-year", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["association", "year", "name"], name="goal_area_once_a_year")
        ]

    def __str__(self) -> str:
        return self.name


class Measure(models.Model):
    """One of the measures by which a goal is followed, and what it came to."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("mått")
    outcome = models.TextField("utfall", blank=True)

    class Meta:
        ordering = ["goal", "position", "id"]

    def __str__(self) -> str:
        return self.text


class Activity(models.Model):
    """What is done to reach a goal, in plans that are laid out by målområde."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("aktivitet")
    when = models.TextField("när", blank=True)
    who = models.TextField("ansvarig", blank=True)

    class Meta:
        ordering = ["goal", "position", "id"]

    def __str__(self) -> str:
        return self.text


class IndicatorResult(models.Model):
    """The mean of a group's answers in a year's survey, on the scale 1 to 6; never a single person's answers."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="indicators")
    year = models.PositiveSmallIntegerField("år")
    position = models.PositiveSmallIntegerField(default=0)
    group = models.CharField("grupp", max_length=120)
    is_total = models.BooleanField("sammanlagt", default=False)
    mean = models.DecimalField("medelvärde", max_digits=4, decimal_places=2)
    lowest = models.DecimalField("lägsta", max_digits=4, decimal_places=2, null=True, blank=True)
    highest = models.DecimalField("högsta", max_digits=4, decimal_places=2, null=True, blank=True)
    respondents = models.PositiveSmallIntegerField("svarande", null=True, blank=True)
    answers = models.JSONField(
        default=list, blank=True, help_text="How many answers on each step of the scale, 1 to 6."
    )

    class Meta:
        ordering = ["association", "-year", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["association", "year", "group"], name="indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.year}"
