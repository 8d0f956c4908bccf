"""Figures that running text may name: apps register them, text stores their names and print shows their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from functools import cached_property
from html import unescape
from typing import Any

from finsam.models import Association
from finsam.swedish.figure_forms import forms_of
from finsam.web.asked_once import asked_once, is_only_reading

_NAMED = re.compile(r'<data value="([^"]+)"')
_DATED = re.compile(r":(\d{4})$")
_FORMED = re.compile(r":[a-z]+$")


@dataclass(frozen=True)
class Field:
    """A figure with its stable key, its name for people and its value as printed today.

    `amount` is the exact value, in `kind` ("kr" or "percent"), and `before` the same a year earlier: they give the forms that
    words want ("1,2 mkr"). A form is a field of its own, whose key goes on with the form's name; `form_of` is what it is of.
    """

    key: str
    label: str
    value: str
    group: str = ""
    amount: Decimal | None = None
    kind: str = ""
    before: Decimal | None = None
    form_of: str = ""
    form: str = ""


Source = Callable[[Association, int], Iterable[Field]]
_sources: dict[Source, tuple[str, ...]] = {}


def register(source: Source, *starts: str) -> Source:
    """Have `source(association, year)` asked for its figures, whose keys all begin with one of `starts`.

    Called from `AppConfig.ready()`.
    """
    _sources.setdefault(source, starts)
    return source


class Figures(Mapping[str, Field]):
    """Every figure of a year by its key, each followed by its forms; a source is asked when somebody looks for a key of its own.

    So a text that names one figure costs that one's source, and who goes through them all asks all.
    """

    def __init__(self, association: Association, year: int) -> None:
        self._association, self._year = association, year
        self._told: dict[Source, dict[str, Field]] = {}

    def __getitem__(self, key: str) -> Field:
        for source, starts in _sources.items():
            if key.startswith(starts) and key in (told := self._of(source)):
                return told[key]
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    @cached_property
    def every(self) -> dict[str, Field]:
        """All of them, which asks every source."""
        return {key: field for source in _sources for key, field in self._of(source).items()}

    def _of(self, source: Source) -> dict[str, Field]:
        if source not in self._told:
            own = source(self._association, self._year)
            self._told[source] = {each.key: each for field in own for each in (field, *_forms(field))}
        return self._told[source]


@dataclass(frozen=True, eq=False)
class Printed(Mapping[str, str]):
    """Figures as they print, by key; what `instead` says where there is no such figure."""

    figures: Mapping[str, Field]
    instead: Mapping[str, str] = dataclass_field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        field = self.figures.get(key)
        return self.instead[key] if field is None else field.value

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self.figures), **dict.fromkeys(self.instead)})

    def __len__(self) -> int:
        return len({*self.figures, *self.instead})


@asked_once
def values(association: Association, year: int) -> Mapping[str, Field]:
    """Give the figures of the year by their keys; who may write has them all at once, as they are before she writes."""
    figures = Figures(association, year)
    return figures if is_only_reading() else figures.every


def values_of(floor: str, association: Association, year: int) -> dict[str, Field]:
    """Give the figures that one floor tells of the year by their keys, for a page that shows no others; without forms."""
    own = (source for source in _sources if source.__module__.split(".")[0] == floor)
    return {field.key: field for source in own for field in source(association, year)}


def _forms(field: Field) -> Iterator[Field]:
    if field.amount is None:
        return
    for form in forms_of(field.amount, field.kind, field.before):
        yield Field(
            f"{field.key}:{form.name}",
            field.label,
            form.text,
            field.group,
            form_of=field.key,
            form=form.label,
        )


def dated(association: Association, years: Iterable[int]) -> list[Field]:
    """Give the figures of several years under keys that say the year ("economy.result:2021"), none twice.

    For texts that belong to no year of their own: what a § of March 2022 says of 2021 is the same in 2023.
    """
    found: dict[tuple[str, str, str, str], Field] = {}
    for year in years:
        for each in values(association, year).values():
            group = each.group if re.search(r"\d{4}", each.group) else f"{each.group} {year}".strip()
            form_of = f"{each.form_of}:{year}" if each.form_of else ""
            field = Field(
                f"{each.key}:{year}", each.label, each.value, group, form_of=form_of, form=each.form
            )
            found.setdefault((field.label, field.group, field.form, field.value), field)
    return list(found.values())


def matching(found: Iterable[Field], words: str, *, most: int = 40) -> list[Field]:
    """Give the figures whose label, group, value or key holds every word; their forms are found beside them."""
    wanted = words.casefold().split()
    own = (each for each in found if not each.form_of)
    texts = ((each, f"{each.label} {each.group} {each.value} {each.key}".casefold()) for each in own)
    return [each for each, text in texts if all(word in text for word in wanted)][:most]


def menu(found: Iterable[Field], words: str) -> dict[str, list[dict[str, Any]]]:
    """Give what the editor's menu shows for some words: each figure, with its forms to choose among."""
    found = list(found)
    forms: dict[str, list[dict[str, str]]] = {}
    for each in found:
        forms.setdefault(each.form_of, []).append({"key": each.key, "value": each.value})
    return {
        "figures": [
            {
                "key": each.key,
                "label": f"{each.label}, {each.group}" if each.group else each.label,
                "value": each.value,
            }
            | ({"forms": shown} if (shown := forms.get(each.key)) else {})
            for each in matching(found, words)
        ]
    }


def plain(figures: Mapping[str, Field]) -> list[Field]:
    """Give the figures without their forms."""
    return [each for each in figures.values() if not each.form_of]


def named(texts: Iterable[str], *, year: int) -> set[tuple[str, int]]:
    """Give the figures that some texts name, each as its key without form and year, and the year it is of."""
    keys = {unescape(key) for text in texts for key in _NAMED.findall(text)}
    return {
        (_FORMED.sub("", _DATED.sub("", key)), int(said[1]) if (said := _DATED.search(key)) else year)
        for key in keys
    }


def printed(association: Association, texts: Iterable[str], *, year: int) -> dict[str, str]:
    """Give the printed values, by key, of the figures that some texts name; nothing is asked when they name none.

    A key that says no year is of `year`.
    """
    shown: dict[str, str] = {}
    for key in {unescape(key) for text in texts for key in _NAMED.findall(text)}:
        said = _DATED.search(key)
        known = values(association, int(said[1]) if said else year)
        field = known.get(_DATED.sub("", key))
        if field is not None:
            shown[key] = field.value
    return shown
