"""Finding: the list of protocols, one §, and the search; what one may not read is not found."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from board import indexing
from board.actions.matters import open_matter
from board.actions.protocol import correct, ensure_main_protocol, start_immediate
from board.models import Decision, Meeting, Paragraph
from board.registries import effects
from board.states import MeetingState
from finsam import search
from finsam.models.search import SearchEntry
from tests.board.meetings import adjust, adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.queries import count_queries


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A meeting justerat, findable."""
    held = make_held_meeting(cast)
    adjust_meeting(held, cast)
    return held


def url(name: str, *more: object) -> str:
    return reverse(name, args=["exempel", *more])


def listed(answer) -> list[str]:
    """The §§ of each row in the list of protocols."""
    return [row.get_cell("numbers").replace("\u00a0", " ") for row in answer.context["table"].rows]


def found(client, words: str, **more: str) -> list[str]:
    """The titles that a search finds, without their marks."""
    answer = client.get(url("search"), {"q": words, **more})
    return [str(hit.title).replace("<mark>", "").replace("</mark>", "") for hit, _ in answer.context["hits"]]


# ---- Protocols


def test_the_office_sees_drafts_and_others_what_is_justerat(cast: Cast, meeting: Meeting):
    ensure_main_protocol(meeting=make_held_meeting(cast, held_on=dt.date(2022, 4, 8)), by=cast.chief)

    seen = {
        name: listed(client_of(getattr(cast, name)).get(url("protocol_list")))
        for name in ("chief", "member", "auditor")
    }

    assert seen == {"chief": ["§§ 3–4", "§§ 1–2"], "member": ["§§ 1–2"], "auditor": ["§§ 1–2"]}


def test_protocols_are_chosen_by_year_body_and_heading(cast: Cast, meeting: Meeting):
    adjust_meeting(
        make_held_meeting(cast, held_on=dt.date(2021, 11, 26), headings=("Budget för 2022",)), cast
    )
    client = client_of(cast.chief)

    assert listed(client.get(url("protocol_list"), {"ar": "2021"})) == ["§ 1"]
    assert listed(client.get(url("protocol_list"), {"q": "årsredovisning"})) == ["§§ 1–2"]
    assert listed(client.get(url("protocol_list"), {"organ": str(cast.office.pk)})) == []
    assert listed(client.get(url("protocol_list"), {"ar": "bortom"})) == ["§§ 1–2", "§ 1"]


def test_an_immediate_one_stands_beside_the_main_one(cast: Cast):
    held = make_held_meeting(cast)
    adjust(start_immediate(paragraph=held.paragraphs.get(number=2), by=cast.chief), cast)
    adjust_meeting(held, cast)

    assert sorted(listed(client_of(cast.member).get(url("protocol_list")))) == ["§ 1", "§ 2"]


def test_the_list_is_had_as_an_excel_file(cast: Cast, meeting: Meeting):
    answer = client_of(cast.member).get(url("protocol_list_excel"))

    assert answer["Content-Disposition"] == 'attachment; filename="protokoll.xlsx"'


def test_the_list_asks_as_many_questions_for_one_protocol_as_for_many(cast: Cast, meeting: Meeting):
    client = client_of(cast.member)
    one = count_queries(client, url("protocol_list"))
    for day in range(1, 9):
        adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 2, day)), cast)

    assert count_queries(client, url("protocol_list")) == one


def test_the_neighbour_finds_no_list(cast: Cast, meeting: Meeting):
    assert client_of(cast.outsider).get(url("protocol_list")).status_code == 404


# ---- One §


def page_of(cast: Cast, paragraph: Paragraph, reader: str = "member"):
    return client_of(getattr(cast, reader)).get(url("paragraph_detail", paragraph.pk))


def test_a_paragraph_is_read_with_its_decision_and_protocol(cast: Cast, meeting: Meeting):
    answer = page_of(cast, meeting.paragraphs.get(number=2))

    page = answer.content.decode()
    assert "Årsredovisning för 2021 gås igenom." in page
    assert "att notera informationen." in page
    assert "Justerat den 5\u00a0april 2022." in page


@pytest.mark.parametrize(
    ("reader", "status"), [("chief", 200), ("member", 404), ("auditor", 404), ("outsider", 404)]
)
def test_a_draft_is_for_the_office(cast: Cast, reader: str, status: int):
    held = make_held_meeting(cast)

    assert page_of(cast, held.paragraphs.get(number=1), reader).status_code == status


def test_the_neighbouring_paragraphs_are_those_one_may_read(cast: Cast):
    held = make_held_meeting(cast, headings=("Öppnande", "Årsredovisning", "Avslutning"))
    middle = held.paragraphs.get(number=2)
    adjust(start_immediate(paragraph=middle, by=cast.chief), cast)

    assert [page_of(cast, middle, reader).context["around"].before for reader in ("chief", "member")] == [
        held.paragraphs.get(number=1),
        None,
    ]


def test_the_same_matter_is_shown_where_else_it_was_dealt_with(cast: Cast, meeting: Meeting):
    matter = open_matter(association=cast.association, title="Årsredovisning", by=cast.chief)
    later = make_held_meeting(cast, held_on=dt.date(2022, 4, 1))
    adjust_meeting(later, cast)
    first, second = meeting.paragraphs.get(number=2), later.paragraphs.get(number=3)
    Paragraph.objects.filter(pk__in=[first.pk, second.pk]).update(matter=matter)

    assert page_of(cast, first).context["around"].elsewhere == [second]


def test_a_rattelse_is_told_when_it_is_justerad(cast: Cast, meeting: Meeting):
    paragraph = meeting.paragraphs.get(number=2)
    protocol = meeting.protocols.get()
    correction = correct(protocol=protocol, paragraphs=[paragraph], reason="Fel år.", by=cast.chief)
    before = page_of(cast, paragraph).context["around"].corrections
    adjust(correction, cast)

    assert before == []
    assert page_of(cast, paragraph).context["around"].corrections == [correction]


def test_what_came_of_a_decision_is_shown(cast: Cast, meeting: Meeting, monkeypatch):
    decision = Decision.objects.filter(paragraph__meeting=meeting).last()
    shown = effects.Consequence("Beviljat 500 000 kr till Vidare Vy", "/exempel/insatser/1/")
    monkeypatch.setattr(
        effects, "_finders", [lambda decisions: [shown for each in decisions if each == decision]]
    )

    assert page_of(cast, decision.paragraph).context["consequences"] == [shown]


def test_the_office_makes_an_extract_from_here_and_others_do_not(cast: Cast, meeting: Meeting):
    paragraph = meeting.paragraphs.get(number=2)

    offered = [
        url("extract_file", paragraph.pk) in page_of(cast, paragraph, each).content.decode()
        for each in ("chief", "member")
    ]
    assert offered == [True, False]


# ---- Search


@pytest.mark.parametrize("words", ["årsredovisningen", "redovisning", "§ 2", '"gås igenom" årsredovisning'])
def test_a_paragraph_is_found_by_its_words(cast: Cast, meeting: Meeting, words: str):
    assert "§ 2 Årsredovisning för 2021" in found(client_of(cast.member), words)


def test_the_words_found_are_marked(cast: Cast, meeting: Meeting):
    page = client_of(cast.member).get(url("search"), {"q": "årsredovisning"}).content.decode()

    assert "<mark>Årsredovisning</mark> för 2021" in page


def test_a_draft_is_found_by_the_office_alone(cast: Cast):
    held = make_held_meeting(cast, headings=("Hemlig rekrytering",))
    indexing.index_meeting(held)

    assert [
        found(client_of(getattr(cast, each)), "rekrytering") for each in ("chief", "member", "auditor")
    ] == [
        ["§ 1 Hemlig rekrytering"],
        [],
        [],
    ]


def test_justering_makes_it_findable_by_all(cast: Cast):
    held = make_held_meeting(cast, headings=("Ny utvecklingsstrateg",))
    indexing.index_meeting(held)
    adjust_meeting(held, cast)

    assert found(client_of(cast.auditor), "strateg") == ["§ 1 Ny utvecklingsstrateg"]
    assert SearchEntry.objects.filter(kind=indexing.DRAFT).count() == 0


def test_a_planned_agenda_is_the_office_s_until_the_call(cast: Cast):
    planned = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    paragraph = make_paragraph(meeting=planned, heading="Delårsbokslut")
    indexing.index_meeting(planned)
    before = found(client_of(cast.member), "delårsbokslut")
    Meeting.objects.filter(pk=planned.pk).update(
        state=MeetingState.CALLED, called_at=dt.datetime(2022, 5, 6, tzinfo=dt.UTC)
    )
    indexing.index_paragraph(paragraph)

    assert before == []
    assert found(client_of(cast.member), "delårsbokslut") == ["Delårsbokslut"]


def test_a_cancelled_meeting_is_not_found(cast: Cast):
    planned = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    make_paragraph(meeting=planned, heading="Delårsbokslut")
    indexing.index_meeting(planned)
    planned.state = MeetingState.CANCELLED
    planned.save()
    indexing.index_meeting(planned)

    assert SearchEntry.objects.count() == 0


def test_one_may_look_among_one_kind_and_one_year(cast: Cast, meeting: Meeting):
    open_matter(association=cast.association, title="Årsredovisning för 2022", by=cast.chief)
    client = client_of(cast.member)

    assert found(client, "årsredovisning", slag="arenden") == ["2022/1 Årsredovisning för 2022"]
    assert found(client, "årsredovisning", slag="paragrafer") == ["§ 2 Årsredovisning för 2021"]
    assert found(client, "årsredovisning", ar="2021") == []


def test_the_neighbour_finds_nothing_of_it(cast: Cast, meeting: Meeting):
    answer = client_of(cast.outsider).get(reverse("search", args=["exempel-granne"]), {"q": "årsredovisning"})

    assert answer.context["hits"] == []
    assert client_of(cast.outsider).get(url("search"), {"q": "årsredovisning"}).status_code == 404


@pytest.mark.parametrize("words", ["", "   ", "'; DROP TABLE", '"', "§", "*" * 500, "<script>"])
def test_any_question_is_answered(cast: Cast, meeting: Meeting, words: str):
    assert client_of(cast.member).get(url("search"), {"q": words}).status_code == 200


def test_the_search_built_anew_finds_the_same(cast: Cast, meeting: Meeting):
    indexing.index_meeting(meeting)
    before = set(SearchEntry.objects.values_list("kind", "key", "title", "body"))
    SearchEntry.objects.all().delete()

    call_command("rebuild_search", "exempel", verbosity=0)

    assert set(SearchEntry.objects.values_list("kind", "key", "title", "body")) == before


def test_the_search_asks_as_many_questions_for_few_hits_as_for_many(cast: Cast, meeting: Meeting):
    client = client_of(cast.member)
    few = count_queries(client, url("search") + "?q=årsredovisning")
    for day in range(1, 9):
        adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 2, day)), cast)

    assert count_queries(client, url("search") + "?q=årsredovisning") == few
    assert len(search.find(cast.association, "årsredovisning")) == 9
