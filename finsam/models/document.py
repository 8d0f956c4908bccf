"""Files kept unaltered, and what imported or original documents printed."""

from django.db import models

from finsam.models.association import Association
from finsam.models.people import Person


class Document(models.Model):
    """Bytes under their sha256: made by the program, or received and kept as they came."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="documents")
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.FileField(upload_to="")
    name = models.TextField("filnamn")
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_from = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name


class PrintedFigure(models.Model):
    """What a document printed at a place, so that a contradiction can be shown beside the computed figure."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="printed_figures")
    document = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    key = models.CharField(max_length=120)
    value = models.CharField(max_length=60)

    class Meta:
        ordering = ["document", "place"]

    def __str__(self) -> str:
        return f"{self.place}: {self.value}"
