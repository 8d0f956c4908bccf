"""Words that may point out a person are pointed out; figures, years and organisations are not."""

import pytest

from finsam.swedish.persons_named import persons_named


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hon (811218-9876) började.", "”811218-9876” ser ut som ett personnummer."),
        ("Hon (198112189876) började.", "”198112189876” ser ut som ett personnummer."),
        ("<p>Ring 070-123 45 67 så.</p>", "”070-123 45 67” ser ut som ett telefonnummer."),
        ("Växeln är 0660-123 45.", "”0660-123 45” ser ut som ett telefonnummer."),
        ("Vi mötte Karin Exempelsson som har ADHD.", "”Karin Exempelsson” nämns i samma mening som ”ADHD”."),
    ],
)
def test_what_may_point_out_a_person_is_said(text, said):
    assert persons_named(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Beviljat 455 000 kr för 2021-01-01 till 2021-12-31.", "Org.nr 222000-0000.", "Sedan 811218-9875 hände inget.",
        "Många har en depression när de börjar.", "Karin Exempelsson ledde gruppen. Flera har ångest.", "Dnr 2022/0660-12.",
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text):
    assert persons_named(text) == []
