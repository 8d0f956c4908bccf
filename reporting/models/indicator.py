"""What the indicators said in a year."""

from django.db import models

from finsam.models import Association


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
