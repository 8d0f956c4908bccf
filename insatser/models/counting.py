"""How many, counted once: a period of an insats with its cells, and every version of it. Numbers alone, never a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from finsam.models import Association, Person, Saving, stamped
from finsam.swedish import dates
from insatser.models.counting_lists import CountList
from insatser.models.insats import Insats
from insatser.models.share import Share
from insatser.states import COUNTABLE, GIVEN_SHARES, CountingState, Measure, PeriodKind, Sex

_DIMENSIONS = {"v": "value", "k": "municipality", "a": "age"}


@dataclass(frozen=True, order=True)
class CellKey:
    """Which cell: what is counted, by which sex (`total` where it is not divided), and the values it is divided by."""

    measure: str
    sex: str
    value: str = ""
    municipality: str = ""
    age: str = ""

    @property
    def name(self) -> str:
        """The cell as a form and a saving name it: "nya-women", "orsak-v.arbete-men"."""
        return "-".join(filter(None, [self.measure, self.detail, self.sex]))

    @property
    def detail(self) -> str:
        """What it is divided by beside sex: "v.arbete", "v.aktivitetsersattning-a.16_16"; empty for nothing."""
        marks = [f"{mark}.{told}" for mark, field in _DIMENSIONS.items() if (told := getattr(self, field))]
        return "-".join(marks)

    @classmethod
    def parse(cls, name: str) -> CellKey | None:
        """Read a cell's name; None where it is none."""
        measure, *parts, sex = name.split("-") if "-" in name else ("", "")
        told = dict(part.split(".", 1) for part in parts if "." in part)
        if measure not in Measure.values or sex not in Sex.values or not told.keys() <= _DIMENSIONS.keys():
            return None
        return cls(measure, sex, **{_DIMENSIONS[mark]: key for mark, key in told.items()})


class CountingPlan(models.Model):
    """What is asked of an insats, how often, and how many it plans for."""

    insats = models.OneToOneField(Insats, on_delete=models.PROTECT, related_name="counting_plan")
    period_kind = models.CharField(
        "räknas för varje", max_length=10, choices=PeriodKind, default=PeriodKind.YEAR
    )
    due_days = models.PositiveSmallIntegerField("lämnas inom dagar efter periodens slut", default=31)
    planned = models.PositiveIntegerField("planerat antal deltagare om året", null=True, blank=True)
    reasons = models.ForeignKey(
        CountList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="orsaker"
    )
    incomes = models.ForeignKey(
        CountList,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="försörjning",
    )
    occupations = models.ForeignKey(
        CountList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sysselsättning"
    )  # fmt: skip
    municipalities = models.ForeignKey(
        CountList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kommuner"
    )
    ages = models.ForeignKey(
        CountList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="åldrar"
    )
    own = models.ForeignKey(
        CountList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="egna mått"
    )
    has_participants = models.BooleanField("fråga efter deltagare (unika personer)", default=False)
    has_queue = models.BooleanField("fråga efter kö och platser", default=False)
    has_income_by_age = models.BooleanField("försörjning efter ålder i stället för kön", default=False)

    class Meta:
        verbose_name = "vad som räknas"
        verbose_name_plural = "vad som räknas"

    def __str__(self) -> str:
        return f"Vad som räknas, {self.insats}"


class CountingQuerySet(models.QuerySet["Counting"]):
    """Counted periods in the words of the association."""

    def counted_for(self, association: Association) -> CountingQuerySet:
        """Those that count the association's own people, in its insatser and in those of others that it shares."""
        return self.filter(
            Q(insats__association=association, share__isnull=True)
            | Q(share__association=association, share__state__in=sorted(GIVEN_SHARES))
        )


class Counting(models.Model):
    """A counted period of an insats: of its own förbund's people, or of those of a förbund that shares it."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="countings")
    share = models.ForeignKey(Share, on_delete=models.PROTECT, null=True, related_name="countings")
    kind = models.CharField("period", max_length=10, choices=PeriodKind)
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    state = models.CharField("läge", max_length=10, choices=CountingState, default=CountingState.OPEN)
    version = models.PositiveIntegerField(default=0)
    note = models.TextField("förklaring", blank=True)
    cell_notes = models.JSONField(
        "anteckningar till antal", default=dict, blank=True, help_text="By the cell's name: text, by, on."
    )
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_because = models.TextField("varför den öppnades igen", blank=True)

    objects = CountingQuerySet.as_manager()

    class Meta:
        ordering = ["insats", "-ends_on", "starts_on", "id"]
        verbose_name = "räknad period"
        verbose_name_plural = "räknade perioder"
        constraints = [
            *stamped("handed_in", "closed", "reopened"),
            models.UniqueConstraint(
                fields=["insats", "starts_on", "ends_on"],
                condition=Q(share__isnull=True),
                name="period_counted_once",
            ),
            models.UniqueConstraint(
                fields=["share", "starts_on", "ends_on"], name="shared_period_counted_once"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="counting_dates_in_order"),
            models.CheckConstraint(
                condition=Q(state=CountingState.OPEN) | Q(handed_in_at__isnull=False),
                name="counting_handed_in_has_its_stamp",
            ),
            models.CheckConstraint(
                condition=~Q(state=CountingState.CLOSED) | Q(closed_at__isnull=False),
                name="counting_closed_has_its_stamp",
            ),
            models.CheckConstraint(
                condition=~Q(state=CountingState.REOPENED)
                | (Q(reopened_at__isnull=False) & ~Q(reopened_because="")),
                name="counting_reopened_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("counting", args=[self.insats.association.slug, self.insats_id, self.pk])

    @property
    def name(self) -> str:
        """Its days: "1 januari–30 juni 2022"."""
        return dates.date_range(self.starts_on, self.ends_on)

    @property
    def title(self) -> str:
        """Its months or its year where it is a period of the calendar: "januari–juni 2022", "2021"."""
        if self.kind == PeriodKind.OTHER:
            return self.name
        if self.kind == PeriodKind.YEAR:
            return str(self.ends_on.year)
        first, last = (dates.MONTHS[day.month - 1] for day in (self.starts_on, self.ends_on))
        return f"{first if first == last else f'{first}–{last}'} {self.ends_on.year}"

    @property
    def is_writable(self) -> bool:
        return self.state in COUNTABLE

    @property
    def is_locked(self) -> bool:
        return not self.is_writable


class CountCell(models.Model):
    """One number of a period: a measure by its dimensions; empty where it is not divided by one."""

    counting = models.ForeignKey(Counting, on_delete=models.CASCADE, related_name="cells")
    measure = models.CharField("mått", max_length=24, choices=Measure)
    sex = models.CharField("kön", max_length=10, choices=Sex)
    value = models.CharField("värde", max_length=60, blank=True)
    municipality = models.CharField("kommun", max_length=60, blank=True)
    age = models.CharField("ålder", max_length=60, blank=True)
    number = models.PositiveIntegerField("antal")

    class Meta:
        ordering = ["counting", "id"]
        verbose_name = "antal"
        verbose_name_plural = "antal"
        constraints = [
            models.UniqueConstraint(
                fields=["counting", "measure", "sex", "value", "municipality", "age"],
                name="cell_counted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.number}"

    @property
    def key(self) -> CellKey:
        return CellKey(self.measure, self.sex, self.value, self.municipality, self.age)


class CountingSaving(Saving):
    """One saving of a period's numbers; what it holds is named as the cells are, with the note."""

    counting = models.ForeignKey(Counting, on_delete=models.PROTECT, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["counting", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["counting", "save_key"], condition=~Q(save_key=""), name="counting_saving_once"
            ),
            models.UniqueConstraint(
                fields=["counting", "number"],
                condition=Q(number__isnull=False),
                name="counting_saving_number",
            ),
        ]
