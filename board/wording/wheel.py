"""The points that every förbund's årshjul begins with: its law, and the habits that most förbund have."""

from __future__ import annotations

from dataclasses import dataclass

from board.rules import ANNUAL_REPORT_LATEST, BUDGET_LATEST
from board.states import PointBasis, PointOwner
from finsam.states import BodyKind

PARAGRAPH, MEETING, PROCLAIMED = "paragraf", "mote", "kungjort"  # the outcomes that the board itself knows


OWN_OUTCOMES = (
    (PARAGRAPH, "en paragraf har beslutat om det"),
    (MEETING, "medlemssamrådet har hållits"),
    (PROCLAIMED, "budgetens sammanträde är kungjort"),
)


@dataclass(frozen=True)
class ShippedPoint:
    """A point as the program brings it; `on` is its month and day, or `before` its anchor's key and the days."""

    key: str
    title: str
    on: tuple[int, int] | None = None
    before: tuple[str, int] | None = None
    source: str = ""
    basis: str = PointBasis.HABIT
    owner: str = PointOwner.CHIEF
    body: str = ""
    heading: str = ""
    proposal: str = ""
    papers: str = ""
    outcome: str = ""
    lead_days: int = 30
    every: int = 1
    first_year: int = 2004


BUDGET = "budget"
_BOARD = BodyKind.BOARD

SHIPPED: tuple[ShippedPoint, ...] = (
    ShippedPoint(
        "arsrapporter", "Insatsernas årsrapporter", on=(1, 31), source="Avtalen med insatsägarna",
        owner=PointOwner.OFFICE, outcome="arsrapporter",
    ),
    ShippedPoint(
        "mal", "Mål för året", on=(2, 28), source="Verksamhetsplanen", owner=PointOwner.BOARD, body=_BOARD,
        heading="Mål och aktiviteter {år}", proposal="fastställa mål och aktiviteter för {år}",
        papers="Mål och aktiviteter", outcome=PARAGRAPH,
    ),
    ShippedPoint(
        "samrad", "Medlemssamråd", on=(2, 28), source="18 § lag (2003:1210): medlemmarna hålls underrättade",
        owner=PointOwner.CHIEF, body=BodyKind.CONSULTATION, outcome=MEETING, lead_days=45,
    ),
    ShippedPoint(
        "arsredovisning", "Årsredovisning", on=ANNUAL_REPORT_LATEST, source="24 § lag (2003:1210): inom tre månader",
        basis=PointBasis.LAW, owner=PointOwner.BOARD, body=_BOARD, heading="Årsredovisning {förra året}",
        proposal="fastställa årsredovisningen för {förra året} och överlämna den till revisorerna och förbundsmedlemmarna",
        papers="Årsredovisning {förra året}", outcome="arsredovisning", lead_days=60,
    ),
    ShippedPoint(
        "mandatskifte", "Mandatskifte", on=(4, 1), source="13 § lag (2003:1210): fyra år från den 1 april",
        basis=PointBasis.LAW, owner=PointOwner.CHIEF, lead_days=90, every=4, first_year=2023,
    ),
    ShippedPoint(
        "revision", "Revisionsberättelse", on=(4, 30), source="25 och 26 §§ lag (2003:1210)",
        basis=PointBasis.LAW, owner=PointOwner.AUDITORS, outcome="revisionsberattelse", lead_days=30,
    ),
    ShippedPoint(
        "dialog-var", "Dialog med insatserna", on=(5, 15), source="Avtalen med insatsägarna", owner=PointOwner.OFFICE,
    ),
    ShippedPoint(
        "ekonomi-var", "Ekonomisk rapport, april", on=(5, 31), source="Budgeten följs under året",
        owner=PointOwner.BOARD, body=_BOARD, heading="Ekonomisk rapport och prognos, april",
        proposal="lägga den ekonomiska rapporten till handlingarna", papers="Ekonomisk rapport", outcome=PARAGRAPH,
    ),
    ShippedPoint(
        "ansvarsfrihet", "Ansvarsfrihet", on=(6, 30), source="25 § lag (2003:1210): varje medlem för sig",
        basis=PointBasis.LAW, owner=PointOwner.MEMBERS, outcome="ansvarsfrihet", lead_days=60,
    ),
    ShippedPoint(
        "delar", "Delårsrapport", on=(9, 30), source="Förbundets ekonomistyrning", owner=PointOwner.BOARD, body=_BOARD,
        heading="Delårsrapport {år}", proposal="fastställa delårsrapporten för {år}", papers="Delårsrapport {år}",
        outcome="delarsrapport", lead_days=60,
    ),
    ShippedPoint(
        "dialog-host", "Dialog med insatserna", on=(10, 15), source="Avtalen med insatsägarna", owner=PointOwner.OFFICE,
    ),
    ShippedPoint(
        "indikatorer", "Indikatorenkäter", on=(10, 31), source="Indikatorer för finansiell samordning",
        owner=PointOwner.OFFICE,
    ),
    ShippedPoint(
        BUDGET, "Budget och verksamhetsplan", on=BUDGET_LATEST,
        source="23 § lag (2003:1210): senast den 30 november, vid ett offentligt sammanträde (19 §)", basis=PointBasis.LAW,
        owner=PointOwner.BOARD, body=_BOARD, heading="Verksamhetsplan {nästa år}",
        proposal="fastställa verksamhetsplan och budget för {nästa år}, med ekonomisk plan för tre år",
        papers="Verksamhetsplan {nästa år}", outcome="verksamhetsplan", lead_days=90,
    ),
    ShippedPoint(
        "styrdokument", "Genomgång av styrdokument", on=(12, 15), source="Styrelsens genomgång varje år",
        owner=PointOwner.BOARD, body=_BOARD, heading="Genomgång av styrdokument",
        proposal="lägga genomgången av styrdokument till handlingarna", papers="Förteckning över styrdokument",
        outcome=PARAGRAPH,
    ),
    ShippedPoint(
        "internkontroll", "Uppföljning av intern kontroll", on=(12, 15), source="6 kap. 6 § kommunallagen, som förebild",
        owner=PointOwner.BOARD, body=_BOARD, heading="Uppföljning av intern kontroll {år}",
        proposal="lägga uppföljningen av intern kontroll till handlingarna", papers="Plan och uppföljning", outcome=PARAGRAPH,
    ),
    # ---- The budget, counted back from the meeting that fixes it
    ShippedPoint(
        "ramar", "Budgetramar", before=(BUDGET, 245), source="Medlemmarnas bidrag och statens tilldelning",
        owner=PointOwner.BOARD, body=_BOARD, heading="Budgetramar {nästa år}",
        proposal="ställa sig bakom ramarna för arbetet med budget {nästa år}", outcome=PARAGRAPH,
    ),
    ShippedPoint(
        "forslag", "Förslag till plan och budget", before=(BUDGET, 105), outcome="planforslag",
        source="Det som medlemmarna samråder om", lead_days=60,
    ),
    ShippedPoint(
        "samrad-ut", "Förslaget till medlemmarna", before=(BUDGET, 91), basis=PointBasis.LAW,
        source="23 § lag (2003:1210): samråd med medlemmarna", outcome="samrad-ut",
    ),
    ShippedPoint(
        "samrad-svar", "Medlemmarnas svar", before=(BUDGET, 56), owner=PointOwner.MEMBERS, outcome="samrad-svar",
        source="23 § lag (2003:1210): samråd med medlemmarna", basis=PointBasis.LAW,
    ),
    ShippedPoint(
        "hansyn", "Så har vi tagit hänsyn", before=(BUDGET, 42), outcome="samrad-hansyn",
        source="Ett stycke för varje svar", basis=PointBasis.HABIT,
    ),
    ShippedPoint(
        "kungorelse", "Kungörelse, och förslaget för alla", before=(BUDGET, 14), basis=PointBasis.LAW,
        source="19 § lag (2003:1210), 8 kap. 14 § kommunallagen", outcome=PROCLAIMED,
    ),
    ShippedPoint(
        "budget-ut", "Budgeten till medlemmarna", before=(BUDGET, -7), owner=PointOwner.CHIEF,
        source="Medlemmarna får veta vad som beslutades",
    ),
)  # fmt: skip
