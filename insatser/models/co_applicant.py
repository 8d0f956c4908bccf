"""A party that is named in an ansökan and says by a mailed link whether it is, and what it brings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finsam.models import Person, stamped
from insatser.models.application import Application
from insatser.states import CoApplicantState


class CoApplicant(models.Model):
    """One asking of one party; its link is known by the sha256 of its secret alone, and asked anew it gets a new one."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="co_applicants")
    organisation = models.TextField("organisation", blank=True)
    name = models.TextField("kontaktperson", blank=True)
    email = models.EmailField("e-post")
    brings = models.TextField("bidrar med", blank=True, help_text="As the ansökan said when it was asked.")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    state = models.CharField("läge", max_length=10, choices=CoApplicantState, default=CoApplicantState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_name = models.TextField("den som svarade", blank=True)
    confirmed_brings = models.TextField("bekräftar att de bidrar med", blank=True)
    words = models.TextField("med egna ord", blank=True)

    class Meta:
        ordering = ["application", "id"]
        verbose_name = "medsökande"
        verbose_name_plural = "medsökande"
        constraints = [
            *stamped("asked"),
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=~Q(state=CoApplicantState.ENDED),
                name="co_applicant_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=CoApplicantState.ASKED, answered_at__isnull=True)
                | Q(state=CoApplicantState.ENDED)
                | Q(
                    state__in=[CoApplicantState.CONFIRMED, CoApplicantState.DECLINED],
                    answered_at__isnull=False,
                ),
                name="co_applicant_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or self.name or self.email
