"""Avtal: what the förbund has agreed with others, until when, and the last day to give notice."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from board.models import Paragraph
from finsam.models import Association, Document, Person, stamped
from finsam.swedish import dates


class Contract(models.Model):
    """An agreement of the förbund's own; those on an insats stand there and are not entered here."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="contracts")
    party = models.CharField("part", max_length=200)
    subject = models.CharField("vad det gäller", max_length=300)
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med", null=True, blank=True)
    renewal_months = models.PositiveSmallIntegerField("förlängs, månader", null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField("uppsägningstid, månader", default=3)
    remind_days = models.PositiveSmallIntegerField("påminn så många dagar före", default=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("beslutat", null=True, blank=True)
    decided_in = models.PositiveIntegerField("paragraf", null=True, blank=True)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, null=True, related_name="contracts")
    ended_on = models.DateField("upphörde", null=True, blank=True)
    runs_on_past = models.DateField(
        "löper vidare efter", null=True, help_text="The last day of notice that nobody is to be told of."
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["party", "id"]
        verbose_name = "avtal"
        verbose_name_plural = "avtal"
        constraints = [
            *stamped("settled"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contract_days_in_order",
                violation_error_message="Slutdagen ligger före den första dagen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.party}"

    def get_absolute_url(self) -> str:
        return f"{reverse('contract_list', args=[self.association.slug])}#avtal-{self.pk}"

    @property
    def decided(self) -> str:
        """The § and the day that decided it: "§ 14, 25 mars 2022"."""
        if self.decided_on is None:
            return ""
        day = dates.long_date(self.decided_on)
        return f"{dates.paragraphs([self.decided_in])}, {day}" if self.decided_in else day

    def end_on(self, today: dt.date) -> dt.date | None:
        """The day that it ends as it runs today; None while it has no end, each renewal counted whose notice is past."""
        end, times = self.ends_on, 0
        while end and self.renewal_months and dates.months_after(end, -self.notice_months) < today:
            times += 1
            assert self.ends_on  # it has an end
            end = dates.months_after(self.ends_on, times * self.renewal_months)
        return end

    def notice_by(self, today: dt.date) -> dt.date | None:
        """The last day to give notice, or to agree anew; None where it has no end."""
        end = self.end_on(today)
        return dates.months_after(end, -self.notice_months) if end else None
