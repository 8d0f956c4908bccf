"""What was done, by whom, to what."""

from django.db import models

from finsam.models.association import Association


class AuditEvent(models.Model):
    """One act; names are text, so that the event outlives what it tells of."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="audit_events")
    happened_at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=120)
    by_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-happened_at", "-id"]
        indexes = [models.Index(fields=["association", "target_kind", "target_id"])]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.verb} {self.target_label}"


class AuditSeal(models.Model):
    """An event's link in its association's chain: the hash of the event and of the link before it."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="audit_seals")
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="seal")
    number = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["association", "number"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="audit_chain_has_no_branches")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.sha256[:12]}"
