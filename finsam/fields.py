"""Figures that running text may name: apps register them, text stores their names and print shows their values."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from finsam.models import Association

_NAMED = re.compile(r'<data value="([^"]+)"')
_DATED = re.compile(r":(\d{4})$")


@dataclass(frozen=True)
class Field:
    """A figure with its stable key, its name for people and its value as printed today."""

    key: str
    label: str
    value: str
    group: str = ""


Source = Callable[[Association, int], Iterable[Field]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `source(association, year)` asked for its figures; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)
    return source


def values(association: Association, year: int) -> dict[str, Field]:
    """Give every figure of the year by its key."""
    return {field.key: field for source in _sources for field in source(association, year)}


def dated(association: Association, years: Iterable[int]) -> list[Field]:
    """Give the figures of several years under keys that say the year ("economy.result:2021"), none twice.

    For texts that belong to no year of their own: what a § of March 2022 says of 2021 is the same in 2023.
    """
    found: dict[tuple[str, str, str], Field] = {}
    for year in years:
        for each in values(association, year).values():
            group = each.group if re.search(r"\d{4}", each.group) else f"{each.group} {year}".strip()
            field = Field(f"{each.key}:{year}", each.label, each.value, group)
            found.setdefault((field.label, field.group, field.value), field)
    return list(found.values())


def matching(found: Iterable[Field], words: str, *, most: int = 40) -> list[Field]:
    """Give the figures whose label, group, value or key holds every word."""
    wanted = words.casefold().split()
    texts = ((each, f"{each.label} {each.group} {each.value} {each.key}".casefold()) for each in found)
    return [each for each, text in texts if all(word in text for word in wanted)][:most]


def named(texts: Iterable[str], *, year: int) -> set[tuple[str, int]]:
    """Give the figures that some texts name, each as its key without a year and the year it is of."""
    keys = {unescape(key) for text in texts for key in _NAMED.findall(text)}
    return {(_DATED.sub("", key), int(said[1]) if (said := _DATED.search(key)) else year) for key in keys}


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
