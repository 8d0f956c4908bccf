"""Makes a document again of what was stored of it, so that it can be rendered without what is held back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.safestring import SafeString, mark_safe

Made = TypeVar("Made")


def made_again(kind: type[Made], data: dict[str, Any]) -> Made:
    """Give the frozen dataclass that `as_json` was given; what was not stored then has its default."""
    hints = get_type_hints(kind)
    named = [each.name for each in dataclasses.fields(kind) if each.init]  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], data[name]) for name in named if name in data})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        return _one_of(get_args(hint), value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return made_again(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint in {dt.date, dt.time} and isinstance(value, str):
        return hint.fromisoformat(value)
    return value


def _one_of(hints: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    if SafeString in hints:
        return mark_safe(value)  # noqa: S308  sanitised before it was frozen
    return _value(next(each for each in hints if each is not type(None)), value)
