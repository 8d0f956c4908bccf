"""Measures of goals: what is counted, from where to where, and the values of it day by day."""

from django.db import models

from finsam.models import Association, Person, stamped
from reporting.models.goal import Goal, GoalArea
from reporting.states import Direction, GoalStatus, MeasureKind, MeasureSource

_BELONGS = models.Q(goal__isnull=False, area__isnull=True) | models.Q(goal__isnull=True, area__isnull=False)


class Series(models.Model):
    """The values of one thing that is measured, whichever years' goals show them."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="measure_series")

    class Meta:
        verbose_name = "mätserie"

    def __str__(self) -> str:
        return f"Mätserie {self.pk}"


class Measure(models.Model):
    """One of the measures by which a goal, or a whole area or perspective, is followed."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="measures")
    area = models.ForeignKey(GoalArea, on_delete=models.CASCADE, null=True, related_name="measures")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("mått")
    kind = models.CharField("slag", max_length=20, choices=MeasureKind, default=MeasureKind.NUMBER)
    unit = models.CharField("enhet", max_length=60, blank=True)
    direction = models.CharField("riktning", max_length=10, choices=Direction, default=Direction.UP)
    start_number = models.DecimalField("utgångsläge", max_digits=18, decimal_places=4, null=True, blank=True)
    start_of = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    start_on = models.DateField("utgångsläge den", null=True, blank=True)
    source = models.CharField("källa", max_length=20, choices=MeasureSource, default=MeasureSource.HAND)
    source_key = models.CharField(max_length=200, blank=True, help_text="The program's figure by its key.")
    source_note = models.TextField("källa i ord", blank=True)
    outcome = models.TextField("utfall i ord", blank=True)
    status = models.CharField("bedömning", max_length=20, choices=GoalStatus, default=GoalStatus.NOT_ASSESSED)

    class Meta:
        ordering = ["goal", "area", "position", "id"]
        constraints = [models.CheckConstraint(condition=_BELONGS, name="measure_of_a_goal_or_an_area")]

    def __str__(self) -> str:
        return self.text


class MeasureTarget(models.Model):
    """What a measure shall come to in a year."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField("år")
    number = models.DecimalField(max_digits=18, decimal_places=4)
    of = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["measure", "year"]
        constraints = [models.UniqueConstraint(fields=["measure", "year"], name="measure_target_once_a_year")]

    def __str__(self) -> str:
        return f"{self.number} {self.year}"


class MeasureValue(models.Model):
    """What a measure came to on a day; for shares `of` is what it is a share of."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="values")
    day = models.DateField("dag")
    number = models.DecimalField(max_digits=18, decimal_places=4)
    of = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    note = models.TextField("kommentar", blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["series", "day", "id"]
        constraints = [*stamped("written")]

    def __str__(self) -> str:
        return f"{self.number} {self.day}"
