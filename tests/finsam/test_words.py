"""Lists in running text and att-satser as protocols print them."""

import pytest

from finsam.swedish import words


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ([], ""),
        (["Anna"], "Anna"),
        (["Anna", "Bo"], "Anna och Bo"),
        (["Anna", "Bo", "Cia"], "Anna, Bo och Cia"),
    ],
)
def test_a_list_has_och_before_its_last(given, written):
    assert words.join_och(given) == written


def test_a_single_clause_ends_with_a_full_stop():
    assert words.clauses(["att godkänna planen"]) == ["att godkänna planen."]


def test_the_last_but_one_of_several_clauses_ends_with_och():
    assert words.clauses(["att godkänna", "att överlämna", "att justera"]) == [
        "att godkänna,",
        "att överlämna, och",
        "att justera.",
    ]


def test_two_clauses_have_och_between():
    assert words.clauses(["att godkänna", "att överlämna"]) == ["att godkänna, och", "att överlämna."]


def test_no_clauses_give_nothing():
    assert words.clauses(["", "  "]) == []


@pytest.mark.parametrize(
    "typed",
    ["godkänna planen", "Att godkänna planen.", "att  godkänna planen, och", "att: godkänna planen;"],
)
def test_a_clause_is_the_same_however_it_was_typed(typed):
    assert words.clause(typed) == "att godkänna planen"


def test_a_word_that_begins_with_att_is_no_att():
    assert words.clause("attestera fakturan") == "att attestera fakturan"


def test_clauses_that_were_printed_print_the_same_again():
    printed = words.clauses(["godkänna", "överlämna", "justera"])
    assert words.clauses(printed) == printed


def test_one_of_a_thing_has_the_singular():
    assert words.plural(1, "ledamot", "ledamöter") == "1\u00a0ledamot"


def test_none_of_a_thing_has_the_plural():
    assert words.plural(0, "ledamot", "ledamöter") == "0\u00a0ledamöter"


def test_capitalising_leaves_the_rest_as_it_is():
    assert words.capitalised("ändring av KL") == "Ändring av KL"
