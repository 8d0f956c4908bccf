"""What the core does to texts."""

from django.db import transaction
from django.utils import timezone

from finsam import markup
from finsam.errors import StaleVersionError
from finsam.models import Association, Person, Text, TextVersion


@transaction.atomic
def start_text(*, association: Association, by: Person | None, html: str = "") -> Text:
    """Make a new text, with its first version when there is something in it."""
    text = Text.objects.create(association=association)
    if html:
        save_text(text=text, html=html, base_version=0, by=by)
    return text


@transaction.atomic
def save_text(*, text: Text, html: str, base_version: int, by: Person | None, save_key: str = "") -> Text:
    """Save `html` (sanitised here) as the next version of a text that the writer saw as `base_version`.

    The same saving sent twice (`save_key`) is one version. Raises StaleVersionError, with nothing written,
    when somebody else has saved in between; a text that did not change makes no version.
    """
    row = Text.objects.select_for_update().get(pk=text.pk)
    if save_key and row.versions.filter(save_key=save_key).exists():
        return row
    clean = markup.clean(html)
    if clean == row.html:
        return row
    if base_version != row.version:
        raise StaleVersionError(row.version)
    row.html, row.version = clean, row.version + 1
    row.updated_at, row.updated_by = timezone.now(), by
    row.save(update_fields=["html", "version", "updated_at", "updated_by"])
    TextVersion.objects.create(
        text=row, number=row.version, html=clean, save_key=save_key, saved_at=row.updated_at, saved_by=by
    )
    return row
