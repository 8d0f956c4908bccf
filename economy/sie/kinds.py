"""What kind a file is, and what kind an account: both are told by more than one record."""

from economy.sie.tally import Tally


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
    opening, closing, result = (tally.balances[label].get(0, {}) for label in ("IB", "UB", "RES"))
    is_named_import = name.lower().endswith(".si")
    if is_named_import or not (opening or closing or result):
        return "4I" if has_vouchers or is_named_import else "4E"
    moved = any(amount for account, amount in tally.movements.items() if not is_balance(tally, account))
    return "4I" if moved and not result and opening == closing else "4E"


def is_balance(tally: Tally, account: str) -> bool:
    """Whether an account belongs to the balance sheet: by its KTYP, else by class 1 and 2."""
    kind = tally.kinds.get(account)
    return kind in ("T", "S") if kind else account[:1] in ("1", "2")
