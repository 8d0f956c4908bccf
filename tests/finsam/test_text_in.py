"""What a browser sends is clean before any page reads it, and no text is so long that it holds the others up."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from finsam.errors import DomainError
from finsam.texts.cleaning import bare, clean_text, folded_name, name_of, turns_direction
from finsam.web.text_in import LONGEST, _cleaned
from tests.cast import client_of


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
    assert clean_text(sent) == kept


def test_a_text_past_all_sense_is_refused_with_a_sentence(client):
    answer = client.post("/", {"text": "a" * (LONGEST + 1)})
    assert answer.status_code == 422
    assert "högst 300\u00a0000 tecken, och den här har 300\u00a0001" in answer.content.decode()


def test_a_script_that_saves_is_told_the_same(client):
    answer = client.post("/", {"text": "a" * (LONGEST + 1)}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("En text får ha högst")


@pytest.mark.parametrize("sign", "\u202a\u202d\u202e\u2066\u2067\u2068")
def test_a_name_that_is_turned_round_is_refused_at_its_field(cast, sign):
    where = reverse("person_add", args=[cast.association.slug])
    page = client_of(cast.chief).post(where, {"name": f"Anna {sign}tgreB", "phone": "070-1"}).content.decode()
    assert "vänder på läsriktningen" in page
    assert 'value="Anna tgreB"' in page
    assert 'value="070-1"' in page


def test_running_text_goes_on_without_what_turns_it():
    sent = _cleaned(QueryDict("text=Rad+ett%0ARad+%E2%80%AEtv%C3%A5"))
    assert (sent["text"], turns_direction(sent["text"])) == ("Rad ett\nRad två", False)


@pytest.mark.parametrize("unseen", ["\u200b", "\u2800", "\u3164", "\u00ad", " \u2060 ", ""])
def test_a_name_in_which_nothing_can_be_seen_is_none(unseen):
    with pytest.raises(DomainError, match="Skriv namnet"):
        name_of(unseen, what="Namnet", missing="Skriv namnet.")


@pytest.mark.parametrize(("one", "same"), [("Solveig Åström", "SOLVEIG ÅSTRÖM"), ("Å ö", "A\u030a  o\u0308")])
def test_a_name_is_the_same_in_large_letters_and_put_together_otherwise(one, same):
    assert folded_name(one) == folded_name(same)


def test_aao_are_no_a_and_o():
    assert folded_name("Åström") != folded_name("Astrom")
    assert bare("ÅÄÖ Wallén Đặng") == "åäö wallen dang"
