"""What must add up: opening and closing balances, last year's against this one's, and the movements between."""

from dataclasses import dataclass
from decimal import Decimal

from economy.sie.findings import FindingLog
from economy.sie.kinds import is_balance
from economy.sie.opening import opening_differences
from economy.sie.tally import ZERO, Tally


def _of_year_zero(tally: Tally) -> dict[str, dict[str, Decimal]]:
    return {label: years.get(0, {}) for label, years in tally.balances.items()}


def check_balances(tally: Tally, findings: FindingLog) -> None:
    """IB must sum to 0, UB and RES together too, and IB be last year's UB; the fault may be old: warnings."""
    of_now = _of_year_zero(tally)
    opening, closing, result = (sum(of_now[label].values(), ZERO) for label in ("IB", "UB", "RES"))
    if any(of_now["UB"].values()) and not of_now["IB"]:
        findings.warning(
            "opening_missing",
            "Filen har utgående men inga ingående balanser: alla konton läses som om de började på 0.",
            record="IB",
            found="ingen #IB 0",
            expected="#IB 0 för varje balanskonto",
        )
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
    if last := tally.balances["UB"].get(-1, {}):
        _check_opening(tally, of_now["IB"], last, findings)


def _check_opening(
    tally: Tally, opening: dict[str, Decimal], last: dict[str, Decimal], findings: FindingLog
) -> None:
    """A result account begins each year at 0, and last year's result is equity by then, or is told not to be."""
    found = opening_differences(_of_balance(tally, opening), _of_balance(tally, last))
    for account, now, then in found.wrong:
        findings.warning(
            "opening_differs",
            f"Konto {account}: ingående balans är inte förra årets utgående.",
            line=tally.lines.get(("IB", 0, account)) or tally.lines.get(("UB", -1, account)),
            record="IB",
            found=f"{now:f}",
            expected=f"{then:f}",
        )
    if found.is_moved is False and not found.wrong:
        findings.warning(
            "result_not_moved", f"Förra årets resultat, {found.result:f}, är inte fört till eget kapital.", record="IB",
            found="samma ingående som utgående balanser", expected="resultatet i eget kapital",
        )  # fmt: skip


def _of_balance(tally: Tally, amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    return {account: amount for account, amount in amounts.items() if is_balance(tally, account)}


def check_movements(tally: Tally, findings: FindingLog) -> None:
    """IB + TRANS = UB on balance accounts and TRANS = RES on the others; a difference refuses the file."""
    of_now = _of_year_zero(tally)
    changes = changes_of(tally)
    if not tally.series:
        _tell_no_vouchers(changes, tally, findings)
        return
    for label, what in (("UB", "utgående balanser"), ("RES", "resultat")):
        if not of_now[label]:
            findings.warning(
                "balances_missing",
                f"Filen saknar årets {what}; verifikationerna kan inte stämmas av mot dem.",
                record=label,
                found=f"ingen #{label} 0",
                expected=f"#{label} 0 för varje konto",
            )
    for account in sorted({*changes, *tally.movements}):
        if account.isdigit():  # another is refused where it stands
            change = changes.get(account) or Change("UB" if is_balance(tally, account) else "RES", ZERO, ZERO)
            if of_now[change.label]:
                _compare(tally, findings, account, change)


@dataclass(frozen=True, slots=True)
class Change:
    """What an account went from and to in the file's own year, and the label that says so: UB or RES."""

    label: str
    opening: Decimal
    closing: Decimal

    @property
    def amount(self) -> Decimal:
        return self.closing - self.opening


def changes_of(tally: Tally) -> dict[str, Change]:
    """Give what each account with a balance went from and to.

    One that has a RES and no UB is a result account; where a program writes both, its kind decides.
    """
    opening, closing, result = (_of_year_zero(tally)[label] for label in ("IB", "UB", "RES"))
    found = {}
    for account in {*opening, *closing, *result}:
        if account in result and (account not in closing or not is_balance(tally, account)):
            found[account] = Change("RES", ZERO, result[account])
        else:
            found[account] = Change("UB", opening.get(account, ZERO), closing.get(account, ZERO))
    return found


def _tell_no_vouchers(changes: dict[str, Change], tally: Tally, findings: FindingLog) -> None:
    moved = sorted(account for account, change in changes.items() if change.amount)
    if moved:
        findings.error(
            "vouchers_missing",
            f"Filen är av typ 4 men har inga verifikationer, fast {len(moved)} konton har ändrats under året.",
            line=tally.lines.get((changes[moved[0]].label, 0, moved[0])),
            record="VER",
            found=f"konto {moved[0]} med {changes[moved[0]].amount:f}",
            expected="verifikationer, eller #SIETYP 1",
        )


def check_periods(tally: Tally, findings: FindingLog) -> None:
    """IB + PSALDO = UB, or PSALDO = RES, in types 2 and 3; the periods may be fewer than the year's: warnings."""
    if not tally.periods.every:
        return
    for account, change in sorted(changes_of(tally).items()):
        plain, every = tally.periods.plain.get(account, ZERO), tally.periods.every.get(account, ZERO)
        if change.amount not in (plain, every):
            findings.warning(
                "periods_differ",
                f"Konto {account}: periodsaldona summerar till {plain or every:f} men #{change.label} ger "
                f"{change.amount:f}. Året läses in utan månader för kontot.",
                line=tally.periods.lines.get(account) or tally.lines.get((change.label, 0, account)),
                record="PSALDO",
                found=f"{plain or every:f}",
                expected=f"{change.amount:f}",
            )


def _compare(tally: Tally, findings: FindingLog, account: str, change: Change) -> None:
    counted = change.opening + tally.movements.get(account, ZERO)
    if counted == change.closing:
        return
    is_balance_account = change.label == "UB"
    sum_of = "ingående balans och verifikationer" if is_balance_account else "verifikationerna"
    findings.error(
        "closing_differs" if is_balance_account else "result_differs",
        f"Konto {account}: {sum_of} ger {counted:f} men #{change.label} är {change.closing:f}.",
        line=tally.lines.get((change.label, 0, account)) or tally.lines.get(("IB", 0, account)),
        record=change.label,
        found=f"{change.closing:f}",
        expected=f"{counted:f}",
    )
