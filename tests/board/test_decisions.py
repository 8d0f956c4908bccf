"""Att-satser, money, votes and statements: saved once, by several, and never lost."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.urls import reverse

from board.actions import session as acts
from board.actions.attendance import mark_all_members
from board.actions.writing import save_paragraph
from board.models import Decision, SessionSaving
from board.queries.session import paragraphs_of, session_page
from board.states import ParagraphKind
from finsam.models import TextVersion
from tests.cast import client_of
from tests.factories import make_meeting, make_paragraph


@pytest.fixture
def paragraph(cast):
    """A § that is being dealt with, every ledamot there."""
    meeting = make_meeting(body=cast.board)
    paragraph = make_paragraph(meeting=meeting, heading="Årsmöte")
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    return paragraphs_of(cast.association).get(pk=paragraph.pk)


def row(number=0, *, key="k1", text="", who="", due="", money=()):
    """One att-sats as the page posts it."""
    prefix = f"decisions-{number}"
    data = {f"{prefix}-key": key, f"{prefix}-text": text, f"{prefix}-who": who, f"{prefix}-due": due}
    for place, (kronor, year, financing) in enumerate(money):
        data |= {
            f"{prefix}-kr-{place}": kronor,
            f"{prefix}-year-{place}": year,
            f"{prefix}-src-{place}": financing,
        }
    return data


def post(cast, paragraph, *rows, by=None, version="0", key="", after="", **fields):
    data = {
        "base_version": version,
        "save_key": key,
        "after": after,
        "decisions-TOTAL_FORMS": len(rows),
        **fields,
    }
    for each in rows:
        data |= each
    client = client_of(by or cast.chief)
    url = reverse("paragraph_save", args=["exempel", paragraph.pk])
    return client.post(url, data, headers={"accept": "application/json"})


def stored(paragraph):
    return [(d.text, d.who, d.due_on) for d in paragraph.decisions.order_by("position")]


def remarks(cast, paragraph):
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    return [remark.heading for remark in page.remarks]


def test_a_row_becomes_a_decision(cast, paragraph):
    post(cast, paragraph, row(text="uppdra till Anna att skriva", who="Anna Berglund", due="3 juni 2022"))
    decision = Decision.objects.get()
    assert (stored(paragraph), list(decision.assignees.all())) == (
        [("uppdra till Anna att skriva", "Anna Berglund", dt.date(2022, 6, 3))],
        [cast.chief],
    )


def test_att_and_the_ending_are_taken_away(cast, paragraph):
    post(cast, paragraph, row(text="att godkänna planen."))
    assert stored(paragraph) == [("godkänna planen", "", None)]


def test_several_who_do_it_are_all_found(cast, paragraph):
    post(cast, paragraph, row(text="åka", who="Margareta Ek, Tomas Lindgren och förbundschefen"))
    assert set(Decision.objects.get().assignees.all()) == {cast.chair, cast.deputy, cast.chief}


def test_a_day_without_year_is_in_the_meetings_year(cast, paragraph):
    post(cast, paragraph, row(text="åka", due="3/6"))
    assert stored(paragraph) == [("åka", "", dt.date(2022, 6, 3))]


def test_a_day_that_is_none_is_kept_as_typed_and_marked(cast, paragraph):
    post(cast, paragraph, row(text="åka", due="nästa fredag"))
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    assert (stored(paragraph), page.decisions[0].due, remarks(cast, paragraph)) == (
        [("åka", "", None)],
        "nästa fredag",
        ["Att-sats 1: dagen går inte att läsa"],
    )


def test_money_is_stored_by_year_and_financing(cast, paragraph):
    post(
        cast,
        paragraph,
        row(text="anslå", money=[("10 000", "", "Kurser"), ("5 000,50", "2023", "Eget kapital")]),
    )
    amounts = [(a.amount, a.year, a.financing) for a in Decision.objects.get().amounts.all()]
    assert amounts == [(Decimal("10000.00"), 2022, "Kurser"), (Decimal("5000.50"), 2023, "Eget kapital")]


def test_an_amount_that_is_none_is_kept_as_typed(cast, paragraph):
    post(cast, paragraph, row(text="anslå", money=[("tio tusen", "2022", "Kurser")]))
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    assert (Decision.objects.get().amounts.count(), page.decisions[0].amounts[0].kronor) == (0, "tio tusen")


def test_an_emptied_row_is_taken_away(cast, paragraph):
    version = json.loads(post(cast, paragraph, row(text="åka")).content)["version"]
    post(cast, paragraph, row(text=""), version=version)
    assert stored(paragraph) == []


def test_the_same_page_sent_twice_is_one_change(cast, paragraph):
    post(cast, paragraph, row(text="åka"), key="a", text="Hej")
    post(cast, paragraph, row(text="åka"), key="a", text="Hej")
    assert (stored(paragraph), TextVersion.objects.count()) == ([("åka", "", None)], 1)


def test_a_plain_form_sent_twice_is_one_change(cast, paragraph):
    post(cast, paragraph, row(text="åka"), text="Hej")
    post(cast, paragraph, row(text="åka"), text="Hej")
    assert (stored(paragraph), TextVersion.objects.count()) == ([("åka", "", None)], 1)


def test_what_is_typed_after_a_save_whose_answer_was_lost_is_no_collision(cast, paragraph):
    post(cast, paragraph, row(text="åka"), key="lost", text="Ett")
    answer = post(cast, paragraph, row(text="åka hem"), key="next", after="lost", text="Ett två")
    assert (answer.status_code, stored(paragraph)) == (200, [("åka hem", "", None)])


def test_two_writers_in_different_rows_are_both_kept(cast, paragraph):
    post(cast, paragraph, row(key="k1", text="åka"))
    post(cast, paragraph, row(key="k2", text="stanna"), by=cast.officer)
    assert {text for text, _, _ in stored(paragraph)} == {"åka", "stanna"}


def test_two_writers_in_different_fields_of_a_row_are_both_kept(cast, paragraph):
    version = json.loads(post(cast, paragraph, row(text="åka")).content)["version"]
    post(cast, paragraph, row(text="åka", who="Anna Berglund"), version=version)
    post(cast, paragraph, row(text="åka hem"), by=cast.officer, version=version)
    assert stored(paragraph) == [("åka hem", "Anna Berglund", None)]


def test_one_who_has_not_seen_the_others_change_does_not_undo_it_next_time(cast, paragraph):
    first = json.loads(post(cast, paragraph, row(text="åka")).content)["version"]
    post(cast, paragraph, row(text="åka", who="Anna Berglund"), version=first)
    seen = json.loads(post(cast, paragraph, row(text="åka hem"), by=cast.officer, version=first).content)[
        "version"
    ]
    post(cast, paragraph, row(text="åka hem snart"), by=cast.officer, version=seen)
    assert stored(paragraph) == [("åka hem snart", "Anna Berglund", None)]


def test_two_texts_at_once_are_both_kept_and_the_later_waits(cast, paragraph):
    post(cast, paragraph, text="Annas text")
    answer = post(cast, paragraph, text="Saras text", by=cast.officer)
    waiting = SessionSaving.objects.get(number__isnull=True)
    paragraph.text.refresh_from_db()
    assert (answer.status_code, paragraph.text.html, waiting.content["text"], waiting.saved_by) == (
        409, "<p>Annas text</p>", "<p>Saras text</p>", cast.officer,
    )  # fmt: skip


def test_two_who_write_in_different_paragraphs_are_brought_together(cast, paragraph):
    seen = str(
        json.loads(post(cast, paragraph, text="<p>Ett.</p><p>Två.</p>", text_format="html").content)[
            "version"
        ]
    )
    post(cast, paragraph, text="<p>Annas.</p><p>Två.</p>", version=seen, text_format="html")
    answer = post(
        cast, paragraph, text="<p>Ett.</p><p>Saras.</p>", by=cast.officer, version=seen, text_format="html"
    )
    paragraph.text.refresh_from_db()
    assert (answer.status_code, paragraph.text.html) == (200, "<p>Annas.</p><p>Saras.</p>")
    others = json.loads(answer.content)["fragments"]["others-writing"]
    assert "Anna Berglund skriver också här: Redogörelsen, stycke 1" in others


def test_a_collision_sent_twice_waits_once(cast, paragraph):
    post(cast, paragraph, text="Annas text")
    first = post(cast, paragraph, text="Saras text", by=cast.officer, key="s")
    second = post(cast, paragraph, text="Saras text", by=cast.officer, key="s")
    assert (SessionSaving.objects.filter(number__isnull=True).count(), first.content) == (1, second.content)


@pytest.fixture
def collided(cast, paragraph):
    """Sara's text waits beside Anna's; the address where one chooses."""
    post(cast, paragraph, text="Annas text")
    return json.loads(post(cast, paragraph, text="Saras text", by=cast.officer).content)["conflict_url"]


def test_the_page_shows_both_texts_and_what_differs(cast, paragraph, collided):
    (collision,) = client_of(cast.officer).get(collided).context["conflict"].collisions
    assert (collision.theirs, collision.mine, collision.both, collision.differences) == (
        "<p>Annas text</p>",
        "<p>Saras text</p>",
        "<p>Annas text</p><p>Saras text</p>",
        "<p><del>Annas</del><ins>Saras</ins> text</p>",
    )


@pytest.mark.parametrize(
    ("choice", "own", "text"),
    [
        ("mine", "", "<p>Saras text</p>"),
        ("theirs", "", "<p>Annas text</p>"),
        ("own", "Annas och Saras", "<p>Annas och Saras</p>"),
    ],
)
def test_what_is_chosen_stands(cast, paragraph, collided, choice, own, text):
    data = {"base_version": "1", "choice-text": choice, "own-text": own}
    answer = client_of(cast.officer).post(collided, data)
    paragraph.text.refresh_from_db()
    assert (answer.status_code, paragraph.text.html) == (302, text)
    assert SessionSaving.objects.get(number__isnull=True).settled_at is not None


def test_what_was_not_chosen_is_found_in_the_history(cast, paragraph, collided):
    client_of(cast.officer).post(collided, {"base_version": "1", "choice-text": "theirs"})
    answer = client_of(cast.chief).get(reverse("text_history", args=["exempel", paragraph.text_id]))
    assert [saving.content["text"] for saving in answer.context["not_chosen"]] == ["<p>Saras text</p>"]


def test_a_third_who_writes_while_one_chooses_is_not_overwritten(cast, paragraph, collided):
    post(cast, paragraph, text="Annas andra", version="1")
    answer = client_of(cast.officer).post(collided, {"base_version": "1", "choice-text": "mine"}, follow=True)
    assert [(each.theirs, each.mine) for each in answer.context["conflict"].collisions] == [
        ("<p>Annas andra</p>", "<p>Saras text</p>")
    ]


def test_an_earlier_version_is_restored_as_a_new_one(cast, paragraph):
    post(cast, paragraph, text="Ett")
    post(cast, paragraph, text="Två", version="1")
    client_of(cast.chief).post(reverse("text_restore", args=["exempel", paragraph.text_id]), {"version": "1"})
    assert [v.html for v in TextVersion.objects.order_by("number")] == [
        "<p>Ett</p>",
        "<p>Två</p>",
        "<p>Ett</p>",
    ]


@pytest.mark.parametrize("url", ["text_history", "text_restore", "text_conflict"])
def test_the_neighbour_knows_of_no_text(cast, paragraph, url):
    assert client_of(cast.outsider).post(reverse(url, args=["exempel", paragraph.text_id])).status_code == 404


def test_script_in_the_text_never_gets_in(cast, paragraph):
    post(cast, paragraph, text="<p>Hej<script>alert(1)</script></p>", text_format="html")
    paragraph.text.refresh_from_db()
    assert paragraph.text.html == "<p>Hej</p>"


# ---- Votes, statements, remarks


def test_a_tie_is_settled_by_the_chairs_vote(cast, paragraph):
    votes = {cast.chair: "no", cast.vice: "yes", cast.adjuster: "yes", cast.member: "no"}
    post(cast, paragraph, **{f"vote-{person.pk}": vote for person, vote in votes.items()})
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    assert page.outcome_text == "2 ja, 2 nej. Nej vann genom ordförandens utslagsröst."


def test_a_tie_in_an_election_is_settled_by_lot(cast, paragraph):
    votes = {f"vote-{cast.chair.pk}": "no", f"vote-{cast.vice.pk}": "yes"}
    post(cast, paragraph, marks="is_election", is_election="on", lot="yes", **votes)
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    told = "1 ja, 1 nej. Lika röstetal vid val, så lotten avgör. Lotten utföll till förmån för ja-förslaget."
    assert page.outcome_text == told


def test_a_vote_by_one_who_is_not_at_the_meeting_is_no_vote(cast, paragraph):
    post(cast, paragraph, **{f"vote-{cast.outsider.pk}": "yes"})
    assert paragraph.votes.count() == 0


def statement(who, kind="reservation"):
    return {
        "reservations-TOTAL_FORMS": "1", "reservations-0-key": "r1", "reservations-0-kind": kind,
        "reservations-0-who": who, "reservations-0-text": "Av budgetskäl.",
    }  # fmt: skip


def test_a_reservation_is_kept(cast, paragraph):
    post(cast, paragraph, **statement("Daniel Haddad"))
    assert [(s.kind, s.who, s.text) for s in paragraph.statements.all()] == [
        ("reservation", "Daniel Haddad", "Av budgetskäl.")
    ]


def test_a_reservation_by_one_who_took_no_part_is_remarked_on(cast, paragraph):
    post(cast, paragraph, **statement("Tomas Lindgren"))
    assert remarks(cast, paragraph)[-1] == "Tomas Lindgren reserverar sig men deltog inte i beslutet"


def test_a_reservation_by_one_who_took_part_is_not(cast, paragraph):
    post(cast, paragraph, **statement("Daniel Haddad"))
    assert remarks(cast, paragraph) == []


def test_a_vote_by_one_with_jav_is_not_counted(cast, paragraph):
    attendance = paragraph.meeting.attendances.get(person=cast.member)
    mark = f"conflict:{attendance.pk}"
    post(cast, paragraph, marks=mark, **{mark: "on", f"vote-{cast.member.pk}": "yes"})
    assert not paragraph.votes.filter(person=cast.member).exists()


def test_jav_is_taken_back(cast, paragraph):
    attendance = paragraph.meeting.attendances.get(person=cast.member)
    mark = f"conflict:{attendance.pk}"
    post(cast, paragraph, marks=mark, **{mark: "on"})
    post(cast, paragraph, marks=mark, version="1")
    assert attendance.exceptions.count() == 0


# ---- Val av justerare


@pytest.fixture
def election(cast, paragraph):
    return paragraphs_of(cast.association).get(
        pk=make_paragraph(
            meeting=paragraph.meeting, heading="Val av justerare", kind=ParagraphKind.ADJUSTERS
        ).pk
    )


def elect(cast, election, *people, version="0", rows=()):
    marks = {f"adjuster:{person.pk}": "on" for person in people}
    every = f"adjuster:{cast.adjuster.pk},adjuster:{cast.member.pk}"
    return post(cast, election, *rows, version=version, marks=every, **marks)


def test_electing_justerare_writes_the_decision(cast, election):
    elect(cast, election, cast.adjuster)
    assert (stored(election), [a.person for a in election.meeting.adjusters.all()]) == (
        [("välja Solveig Åström att jämte ordföranden justera protokollet", "", None)],
        [cast.adjuster],
    )


def test_electing_another_rewrites_it(cast, election):
    version = json.loads(elect(cast, election, cast.adjuster).content)["version"]
    elect(cast, election, cast.member, version=version)
    assert stored(election) == [("välja Daniel Haddad att jämte ordföranden justera protokollet", "", None)]


def test_a_decision_rewritten_by_hand_is_left_alone(cast, election):
    elect(cast, election, cast.adjuster)
    elect(cast, election, cast.adjuster, version="1", rows=[row(key="justerare", text="utse Solveig Åström")])
    elect(cast, election, cast.member, version="2", rows=[row(key="justerare", text="utse Solveig Åström")])
    assert stored(election) == [("utse Solveig Åström", "", None)]


def test_a_page_long_open_shows_both_texts(cast, paragraph):
    save_paragraph(paragraph=paragraph, fields={"text": "<p>Ny</p>"}, base_version="0", by=cast.chief)
    saved = save_paragraph(
        paragraph=paragraph, fields={"text": "<p>Gammal</p>"}, base_version="gammal", by=cast.officer
    )
    assert saved.collided is not None


def test_a_jav_is_seen_at_the_name_as_soon_as_it_is_saved(cast, paragraph):
    row_of_vice = paragraph.meeting.attendances.get(person=cast.vice)
    mark = f"conflict:{row_of_vice.pk}"
    answer = post(cast, paragraph, marks=mark, **{mark: "on"}).json()
    note = answer["fragments"][f"note-{row_of_vice.pk}"]
    assert "jäv" in note
    assert "data-out" in note


@pytest.mark.parametrize(
    ("text", "money", "stands_open"),
    [
        ("anslå högst 250 000 kronor för ungdomar", (), True),
        ("bevilja 30 tkr", (), True),
        ("notera informationen", (), False),
        ("bevilja medel", [("250 000", "2022", "")], True),
    ],
)
def test_the_amounts_stand_open_where_the_att_sats_speaks_of_money(cast, paragraph, text, money, stands_open):
    post(cast, paragraph, row(text=text, money=money))
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    assert page.decisions[0].asks_for_money == stands_open
