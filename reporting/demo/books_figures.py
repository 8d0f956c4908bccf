"""What the demo's books are written from: accounts, objects, and how the year's costs and debts came about.

Each year's totals are the statements' own; how they divide on months, insatser and vouchers is made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# ---- The chart, in the manner of Kommun-Bas, and which line each account stands on

ACCOUNTS: dict[str, str] = {
    "1680": "Momsfordran, Skatteverket",
    "1690": "Övriga kortfristiga fordringar",
    "1930": "Bank, bankgiro",
    "2010": "Balanserat resultat",
    "2019": "Föregående års resultat",
    "2410": "Leverantörsskulder",
    "2970": "Förutbetalda medlemsbidrag",
    "2990": "Upplupna kostnader",
    "3510": "Bidrag från staten, Försäkringskassan",
    "3520": "Bidrag från regionen",
    "3530": "Bidrag från kommunen",
    "4510": "Bidrag till beviljade projekt",
    "5010": "Arvoden till styrelsen",
    "5610": "Sociala avgifter på arvoden",
    "6450": "Facklitteratur och tidningar, övrigt",
    "7010": "Resor och logi",
    "7110": "Sammanträdeskostnader",
    "7410": "Uppdragsersättning för förbundschef",
    "7420": "Kanslikostnader, köpta av kommunen",
    "7620": "Kurser och konferenser",
    "7630": "Föreningsavgift till NNS",
    "7640": "Bankkostnader",
    "7690": "Övriga kostnader",
    "8410": "Ränteintäkter",
    "8510": "Räntekostnader",
}
LINES: dict[str, str] = {
    "bidrag": "35", "insatser": "45", "forbundschef": "7410", "kansli": "7420", "arvoden": "50, 56", "sammantraden": "71",
    "resor": "70", "kurser": "7620", "bank": "7640", "nns": "7630", "ovrigt": "6450, 7690", "ranteintakter": "84",
    "rantekostnader": "85", "momsfordringar": "1680", "ovriga_fordringar": "1690", "kassa_bank": "19", "balanserat": "20",
    "kortfristiga_skulder": "24, 29",
}  # fmt: skip

PROJECT = "6"  # SIE's own dimension for projects
# Object -> name, and the register's key where it is an insats.
OBJECTS: dict[str, tuple[str, str]] = {
    "101": ("Plattform U", "plattform-u"),
    "102": ("Vidare Vy", "vidare-vy"),
    "103": ("Samtalsstöd för unga", "samtalsbyran-for-unga"),
    "104": ("Lärlingsvux", "larlingsvux"),
    "105": ("Budget- och skuldrådgivning", "bos"),
    "106": ("Äpplet", "applet"),
    "107": ("Utvecklingsstrateg", "utvecklingsstrateg"),
    "108": ("Resurslotsen", "resurslotsen"),
    "201": ("Processtöd våld i nära relationer", ""),
    "202": ("Trygga föräldrar", ""),
    "203": ("Psykeveckan", ""),
    "204": ("Kompetensutveckling", ""),
    "205": ("Processtöd psykisk hälsa", ""),
}

# ---- A year as it went


@dataclass(frozen=True)
class Flow:
    """What one supplier was owed and paid: amounts by month without moms, with moms, and what was left as a debt.

    `costs` and `moms` are (first month, last month, kronor), divided evenly. `pays` are the months when all that is
    owed is paid but what `left` says of that month.
    """

    account: str
    text: str
    costs: tuple[tuple[int, int, str], ...]
    moms: tuple[tuple[int, int, str], ...] = ()
    opening: str = "0"
    left: dict[int, str] = field(default_factory=dict)
    object: str = ""
    debt: str = "2990"
    pays: tuple[int, ...] = (1, 4, 6, 7, 10, 12)


@dataclass(frozen=True)
class Single:
    """One voucher: day and month, text, and its rows as account, object and kronor."""

    month: int
    day: int
    text: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class YearPlan:
    """A year's books to write: until which month, opening balances, flows, what is paid in, and single vouchers.

    `quarter` is the state's contribution a quarter; the region and the kommun pay `prepaid` each in January.
    """

    year: int
    months: int
    opening: dict[str, str]
    flows: tuple[Flow, ...]
    quarter: str
    prepaid: str
    singles: tuple[Single, ...] = ()


def _grant(number: str, costs: tuple[tuple[int, int, str], ...], opening: str = "0", **left: str) -> Flow:
    name = OBJECTS[number][0]
    kept = {int(month.removeprefix("m")): amount for month, amount in left.items()}
    return Flow("4510", name, costs, opening=opening, left=kept, object=number)


YEAR_2021 = YearPlan(
    year=2021,
    months=12,
    opening={
        "1680": "34795", "1930": "1822531", "2010": "-171522", "2019": "-519176", "2410": "-14980", "2990": "-1151648",
    },
    quarter="629250",
    prepaid="1258500",
    flows=(
        Flow(
            "4510", "Plattform U", ((1, 6, "300000"), (7, 12, "300000")), moms=((1, 6, "36336"), (7, 12, "66907")),
            opening="200000", left={6: "100000"}, object="101",
        ),
        _grant("102", ((1, 6, "227223"), (7, 12, "227777")), "26668", m6="13333"),
        _grant("103", ((1, 6, "152500"), (7, 12, "152500")), "100000", m6="50834"),
        _grant("104", ((3, 6, "200000"), (7, 12, "300000")), m6="100000"),
        _grant("105", ((1, 3, "87333.60"), (4, 6, "87333"), (7, 12, "229648.97")), m6="87333"),
        _grant("106", ((1, 6, "299042"), (7, 12, "299043")), m6="75000", m12="37500"),
        _grant("107", ((1, 6, "337176"), (7, 12, "339344"))),
        _grant("201", ((1, 4, "80000"),), "103292"),
        _grant("202", (), "162166"),
        _grant("203", ((11, 11, "88242.43"),), "2400", m12="260"),
        _grant("204", ((9, 11, "38217"),)),
        _grant("205", (), "226140", m1="114733", m4="114733", m6="114733"),
        Flow(
            "7410", "Exempelby kommun, förbundschef", ((1, 6, "393273"), (7, 12, "315507")),
            moms=((1, 6, "98318.25"), (7, 12, "78876.75")), opening="292178", left={6: "154573"},
        ),
        Flow(
            "7420", "Exempelby kommun, kansli", ((1, 6, "49999"), (7, 12, "50001")),
            moms=((1, 6, "12499.75"), (7, 12, "12500.25")), debt="2410",
        ),
        Flow(
            "5010", "Arvoden, styrelsens sammanträden", ((1, 6, "32962"), (7, 12, "44674")), opening="38804",
            left={6: "32962"}, pays=(1, 6, 7, 12),
        ),
        Flow("7110", "Lokal och fika, styrelsen", ((11, 11, "558"),), debt="2410"),
        Flow("7620", "Konferens om samverkan", ((5, 5, "4396"),), debt="2410"),
        Flow("7630", "Föreningsavgift", ((2, 2, "10268"),), debt="2410"),
        Flow("6450", "Tidningar och facklitteratur", ((3, 3, "7095"), (9, 9, "2994")), debt="2410"),
        Flow("2410", "Psykeveckan, föreläsare", (), opening="14980", debt="2410", pays=(1,)),
    ),
    singles=(
        Single(2, 12, "Moms återbetald", (("1930", "", "34795"), ("1680", "", "-34795"))),
        Single(3, 26, "Föregående års resultat förs om", (("2019", "", "519176"), ("2010", "", "-519176"))),
        Single(3, 31, "Bankavgifter", (("7640", "", "378"), ("1930", "", "-378"))),
        Single(6, 30, "Sociala avgifter på arvoden", (("5610", "", "7973"), ("1930", "", "-7973"))),
        Single(6, 30, "Bankavgifter", (("7640", "", "377.80"), ("1930", "", "-377.80"))),
        Single(6, 30, "Öresutjämning och porto", (("7690", "", "50"), ("1930", "", "-50"))),
        Single(9, 30, "Bankavgifter", (("7640", "", "225"), ("1930", "", "-225"))),
        Single(12, 15, "Medfinansiering av psykeveckan", (("1690", "", "13982"), ("4510", "203", "-13982"))),
        Single(12, 30, "Sociala avgifter på arvoden", (("5610", "", "14037"), ("1930", "", "-14037"))),
        Single(12, 31, "Bankavgifter", (("7640", "", "225.20"), ("1930", "", "-225.20"))),
    ),
)  # fmt: skip

QUARTER_2022 = YearPlan(
    year=2022,
    months=3,
    opening={
        "1680": "305438", "1690": "13982", "1930": "776647", "2010": "-690698", "2019": "-367609", "2990": "-37760",
    },
    quarter="629250",
    prepaid="1258500",
    flows=(
        Flow(
            "4510", "Plattform U", ((1, 3, "150000"),), moms=((1, 3, "18000"),), object="101", pays=(2, 3),
        ),
        _grant("102", ((1, 3, "113750"),)),
        _grant("103", ((1, 3, "75000"),)),
        _grant("104", ((2, 3, "83334"),)),
        _grant("106", ((1, 3, "150000"),), "37500"),
        _grant("107", ((1, 3, "168420"),)),
        _grant("108", ((2, 3, "66600"),)),
        _grant("203", (), "260"),
        Flow("7410", "Exempelby kommun, förbundschef", ((1, 3, "187200"),), moms=((1, 3, "46800"),), pays=(2, 3)),
        Flow("7420", "Exempelby kommun, kansli", ((1, 3, "25000"),), moms=((1, 3, "6250"),), debt="2410", pays=(2, 3)),
        Flow("5010", "Arvoden, styrelsens sammanträden", ((1, 3, "21215"),)),
        Flow("7110", "Lokal och fika, styrelsen", ((1, 3, "3150"),), debt="2410", pays=(2, 3)),
        Flow("7010", "Resa till Nationella konferensen", ((3, 3, "4820"),), debt="2410"),
        Flow("7620", "Nationella konferensen, fem platser", ((3, 3, "9600"),), debt="2410"),
        Flow("7630", "Föreningsavgift", ((2, 2, "10268"),), debt="2410", pays=(3,)),
        Flow("6450", "Tidningar och facklitteratur", ((1, 1, "1890"),), debt="2410", pays=(2,)),
    ),
    singles=(
        Single(1, 20, "Medfinansiering av psykeveckan, inbetald", (("1930", "", "13982"), ("1690", "", "-13982"))),
        Single(2, 11, "Moms återbetald", (("1930", "", "305438"), ("1680", "", "-305438"))),
        Single(3, 25, "Föregående års resultat förs om", (("2019", "", "367609"), ("2010", "", "-367609"))),
        Single(3, 31, "Sociala avgifter på arvoden", (("5610", "", "6665"), ("1930", "", "-6665"))),
        Single(3, 31, "Bankavgifter", (("7640", "", "270"), ("1930", "", "-270"))),
    ),
)  # fmt: skip
