"""What a file says of itself: its header, gathered record by record, and what it says twice."""

from dataclasses import dataclass, field
from datetime import date

from economy.sie import records
from economy.sie.findings import FindingLog
from economy.sie.records import Record

KEPT_PROSA = 50
_FIELDS: dict[type, tuple[tuple[str, str], ...]] = {
    records.Flagga: (("value", "flagga"),),
    records.Program: (("name", "program"), ("version", "program_version")),
    records.Format: (("name", "format"),),
    records.Gen: (("date", "made_on"), ("sign", "made_by")),
    records.SieTyp: (("number", "sietyp"),),
    records.Fnamn: (("name", "name"),),
    records.Fnr: (("identity", "fnr"),),
    records.Orgnr: (("number", "organisation_number"),),
    records.Ftyp: (("code", "legal_form"),),
    records.Bkod: (("code", "bkod"),),
    records.Adress: (("parts", "address"),),
    records.Taxar: (("year", "taxar"),),
    records.Omfattn: (("date", "covers_to"),),
    records.Kptyp: (("kind", "chart"),),
    records.Valuta: (("code", "currency"),),
}
_MUST_AGREE = (records.SieTyp, records.Orgnr, records.Valuta)  # whose books they are, and how they are read


@dataclass(slots=True)
class Header:
    """What the file says of itself and its organisation; empty where it says nothing."""

    flagga: str = ""
    program: str = ""
    program_version: str = ""
    format: str = ""
    made_on: date | None = None
    made_by: str = ""
    sietyp: int | None = None
    name: str = ""
    fnr: str = ""
    organisation_number: str = ""
    legal_form: str = ""
    bkod: str = ""
    address: tuple[str, ...] = ()
    taxar: str = ""
    covers_to: date | None = None
    chart: str = ""
    currency: str = ""
    prosa: list[str] = field(default_factory=list)
    years: dict[int, records.Rar] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # where each record stands

    def add(self, record: Record, findings: FindingLog, *, is_first: bool) -> None:
        """Take what a record says; one that comes again is a warning, or an error where it must not contradict."""
        self.lines[type(record).__name__.upper()] = record.line
        if isinstance(record, records.Rar):
            self._year(record, findings)
        elif isinstance(record, records.Prosa):
            self.prosa = [*self.prosa, record.text][:KEPT_PROSA]
        elif fields := _FIELDS.get(type(record)):
            given = [getattr(record, theirs) for theirs, _ in fields]
            before = [getattr(self, ours) for _, ours in fields]
            if not is_first:
                _tell_twice(record, before, given, findings)
            for (_, ours), value in zip(fields, given, strict=True):
                setattr(self, ours, value)

    def _year(self, record: records.Rar, findings: FindingLog) -> None:
        kept = self.years.get(record.year)
        if kept:
            differs = (kept.start, kept.end) != (record.start, record.end)
            (findings.error if differs else findings.warning)(
                "year_twice" if differs else "rar_twice",
                f"Räkenskapsår {record.year} står två gånger" + (", med olika dagar." if differs else "."),
                line=record.line,
                record="RAR",
                found=f"{record.start} till {record.end}",
                expected=f"bara {kept.start} till {kept.end}",
            )
        self.years[record.year] = record


def _tell_twice(record: Record, before: list[object], given: list[object], findings: FindingLog) -> None:
    label = type(record).__name__.upper()
    differs = before != given
    refuses = differs and isinstance(record, _MUST_AGREE)
    message = f"Posten #{label} står två gånger" + (", med olika innehåll." if differs else ".")
    (findings.error if refuses else findings.warning)(
        f"{label.lower()}_twice",
        message if refuses or not differs else f"{message[:-1]}; den senare gäller.",
        line=record.line,
        record=label,
        found=_shown(given),
        expected=f"bara {_shown(before)}",
    )


def _shown(values: list[object]) -> str:
    return " ".join(str(value) for value in values if value not in (None, "")) or '""'
