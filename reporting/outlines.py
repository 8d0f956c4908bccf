"""The outlines that a new report may begin from; sections are renamed, added and moved afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from finsam.errors import DomainError
from finsam.swedish.local_words import word_lazily
from reporting.states import ReportKind


@dataclass(frozen=True)
class Part:
    """A section of an outline, with its parts."""

    key: str
    heading: str
    block: str = ""
    hint: str = ""
    is_numbered: bool = True
    starts_page: bool = False
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A named outline for a kind of report."""

    name: str
    label: str
    kind: ReportKind
    parts: tuple[Part, ...]


# RKR's recommendation R15 in the order that the field uses; LKBR 4 kap. 1 § and 11 kap. say what must be there.
ANNUAL = Outline(
    name=ReportKind.ANNUAL,
    label="Årsredovisning enligt RKR R15",
    kind=ReportKind.ANNUAL,
    parts=(
        Part(
            "ordforande",
            "Ordföranden har ordet",
            is_numbered=False,
            starts_page=True,
            hint="En sida om året, undertecknad av ordföranden.",
        ),
        Part(
            "forvaltningsberattelse",
            "Förvaltningsberättelse",
            starts_page=True,
            hint="Vad förbundet är: organisation, uppdrag och finansiering.",
            parts=(
                Part(
                    "oversikt", "Översikt över verksamhetens utveckling", "five_years", "Fem år i sammandrag."
                ),
                Part(
                    "viktiga",
                    "Viktiga förhållanden för resultat och ekonomisk ställning",
                    "money_flow",
                    "Principer, medelsplacering och risker.",
                ),
                Part("handelser", "Händelser av väsentlig betydelse", hint="Det som påverkade året."),
                Part(
                    "styrning",
                    "Styrning och uppföljning av verksamheten",
                    hint="Hur styrelsen styr och följer upp.",
                ),
                Part(
                    "hushallning",
                    "God ekonomisk hushållning, måluppfyllelse och ekonomisk ställning",
                    "key_ratios",
                    "Resultatet, det egna kapitalet och kostnaden för administration.",
                    parts=(
                        Part("inriktningsmal", "Inriktningsmål utifrån förbundsordningen"),
                        Part("strategiska", "Strategiska områden"),
                        Part("mal", "Förbundsstyrelsens mål {year}", "goals"),
                        Part("indikatorer", "Indikatorer för finansiell samordning", "indicators"),
                        Part("finansiella-mal", "Finansiella mål {year}", "equity"),
                        Part("balanskrav", "Balanskravsresultat", "balance_requirement"),
                        Part("sammantraden", "Sammanträden och representation", "meetings"),
                        Part("ledamoter", "Styrelsens ledamöter", "roster"),
                        Part(
                            "individ",
                            word_lazily("individual", "{!} insatser", form="many"),
                            "insatser",
                            options=MappingProxyType({"kind": "individ"}),
                        ),
                        Part(
                            "struktur",
                            word_lazily("structural", "{!} insatser", form="many"),
                            "insatser",
                            options=MappingProxyType({"kind": "struktur"}),
                        ),
                    ),
                ),
                Part("personal", "Väsentliga personalförhållanden"),
                Part("utveckling", "Förväntad utveckling"),
            ),
        ),
        Part("resultatrakning", "Resultaträkning", "income_statement", starts_page=True),
        Part("balansrakning", "Balansräkning", "balance_sheet", starts_page=True),
        Part(
            "lagens-uppstallning",
            "Räkningarna enligt lagens uppställning",
            "lkbr",
            "Samma siffror i den ordning som 5 kap. 2 § och 6 kap. 2 § bestämmer.",
            starts_page=True,
        ),
        Part("kassaflode", "Kassaflödesanalys", "cash_flow"),
        Part(
            "driftredovisning",
            "Drift- och investeringsredovisning",
            "operations",
            "Utfall mot budget, och att inga investeringar gjorts.",
            starts_page=True,
        ),
        Part(
            "noter",
            "Noter",
            "notes",
            starts_page=True,
            parts=(
                Part(
                    "redovisningsprinciper",
                    "Redovisnings- och värderingsprinciper",
                    hint="Hur tillgångar, avsättningar och skulder värderas, och skälen för varje avvikelse (9 kap. 3 och 4 §§).",
                ),
                Part(
                    "revisionskostnad",
                    "Räkenskapsrevision",
                    "audit_cost",
                    "Vad granskningen kostade (9 kap. 13 §).",
                ),
            ),
        ),
        Part("underskrifter", "Styrelsens underskrifter", "signatures", starts_page=True),
        Part(
            "bilaga1",
            "Bilaga 1. Insatsernas årsrapporter",
            "insats_reports",
            is_numbered=False,
            starts_page=True,
        ),
        Part("bilaga2", "Bilaga 2. Delårsredovisning", "half_year", is_numbered=False, starts_page=True),
    ),
)

# LKBR 13 kap. 2 §: an income statement, a balance sheet and a simplified förvaltningsberättelse.
HALF_YEAR = Outline(
    name=ReportKind.HALF_YEAR,
    label="Delårsrapport",
    kind=ReportKind.HALF_YEAR,
    parts=(
        Part(
            "forvaltningsberattelse",
            "Förenklad förvaltningsberättelse",
            hint="Vilken tid rapporten avser, och det viktigaste i en mening.",
            parts=(
                Part("utfall", "Ekonomiskt utfall", "half_year_summary", "Resultat, prognos och varför."),
                Part("insatser", "Insatser enligt verksamhetsplanen", "insatser_half_year"),
                Part("handelser", "Övriga händelser av vikt"),
                Part(
                    "hushallning",
                    "Måluppfyllelse och balanskrav",
                    block="balance_requirement",
                    hint="Väntas målen för god ekonomisk hushållning och balanskravet nås?",
                ),
            ),
        ),
        Part("rakningar", "Resultat- och balansräkning", "half_year"),
        Part("underskrifter", "Styrelsens underskrifter", "signatures", starts_page=True),
    ),
)

PLAN_GOALS = Outline(
    name=ReportKind.PLAN,
    label="Verksamhetsplan med mål",
    kind=ReportKind.PLAN,
    parts=(
        Part("inledning", "Inledning"),
        Part("uppdrag", "Uppdrag och organisation", hint="Vad förbundet är till för, och vilka som är med."),
        Part("strategiska", "Strategiska områden"),
        Part(
            "mal",
            "Mål {year}",
            "goals_plan",
            "Hur, mått, uppföljning, strategiskt område och fokusområden för varje mål.",
        ),
        Part("insatser", "Insatser {year}", "insatser_plan"),
        Part("uppfoljning", "Uppföljning och intern kontroll"),
        Part("ekonomi", "Ekonomi", hint="Finansiering, och motivering om budgeten är underbalanserad."),
        Part("budget", "Budget {year} och plan", "budget"),
    ),
)

PLAN_AREAS = Outline(
    name="verksamhetsplan-omraden",
    label="Verksamhetsplan med målområden och aktiviteter",
    kind=ReportKind.PLAN,
    parts=(
        Part("bakgrund", "Bakgrund"),
        Part("syfte", "Syfte och uppdrag"),
        Part("malgrupp", "Målgrupp"),
        Part("omraden", "Målområden och aktiviteter {year}", "goal_areas"),
        Part("uppfoljning", "Uppföljning och utvärdering"),
        Part(
            "ekonomi",
            "Ekonomi och planerad finansiering",
            parts=(
                Part("fordelning", "Fördelning av budgeten {year}", "shares"),
                Part("oversikt", "Budgetöversikt", "budget_overview"),
                Part("budget", "Budget {year}", "budget"),
            ),
        ),
    ),
)

# As förbund with a styrkort write: perspectives as chapters, then the same as a card, and a budget with an appendix.
PLAN_SCORECARD = Outline(
    name="verksamhetsplan-styrkort",
    label="Verksamhetsplan med styrkort",
    kind=ReportKind.PLAN,
    parts=(
        Part("inledning", "Inledning"),
        Part("uppdrag", "Uppdrag och organisation"),
        Part("vision", "Vision och strategi"),
        Part("malgrupp", "Målgrupp"),
        Part("perspektiv", "Mål, mått och aktiviteter {year}", "scorecard_chapters"),
        Part("framat", "Övergripande planering för åren därefter"),
        Part("styrkort", "Styrkort {year}", "scorecard", is_numbered=False),
        Part("budget", "Budget {year} och plan", "budget", is_numbered=False, starts_page=True),
        Part("bilaga", "Bilaga. Insatser år för år", "insats_years", is_numbered=False, starts_page=True),
    ),
)

PLAN_LEVELS = Outline(
    name="verksamhetsplan-nivaer",
    label="Verksamhetsplan med mål i nivåer",
    kind=ReportKind.PLAN,
    parts=(
        Part("inledning", "Inledning"),
        Part("uppdrag", "Uppdrag och organisation"),
        Part("mal", "Mål {year}", "goal_tree"),
        Part("insatser", "Insatser {year}", "insatser_plan"),
        Part("uppfoljning", "Uppföljning"),
        Part("budget", "Budget {year} och plan", "budget"),
    ),
)

_OUTLINES = {
    outline.name: outline
    for outline in (ANNUAL, HALF_YEAR, PLAN_GOALS, PLAN_AREAS, PLAN_SCORECARD, PLAN_LEVELS)
}


def get(name: str) -> Outline:
    """Give the outline of that name. Raises DomainError for an unknown one."""
    try:
        return _OUTLINES[name]
    except KeyError:
        raise DomainError("Den dispositionen finns inte. Välj en ur listan.") from None


def for_kind(kind: str) -> list[Outline]:
    """Give the outlines that a kind of report may begin from."""
    return [outline for outline in _OUTLINES.values() if outline.kind == kind]
