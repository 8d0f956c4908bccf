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
