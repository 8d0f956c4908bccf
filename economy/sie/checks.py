"""What must agree in a whole file: years, balances against vouchers, and whose file it is."""

import re
from datetime import timedelta
from decimal import Decimal

from economy.sie.findings import FindingLog
from economy.sie.tally import ZERO, Header, Tally

# Kommuners and kommunalförbunds numbers begin with 21 or 22; samordningsförbund have 222000.
ASSOCIATION_NUMBER = re.compile(r"222000-?[0-9]{4}")
_NUMBER = re.compile(r"[0-9]{6}-?[0-9]{4}")
_RESERVED_DIMENSIONS = frozenset(str(number) for number in range(1, 20))
_USUAL_LENGTHS = range(4, 7)


def kind_of(tally: Tally, name: str = "") -> str:
    """The file's kind: 1, 2, 3, 4E (the whole year) or 4I (vouchers to be imported, no balances).

    The format tells 4E from 4I by the suffix alone; without one a file that has no balances, or whose
    vouchers move result accounts that have no RES, is a 4I.
    """
    sietyp = tally.header.sietyp
    has_vouchers = bool(tally.series)
    if sietyp is None:
        sietyp = 4 if has_vouchers else 1
    if sietyp != 4:
        return str(sietyp)
    if name.lower().endswith(".si") or not any(map(_of_year_zero(tally).get, ("IB", "UB", "RES"))):
        return "4I" if has_vouchers or name.lower().endswith(".si") else "4E"
    moved = any(amount for account, amount in tally.movements.items() if not is_balance(tally, account))
    is_bare = not tally.balances["RES"].get(0) and moved
    return "4I" if is_bare and tally.balances["IB"].get(0) == tally.balances["UB"].get(0) else "4E"


def is_balance(tally: Tally, account: str) -> bool:
    """Whether an account belongs to the balance sheet: by its KTYP, else by class 1 and 2."""
    kind = tally.kinds.get(account)
    return kind in ("T", "S") if kind else account[:1] in ("1", "2")


def check_file(tally: Tally, findings: FindingLog, name: str = "") -> None:
    """Make every check that needs the whole file; see the functions below for each."""
    if not tally.labels:
        return
    kind = kind_of(tally, name)
    _check_header(tally, findings, kind)
    _check_years(tally, findings, kind)
    _check_accounts(tally, findings)
    if kind == "4I":
        _check_import_file(tally, findings)
    else:
        _check_names(tally, findings)
        _check_sums(tally, findings)
    if kind == "4E" and tally.series:
        _check_movements(tally, findings)
    check_organisation_number(tally.header.organisation_number, findings)


def check_organisation_number(number: str, findings: FindingLog) -> None:
    """Warn when the number is missing or not that of a samordningsförbund, 222000-xxxx."""
    if not number:
        findings.warning("orgnr_missing", "Filen saknar organisationsnummer.", record="ORGNR")
    elif not _NUMBER.fullmatch(number):
        findings.warning(
            "orgnr_form",
            "Organisationsnumret är inte skrivet som ett organisationsnummer.",
            record="ORGNR",
            found=number,
            expected="222000-xxxx",
        )
    elif not ASSOCIATION_NUMBER.fullmatch(number):
        findings.warning(
            "orgnr_other",
            "Organisationsnumret är inte ett samordningsförbunds.",
            record="ORGNR",
            found=number,
            expected="222000-xxxx",
        )
    elif not has_right_check_digit(number):
        findings.warning(
            "orgnr_digit", "Organisationsnumrets kontrollsiffra är fel.", record="ORGNR", found=number
        )


def has_right_check_digit(number: str) -> bool:
    """Whether the last digit is right by the Luhn rule that organisationsnummer follow."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    doubled = (digit * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def check_owner(header: Header, findings: FindingLog, organisation_number: str) -> None:
    """An error when the file says that it is another organisation's."""
    theirs, ours = (re.sub("[^0-9]", "", n) for n in (header.organisation_number, organisation_number))
    if theirs and theirs != ours:
        findings.error(
            "orgnr_foreign",
            "Filen gäller en annan organisation.",
            record="ORGNR",
            found=header.organisation_number,
            expected=organisation_number,
        )


def _of_year_zero(tally: Tally) -> dict[str, dict[str, Decimal]]:
    return {label: years.get(0, {}) for label, years in tally.balances.items()}


def _check_header(tally: Tally, findings: FindingLog, kind: str) -> None:
    labels, head = tally.labels, tally.header
    if not tally.is_flagged_first and labels["FLAGGA"]:
        findings.warning("flagga_not_first", "Filen börjar inte med #FLAGGA.", record="FLAGGA")
    for label in ("FLAGGA", "PROGRAM", "FORMAT", "GEN", "SIETYP", "FNAMN"):
        if not labels[label]:
            findings.warning("record_missing", f"Posten #{label} saknas.", record=label, expected=f"#{label}")
    if head.flagga == "1":
        findings.warning("flagga_set", "Filen är märkt som redan importerad (#FLAGGA 1).", record="FLAGGA")
    if head.format and head.format.upper() != "PC8":
        findings.warning(
            "format_other", "Filen säger en annan teckenuppsättning än PC8.",
            record="FORMAT", found=head.format, expected="PC8",
        )  # fmt: skip
    if kind in ("2", "3") and not labels["OMFATTN"]:
        findings.warning("record_missing", "Posten #OMFATTN saknas.", record="OMFATTN")
    if kind in ("1", "2", "3") and tally.series:
        findings.warning(
            "vouchers_in_type", f"En fil av typ {kind} ska inte ha verifikationer.", record="VER"
        )
    if head.currency and head.currency.upper() != "SEK":
        findings.warning(
            "currency_other", "Beloppen är inte i kronor.", record="VALUTA", found=head.currency,
            expected="SEK",
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
            expected="#RAR 0 med första och sista dag",
        )
        return
    if before and before.end and before.end + timedelta(days=1) != now.start:
        findings.warning(
            "years_apart",
            "Föregående räkenskapsår slutar inte dagen innan detta börjar.",
            line=before.line,
            record="RAR",
            found=before.end.isoformat(),
            expected=(now.start - timedelta(days=1)).isoformat(),
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
                line=line, record="KONTO", found=account,
            )  # fmt: skip
    used = {dimension: 0 for dimension, _ in tally.objects}
    used |= {dimension: line for (dimension, _), line in reversed(tally.unknown_objects.items())}
    for dimension, line in used.items():
        if dimension not in tally.dimensions and dimension not in _RESERVED_DIMENSIONS:
            findings.warning(
                "dimension_undeclared",
                f"Dimension {dimension} används men har ingen #DIM-post.",
                line=line or None,
                record="DIM",
                found=dimension,
            )
    for (dimension, number), line in tally.unknown_objects.items():
        if (dimension, number) not in tally.objects:
            findings.warning(
                "object_undeclared",
                f"Objekt {number} i dimension {dimension} har ingen #OBJEKT-post.",
                line=line,
                record="OBJEKT",
                found=f"{dimension} {number}",
            )


def _check_import_file(tally: Tally, findings: FindingLog) -> None:
    if any(years for years in tally.balances.values()):
        findings.warning(
            "balances_in_4i",
            "En fil av typ 4I ska inte ha saldon; de stäms inte av mot verifikationerna.",
        )


def _check_sums(tally: Tally, findings: FindingLog) -> None:
    """IB must sum to 0, UB and RES together too, and IB be last year's UB; the fault may be old: warnings."""
    of_now = _of_year_zero(tally)
    opening, closing, result = (sum(of_now[label].values(), ZERO) for label in ("IB", "UB", "RES"))
    if opening:
        findings.warning(
            "opening_sum",
            f"Ingående balanser summerar till {opening:f} och inte till 0.",
            record="IB",
            found=f"{opening:f}",
            expected="0",
        )
    if of_now["UB"] and closing + result:
        findings.warning(
            "closing_sum",
            f"Utgående balanser och resultat summerar till {closing + result:f} och inte till 0.",
            record="UB",
            found=f"{closing:f} + {result:f}",
            expected="0",
        )
    last = tally.balances["UB"].get(-1, {})
    if last:
        _check_opening(tally, of_now["IB"], last, findings)


def _check_opening(
    tally: Tally, opening: dict[str, Decimal], last: dict[str, Decimal], findings: FindingLog
) -> None:
    for account in sorted(opening.keys() | last.keys()):
        now, then = opening.get(account, ZERO), last.get(account, ZERO)
        if now != then and is_balance(tally, account):  # a result account begins each year at 0
            findings.warning(
                "opening_differs",
                f"Konto {account}: ingående balans är inte förra årets utgående.",
                line=tally.lines.get(("IB", 0, account)) or tally.lines.get(("UB", -1, account)),
                record="IB",
                found=f"{now:f}",
                expected=f"{then:f}",
            )


def _check_movements(tally: Tally, findings: FindingLog) -> None:
    """IB + TRANS = UB on balance accounts and TRANS = RES on the others; a difference refuses the file."""
    of_now = _of_year_zero(tally)
    for label, what in (("UB", "utgående balanser"), ("RES", "resultat")):
        if not of_now[label]:
            findings.warning(
                "balances_missing",
                f"Filen saknar årets {what}; verifikationerna kan inte stämmas av mot dem.",
                record=label,
            )
    for account in sorted({*of_now["IB"], *of_now["UB"], *of_now["RES"], *tally.movements}):
        moved = tally.movements.get(account, ZERO)
        if not account.isdigit():
            continue  # refused where it stands
        if account in of_now["RES"] and account not in of_now["UB"]:
            _compare(tally, findings, account, "RES", opening=ZERO, moved=moved, given=of_now["RES"][account])
        elif account in of_now["IB"] or account in of_now["UB"] or is_balance(tally, account):
            if of_now["UB"]:
                opening = of_now["IB"].get(account, ZERO)
                _compare(
                    tally,
                    findings,
                    account,
                    "UB",
                    opening=opening,
                    moved=moved,
                    given=of_now["UB"].get(account, ZERO),
                )
        elif of_now["RES"]:
            _compare(tally, findings, account, "RES", opening=ZERO, moved=moved, given=ZERO)


def _compare(
    tally: Tally,
    findings: FindingLog,
    account: str,
    label: str,
    *,
    opening: Decimal,
    moved: Decimal,
    given: Decimal,
) -> None:
    if opening + moved == given:
        return
    sum_of = "ingående balans och verifikationer" if label == "UB" else "verifikationerna"
    findings.error(
        "closing_differs" if label == "UB" else "result_differs",
        f"Konto {account}: {sum_of} ger {opening + moved:f} men #{label} är {given:f}.",
        line=tally.lines.get((label, 0, account)),
        record=label,
        found=f"{given:f}",
        expected=f"{opening + moved:f}",
    )
