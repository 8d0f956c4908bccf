"""What is left of the budget line while a § gives money: this year and the next, marked when the § passes it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from board.actions.writing import save_paragraph
from board.models import Meeting, Paragraph, new_row_key
from board.queries.session import paragraphs_of, session_page
from board.states import MeetingState, Outcome
from finsam.swedish import money
from insatser.actions.grants import grant_money
from insatser.actions.proposing import put_application_on_agenda
from insatser.documents.card import build_card
from insatser.models import Grant, Insats
from insatser.queries.grant_remarks import grant_remarks
from insatser.queries.line_left import passed_lines
from insatser.queries.register import grants_of
from tests.cast import Cast
from tests.factories import make_meeting
from tests.insatser.applications import received
from tests.insatser.reports import make_insats
from tests.insatser.test_what_if import make_books

LINE = "budgetposten Insatser"


@pytest.fixture(autouse=True)
def _afterwards(settings, _on_the_demo_day):
    settings.FINSAM_TODAY = "2022-05-20"


def on_agenda(cast: Cast, *, heading: str = "Medel") -> Paragraph:
    """A § of a meeting that goes on."""
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    row = put_application_on_agenda(
        application=received(cast), meeting=meeting, amounts={2022: Decimal(200_000)}, financing=LINE, by=cast.chief
    )  # fmt: skip
    begin(meeting)
    return paragraphs_of(cast.association).get(pk=row.pk)


def begin(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.IN_SESSION, opened_at=dt.datetime.now(dt.UTC)
    )
    Paragraph.objects.filter(meeting=meeting).update(number=37)


def write(
    cast: Cast, row: Paragraph, clause: str, kronor: str, year: int = 2022, financing: str = LINE
) -> Paragraph:
    row = paragraphs_of(cast.association).get(pk=row.pk)
    key = new_row_key()
    fields = {f"decision:{key}:text": clause, f"decision:{key}:amounts": [[kronor, str(year), financing]]}
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=cast.chief)
    return paragraphs_of(cast.association).get(pk=row.pk)


def said(row: Paragraph) -> list[str]:
    return [each.said.replace("\xa0", " ") for each in session_page(row).money_left]


def plain(amount: Decimal) -> str:
    return money.kr_as_needed(amount).replace("\xa0", " ")


def granted(cast: Cast) -> Decimal:
    return sum(grant.amount for grant in Grant.objects.current().filter(year=2022))


def test_what_is_proposed_is_shown_beside_what_is_left_before_anything_is_written(cast):
    make_books(cast)
    assert said(on_agenda(cast)) == [
        "Kvar av budgetraden för insatser 2022: 900 000 kr (Budget 2022). Efter beslutet: 700 000 kr.",
        "Kvar av budgetraden för insatser 2023: 800 000 kr (Plan 2023).",
    ]


def test_what_is_written_takes_the_place_of_the_proposal_and_ore_are_told(cast):
    make_books(cast)
    row = write(cast, on_agenda(cast), "bevilja 150 000,50 kronor", "150000.50")
    assert said(row)[0].endswith("Efter beslutet: 749 999,50 kr.")


def test_more_than_is_left_is_marked_and_stops_nobody(cast):
    make_books(cast)
    row = write(cast, on_agenda(cast), "bevilja 950 000 kronor", "950000")
    first = session_page(row).money_left[0]
    assert first.is_passed
    assert first.said.replace("\xa0", " ").endswith(
        "Beslutet ger 950 000 kr, 50 000 kr mer än det som är kvar."
    )
    assert row.decisions.get().amounts.get().amount == Decimal(950_000)


def test_what_is_granted_already_and_what_the_other_paragraphs_give_is_counted(cast):
    make_books(cast)
    grant_money(insats=make_insats(cast), year=2022, amount=Decimal(100_000), source="§ 9", by=cast.chief)
    row = on_agenda(cast)
    left = 900_000 - granted(cast)
    other = Paragraph.objects.create(
        meeting=row.meeting, heading="Mer medel", number=38, position=9, text=type(row.text).objects.create(association=cast.association)
    )  # fmt: skip
    write(cast, other, "bevilja Vägen in 60 000 kronor", "60000")
    assert f"2022: {plain(left - 60_000)} kr" in said(row)[0]
    assert said(row)[-1] == "Det som mötets andra paragrafer ger är räknat."
    Paragraph.objects.filter(pk=other.pk).update(outcome=Outcome.TABLED)
    assert f"2022: {plain(left)} kr" in said(row)[0]


def test_a_later_paragraph_on_the_same_matter_is_not_counted_beside_the_one_it_replaces(cast):
    make_books(cast)
    row = write(cast, on_agenda(cast), "bevilja 300 000 kronor", "300000")
    insats = Insats.objects.first() or make_insats(cast)
    before = granted(cast)
    grant_money(insats=insats, year=2022, decision=row.decisions.get(), by=cast.chief)
    assert granted(cast) == before + 300_000
    assert f"2022: {plain(900_000 - before)} kr" in said(row)[0]


@pytest.mark.parametrize(
    ("clause", "financing", "is_told"),
    [
        ("köpa stolar till kansliet", "budgetposten Kansli", False),
        ("bevilja medel", "eget kapital, utöver budgetraden för insatser", False),
        ("bevilja Vidare Vy 10 000 kronor", "budgeten", True),
        ("bevilja medel", "anslaget för insatser", True),
    ],
)
def test_only_money_for_insatser_is_held_against_their_line(cast, clause, financing, is_told):
    make_books(cast)
    Insats.objects.filter(pk=make_insats(cast).pk).update(name="Vidare Vy")
    row = on_agenda(cast)
    Paragraph.objects.filter(pk=row.pk).update(matter=None)
    assert bool(said(write(cast, row, clause, "10000", financing=financing))) == is_told


def test_without_a_budget_nothing_is_said(cast):
    assert said(on_agenda(cast)) == []


def test_the_meetings_page_has_it(cast, client):
    make_books(cast)
    row = on_agenda(cast)
    client.force_login(cast.chief.user)
    page = client.get(
        reverse("meeting_session_paragraph", args=[cast.association.slug, row.meeting_id, row.pk])
    )
    assert "Efter beslutet: 700\xa0000\xa0kr" in page.content.decode()


def test_more_granted_than_the_line_has_is_said_with_both_figures(cast, client):
    make_books(cast)
    insats = make_insats(cast)
    grant_money(insats=insats, year=2022, amount=Decimal(1_000_000), source="§ 9", by=cast.chief)
    passed = passed_lines(cast.association, 2022, 2023)
    assert [(each.year, each.granted, each.line) for each in passed] == [
        (2022, granted(cast), Decimal(900_000))
    ]
    client.force_login(cast.chief.user)
    told = "budgetraden för insatser 900\xa0000\xa0kr (Budget 2022)"
    slug = cast.association.slug
    assert told in client.get(reverse("insats_list", args=[slug])).content.decode()
    typed = {"year": "2022", "amount": "10 000", "source": "§ 10"}
    granting = client.post(reverse("grant_add", args=[slug, insats.pk]), typed, follow=True)
    assert told in granting.content.decode()


def test_an_insatss_page_and_card_say_what_is_worth_a_look_in_its_grants(cast, client):
    make_books(cast)
    insats = make_insats(cast)
    row = write(cast, on_agenda(cast), "bevilja 300 000 kronor", "300000")
    grant_money(insats=insats, year=2022, decision=row.decisions.get(), by=cast.chief)
    row.decisions.get().amounts.update(amount=Decimal(250_000))
    grant_money(insats=insats, year=2022, amount=Decimal(700_000), source="§ 9", by=cast.chief)
    facts = [each.fact.replace("\xa0", " ") for each in grant_remarks(cast.association, grants_of(insats))]
    assert facts == [
        f"Två beslut ger medel för 2022: 300 000 kr enligt {row} och 700 000 kr enligt § 9.".replace(
            "\xa0", " "
        ),
        f"{row} ger 250 000 kr för 2022, och beviljat av det är 300 000 kr.".replace("\xa0", " "),
        passed_lines(cast.association, 2022, 2022)[0].fact.replace("\xa0", " "),
    ]
    assert [each.replace("\xa0", " ") for each in build_card(insats, dt.date(2022, 5, 20)).remarks] == facts
    client.force_login(cast.chief.user)
    page = client.get(insats.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert all(fact in page for fact in facts)
    client.force_login(cast.contact.user)
    assert "Att se över" not in client.get(insats.get_absolute_url()).content.decode()
