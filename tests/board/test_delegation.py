"""Delegation: who may be given it, what is noted under it, and how the board hears of it by itself."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse

from board import rules
from board.actions.agenda import ParagraphDraft, change_paragraph
from board.actions.delegation import note_decision, remove_decision, save_delegation_point
from board.actions.meetings import MeetingPlan, plan_meeting
from board.models import DelegatedDecision, DelegationPoint, Meeting, Paragraph
from board.queries.delegation import what_cannot_be_delegated
from board.states import MeetingKind, MeetingState, Outcome, ParagraphKind
from finsam import clock
from finsam.errors import DomainError
from finsam.states import AppointmentRole, BodyKind
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import client_of, make_cast
from tests.factories import make_paragraph

MAY = {
    (BodyKind.BOARD, AppointmentRole.CHAIR), (BodyKind.BOARD, AppointmentRole.VICE_CHAIR),
    (BodyKind.BOARD, AppointmentRole.MEMBER), (BodyKind.BOARD, AppointmentRole.DEPUTY),
    (BodyKind.OFFICE, AppointmentRole.CHIEF), (BodyKind.OFFICE, AppointmentRole.OFFICER),
}  # fmt: skip


def point(cast, **fields: object) -> DelegationPoint:
    facts = {
        "number": "1.1", "text": "Avtal om köp", "role": AppointmentRole.CHIEF, "person": None, "most": Decimal(50_000),
        "conditions": "", "decided_in": "§ 8", "from_on": dt.date(2022, 1, 1), "to_on": None,
    } | fields  # fmt: skip
    return save_delegation_point(association=cast.association, facts=facts, by=cast.chief)


def note(cast, of: DelegationPoint, **fields: object) -> DelegatedDecision:
    facts = {
        "decided_on": dt.date(2022, 4, 4),
        "delegate": cast.chief,
        "text": "Köpa stolar",
        "by": cast.chief,
    }
    return note_decision(point=of, **(facts | fields))


def plan(cast, day: dt.date = dt.date(2022, 5, 20), kind: str = MeetingKind.ORDINARY) -> Meeting:
    return plan_meeting(body=cast.board, plan=MeetingPlan(day, dt.time(9), kind=kind), by=cast.chief)


def section(meeting: Meeting) -> Paragraph:
    return meeting.paragraphs.select_related("text").get(kind=ParagraphKind.DELEGATED)


@pytest.mark.parametrize("body", list(BodyKind))
@pytest.mark.parametrize("role", list(AppointmentRole))
def test_the_law_lets_ledamot_ersattare_and_tjansteman_be_delegates_and_no_others(body, role):
    assert rules.may_be_delegate(body, role) == ((body, role) in MAY)


@pytest.mark.parametrize("role", [AppointmentRole.AUDITOR, AppointmentRole.CONTACT])
def test_a_role_that_the_law_does_not_name_is_refused(cast, role):
    with pytest.raises(DomainError, match="10 §"):
        point(cast, role=role)


def test_a_person_of_the_beredningsgrupp_is_refused(cast):
    with pytest.raises(DomainError, match=f"{cast.preparer.name} har ingen sådan roll"):
        point(cast, role="", person=cast.preparer)


def test_a_role_and_a_person_at_once_are_refused(cast):
    with pytest.raises(DomainError, match="inte båda"):
        point(cast, person=cast.chief)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"decided_on": dt.date(2022, 4, 12)}, "inte har kommit"),
        ({"decided_on": dt.date(2021, 12, 31)}, "gällde inte"),
        ({"amount": Decimal(50_001)}, "högst 50\N{NO-BREAK SPACE}000 kronor"),
    ],
)
def test_what_the_point_does_not_allow_is_refused(cast, fields, said):
    with pytest.raises(DomainError, match=said):
        note(cast, point(cast), **fields)


def test_who_is_not_the_delegate_has_not_decided(cast):
    with pytest.raises(DomainError, match="Förbundschef får det"):
        note(cast, point(cast), delegate=cast.officer)


def test_a_role_that_had_ended_on_the_day_does_not_decide(cast):
    cast.chief.appointments.update(to_on=dt.date(2022, 4, 1))
    with pytest.raises(DomainError, match="fick inte besluta"):
        note(cast, point(cast))


def test_what_is_noted_stands_in_the_next_paragraph_at_once(cast):
    meeting = plan(cast)
    row = note(cast, point(cast), amount=Decimal(18_500))
    row.refresh_from_db()
    assert row.paragraph == section(meeting)
    assert (
        "Punkt 1.1, 4\N{NO-BREAK SPACE}april 2022, Anna Berglund: Köpa stolar, 18\N{NO-BREAK SPACE}500 kronor."
        in (section(meeting).text.html)
    )


def test_what_was_noted_before_the_meeting_was_planned_comes_when_it_is(cast):
    row = note(cast, point(cast))
    meeting = plan(cast)
    row.refresh_from_db()
    assert row.paragraph == section(meeting)


def test_a_planned_agenda_without_the_paragraph_gets_it(cast):
    meeting = plan(cast, kind=MeetingKind.EXTRA)
    note(cast, point(cast))
    assert section(meeting).proposal == "lägga anmälan av delegationsbeslut till handlingarna"


def test_a_called_agenda_without_the_paragraph_is_passed_by(cast):
    called, after = plan(cast, kind=MeetingKind.EXTRA), plan(cast, dt.date(2022, 6, 17))
    Meeting.objects.filter(pk=called.pk).update(state=MeetingState.CALLED, called_at=clock.now())
    note(cast, point(cast))
    assert not called.paragraphs.filter(kind=ParagraphKind.DELEGATED).exists()
    assert "Köpa stolar" in section(after).text.html


def test_a_paragraph_that_a_person_has_written_is_left_and_the_decision_waits(cast):
    meeting = plan(cast)
    row = section(meeting)
    draft = ParagraphDraft(
        row.heading, kind=row.kind, proposal=row.proposal, html="<p>Ordföranden berättar.</p>"
    )
    change_paragraph(paragraph=row, draft=draft, base_version=row.text.version, by=cast.chief)
    noted = note(cast, point(cast))
    noted.refresh_from_db()
    assert noted.paragraph is None
    assert section(meeting).text.html == "<p>Ordföranden berättar.</p>"


def hold(meeting: Meeting, outcome: str = Outcome.DECIDED) -> None:
    meeting.paragraphs.filter(kind=ParagraphKind.DELEGATED).update(number=7, outcome=outcome)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED, closed_at=clock.now())


def test_what_the_board_has_heard_is_not_told_again(cast):
    meeting, ordning = plan(cast), point(cast)
    note(cast, ordning)
    hold(meeting)
    after = plan(cast, dt.date(2022, 6, 17))
    note(cast, ordning, text="Köpa bord")
    assert "Köpa bord" in section(after).text.html
    assert "Köpa stolar" not in section(after).text.html


def test_what_was_put_off_is_told_at_the_next(cast):
    meeting, ordning = plan(cast), point(cast)
    note(cast, ordning)
    hold(meeting, Outcome.NOT_TAKEN_UP)
    note(cast, ordning, text="Köpa bord")
    after = plan(cast, dt.date(2022, 6, 17))
    told = "".join(after.paragraphs.filter(kind=ParagraphKind.DELEGATED).values_list("text__html", flat=True))
    assert "Köpa stolar" in told
    assert "Köpa bord" in told


def test_what_is_reported_in_a_justerad_paragraph_stands_fast(cast):
    row = note(cast, point(cast))
    DelegatedDecision.objects.filter(pk=row.pk).update(paragraph=make_held_meeting(cast).paragraphs.last())
    adjust_meeting(row.point.decisions.get().paragraph.meeting, cast)
    with pytest.raises(DomainError, match="ett nytt som rättar"), transaction.atomic():
        DelegatedDecision.objects.filter(pk=row.pk).update(text="Köpa bord")


def test_what_a_justerad_paragraph_put_off_is_told_at_the_next(cast):
    row = note(cast, point(cast))
    paragraph = make_held_meeting(cast).paragraphs.last()
    Paragraph.objects.filter(pk=paragraph.pk).update(outcome=Outcome.TABLED)
    DelegatedDecision.objects.filter(pk=row.pk).update(paragraph=paragraph)
    adjust_meeting(paragraph.meeting, cast)
    assert "Köpa stolar" in section(plan(cast)).text.html


def test_what_is_reported_is_not_taken_away_but_what_is_not_can_be(cast):
    meeting, ordning = plan(cast), point(cast)
    reported = note(cast, ordning)
    hold(meeting)
    with pytest.raises(DomainError, match="anmält till styrelsen"):
        remove_decision(decision=reported, by=cast.chief)
    waiting = note(cast, ordning, text="Köpa bord")
    remove_decision(decision=waiting, by=cast.chief)
    assert [each.text for each in DelegatedDecision.objects.all()] == ["Köpa stolar"]


def test_a_point_that_has_been_used_keeps_what_it_said(cast):
    ordning = point(cast)
    note(cast, ordning)
    facts = {
        name: getattr(ordning, name)
        for name in ("number", "role", "person", "most", "conditions", "decided_in", "from_on")
    }
    with pytest.raises(DomainError, match="Avsluta den"):
        save_delegation_point(
            association=cast.association,
            facts=facts | {"text": "Annat", "to_on": None},
            by=cast.chief,
            point=ordning,
        )
    ended = save_delegation_point(
        association=cast.association, facts=facts | {"text": ordning.text, "to_on": dt.date(2022, 4, 30)}, by=cast.chief,
        point=ordning,
    )  # fmt: skip
    assert ended.to_on == dt.date(2022, 4, 30)


def test_a_forbund_without_an_ordning_has_its_paragraph_as_before(cast):
    assert section(plan(cast)).text.html == ""


def test_words_that_only_the_board_decides_on_are_remarked_on(cast):
    assert "10 §" in what_cannot_be_delegated("Verksamhetens mål och inriktning")
    assert what_cannot_be_delegated("Avtal om köp") == ""


# ---- Pages


def test_the_office_notes_a_decision_on_one_page(cast):
    ordning, meeting = point(cast), plan(cast)
    typed = {
        "point": ordning.pk, "decided_on": "2022-04-04", "delegate": cast.chief.pk, "text": "Köpa stolar", "amount": "18 500",
        "matter": "",
    }  # fmt: skip
    page = client_of(cast.officer).post(
        reverse("delegated_decision_add", args=["exempel"]), typed, follow=True
    )
    assert "anmäls vid styrelsens nästa sammanträde" in page.content.decode()
    assert DelegatedDecision.objects.get().amount == Decimal(18_500)
    assert "Köpa stolar" in section(meeting).text.html


def test_what_is_refused_is_said_and_what_was_typed_stays(cast):
    ordning = point(cast)
    typed = {
        "point": ordning.pk,
        "decided_on": "2022-04-04",
        "delegate": cast.chief.pk,
        "text": "Köpa hus",
        "amount": "en miljon",
    }
    url = reverse("delegated_decision_add", args=["exempel"])
    page = client_of(cast.chief).post(url, typed).content.decode()
    assert "Köpa hus" in page
    assert "en miljon" in page
    page = client_of(cast.chief).post(url, typed | {"amount": "60 000"}).content.decode()
    assert "Beslutet är styrelsens." in page
    assert not DelegatedDecision.objects.exists()


def test_the_list_shows_decisions_and_the_ordning(cast):
    note(cast, point(cast), amount=Decimal(18_500))
    page = client_of(cast.member).get("/exempel/delegation/").content.decode()
    assert "Köpa stolar" in page
    assert "Avtal om köp" in page
    assert "Anteckna beslut" not in page


def test_the_list_of_another_forbund_says_nothing_of_ours(cast):
    other = make_cast("annan")
    note(other, point(other), text="Hemligt köp")
    assert "Hemligt köp" not in client_of(cast.chief).get("/exempel/delegation/").content.decode()
    foreign = DelegatedDecision.objects.get().pk
    assert client_of(cast.chief).post(f"/exempel/delegation/beslut/{foreign}/ta-bort/").status_code == 404


def test_paragraphs_of_other_kinds_are_left_alone(cast):
    meeting = plan(cast)
    other = make_paragraph(meeting=meeting, heading="Budget")
    note(cast, point(cast))
    other.text.refresh_from_db()
    assert other.text.html == ""
