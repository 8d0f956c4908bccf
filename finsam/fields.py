"""Figures that running text may name: apps register them, text stores their names and print shows their values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from finsam.models import Association


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
