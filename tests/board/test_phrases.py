"""The phrases of a förbund: written by the office, offered while a § is written."""

import pytest
from django.urls import reverse

from board.actions.phrases import save_phrases
from board.forms.phrases import Phrases, phrases_initial
from board.queries.phrases import house_phrases
from board.states import MeetingState, ParagraphKind
from board.wording.phrases import DEFAULTS, DefaultPhrase, offers
from finsam.models import AuditEvent
from tests.cast import client_of
from tests.factories import make_meeting, make_paragraph

URL = "/exempel/forbundet/fraser/"
OWN = [DefaultPhrase("tacka för besöket"), DefaultPhrase("bifalla …")]


def rows(*typed: dict[str, str]) -> dict[str, str]:
    """What the page posts for these rows."""
    posted = {"fras-TOTAL_FORMS": str(len(typed)), "fras-INITIAL_FORMS": "0"}
    for number, row in enumerate(typed):
        posted |= {f"fras-{number}-{name}": value for name, value in ({"kind": ""} | row).items()}
    return posted


def offered(cast, *, kind: str = ParagraphKind.MATTER) -> str:
    meeting = make_meeting(body=cast.board, state=MeetingState.IN_SESSION)
    paragraph = make_paragraph(meeting=meeting, kind=kind)
    url = reverse("meeting_session_paragraph", args=["exempel", meeting.pk, paragraph.pk])
    return client_of(cast.chief).get(url).content.decode()


def test_a_forbund_has_the_programs_phrases_until_it_writes_its_own(cast):
    assert house_phrases(cast.association) == DEFAULTS


def test_the_page_shows_the_phrases_in_use(cast):
    page = client_of(cast.officer).get(URL).content.decode()
    assert all(each.text in page for each in DEFAULTS)


def test_a_phrase_is_added_changed_ordered_and_removed_on_the_page(cast):
    save_phrases(association=cast.association, phrases=OWN, by=cast.chief)
    typed = rows(
        {"text": "tacka för besöket", "ORDER": "1", "DELETE": "on"},
        {"text": "bifalla ansökan", "ORDER": "3"},
        {"text": "lägga till handlingarna", "ORDER": "2", "kind": "information"},
        {"text": "", "ORDER": ""},
    )
    client_of(cast.officer).post(URL, typed)
    kept = [(each.text, each.kind) for each in house_phrases(cast.association)]
    assert kept == [("lägga till handlingarna", "information"), ("bifalla ansökan", "")]


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        (("1", "2", "3", "2"), "A D B C"),  # a new one typed to the place of another comes before it
        (("1", "2", "1", ""), "C A B"),  # one moved up comes before
        (("2", "2", "3", ""), "B A C"),  # one moved down comes after
        (("1", "2", "3", ""), "A B C"),
        (("", "2", "3", "1"), "D B C A"),  # one without a number is last
    ],
)
def test_of_two_with_one_number_the_moved_one_comes_where_it_was_moved(numbers, order):
    posted = rows(*({"text": text, "ORDER": number} for text, number in zip("ABCD", numbers, strict=True)))
    if not numbers[3]:
        posted["fras-3-text"] = ""
    formset = Phrases(
        posted | {"fras-INITIAL_FORMS": "3"},
        initial=phrases_initial(map(DefaultPhrase, "ABC")),
        prefix="fras",
    )
    assert formset.is_valid()
    assert [each.text for each in formset.phrases()] == order.split()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("att bifalla ansökan.", "bifalla ansökan"),
        ("anslå högst ... kronor", "anslå högst … kronor"),
        ("  avslå   …  ", "avslå …"),
    ],
)
def test_a_phrase_is_kept_without_its_att_and_its_ending(typed, kept):
    formset = Phrases(rows({"text": typed}), prefix="fras")
    assert formset.is_valid()
    assert [each.text for each in formset.phrases()] == [kept]


def test_the_same_phrase_twice_is_one(cast):
    save_phrases(association=cast.association, phrases=[*OWN, OWN[0]], by=cast.chief)
    assert cast.association.phrases.count() == 2


def test_a_phrase_that_is_too_long_is_told_of_and_nothing_is_lost(cast):
    answer = client_of(cast.chief).post(URL, rows({"text": "a" * 301}, {"text": "bifalla"}))
    assert "bifalla" in answer.content.decode()
    assert not cast.association.phrases.exists()


def test_without_phrases_of_its_own_the_programs_come_back(cast):
    save_phrases(association=cast.association, phrases=OWN, by=cast.chief)
    client_of(cast.chief).post(URL, rows({"text": "tacka för besöket", "DELETE": "on"}))
    assert house_phrases(cast.association) == DEFAULTS


def test_a_change_is_written_down_and_no_change_is_not(cast):
    for _ in range(2):
        save_phrases(association=cast.association, phrases=OWN, by=cast.chief)
    event = AuditEvent.objects.get(verb="ändrade fraser")
    assert event.facts["added"] == ["tacka för besöket", "bifalla …"]


def test_the_paragraphs_page_offers_the_forbunds_own(cast):
    save_phrases(association=cast.association, phrases=OWN, by=cast.chief)
    page = offered(cast)
    assert 'data-phrase="tacka för besöket"' in page
    assert "notera informationen" not in page


def test_what_is_filled_in_leaves_room_for_it(cast):
    assert 'data-phrase="anslå högst  kronor för ">att anslå högst … kronor för …</button>' in offered(cast)


def test_the_neighbours_phrases_are_its_own(cast):
    save_phrases(association=cast.outsider.association, phrases=OWN, by=cast.outsider)
    assert "tacka för besöket" not in offered(cast)


def test_the_proposal_comes_first_then_what_suits_the_kind():
    house = [DefaultPhrase("avslå"), DefaultPhrase("tacka", ParagraphKind.INFORMATION)]
    found = offers(ParagraphKind.INFORMATION, house, ["notera", "tacka"])
    assert [each.text for each in found] == ["notera", "tacka", "avslå"]


def test_a_phrase_for_another_kind_is_not_offered():
    house = [DefaultPhrase("tacka", ParagraphKind.INFORMATION)]
    assert offers(ParagraphKind.MATTER, house) == []
