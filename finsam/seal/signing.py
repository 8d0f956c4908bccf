"""The one way to sign a frozen document: a place on its page is filled by a sealed revision, which is kept and logged."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from finsam import audit, clock, seal
from finsam.access import reauth
from finsam.files import store
from finsam.models import Association, Document, Person
from finsam.seal.certificates import certificate_of

PDF = "application/pdf"


class Place(Protocol):
    """A place on a signature page: whose it is, its field in the file, and when and by what it was filled."""

    person: Any
    field: str
    signed_at: dt.datetime | None
    document: Any
    identified: str

    def save(self, *, update_fields: list[str]) -> None: ...


def fill_place(
    place: Place, *, document: Document, as_what: str, name: str, signed: Any, association: Association,
    by: Person, identified: str, at: dt.datetime, **logged: Any,
) -> Document:  # fmt: skip
    """Fill a place of a frozen document and give its new revision, of which the old one is a prefix.

    `identified` is by what the signer was known: kept whole, and printed without her address. `as_what` is the role as it is printed, `name` the file's name for people, `signed` what the document was made from;
    `logged` is told the log beside the hash. The caller holds the lock, has asked the law, and keeps the revision.
    """
    content = sealed(
        store.read(document),
        field=place.field,
        name=place.person.name,
        as_what=as_what,
        association=association,
        at=at,
        identified=reauth.as_printed(identified),
    )
    kept = store.keep(content, association=association, name=name, content_type=PDF, by=by, made_from=signed)
    place.signed_at, place.document, place.identified = at, kept, identified
    place.save(update_fields=["signed_at", "document", "identified"])
    audit.record(
        association=association,
        by=by,
        verb="signerade",
        target=signed,
        identified=identified,
        sha256=kept.sha256,
        **logged,
    )
    return kept


def sealed(
    content: bytes, *, field: str, name: str, as_what: str, association: Association, at: dt.datetime, identified: str,
) -> bytes:  # fmt: skip
    """Give a file with a signature field filled under the association's certificate: who, as what, when, known by what."""
    when = f"{clock.local(at):%Y-%m-%d %H.%M}"
    lines = [name, ", ".join(filter(None, (as_what, when))), *filter(None, [identified])]
    return seal.fill_field(content, field=field, lines=lines, certificate=certificate_of(association), at=at)
