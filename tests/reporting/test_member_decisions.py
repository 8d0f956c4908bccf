"""What each member decides for itself is asked, reminded of and written down, and the revisionsberättelse goes to all who should have it."""

import datetime as dt

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from board.actions.year_wheel import start_wheel
from board.queries.year_wheel import points_of
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Letter, Member
from finsam.states import AppointmentRole
from reporting.actions.audit_reports import (
    AuditReportDraft,
    remove_audit_report,
    send_audit_report,
    take_in_audit_report,
)
from reporting.actions.member_decisions import (
    QuestionDraft,
    ask_members,
    change_question,
    note_member_decision,
    remind_members,
    remove_question,
)
from reporting.actions.reminding import remind_members_as_set
from reporting.models import AuditReport, MemberDecision, MemberQuestion
from reporting.queries.member_decisions import matrix_of
from reporting.states import MemberQuestionKind
from tests.cast import Cast, client_of, make_cast
from tests.test_killed_workers import PAPER

SENT = dt.date(2022, 4, 4)
DECIDED = {
    "body": "Fullmäktige",
    "decided_on": dt.date(2022, 4, 8),
    "paragraph": "§ 45",
    "outcome": "yes",
    "note": "",
}


@pytest.fixture
def addressed(cast: Cast) -> Cast:
    """Every member has a registrator's address."""
    Member.objects.filter(association=cast.association, registrar_email="").update(
        registrar_email="diariet@example.se"
    )
    return cast


def ask(cast: Cast, *, is_mailed: bool = False, **facts: object) -> MemberQuestion:
    draft = QuestionDraft(**({"kind": "order", "title": "Ny förbundsordning", "sent_on": SENT} | facts))
    members = cast.association.members.all()
    return ask_members(
        association=cast.association, draft=draft, members=members, by=cast.chief, is_mailed=is_mailed
    )


def taken_in(cast: Cast, **facts: object) -> AuditReport:
    given = {
        "year": 2021, "given_by": "Rut Revisor", "dated_on": SENT, "opinion": "for", "file": ("Berättelse.pdf", PAPER)
    } | facts  # fmt: skip
    return take_in_audit_report(
        association=cast.association, draft=AuditReportDraft(**given), by=cast.auditor
    )


def decision_of(question: MemberQuestion, member: Member) -> MemberDecision:
    return question.decisions.get(member=member)


# ---- The members' questions


def test_every_member_has_a_place_of_its_own_in_the_matrix(cast):
    question = ask(cast)
    note_member_decision(decision=decision_of(question, cast.region), facts=DECIDED, by=cast.chief)
    matrix = matrix_of(cast.association, 2022, clock.today())
    told = {member.name: (cells[0].word, cells[0].about) for member, cells in matrix.rows}
    assert told["Region Exempelland"] == ("Godkänt", "Fullmäktige § 45, 8\N{NO-BREAK SPACE}april 2022")
    assert told["Exempels kommun"] == ("Väntar", "")
    assert matrix.questions[0].count == "1 av 4 har beslutat"


def test_an_open_question_of_an_earlier_year_is_still_shown_and_a_closed_one_is_not(cast):
    still, closed = (
        ask(cast, sent_on=dt.date(2021, 5, 3)),
        ask(cast, sent_on=dt.date(2021, 6, 3), title="Finansiering"),
    )
    for each in closed.decisions.all():
        note_member_decision(decision=each, facts=DECIDED, by=cast.chief)
    assert [each.question for each in matrix_of(cast.association, 2022, clock.today()).questions] == [still]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"outcome": ""}, "både dagen och vad"),
        ({"decided_on": None}, "både dagen och vad"),
        ({"decided_on": dt.date(2022, 4, 12)}, "inte kommit än"),
    ],
)
def test_a_decision_has_its_day_and_what_was_decided(cast, facts, said):
    with pytest.raises(DomainError, match=said):
        note_member_decision(decision=ask(cast).decisions.first(), facts=DECIDED | facts, by=cast.chief)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"sent_on": dt.date(2022, 4, 12)}, "inte kommit än"),
        ({"answer_by": dt.date(2022, 4, 1)}, "före den dag"),
        ({"kind": "financing"}, "vilket år"),
    ],
)
def test_a_question_that_cannot_be_is_refused(cast, facts, said):
    with pytest.raises(DomainError, match=said):
        ask(cast, **facts)


def test_discharge_is_asked_once_for_a_year(cast):
    ask(cast, kind="discharge", year=2021)
    with pytest.raises(DomainError, match="redan en fråga"):
        ask(cast, kind="discharge", year=2021)


def test_a_question_is_mailed_to_every_registrator_or_to_nobody(cast):
    with pytest.raises(DomainError, match="saknas för Försäkringskassan, Arbetsförmedlingen"):
        ask(cast, is_mailed=True)
    assert not Letter.objects.exists()
    Member.objects.filter(association=cast.association, registrar_email="").update(
        registrar_email="d@example.se"
    )
    question = ask(cast, is_mailed=True, message="Se bilagan.", file=("Förslag.pdf", PAPER))
    letters = Letter.objects.all()
    assert letters.count() == 4
    assert all("Se bilagan." in each.body and each.documents.get() == question.document for each in letters)


def test_only_those_who_wait_are_reminded_and_once_a_day(addressed):
    cast, question = addressed, ask(addressed)
    note_member_decision(decision=decision_of(question, cast.kommun), facts=DECIDED, by=cast.chief)
    assert remind_members(question=question, by=cast.chief) == [cast.region, cast.fk, cast.af]
    assert remind_members(question=question, by=cast.chief) == []
    assert Letter.objects.count() == 3


def test_what_is_mailed_or_decided_is_not_taken_away(addressed):
    mailed, bare = ask(addressed, is_mailed=True), ask(addressed)
    with pytest.raises(DomainError, match="tas den inte bort"):
        remove_question(question=mailed, by=addressed.chief)
    remove_question(question=bare, by=addressed.chief)
    assert MemberQuestion.objects.get() == mailed


def test_a_last_day_before_the_question_is_refused(cast):
    facts = {"title": "Ny", "message": "", "answer_by": dt.date(2022, 4, 1)}
    with pytest.raises(DomainError, match="före den dag"):
        change_question(question=ask(cast), facts=facts, by=cast.chief)


# ---- The revisionsberättelse


def test_it_goes_to_board_members_and_arbetsformedlingen_and_asks_about_discharge(addressed):
    cast = addressed
    question = send_audit_report(report=taken_in(cast), by=cast.chief)
    to = set(Letter.objects.values_list("to", flat=True))
    board = {each.email for each in (cast.chair, cast.vice, cast.adjuster, cast.member, cast.deputy)}
    assert to == board | set(cast.association.members.values_list("registrar_email", flat=True))
    assert all(each.documents.count() == 1 for each in Letter.objects.all())
    assert (question.kind, question.year, question.decisions.count()) == (
        MemberQuestionKind.DISCHARGE,
        2021,
        4,
    )
    assert question.answer_by == dt.date(2022, 6, 30)
    with pytest.raises(DomainError, match="tas den inte bort"):
        remove_question(question=question, by=cast.chief)


def test_a_second_revisor_asks_no_second_question(addressed):
    first = send_audit_report(report=taken_in(addressed), by=addressed.chief)
    second = send_audit_report(report=taken_in(addressed, given_by="Rolf Revisor"), by=addressed.chief)
    assert first == second


def test_it_is_not_sent_while_somebody_who_should_have_it_has_no_address(cast):
    report = taken_in(cast)
    with pytest.raises(DomainError, match="Registratorns e-post saknas för Försäkringskassan"):
        send_audit_report(report=report, by=cast.chief)
    report.refresh_from_db()
    assert report.sent_at is None


def test_what_is_sent_stands(addressed):
    report = taken_in(addressed)
    send_audit_report(report=report, by=addressed.chief)
    for act in (send_audit_report, remove_audit_report):
        with pytest.raises(DomainError, match="lämnad"):
            act(report=report, by=addressed.chief)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"dated_on": dt.date(2022, 4, 12)}, "inte kommit än"),
        ({"dated_on": dt.date(2021, 12, 30)}, "efter årets slut"),
        ({"file": ("bild.png", b"x")}, "bild.png"),
    ],
)
def test_what_cannot_be_a_revisionsberattelse_is_refused(cast, facts, said):
    with pytest.raises(DomainError, match=said):
        taken_in(cast, **facts)


def test_the_arshjul_is_done_by_what_happens(addressed):
    cast = addressed
    start_wheel(association=cast.association, from_on=dt.date(2022, 1, 1), by=cast.chief)

    def told() -> dict[str, tuple[bool, str]]:
        points = points_of(cast.association, [2022], clock.today())
        return {
            each.item.key: (each.is_done, each.told)
            for each in points
            if each.item.key in {"revision", "ansvarsfrihet"}
        }

    report = taken_in(cast)
    assert told()["revision"] == (False, "Inkommen, inte lämnad till medlemmarna")
    question = send_audit_report(report=report, by=cast.chief)
    assert told() == {
        "revision": (True, "Lämnad till medlemmarna 11\N{NO-BREAK SPACE}april"), "ansvarsfrihet": (False, "0 av 4 har beslutat")
    }  # fmt: skip
    for each in question.decisions.all():
        note_member_decision(decision=each, facts=DECIDED | {"decided_on": clock.today()}, by=cast.chief)
    assert told()["ansvarsfrihet"] == (True, "4 av 4 har beslutat")


# ---- Pages


def test_a_revisor_takes_it_in_and_the_office_sends_it(addressed, django_capture_on_commit_callbacks):
    cast = addressed
    typed = {"year": "2021", "given_by": "Rut", "dated_on": "2022-04-04", "opinion": "for"}
    file = SimpleUploadedFile("berattelse.pdf", PAPER, "application/pdf")
    page = client_of(cast.auditor).post(
        "/exempel/revisionsberattelser/ny/", typed | {"file": file}, follow=True
    )
    assert "Revisionsberättelsen är intagen" in page.content.decode()
    row = AuditReport.objects.get()
    assert client_of(cast.member).get(f"/exempel/revisionsberattelser/{row.pk}/pdf/").status_code == 404
    asked = client_of(cast.chief).get(f"/exempel/revisionsberattelser/{row.pk}/lamna/").content.decode()
    assert cast.kommun.registrar_email in asked
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.chief).post(f"/exempel/revisionsberattelser/{row.pk}/lamna/")
    assert len(mail.outbox) == 9
    assert client_of(cast.member).get(f"/exempel/revisionsberattelser/{row.pk}/pdf/").status_code == 200


def test_the_office_puts_a_question_and_writes_a_decision_down(cast):
    client = client_of(cast.officer)
    typed = {
        "kind": "financing", "year": "2023", "title": "Bidrag 2023", "message": "", "sent_on": "2022-04-04", "answer_by": "",
        "members": [cast.kommun.pk, cast.region.pk],
    }  # fmt: skip
    client.post("/exempel/medlemmarnas-beslut/ny-fraga/", typed)
    decision = MemberQuestion.objects.get().decisions.get(member=cast.kommun)
    url = f"/exempel/medlemmarnas-beslut/beslut/{decision.pk}/"
    refused = client.post(url, {"outcome": "yes", "body": "Kommunfullmäktige", "decided_on": ""})
    assert "Kommunfullmäktige" in refused.content.decode()
    page = client.post(
        url,
        {"outcome": "yes", "body": "Kommunfullmäktige", "paragraph": "§ 45", "decided_on": "2022-04-08"},
        follow=True,
    )
    assert "Kommunfullmäktige § 45" in page.content.decode()
    assert "Skriv in" not in client_of(cast.member).get("/exempel/medlemmarnas-beslut/").content.decode()


def test_the_page_of_another_forbund_says_nothing_of_ours(cast):
    other = make_cast("annan")
    question = ask(other, title="Hemlig fråga")
    assert "Hemlig fråga" not in client_of(cast.chief).get("/exempel/medlemmarnas-beslut/").content.decode()
    assert client_of(cast.chief).get(f"/exempel/medlemmarnas-beslut/{question.pk}/andra/").status_code == 404


def test_a_ledamot_who_left_the_board_gets_nothing(addressed):
    cast = addressed
    cast.member.appointments.filter(role=AppointmentRole.MEMBER).update(to_on=dt.date(2022, 4, 10))
    send_audit_report(report=taken_in(cast), by=cast.chief)
    assert not Letter.objects.filter(to=cast.member.email).exists()


def test_a_member_that_was_mailed_and_has_not_decided_is_reminded_once_by_itself(addressed, settings):
    type(addressed.association).objects.update(remind_member_days=14)
    question = ask(addressed, is_mailed=True, answer_by=dt.date(2022, 5, 31))
    ask(addressed, title="Inte mejlad", answer_by=dt.date(2022, 5, 31))
    first = question.decisions.get(member=addressed.kommun)
    note_member_decision(decision=first, facts=DECIDED, by=addressed.chief)
    for day in ("2022-05-16", "2022-05-17", "2022-05-18", "2022-06-02"):
        settings.FINSAM_TODAY = day
        remind_members_as_set(clock.today())
        if day == "2022-05-16":
            assert not Letter.objects.filter(subject__startswith="Påminnelse").exists()
    reminders = Letter.objects.filter(subject__startswith="Påminnelse")
    assert reminders.count() == addressed.association.members.count() - 1
    assert not reminders.filter(to=addressed.kommun.registrar_email).exists()
