"""The economy's fixed vocabularies, and which of a layout's roles mean what."""

from django.db.models import IntegerChoices, TextChoices

from finsam.states import AppointmentRole
from finsam.swedish.local_words import word_lazily
from insatser.states import InsatsKind


class Source(TextChoices):
    """Where a fiscal year's outcome comes from: never both."""

    LINES = "lines", "Inskrivna rader"
    LEDGER = "ledger", "Inläst bokföring"


class Unit(TextChoices):
    """How amounts are shown and typed; they are always stored in kronor."""

    KR = "kr", "Kronor"
    TKR = "tkr", "Tusental kronor"


class StatementKind(TextChoices):
    """The two statements that a layout describes."""

    INCOME = "income", "Resultaträkning"
    BALANCE = "balance", "Balansräkning"


class LineKind(TextChoices):
    """What stands on a row of a statement."""

    HEADING = "heading", "Rubrik"
    LINE = "line", "Rad med belopp"
    SUM = "sum", "Summa"
    MEMO = "memo", "Upplysning, ingår inte i någon summa"


class LineRole(TextChoices):
    """What a line is to the förbund, whatever it calls it: the key ratios are made from roles."""

    NONE = "", "Ingen särskild"
    CONTRIBUTION = "contribution", "Medlemsbidrag"
    OTHER_INCOME = "other_income", "Övriga intäkter"
    INSATSER = "insatser", "Insatser, båda slagen"
    INDIVIDUAL = "individual", word_lazily("individual", "Insatser, {}", form="many")
    STRUCTURAL = "structural", word_lazily("structural", "Insatser, {}", form="many")
    ADMINISTRATION = "administration", "Ledning, samordning och administration"
    DEPRECIATION = "depreciation", "Avskrivningar"
    FINANCIAL_INCOME = "financial_income", "Finansiella intäkter"
    FINANCIAL_COST = "financial_cost", "Finansiella kostnader"
    CAPITAL_GAIN = "capital_gain", "Realisationsvinst"
    CAPITAL_LOSS = "capital_loss", "Realisationsförlust"
    UNREALISED = "unrealised", "Orealiserade värdeförändringar"
    EXTRAORDINARY = "extraordinary", "Extraordinära poster"
    FIXED_ASSET = "fixed_asset", "Anläggningstillgång"
    RECEIVABLE = "receivable", "Fordran, förråd eller annan omsättningstillgång"
    SHORT_INVESTMENT = "short_investment", "Kortfristig placering"
    CASH = "cash", "Kassa och bank"
    OPENING_EQUITY = "opening_equity", "Eget kapital vid årets början"
    YEARS_RESULT = "years_result", "Årets resultat i balansräkningen"
    PROVISION = "provision", "Avsättning"
    LONG_DEBT = "long_debt", "Långfristig skuld"
    SHORT_DEBT = "short_debt", "Kortfristig skuld"


INCOME_ROLES = frozenset({LineRole.CONTRIBUTION, LineRole.OTHER_INCOME})
INSATS_ROLES = frozenset({LineRole.INSATSER, LineRole.INDIVIDUAL, LineRole.STRUCTURAL})
FINANCIAL_ROLES = frozenset({LineRole.FINANCIAL_INCOME, LineRole.FINANCIAL_COST})
LIQUID_ROLES = frozenset({LineRole.CASH, LineRole.SHORT_INVESTMENT})
ASSET_ROLES = LIQUID_ROLES | {LineRole.FIXED_ASSET, LineRole.RECEIVABLE}
EQUITY_ROLES = frozenset({LineRole.OPENING_EQUITY, LineRole.YEARS_RESULT})
DEBT_ROLES = frozenset({LineRole.PROVISION, LineRole.LONG_DEBT, LineRole.SHORT_DEBT})
BALANCE_ROLES = ASSET_ROLES | EQUITY_ROLES | DEBT_ROLES
WITH_AMOUNTS = frozenset({LineKind.LINE, LineKind.MEMO})


class LkbrLine(TextChoices):
    """The items of 5 kap. 2 § and 6 kap. 2 § lagen (2018:597) om kommunal bokföring och redovisning."""

    NONE = "", "Ingen"
    OPERATING_INCOME = "verksamhetens_intakter", "Verksamhetens intäkter"
    OPERATING_COST = "verksamhetens_kostnader", "Verksamhetens kostnader"
    DEPRECIATION = "avskrivningar", "Avskrivningar"
    TAXES = "skatteintakter", "Skatteintäkter"
    STATE_GRANTS = "statsbidrag", "Generella statsbidrag och utjämning"
    FINANCIAL_INCOME = "finansiella_intakter", "Finansiella intäkter"
    FINANCIAL_COST = "finansiella_kostnader", "Finansiella kostnader"
    EXTRAORDINARY = "extraordinara_poster", "Extraordinära poster"
    INTANGIBLE = "immateriella", "Immateriella anläggningstillgångar"
    PROPERTY = "mark_byggnader", "Mark, byggnader och tekniska anläggningar"
    MACHINES = "maskiner_inventarier", "Maskiner och inventarier"
    OTHER_TANGIBLE = "ovriga_materiella", "Övriga materiella anläggningstillgångar"
    FINANCIAL_ASSET = "finansiella_tillgangar", "Finansiella anläggningstillgångar"
    INFRASTRUCTURE = "infrastruktur", "Bidrag till infrastruktur"
    STOCK = "forrad", "Förråd m.m."
    RECEIVABLES = "fordringar", "Fordringar"
    SHORT_INVESTMENTS = "kortfristiga_placeringar", "Kortfristiga placeringar"
    CASH = "kassa_bank", "Kassa och bank"
    OPENING_EQUITY = "eget_kapital_borjan", "Eget kapital vid årets början"
    YEARS_RESULT = "arets_resultat", "Årets resultat"
    PENSIONS = "avsattningar_pensioner", "Avsättningar för pensioner och liknande förpliktelser"
    OTHER_PROVISIONS = "andra_avsattningar", "Andra avsättningar"
    LONG_DEBT = "langfristiga_skulder", "Långfristiga skulder"
    SHORT_DEBT = "kortfristiga_skulder", "Kortfristiga skulder"
    OPENING_RESERVE = "reserv_borjan", "Varav resultatreserv vid årets början"
    CLOSING_RESERVE = "reserv_slut", "Varav resultatreserv vid årets slut"
    PLEDGES = "panter", "Panter och därmed jämförliga säkerheter"
    PENSION_COMMITMENTS = (
        "pensionsforpliktelser",
        "Pensionsförpliktelser som inte har upptagits bland skulderna eller avsättningarna",
    )
    OTHER_COMMITMENTS = "ovriga_ansvarsforbindelser", "Övriga ansvarsförbindelser"
    AUDIT = "rakenskapsrevision", "Kostnad för räkenskapsrevision (9 kap. 13 §)"


LKBR_BESIDE = frozenset({
    LkbrLine.OPENING_RESERVE, LkbrLine.CLOSING_RESERVE, LkbrLine.PLEDGES, LkbrLine.PENSION_COMMITMENTS,
    LkbrLine.OTHER_COMMITMENTS, LkbrLine.AUDIT,
})  # fmt: skip
# What the law tells beside the sums: only a row that is information, and no part of a sum, may be it.
LKBR_INCOME = frozenset({
    LkbrLine.OPERATING_INCOME, LkbrLine.OPERATING_COST, LkbrLine.DEPRECIATION, LkbrLine.TAXES, LkbrLine.STATE_GRANTS,
    LkbrLine.FINANCIAL_INCOME, LkbrLine.FINANCIAL_COST, LkbrLine.EXTRAORDINARY,
})  # fmt: skip
LKBR_OF_ROLE = {
    LineRole.CONTRIBUTION: LkbrLine.OPERATING_INCOME,
    LineRole.OTHER_INCOME: LkbrLine.OPERATING_INCOME,
    LineRole.INSATSER: LkbrLine.OPERATING_COST,
    LineRole.INDIVIDUAL: LkbrLine.OPERATING_COST,
    LineRole.STRUCTURAL: LkbrLine.OPERATING_COST,
    LineRole.ADMINISTRATION: LkbrLine.OPERATING_COST,
    LineRole.DEPRECIATION: LkbrLine.DEPRECIATION,
    LineRole.FINANCIAL_INCOME: LkbrLine.FINANCIAL_INCOME,
    LineRole.FINANCIAL_COST: LkbrLine.FINANCIAL_COST,
    LineRole.CAPITAL_GAIN: LkbrLine.FINANCIAL_INCOME,
    LineRole.CAPITAL_LOSS: LkbrLine.FINANCIAL_COST,
    LineRole.UNREALISED: LkbrLine.FINANCIAL_INCOME,
    LineRole.EXTRAORDINARY: LkbrLine.EXTRAORDINARY,
    LineRole.FIXED_ASSET: LkbrLine.MACHINES,
    LineRole.RECEIVABLE: LkbrLine.RECEIVABLES,
    LineRole.SHORT_INVESTMENT: LkbrLine.SHORT_INVESTMENTS,
    LineRole.CASH: LkbrLine.CASH,
    LineRole.OPENING_EQUITY: LkbrLine.OPENING_EQUITY,
    LineRole.YEARS_RESULT: LkbrLine.YEARS_RESULT,
    LineRole.PROVISION: LkbrLine.OTHER_PROVISIONS,
    LineRole.LONG_DEBT: LkbrLine.LONG_DEBT,
    LineRole.SHORT_DEBT: LkbrLine.SHORT_DEBT,
}  # where a line with the role most often belongs in the law's layout


ROLE_OF_LKBR = {
    LkbrLine.INTANGIBLE: LineRole.FIXED_ASSET,
    LkbrLine.PROPERTY: LineRole.FIXED_ASSET,
    LkbrLine.MACHINES: LineRole.FIXED_ASSET,
    LkbrLine.OTHER_TANGIBLE: LineRole.FIXED_ASSET,
    LkbrLine.FINANCIAL_ASSET: LineRole.FIXED_ASSET,
    LkbrLine.INFRASTRUCTURE: LineRole.FIXED_ASSET,
    LkbrLine.STOCK: LineRole.RECEIVABLE,
    LkbrLine.RECEIVABLES: LineRole.RECEIVABLE,
    LkbrLine.SHORT_INVESTMENTS: LineRole.SHORT_INVESTMENT,
    LkbrLine.CASH: LineRole.CASH,
    LkbrLine.OPENING_EQUITY: LineRole.OPENING_EQUITY,
    LkbrLine.YEARS_RESULT: LineRole.YEARS_RESULT,
    LkbrLine.PENSIONS: LineRole.PROVISION,
    LkbrLine.OTHER_PROVISIONS: LineRole.PROVISION,
    LkbrLine.LONG_DEBT: LineRole.LONG_DEBT,
    LkbrLine.SHORT_DEBT: LineRole.SHORT_DEBT,
}  # what a line of the balance sheet is when only its item of the law's layout is told


class FigureKind(TextChoices):
    """What a column of figures is."""

    OUTCOME = "outcome", "Utfall"
    BUDGET = "budget", "Budget"
    FORECAST = "forecast", "Prognos"
    PLAN = "plan", "Plan"


PLANNED = frozenset({FigureKind.BUDGET, FigureKind.PLAN})


class FigureSetState(TextChoices):
    """How far a column has come; what is adopted does not change, a revision is a new version.

    Until the § that adopted it is justerad the choice of § may be taken back.
    """

    DRAFT = "draft", "Utkast"
    ADOPTED = "adopted", "Fastställd"


TRANSITIONS = {
    FigureSetState.DRAFT: frozenset({FigureSetState.ADOPTED}),
    FigureSetState.ADOPTED: frozenset({FigureSetState.DRAFT}),
}


class SpreadWay(TextChoices):
    """How a line's budget is divided on the months of its year."""

    EQUAL = "equal", "Lika varje månad"
    QUARTERS = "quarters", "En fjärdedel i slutet av varje kvartal"
    LAST_YEAR = "last_year", "Som förra årets utfall"
    OWN = "own", "Egna belopp"


class ForecastWay(TextChoices):
    """How a line's forecast for the year is arrived at."""

    REST = "rest", "Utfall och resten av budgeten"
    GRANTS = "grants", "Det som är beviljat"
    OWN = "own", "Eget belopp"


class FeeKind(TextChoices):
    """What a ledamot is paid for; each has dated rules of its own, but what the office types."""

    MEETING = "meeting", "Sammanträde"
    HALF_DAY = "half_day", "Halv dag"
    WHOLE_DAY = "whole_day", "Hel dag"
    REMOTE = "remote", "Sammanträde på distans"
    CHAIR_YEAR = "chair_year", "Ordförandens årsarvode"
    VICE_YEAR = "vice_year", "Vice ordförandens årsarvode"
    LOST_EARNINGS = "lost_earnings", "Förlorad arbetsinkomst"
    TRAVEL = "travel", "Resa med egen bil"
    OTHER = "other", "Annan ersättning"


MEETING_FEES = frozenset({FeeKind.MEETING, FeeKind.HALF_DAY, FeeKind.WHOLE_DAY, FeeKind.REMOTE})
YEARLY_FEES = {FeeKind.CHAIR_YEAR: AppointmentRole.CHAIR, FeeKind.VICE_YEAR: AppointmentRole.VICE_CHAIR}
FEE_UNITS = {
    FeeKind.CHAIR_YEAR: "per år", FeeKind.VICE_YEAR: "per år", FeeKind.LOST_EARNINGS: "högst per timme",
    FeeKind.TRAVEL: "per kilometer", FeeKind.HALF_DAY: "per halv dag", FeeKind.WHOLE_DAY: "per dag",
    FeeKind.MEETING: "per sammanträde", FeeKind.REMOTE: "per sammanträde",
}  # fmt: skip


class Orientation(TextChoices):
    """Whether money went to individuals or to structure."""

    NONE = "", "Ingen"
    INDIVIDUAL = InsatsKind.INDIVID.value, word_lazily("individual", "{!}")
    STRUCTURAL = InsatsKind.STRUKTUR.value, word_lazily("structural", "{!}")


class ImportKind(TextChoices):
    """What a file of books holds."""

    SIE = "sie", "SIE"
    BALANCES = "balances", "Saldon i Excel eller CSV"
    TRANSACTIONS = "transactions", "Transaktioner i Excel eller CSV"
    BUDGET = "budget", "Budget i Excel eller CSV"


class ImportState(TextChoices):
    """How far a file of books has come; nothing of it is stored until all of it is."""

    STAGED = "staged", "Granskas"
    STORED = "stored", "Inläst"
    REPLACED = "replaced", "Ersatt av en nyare fil"
    TAKEN_BACK = "taken_back", "Tillbakatagen"
    DISCARDED = "discarded", "Kastad före inläsning"


IMPORT_TRANSITIONS = {
    ImportState.STAGED: frozenset({ImportState.STORED, ImportState.DISCARDED}),
    ImportState.STORED: frozenset({ImportState.REPLACED, ImportState.TAKEN_BACK}),
    ImportState.REPLACED: frozenset({ImportState.STORED}),
    ImportState.TAKEN_BACK: frozenset(),
    ImportState.DISCARDED: frozenset(),
}


class RequisitionState(TextChoices):
    """How far the asking for a part of a member's contribution has come."""

    DRAFT = "draft", "Inte skickad"
    SENT = "sent", "Skickad"
    PAID = "paid", "Betald"
    WITHDRAWN = "withdrawn", "Makulerad"


REQUISITION_TRANSITIONS = {
    RequisitionState.DRAFT: frozenset({RequisitionState.SENT}),
    RequisitionState.SENT: frozenset({RequisitionState.PAID, RequisitionState.WITHDRAWN}),
    RequisitionState.PAID: frozenset({RequisitionState.SENT}),  # noted by mistake
    RequisitionState.WITHDRAWN: frozenset(),
}


class Interval(IntegerChoices):
    """In how many parts a member pays its contribution."""

    YEAR = 1, "En gång om året"
    HALF = 2, "Varje halvår"
    QUARTER = 4, "Varje kvartal"
