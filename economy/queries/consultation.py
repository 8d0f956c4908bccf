"""How the consultation on a year's budget stands, and what of it was lacking on the day of the decision."""

from __future__ import annotations

import datetime as dt

from economy.models import Consultation
from finsam.models import Association
from finsam.swedish import dates, words

LAW = "23 § lagen om finansiell samordning"


def consultation_of(association: Association, year: int) -> Consultation | None:
    """Give the consultation on the year's budget, with its answers at hand; None where none is written down."""
    rows = Consultation.objects.filter(association=association, year=year)
    return rows.prefetch_related("answers__member").first()


def consultation_remarks(association: Association, year: int, decided_on: dt.date) -> list[str]:
    """Say what lacked of the consultation when the budget was fixed: both days, and who had not answered."""
    found = consultation_of(association, year)
    said = _lack(found, year, decided_on) if found else _nothing_noted(year, decided_on)
    return [said] if said else []


def _nothing_noted(year: int, decided_on: dt.date) -> str:
    return (
        f"Beslutet om budget {year} är från den {dates.long_date(decided_on)}, och något samråd om den är inte antecknat. "
        f"Styrelsen ska samråda med medlemmarna innan den fastställer budgeten ({LAW})."
    )


def _lack(found: Consultation, year: int, decided_on: dt.date) -> str:
    sent, decided = dates.long_date(found.sent_on), dates.long_date(decided_on)
    if found.sent_on > decided_on:
        return (
            f"Budget {year} gick ut på samråd den {sent}, efter beslutet den {decided}. Styrelsen ska samråda med "
            f"medlemmarna dessförinnan ({LAW})."
        )
    silent = [each.member.name for each in found.answers.all() if not each.is_answered_by(decided_on)]
    if not silent:
        return ""
    return (
        f"{words.join_och(silent)} hade inte svarat på samrådet från den {sent} när budget {year} fastställdes den "
        f"{decided}. Skriv in svaren under Samråd, om de har kommit."
    )
