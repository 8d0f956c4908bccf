"""Underpunkter while an ärende is planned: written on the agenda, printed in kallelse and läspaket, decided at the meeting."""

import datetime as dt

import pytest
from django.urls import reverse

from board.actions import session as acts
from board.actions.attachments import attach
from board.actions.attendance import mark_all_members
from board.actions.call import call
from board.actions.filling import copy_agenda
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.points import add_point
from board.documents.call import build_call
from board.documents.pack import build_pack_texts
from board.forms.agenda import version_of
from board.models import Meeting, Paragraph
from board.queries.agenda import agenda
from board.states import Outcome, ParagraphKind
from tests.bench.packs import _blank_pdf
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(body=cast.board)


@pytest.fixture
def row(meeting: Meeting) -> Paragraph:
    return make_paragraph(meeting=meeting, heading="Information", kind=ParagraphKind.INFORMATION)


def address(name: str, row: Paragraph) -> str:
    return reverse(name, args=[row.meeting.body.association.slug, row.pk])


def typed(row: Paragraph, **parts: str) -> dict[str, str]:
    """What the agenda's form sends of the ärende; `parts` are those of its first underpunkt."""
    row = Paragraph.objects.select_related("text").get(pk=row.pk)
    points = list(row.points.all())
    form = {
        "heading": row.heading, "kind": row.kind, "html": row.text.html, "html_format": "html",
        "base_version": version_of(row), "points": ",".join(point.row_key for point in points),
    }  # fmt: skip
    for point in points:
        named = {"heading": point.heading, "presenter": point.presenter, "text": point.html}
        form |= {f"point-{point.row_key}-{part}": value for part, value in named.items()}
        form |= {
            f"point-{point.row_key}-proposal": point.proposal,
            f"point-{point.row_key}-text_format": "html",
        }
    return form | {f"point-{points[0].row_key}-{part}": value for part, value in parts.items()}


WRITTEN = {
    "heading": "Nya lokaler",
    "presenter": "Jonas Ekwall",
    "text": "<p>Flytten sker i augusti.</p>",
    "proposal": "att godkänna flytten\nuppdra till förbundschefen att teckna avtal",
}


@pytest.fixture
def written(cast: Cast, row: Paragraph) -> Paragraph:
    """The ärende with one underpunkt, written through its page, and a handling of its own."""
    client = client_of(cast.chief)
    client.post(address("paragraph_edit", row), typed_without_points(row) | {"act": "point"})
    client.post(address("paragraph_edit", row), typed(row, **WRITTEN))
    attach(paragraph=row, name="protokoll.pdf", content=_blank_pdf(1), by=cast.chief)
    attach(paragraph=row, name="ritning.pdf", content=_blank_pdf(2), by=cast.chief, point=row.points.get())
    return Paragraph.objects.select_related("text", "meeting__body__association").get(pk=row.pk)


def typed_without_points(row: Paragraph) -> dict[str, str]:
    return {"heading": row.heading, "kind": row.kind, "base_version": "0", "points": ""}


def test_an_underpunkt_holds_text_presenter_and_proposal_before_the_meeting(written):
    point = written.points.get()
    assert (point.heading, point.presenter, point.html) == (
        WRITTEN["heading"], WRITTEN["presenter"], WRITTEN["text"],
    )  # fmt: skip
    assert point.clauses == ["att godkänna flytten, och", "att uppdra till förbundschefen att teckna avtal."]


def test_kallelse_and_laspaket_print_what_is_in_it(cast, written):
    meeting = written.meeting
    kallelse = build_call(meeting, called_on=dt.date(2022, 3, 11))
    assert [item.points for group in kallelse.groups for item in group.items] == [
        ("Nya lokaler (Jonas Ekwall), bilaga 2",)
    ]
    item = build_pack_texts(meeting, agenda(meeting), dated=dt.date(2022, 3, 11)).items[0]
    assert item.attachments == ("Bilaga 1: protokoll",)
    (point,) = item.points
    assert (point.heading, point.presenter, point.html) == (
        "Nya lokaler", "Jonas Ekwall", "<p>Flytten sker i augusti.</p>",
    )  # fmt: skip
    assert point.clauses == ("att godkänna flytten, och", "att uppdra till förbundschefen att teckna avtal.")
    assert point.attachments == ("Bilaga 2: ritning",)


def test_a_ledamot_reads_it_on_the_meetings_page_after_the_call(cast, written):
    Meeting.objects.filter(pk=written.meeting_id).update(held_on=dt.date(2022, 5, 20))
    written.meeting.refresh_from_db()
    call(meeting=written.meeting, by=cast.chief)
    page = client_of(cast.vice).get(written.meeting.get_absolute_url()).content.decode()
    for said in (
        "Nya lokaler",
        "Föredras av Jonas Ekwall",
        "Flytten sker i augusti.",
        "att godkänna flytten",
        "ritning",
    ):
        assert said in page


def test_the_meeting_decides_it_with_one_press_under_the_underpunkt(cast, written):
    meeting = written.meeting
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    point = written.points.get()
    client = client_of(cast.chief)
    written.refresh_from_db()
    save = reverse("paragraph_save", args=[cast.association.slug, written.pk])
    for _ in range(2):
        client.post(save, {"base_version": str(written.version), "act": f"proposal:{point.row_key}"})
    assert [each.text for each in point.decisions.all()] == [
        "godkänna flytten", "uppdra till förbundschefen att teckna avtal",
    ]  # fmt: skip
    assert not written.decisions.filter(point=None).exists()


def test_what_was_put_off_comes_back_with_all_of_it(cast, written):
    meeting = written.meeting
    acts.open_meeting(meeting=meeting, by=cast.chief)
    acts.send_on(paragraph=written, outcome=Outcome.TABLED, by=cast.chief)
    acts.close_meeting(meeting=meeting, by=cast.chief)
    plan = MeetingPlan(held_on=dt.date(2022, 6, 10), starts_at=dt.time(9))
    back = plan_meeting(body=cast.board, plan=plan, by=cast.chief).paragraphs.get(continues=written)
    point = back.points.get()
    assert (point.heading, point.html, len(point.clauses)) == (WRITTEN["heading"], WRITTEN["text"], 2)
    assert [(each.title, each.point) for each in back.attachments.order_by("position")] == [
        ("protokoll", None), ("ritning", point),
    ]  # fmt: skip


def test_a_copied_agenda_has_headings_presenters_and_proposals_but_no_texts(cast, written):
    to = make_meeting(body=cast.board, held_on=dt.date(2022, 6, 10))
    copy_agenda(source=written.meeting, to=to, by=cast.chief)
    point = to.paragraphs.get(heading="Information").points.get()
    assert (point.heading, point.presenter, point.html, len(point.clauses)) == (
        "Nya lokaler", "Jonas Ekwall", "", 2,
    )  # fmt: skip


def test_two_who_write_in_one_are_told_and_nothing_is_lost(cast, written):
    client = client_of(cast.chief)
    mine = typed(written, text="<p>Min text.</p>")
    client.post(address("paragraph_edit", written), typed(written, text="<p>Hennes text.</p>"))
    answer = client.post(address("agenda_save", written), mine)
    assert (answer.status_code, answer.json()["conflict_url"]) == (409, address("paragraph_edit", written))
    shown = client.post(address("paragraph_edit", written), mine).content.decode()
    assert "Hennes text." in shown
    assert "Min text." in shown
    assert written.points.get().html == "<p>Hennes text.</p>"


def test_it_saves_itself_and_says_the_version_that_the_next_saving_follows(cast, written):
    client = client_of(cast.chief)
    first = client.post(address("agenda_save", written), typed(written, text="<p>En.</p>"))
    later = typed(written, text="<p>En till.</p>") | {"base_version": first.json()["version"]}
    assert client.post(address("agenda_save", written), later).status_code == 200
    assert written.points.get().html == "<p>En till.</p>"


def test_they_move_and_go_by_their_buttons_and_one_with_handlingar_stays(cast, written):
    client, page = client_of(cast.chief), address("paragraph_edit", written)
    first = written.points.get()
    second = add_point(paragraph=written, by=cast.chief, heading="Platser")
    client.post(page, typed(written) | {"act": f"up:{second.row_key}"})
    assert [each.heading for each in written.points.all()] == ["Platser", "Nya lokaler"]
    client.post(page, typed(written) | {"act": f"drop:{second.row_key}"})
    shown = client.post(page, typed(written) | {"act": f"drop:{first.row_key}"}).content.decode()
    assert "Underpunkten har att-satser eller handlingar." in shown
    assert [each.heading for each in written.points.all()] == ["Nya lokaler"]


def test_a_new_arende_leads_on_to_its_underpunkter(cast, meeting):
    new = {"heading": "Övrig information", "kind": "information", "matter": "", "then": "points"}
    answer = client_of(cast.chief).post(
        reverse("paragraph_add", args=[cast.association.slug, meeting.pk]), new
    )
    row = meeting.paragraphs.get(heading="Övrig information")
    assert answer["Location"] == f"{address('paragraph_edit', row)}#underpunkt-{row.points.get().row_key}"
