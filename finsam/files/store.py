"""Files under their sha256: the same bytes are kept once, and never change."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from finsam.models import Association, Document, Person


def keep(
    content: bytes,
    *,
    association: Association,
    name: str,
    content_type: str,
    by: Person | None,
    made_from: models.Model | str = "",
) -> Document:
    """Store the bytes unaltered and return the document that names them."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"{sha256[:2]}/{sha256}"
    if not is_whole(path, sha256, len(content)):
        default_storage.save(path, ContentFile(content))
    origin = made_from if isinstance(made_from, str) else f"{made_from._meta.model_name} {made_from.pk}"
    return Document.objects.create(
        association=association,
        sha256=sha256,
        file=path,
        name=name,
        content_type=content_type,
        size=len(content),
        made_at=timezone.now(),
        made_by=by,
        made_from=origin,
    )


def is_whole(path: str, sha256: str, size: int) -> bool:
    """Whether the file is there with every byte as it was: one that a full disk or a crash cut is not trusted."""
    if not default_storage.exists(path) or default_storage.size(path) != size:
        return False
    with default_storage.open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def read(document: Document) -> bytes:
    """Return the document's bytes."""
    assert document.file.name  # every document has its file
    with default_storage.open(document.file.name, "rb") as file:
        return bytes(file.read())
