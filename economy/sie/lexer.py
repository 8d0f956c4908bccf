"""One line of a SIE file to its fields: quotes, escapes, tabs and braces."""

import re
from enum import Enum
from functools import lru_cache

Field = str | tuple[str, ...]  # a tuple is what stood between braces

# A quote that is followed by a sign stands inside the text: some programs do not escape it, and in some
# files it is what is left of an ö. Two backslashes before a quote that ends its field are no escape.
_ESCAPED = r'(?<!\\)\\\\(?="(?:[ \t{}]|$))|\\"|\\'
# What is once read is never given back: a look ahead that takes all it can, and then the same again. Python has signs for
# that since 3.11, but in Debian 12's 3.11.2 they fail with groups in them.
_QUOTED = rf'"(?=((?:[^"\\]+|{_ESCAPED}|"(?=[^ \t{{}}]))*))\1"'
_BRACED = rf'\{{(?=((?:[^{{}}"]+|"(?=((?:[^"\\]+|{_ESCAPED})*))\3")*))\2\}}'
_BARE = r'([^ \t"{}][^ \t{}]*)'
_FIELD = re.compile(rf"{_QUOTED}|{_BRACED}|{_BARE}")
_INNER = re.compile(rf'"(?=((?:[^"\\]+|{_ESCAPED})*))\1"|([^ \t"]+)')


class Oddity(Enum):
    """What was wrong with a line that could be split all the same."""

    OPEN_QUOTE = "a quoted text never ends"
    OPEN_BRACE = "an object list never ends"
    OPENS = "a brace after the fields opens the voucher"
    CLOSES = "a brace after the fields closes the voucher"
    QUOTE_INSIDE = "a quote stands inside a text"


def split_fields(line: str) -> tuple[list[Field], Oddity | None]:
    """The fields of a line that is stripped of its line end, label first, and the first oddity if any.

    Text between braces comes as one tuple. Only `\\"` is an escape, as the format says; a backslash before
    any other sign is itself, so that a path of Windows stays what it is.
    """
    fields: list[Field] = []
    oddity: Oddity | None = None
    end = 0
    for match in _FIELD.finditer(line):
        start, stop = match.span()
        if start > end and not line[end:start].isspace():
            break
        kind, text = match.lastindex, match[match.lastindex or 0]
        if kind == 2:
            fields.append(braced_fields(text))
        elif kind == 1 and ("\\" in text or '"' in text):
            if text.count('"') > text.count('\\"'):
                oddity = Oddity.QUOTE_INSIDE
            fields.append(_plain(text))
        else:
            fields.append(text)
        end = stop
    rest = line[end:].strip(" \t")
    if rest:
        oddity = _take_rest(rest, fields)
    return fields, oddity


def _plain(text: str) -> str:
    return text.replace('\\"', '"')


@lru_cache(maxsize=4096)  # the same few objects stand on most rows
def braced_fields(inner: str) -> tuple[str, ...]:
    """The fields of what stands between braces."""
    return tuple(_plain(match[1]) if match.lastindex == 1 else match[2] for match in _INNER.finditer(inner))


def _take_rest(rest: str, fields: list[Field]) -> Oddity | None:
    if rest == "{":
        return Oddity.OPENS
    if rest[0] == "}":
        return Oddity.CLOSES
    if rest[0] == "{":
        fields.append(braced_fields(rest[1:]))
        return Oddity.OPEN_BRACE
    if len(rest) > 2 and rest.endswith('\\"'):  # "C:\path\" : the backslash was no escape
        fields.append(rest[1:-1])
        return None
    fields.append(_plain(rest[1:]))
    return Oddity.OPEN_QUOTE
