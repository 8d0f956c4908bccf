"""Saving what several write in one thing: at once, sent twice, from a page long open. Nothing typed is lost.

An app says what it writes in by a `Sheet`: how the thing is read as flat fields and how they are written. The rest is the
same everywhere: what only one has changed is written, texts are brought together paragraph by paragraph, and what
two wrote in the same place is kept until someone chooses.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from finsam.models import Person
from finsam.models.saving import Saving
from finsam.saving.merging import Fields, Merged, merge, same
from finsam.web.asked import number as number_of

__all__ = [
    "Fields",
    "RowSheet",
    "Saved",
    "Sheet",
    "base_of",
    "merge",
    "remember",
    "remember_before",
    "same",
    "save",
    "settle",
]

Row = TypeVar("Row", bound=Saving)


@dataclass(frozen=True)
class Saved(Generic[Row]):
    """What came of a saving: the version the writer has now, and what collided, if anything did."""

    version: str
    at: dt.datetime
    collided: Row | None = None


class Sheet(ABC, Generic[Row]):
    """A thing that several write in, locked for one writer, as flat fields."""

    savings: type[Row]
    kept: ClassVar[int] = 200  # how far back a page left open is brought together field by field

    @property
    @abstractmethod
    def place(self) -> dict[str, Any]:
        """What its savings point at, as field names and values."""

    @property
    @abstractmethod
    def version(self) -> int:
        """The number of how it stands now."""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """Give everything that is written in it as it is stored now."""

    @abstractmethod
    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        """Store `content`, of which `changed` is new, as its next version; give what then stands.

        Raises DomainError with a sentence, and nothing is written.
        """

    def is_text(self, name: str) -> bool:
        """Whether a field is a running text."""
        return False

    def kept_as(self, content: dict[str, Any]) -> dict[str, Any]:
        """Give the fields as a numbered saving keeps them."""
        return content

    def read_back(self, content: dict[str, Any]) -> dict[str, Any]:
        """The other way round of `kept_as`."""
        return content

    def at_version(self, number: int) -> dict[str, Any] | None:
        """Give how it stood at a version, where that is known from elsewhere than its savings."""
        return None

    @property
    def manager(self) -> Any:
        """The manager of its kind of savings; the stubs do not know it of a class that is a parameter."""
        return self.savings._default_manager

    def rows(self) -> QuerySet[Row]:
        """Give its own savings."""
        rows: QuerySet[Row] = self.manager.filter(**self.place)
        return rows

    def sent(self, save_key: str) -> Row | None:
        """Give what was saved under a key before."""
        return self.rows().filter(save_key=save_key).first() if save_key else None


class RowSheet(Sheet[Row]):
    """A sheet that is a row which counts its own versions; `called` is what its savings call it."""

    called: ClassVar[str]

    def __init__(self, row: Any) -> None:
        self.row = row

    @property
    def place(self) -> dict[str, Any]:
        """The row by the name that its savings have for it."""
        return {self.called: self.row}

    @property
    def version(self) -> int:
        """The number that the row itself keeps."""
        version: int = self.row.version
        return version


@transaction.atomic
def save(
    sheet: Sheet[Row], *, fields: Fields, base_version: str, by: Person, save_key: str = "", after: str = ""
) -> Saved[Row]:
    """Save the fields of a locked sheet that the writer saw as `base_version`.

    What only she has changed is written; where another has changed the same to something else, hers is kept beside it
    as a saving that waits for a choice. The same saving (`save_key`) sent twice is one; `after` is the key of one of hers
    whose answer had not come. Raises what the sheet's `write` raises.
    """
    if earlier := sheet.sent(save_key):
        return _answer(earlier, base_version)
    current = sheet.content()
    base = base_of(sheet, version=base_version, after=after, current=current)
    merged = merge(base=base, mine=fields, theirs=current, is_text=sheet.is_text)
    saving = _write(sheet, current, merged, view={**base, **fields}, save_key=save_key, by=by)
    if merged.collisions:
        pending: Row = sheet.manager.create(
            **sheet.place, content=dict(fields), seen=base or None, collisions=list(merged.collisions),
            save_key=save_key, saved_at=timezone.now(), saved_by=by,
        )  # fmt: skip
        return Saved(base_version, pending.saved_at, pending)
    return Saved(saving.token, saving.saved_at) if saving else Saved(base_version, timezone.now())


@transaction.atomic
def settle(sheet: Sheet[Row], *, saving: Row, chosen: Fields, base_version: str, by: Person) -> Saved[Row]:
    """Write what was chosen where two had written, and let the waiting saving rest in the history.

    When a third has written meanwhile, what was chosen waits in its turn.
    """
    saved = save(sheet, fields=chosen, base_version=base_version, by=by)
    sheet.rows().filter(pk=saving.pk).update(settled_at=timezone.now())
    return saved


def base_of(sheet: Sheet[Row], *, version: str, after: str, current: dict[str, Any]) -> dict[str, Any]:
    """Give the fields as the writer saw them; `after` is the key of a save of hers whose answer never came.

    `version` is a number, or a number and a saving ("7.153") where she saw less than was stored. Nothing is known
    of a version long gone: then every difference is a collision, and nothing is lost.
    """
    own = sheet.rows().filter(number__isnull=False)
    number, _, saving = version.partition(".")
    seen = own.filter(save_key=after).first() if after else None
    if seen is None and (saved := number_of(number)) is not None:
        part = number_of(saving)
        seen = own.filter(number=saved).first() if part is None else own.filter(pk=part).first()
        if seen and not saving:
            return as_stored(sheet, seen)
    if seen:
        return dict(seen.seen) if seen.seen is not None else as_stored(sheet, seen)
    if version == str(sheet.version):
        return current
    stood = number_of(version)
    return (sheet.at_version(stood) if stood is not None else None) or {}


def as_stored(sheet: Sheet[Row], saving: Saving) -> dict[str, Any]:
    """Give the fields as they stood from a numbered saving on."""
    assert saving.number is not None
    return sheet.at_version(saving.number) or sheet.read_back(saving.content)


def remember(
    sheet: Sheet[Row],
    *,
    content: dict[str, Any],
    view: Mapping[str, Any],
    save_key: str,
    by: Person | None,
) -> Row:
    """Keep a numbered saving and forget those that no open page can still name.

    `view` is what the writer sees: where it differs from what is stored, her next saving is told from it.
    """
    seen = (
        dict(view)
        if any(not same(view.get(name), content.get(name)) for name in {**content, **view})
        else None
    )
    sheet.rows().filter(number__lt=sheet.version - sheet.kept, number__gt=0).delete()
    kept: Row = sheet.manager.create(
        **sheet.place, number=sheet.version, content=sheet.kept_as(content), seen=seen, save_key=save_key,
        saved_at=timezone.now(), saved_by=by,
    )  # fmt: skip
    return kept


def remember_before(sheet: Sheet[Row], content: dict[str, Any]) -> None:
    """Keep how things stood before the first saving, for pages that were opened then."""
    sheet.manager.get_or_create(
        **sheet.place,
        number=sheet.version,
        defaults={"content": sheet.kept_as(content), "saved_at": timezone.now()},
    )


def _write(
    sheet: Sheet[Row],
    current: dict[str, Any],
    merged: Merged,
    *,
    view: Mapping[str, Any],
    save_key: str,
    by: Person,
) -> Row | None:
    """Write what two versions came to and remember it; nothing when it changes nothing."""
    changed = {name for name, value in merged.content.items() if not same(value, current.get(name))}
    if not changed:
        return None
    remember_before(sheet, current)
    content = sheet.write(merged.content, changed, by)
    return remember(sheet, content=content, view=view, save_key="" if merged.collisions else save_key, by=by)


def _answer(earlier: Row, base_version: str) -> Saved[Row]:
    if earlier.number is not None:
        return Saved(earlier.token, earlier.saved_at)
    return Saved(base_version, earlier.saved_at, None if earlier.settled_at else earlier)
