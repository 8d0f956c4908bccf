"""What a browser sends is clean before any page reads it, and no text is so long that it holds the others up."""

import pytest

from finsam.cleaning import clean
from finsam.text_in import LONGEST


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("a\u200cb\u200d", "ab"),
        ("Platt\u000bform", "Platt\nform"),
        ("\ufb01n\ufb02", "finfl"),
        ("A\u030a", "Å"),
        ("a\u202eb\u200b\u2800c\x01\ufffe", "abc"),
    ],
)
def test_what_cannot_be_seen_goes_and_what_joins_letters_stays(sent, kept):
    assert clean(sent) == kept


def test_a_text_past_all_sense_is_refused_with_a_sentence(client):
    answer = client.post("/", {"text": "a" * (LONGEST + 1)})
    assert answer.status_code == 422
    assert "högst 300\u00a0000 tecken, och den här har 300\u00a0001" in answer.content.decode()


def test_a_script_that_saves_is_told_the_same(client):
    answer = client.post("/", {"text": "a" * (LONGEST + 1)}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("En text får ha högst")
