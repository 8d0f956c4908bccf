"""A period is counted in a grid: cell by cell, by two at once, handed in, and opened again with a reason."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from finsam.errors import DomainError
from finsam.files import excel
from insatser import rules
from insatser.actions.count_lists import ToldValue, begin_list, change_list, plan_counting
from insatser.actions.count_periods import close_counting, hand_in_counting, reopen_counting
from insatser.actions.participants import begin_counting, count_participants, save_counting
from insatser.models import CellKey, CountingSaving
from insatser.queries.count_grid import blocks_of, plan_of, values_by_list
from insatser.starting_lists import STARTING_LISTS
from insatser.states import COUNTING_TRANSITIONS, CountingState, Phase
from tests.cast import client_of
from tests.insatser.reports import make_insats

YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def begun(cast, insats=None, period=YEAR):
    return begin_counting(
        insats=insats or make_insats(cast), starts_on=period[0], ends_on=period[1], by=cast.chief
    )


def starting(key):
    return next(each for each in STARTING_LISTS if each.key == key)


def planned(cast, insats, **lists):
    facts = {
        name: begin_list(association=cast.association, starting=starting(key), by=None)
        for name, key in lists.items()
    }
    return plan_counting(insats=insats, facts=facts, by=cast.chief)


def brought_to(cast, counting, state):
    """A counting with one number, in a state."""
    save_counting(counting=counting, fields={"nya-women": "7"}, base_version="0", by=cast.chief)
    if state != CountingState.OPEN:
        hand_in_counting(counting=counting, by=cast.contact)
    if state == CountingState.CLOSED:
        close_counting(counting=counting, by=cast.chief)
    if state == CountingState.REOPENED:
        reopen_counting(counting=counting, reason="En deltagare räknades två gånger.", by=cast.chief)
    counting.refresh_from_db()


MOVES = {
    CountingState.HANDED_IN: lambda row, by: hand_in_counting(counting=row, by=by),
    CountingState.CLOSED: lambda row, by: close_counting(counting=row, by=by),
    CountingState.REOPENED: lambda row, by: reopen_counting(counting=row, reason="Fel siffra.", by=by),
}


@pytest.mark.parametrize(("before", "after"), list(product(CountingState, MOVES)))
def test_a_period_moves_as_the_table_says(cast, before, after):
    counting = begun(cast)
    brought_to(cast, counting, before)
    if after in COUNTING_TRANSITIONS[before]:
        assert MOVES[after](counting, cast.chief).state == after
    else:
        with pytest.raises(DomainError):
            MOVES[after](counting, cast.chief)


def test_what_is_handed_in_is_written_in_again_only_when_it_is_opened(cast):
    counting = begun(cast)
    brought_to(cast, counting, CountingState.HANDED_IN)
    with pytest.raises(DomainError, match="Öppna den igen"):
        save_counting(counting=counting, fields={"nya-women": "8"}, base_version="1", by=cast.chief)
    reopen_counting(counting=counting, reason="Fel siffra.", by=cast.chief)
    save_counting(counting=counting, fields={"nya-women": "8"}, base_version="1", by=cast.chief)
    assert counting.cells.get().number == 8


def test_a_period_is_not_opened_again_without_a_reason(cast):
    counting = begun(cast)
    brought_to(cast, counting, CountingState.CLOSED)
    with pytest.raises(DomainError, match="Skriv varför"):
        reopen_counting(counting=counting, reason=" ", by=cast.chief)


def test_an_impossible_sum_stops_the_handing_in_until_it_is_explained(cast):
    counting = begun(cast)
    numbers = {"nya-women": "30", "avslutade-women": "5", "pagaende-women": "5"}
    save_counting(counting=counting, fields=numbers, base_version="0", by=cast.contact)
    with pytest.raises(DomainError, match="Rätta talen, eller skriv en förklaring"):
        hand_in_counting(counting=counting, by=cast.contact)
    save_counting(
        counting=counting, fields={"note": "Tjugo räknas hos grannen."}, base_version="1", by=cast.contact
    )
    assert hand_in_counting(counting=counting, by=cast.contact).state == CountingState.HANDED_IN


def test_two_who_write_different_cells_lose_nothing_and_the_same_cell_is_asked_about(cast):
    counting = begun(cast)
    save_counting(counting=counting, fields={"nya-women": "7"}, base_version="0", by=cast.contact)
    save_counting(
        counting=counting, fields={"nya-men": "9", "nya-women": ""}, base_version="0", by=cast.chief
    )
    assert {cell.key.name: cell.number for cell in counting.cells.all()} == {"nya-women": 7, "nya-men": 9}
    saved = save_counting(counting=counting, fields={"nya-women": "8"}, base_version="0", by=cast.chief)
    assert saved.collided
    assert counting.cells.get(sex="women").number == 7
    page = (
        client_of(cast.chief).get(f"{counting.get_absolute_url()}valj/{saved.collided.pk}/").content.decode()
    )
    assert "Nya kvinnor" in page


def test_a_cell_is_typed_and_saved_by_the_page_itself(cast):
    counting = begun(cast)
    page = client_of(cast.contact)
    answer = page.post(
        counting.get_absolute_url(), {"base_version": "0", "save_key": "k1", "nya-women": "1 234", "borjan-women": "6"},
        headers={"accept": "application/json"},
    ).json()  # fmt: skip
    assert answer["version"] == "1"
    assert "1\u00a0240" in answer["fragments"]["computed-deltagare"]
    assert {cell.key.name: cell.number for cell in counting.cells.all()} == {
        "nya-women": 1234,
        "borjan-women": 6,
    }
    assert CountingSaving.objects.get(number=1).saved_by == cast.contact


def test_what_is_no_number_is_said_and_the_rest_is_saved(cast):
    counting = begun(cast)
    answer = client_of(cast.chief).post(
        counting.get_absolute_url(), {"base_version": "0", "nya-women": "sju", "nya-men": "4"}
    )
    assert answer.status_code == 200
    assert "”sju” går inte att läsa" in answer.content.decode()
    assert 'value="sju"' in answer.content.decode()
    assert [cell.number for cell in counting.cells.all()] == [4]


def test_a_period_is_saved_and_handed_in_by_one_button(cast):
    counting = begun(cast)
    url = counting.get_absolute_url()
    answer = client_of(cast.contact).post(url, {"nya-women": "7", "base_version": "0", "go": "hand_in"})
    assert answer.status_code == 302, answer.content
    counting.refresh_from_db()
    assert (counting.state, counting.cells.get().number) == (CountingState.HANDED_IN, 7)


def test_zero_is_a_number_and_empty_is_not_counted(cast):
    counting = begun(cast)
    save_counting(
        counting=counting, fields={"nya-women": "0", "nya-men": ""}, base_version="0", by=cast.chief
    )
    assert [(cell.sex, cell.number) for cell in counting.cells.all()] == [("women", 0)]


@pytest.mark.parametrize("name", ["x", "nya-annat", "nya-q.x-women", "orsak-v.-men-", "-women"])
def test_a_name_that_names_no_cell_is_refused(cast, name):
    counting = begun(cast)
    with pytest.raises(DomainError):
        save_counting(counting=counting, fields={name: "3"}, base_version="0", by=cast.chief)


def test_a_cell_is_named_and_read_back():
    key = CellKey("orsak", "women", value="arbete", municipality="gnosjo", age="16_29")
    assert CellKey.parse(key.name) == key


def test_an_insats_is_asked_what_its_plan_says(cast):
    insats = make_insats(cast)
    assert [block.heading for block in blocks_of(plan_of(insats), begun(cast, insats), {})] == ["Hur många"]
    plan = planned(cast, insats, reasons="fem-orsaker", occupations="sysselsattning")
    blocks = blocks_of(plan, begun(cast, insats), values_by_list([plan]))
    assert [block.heading for block in blocks] == [
        "Hur många",
        "Varför de avslutades",
        "Sysselsättning före och efter",
    ]
    assert [row.label for row in blocks[1].rows] == [
        "Arbete",
        "Studier",
        "Arb.rehab",
        "Sjukdom",
        "Annat skäl",
    ]


def test_a_value_with_a_last_day_is_asked_no_more_but_stays_where_it_was_counted(cast):
    insats = make_insats(cast)
    plan = planned(cast, insats, reasons="fem-orsaker")
    counting = begun(cast, insats)
    save_counting(counting=counting, fields={"orsak-v.sjukdom-women": "3"}, base_version="0", by=cast.chief)
    told = [
        ToldValue(
            each.label,
            each.group,
            until_on=dt.date(2020, 12, 31) if each.key == "sjukdom" else None,
            pk=each.pk,
        )
        for each in plan.reasons.values.all()
    ]
    change_list(row=plan.reasons, name="Våra orsaker", until_on=None, values=told, by=cast.chief)
    values = values_by_list([plan])
    assert len(blocks_of(plan, counting, values)[1].rows) == 4
    assert len(blocks_of(plan, counting, values, ["orsak-v.sjukdom-women"])[1].rows) == 5


def test_two_lists_of_a_forbund_share_no_key(cast):
    lists = [
        begin_list(association=cast.association, starting=each, by=cast.chief) for each in STARTING_LISTS
    ]
    keys = [value.key for row in lists for value in row.values.all()]
    assert len(keys) == len(set(keys))


def test_six_lists_are_there_to_begin_with_and_every_value_has_its_group():
    assert len(STARTING_LISTS) == 6
    assert all(group for each in STARTING_LISTS for _, group in each.values)


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ((2021, 1, 1), (2021, 12, 31), "ar"), ((2021, 7, 1), (2021, 12, 31), "halvar"), ((2021, 5, 1), (2021, 8, 31), "tertial"),
        ((2021, 4, 1), (2021, 6, 30), "kvartal"), ((2020, 2, 1), (2020, 2, 29), "manad"), ((2021, 2, 1), (2021, 4, 30), "annan"),
    ],
)  # fmt: skip
def test_a_period_is_known_by_its_days(first, last, kind):
    assert rules.period_kind(dt.date(*first), dt.date(*last)) == kind


@pytest.mark.parametrize("kind", ["ar", "halvar", "tertial", "kvartal", "manad"])
def test_the_periods_of_a_year_make_it_up(kind):
    periods = rules.counted_periods(kind, 2021)
    assert {rules.period_kind(*days) for days in periods} == {kind}
    assert (periods[0][0], periods[-1][1]) == YEAR


def test_writing_a_whole_period_anew_leaves_the_reasons(cast):
    insats = make_insats(cast)
    counting = begun(cast, insats)
    save_counting(counting=counting, fields={"orsak-v.arbete-women": "3"}, base_version="0", by=cast.chief)
    numbers = {Phase.NEW: {"women": 4, "men": None, "unknown": None}}
    count_participants(insats=insats, starts_on=YEAR[0], ends_on=YEAR[1], numbers=numbers, by=cast.chief)
    assert sorted(cell.key.name for cell in counting.cells.all()) == ["nya-women", "orsak-v.arbete-women"]


def test_the_period_before_stands_beside(cast):
    insats = make_insats(cast)
    before = begun(cast, insats, (dt.date(2020, 1, 1), dt.date(2020, 12, 31)))
    save_counting(counting=before, fields={"nya-women": "4711"}, base_version="0", by=cast.chief)
    page = client_of(cast.contact).get(begun(cast, insats).get_absolute_url()).content.decode()
    assert "4\u00a0711" in page


def test_a_list_to_begin_with_is_taken_and_its_words_changed(cast):
    browser = client_of(cast.chief)
    page = f"/{cast.association.slug}/insatser/listor/"
    assert browser.post(page, {"list": "fem-orsaker"}).status_code == 302
    row = cast.association.count_lists.get()
    assert "finns redan" in browser.post(page, {"list": "fem-orsaker"}, follow=True).content.decode()
    data = {"name": "Våra orsaker", "until_on": "", "label-ny1": "Pension", "group-ny1": "annat"}
    for value in row.values.all():
        data |= {f"label-{value.pk}": value.label, f"group-{value.pk}": value.group}
    assert browser.post(f"{page}{row.pk}/", data).status_code == 302
    assert [value.label for value in row.values.all()][-1] == "Pension"


PASTED = "Hur många\tMän\tKvinnor\tSumma\nVid periodens början\t9\t14\t23\nNya\t6\t11\t17\nDeltagare\t15\t25\t40\nNågot annat\t1\t2\t3\n"


def test_a_table_from_excel_fills_the_grid_and_is_saved_when_it_has_been_seen(cast):
    counting = begun(cast)
    answer = client_of(cast.contact).post(f"{counting.get_absolute_url()}klistra/", {"pasted": PASTED})
    page = answer.content.decode()
    assert not counting.cells.exists()
    assert "antal är ifyllda. Inget är sparat än" in page
    assert "”Något annat 1 2 3” hör inte till någon rad" in page
    form = answer.context["form"]
    assert [form[name].value() for name in ("borjan-women", "borjan-men", "nya-women", "nya-men")] == [
        "14",
        "9",
        "11",
        "6",
    ]


def test_an_excel_file_is_read_as_what_is_pasted(cast):
    counting = begun(cast)
    lines = [line.split("\t") for line in PASTED.splitlines()]
    file = SimpleUploadedFile("antal.xlsx", excel.workbook("Antal", lines[0], lines[1:]))
    answer = client_of(cast.contact).post(f"{counting.get_absolute_url()}klistra/", {"file": file})
    assert answer.context["form"]["nya-men"].value() == "6"
    broken = SimpleUploadedFile("antal.xlsx", b"PK")
    answer = client_of(cast.contact).post(
        f"{counting.get_absolute_url()}klistra/", {"file": broken}, follow=True
    )
    assert "går inte att läsa som Excel" in answer.content.decode()
