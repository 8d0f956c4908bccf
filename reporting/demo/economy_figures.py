"""The demo's figures: 2020, 2021 and the half-year of 2021, kronor as the statements print them.

The figures are real; the labels and the names of the members are the demo's own.
"""

from __future__ import annotations

from typing import Any

from economy.states import LineRole, LkbrLine, Orientation, StatementKind

# ---- The layout: kind, key, label, role, the law's item, note


def _line(key: str, label: str, role: str, lkbr: str, note: int | None = None) -> dict[str, Any]:
    return {"kind": "line", "key": key, "label": label, "role": role, "lkbr": lkbr, "note": note, "level": 1}


def _cost(key: str, label: str, note: int | None = None) -> dict[str, Any]:
    return _line(key, label, LineRole.ADMINISTRATION, LkbrLine.OPERATING_COST, note)


COSTS = [
    _line("insatser", "Bidrag beviljade projekt", LineRole.INSATSER, LkbrLine.OPERATING_COST, 2),
    _cost("forbundschef", "Uppdragsersättning förbundschef", 3),
    _cost("kansli", "Kanslikostnader", 4),
    _cost("arvoden", "Arvoden", 5),
    _cost("sammantraden", "Sammanträdeskostnader"),
    _cost("resor", "Resor, logi"),
    _cost("kurser", "Kurser, konferenser"),
    _cost("bank", "Bankkostnader"),
    _cost("nns", "Föreningsavgift NNS"),
    _cost("ovrigt", "Övrigt", 6),
]

LAYOUT: dict[str, list[dict[str, Any]]] = {
    StatementKind.INCOME: [
        {"kind": "heading", "key": "intakter", "label": "Verksamhetens intäkter"},
        _line("bidrag", "Bidrag", LineRole.CONTRIBUTION, LkbrLine.OPERATING_INCOME, 1),
        {"kind": "sum", "key": "summa_intakter", "label": "Summa intäkter", "covers": ["bidrag"]},
        {"kind": "heading", "key": "kostnader", "label": "Verksamhetens kostnader"},
        *COSTS,
        {
            "kind": "sum", "key": "summa_kostnader", "label": "Summa kostnader",
            "covers": [line["key"] for line in COSTS],
        },
        {
            "kind": "sum", "key": "verksamhetens_resultat", "label": "Verksamhetens resultat",
            "covers": ["summa_intakter", "summa_kostnader"],
        },
        {"kind": "heading", "key": "finansiella", "label": "Resultat från finansiella intäkter och kostnader"},
        _line("ranteintakter", "Ränteintäkter", LineRole.FINANCIAL_INCOME, LkbrLine.FINANCIAL_INCOME),
        _line("rantekostnader", "Räntekostnader", LineRole.FINANCIAL_COST, LkbrLine.FINANCIAL_COST),
        {
            "kind": "sum", "key": "resultat", "label": "Årets resultat", "role": LineRole.YEARS_RESULT,
            "covers": ["verksamhetens_resultat", "ranteintakter", "rantekostnader"],
        },
        # What the audit cost is made up: the original says nothing of it.
        {
            "kind": "memo", "key": "rakenskapsrevision", "label": "Kostnad för räkenskapsrevision",
            "lkbr": LkbrLine.AUDIT, "level": 1,
        },
    ],
    StatementKind.BALANCE: [
        {"kind": "heading", "key": "tillgangar", "label": "Tillgångar"},
        {"kind": "heading", "key": "omsattningstillgangar", "label": "Omsättningstillgångar", "level": 1},
        _line("momsfordringar", "Momsfordringar", LineRole.RECEIVABLE, LkbrLine.RECEIVABLES),
        _line("ovriga_fordringar", "Övriga fordringar", LineRole.RECEIVABLE, LkbrLine.RECEIVABLES, 9),
        _line("kassa_bank", "Kassa och bank", LineRole.CASH, LkbrLine.CASH, 7),
        {
            "kind": "sum", "key": "summa_tillgangar", "label": "Summa tillgångar",
            "covers": ["momsfordringar", "ovriga_fordringar", "kassa_bank"],
        },
        {"kind": "heading", "key": "ek_och_skulder", "label": "Eget kapital och skulder"},
        {"kind": "heading", "key": "eget_kapital", "label": "Eget kapital", "level": 1},
        _line("balanserat", "Balanserat resultat", LineRole.OPENING_EQUITY, LkbrLine.OPENING_EQUITY),
        _line("arets_resultat", "Årets resultat", LineRole.YEARS_RESULT, LkbrLine.YEARS_RESULT),
        {
            "kind": "sum", "key": "summa_eget_kapital", "label": "Summa eget kapital", "level": 1,
            "covers": ["balanserat", "arets_resultat"],
        },
        {"kind": "heading", "key": "kortfristiga", "label": "Kortfristiga skulder", "level": 1},
        _line("kortfristiga_skulder", "Övriga kortfristiga skulder", LineRole.SHORT_DEBT, LkbrLine.SHORT_DEBT, 8),
        {
            "kind": "sum", "key": "summa_ek_skulder", "label": "Summa skulder och eget kapital",
            "covers": ["summa_eget_kapital", "kortfristiga_skulder"],
        },
    ],
}  # fmt: skip

# ---- Columns: (fiscal year, key) -> amounts by line; None is what the original leaves empty

COST_KEYS = [line["key"] for line in COSTS]
NOTHING = {"ranteintakter": 0, "rantekostnader": 0}


def _statement(bidrag: int, costs: list[int | None]) -> dict[str, int | None]:
    return {"bidrag": bidrag, **dict(zip(COST_KEYS, costs, strict=True)), **NOTHING}


BALANCE_KEYS = [
    "momsfordringar",
    "ovriga_fordringar",
    "kassa_bank",
    "balanserat",
    "arets_resultat",
    "kortfristiga_skulder",
]


def _balance(*amounts: int | None) -> dict[str, int | None]:
    return dict(zip(BALANCE_KEYS, amounts, strict=True))


FIGURES: dict[tuple[int, str], dict[str, int | None]] = {
    (2020, "utfall"): _statement(
        5034000, [-3542014, -712735, -100000, -116998, -8556, -9747, -8335, -1256, -10268, -4915]
    ) | _balance(34795, 0, 1822531, 171522, 519176, 1166628) | {"rakenskapsrevision": -14000},
    (2021, "utfall"): _statement(
        5034000, [-3731398, -708780, -100000, -99646, -558, 0, -4396, -1206, -10268, -10139]
    ) | _balance(305438, 13982, 776647, 690698, 367609, 37760) | {"rakenskapsrevision": -14500},
    (2021, "budget"): _statement(
        5034000, [-3993000, -735000, -100000, -100000, -10000, -50000, -35000, 0, -11000, 0]
    ),
    (2021, "utfall-0630"): _statement(
        2517000, [-1770608, -393273, -49999, -40935, None, None, -4396, -756, -10268, -7145]
    ) | _balance(147154, None, 2770433, 690698, 239621, 1987268),
    (2021, "budget-0630"): _statement(
        2517000, [-1996518, -367500, -50002, -50002, -5002, -25002, -17502, 0, -5502, 0]
    ),
    # The forecast's result is real, nothing; how its costs divide is made up.
    (2021, "prognos"): _statement(
        5034000, [-4000000, -775000, -100000, -90000, -5000, -20000, -20000, -2000, -10000, -12000]
    ),
}  # fmt: skip

# ---- Contributions by kind of member; Försäkringskassan pays the state's half

CONTRIBUTIONS: dict[tuple[int, str], dict[str, int]] = {
    (2020, "utfall"): {"fk": 2517000, "region": 1258500, "kommun": 1258500},
    (2021, "utfall"): {"fk": 2517000, "region": 1258500, "kommun": 1258500},
    (2021, "budget"): {"fk": 2517000, "region": 1258500, "kommun": 1258500},
    (2021, "utfall-0630"): {"fk": 1258500, "region": 629250, "kommun": 629250},
    (2021, "budget-0630"): {"fk": 1258500, "region": 629250, "kommun": 629250},
    (2021, "prognos"): {"fk": 2517000, "region": 1258500, "kommun": 1258500},
}

# ---- Notes: number -> heading and rows (key, label, group, orientation, {column: amount})

C20, C21, B21, H21, HB21, F21 = (
    (2020, "utfall"),
    (2021, "utfall"),
    (2021, "budget"),
    (2021, "utfall-0630"),
    (2021, "budget-0630"),
    (2021, "prognos"),
)
IND, STR = Orientation.INDIVIDUAL.value, Orientation.STRUCTURAL.value
Row = tuple[str, str, str, str, dict[tuple[int, str], int | None]]

MEMBER_ROWS = {
    "region": "Region Exempelland",
    "kommun": "Exempelby kommun",
    "fk": "Försäkringskassan och Arbetsförmedlingen",
}

SUPPLIERS, ACCRUED, PREPAID = "Leverantörsskulder", "Upplupna kostnader", "Förutbetalda intäkter"

NOTES: dict[int, tuple[str, list[Row]]] = {
    1: ("Bidrag från medlemmarna", []),
    2: (
        "Bidrag beviljade projekt",
        [
            ("trygga_foraldrar", "Projekt trygga föräldrar – älskade barn", "", STR, {C20: -486500, HB21: 0}),
            ("plattform_u", "Plattform U", "", IND, {C20: -600000, H21: -300000, HB21: -300000, F21: -600000}),
            ("samtalsbyran", "Samtalsstöd för unga", "", IND, {C20: -300000, H21: -152500, HB21: -152502, F21: -305000}),
            ("utvecklingsstrateg", "Utvecklingsstrateg", "", STR, {C20: -330283, H21: -337176, HB21: -320002, F21: -660000}),
            ("vidare_vy", "Vidare Vy", "", IND, {C20: -454448, H21: -227223, HB21: -227502, F21: -455000}),
            ("applet", "Äpplet", "", STR, {C20: -600280, H21: -299042, HB21: -300000, F21: -600000}),
            ("processtod_vald", "Processtöd våld i nära relationer", "", STR, {C20: -281544, H21: -80000, HB21: -40002, F21: -80000}),
            ("processtod_arbete", "Processtöd vägen till arbete", "", STR, {C20: -63670, H21: 0, HB21: 0}),
            ("kompetensutveckling", "Kompetensutveckling i samverkan", "", STR, {C20: -40689, H21: 0, HB21: -50002}),
            ("psykeveckan", "Psykeveckan v45", "", STR, {C20: -126100, H21: 0, HB21: -50002}),
            ("yam", "Utbildning YAM-instruktörer", "", STR, {C20: -58500, H21: 0, HB21: 0}),
            ("bos", "Budget- och skuldrådgivning", "", IND, {H21: -174667, HB21: -262002, F21: -500000}),
            ("digitalisering", "Digitalisering med språkutveckling", "", STR, {C20: -200000, H21: 0, HB21: 0}),
            ("larlingsvux", "Lärlingsvux", "", IND, {H21: -200000, HB21: -250002, F21: -500000}),
            ("nya_aktiviteter", "Nya aktiviteter", "", "", {H21: 0, HB21: -44502, F21: -300000}),
        ],
    ),
    3: ("Uppdragsersättning förbundschef", []),
    4: ("Kanslikostnader", []),
    5: ("Arvoden", []),
    6: (
        "Övrigt",
        [
            ("facklitteratur", "Facklitteratur, kalender och tidningar", "", "", {C20: -3929, H21: -7095, HB21: 0}),
            ("kontorsmaterial", "Kontorsmaterial", "", "", {C20: -386}),
            ("gavor", "Lämnade bidrag och gåvor", "", "", {C20: -600, HB21: 0}),
            ("ovrigt", "Övrigt", "", "", {H21: -50}),
        ],
    ),
    7: (
        "Kassa och bank",
        [
            ("bankgiro", "Bank, bankgiro", "", "", {C20: 2219655}),
            ("placering", "Bank, placeringskonto", "", "", {C20: 0, C21: 0, H21: 0}),
        ],
    ),
    8: (
        "Övriga kortfristiga skulder",
        [
            ("psykeveckan_ersattning", "Psykeveckan 2020, ersättning", SUPPLIERS, "", {C20: 7480, C21: 0, H21: 0}),
            ("psykeveckan_forelasare", "Psykeveckan 2020", SUPPLIERS, "", {C20: 7500, C21: 0, H21: 0}),
            ("plattform_u", "Plattform U", ACCRUED, "", {C20: 200000, C21: 0, H21: 100000}),
            ("processtod_halsa", "Processtöd psykisk hälsa", ACCRUED, "", {C20: 226140, C21: 0, H21: 114733}),
            ("trygga_foraldrar", "Trygga föräldrar – älskade barn", ACCRUED, "", {C20: 162166, C21: 0, H21: 0}),
            ("styrelsearvoden", "Styrelsearvoden", ACCRUED, "", {C20: 38804, C21: 0, H21: 32962}),
            ("forbundschef", "Förbundschef, kansli, dataskyddsombud", ACCRUED, "", {C20: 292178, C21: 0, H21: 154573}),
            ("applet", "Äpplet", ACCRUED, "", {C20: 0, C21: 37500, H21: 75000}),
            ("processtod_vald", "Processtöd våld i nära relationer", ACCRUED, "", {C20: 103292, C21: 0, H21: 0}),
            ("vidare_vy", "Vidare Vy", ACCRUED, "", {C20: 26668, C21: 0, H21: 13333}),
            ("samtalsbyran", "Samtalsstöd för unga", ACCRUED, "", {C20: 100000, C21: 0, H21: 50834}),
            ("bos", "Budget- och skuldrådgivning", ACCRUED, "", {C21: 0, H21: 87333}),
            ("larlingsvux", "Lärlingsvux", ACCRUED, "", {C21: 0, H21: 100000}),
            ("psykeveckan", "Psykeveckan", ACCRUED, "", {C20: 2400, C21: 260, H21: 0}),
            ("bidrag_region", "Bidrag Region Exempelland", PREPAID, "", {H21: 629250}),
            ("bidrag_kommun", "Bidrag Exempelby kommun", PREPAID, "", {H21: 629250}),
        ],
    ),
    9: ("Övriga fordringar", []),
}  # fmt: skip

# Rows that take what the others do not explain: the only row of a note that divides nothing, and what the original
# divides no further. Note -> key, label, columns
RESTS: dict[int, tuple[str, str, list[tuple[int, str]]]] = {
    2: ("ej_fordelat", "Ej fördelat per insats", [C21, B21]),
    3: ("lon", "Lön, PO-avgifter, viss kompetensutveckling", [C20, C21, B21, H21, HB21, F21]),
    4: ("kansli", "Kanslikostnader, lokal, data, telefon m.m.", [C20, C21, B21, H21, HB21, F21]),
    5: ("styrelse", "Styrelsearvoden", [C20, C21, B21, H21, HB21, F21]),
    6: ("ej_fordelat", "Ej fördelat", [C21]),
    7: ("bankgiro", "Bank, bankgiro", [C21, H21]),
    9: ("psykeveckan", "Medfinansiering av psykeveckan", [C20, C21]),
}

# Rows of note 2 that are insatser in the register, by the register's keys.
INSATSER = {
    "plattform_u": "plattform-u",
    "samtalsbyran": "samtalsbyran-for-unga",
    "vidare_vy": "vidare-vy",
    "applet": "applet",
    "bos": "bos",
    "larlingsvux": "larlingsvux",
    "utvecklingsstrateg": "utvecklingsstrateg",
}

# ---- Years without books, as the five-year table of 2021 and the balance of 2020 tell them

FIVE_YEARS = "Årsredovisning 2021, femårsöversikten"
EQUITY = "Räknat bakåt från balansräkningen 2020 med årens resultat"
HISTORICAL: dict[int, dict[str, tuple[str, str]]] = {
    2019: {
        "income": ("5064000", FIVE_YEARS), "costs": ("5186307", FIVE_YEARS), "result": ("-122307", FIVE_YEARS),
        "equity_ratio": ("10.2", FIVE_YEARS), "contributions": ("5064000", FIVE_YEARS), "equity": ("171522", EQUITY),
    },
    2018: {
        "income": ("5360000", FIVE_YEARS), "costs": ("5727537", FIVE_YEARS), "result": ("-367537", FIVE_YEARS),
        "equity_ratio": ("47.1", FIVE_YEARS), "contributions": ("5360000", FIVE_YEARS), "equity": ("293829", EQUITY),
    },
    2017: {
        "income": ("5572000", FIVE_YEARS), "costs": ("5417414", FIVE_YEARS), "result": ("154586", FIVE_YEARS),
        "equity_ratio": ("31.9", FIVE_YEARS), "contributions": ("5572000", FIVE_YEARS), "equity": ("661366", EQUITY),
    },
}  # fmt: skip
EMPLOYEES = dict.fromkeys(range(2017, 2022), "0")

# ---- What the original documents print and the program computes: (column, figure) -> place, text

ANNUAL, HALF = "Årsredovisning 2021", "Delårsredovisning 2021-06-30"
_INCOME, _BALANCE, _FIVE, _TEXT = "Resultaträkningen", "Balansräkningen", "Femårsöversikten", "Avsnitt 1.5"


def _sums(place: str, column: str, values: dict[str, str]) -> dict[tuple[str, str], tuple[str, str]]:
    return {(column, f"line.{key}"): (place, value) for key, value in values.items()}


def _five(
    column: str, income: str, costs: str, result: str, ratio: str
) -> dict[tuple[str, str], tuple[str, str]]:
    names = {"income": income, "costs": costs, "result": result, "equity_ratio": ratio}
    return {(column, f"ratio.{name}"): (_FIVE, value) for name, value in names.items()}


PRINTED: dict[str, dict[tuple[str, str], tuple[str, str]]] = {
    ANNUAL: {
        **_sums(_INCOME, "2021.utfall", {
            "summa_intakter": "5 034 000", "summa_kostnader": "-4 666 391", "verksamhetens_resultat": "367 609",
            "resultat": "367 609",
        }),
        **_sums(_INCOME, "2021.budget", {
            "summa_intakter": "5 034 000", "summa_kostnader": "-5 034 000", "verksamhetens_resultat": "0",
            "resultat": "0",
        }),
        **_sums(_INCOME, "2020.utfall", {
            "summa_intakter": "5 034 000", "summa_kostnader": "-4 514 824", "verksamhetens_resultat": "519 176",
            "resultat": "519 176",
        }),
        **_sums(_BALANCE, "2021.utfall", {
            "summa_tillgangar": "1 096 067", "summa_eget_kapital": "1 058 307", "summa_ek_skulder": "1 096 067",
        }),
        **_sums(_BALANCE, "2020.utfall", {
            "summa_tillgangar": "1 857 326", "summa_eget_kapital": "690 698", "summa_ek_skulder": "1 857 326",
        }),
        **_five("2021.utfall", "5 034 000", "4 666 391", "367 609", "96,6 %"),
        **_five("2020.utfall", "5 034 000", "4 514 824", "519 176", "37,1 %"),
        ("2021.utfall", "ratio.equity_share"): (_TEXT, "21 %"),
        ("2021.utfall", "ratio.administration"): (_TEXT, "934 993"),
        ("2021.utfall", "ratio.administration_share"): (_TEXT, "18,6 %"),
        ("2021.utfall", "ratio.individual_share"): ("Avsnitt 1.1", "62 %"),
        ("2021.utfall", "ratio.structural_share"): ("Avsnitt 1.1", "38 %"),
    },
    HALF: {
        **_sums(_INCOME, "2021.utfall-0630", {
            "summa_intakter": "2 517 000", "summa_kostnader": "-2 277 379", "verksamhetens_resultat": "239 621",
            "resultat": "239 621",
        }),
        **_sums(_INCOME, "2021.budget-0630", {
            "summa_intakter": "2 517 000", "summa_kostnader": "-2 517 030", "verksamhetens_resultat": "-30",
            "resultat": "-30",
        }),
        **_sums(_BALANCE, "2021.utfall-0630", {
            "summa_tillgangar": "2 917 587", "summa_eget_kapital": "930 319", "summa_ek_skulder": "2 917 587",
        }),
    },
}  # fmt: skip
