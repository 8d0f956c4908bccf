"""The tables of three real förbund, typed in the program's own forms: what does not add up is named, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import override_settings

from insatser.actions.count_lists import ToldValue, add_list, plan_counting
from insatser.actions.participants import begin_counting
from insatser.queries.count_remarks import remarks_on
from insatser.queries.count_tables import year_remarks, year_tables
from tests.cast import client_of
from tests.insatser.reports import make_insats, make_report, section_of

COLUMNS = (
    "kvinnor",
    "män",
    "varav nya",
    "avslutade",
    "arbete",
    "studier",
    "arb.rehab",
    "sjukdom",
    "annat skäl",
)
SODRA = {
    "Enter": (24, 38, 19, 20, 4, 5, 3, 7, 1),
    "NOVA": (27, 17, 27, 40, 2, 1, 19, 9, 9),
    "FIA": (23, 13, 19, 14, 2, 1, 3, 9, 0),
    "IT-spåret": (0, 4, 4, 0, None, None, None, None, None),
    "Koll på förmåga": (35, 27, 39, None, None, None, None, None, None),
}
PRINTED_TOTAL = [109, 99, 108, 74, 8, 7, 25, 25, 10]
FINNVEDEN = {
    "Arbete/studier": 3,
    "Aktiviteter": 6,
    "Sjukdom": 7,
    "Egen begäran": 6,
    "Åter": 8,
    "Annat skäl": 1,
}
YEAR = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
REASONS = {
    "arbete": "Arbete",
    "studier": "Studier",
    "arb.rehab": "Arb.rehab",
    "sjukdom": "Sjukdom",
    "annat skäl": "Annat skäl",
}
SPUR = {"Spår 1": 13, "Spår 2": 18, "Spår 3": 0, "Spår 4": 8}


@pytest.fixture(autouse=True)
def _in_2024():
    with override_settings(FINSAM_TODAY="2024-04-11"):
        yield


def reasons_list(cast, labels, name="Orsaker"):
    return add_list(
        association=cast.association,
        kind="orsak",
        name=name,
        values=[ToldValue(each) for each in labels],
        by=cast.chief,
    )


def typed(cast, insats, numbers):
    """Type numbers in the grid of the year and save them by its button."""
    counting = begin_counting(insats=insats, starts_on=YEAR[0], ends_on=YEAR[1], by=cast.chief)
    data = {name: str(number) for name, number in numbers.items() if number is not None}
    answer = client_of(cast.chief).post(
        counting.get_absolute_url(), data | {"base_version": str(counting.version)}
    )
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return counting


def entered(cast):
    """Södra Vätterbygden's five insatser: those who took part by sex, the others not divided."""
    row = reasons_list(cast, REASONS.values())
    keys = dict(zip(REASONS, (value.key for value in row.values.all()), strict=True))
    found = {}
    for number, (name, figures) in enumerate(SODRA.items()):
        line = dict(zip(COLUMNS, figures, strict=True))
        insats = make_insats(cast, key=f"i{number}", name=name)
        plan_counting(insats=insats, facts={"reasons": row, "has_participants": True}, by=cast.chief)
        numbers = {
            "deltagare-women": line["kvinnor"], "deltagare-men": line["män"], "nya-unknown": line["varav nya"],
            "avslutade-unknown": line["avslutade"],
        }  # fmt: skip
        numbers |= {f"orsak-v.{keys[each]}-unknown": line[each] for each in REASONS}
        typed(cast, insats, numbers)
        found[name] = insats
    return found


def plain(remarks):
    return [each.sentence.replace("\u00a0", " ") for each in remarks]


def test_what_does_not_add_up_is_named_and_nothing_else(cast):
    insatser = entered(cast)
    said = {name: plain(remarks_on(insats)) for name, insats in insatser.items()}
    assert said == {
        "Enter": [],
        "NOVA": [],
        "FIA": ["Orsakerna är 15, men avslutade 14. Var och en avslutas av en orsak."],
        "IT-spåret": [],
        "Koll på förmåga": [],
    }
    assert year_remarks(cast.association, 2023) == [
        ("FIA", "Orsakerna är 15, men avslutade 14."),
        ("Alla insatser", "Orsakerna är 75 tillsammans, men avslutade 74."),
    ]


def test_the_table_is_the_one_that_was_printed(cast):
    entered(cast)
    [table] = year_tables(cast.association, 2023)
    assert table.columns == ("Kvinnor", "Män", "Totalt", "Varav nya", "Avslutade", *REASONS.values())
    rows = {row.label: [cell.inside for cell in row.cells] for row in table.rows}
    assert rows["Enter"] == ["24", "38", "62", "19", "20", "4", "5", "3", "7", "1"]
    total = [int(each) for each in rows["Totalt"]]
    assert [*total[:2], *total[3:]] == PRINTED_TOTAL


def test_the_missing_39_are_missed(cast):
    insats = make_insats(cast, key="koll", name="Koll på förmåga")
    row = reasons_list(cast, SPUR, "Spår")
    plan_counting(insats=insats, facts={"reasons": row, "has_participants": True}, by=cast.chief)
    keys = [value.key for value in row.values.all()]
    numbers = {f"orsak-v.{key}-unknown": number for key, number in zip(keys, SPUR.values(), strict=True)}
    typed(cast, insats, numbers | {"deltagare-women": 35, "deltagare-men": 27, "nya-unknown": 39})
    assert plain(remarks_on(insats)) == ["Orsakerna är 39, men antalet avslutade är inte skrivet."]
    assert year_remarks(cast.association, 2023)[0][1].endswith("De saknas i summan.")


def test_a_text_that_tells_another_number_is_held_against_the_table(cast):
    report = make_report(cast, year=2023)
    typed(cast, report.insats, {"avslutade-unknown": 40})
    text = section_of(report, 5).answers.get(key="5.1").text
    text.html = "<p>Under året var det 27 avslutade.</p>"
    text.save(update_fields=["html"])
    assert "I texten står ”27 avslutade”, i tabellen är avslutade 40." in plain(remarks_on(report.insats))


def test_the_avslut_of_finnveden_are_thirty_one(cast):
    told = FINNVEDEN
    insats = make_insats(cast)
    row = reasons_list(cast, told)
    plan_counting(insats=insats, facts={"reasons": row}, by=cast.chief)
    keys = [value.key for value in row.values.all()]
    numbers = {f"orsak-v.{key}-unknown": number for key, number in zip(keys, told.values(), strict=True)}
    typed(cast, insats, numbers | {"avslutade-unknown": 31})
    assert plain(remarks_on(insats)) == []


def test_income_before_and_after_is_shared_and_changed_as_in_sus(cast):
    insats = make_insats(cast)
    before = {
        "Aktivitetsersättning": 2,
        "Annan": 0,
        "Försörjningsstöd": 8,
        "Ingen": 6,
        "Sjukpenning": 1,
        "Studiestöd": 7,
    }
    after = (2, 1, 1, 13, 0, 5)
    row = add_list(
        association=cast.association, kind="forsorjning", name="Försörjning",
        values=[ToldValue(each) for each in before], by=cast.chief,
    )  # fmt: skip
    plan_counting(insats=insats, facts={"incomes": row}, by=cast.chief)
    keys = [value.key for value in row.values.all()]
    numbers = {f"forsorjning_fore-v.{key}-unknown": n for key, n in zip(keys, before.values(), strict=True)}
    numbers |= {f"forsorjning_efter-v.{key}-unknown": n for key, n in zip(keys, after, strict=True)}
    typed(cast, insats, numbers | {"avslutade-unknown": 22})
    assert plain(remarks_on(insats)) == []  # a person may have several
    table = year_tables(cast.association, 2023)[1]
    rows = [[cell.inside for cell in row.cells] for row in table.rows]
    assert rows[0] == ["2", "9 %", "2", "9 %", "0", "0 %"]
    assert rows[1] == ["0", "0 %", "1", "5 %", "1", ""]
    assert [row[5] for row in rows[2:]] == ["−87 %", "116 %", "−100 %", "−28 %"]


def test_few_who_ended_for_a_reason_are_not_told_outside(cast):
    entered(cast)
    [table] = year_tables(cast.association, 2023)
    rows = {row.label: dict(zip(table.columns, row.cells, strict=True)) for row in table.rows}
    assert (rows["Enter"]["Annat skäl"].inside, rows["Enter"]["Annat skäl"].outside) == ("1", "..")
    assert rows["FIA"]["Annat skäl"].outside == "0"
    page = client_of(cast.chair).get(f"/{cast.association.slug}/insatser/deltagare/?ar=2023").content.decode()
    assert '1<span aria-hidden="true">*</span>' in page
    small = [cell for row in rows.values() for cell in row.values() if cell.inside in {"1", "2", "3", "4"}]
    assert small
    assert all(cell.outside == ".." for cell in small)
