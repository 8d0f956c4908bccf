"""Every kind of document that can be printed: apps register theirs, a command and the pages ask for them."""

from collections.abc import Callable
from dataclasses import dataclass

from finsam.errors import DomainError
from finsam.models import Association
from finsam.swedish.local_words import speaking


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: `whiches` lists which there are, `render` makes one as PDF (a frozen one is read).

    `word` makes one as a Word file, where the kind has them. `others` gives what one can be compared with, key and name,
    and `compare` prints the comparison with a key.
    """

    name: str
    label: str
    whiches: Callable[[Association], list[str]]
    render: Callable[[Association, str], bytes]
    word: Callable[[Association, str], bytes] | None = None
    others: Callable[[Association, str], list[tuple[str, str]]] | None = None
    compare: Callable[[Association, str, str], bytes] | None = None


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> None:
    """Let the kind be printed; called from `AppConfig.ready()`."""
    _kinds[kind.name] = kind


def kinds() -> list[DocumentKind]:
    """Give every kind, in the order of registration."""
    return list(_kinds.values())


def render(association: Association, kind: str, which: str) -> bytes:
    """Print one document as PDF. Raises DomainError that lists what there is when there is none such."""
    found = _found(association, kind, which)
    with speaking(lambda: association.local_words):
        return found.render(association, which)


def render_word(association: Association, kind: str, which: str) -> bytes:
    """Make one document as a Word file. Raises DomainError when the kind has none, and as `render`."""
    found = _found(association, kind, which)
    if found.word is None:
        having = ", ".join(each.name for each in kinds() if each.word)
        raise DomainError(f"{found.label} finns inte i Word. Det gör: {having}.")
    with speaking(lambda: association.local_words):
        return found.word(association, which)


def render_comparison(association: Association, kind: str, which: str, against: str) -> bytes:
    """Print one document beside another version. Raises DomainError that lists the versions, and as `render`."""
    found = _found(association, kind, which)
    if found.compare is None or found.others is None:
        having = ", ".join(each.name for each in kinds() if each.compare)
        raise DomainError(f"{found.label} jämförs inte. Det gör: {having}.")
    others = found.others(association, which)
    if against not in [key for key, _ in others]:
        known = ", ".join(f"{key} ({name})" for key, name in others)
        raise DomainError(f"{found.label} {which} kan jämföras med: {known or 'ingen annan version'}.")
    with speaking(lambda: association.local_words):
        return found.compare(association, which, against)


def _found(association: Association, kind: str, which: str) -> DocumentKind:
    if kind not in _kinds:
        raise DomainError(f"Det finns ingen handling av slaget {kind}. Det finns: {', '.join(_kinds)}.")
    whiches = _kinds[kind].whiches(association)
    if which not in whiches:
        raise DomainError(
            f"{_kinds[kind].label} {which} finns inte. Det finns: {', '.join(whiches) or 'ingen'}."
        )
    return _kinds[kind]
