"""A received SIE file read: its books, or its vouchers to be added to books, its budget, and what there is to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from economy.imports import from_sie, periods, ways
from economy.imports.reading import Read, check_line, show_books
from economy.sie.preview import preview_of_file
from economy.sie.reader import SieFile, read
from finsam.swedish import words


def read_sie(
    content: bytes, *, name: str, encoding: str, organisation_number: str, chosen: Sequence[str] = ()
) -> Read:
    """Read a SIE file with its checks; `chosen` are the ways past its faults that a person took."""
    file = read(content, name=name, encoding=encoding or None, organisation_number=organisation_number)
    found = preview_of_file(file)
    counted = Counter(each.code for each in file.findings) + Counter(file.left_out)
    found |= {
        "codes": dict(counted),
        "blockers": [],
        "accounts_list": [],
        "objects": [],
        "first_vouchers": [],
        "ways": list(chosen),
        "ways_past": ways.offered(file, chosen),
        "letters": ways.letters(file),
    }
    answer = Read(found, blockers=found["blockers"])
    if file.error_count == 1 and counted["orgnr_foreign"]:
        owner = found["header"]["organisation_number"]
        answer.blockers.append(
            f"Filen gäller en annan organisation, {owner}. Förbundet har {organisation_number}."
        )
    elif ways.remaining(file, chosen):
        answer.blockers.append(f"Filen har {file.error_count} fel och kan inte läsas in.")
    else:
        _forgive(found, file)
        has_vouchers = not _is_without_vouchers(file, chosen)
        if not has_vouchers:
            found["vouchers"] = found["vouchers"] | {"count": 0}
        _take(answer, file, has_vouchers=has_vouchers)
    has_last_year = bool(file.tally.balances["UB"].get(-1))
    found["checks"] = _checks(found, counted, organisation_number, has_last_year=has_last_year)
    if answer.ledger and answer.ledger.object_dimensions:
        found["checks"].append(_object_check(answer.ledger.object_dimensions, file.tally.dimensions))
    return answer


def _is_without_vouchers(file: SieFile, chosen: Sequence[str]) -> bool:
    """Whether a person chose the balances alone, or a fault that only they lead past is in the file."""
    return ways.BALANCES in chosen and ways.has_whole_balances(file)


def _forgive(found: dict[str, Any], file: SieFile) -> None:
    """What a person went past is told among the remarks, and refuses no longer."""
    found["warnings"] = [asdict(each) for each in file.errors] + found["warnings"]
    found["warning_count"] += file.error_count
    found["errors"], found["error_count"] = [], 0


def _take(answer: Read, file: SieFile, *, has_vouchers: bool) -> None:
    """The books of a file that is accepted, or its vouchers where it has no balances, and its budget."""
    currency = answer.found["header"]["currency"]
    if currency and currency.upper() != "SEK":
        answer.blockers.append(f"Filens belopp är i {currency}. Be bokföraren om en fil i kronor.")
        return
    answer.found["is_balance_by"] = "KTYP" if file.tally.kinds else "kontoklass"
    ledger = from_sie.ledger_of(file, has_vouchers=has_vouchers)
    if answer.found["kind"] == "4I":
        answer.additions = from_sie.additions_of(file)
        if answer.additions is None:
            answer.blockers.append("Filen är av typ 4I och har inga verifikationer att lägga till.")
    elif ledger is None:
        answer.blockers.append("Filen säger inte vilket räkenskapsår den gäller.")
    elif not ledger.accounts:
        answer.blockers.append("Filen har varken saldon eller verifikationer för året.")
    else:
        answer.ledger = ledger
        show_books(answer.found, ledger)
        answer.budget = {(account, ""): amount for account, amount in periods.budget_of(file.records).items()}
        if answer.budget:
            answer.found["budget"] = {"accounts": len(answer.budget)}


def _object_check(dimensions: list[str], names: Mapping[str, str]) -> list[str]:
    """Balances by object say the same kronor once for each dimension: only one of them can be read."""
    read_one, *rest = (f"{number} {names.get(number, '')}".strip() for number in dimensions)
    told = f"Läses från dimension {read_one}."
    if rest:
        told += f" Dimension {', '.join(rest)} fördelar samma belopp och läses inte."
    return ["Saldona är fördelade på objekt", "good", told]


def _owner_check(owner: str, organisation_number: str, codes: Counter[str]) -> list[str]:
    label = "Organisationsnumret är förbundets"
    if codes["orgnr_foreign"]:
        return [label, "bad", f"Filen har {owner}, förbundet {organisation_number}."]
    if not owner or not organisation_number:
        return [label, "unknown", "Filen eller förbundet saknar organisationsnummer."]
    return [label, "good", owner]


def _checks(
    found: dict[str, Any], codes: Counter[str], organisation_number: str, *, has_last_year: bool
) -> list[list[str]]:
    vouchers, has_vouchers = found["vouchers"], bool(found["vouchers"]["count"])
    without = codes["balances_missing"] or found["kind"] == "4I"
    is_moved = has_vouchers and not without
    found_checks = [
        _owner_check(found["header"]["organisation_number"], organisation_number, codes),
        check_line(
            "Varje verifikation går jämnt ut", codes["voucher_unbalanced"], tried=has_vouchers,
            told=words.plural(vouchers["count"], "verifikation", "verifikationer"),
        ),
        check_line(
            "Ingående balans och verifikationer ger utgående balans", codes["closing_differs"],
            tried=is_moved, told="alla balanskonton",
        ),
        check_line(
            "Verifikationerna ger kontonas resultat", codes["result_differs"],
            tried=is_moved, told="alla resultatkonton",
        ),
        check_line(
            "Utgående balanser och resultat summerar till noll", codes["closing_sum"],
            tried=found["sums"]["closing"] is not None, told="0",
        ),
        check_line(
            "Ingående balans är filens utgående balans förra året", codes["opening_differs"],
            tried=has_last_year, told="alla balanskonton",
        ),
        check_line(
            "Kontrollsumman stämmer", codes["ksumma_wrong"] + codes["ksumma_open"],
            tried=found["checksum"] is not None, told="ja",
        ),
    ]  # fmt: skip
    if found["kind"] in ("2", "3") and found["counts"].get("PSALDO") and not has_vouchers:
        label = "Periodernas saldon summerar till årets"
        found_checks.insert(-1, check_line(label, codes["periods_differ"], tried=True, told="alla konton"))
    return found_checks
