"""The §§ of a meeting with their decisions, votes, statements and attachments."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse

from board.models.matter import Matter
from board.models.meeting import Meeting
from board.states import UNFINISHED, FollowUp, Outcome, ParagraphKind, StatementKind, Vote
from finsam.models import Document, Person, Text, stamped
from finsam.swedish import words

LOT_CHOICES = [(Vote.YES, Vote.YES.label), (Vote.NO, Vote.NO.label)]


def new_row_key() -> str:
    """Name a row so that the same row sent twice, by whatever way, is one row."""
    return uuid.uuid4().hex


class Paragraph(models.Model):
    """A matter at a meeting; its number is fixed when it is taken up, or when the meeting closes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="paragraphs")
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="paragraphs"
    )
    kind = models.CharField("slag", max_length=20, choices=ParagraphKind, default=ParagraphKind.MATTER)
    position = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField("§", null=True, blank=True)
    heading = models.TextField("rubrik")
    presenter = models.TextField("föredragande", blank=True)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="paragraph")
    proposal = models.TextField("förslag till beslut", blank=True, help_text="En att-sats på varje rad.")
    lead = models.TextField("inledning till beslutet", blank=True)
    refers_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referred_to_by",
        verbose_name="hör till tidigare paragraf",
    )
    corrects_it = models.BooleanField("rättar den tidigare paragrafen", default=False)
    proposition_order = models.TextField("propositionsordning", blank=True)
    is_late = models.BooleanField("på tilläggslistan", default=False)
    is_immediate = models.BooleanField("omedelbar justering", default=False)
    outcome = models.CharField("utfall", max_length=20, choices=Outcome, default=Outcome.DECIDED)
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_in"
    )
    yes_means = models.TextField("den som röstar ja", blank=True)
    no_means = models.TextField("den som röstar nej", blank=True)
    is_election = models.BooleanField(
        "val eller anställning",
        default=False,
        help_text="Vid lika röstetal avgör lotten (5 kap. 56 § kommunallagen).",
    )
    lot = models.CharField("lotten föll på", max_length=10, blank=True, choices=LOT_CHOICES)
    ballot = models.JSONField(
        "röster för varje förslag",
        default=list,
        blank=True,
        help_text="Pairs of what was proposed and its votes.",
    )
    ballot_winner = models.TextField(
        "lotten eller utslagsrösten gav",
        blank=True,
        help_text="Ett av förslagen med lika många röster (5 kap. 56 § kommunallagen).",
    )
    is_secret = models.BooleanField("sluten omröstning", default=False)
    taken_up_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position", "id"]
        verbose_name = "paragraf"
        verbose_name_plural = "paragrafer"

    def __str__(self) -> str:
        if self.number is None:
            return self.heading
        return f"{self.number_text}, {self.meeting.began_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("paragraph_detail", args=[self.meeting.body.association.slug, self.pk])

    @property
    def short_text(self) -> str:
        """What sentences call it: § 39, or by its heading before it has a number."""
        return self.meeting.numbered([self.number]) if self.number else f"ärendet {self.heading}"

    @property
    def number_text(self) -> str:
        """Such as "§ 26", or "Punkt 3" of minnesanteckningar; nothing before it is taken up."""
        return words.capitalised(self.meeting.numbered([self.number])) if self.number else ""


class Point(models.Model):
    """An underpunkt of a §, with a heading, a text and a presenter of its own, and att-satser and handlingar under it."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    row_key = models.CharField(max_length=64, default=new_row_key)
    heading = models.TextField("rubrik", blank=True)
    presenter = models.TextField("föredragande", blank=True)
    html = models.TextField("text", blank=True)
    proposal = models.TextField("förslag till beslut", blank=True, help_text="En att-sats på varje rad.")

    class Meta:
        ordering = ["paragraph", "position", "id"]
        verbose_name = "underpunkt"
        verbose_name_plural = "underpunkter"

    def __str__(self) -> str:
        return self.heading

    @property
    def clauses(self) -> list[str]:
        """The proposed att-satser as they are printed."""
        return words.clauses(self.proposal.splitlines())


class Decision(models.Model):
    """One att-sats, with who does what is asked by when."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="decisions")
    point = models.ForeignKey(
        Point,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="underpunkt",
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("att-sats", help_text="Utan inledande att och utan punkt.")
    who = models.TextField("vem", blank=True)
    assignees = models.ManyToManyField(Person, blank=True, related_name="tasks")
    due_on = models.DateField("senast", null=True, blank=True)
    row_key = models.CharField(max_length=64, default=new_row_key)
    unread = models.JSONField(
        default=dict, blank=True, help_text="What was typed where a day or an amount could not be read."
    )
    follow_up = models.CharField("läge", max_length=10, choices=FollowUp, default=FollowUp.OPEN)
    follow_up_note = models.CharField("anteckning", max_length=300, blank=True)
    followed_up_at = models.DateTimeField(null=True)
    followed_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["paragraph", "position", "id"]
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        constraints = [*stamped("followed_up")]

    def __str__(self) -> str:
        return words.clause(self.text)

    @property
    def is_task(self) -> bool:
        """Whether the att-sats asks something of someone."""
        return bool(self.who or self.due_on)

    @property
    def is_unfinished(self) -> bool:
        return self.is_task and self.follow_up in UNFINISHED


class DecisionAmount(models.Model):
    """Money that a decision moves: read by other apps, never parsed out of prose."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = models.DecimalField("belopp, kronor", max_digits=14, decimal_places=2)
    financing = models.TextField(
        "finansieras ur",
        blank=True,
        help_text="11 kap. 15 § kommunallagen: budgetpost eller eget kapital.",
    )

    class Meta:
        ordering = ["decision", "id"]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class BallotVote(models.Model):
    """How one person voted in the open vote of a § (5 kap. 66 § kommunallagen)."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    vote = models.CharField("röst", max_length=10, choices=Vote)

    class Meta:
        ordering = ["paragraph", "id"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "person"], name="one_vote_each")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_vote_display()}"


class Statement(models.Model):
    """A yrkande, a reservation or a särskilt yttrande in a §."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField("slag", max_length=20, choices=StatementKind)
    who = models.TextField("vem")
    text = models.TextField("text", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    row_key = models.CharField(max_length=64, default=new_row_key)

    class Meta:
        ordering = ["paragraph", "position", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} av {self.who}"


class Attachment(models.Model):
    """A handling that belongs to a §, kept as it came."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="attachments")
    point = models.ForeignKey(
        Point,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="underpunkt",
    )
    position = models.PositiveSmallIntegerField(default=0)
    title = models.TextField("benämning")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    is_appendix = models.BooleanField("bilaga till protokollet", default=False)
    is_public = models.BooleanField(
        "visas för alla med kungörelsen",
        default=False,
        help_text="Budgetförslaget hör hit (8 kap. 14 § kommunallagen); inget annat blir offentligt av sig självt.",
    )

    class Meta:
        ordering = ["paragraph__position", "position", "id"]
        verbose_name = "handling"
        verbose_name_plural = "handlingar"

    def __str__(self) -> str:
        return self.title
