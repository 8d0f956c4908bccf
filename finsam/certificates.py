"""Each association's own certificate, made the first time it is needed."""

from django.db import transaction
from django.utils import timezone

from finsam import seal
from finsam.models import Association, SealCertificate


@transaction.atomic
def certificate_of(association: Association) -> bytes:
    """Give the association's PKCS12: the one that was put in, or a self-made one."""
    Association.objects.select_for_update().get(pk=association.pk)
    row = SealCertificate.objects.filter(association=association).first()
    if row is None:
        row = SealCertificate.objects.create(
            association=association, pkcs12=seal.make_certificate(association.name), made_at=timezone.now()
        )
    return bytes(row.pkcs12)
