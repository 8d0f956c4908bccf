"""A § as boards write it: underpunkter, lead words, notes, ballots, what it follows, and att-satser that move and come back."""

import datetime as dt
import re

import pypdfium2
import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from board import indexing
from board.actions import session as acts
from board.actions.agenda import ParagraphDraft, add_paragraph, change_paragraph
from board.actions.attachments import attach
from board.actions.attendance import mark_all_members
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.points import add_point, move_point, remove_point
from board.actions.protocol import as_json, ensure_main_protocol
from board.actions.session import take_up
from board.actions.writing import save_paragraph
from board.documents.assemble import build_paper, build_protocol, look_of
from board.documents.call import build_call
from board.documents.changes import changed_sections
from board.documents.reading import frozen_sections
from board.models import Meeting, Paragraph
from board.queries.points import planned_version
from board.states import Outcome, ParagraphKind
from finsam import pdf, search
from finsam.errors import DomainError
from finsam.models import Association
from tests.bench.packs import _blank_pdf
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import make_association, make_body, make_meeting, make_paragraph


@pytest.fixture
def opened(cast: Cast) -> Meeting:
    """A meeting of the board that goes on, at its § on information."""
    meeting = make_meeting(body=cast.board)
    make_paragraph(meeting=meeting, heading="Sammanträdet öppnas", kind=ParagraphKind.OPENING)
    make_paragraph(meeting=meeting, heading="Information", kind=ParagraphKind.INFORMATION)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    acts.take_up(paragraph=meeting.paragraphs.get(heading="Information"), by=cast.chief)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def row(opened: Meeting) -> Paragraph:
    return opened.paragraphs.get(heading="Information")


def save(row: Paragraph, cast: Cast, **fields: object) -> Paragraph:
    """Save fields of the § ("__" stands for ":") as its page does."""
    row.refresh_from_db()
    named = {name.replace("__", ":"): value for name, value in fields.items()}
    save_paragraph(paragraph=row, fields=named, base_version=str(row.version), by=cast.chief)
    row.refresh_from_db()
    return row


def with_points(row: Paragraph, cast: Cast) -> list[str]:
    """Give the § two underpunkter, the first with text, presenter and an att-sats; give their keys."""
    first = add_point(paragraph=row, by=cast.chief).row_key
    second = add_point(paragraph=row, by=cast.chief, heading="Nästa års platser").row_key
    save(
        row,
        cast,
        **{
            f"point__{first}__heading": "Nya lokaler",
            f"point__{first}__presenter": "Jonas Ekwall",
            f"point__{first}__text": "<p>Flytten sker i augusti.</p>",
            "decision__a__text": "godkänna flytten",
            "decision__a__point": first,
            "decision__b__text": "notera informationen",
        },
    )
    return [first, second]


def section(row: Paragraph, cast: Cast):
    acts.close_meeting(meeting=row.meeting, by=cast.chief)
    paper = build_protocol(row.meeting.protocols.get())
    return next(each for each in paper.sections if each.heading == "Information")


def printed(row: Paragraph, cast: Cast) -> str:
    acts.close_meeting(meeting=row.meeting, by=cast.chief)
    paper = build_paper(row.meeting.protocols.get())
    content = pdf.render(paper.template_name, {"document": paper}, look=look_of(cast.association))
    pages = pypdfium2.PdfDocument(content)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in pages))


# ---- Underpunkter


def test_an_underpunkt_has_text_presenter_and_att_satser_of_its_own(cast, row):
    with_points(row, cast)
    shown = section(row, cast)
    assert [clause.text for clause in shown.clauses] == ["notera informationen"]
    assert [(each.heading, each.presenter, str(each.text)) for each in shown.points] == [
        ("Nya lokaler", "Jonas Ekwall", "<p>Flytten sker i augusti.</p>"),
        ("Nästa års platser", "", ""),
    ]
    assert [clause.text for clause in shown.points[0].clauses] == ["godkänna flytten"]


def test_print_has_them_in_the_paragraph_and_in_the_contents(cast, row):
    with_points(row, cast)
    text = printed(row, cast)
    assert text.count("Nya lokaler") == 2
    assert "Föredragande: Jonas Ekwall" in text
    assert "Styrelsen beslutar att godkänna flytten" in text


def test_they_are_found_by_search(cast, row):
    with_points(row, cast)
    found = search.find(cast.association, "augusti lokaler", kinds=[indexing.DRAFT])
    assert [strip_tags(hit.title) for hit in found] == ["§ 2 Information"]


def test_a_handling_belongs_to_an_underpunkt(cast, row):
    first, _ = with_points(row, cast)
    point = row.points.get(row_key=first)
    attach(name="a.pdf", content=_blank_pdf(1), by=cast.chief, paragraph=row, is_appendix=True, point=point)
    attach(name="b.pdf", content=_blank_pdf(2), by=cast.chief, paragraph=row, title="Enkät bland personal")
    shown = section(row, cast)
    assert shown.points[0].attachments_text == "Bilaga 1"
    assert shown.attachments_text == "Enkät bland personal."


def test_an_att_sats_of_an_underpunkt_is_a_task_of_its_paragraph(cast, row):
    with_points(row, cast)
    save(row, cast, decision__a__who="Jonas Ekwall", decision__a__due="2022-05-13")
    task = row.decisions.get(row_key="a")
    assert (task.is_task, task.paragraph.number) == (True, 2)


def test_one_with_att_satser_is_not_taken_away(cast, row):
    first, second = with_points(row, cast)
    with pytest.raises(DomainError, match="har att-satser"):
        remove_point(paragraph=row, key=first, by=cast.chief)
    remove_point(paragraph=row, key=second, by=cast.chief)
    assert [each.heading for each in row.points.all()] == ["Nya lokaler"]


def test_they_change_places(cast, row):
    first, _ = with_points(row, cast)
    move_point(paragraph=row, key=first, step=1, by=cast.chief)
    assert [each.heading for each in row.points.all()] == ["Nästa års platser", "Nya lokaler"]


def test_the_page_writes_them_with_and_without_scripts(cast, opened, row):
    client = client_of(cast.chief)
    where = reverse("paragraph_save", args=["exempel", row.pk])
    client.post(where, {"base_version": str(row.version), "act": "point"})
    key = row.points.get().row_key
    row.refresh_from_db()
    client.post(
        where,
        {
            "base_version": str(row.version),
            "points": key,
            f"point-{key}-heading": "Nya lokaler",
            f"point-{key}-text": "Flytten sker i augusti.",
            "decisions-TOTAL_FORMS": "1",
            "decisions-0-key": "k",
            "decisions-0-point": key,
            "decisions-0-text": "att godkänna flytten.",
        },
    )
    point = row.points.get()
    assert (point.heading, point.html) == ("Nya lokaler", "<p>Flytten sker i augusti.</p>")
    assert [each.text for each in point.decisions.all()] == ["godkänna flytten"]
    page = client.get(reverse("meeting_session_paragraph", args=["exempel", opened.pk, row.pk]))
    assert 'aria-label="Att-sats 1, Nya lokaler"' in page.content.decode()


def test_the_agenda_has_their_headings_and_the_kallelse_prints_them(cast):
    meeting = make_meeting(body=cast.board)
    row = add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Information"), by=cast.chief)
    first = add_point(paragraph=row, by=cast.chief)
    add_point(paragraph=row, by=cast.chief, heading="Platser")
    named = ParagraphDraft(
        heading="Information",
        points={first.row_key: {"heading": "Nya lokaler", "presenter": "Jonas Ekwall"}},
        points_seen=planned_version(row.points.all()),
    )
    change_paragraph(paragraph=row, draft=named, base_version=row.text.version, by=cast.chief)
    attach(paragraph=row, name="ritning.pdf", content=_blank_pdf(1), by=cast.chief, point=first)
    call = build_call(meeting, called_on=dt.date(2022, 3, 11))
    assert [item.points for group in call.groups for item in group.items] == [
        ("Nya lokaler (Jonas Ekwall), bilaga 1", "Platser")
    ]


def test_what_was_put_off_comes_back_with_them(cast, opened, row):
    with_points(row, cast)
    acts.send_on(paragraph=row, outcome=Outcome.TABLED, by=cast.chief)
    acts.close_meeting(meeting=opened, by=cast.chief)
    plan = MeetingPlan(held_on=dt.date(2022, 6, 10), starts_at=dt.time(9))
    following = plan_meeting(body=cast.board, plan=plan, by=cast.chief)
    back = following.paragraphs.get(continues=row)
    assert [each.heading for each in back.points.all()] == ["Nya lokaler", "Nästa års platser"]


def test_what_is_frozen_is_read_back_and_a_change_in_one_is_told(cast):
    meeting = make_held_meeting(cast)
    row = meeting.paragraphs.order_by("position")[0]
    point = add_point(paragraph=row, by=cast.chief, heading="Nya lokaler")
    draft = ensure_main_protocol(meeting=meeting, by=cast.chief)
    before = as_json(build_protocol(draft))
    type(point).objects.filter(pk=point.pk).update(heading="Andra lokaler")
    after = as_json(build_protocol(draft))
    assert changed_sections(before, after)[1].what == "Ändrat sedan förra versionen: underpunkterna"
    protocol = adjust_meeting(meeting, cast)
    assert [each.heading for each in frozen_sections(protocol)[0].points] == ["Andra lokaler"]


# ---- Lead, notes, ballots, references, kinds


def test_a_paragraph_has_its_own_lead_words(cast, row):
    save(row, cast, lead="Styrelsen föreslår medlemmarna", decision__a__text="höja bidraget")
    assert "Styrelsen föreslår medlemmarna att höja bidraget" in printed(row, cast)


def test_lead_words_without_att_satser_are_a_sentence(cast, row):
    save(row, cast, lead="Styrelsen anser sig ha tagit del av informationen.")
    assert "Styrelsen anser sig ha tagit del av informationen." in printed(row, cast)


def test_a_protokollsanteckning_is_printed_and_is_no_reservation(cast, row):
    parts = {"kind": "note", "who": "Solveig Åström", "text": "Frågan bör tas upp i höst."}
    save(row, cast, **{f"statement__n__{part}": value for part, value in parts.items()})
    text = printed(row, cast)
    assert "Solveig Åström: Frågan bör tas upp i höst." in text
    assert ("Reservation" in text, "Protokolls" in text) == (False, True)


def test_votes_for_three_proposals_in_a_closed_vote(cast, row):
    ballot = [["Förslag A", "2"], ["Förslag B", "1"], ["Förslag C", "1"]]
    save(row, cast, ballot=ballot, is_secret=True, proposition_order="A ställs mot B och C.")
    voting = section(row, cast).votings[0]
    assert (voting.is_secret, voting.outcome) == (True, "Flest röster fick Förslag A.")


def test_what_is_voted_stands_in_the_heading_of_the_box(cast, opened, row):
    save(row, cast, **{f"vote__{cast.chair.pk}": "yes", f"vote__{cast.adjuster.pk}": "no"})
    page = client_of(cast.chief).get(
        reverse("meeting_session_paragraph", args=["exempel", opened.pk, row.pk])
    )
    assert page.context["page"].vote_head == "1 ja, 1 nej"


def test_a_paragraph_follows_or_corrects_an_earlier_one(cast, row):
    earlier = make_held_meeting(cast, held_on=dt.date(2022, 2, 4)).paragraphs.order_by("position")[1]
    save(row, cast, refers_to_id=earlier.pk, corrects_it=True)
    assert section(row, cast).refers == f"Rättar {earlier.short_text} den 4\xa0februari 2022"


def test_the_pages_of_both_paragraphs_lead_to_each_other(cast, row):
    earlier = make_held_meeting(cast, held_on=dt.date(2022, 2, 4)).paragraphs.order_by("position")[1]
    save(row, cast, refers_to_id=earlier.pk, corrects_it=True)
    take_up(paragraph=row, by=cast.chief)
    pages = [client_of(cast.chief).get(each.get_absolute_url()).context["around"] for each in (row, earlier)]
    assert [[(bond, each.pk) for bond, each in page.linked] for page in pages] == [
        [("Rättar", earlier.pk)],
        [("Rättas av", row.pk)],
    ]


def test_a_paragraph_of_another_association_is_never_referred_to(cast, row):
    strange = make_paragraph(meeting=make_meeting(body=make_body(association=make_association(slug="annat"))))
    save(row, cast, refers_to_id=strange.pk)
    assert row.refers_to is None


def test_the_kind_is_printed_where_the_association_wants_it(cast, row):
    assert section(row, cast).kind == ""
    Association.objects.update(prints_kinds=True)
    again = build_protocol(Meeting.objects.get(pk=row.meeting_id).protocols.get())
    assert [each.kind for each in again.sections] == ["", "Informationsärende"]


# ---- Att-satser move, go and come back


def test_an_att_sats_moves_goes_and_comes_back_where_it_stood(cast, opened, row):
    for key, text in (("a", "ett"), ("b", "två"), ("c", "tre")):
        save(row, cast, **{f"decision__{key}__text": text})
    client = client_of(cast.chief)
    where = reverse("paragraph_save", args=["exempel", row.pk])

    def press(act: str):
        row.refresh_from_db()
        return client.post(where, {"base_version": str(row.version), "act": act})

    def texts() -> list[str]:
        return [each.text for each in row.decisions.all()]

    press("up:c")
    assert texts() == ["ett", "tre", "två"]
    gone = press("drop:c")
    assert texts() == ["ett", "två"]
    assert "Att-satsen ”tre” är borttagen." in client.get(gone.url).content.decode()
    press("restore:c")
    assert texts() == ["ett", "tre", "två"]
    press("restore:c")
    assert texts() == ["ett", "tre", "två"]


# ---- Two who write at once


def test_two_who_write_in_one_underpunkt_see_both_texts_and_what_was_voted(cast, row):
    first, _ = with_points(row, cast)
    seen = str(row.version)
    names = (f"point:{first}:text", "ballot")
    save(row, cast, **{names[0]: "<p>Flytten sker i maj.</p>", "ballot": [["A", "2"]]})
    fields = {names[0]: "<p>Flytten sker i juni.</p>", "ballot": [["A", "3"]]}
    saved = save_paragraph(paragraph=row, fields=fields, base_version=seen, by=cast.officer)
    page = client_of(cast.officer).get(
        f"{reverse('text_conflict', args=['exempel', row.text_id])}?sparning={saved.collided.pk}"
    )
    told = page.content.decode()
    assert page.status_code == 200
    assert ("Underpunkten Nya lokaler, texten" in told, "Röster för varje förslag" in told) == (True, True)
