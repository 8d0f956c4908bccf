"""Tables typed into a text are held against themselves: each contradiction that real documents have printed, in words of our own."""

import pytest

from reporting.demo.reports import begin_half_year
from reporting.models import Report
from reporting.said.against_figures import typed_numbers
from reporting.said.tables import contradictions_in_tables
from tests.reporting.figures import load_year


def table(*rows: str) -> str:
    """A table as the editor keeps it; the first row is its heads, cells are parted by bars."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    head = "".join(f"<th>{cell}</th>" for cell in cells[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells[1:])
    return f"<p>Så här blev det.</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def told(*rows: str) -> list[str]:
    return [each.what.replace("\u00a0", " ") for each in contradictions_in_tables(table(*rows))]


SOURCES = "Ålder | Sjukpenning | Studiestöd | Annat | Slutsumma"
REASONS = "Insats | Män | Avslutade | Arbete | Studier | Sjukdom | Annat"
CHANGES = "Källa | Antal före insats | Andel före | Antal efter insats | Andel efter | Förändring i %"
WORK = "Grupp | Antal | Medel | Motsvarar heltid"

CONTRADICTIONS = {
    "ended beside the reasons, one insats": (
        (REASONS, "Fia | 13 | 14 | 2 | 1 | 3 | 9"), ["Avslutade för Fia är 14, men kolumnerna ger 15"],
    ),
    "ended beside the reasons, all": (
        (REASONS, "Totalt | 99 | 74 | 15 | 25 | 25 | 10"), ["Avslutade för Totalt är 74, men kolumnerna ger 75"],
    ),
    "a row whose cells were lost, one left": (
        (SOURCES, "16 | | 3 | 2 | 7"), ["Slutsumma för 16 är 7, men kolumnerna ger 5"],
    ),
    "a row whose cells were lost, two left": (
        (SOURCES, "17 | | 1 | 1 | 5", "20 | 1 | 3 | | 7"),
        ["Slutsumma för 17 är 5, men kolumnerna ger 2", "Slutsumma för 20 är 7, men kolumnerna ger 4"],
    ),
    "sums whose cells were moved a column": (
        ("Ålder | Sjukpenning | Studiestöd", "16 | 3 | 4", "17 | 8 | 14", "Slutsumma | 1 | 17"),
        ["Slutsumma är 1, men raderna ger 11", "Slutsumma är 17, men raderna ger 18"],
    ),
    "a sum of groups where someone is counted twice": (
        ("Grupp | Efter", "Arbete | 8", "Studier | 12", "Båda | 2", "Söker | 1", "Totalt | 22"),
        ["Totalt är 22, men raderna ger 23"],
    ),
    "shares of more than the whole": (
        ("Källa | Andel", "A | 36%", "B | 27%", "C | 32%", "D | 9%", "E | 5%"),
        ["Andel är tillsammans 109 %; någon räknas mer än en gång"],
    ),
    "a sum left empty": (
        ("Slag | Budget | Utfall", "Personal | 250 000 | 250 000", "Övrigt | 55 000 | 55 000", "Summa | | "),
        ["Summan saknas; raderna ger 305 000", "Summan saknas; raderna ger 305 000"],
    ),
    "a sum off by one": (
        ("Rad | Delår", "Insatser | -2 000 000", "Kansli | -277 380", "Summa kostnader | -2 277 379"),
        ["Summa kostnader är -2 277 379, men raderna ger −2 277 380"],
    ),
    "a sum that is no sum": (("Vad | 2016", "A | 140", "B | 220", "Summa | 410"), ["Summa är 410, men raderna ger 360"]),
    "a row lost above its sum": (
        ("Struktur | Budget", "Utbildning | -500", "Nätverk | -408", "Summa struktur | -943"),
        ["Summa struktur är -943, men raderna ger −908"],
    ),
    "a change that is cut": (
        (CHANGES, "Försörjning | 8 | 36% | 1 | 5% | -87%"), ["Försörjning ändrades −88 % och inte -87%"],
    ),
    "a change that is cut, upwards": ((CHANGES, "Ingen | 6 | 27% | 13 | 59% | 116%"), ["Ingen ändrades 117 % och inte 116%"]),
    "a change that is cut, a third": ((CHANGES, "Studier | 7 | 32% | 5 | 23% | -28%"), ["Studier ändrades −29 % och inte -28%"]),
    "full-time work that is capped": ((WORK, "Arbete | 2 | 150% | 2,0"), ["2 × 150% är 3,00 och inte 2,0"]),
    "full-time work of a sum": ((WORK, "Arbete | 8 | 90% | 6,3"), ["8 × 90% är 7,20 och inte 6,3"]),
    "full-time studies before": ((WORK, "Studier | 7 | 114% | 7,0"), ["7 × 114% är 7,98 och inte 7,0"]),
    "full-time studies after": ((WORK, "Studier | 12 | 88% | 9,8"), ["12 × 88% är 10,56 och inte 9,8"]),
    "full-time work of a mean that is rounded": ((WORK, "Övrigt | 6 | 70% | 4,3"), ["6 × 70% är 4,20 och inte 4,3"]),
    "a share below nothing": ((WORK, "Båda | 2 | -87% | 1,8"), ["2 × -87% är −1,74 och inte 1,8"]),
    "a mean rounded to even": (
        ("Grupp | Mv 2021", "A | 4,18", "B | 4,90", "C | 4,53", "D | 4,25", "Totalt | 4,46"),
        ["Totalt är 4,46, men medelvärdet av raderna är 4,47"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_a_table_says_against_itself_is_named_with_both(name):
    rows, expected = CONTRADICTIONS[name]
    assert told(*rows) == expected


FOUND = "Sysselsättning | Antal deltagare före | Antal deltagare efter"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Totalt antal deltagare som avslutat insats under perioden: 22.", ["Antal deltagare efter är tillsammans 23, men deltagarna sägs vara 22"]),
        ("Totalt antal deltagare som avslutat insats under perioden: 23.", []),
        ("Totalt antal deltagare som avslutat insats: 30.", []),  # of some it is not known
        ("Tabellen visar 22.", []),
    ],
)  # fmt: skip
def test_groups_of_more_than_the_text_above_says_took_part_are_named(said, expected):
    """Each of the groups is right by itself, and a row of sums stands under each of them."""
    rows = (
        "Förvärvsarbete | | 8",
        "Förvärvsarbete Summa | | 8",
        "Studier | 7 | 12",
        "Båda | | 2",
        "Söker | 3 | 1",
    )
    html = f"<p>{said}</p>{table(FOUND, *rows)}"
    assert [each.what for each in contradictions_in_tables(html)] == expected


@pytest.mark.parametrize(
    "rows",
    [
        ("Vad | 2021", "A | 140", "B | 220", "Summa | 360"),
        (
            "Vad | 2021",
            "A | 1",
            "B | 2",
            "Summa lön | 3",
            "C | 4",
            "D | 5",
            "Summa övrigt | 9",
            "Totalt | 12",
        ),
        ("Grupp | Mv", "A | 4,0", "B | 5,0", "Totalt | 4,5"),
        (CHANGES, "Studier | 8 | 32% | 4 | 23% | -50%", "Annat | 0 | 0% | 1 | 5% | "),
        (WORK, "Studier | 10 | 88% | 8,8"),
        ("Källa | Andel", "A | 34%", "B | 33%", "C | 34%"),
        ("År | Intäkter | Resultat", "2021 | 5 034 | 367", "2020 | 5 034 | 100"),
        ("Namn | Telefon", "Totalt förbund | 010-123 45 67", "Summa | 5"),
        ("Vad | Dag", "Totalt stopp | 3 mars"),
        ("Insats | Kvinnor | Män | Totalt", "Nova | 27 | 13 | 40", "Alla | 1 | 2 | 3"),
        ("Bara en rad",),
    ],
)
def test_what_adds_up_or_is_no_sum_is_left_alone(rows):
    assert told(*rows) == []


def test_the_scan_tells_of_them_and_lets_one_stand():
    html = table("Vad | 2016", "A | 140", "B | 220", "Summa | 410")
    [found] = typed_numbers(html, [])
    assert (found.text, found.figure, found.is_of_table) == ("Summa, 2016: 410", None, True)
    assert typed_numbers(html, [], kept=["Summa, 2016: 410"]) == []


def test_no_table_of_the_demo_is_named(cast):
    load_year(cast)
    begin_half_year(cast.association, cast.chief)
    texts = [
        row.text.html
        for report in Report.objects.of(cast.association)
        for row in report.sections.filter(text__isnull=False)
    ]
    assert [each for html in texts for each in contradictions_in_tables(html)] == []
