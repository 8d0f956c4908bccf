"""What the law asks of an årsredovisning and the report does not have yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.models import Report, Section
from reporting.queries.audit_cost import audit_costs
from reporting.states import ReportKind

PRINCIPLES = "redovisningsprinciper"  # the section's key in the outline


def lawful_parts(report: Report, sections: Sequence[Section]) -> Iterator[tuple[str, Section | None]]:
    """Give each part that lag (2018:597) asks for and that lacks, in a sentence, with the section where it belongs."""
    if report.kind != ReportKind.ANNUAL:
        return
    by_block = {section.block: section for section in sections}
    if "lkbr" not in by_block:
        yield "Räkningarna i lagens uppställning finns inte med (5 kap. 2 § och 6 kap. 2 §).", None
    principles = next((each for each in sections if each.key == PRINCIPLES), None)
    if principles is None or not (principles.text and principles.text.html):
        yield (
            "Principerna för värdering av tillgångar, avsättningar och skulder saknas (9 kap. 4 §).",
            principles,
        )
    audit = by_block.get("audit_cost")
    if audit is None or next(iter(audit_costs(report).values()), None) is None:
        yield "Kostnaden för räkenskapsrevisionen saknas (9 kap. 13 §).", audit
