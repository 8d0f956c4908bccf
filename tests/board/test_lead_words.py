"""The words before att-satser: a §'s own, its kind's, the body's for all §§, or "Styrelsen beslutar"; and a tie that is settled."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from board.actions.points import add_point
from board.actions.protocol import ensure_main_protocol
from board.counting.voting import ballot_sentence
from board.documents.assemble import build_extract, build_protocol
from board.documents.section import Clause, Section, Statement, Subsection
from board.models import Decision, LeadWords, Paragraph
from board.states import ParagraphKind
from board.wording.lead_words import lead_of, tidy
from board.wording.statements import motion
from finsam.swedish import words
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of

WHOLE = "Styrelsen anser sig ha tagit del av informationen"


def printed(section: Section) -> str:
    return " ".join(
        render_to_string(template, {"section": section})
        for template in ("print/_section.html", "board/_read_section.html")
    )


def sections(cast: Cast, meeting) -> list[Section]:
    return list(build_protocol(ensure_main_protocol(meeting=meeting, by=cast.chief)).sections)


def write(cast: Cast, **typed: str) -> None:
    """Fill in the page of the board's lead words; names are those of its fields."""
    client_of(cast.chief).post(reverse("lead_words", args=["exempel", cast.board.pk]), typed)


@pytest.mark.parametrize(
    "typed",
    ["Styrelsen beslutar", "Styrelsen beslutar att", "Styrelsen beslutar: att.", " Styrelsen  beslutar, att"],
)
def test_lead_words_never_say_the_att_that_follows(typed):
    assert tidy(typed) == "Styrelsen beslutar"


def test_the_nearest_words_go_before(cast):
    house = {"": ("Direktionen beslutar", ""), "information": ("", WHOLE)}
    assert (lead_of("Ordföranden föreslår att", "information", house).words) == "Ordföranden föreslår"
    of_kind = lead_of("", "information", house)
    assert (of_kind.words, of_kind.alone) == ("Direktionen beslutar", WHOLE)
    assert lead_of("", "matter", house).words == "Direktionen beslutar"
    assert lead_of("", "matter", {}).words == ""


def test_the_forbunds_words_stand_in_every_paragraph_of_their_kind(cast):
    meeting = make_held_meeting(cast, headings=("Information", "Budget"))
    first, _ = meeting.paragraphs.order_by("position")
    Paragraph.objects.filter(pk=first.pk).update(kind=ParagraphKind.INFORMATION)
    first.decisions.all().delete()
    write(cast, words_="Direktionen beslutar att", alone_information=f"{WHOLE}.")
    told, decided = sections(cast, meeting)
    assert f"{WHOLE}." in printed(told)
    assert "Direktionen beslutar att notera informationen." in printed(decided)
    Decision.objects.create(paragraph=first, text="tacka för informationen")
    assert WHOLE not in printed(sections(cast, meeting)[0])
    assert "Direktionen beslutar att tacka för informationen." in printed(sections(cast, meeting)[0])


def test_no_sentence_stands_where_only_an_underpunkt_decides(cast):
    meeting = make_held_meeting(cast, headings=("Information",))
    row = meeting.paragraphs.get()
    Paragraph.objects.filter(pk=row.pk).update(lead="Styrelsen beslutar för egen del")
    point = add_point(paragraph=row, by=cast.chief, heading="Nya lokaler")
    row.decisions.update(point=point)
    page = printed(sections(cast, meeting)[0])
    assert "Styrelsen beslutar för egen del att notera informationen." in page
    assert "Styrelsen beslutar för egen del." not in page


def test_what_is_emptied_is_gone_and_another_bodys_words_are_its_own(cast):
    write(cast, words_="Direktionen beslutar")
    write(cast, words_="")
    assert not LeadWords.objects.exists()


def test_words_that_are_changed_later_stand_in_no_extract_of_what_is_signed(cast):
    meeting = make_held_meeting(cast, headings=("Budget",))
    write(cast, words_="Direktionen beslutar")
    protocol = adjust_meeting(meeting, cast)
    write(cast, words_="Styrelsen har beslutat")
    extract = build_extract(protocol, list(meeting.paragraphs.all()), by=cast.chief)
    assert extract.sections[0].lead_text == "Direktionen beslutar"


# ---- A tie


COUNTS = [("Anna Ek", "2"), ("Bo Ek", "2"), ("Cia Ek", "0")]


@pytest.mark.parametrize(
    ("is_election", "winner", "said"),
    [
        (True, "", "Lika röstetal vid val, så lotten avgör."),
        (True, "Bo Ek", "Lika röstetal vid val, så lotten avgör. Lotten föll på Bo Ek."),
        (True, "Cia Ek", "Lika röstetal vid val, så lotten avgör."),
        (
            False,
            "",
            "Rösterna är lika många. Ange vilket förslag ordföranden röstade för, för den rösten avgör.",
        ),
        (False, "Anna Ek", "Lika röstetal. Anna Ek vann genom ordförandens utslagsröst."),
    ],
)
def test_lot_in_elections_and_the_chairs_vote_elsewhere(is_election, winner, said):
    assert ballot_sentence(COUNTS, is_election=is_election, winner=winner) == said


def test_a_majority_needs_neither(cast):
    assert ballot_sentence([("A", "3"), ("B", "1")], is_election=False, winner="B") == "Flest röster fick A."


def test_three_proposals_are_voted_on_in_order_and_the_tie_is_settled_on_the_page(cast):
    meeting = make_held_meeting(cast, headings=("Val av revisor",))
    row = meeting.paragraphs.get()
    client = client_of(cast.chief)
    save = reverse("paragraph_save", args=["exempel", row.pk])
    typed = {"base_version": "0", "marks": "is_election,is_secret", "is_election": "on", "is_secret": "on"}
    typed |= {"proposition_order": "Huvudförslag är Anna Ek."}
    for place, (what, votes) in enumerate((("Anna Ek", "2"), ("Bo Ek", "2"), ("Cia Ek", "1"))):
        typed |= {f"ballot-{place}-what": what, f"ballot-{place}-votes": votes}
    client.post(save, typed)
    address = reverse("meeting_session_paragraph", args=["exempel", meeting.pk, row.pk])
    page = client.get(address).content.decode()
    assert "Anna Ek och Bo Ek fick lika många röster" in page
    assert "Lotten föll på" in page
    assert "5 röster är räknade, men 4 deltog i beslutet" in page
    row.refresh_from_db()
    client.post(save, {"base_version": str(row.version), "ballot_winner": "Bo Ek"})
    section = sections(cast, meeting)[0]
    assert section.votings[0].outcome == "Lika röstetal vid val, så lotten avgör. Lotten föll på Bo Ek."
    for said in ("Huvudförslag är Anna Ek.", "Sluten omröstning", "Cia Ek"):
        assert said in printed(section)
    assert "fick lika många röster" not in client.get(address).content.decode()


# ---- What people have said


@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        ("Anna Ek", "bifall till förslaget", "Anna Ek yrkar bifall till förslaget."),
        ("Anna Ek", "Bifall till förslaget.", "Anna Ek yrkar bifall till förslaget."),
        ("Anna Ek", "yrkar att ärendet bordläggs", "Anna Ek yrkar att ärendet bordläggs."),
        ("Anna Ek", "Anna Ek yrkar på avslag", "Anna Ek yrkar avslag."),
        ("Anna Ek", "", "Anna Ek lägger fram ett yrkande."),
        ("", "avslag", "Yrkande: avslag."),
    ],
)
def test_a_yrkande_is_one_whole_sentence(who, text, said):
    assert motion(who, text) == said


@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        ("Anna Ek", "", "Anna Ek reserverar sig mot beslutet."),
        ("Anna Ek", "Underlaget räcker inte.", "Anna Ek reserverar sig mot beslutet."),
        ("Anna Ek", "Anna Ek reserverar sig mot beslutet.", ""),
        ("Anna Ek", "Jag reserverar mig mot förslaget", ""),
        ("", "Underlaget räcker inte.", ""),
    ],
)
def test_a_reservation_is_said_once(who, text, said):
    assert Statement(who, text).as_reservation == said


def test_an_opinion_and_a_note_are_whole_sentences():
    assert Statement("Bo Ek", "").as_opinion == "Bo Ek lämnar ett särskilt yttrande."
    assert Statement("Bo Ek", "Bo Ek vill se en plan").as_opinion == "Bo Ek vill se en plan."
    assert Statement("Bo Ek", "").as_note == "Bo Ek lämnar en anteckning till protokollet."
    assert Statement("", "Klockan stannade").as_note == "Klockan stannade."


@pytest.mark.parametrize("typed", ["- att bifalla", "• bifalla", "1. att bifalla", "a) att bifalla;"])
def test_the_mark_of_a_pasted_list_is_no_word_of_the_att_sats(typed):
    assert words.clause(typed) == "att bifalla"


def test_the_one_whom_the_att_sats_names_is_not_said_again():
    assert Clause("uppdra till Jonas Ekwall att rapportera", "Jonas Ekwall").task_text == ""
    assert Clause("tacka Jonas Ekwall", "Jonas Ekwall").task_text == "Ansvarig: Jonas Ekwall."
    assert Clause("Sara Holm tar fram underlag", "Sara Holm").agreed_task == ""


def test_money_and_its_source_are_said_once_but_never_left_out():
    told = ("420\u00a0000\u00a0kronor 2022, ur Insatser",)
    whole = Clause("anslå 420 000 kronor ur Insatser för 2022", financing=told)
    half = Clause("anslå 420 000 kronor för 2022", financing=told)
    assert (whole.money_text, half.money_text) == ("", f"Finansiering: {told[0]}.")


def test_a_point_is_read_as_the_paragraph_is():
    point = Subsection("Nya lokaler", clauses=(Clause("att - godkänna flytten."),))
    page = printed(Section(1, "Information", points=(point,)))
    assert "Styrelsen beslutar att godkänna flytten." in page
