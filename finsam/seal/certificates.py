"""Each association's own certificate, made the first time it is needed."""

from django.db import transaction
from django.utils import timezone

from finsam import seal
from finsam.access import vault
from finsam.models import Association, SealCertificate


@transaction.atomic
def certificate_of(association: Association) -> bytes:
    """Give the association's PKCS12: the one that was put in, or a self-made one."""
    Association.objects.select_for_update().get(pk=association.pk)
    row = SealCertificate.objects.filter(association=association).first()
    if row is None:
        locked = vault.lock_bytes(seal.make_certificate(association.name))
        row = SealCertificate.objects.create(association=association, pkcs12=locked, made_at=timezone.now())
    return opened(row)


def opened(row: SealCertificate) -> bytes:
    """Give a stored certificate as it is used; in the database it is locked."""
    return vault.unlock_bytes(bytes(row.pkcs12))
