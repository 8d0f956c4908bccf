"""The books as they came: files read in, their accounts, vouchers and rows, and what they add up to a month."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from economy.models.figures import FigureSet
from economy.models.layout import FiscalYear
from economy.states import ImportKind, ImportState
from finsam.models import Association, Document, Person, stamped
from insatser.models import Insats


class LedgerImportQuerySet(models.QuerySet["LedgerImport"]):
    """Files of books in the words of the association."""

    def of(self, association: Association) -> LedgerImportQuerySet:
        """The association's own."""
        return self.filter(association=association)

    def in_force(self) -> LedgerImportQuerySet:
        """Those that the books of a year are made of now."""
        return self.filter(state=ImportState.STORED).exclude(kind=ImportKind.BUDGET)


class LedgerImport(models.Model):
    """A file of books: kept as it came, shown before it is stored, and stored whole or not at all.

    `found` is what the reading of it gave, as plain values: enough to show without reading the file again.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="ledger_imports")
    fiscal_year = models.ForeignKey(
        FiscalYear, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger_imports"
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("slag", max_length=15, choices=ImportKind)
    encoding = models.CharField("teckenuppsättning", max_length=20, blank=True)
    columns = models.JSONField("kolumner", default=dict, blank=True)
    state = models.CharField("läge", max_length=10, choices=ImportState, default=ImportState.STAGED)
    found = models.JSONField("vad filen innehåller", default=dict, blank=True)
    differences = models.JSONField("skillnader mot den ersatta", default=dict, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_in"
    )
    figure_set = models.ForeignKey(
        FigureSet, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Kolumnen som en budgetfil blev.",
    )  # fmt: skip
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(null=True)
    stored_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = LedgerImportQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_in_at", "-id"]
        verbose_name = "bokföringsfil"
        verbose_name_plural = "bokföringsfiler"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year"],
                condition=Q(state=ImportState.STORED) & ~Q(kind=ImportKind.BUDGET),
                name="one_ledger_in_force_a_year",
                violation_error_message="Året har redan en inläst bokföring.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ImportState.STAGED, ImportState.DISCARDED], stored_at__isnull=True)
                | Q(stored_at__isnull=False, fiscal_year__isnull=False),
                name="ledger_import_stored_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.TAKEN_BACK, taken_back_at__isnull=False)
                | (~Q(state=ImportState.TAKEN_BACK) & Q(taken_back_at__isnull=True)),
                name="ledger_import_taken_back_at_a_time",
            ),
            *stamped("stored", "taken_back"),
        ]

    def __str__(self) -> str:
        return self.document.name

    def get_absolute_url(self) -> str:
        return reverse("ledger_preview", args=[self.association.slug, self.pk])

    @property
    def is_staged(self) -> bool:
        return self.state == ImportState.STAGED

    @property
    def is_stored(self) -> bool:
        return self.state == ImportState.STORED

    @property
    def is_sie(self) -> bool:
        return self.kind == ImportKind.SIE


class LedgerAccount(models.Model):
    """An account in a file of books; kronor, debit plus and credit minus.

    `closing` is `opening` and the vouchers, where there are any, or else what the file says.
    """

    ledger_import = models.ForeignKey(LedgerImport, on_delete=models.CASCADE, related_name="accounts")
    number = models.CharField("konto", max_length=20)
    name = models.TextField("namn", blank=True)
    is_balance = models.BooleanField("hör till balansräkningen")
    opening = models.DecimalField("ingående", max_digits=16, decimal_places=2, default=0)
    closing = models.DecimalField("utgående", max_digits=16, decimal_places=2, default=0)
    before = models.DecimalField("förra året", max_digits=16, decimal_places=2, null=True)

    class Meta:
        ordering = ["number"]
        verbose_name = "konto"
        verbose_name_plural = "konton"
        constraints = [
            models.UniqueConstraint(fields=["ledger_import", "number"], name="ledger_account_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class LedgerTag(models.Model):
    """A set of objects that rows carry together: pairs of dimension and number."""

    ledger_import = models.ForeignKey(LedgerImport, on_delete=models.CASCADE, related_name="tags")
    objects_list = models.JSONField("objekt")
    label = models.TextField("benämning")

    class Meta:
        verbose_name = "objekt"
        verbose_name_plural = "objekt"

    def __str__(self) -> str:
        return self.label


class LedgerVoucher(models.Model):
    """A verifikation; its rows add up to nothing."""

    ledger_import = models.ForeignKey(LedgerImport, on_delete=models.CASCADE, related_name="vouchers")
    series = models.TextField("serie", blank=True)
    number = models.TextField("nummer", blank=True)
    day = models.DateField("datum")
    text = models.TextField("text", blank=True)

    class Meta:
        ordering = ["day", "id"]
        verbose_name = "verifikation"
        verbose_name_plural = "verifikationer"

    def __str__(self) -> str:
        return f"{self.series} {self.number}".strip() or "utan nummer"


class LedgerRow(models.Model):
    """A row of a voucher; kronor, debit plus and credit minus."""

    voucher = models.ForeignKey(LedgerVoucher, on_delete=models.CASCADE, related_name="rows")
    account = models.ForeignKey(LedgerAccount, on_delete=models.CASCADE, related_name="rows")
    tag = models.ForeignKey(
        LedgerTag, on_delete=models.CASCADE, null=True, related_name="rows", db_index=False
    )
    amount = models.DecimalField("belopp", max_digits=16, decimal_places=2)
    text = models.TextField("text", blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "rad"
        verbose_name_plural = "rader"

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class LedgerSum(models.Model):
    """What an account with a set of objects changed by in a month: what the statements are made from.

    Without a month it is the whole year's change, from a file that does not divide it.
    """

    account = models.ForeignKey(LedgerAccount, on_delete=models.CASCADE, related_name="sums")
    tag = models.ForeignKey(LedgerTag, on_delete=models.CASCADE, null=True, related_name="sums")
    month = models.DateField("månadens första dag", null=True)
    amount = models.DecimalField("belopp", max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["account", "month", "id"]
        verbose_name = "månadssumma"
        verbose_name_plural = "månadssummor"

    def __str__(self) -> str:
        return f"{self.account_id} {self.month}: {self.amount}"


class ObjectInsats(models.Model):
    """Which insats an object of the books is; remembered from file to file."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="object_insatser")
    dimension = models.CharField("dimension", max_length=20)
    number = models.TextField("objekt")
    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="book_objects")

    class Meta:
        ordering = ["dimension", "number"]
        verbose_name = "objekt och insats"
        verbose_name_plural = "objekt och insatser"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "dimension", "number"],
                name="object_insats_once",
                violation_error_message="Objektet hör redan till en insats.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.number}: {self.insats_id}"


class ColumnMapping(models.Model):
    """Which column of the förbund's Excel files is what; remembered by the file's kind and headings."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="column_mappings")
    kind = models.CharField("slag", max_length=15, choices=ImportKind)
    headings = models.CharField("rubriker", max_length=64)
    columns = models.JSONField("kolumner")

    class Meta:
        verbose_name = "kolumner i Excel-fil"
        verbose_name_plural = "kolumner i Excel-filer"
        constraints = [
            models.UniqueConstraint(fields=["association", "kind", "headings"], name="column_mapping_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.headings[:8]}"
