"""The förbund's own lists of what is counted: reasons, incomes, work, kommuner and ages, each with its time."""

from __future__ import annotations

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from finsam.models import Association
from insatser.states import ListKind, NationalGroup

VALUE_KEY = RegexValidator(r"^[a-z0-9_]+$", "Skriv nyckeln med små bokstäver a–z, siffror och understreck.")


class CountList(models.Model):
    """A list that insatser may count by; one that is no longer used keeps its days, for the periods it was used in."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="count_lists")
    kind = models.CharField("slag", max_length=16, choices=ListKind)
    name = models.CharField("namn", max_length=120)
    until_on = models.DateField("används till och med", null=True, blank=True)

    class Meta:
        ordering = ["association", "kind", "name"]
        verbose_name = "lista"
        verbose_name_plural = "listor"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "name"], name="count_list_name_once",
                violation_error_message="Det finns redan en lista med det namnet.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CountValue(models.Model):
    """One value of a list, in the förbund's own words and by the national group it belongs to; its key never changes."""

    list = models.ForeignKey(CountList, on_delete=models.PROTECT, related_name="values")
    key = models.CharField("nyckel", max_length=60, validators=[VALUE_KEY])
    label = models.CharField("namn", max_length=120)
    group = models.CharField("nationell grupp", max_length=16, choices=NationalGroup, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField("gäller från och med", null=True, blank=True)
    until_on = models.DateField("gäller till och med", null=True, blank=True)

    class Meta:
        ordering = ["list", "position", "id"]
        verbose_name = "värde"
        verbose_name_plural = "värden"
        constraints = [
            models.UniqueConstraint(fields=["list", "key"], name="count_value_key_once"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="count_value_dates_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def holds_in(self, starts_on: dt.date, ends_on: dt.date) -> bool:
        """Whether the value may be counted in a period: it holds on some day of it."""
        return (self.from_on is None or self.from_on <= ends_on) and (
            self.until_on is None or self.until_on >= starts_on
        )
