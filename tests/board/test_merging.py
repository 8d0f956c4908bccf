"""Two who write at once are brought together field by field."""

import pytest

from board.wording.naming import match_people
from board.wording.remarks import Row, gives_group_power, of_row
from finsam.saving import merge

BASE = {"text": "a", "who": "", "due": ""}


def test_what_only_one_has_changed_is_taken():
    merged = merge(base=BASE, mine={"text": "b"}, theirs=BASE | {"who": "Anna"})
    assert (merged.content, merged.collisions) == ({"text": "b", "who": "Anna", "due": ""}, ())


def test_what_both_have_changed_waits_for_a_choice():
    merged = merge(base=BASE, mine={"text": "b"}, theirs=BASE | {"text": "c"})
    assert (merged.content["text"], merged.collisions) == ("c", ("text",))


def test_the_same_change_by_both_is_no_collision():
    assert merge(base=BASE, mine={"text": "b"}, theirs=BASE | {"text": "b"}).collisions == ()


def test_a_field_left_alone_does_not_undo_what_the_other_wrote():
    assert merge(base=BASE, mine=BASE, theirs=BASE | {"text": "c"}).content["text"] == "c"


def test_without_a_base_nothing_is_overwritten():
    merged = merge(base={}, mine={"text": "b"}, theirs={"text": "c"})
    assert (merged.content["text"], merged.collisions) == ("c", ("text",))


PEOPLE = {1: "Anna Berglund", 2: "Sara Holm", 3: "Anna Ek"}


@pytest.mark.parametrize(
    ("who", "ids"),
    [
        ("Anna Berglund", [1]),
        ("anna berglund, Sara Holm", [1, 2]),
        ("Sara och Anna Ek", [2, 3]),
        ("Anna", []),
        ("Förbundschefen", [1]),
        ("Kansliet", []),
        ("Sara, Sara Holm", [2]),
        ("", []),
    ],
)
def test_names_are_matched_as_they_are_typed(who, ids):
    assert match_people(who, PEOPLE, {"förbundschefen": 1}) == ids


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("delegera till presidiet att besluta om medel upp till 50 000 kronor", True),
        ("bemyndiga arbetsutskottet att anta handlingsplanen", True),
        ("ge beredningsgruppen rätt att bevilja medel", True),
        ("uppdra till presidiet att förbereda budgeten", False),
        ("uppdra till förbundschefen att besluta om medel", False),
        ("ge LSG rätt att bevilja medel", True),
        ("tacka presidiet", False),
    ],
)
def test_a_group_that_may_decide_is_remarked_on(text, warned):
    assert gives_group_power(text, ["LSG"]) is warned


def headings(row: Row) -> list[str]:
    return [remark.heading for remark in of_row(row)]


def test_money_without_financing_is_remarked_on():
    row = Row(3, "anslå 10 000 kronor", amounts=(("10000", "2022", ""),))
    assert headings(row) == ["Att-sats 3 beslutar om pengar utan finansiering"]


def test_money_with_financing_is_not():
    assert headings(Row(1, "anslå 10 000 kronor", amounts=(("10000", "2022", "Kurser"),))) == []


def test_a_day_that_is_none_is_remarked_on():
    assert headings(Row(1, "rapportera", due="nästa fredag")) == ["Att-sats 1: dagen går inte att läsa"]


def test_a_row_without_text_is_remarked_on():
    assert headings(Row(2, "", who="Anna")) == ["Att-sats 2 saknar text"]
