"""The steps that a year-end list begins with: each with its usual day in the year after, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shipped:
    """A step as it is shipped: `month` and `day` are of the year after the one that is closed."""

    key: str
    label: str
    month: int
    day: int


BOOKS, OPENING, ACCRUALS, AGREE, NOTES = "books", "opening", "accruals", "agree", "notes"
CONTRIBUTIONS, AUDIT_COST, BALANCE = "contributions", "audit_cost", "balance"
ADOPTED, SIGNED = "adopted", "signed"

SHIPPED = (
    Shipped(BOOKS, "Bokföringen är inläst för hela året", 1, 20),
    Shipped(OPENING, "Ingående balans stämmer med förra årets utgående", 1, 20),
    Shipped("bank", "Kassa och bank är avstämda mot kontoutdragen", 1, 25),
    Shipped("reversed", "Förra årets periodiseringar är återförda", 1, 25),
    Shipped(ACCRUALS, "Det som insatserna inte har fått betalt är periodiserat", 1, 31),
    Shipped(CONTRIBUTIONS, "Medlemsbidragen är betalda eller periodiserade", 1, 31),
    Shipped("specified", "Balansposterna är specificerade (4 kap. 6 § lagen om kommunal bokföring och redovisning)", 2, 10),
    Shipped(AGREE, "Räkningar, noter och bidrag stämmer med varandra", 2, 15),
    Shipped(NOTES, "Noterna är skrivna", 2, 20),
    Shipped(AUDIT_COST, "Revisionens kostnad är med (9 kap. 13 §)", 2, 20),
    Shipped(BALANCE, "Balanskravet är utrett (11 kap. 10 §)", 2, 20),
    Shipped(ADOPTED, "Årsredovisningen är fastställd av styrelsen", 3, 31),
    Shipped(SIGNED, "Årsredovisningen är undertecknad", 3, 31),
    Shipped("sent", "Årsredovisningen är lämnad till revisorerna och medlemmarna", 3, 31),
)  # fmt: skip
