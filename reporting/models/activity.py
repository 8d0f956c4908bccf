"""Activities: what is done to reach a goal, or within an area or perspective."""

from django.db import models

from finsam.models import Person, stamped
from reporting.models.goal import Goal, GoalArea
from reporting.states import ActivityState

_BELONGS = models.Q(goal__isnull=False, area__isnull=True) | models.Q(goal__isnull=True, area__isnull=False)


class Activity(models.Model):
    """What is done, when and by whom as the plan says it, and how far it has come."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="activities")
    area = models.ForeignKey(GoalArea, on_delete=models.CASCADE, null=True, related_name="activities")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("aktivitet")
    when = models.TextField("när", blank=True)
    who = models.TextField("ansvarig", blank=True)
    due_on = models.DateField("klart senast", null=True, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="activities")
    cost = models.DecimalField("kostnad, kronor", max_digits=14, decimal_places=2, null=True, blank=True)
    state = models.CharField("läge", max_length=10, choices=ActivityState, default=ActivityState.PLANNED)
    note = models.TextField("kommentar", blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["goal", "area", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=_BELONGS, name="activity_of_a_goal_or_an_area"),
            *stamped("told"),
        ]

    def __str__(self) -> str:
        return self.text
