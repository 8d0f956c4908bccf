"""Figures that running text may name: apps register them, text stores their names and print shows their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from typing import Any

from finsam.models import Association
from finsam.swedish.figure_forms import forms_of
from finsam.web.asked_once import asked_once

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
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `source(association, year)` asked for its figures; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)
    return source


@asked_once
def values(association: Association, year: int) -> dict[str, Field]:
    """Give every figure of the year by its key, each followed by its forms."""
    own = (field for source in _sources for field in source(association, year))
    return {each.key: each for field in own for each in (field, *_forms(field))}


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
    keys = {unescape(key) for text in texts for key in _NAMED.findall(text)}
    years = {int(said[1]) if (said := _DATED.search(key)) else year for key in keys}
    shown: dict[str, str] = {}
    for each in years:
        for key, field in values(association, each).items():
            shown[f"{key}:{each}"] = field.value
            if each == year:
                shown[key] = field.value
    return {key: shown[key] for key in keys if key in shown}
