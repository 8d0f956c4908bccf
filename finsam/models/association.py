"""The förbund and its members."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from finsam.states import MemberKind
from finsam.swedish import dnr

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Skriv färgen som # och sex tecken, till exempel #1f4b8e.")
ORGANISATION_NUMBER = RegexValidator(r"^\d{6}-\d{4}$", "Skriv organisationsnumret som 222000-0000.")


class Association(models.Model):
    """A samordningsförbund (lag 2003:1210): the owner of everything else that is stored."""

    slug = models.SlugField("adress", unique=True)
    name = models.CharField("namn", max_length=200)
    short_name = models.CharField("kort namn", max_length=80)
    organisation_number = models.CharField(
        "organisationsnummer", max_length=11, validators=[ORGANISATION_NUMBER]
    )
    seat = models.CharField("säte", max_length=80)
    address = models.TextField("postadress", blank=True)
    email = models.EmailField("e-post", blank=True)
    archive_place = models.CharField(
        "förvaringsplats för protokoll", max_length=200, default="Förbundets kansli"
    )
    court = models.CharField("förvaltningsrätt", max_length=120)
    court_address = models.TextField("förvaltningsrättens adress", blank=True)
    local_words = models.JSONField(
        "egna ord", default=dict, blank=True, help_text="By the keys of finsam.swedish.local_words."
    )
    accent = models.CharField("färg", max_length=7, default="#1f4b8e", validators=[COLOUR])
    mark_svg = models.TextField("märke (svg)", blank=True)
    call_days = models.PositiveSmallIntegerField(
        "kallelse, dagar före", default=14, help_text="Ur arbetsordningen."
    )
    remind_call_days = models.PositiveSmallIntegerField(
        "påminn den som inte har svarat på kallelsen, dagar före sammanträdet",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text="En gång, av sig självt. Tomt: bara när kansliet ber om det.",
    )
    remind_sign_days = models.PositiveSmallIntegerField(
        "påminn den som inte har signerat, dagar efter utskicket",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text="En gång, av sig självt. Tomt: bara när kansliet ber om det.",
    )
    remind_member_days = models.PositiveSmallIntegerField(
        "påminn den medlem som inte har svarat, dagar före sista dagen",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text="Om budgeten och om egna beslut. En gång, av sig självt. Tomt: bara när kansliet ber om det.",
    )
    adjustment_manner = models.CharField(
        "beslut om justeringens sätt",
        max_length=300,
        blank=True,
        help_text="Styrelsens beslut enligt 5 kap. 69 § kommunallagen, till exempel § 4, 2021-02-26.",
    )
    remote_decision = models.CharField(
        "beslut om deltagande på distans",
        max_length=300,
        blank=True,
        help_text="Styrelsens beslut enligt 19 a § lagen om finansiell samordning.",
    )
    vacant_seats_count = models.BooleanField(
        "vakanta platser räknas vid beslutsförhet",
        default=True,
        help_text="En tolkning av 6 kap. 27 § kommunallagen.",
    )
    prints_kinds = models.BooleanField(
        "skriv ut ärendets slag i protokollet",
        default=False,
        help_text="Beslutsärende, informationsärende eller val.",
    )
    count_limit = models.PositiveSmallIntegerField(
        "minsta antal personer som visas utåt",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Lägre antal, och de som skulle avslöja dem, skrivs som .. i det som lämnar förbundet.",
    )
    count_limit_decision = models.CharField(
        "beslut om minsta antal",
        max_length=300,
        blank=True,
        help_text="Vem som beslutade och när, till exempel Styrelsen, § 9, 2021-02-26.",
    )

    dnr_form = models.CharField(
        "diarienumrets form",
        max_length=60,
        default=dnr.USUAL,
        validators=[dnr.check],
        help_text="{år} är årtalet och {nummer} numret. Skriv det ni vill ha runt dem, till exempel SF {år}:{nummer}.",
    )
    second_factor_roles = models.JSONField(
        default=list,
        blank=True,
        help_text="Roles whose people need more than a mail box to log in with.",
    )
    first_steps_away = models.BooleanField(
        default=False, help_text="Whether kansliet has put away the list of a new förbund's first steps."
    )

    class Meta:
        ordering = ["short_name"]
        verbose_name = "förbund"
        verbose_name_plural = "förbund"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("front", args=[self.slug])


class MemberQuerySet(models.QuerySet["Member"]):
    """Members in the words of the law."""

    def on(self, day: dt.date) -> MemberQuerySet:
        """Members of the förbund on the day."""
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day)
        )

    def with_noticeboard(self) -> MemberQuerySet:
        """Kommuner and regioner: justering is announced on their boards (19 § lag 2003:1210)."""
        return self.filter(kind__in=[MemberKind.KOMMUN, MemberKind.REGION])


class Member(models.Model):
    """A party to the förbund: kommun, region, Försäkringskassan or Arbetsförmedlingen (4 § lag 2003:1210)."""

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="members", verbose_name="förbund"
    )
    kind = models.CharField("slag", max_length=10, choices=MemberKind)
    name = models.CharField("namn", max_length=120)
    abbreviation = models.CharField("förkortning", max_length=8)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    seats = models.PositiveSmallIntegerField(
        "platser i styrelsen", default=1, help_text="Enligt förbundsordningen."
    )
    registrar_email = models.EmailField("registrators e-post", blank=True)
    noticeboard_url = models.URLField("anslagstavlans adress", blank=True)
    from_on = models.DateField("från och med", null=True, blank=True)
    to_on = models.DateField("till och med", null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "medlem"
        verbose_name_plural = "medlemmar"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name"],
                name="member_name_once",
                violation_error_message="Det finns redan en medlem med det namnet.",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="member_dates_in_order",
                violation_error_message="Slutdatum ligger före startdatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_noticeboard(self) -> bool:
        """Whether the law wants an anslag on this member's board; the state's authorities have none."""
        return self.kind in {MemberKind.KOMMUN, MemberKind.REGION}


class SealCertificate(models.Model):
    """The association's certificate and key, under which signed documents are sealed."""

    association = models.OneToOneField(Association, on_delete=models.PROTECT, related_name="certificate")
    pkcs12 = models.BinaryField()
    is_self_made = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Certifikat för {self.association_id}"
