"""How an ansökan is prepared: the förbund's criteria, the office's judgement, and what the beredningsgrupp says."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from finsam.models import Association, Person, Saving, stamped
from insatser.models.application import Application
from insatser.states import OpinionState, Stance


class CriterionQuerySet(models.QuerySet["Criterion"]):
    """Criteria in the words of the association."""

    def on(self, day: dt.date) -> CriterionQuerySet:
        """Those that are in force on the day, in their order."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)


class Criterion(models.Model):
    """Something that the förbund wants of what it finances, from a day on; a changed one ends and a new one begins."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField("plats i listan", default=0)
    wording = models.TextField("kriterium")
    from_on = models.DateField("gäller från")
    to_on = models.DateField("gäller till och med", null=True, blank=True)
    source = models.TextField("antaget", blank=True, help_text="Till exempel § 12, 2020.")

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "kriterium"
        verbose_name_plural = "kriterier"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="criterion_days_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            )
        ]

    def __str__(self) -> str:
        return self.wording


class Preparation(models.Model):
    """The office's work with an ansökan: `content` as queries.preparing names its fields, `asked` the criteria then."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="preparation")
    content = models.JSONField(default=dict)
    asked = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    rank = models.PositiveSmallIntegerField("plats bland periodens ansökningar", null=True, blank=True)
    answer_by = models.DateField("yttranden senast", null=True, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "beredning"
        verbose_name_plural = "beredningar"
        constraints = [
            *stamped("asked"),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True, asked_at__isnull=True)
                | Q(answer_by__isnull=False, asked_at__isnull=False),
                name="opinions_asked_for_by_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Beredning: {self.application.name}"


class PreparationSaving(Saving):
    """The office's work with an ansökan as it stood after one saving; see finsam.models.Saving."""

    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["preparation", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["preparation", "save_key"], condition=~Q(save_key=""), name="preparation_saving_once"
            ),
            models.UniqueConstraint(
                fields=["preparation", "number"],
                condition=Q(number__isnull=False),
                name="preparation_saving_number",
            ),
        ]


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Yttranden in the words of the beredningsgrupp."""

    def given(self) -> OpinionQuerySet:
        """Those that have been handed over."""
        return self.filter(state=OpinionState.GIVEN)


class Opinion(models.Model):
    """What a member of the beredningsgrupp says of an ansökan; without a person it is the whole group's."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opinions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="opinions")
    organisation = models.TextField("för", blank=True, help_text="As it was when it was given.")
    stance = models.CharField("ställning", max_length=12, choices=Stance, blank=True)
    text = models.TextField("yttrande", blank=True)
    version = models.PositiveIntegerField(default=0)
    state = models.CharField("läge", max_length=8, choices=OpinionState, default=OpinionState.DRAFT)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["application", "id"]
        verbose_name = "yttrande"
        verbose_name_plural = "yttranden"
        constraints = [
            *stamped("given"),
            models.UniqueConstraint(
                fields=["application", "person"],
                condition=Q(person__isnull=False),
                name="opinion_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(person__isnull=True), name="opinion_of_the_group_once"
            ),
            models.CheckConstraint(
                condition=Q(state=OpinionState.GIVEN, given_at__isnull=False) & ~Q(stance="")
                | Q(state=OpinionState.DRAFT, given_at__isnull=True),
                name="given_opinion_has_its_stamp_and_stance",
            ),
        ]

    def __str__(self) -> str:
        return f"Yttrande om {self.application.name}"


class OpinionSaving(Saving):
    """A yttrande as it stood after one saving; see finsam.models.Saving."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["opinion", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "save_key"], condition=~Q(save_key=""), name="opinion_saving_once"
            ),
            models.UniqueConstraint(
                fields=["opinion", "number"], condition=Q(number__isnull=False), name="opinion_saving_number"
            ),
        ]
