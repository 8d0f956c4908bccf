"""A medlemssamråd as it is held: called with figures, spoken at by others than the board, and followed into the plan."""

import datetime as dt

import pytest

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.points import add_point
from board.actions.session import close_meeting, open_meeting, take_up
from board.actions.writing import save_paragraph
from board.documents.assemble import build_paper
from board.models import Meeting, Paragraph
from board.queries.notice import notices_of
from board.states import ParagraphKind
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Body
from finsam.registries import fields
from finsam.states import AppointmentRole, BodyKind, NotesSigners
from reporting.actions.members_meetings import add_wish, consider_wish, put_figures, remove_wish, settle_turn
from reporting.actions.reports import begin_report
from reporting.actions.sections import add_section
from reporting.documents.report import build_section
from reporting.models import Wish
from reporting.queries.members_meetings import next_in_turn, speaking_on, wishes_for
from reporting.rules import seems_elected
from reporting.states import ReportKind
from tests.cast import Cast, client_of, make_cast
from tests.economy.figures import load_demo_figures
from tests.factories import appoint, make_body, make_person

DAY = dt.date(2022, 5, 23)


@pytest.fixture
def body(cast: Cast) -> Body:
    return make_body(
        association=cast.association, kind=BodyKind.CONSULTATION, name="Medlemssamråd",
        notes_signers=NotesSigners.CHAIR_AND_ADJUSTERS,
    )  # fmt: skip


@pytest.fixture
def meeting(cast: Cast, body: Body) -> Meeting:
    plan = MeetingPlan(held_on=DAY, starts_at=dt.time(9), place="Gästgivargården")
    return plan_meeting(body=body, plan=plan, by=cast.chief)


def speaker(cast: Cast, body: Body, name: str, member, title: str, role: str = AppointmentRole.MEMBER):
    person = make_person(association=cast.association, name=name)
    row = appoint(person, body, role=role, member=member)
    row.title = title
    row.save()
    return person


# ---- Before it


def test_the_agenda_has_what_a_samrad_is_for(meeting):
    assert list(meeting.paragraphs.order_by("position").values_list("heading", flat=True)) == [
        "Mötet öppnas", "Presentation", "Val av justerare", "Förbundets verksamhet och resultat",
        "Önskad riktning för förbundet", "Övriga frågor", "Nästa medlemssamråd och sammankallande", "Mötet avslutas",
    ]  # fmt: skip


def test_it_is_called_with_the_forbunds_figures(cast, meeting):
    load_demo_figures(cast)
    point = meeting.paragraphs.select_related("text").get(kind=ParagraphKind.INFORMATION)
    put_figures(meeting=meeting, year=2021, by=cast.chief)
    point.text.refresh_from_db()
    told = fields.printed(cast.association, [point.text.html], year=2022)
    known = fields.values(cast.association, 2021)
    assert told["economy.result:2021"] == known["economy.result"].value
    assert told["economy.equity:2021"] == known["economy.equity"].value
    with pytest.raises(DomainError, match="står redan"):
        put_figures(meeting=meeting, year=2021, by=cast.chief)


def test_without_figures_it_is_said_what_to_do(cast, meeting):
    with pytest.raises(DomainError, match="Läs in bokföringen"):
        put_figures(meeting=meeting, year=2021, by=cast.chief)


def test_who_speaks_for_a_member_is_remarked_on_when_she_should_not(cast, body, meeting):
    speaker(cast, body, "Vera Strand", cast.kommun, "kommunstyrelsens ordförande")
    speaker(cast, body, "Nils Gren", cast.region, "utvecklingschef")
    appoint(cast.member, body, member=cast.fk)
    found = speaking_on(meeting)
    assert [each.name for each in found.representatives if each.member == cast.kommun] == ["Vera Strand"]
    assert len(found.remarks) == 3
    assert f"{cast.member.name} sitter i styrelsen" in found.remarks[0]
    assert "Nils Gren företräder Region Exempelland. En kommun och en region" in found.remarks[1]
    assert found.remarks[2] == "Arbetsförmedlingen har ingen företrädare i samrådet."


@pytest.mark.parametrize(
    ("title", "is_so"),
    [
        ("kommunstyrelsens ordförande", True), ("oppositionsråd", True), ("Kommunalråd", True), ("KSO", True),
        ("ledamot i regionstyrelsen", True), ("kommundirektör", False), ("rådgivare", False), ("", False),
    ],
)  # fmt: skip
def test_a_title_tells_whether_one_is_elected(title, is_so):
    assert seems_elected(title) == is_so


def test_the_members_take_turns(cast):
    members = list(cast.association.members.on(DAY))
    assert next_in_turn(cast.association, None, DAY) == members[0]
    assert next_in_turn(cast.association, members[1], DAY) == members[2]
    assert next_in_turn(cast.association, members[-1], DAY) == members[0]


# ---- At it


SAID = {
    "Presentation": "Ordföranden hälsar välkommen, och alla presenterar sig.",
    "Val av justerare": "Två justerare utses.",
    "Förbundens verksamhet och resultat": "De tre förbunden berättar om verksamhet, resultat och eget kapital.",
    "Ändring av förbundsordning": "De nya förbundsordningarna gäller från årsskiftet. Inga frågor.",
    "Långsiktig finansiering av IT-spåret": "Avtalet löper två år till. Utvärderingen inväntas.",
    "Principer för samverkan": "Grupperna talar om mätning av steg på vägen, och om bättre övergångar.",
    "Övriga frågor": "",
    "Nästa medlemssamråd och sammankallande": "Kommunen sammankallar nästa år.",
    "Avslutning": "Ordföranden tackar.",
}
OTHER_POINTS = ("Strategikonferens", "Begäran om utlämnande av handlingar")


def hold(cast: Cast, meeting: Meeting) -> Meeting:
    """Hold a samråd with the points of one that three förbund had together, in words of our own."""
    meeting.paragraphs.all().delete()
    kinds = {"Presentation": ParagraphKind.OPENING, "Val av justerare": ParagraphKind.ADJUSTERS}
    for heading in SAID:
        kind = kinds.get(heading, ParagraphKind.MATTER)
        add_paragraph(meeting=meeting, draft=ParagraphDraft(heading=heading, kind=kind), by=cast.chief)
    open_meeting(meeting=meeting, by=cast.chief)
    meeting.attendances.update(is_present=True)
    for row in meeting.paragraphs.order_by("position"):
        if row.number is None:
            take_up(paragraph=row, by=cast.chief)
        _write(cast, row)
    close_meeting(meeting=meeting, by=cast.chief)
    return Meeting.objects.select_related("body__association").get(pk=meeting.pk)


def _write(cast: Cast, row: Paragraph) -> None:
    row.refresh_from_db()
    if row.heading == "Övriga frågor":
        for heading in OTHER_POINTS:
            add_point(paragraph=row, by=cast.chief, heading=heading)
        row.refresh_from_db()
    fields = {"text": f"<p>{SAID[row.heading]}</p>"}
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=cast.chief)


def test_a_whole_samrad_is_entered_and_followed_into_the_plan(cast, body, meeting):
    chair = speaker(cast, body, "Jana Bäck", cast.af, "enhetschef", AppointmentRole.CHAIR)
    adjusters = [
        speaker(cast, body, "Tea Persgård", cast.kommun, "kommunstyrelsens ordförande"),
        speaker(cast, body, "Jonte Dalberg", cast.region, "oppositionsråd"),
    ]
    for place, person in enumerate(adjusters):
        meeting.adjusters.create(person=person, position=place)
    held = hold(cast, meeting)
    paper = build_paper(held.protocols.get())
    assert [each.number for each in paper.sections] == list(range(1, 10))
    assert [each.heading for each in paper.sections] == list(SAID)
    [other] = [each for each in paper.sections if each.points]
    assert [each.heading for each in other.points] == [f"7a {OTHER_POINTS[0]}", f"7b {OTHER_POINTS[1]}"]
    assert {each.name for part in paper.attendance for each in part.attendees} >= {
        chair.name, *(each.name for each in adjusters)
    }  # fmt: skip
    assert not notices_of(cast.association).exists()  # nothing is announced
    settle_turn(meeting=held, convener=cast.af, next_convener=cast.kommun, by=cast.chief)
    young = add_wish(meeting=held, text="Unga som varken arbetar eller studerar", year=2023, by=cast.chief)
    add_wish(
        meeting=held, text="Följa vad insatserna leder till", year=2023, member=cast.region, by=cast.chief
    )
    consider_wish(wish=young, text=young.text, considered="Målet om unga har lagts till.", by=cast.chief)
    plan = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief)
    section = add_section(report=plan, heading="Medlemmarnas önskemål", block="wishes", by=cast.chief)
    printed = str(build_section(plan, section))
    for words in ("Alla medlemmar", "Unga som varken", "Målet om unga har lagts till", "Region Exempelland"):
        assert words in printed


# ---- What is wanted


def test_a_wish_belongs_to_a_samrad(cast):
    board = plan_meeting(body=cast.board, plan=MeetingPlan(DAY, dt.time(9)), by=cast.chief)
    with pytest.raises(DomainError, match="medlemssamrådet"):
        add_wish(meeting=board, text="Mer", year=2023, by=cast.chief)


def test_what_is_taken_into_account_is_not_taken_away_until_that_is(cast, meeting):
    row = add_wish(meeting=meeting, text="Mer", year=2023, by=cast.chief)
    consider_wish(wish=row, text="Mer", considered="Ja.", by=cast.chief)
    with pytest.raises(DomainError, match="Töm det fältet"):
        remove_wish(wish=row, by=cast.chief)
    consider_wish(wish=row, text="Mer", considered="", by=cast.chief)
    row.refresh_from_db()
    assert row.considered_at is None
    remove_wish(wish=row, by=cast.chief)
    assert wishes_for(cast.association, 2023) == []


# ---- Pages


def test_the_office_writes_a_wish_and_what_came_of_it_on_the_samrads_page(cast, meeting):
    client, page = client_of(cast.officer), f"/exempel/medlemssamrad/{meeting.pk}/"
    refused = client.post(f"{page}onskemal/", {"text": "Fler unga", "member": "", "year": "1900"})
    assert refused.status_code == 422
    assert "Fler unga" in refused.content.decode()
    client.post(f"{page}onskemal/", {"text": "Fler unga", "member": cast.fk.pk, "year": "2023"})
    wish = Wish.objects.get()
    client.post(f"/exempel/medlemssamrad/onskemal/{wish.pk}/", {"text": wish.text, "considered": "Nytt mål."})
    client.post(f"{page}tur/", {"convener": cast.fk.pk, "next_convener": cast.af.pk})
    shown = client_of(cast.member).get(page).content.decode()
    for words in ("Fler unga", "Nytt mål.", "Försäkringskassan", "Arbetsförmedlingen"):
        assert words in shown
    assert "Spara" not in shown
    assert "1 av 1 har tagits om hand" in client.get("/exempel/medlemssamrad/").content.decode()


def test_a_samrad_of_another_forbund_does_not_exist(cast):
    other = make_cast("annan")
    body = make_body(association=other.association, kind=BodyKind.CONSULTATION)
    theirs = plan_meeting(body=body, plan=MeetingPlan(DAY, dt.time(9)), by=other.chief)
    assert client_of(cast.chief).get(f"/exempel/medlemssamrad/{theirs.pk}/").status_code == 404


def test_the_boards_own_meeting_has_no_such_page(cast):
    board = plan_meeting(body=cast.board, plan=MeetingPlan(clock.today(), dt.time(20)), by=cast.chief)
    assert client_of(cast.chief).get(f"/exempel/medlemssamrad/{board.pk}/").status_code == 404
