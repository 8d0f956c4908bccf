"""The revisorer ask and are answered, read a year down to its books, and take all of it out in one file."""

import io
import zipfile

import pytest

from finsam.errors import DomainError
from finsam.models import Letter
from reporting.actions.audit_reports import AuditReportDraft, take_in_audit_report
from reporting.actions.audit_room import answer_request, ask_office, zipped
from reporting.models import AuditRequest
from reporting.queries.audit_room import papers_of
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of, make_cast
from tests.economy.quarter import load_quarter
from tests.reporting.test_member_decisions import SENT
from tests.test_killed_workers import PAPER


def ask(cast: Cast, question: str = "Hur är avtalet bokfört?", year: int = 2022) -> AuditRequest:
    return ask_office(association=cast.association, year=year, question=question, by=cast.auditor)


def test_a_question_reaches_the_office_and_its_answer_whoever_asked(cast):
    row = ask(cast)
    assert set(Letter.objects.values_list("to", flat=True)) == {cast.chief.email, cast.officer.email}
    answer_request(request=row, answer="Som kostnad för insatser.", by=cast.chief)
    assert Letter.objects.latest("pk").to == cast.auditor.email


def test_an_answer_is_words_or_a_file(cast):
    row = ask(cast)
    with pytest.raises(DomainError, match="Skriv ett svar eller välj en fil"):
        answer_request(request=row, answer=" ", by=cast.chief)
    answered = answer_request(request=row, answer="", file=("Avtal.pdf", PAPER), by=cast.chief)
    assert answered.document.name == "Avtal.pdf"


def test_all_of_a_year_is_one_file_with_nothing_over_another(cast):
    load_quarter(cast)
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    for name in ("Rut", "Rolf"):
        draft = AuditReportDraft(
            year=2021, given_by=name, dated_on=SENT, opinion="for", file=("Berättelse.pdf", PAPER)
        )
        take_in_audit_report(association=cast.association, draft=draft, by=cast.auditor)
    answer_request(request=ask(cast), answer="Ja.", file=("Avtal.pdf", PAPER), by=cast.chief)
    ask(cast, "Och nästa år?")
    with zipfile.ZipFile(io.BytesIO(zipped(papers_of(cast.association, 2022)))) as archive:
        names = archive.namelist()
        told = archive.read("revision/fragor och svar.txt").decode("utf-8-sig")
    assert f"protokoll/{protocol.document.name}" in names
    assert "revision/svar/Avtal.pdf" in names
    assert any(each.startswith("bokforing/") for each in names)
    assert "Ja. (fil: Avtal.pdf)" in told
    assert "Och nästa år?\r\nInte besvarad." in told
    with zipfile.ZipFile(io.BytesIO(zipped(papers_of(cast.association, 2021)))) as archive:
        assert archive.namelist() == ["revision/Berättelse.pdf", "revision/Berättelse (2).pdf"]


def test_the_same_files_make_the_same_zip(cast):
    answer_request(request=ask(cast), answer="", file=("Avtal.pdf", PAPER), by=cast.chief)
    papers = papers_of(cast.association, 2022)
    assert zipped(papers) == zipped(papers)


def test_the_revisor_asks_in_her_room_and_the_office_answers_there(cast):
    page = client_of(cast.auditor).post("/exempel/revision/2022/", {"question": "Hur är det?"}, follow=True)
    assert "Väntar på svar" in page.content.decode()
    row = AuditRequest.objects.get()
    assert client_of(cast.auditor).get(f"/exempel/revision/fragor/{row.pk}/").status_code == 403
    client_of(cast.chief).post(f"/exempel/revision/fragor/{row.pk}/", {"answer": "Så här."})
    assert "Så här." in client_of(cast.auditor).get("/exempel/revision/2022/").content.decode()
    assert client_of(cast.chair).get("/exempel/revision/2022/").status_code == 403


def test_what_is_asked_in_another_forbund_is_not_ours(cast):
    other = make_cast("annan")
    row = ask(other, "Hemligt?")
    assert "Hemligt?" not in client_of(cast.auditor).get("/exempel/revision/2022/").content.decode()
    assert client_of(cast.chief).get(f"/exempel/revision/fragor/{row.pk}/").status_code == 404
