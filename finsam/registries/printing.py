"""Every kind of document that can be printed: apps register theirs, a command and the pages ask for them."""

from collections.abc import Callable
from dataclasses import dataclass

from finsam.errors import DomainError
from finsam.models import Association


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: `whiches` lists which there are, `render` makes one as PDF (a frozen one is read)."""

    name: str
    label: str
    whiches: Callable[[Association], list[str]]
    render: Callable[[Association, str], bytes]


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> None:
    """Let the kind be printed; called from `AppConfig.ready()`."""
    _kinds[kind.name] = kind


def kinds() -> list[DocumentKind]:
    """Give every kind, in the order of registration."""
    return list(_kinds.values())


def render(association: Association, kind: str, which: str) -> bytes:
    """Print one document as PDF. Raises DomainError that lists what there is when there is none such."""
    if kind not in _kinds:
        raise DomainError(f"Det finns ingen handling av slaget {kind}. Det finns: {', '.join(_kinds)}.")
    whiches = _kinds[kind].whiches(association)
    if which not in whiches:
        raise DomainError(
            f"{_kinds[kind].label} {which} finns inte. Det finns: {', '.join(whiches) or 'ingen'}."
        )
    return _kinds[kind].render(association, which)
