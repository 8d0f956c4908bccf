"""Layouts to start from when a förbund has none of its own yet; everything in them can be changed."""

from __future__ import annotations

from typing import Any

from economy.states import LineKind, LineRole, LkbrLine, StatementKind

_HEADING, _LINE, _SUM = LineKind.HEADING.value, LineKind.LINE.value, LineKind.SUM.value
_MEMO = LineKind.MEMO.value


def _heading(key: str, label: str) -> dict[str, Any]:
    return {"kind": _HEADING, "key": key, "label": label}


def _line(key: str, label: str, role: str, lkbr: str, note: int | None = None) -> dict[str, Any]:
    return {"kind": _LINE, "key": key, "label": label, "role": role, "lkbr": lkbr, "note": note, "level": 1}


def _memo(key: str, lkbr: str) -> dict[str, Any]:
    return {"kind": _MEMO, "key": key, "label": str(LkbrLine(lkbr).label), "lkbr": lkbr, "level": 1}


def _sum(key: str, label: str, covers: list[str], role: str = "") -> dict[str, Any]:
    return {"kind": _SUM, "key": key, "label": label, "covers": covers, "role": role}


_INCOME = [
    _heading("intakter", "Verksamhetens intäkter"),
    _line("bidrag", "Bidrag från medlemmarna", LineRole.CONTRIBUTION, LkbrLine.OPERATING_INCOME, 1),
    _line("ovriga_intakter", "Övriga intäkter", LineRole.OTHER_INCOME, LkbrLine.OPERATING_INCOME),
    _sum("summa_intakter", "Summa intäkter", ["bidrag", "ovriga_intakter"]),
    _heading("kostnader", "Verksamhetens kostnader"),
    _line("insatser", "Insatser", LineRole.INSATSER, LkbrLine.OPERATING_COST, 2),
    _line("personal", "Förbundschef och kansli", LineRole.ADMINISTRATION, LkbrLine.OPERATING_COST),
    _line("arvoden", "Arvoden", LineRole.ADMINISTRATION, LkbrLine.OPERATING_COST),
    _line("ovriga_kostnader", "Övriga kostnader", LineRole.ADMINISTRATION, LkbrLine.OPERATING_COST),
    _sum("summa_kostnader", "Summa kostnader", ["insatser", "personal", "arvoden", "ovriga_kostnader"]),
    _line("ranteintakter", "Ränteintäkter", LineRole.FINANCIAL_INCOME, LkbrLine.FINANCIAL_INCOME),
    _line("rantekostnader", "Räntekostnader", LineRole.FINANCIAL_COST, LkbrLine.FINANCIAL_COST),
    _sum(
        "resultat",
        "Årets resultat",
        ["summa_intakter", "summa_kostnader", "ranteintakter", "rantekostnader"],
        LineRole.YEARS_RESULT,
    ),
    _memo("rakenskapsrevision", LkbrLine.AUDIT),
]
_BALANCE = [
    _heading("tillgangar", "Tillgångar"),
    _line("fordringar", "Fordringar", LineRole.RECEIVABLE, LkbrLine.RECEIVABLES),
    _line("kassa_bank", "Kassa och bank", LineRole.CASH, LkbrLine.CASH),
    _sum("summa_tillgangar", "Summa tillgångar", ["fordringar", "kassa_bank"]),
    _heading("ek_och_skulder", "Eget kapital och skulder"),
    _line("balanserat", "Eget kapital vid årets början", LineRole.OPENING_EQUITY, LkbrLine.OPENING_EQUITY),
    _line("arets_resultat", "Årets resultat", LineRole.YEARS_RESULT, LkbrLine.YEARS_RESULT),
    _sum("summa_eget_kapital", "Eget kapital vid årets slut", ["balanserat", "arets_resultat"]),
    _line("kortfristiga_skulder", "Kortfristiga skulder", LineRole.SHORT_DEBT, LkbrLine.SHORT_DEBT),
    _sum(
        "summa_ek_skulder", "Summa eget kapital och skulder", ["summa_eget_kapital", "kortfristiga_skulder"]
    ),
    _heading("inom_linjen", "Panter och ansvarsförbindelser"),
    _memo("panter", LkbrLine.PLEDGES),
    _memo("pensionsforpliktelser", LkbrLine.PENSION_COMMITMENTS),
    _memo("ovriga_ansvarsforbindelser", LkbrLine.OTHER_COMMITMENTS),
]

STARTER: dict[str, list[dict[str, Any]]] = {StatementKind.INCOME: _INCOME, StatementKind.BALANCE: _BALANCE}
EMPTY: dict[str, list[dict[str, Any]]] = {StatementKind.INCOME: [], StatementKind.BALANCE: []}
