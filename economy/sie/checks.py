"""What must agree in a whole file: years, balances against vouchers, and whose file it is."""

from datetime import date, timedelta

from economy.sie import sums
from economy.sie.findings import FindingLog
from economy.sie.kinds import kind_of
from economy.sie.owner import check_organisation_number
from economy.sie.tally import Tally

_RESERVED_DIMENSIONS = frozenset(str(number) for number in range(1, 20))
_USUAL_LENGTHS = range(4, 7)


_NEEDED = ("FLAGGA", "PROGRAM", "FORMAT", "GEN", "SIETYP", "FNAMN")


def check_file(tally: Tally, findings: FindingLog, name: str = "") -> None:
    """Make every check that needs the whole file; see the functions below for each."""
    if not tally.labels:
        return
    kind = kind_of(tally, name)
    _check_header(tally, findings)
    _check_kind(tally, findings, kind, name)
    _check_years(tally, findings, kind)
    _check_accounts(tally, findings)
    if kind == "4I":
        _check_import_file(tally, findings)
    else:
        _check_names(tally, findings)
        sums.check_balances(tally, findings)
    if kind == "4E" or (kind != "4I" and tally.series):
        sums.check_movements(tally, findings)
    elif kind in ("2", "3"):
        sums.check_periods(tally, findings)
    check_organisation_number(tally.header, findings)


def _check_header(tally: Tally, findings: FindingLog) -> None:
    labels, head = tally.labels, tally.header
    if not tally.is_flagged_first and labels["FLAGGA"]:
        findings.warning(
            "flagga_not_first",
            "Filen börjar inte med #FLAGGA.",
            line=head.lines.get("FLAGGA"),
            record="FLAGGA",
            expected="#FLAGGA 0 först",
        )
    for label in _NEEDED:
        if not labels[label]:
            findings.warning("record_missing", f"Posten #{label} saknas.", record=label, expected=f"#{label}")
    if head.flagga == "1":
        findings.warning(
            "flagga_set", "Filen är märkt som redan importerad (#FLAGGA 1).",
            line=head.lines.get("FLAGGA"), record="FLAGGA", found="1", expected="0",
        )  # fmt: skip
    elif labels["FLAGGA"] and head.flagga != "0":
        findings.warning(
            "flagga_form",
            "Flaggan är varken 0 eller 1.",
            line=head.lines.get("FLAGGA"),
            record="FLAGGA",
            found=head.flagga or '""',
            expected="0",
        )
    if head.format and head.format.upper() != "PC8":
        findings.warning(
            "format_other", "Filen säger en annan teckenuppsättning än PC8.",
            line=head.lines.get("FORMAT"), record="FORMAT", found=head.format, expected="PC8",
        )  # fmt: skip
    if head.currency and head.currency.upper() != "SEK":
        findings.warning(
            "currency_other", "Beloppen är inte i kronor.", line=head.lines.get("VALUTA"), record="VALUTA", found=head.currency,
            expected="SEK",
        )  # fmt: skip


def _check_kind(tally: Tally, findings: FindingLog, kind: str, name: str) -> None:
    if tally.header.sietyp is None and not tally.labels["SIETYP"]:
        what = "verifikationer" if tally.series else "inga verifikationer"
        findings.warning(
            "sietyp_assumed", f"Filen säger inte sin typ. Den har {what} och läses som typ {kind}.",
            record="SIETYP", found="ingen #SIETYP", expected="1, 2, 3 eller 4",
        )  # fmt: skip
    if kind in ("2", "3") and not tally.labels["OMFATTN"]:
        findings.warning("record_missing", "Posten #OMFATTN saknas.", record="OMFATTN", expected="#OMFATTN")
    if kind in ("1", "2", "3") and tally.series:
        findings.warning(
            "vouchers_in_type", f"En fil av typ {kind} ska inte ha verifikationer.", record="VER",
            found=f"{tally.series.total()} #VER", expected="inga, eller #SIETYP 4",
        )  # fmt: skip
    if kind == "4I" and name.lower().endswith(".se"):
        findings.warning(
            "balances_missing", "Filen har verifikationer men inga saldon och läses som typ 4I.",
            record="UB", found="ingen #IB, #UB eller #RES", expected="årets saldon, som i typ 4E",
        )  # fmt: skip


def _check_years(tally: Tally, findings: FindingLog, kind: str) -> None:
    years = tally.header.years
    now, before = years.get(0), years.get(-1)
    if now is None and kind == "4I":
        return  # the format does not ask for it there
    if now is None or now.start is None or now.end is None:
        note = findings.warning if kind == "4I" else findings.error
        note(
            "year_missing",
            "Filen säger inte vilket räkenskapsår den gäller.",
            line=now.line if now else None,
            record="RAR",
            found="#RAR 0 utan dagar" if now else "ingen #RAR 0",
            expected="#RAR 0 med första och sista dag",
        )
        return
    _check_early_vouchers(tally, findings, now.start, now.end)
    used = {year: label for label, of_label in tally.balances.items() for year in of_label}
    for year in sorted(used.keys() - years.keys(), reverse=True):
        findings.warning(
            "year_undeclared", f"Filen har saldon för år {year} men säger inte vilket år det är.",
            record="RAR", found=f"#{used[year]} {year}", expected=f"#RAR {year} med första och sista dag",
        )  # fmt: skip
    if before and before.end and before.end + timedelta(days=1) != now.start:
        findings.warning(
            "years_apart",
            "Föregående räkenskapsår slutar inte dagen innan detta börjar.",
            line=before.line,
            record="RAR",
            found=before.end.isoformat(),
            expected=(now.start - timedelta(days=1)).isoformat(),
        )


def _check_early_vouchers(tally: Tally, findings: FindingLog, start: date, end: date) -> None:
    """Vouchers that came before the file had said its year."""
    outside = {day: count for day, count in tally.days.items() if not start <= day <= end}
    if outside:
        tally.outside_year += sum(outside.values())
        findings.warning(
            "voucher_outside_year",
            f"{sum(outside.values())} verifikationer är daterade utanför räkenskapsåret.",
            record="VER",
            found=min(outside).isoformat(),
            expected=f"{start} till {end}",
        )


def _check_accounts(tally: Tally, findings: FindingLog) -> None:
    odd = [a for a in {*tally.accounts, *tally.unknown_accounts} if len(a) not in _USUAL_LENGTHS]
    if odd:
        findings.warning(
            "account_length",
            f"{len(odd)} konton har färre än fyra eller fler än sex siffror.",
            record="KONTO",
            found=min(odd),
            expected="4-6 siffror",
        )


def _check_names(tally: Tally, findings: FindingLog) -> None:
    for account, line in tally.unknown_accounts.items():
        if account not in tally.accounts:
            findings.warning(
                "account_undeclared", f"Konto {account} används men har ingen #KONTO-post.",
                line=line, record="KONTO", found=account, expected=f"#KONTO {account} med namn",
            )  # fmt: skip
    used = {dimension: 0 for dimension, _ in tally.objects}
    used |= tally.parents
    used |= {dimension: line for (dimension, _), line in reversed(tally.unknown_objects.items())}
    for dimension, line in used.items():
        if dimension not in tally.dimensions and dimension not in _RESERVED_DIMENSIONS:
            findings.warning(
                "dimension_undeclared",
                f"Dimension {dimension} används men har ingen #DIM-post.",
                line=line or None,
                record="DIM",
                found=dimension,
                expected=f"#DIM {dimension} med namn",
            )
    for (dimension, number), line in tally.unknown_objects.items():
        if (dimension, number) not in tally.objects:
            findings.warning(
                "object_undeclared",
                f"Objekt {number} i dimension {dimension} har ingen #OBJEKT-post.",
                line=line,
                record="OBJEKT",
                found=f"{dimension} {number}",
                expected=f"#OBJEKT {dimension} {number} med namn",
            )


def _check_import_file(tally: Tally, findings: FindingLog) -> None:
    if any(years for years in tally.balances.values()):
        findings.warning(
            "balances_in_4i",
            "En fil av typ 4I ska inte ha saldon; de stäms inte av mot verifikationerna.",
            record="IB",
            found="#IB, #UB eller #RES",
            expected="bara verifikationer",
        )
