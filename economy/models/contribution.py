"""What each member pays, and how much equity the förbund should keep at most."""

from __future__ import annotations

from django.db import models

from economy.models.figures import FigureSet
from finsam.models import Association, Member


class Contribution(models.Model):
    """A member's contribution in a column; the state's whole half is Försäkringskassan's (5 § lag 2003:1210)."""

    figure_set = models.ForeignKey(FigureSet, on_delete=models.CASCADE, related_name="contributions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="contributions")
    amount = models.DecimalField("belopp", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["member__position", "member_id"]
        verbose_name = "medlemsbidrag"
        verbose_name_plural = "medlemsbidrag"
        constraints = [models.UniqueConstraint(fields=["figure_set", "member"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.amount}"


class EquityLimit(models.Model):
    """Nationella rådet's recommendation on equity as percent of the year's contributions, from a year on."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="equity_limits")
    from_year = models.PositiveSmallIntegerField("från och med år")
    up_to = models.DecimalField("för bidrag upp till", max_digits=14, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField("högst procent", max_digits=5, decimal_places=2)
    source = models.CharField("källa", max_length=200, blank=True)

    class Meta:
        ordering = ["-from_year", models.F("up_to").asc(nulls_last=True)]
        verbose_name = "gräns för eget kapital"
        verbose_name_plural = "gränser för eget kapital"

    def __str__(self) -> str:
        return f"{self.percent} % från {self.from_year}"


class ContributionShares(models.Model):
    """What an agreement says of the members' shares from a year on, where it is not the law's half and quarters."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="contribution_shares")
    from_year = models.PositiveSmallIntegerField("från och med år")
    state = models.DecimalField("statens procent", max_digits=5, decimal_places=2)
    region = models.DecimalField("regionens procent", max_digits=5, decimal_places=2)
    kommuner = models.DecimalField("kommunernas procent", max_digits=5, decimal_places=2)
    source = models.CharField("källa", max_length=200)

    class Meta:
        ordering = ["-from_year"]
        verbose_name = "överenskomna andelar"
        verbose_name_plural = "överenskomna andelar"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "from_year"],
                name="contribution_shares_once_a_year",
                violation_error_message="Det finns redan andelar från det året.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state:g}, {self.region:g} och {self.kommuner:g} % från {self.from_year}"


class Inhabitants(models.Model):
    """How many live in a member kommun on a day, and who says so: what the kommuner's quarter is divided by."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="inhabitants")
    on = models.DateField("den")
    count = models.PositiveIntegerField("antal invånare")
    source = models.CharField("källa", max_length=200)

    class Meta:
        ordering = ["member", "-on"]
        verbose_name = "invånare"
        verbose_name_plural = "invånare"
        constraints = [models.UniqueConstraint(fields=["member", "on"], name="inhabitants_once_a_day")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.count} den {self.on}"
