"""A report beside another version of it on paper: what was put there and what was taken away, marked and said in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from finsam import clock
from finsam.errors import DomainError
from finsam.markup import differences
from reporting.documents.changes import SectionChange, changed_sections
from reporting.documents.report import ReportDocument, build_report, frozen_document, of_content
from reporting.models import Report
from reporting.queries.comparing import Other, other_of
from reporting.states import FROZEN

TEMPLATE = "print/comparison.html"
_WORDS = (
    ("<ins>", '<ins><span class="marke">[tillagt: </span>'), ("</ins>", '<span class="marke">]</span></ins>'),
    ("<del>", '<del><span class="marke">[struket: </span>'), ("</del>", '<span class="marke">]</span></del>'),
)  # fmt: skip


@dataclass(frozen=True)
class ComparedSection:
    """A section of either version, and what has become of it."""

    heading: str
    said: str
    html: str
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that a comparison prints; sections that are alike are named and not printed anew."""

    heading: str
    subtitle: str
    dated: dt.date
    sections: tuple[ComparedSection, ...]
    alike: tuple[str, ...]
    reference: str = ""

    @property
    def title(self) -> str:
        return self.heading

    @property
    def template_name(self) -> str:
        return TEMPLATE


def compare(new: ReportDocument, old: ReportDocument, *, against: str, on: dt.date) -> Comparison:
    """Compare two versions; `against` names the older one."""
    changes = changed_sections(old.sections, new.sections)
    changed = {change.anchor for change in changes}
    whole = {each.anchor: differences("", each.html) for each in new.sections}
    gone = {f"{each.number} {each.heading}".strip(): differences(each.html, "") for each in old.sections}
    return Comparison(
        heading=f"{new.title}, jämförd",
        subtitle=f"Mot {against}",
        dated=on,
        sections=tuple(
            _printed(each, whole.get(each.anchor, "") if each.anchor else gone.get(each.heading, ""))
            for each in changes
        ),
        alike=tuple(
            f"{each.number} {each.heading}".strip() for each in new.sections if each.anchor not in changed
        ),
    )


def _printed(change: SectionChange, whole: str) -> ComparedSection:
    """Give a change as it prints; a section that is new or gone is printed whole."""
    is_partly = bool(change.text or change.tables)
    return ComparedSection(
        change.heading, change.what, _in_words(change.text if is_partly else whole),
        tuple(map(_in_words, change.tables)),
    )  # fmt: skip


def _in_words(html: str) -> str:
    """Say in words what colour and lines show, for those who hear the text or print it without colours."""
    for mark, words in _WORDS:
        html = html.replace(mark, words)
    return html


def build_comparison(report: Report, now: ReportDocument, key: str) -> Comparison:
    """Build the comparison with the version of a key. Raises DomainError when it is there no more."""
    other = other_of(report, key)
    if other is None:
        raise DomainError("Versionen att jämföra med finns inte längre.")
    return compare(now, _document_of(other), against=other.name, on=clock.today())


def _document_of(other: Other) -> ReportDocument:
    if other.copy:
        return of_content(other.copy.content)
    assert other.report  # the one or the other
    return frozen_document(other.report) if other.report.state in FROZEN else build_report(other.report)
