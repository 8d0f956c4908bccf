"""An ansökan om medel: the period it belongs to, what is written in it, and each version that has come in."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from board.models import Matter
from finsam.models import Association, Body, Document, Person, Saving, stamped
from finsam.states import AppointmentRole
from insatser.models.insats import Insats
from insatser.states import APPLICATION_WRITABLE, RECEIVED, ApplicationState, Ask

MOST_YEARS = 5


class ApplicationRound(models.Model):
    """A time in which the förbund takes applications, for money in one or more years."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="application_rounds")
    name = models.CharField("namn", max_length=120)
    opens_on = models.DateField("öppnar")
    closes_on = models.DateField(
        "sista dag", null=True, blank=True, help_text="Tomt: öppen tills du stänger den."
    )
    first_year = models.PositiveSmallIntegerField("från år")
    last_year = models.PositiveSmallIntegerField("till och med år")
    lead = models.TextField("till den som söker", blank=True)
    categories = models.JSONField("kostnadsslag", default=list)
    is_for_changes = models.BooleanField(
        "för begärda ändringar", default=False, help_text="Changes of what is granted are asked for in it."
    )

    class Meta:
        ordering = ["-opens_on", "-id"]
        verbose_name = "ansökningsperiod"
        verbose_name_plural = "ansökningsperioder"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name"],
                name="round_name_once",
                violation_error_message="Det finns redan en ansökningsperiod med det namnet.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="round_days_in_order",
                violation_error_message="Sista dagen ligger före den dag då perioden öppnar.",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")) & Q(last_year__lt=F("first_year") + MOST_YEARS),
                name="round_years_in_order",
                violation_error_message=f"Sista året ligger före det första, eller mer än {MOST_YEARS} år bort.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> range:
        """The years that money is applied for."""
        return range(self.first_year, self.last_year + 1)

    def is_open(self, day: dt.date) -> bool:
        """Whether an application can be begun on the day."""
        return self.opens_on <= day and (self.closes_on is None or day <= self.closes_on)


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications in the words of the association."""

    def of(self, association: Association) -> ApplicationQuerySet:
        """The association's own, with what every page shows of them."""
        return self.filter(association=association).select_related("association", "round", "matter", "insats")

    def received(self) -> ApplicationQuerySet:
        """Those that have come in: allmänna handlingar, which drafts are not (TF 2:9)."""
        return self.filter(state__in=sorted(RECEIVED), submitted_at__isnull=False)

    def with_contact(self, person: Person, day: dt.date) -> ApplicationQuerySet:
        """Those that the person, as a contact on the day, writes."""
        own = person.appointments.in_force(day).filter(role=AppointmentRole.CONTACT)
        return self.filter(body__in=own.values("body"))


class Application(models.Model):
    """One ansökan; `body` are those who write it, and become the contacts of the insats that it leads to."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="applications")
    round = models.ForeignKey(ApplicationRound, on_delete=models.PROTECT, related_name="applications")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="applications")
    insats = models.ForeignKey(
        Insats, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    entered_insats = models.BooleanField(
        default=False, help_text="The insats was entered by the decision on this ansökan."
    )
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, null=True, related_name="application")
    name = models.TextField("insatsens namn", db_collation="svenska", blank=True)
    state = models.CharField("läge", max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    proposal = models.TextField(
        "förslag till beslut", blank=True, help_text="The att-satser that were last put on an agenda."
    )
    withdrawn_why = models.TextField("varför den återkallades", blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-id"]
        verbose_name = "ansökan"
        verbose_name_plural = "ansökningar"
        constraints = [
            *stamped("submitted", "withdrawn"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, matter__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False, matter__isnull=False),
                name="received_application_has_its_stamp_and_matter",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False)
                | Q(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN]),
                name="application_state_has_its_stamp",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.WITHDRAWN, withdrawn_at__isnull=False)
                | (
                    ~Q(state=ApplicationState.WITHDRAWN)
                    & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                ),
                name="withdrawn_application_has_its_stamp",
            ),
        ]

    def __str__(self) -> str:
        return f"Ansökan: {self.name}" if self.name else "Ansökan utan namn"

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.association.slug, self.pk])

    @property
    def is_change(self) -> bool:
        """Whether it asks for a change of what is granted already; its § replaces that."""
        return self.round.is_for_changes

    @property
    def called(self) -> str:
        """What its ärende is called."""
        return "Begäran om ändring" if self.is_change else "Ansökan om medel"

    @property
    def is_writable(self) -> bool:
        return self.state in APPLICATION_WRITABLE

    @property
    def is_received(self) -> bool:
        return self.submitted_at is not None


class ApplicationSection(models.Model):
    """A section of an ansökan as it was asked when it was begun: `asked` the questions, `content` what is written."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField("avsnitt")
    title = models.CharField("rubrik", max_length=120)
    lead = models.CharField("inledning", max_length=300, blank=True)
    part = models.CharField(max_length=12, choices=Ask)
    asked = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="application_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ApplicationSaving(Saving):
    """A section of an ansökan as it stood after one saving; see finsam.models.Saving."""

    section = models.ForeignKey(ApplicationSection, on_delete=models.PROTECT, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["section", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "save_key"], condition=~Q(save_key=""), name="application_saving_once"
            ),
            models.UniqueConstraint(
                fields=["section", "number"],
                condition=Q(number__isnull=False),
                name="application_saving_number",
            ),
        ]


class ApplicationFile(models.Model):
    """A bilaga to an ansökan, kept as it came."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="files")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    title = models.TextField("bilaga")

    class Meta:
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return self.title


class ApplicationVersion(models.Model):
    """An ansökan as it came in once; its PDF is made by the worker."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["application", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="application_version_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class AskedAmount(models.Model):
    """What a version that came in asks for, of a year and a kostnadsslag, in kronor."""

    version = models.ForeignKey(ApplicationVersion, on_delete=models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    category = models.CharField("kostnadsslag", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    amount = models.DecimalField("sökt, kronor", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["version", "position", "year"]
        constraints = [
            models.UniqueConstraint(fields=["version", "year", "position"], name="asked_amount_once")
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.year}"


class Completion(models.Model):
    """What the office has asked an applicant to complete; settled when the application comes in anew."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="completions")
    text = models.TextField("att komplettera")
    answer_by = models.DateField("senast")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["application", "-id"]
        verbose_name = "komplettering"
        verbose_name_plural = "kompletteringar"

    def __str__(self) -> str:
        return self.text


class ProposedGrant(models.Model):
    """Money of a proposed att-sats on an ansökan, in kronor; replaced when the ansökan is put on an agenda anew."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="proposed")
    clause = models.TextField("att-sats")
    year = models.PositiveSmallIntegerField("år")
    amount = models.DecimalField("belopp, kronor", max_digits=14, decimal_places=2)
    financing = models.TextField("finansieras ur", blank=True)

    class Meta:
        ordering = ["application", "year", "id"]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
