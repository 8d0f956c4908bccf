"""A worker that is killed at any moment: another takes the work up, it is done once, and no letter goes twice."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.urls import get_resolver
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from board.actions import calling, pack, printing, proclaiming, public_files, publishing, wheel_printing
from board.actions import notice as announcing
from board.actions import word as word_of_board
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.protocol import ensure_main_protocol
from board.actions.year_wheel import start_wheel
from economy.actions import ledger_jobs, requisitions
from economy.actions.consultation import consult, note_answer
from economy.models import LedgerImport
from finsam import clock, pdf, seal, word
from finsam.errors import DomainError
from finsam.mail import letters
from finsam.models import Job, Letter
from finsam.permissions import Permission
from finsam.queue import beats, duties
from finsam.states import JobState, LetterState
from finsam.work import jobs, unfinished, worker
from insatser.actions import agreements, cards, decision_letters, handing_in, payments, received
from insatser.documents.decision_letter import build_decision_letter, frozen_content
from insatser.queries.decision_letters import Receiver
from reporting.actions import (
    adopting,
    audit_room,
    comparing,
    consulting,
    controls,
    economic_reports,
    goal_status,
    handing_over,
    slides,
)
from reporting.actions import word as word_of_reports
from reporting.actions.economic_reports import begin_economic_report
from reporting.actions.goals import add_goal
from reporting.actions.reports import begin_report
from reporting.documents.report import build_report
from reporting.models import Report, SlideSet
from reporting.states import CopyPurpose, ReportKind
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast
from tests.economy.ledgers import opened_year, waiting
from tests.economy.quarter import load_quarter
from tests.economy.requisitions import freeze_requisition, make_requisition
from tests.factories import make_meeting
from tests.insatser.agreements import make_agreement
from tests.insatser.applications import written
from tests.insatser.payments import submitted as submitted_payment
from tests.insatser.reports import make_insats, make_report, submitted
from tests.reporting.controls import make_control

pytestmark = pytest.mark.django_db

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
PLAN = MeetingPlan(
    held_on=clock.today() + dt.timedelta(days=40), starts_at=dt.time(9), ends_at=dt.time(12), place="Eken"
)


def _one_page() -> bytes:
    with pikepdf.new() as paper, io.BytesIO() as written:
        paper.add_blank_page()
        paper.save(written, deterministic_id=True)
        return written.getvalue()


PAPER = _one_page()
# What does no harm when a dead worker has left one: a file that nothing names, and what has been said of workers.
MAY_DIFFER = {"document", "dbtaskresult", "workerbeat"}


class KilledError(BaseException):
    """The machine stops: nothing of ours catches it, and the database drops the transaction that is open."""


@contextmanager
def dying_at(number: int) -> Iterator[list[str]]:
    """Stop before the write to the database with this number, counted from 1; give those made."""
    made: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(None, 1)[0] in {"INSERT", "UPDATE", "DELETE"}:
            if len(made) + 1 == number:
                raise KilledError(sql)
            made.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield made


def do_next(worker_id: str = "living") -> bool:
    """Do the next task of any lane as a worker does; say whether there was one."""
    for lane in duties.Lane:
        if row := worker.claim_next(lane, worker_id):
            with duties.working_as(worker_id):
                row.task.call(*row.args_kwargs["args"])
            row.set_successful(None)
            return True
    return False


def do_all(worker_id: str = "living") -> None:
    while do_next(worker_id):
        pass


def sweep_twice() -> None:
    """Two workers find at the same time that another is dead."""
    worker.take_up(frozenset({"living"}))
    worker.take_up(frozenset({"living"}))


@pytest.fixture(autouse=True)
def _queue(settings):
    settings.TASKS = DATABASE


# ---- Each kind of work, as it is asked for


def make_pack(cast: Cast) -> Callable[[], Job]:
    meeting = make_held_meeting(cast)
    return lambda: pack.ask_for_pack(meeting=meeting, by=cast.chief)


def asker(work: Any, cast: Cast, **arguments: Any) -> Callable[[], Job]:
    facts = {"association": cast.association, "key": "x", "label": "X", "by": cast.chief}
    return lambda: jobs.ask(work, **facts, **arguments)


def typeset_and_call(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    return lambda: calling.ask_to_call(meeting=meeting, by=cast.chief)


def preview_call(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    return lambda: calling.ask_for_preview(meeting=meeting, by=cast.chief)


def prepare_and_send(cast: Cast) -> Callable[[], Job]:
    protocol = ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)
    return asker(printing.prepare_and_send, cast, protocol_id=protocol.pk)


def print_draft(cast: Cast) -> Callable[[], Job]:
    protocol = ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)
    return asker(printing.print_draft, cast, protocol_id=protocol.pk)


def print_extract(cast: Cast) -> Callable[[], Job]:
    paragraph = adjust_meeting(make_held_meeting(cast), cast).paragraphs.order_by("number")[0]
    at = timezone.now().isoformat()
    return asker(printing.print_extract, cast, paragraph_id=paragraph.pk, sent_to=["Region"], attested_at=at)


def print_legal_force(cast: Cast) -> Callable[[], Job]:
    protocol = adjust_meeting(
        make_held_meeting(cast, held_on=dt.date(2022, 2, 1)), cast, on=dt.date(2022, 2, 8)
    )
    notice = announcing.announce(protocol=protocol, document=None, by=cast.chief)
    for posting in notice.postings.all():
        announcing.confirm_posted(posting=posting, on=dt.date(2022, 2, 9), said_by="Ros-Marie")
    do_all()
    Job.objects.all().delete()
    paragraph = protocol.paragraphs.order_by("number")[0]
    return asker(printing.print_legal_force, cast, paragraph_id=paragraph.pk)


def print_wheel(cast: Cast) -> Callable[[], Job]:
    start_wheel(association=cast.association, from_on=clock.today(), by=cast.chief)
    return asker(wheel_printing.print_wheel, cast, year=2022)


def prepare_and_proclaim(cast: Cast) -> Callable[[], Job]:
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6), is_public=True)
    return asker(proclaiming.prepare_and_proclaim, cast, meeting_id=meeting.pk)


def prepare_and_publish(cast: Cast) -> Callable[[], Job]:
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    publishing.hold_back(protocol=protocol, words="Årsredovisning", ground="39 kap. 3 § OSL", by=cast.chief)
    return asker(publishing.prepare_and_publish, cast, protocol_id=protocol.pk, days=None)


def prepare_public_file(cast: Cast) -> Callable[[], Job]:
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    announcing.prepare_and_announce(prepare_job(cast), protocol_id=protocol.pk)
    Job.objects.all().delete()
    publishing.hold_back(protocol=protocol, words=cast.chief.name, ground="39 kap. 3 § OSL", by=cast.chief)
    return asker(public_files.prepare_public_file, cast, document_id=protocol.notice.document_id)


def prepare_and_announce(cast: Cast) -> Callable[[], Job]:
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    return asker(announcing.prepare_and_announce, cast, protocol_id=protocol.pk)


def make_notice_proof(cast: Cast) -> Callable[[], Job]:
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    job = prepare_job(cast)
    announcing.prepare_and_announce(job, protocol_id=protocol.pk)
    notice = protocol.notice
    for posting in notice.postings.all():
        announcing.confirm_posted(posting=posting, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    Job.objects.all().delete()
    return asker(announcing.make_proof, cast, notice_id=notice.pk)


def prepare_job(cast: Cast) -> Job:
    return Job.objects.create(association=cast.association, key="p", label="P", asked_by=cast.chief)


def read_in_job(cast: Cast) -> Callable[[], Job]:
    opened_year(cast)
    taken = waiting(cast)
    return lambda: ledger_jobs.ask_to_read(ledger_import=fresh(taken), by=cast.chief)


def store_in_job(cast: Cast) -> Callable[[], Job]:
    opened_year(cast)
    taken = waiting(cast)
    return lambda: ledger_jobs.ask_to_store(ledger_import=fresh(taken), by=cast.chief)


def fresh(taken: LedgerImport) -> LedgerImport:
    return LedgerImport.objects.select_related("association", "document").get(pk=taken.pk)


def make_report_pdf(cast: Cast) -> Callable[[], Job]:
    report = submitted(cast, make_report(cast))
    handing_in.approve(report=report, by=cast.chief)
    Job.objects.all().delete()
    return asker(handing_in.make_pdf, cast, version_id=report.versions.get().pk)


def make_receipt(cast: Cast) -> Callable[[], Job]:
    application = received.submit_application(application=written(cast), by=cast.contact)
    Job.objects.all().delete()
    return asker(received.make_receipt, cast, version_id=application.versions.get().pk)


def make_insats_card(cast: Cast) -> Callable[[], Job]:
    return asker(cards.make_card, cast, insats_id=make_insats(cast).pk)


def make_payment_pdf(cast: Cast) -> Callable[[], Job]:
    payment = submitted_payment(cast)
    Job.objects.all().delete()
    return asker(payments.make_payment_pdf, cast, version_id=payment.current_id)


def make_decision_letter(cast: Cast) -> Callable[[], Job]:
    paragraph = make_held_meeting(cast).paragraphs.order_by("number").last()
    about = Receiver(None, make_insats(cast, key="b", name="B"))
    letter = paragraph.decision_letters.create(
        insats=make_insats(cast), sent_to=[cast.contact.email], made_at=clock.now(), made_by=cast.chief,
        content=frozen_content(build_decision_letter(paragraph, about)),
    )  # fmt: skip
    return asker(decision_letters.make_decision_letter, cast, letter_id=letter.pk)


def send_agreement(cast: Cast) -> Callable[[], Job]:
    return asker(agreements.typeset_and_send, cast, agreement_id=make_agreement(cast).pk)


def make_requisition_pdf(cast: Cast) -> Callable[[], Job]:
    row = freeze_requisition(make_requisition(cast, opened_year(cast)), cast)
    return asker(requisitions.make_requisition_pdf, cast, requisition_id=row.pk)


def make_report_proof(cast: Cast) -> Callable[[], Job]:
    return asker(handing_in.make_proof, cast, report_id=make_report(cast).pk)


def print_report(cast: Cast) -> Callable[[], Job]:
    plan = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    return asker(adopting.print_report, cast, report_id=plan.pk)


def freeze_and_adopt(cast: Cast) -> Callable[[], Job]:
    plan = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    paragraph = make_held_meeting(cast).paragraphs.order_by("number").last()
    return asker(adopting.freeze_and_adopt, cast, report_id=plan.pk, paragraph_id=paragraph.pk)


def a_plan(cast: Cast) -> Report:
    return begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)


def protocol_in_word(cast: Cast) -> Callable[[], Job]:
    protocol = ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)
    return asker(word_of_board.protocol_in_word, cast, protocol_id=protocol.pk)


def call_in_word(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    return asker(word_of_board.call_in_word, cast, meeting_id=meeting.pk)


def extract_in_word(cast: Cast) -> Callable[[], Job]:
    paragraph = adjust_meeting(make_held_meeting(cast), cast).paragraphs.order_by("number")[0]
    return asker(word_of_board.extract_in_word, cast, paragraph_id=paragraph.pk)


def report_in_word(cast: Cast) -> Callable[[], Job]:
    return asker(word_of_reports.report_in_word, cast, report_id=a_plan(cast).pk)


def freeze_copy(cast: Cast) -> Callable[[], Job]:
    plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    return asker(handing_over.freeze_copy, cast, report_id=a_plan(cast).pk, purpose=CopyPurpose.BOARD.value)


def ask_by_link(cast: Cast) -> Callable[[], Job]:
    """A plan of which one member has answered and three are asked."""
    plan = a_plan(cast)
    found = consult(
        association=cast.association, year=plan.year, sent_on=clock.today(), answer_by=None, by=cast.chief
    )
    cast.association.members.filter(registrar_email="").update(registrar_email="diariet@example.se")
    note_answer(
        answer=found.answers.first(), answered_on=clock.today(), text="Ja", considered="", by=cast.chief
    )
    return asker(consulting.ask_by_link, cast, consultation_id=found.pk)


def take_out_year(cast: Cast) -> Callable[[], Job]:
    return asker(audit_room.take_out_year, cast, year=2021)


def print_comparison(cast: Cast) -> Callable[[], Job]:
    plan = a_plan(cast)
    copy = handing_over.keep_copy(
        report=plan, purpose=CopyPurpose.CONSULTATION, content=adopting.as_json(build_report(plan)), typeset=PAPER,
        by=cast.chief,
    )  # fmt: skip
    return asker(comparing.print_comparison, cast, report_id=plan.pk, other=f"copy-{copy.pk}")


def hand_over_month(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    report = begin_economic_report(fiscal_year=load_quarter(cast), until=dt.date(2022, 3, 31), by=cast.chief)
    return asker(economic_reports.hand_over_month, cast, report_id=report.pk, meeting_id=meeting.pk)


def slide_set(cast: Cast) -> SlideSet:
    made = slides.make_set(report=a_plan(cast), by=cast.chief)
    slides.add_slide(slide_set=made, heading="Ord", html="<p>Ord</p>", by=cast.chief)
    return made


def use_slides(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    paragraph = meeting.paragraphs.first()
    return asker(slides.use_at_meeting, cast, set_id=slide_set(cast).pk, paragraph_id=paragraph.pk)


def hand_over_status(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    add_goal(association=cast.association, year=clock.today().year, goal="Öppna ett jobbtorg", by=cast.chief)
    return asker(goal_status.hand_over_status, cast, meeting_id=meeting.pk)


def hand_over_controls(cast: Cast) -> Callable[[], Job]:
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    make_control(cast)
    return asker(controls.hand_over_controls, cast, year=2022, paper="plan", meeting_id=meeting.pk)


KINDS: dict[str, Callable[[Cast], Callable[[], Job]]] = {
    "board.actions.pack.make_pack": make_pack,
    "board.actions.calling.typeset_and_call": typeset_and_call,
    "board.actions.calling.preview_call": preview_call,
    "board.actions.printing.prepare_and_send": prepare_and_send,
    "board.actions.printing.print_draft": print_draft,
    "board.actions.printing.print_extract": print_extract,
    "board.actions.printing.print_legal_force": print_legal_force,
    "board.actions.proclaiming.prepare_and_proclaim": prepare_and_proclaim,
    "board.actions.wheel_printing.print_wheel": print_wheel,
    "board.actions.public_files.prepare_public_file": prepare_public_file,
    "board.actions.publishing.prepare_and_publish": prepare_and_publish,
    "board.actions.notice.prepare_and_announce": prepare_and_announce,
    "board.actions.notice.make_proof": make_notice_proof,
    "economy.actions.ledger_jobs.read_in_job": read_in_job,
    "economy.actions.ledger_jobs.store_in_job": store_in_job,
    "insatser.actions.handing_in.make_pdf": make_report_pdf,
    "insatser.actions.handing_in.make_proof": make_report_proof,
    "insatser.actions.cards.make_card": make_insats_card,
    "insatser.actions.payments.make_payment_pdf": make_payment_pdf,
    "insatser.actions.received.make_receipt": make_receipt,
    "insatser.actions.decision_letters.make_decision_letter": make_decision_letter,
    "insatser.actions.agreements.typeset_and_send": send_agreement,
    "economy.actions.requisitions.make_requisition_pdf": make_requisition_pdf,
    "reporting.actions.adopting.print_report": print_report,
    "reporting.actions.adopting.freeze_and_adopt": freeze_and_adopt,
    "board.actions.word.protocol_in_word": protocol_in_word,
    "board.actions.word.call_in_word": call_in_word,
    "board.actions.word.extract_in_word": extract_in_word,
    "reporting.actions.word.report_in_word": report_in_word,
    "reporting.actions.handing_over.freeze_copy": freeze_copy,
    "reporting.actions.consulting.ask_by_link": ask_by_link,
    "reporting.actions.audit_room.take_out_year": take_out_year,
    "reporting.actions.comparing.print_comparison": print_comparison,
    "reporting.actions.economic_reports.hand_over_month": hand_over_month,
    "reporting.actions.controls.hand_over_controls": hand_over_controls,
    "reporting.actions.slides.slides_as_pdf": lambda cast: asker(
        slides.slides_as_pdf, cast, set_id=slide_set(cast).pk
    ),
    "reporting.actions.slides.slides_as_powerpoint": lambda cast: asker(
        slides.slides_as_powerpoint, cast, set_id=slide_set(cast).pk
    ),
    "reporting.actions.slides.use_at_meeting": use_slides,
    "reporting.actions.goal_status.hand_over_status": hand_over_status,
}
FLOORS = ("finsam.", "board.", "insatser.", "economy.", "reporting.")


@pytest.fixture
def quick(monkeypatch):
    """Let nothing be typeset or sealed: what is tried is what is stored."""
    monkeypatch.setattr(worker, "do_daily_once_on", lambda _: None)  # the day's own work is done or not
    monkeypatch.setattr(pdf, "render", lambda *_, **__: PAPER)
    monkeypatch.setattr(word, "render", lambda *_, **__: PAPER)
    monkeypatch.setattr(seal, "fill_field", lambda content, **_: content)
    monkeypatch.setattr(pack, "pack_parts", lambda _: [])
    monkeypatch.setattr(pack, "bind_pack", lambda *_: PAPER)


@cache
def _counting_every_table() -> str:
    """One question for all the tables: it is asked after each of a thousand deaths."""
    tables = {
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.model_name not in MAY_DIFFER and model._meta.managed
    }
    return " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in tables)


def left() -> tuple[Counter[str], Counter[tuple[str, str]], list[tuple[str, bool]]]:
    """How many rows there are in each table, which letters have gone, and how the jobs ended."""
    with connection.cursor() as cursor:
        cursor.execute(_counting_every_table())
        rows = Counter(dict(cursor.fetchall()))
    gone = Counter((letter.to[0], letter.subject) for letter in mail.outbox)
    return rows, gone, [(job.state, job.result is not None) for job in Job.objects.order_by("pk")]


def test_every_kind_of_work_is_tried():
    get_resolver().url_patterns  # noqa: B018  every view asks for its work, so that all kinds are known
    assert set(KINDS) == {path for path in jobs.kinds() if path.startswith(FLOORS)}


@pytest.mark.parametrize("path", KINDS)
def test_killed_at_any_write_the_work_is_done_once_by_another_worker(path, cast, quick):
    ask = KINDS[path](cast)
    do_all()
    mail.outbox.clear()
    with _undone(), dying_at(0) as writes:
        ask()
        asking = len(writes)
        do_all()
        as_it_should_be = left()
    assert as_it_should_be[2][-1][0] == JobState.DONE
    for number in range(asking + 1, len(writes) + 1):
        mail.outbox.clear()
        with _undone():
            ask()
            with pytest.raises(KilledError), dying_at(number - asking):
                do_all("dead")
            sweep_twice()
            do_all()
            assert left() == as_it_should_be or _uncertain(), f"killed before {writes[number - 1][:200]}"


def _uncertain() -> bool:
    """A letter that the mail server may have got waits for a person: at most that one, and it has gone at most once."""
    failed = Letter.objects.filter(state=LetterState.FAILED, error=letters.UNCERTAIN)
    gone = Counter((letter.to[0], letter.subject) for letter in mail.outbox)
    return (
        failed.count() == 1
        and max(gone.values(), default=0) <= 1
        and not Letter.objects.filter(state__in=[LetterState.WAITING, LetterState.SENDING]).exists()
    )


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# ---- Letters


def nine(cast: Cast) -> None:
    for number in range(9):
        letters.post(
            association=cast.association, to=f"{number}@example.se", subject="Kallelse", body="Välkommen."
        )


class StoppingError(EmailBackend):
    """A mail server during whose answer the worker dies: before or after it has taken the letter."""

    has_taken = False

    def send_messages(self, messages: Any) -> int:
        if messages[0].to == ["4@example.se"]:
            if self.has_taken:
                super().send_messages(messages)
            raise KilledError
        return super().send_messages(messages)


@pytest.mark.parametrize("has_taken", [False, True])
def test_a_letter_that_was_being_sent_is_left_to_a_person_and_the_others_go_once(
    has_taken, cast, settings, monkeypatch
):
    settings.EMAIL_BACKEND = f"{__name__}.StoppingError"
    monkeypatch.setattr(StoppingError, "has_taken", has_taken)
    nine(cast)
    with pytest.raises(KilledError):
        do_all("dead")
    sweep_twice()
    do_all()
    [unsure] = Letter.objects.exclude(state=LetterState.SENT)
    assert (unsure.to, unsure.state, "osäkert om det gick iväg" in unsure.error) == (
        "4@example.se",
        "failed",
        True,
    )
    gone = Counter(letter.to[0] for letter in mail.outbox)
    assert max(gone.values()) == 1
    assert len(gone) == 8 + has_taken


def test_a_letter_left_uncertain_is_sent_again_by_a_person(cast, settings):
    settings.EMAIL_BACKEND = f"{__name__}.StoppingError"
    nine(cast)
    with pytest.raises(KilledError):
        do_all("dead")
    sweep_twice()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    unsure = Letter.objects.get(error=letters.UNCERTAIN)
    letters.send_again(unsure, to="fyra@example.se", by=cast.chief)
    do_all()
    unsure.refresh_from_db()
    assert (unsure.state, unsure.to, unsure.error) == (LetterState.SENT, "fyra@example.se", "")


def test_one_that_was_thought_dead_and_tells_that_the_letter_went_is_believed(cast):
    letters.post(association=cast.association, to="a@example.se", subject="A", body="B")
    row = worker.claim_next(duties.Lane.MAIL, "slow")
    with duties.working_as("slow"):
        letter = letters._take(row.args_kwargs["args"][0])
    letters._held(letter).update(handed_at=timezone.now())
    sweep_twice()
    assert Letter.objects.get().state == LetterState.FAILED
    letters._settle(letter, LetterState.SENT)
    assert Letter.objects.get().state == LetterState.SENT


def test_a_letter_that_is_being_sent_is_neither_sent_again_nor_dropped(cast):
    letter = Letter.objects.create(
        association=cast.association,
        to="a@example.se",
        subject="A",
        state=LetterState.SENDING,
        claim="living x",
    )
    for act in (
        lambda: letters.send_again(letter, to="b@example.se", by=cast.chief),
        lambda: letters.drop(letter, by=cast.chief),
    ):
        with pytest.raises(DomainError, match="skickas just nu"):
            act()


def test_a_letter_in_place_of_one_that_is_going_stops_nobody(cast):
    states = {}
    for state in LetterState:
        letter = Letter.objects.create(
            association=cast.association, to="a@example.se", subject="A", state=state
        )
        letters.withdraw(letter, by=cast.chief)
        letter.refresh_from_db()
        states[state] = letter.state
    changed = {state for state, after in states.items() if after != state}
    assert changed == {LetterState.WAITING, LetterState.FAILED}


def test_a_task_taken_just_before_the_database_went_away_is_given_back(cast):
    letters.post(association=cast.association, to="a@example.se", subject="A", body="B")
    row = worker.claim_next(duties.Lane.MAIL, "living")
    worker.Worker("living")._give_back_what_never_began()
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY


# ---- Keys, attempts, and those who come back


@jobs.kind(seconds=10, megabytes=100, needs=Permission.SEE_FRONT)
def leave_nothing(job: Job) -> None:
    """Work that leaves no document."""


@jobs.kind(seconds=10, megabytes=100, needs=Permission.SEE_FRONT)
def kill(job: Job) -> None:
    """Work that kills its worker."""
    raise KilledError


def ask_for(work: Any, cast: Cast, **facts: Any) -> Job:
    return jobs.ask(work, association=cast.association, key="k", label="K", by=cast.chief, **facts)


def test_work_that_kills_every_worker_ends_as_failed_and_blocks_no_key(cast):
    ask_for(kill, cast)
    for _ in range(jobs.MOST_ATTEMPTS):
        with pytest.raises(KilledError):
            do_next("dead")
        sweep_twice()
    assert not do_next()
    job = Job.objects.get()
    assert (job.state, job.message) == (JobState.FAILED, jobs.DIED)
    assert ask_for(leave_nothing, cast) != job


def test_one_who_was_thought_dead_stores_nothing_when_another_has_the_work(cast):
    job = ask_for(leave_nothing, cast)
    with duties.working_as("slow"):
        slow = jobs._take(job.pk, "", None)
    sweep_twice()
    do_all()
    with pytest.raises(jobs.TakenOverError), jobs.closing(slow):
        pass
    jobs.progress(slow, 7, 9)
    assert not jobs.fail(slow, "Nej")
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == (JobState.DONE, 0, 2)


def test_work_is_done_once_though_two_tasks_wake_for_it(cast):
    job = ask_for(leave_nothing, cast)
    duties.begin(jobs.run, job.pk)
    do_all()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_what_waits_without_a_task_gets_one(cast):
    job = ask_for(leave_nothing, cast)
    letters.post(association=cast.association, to="a@example.se", subject="A", body="B")
    DBTaskResult.objects.all().delete()
    long_ago = timezone.now() - dt.timedelta(hours=1)
    Job.objects.update(asked_at=long_ago)
    Letter.objects.update(touched_at=long_ago)
    sweep_twice()
    assert DBTaskResult.objects.count() == 2
    do_all()
    job.refresh_from_db()
    assert (job.state, Letter.objects.get().state) == (JobState.DONE, LetterState.SENT)


def test_a_letter_that_waits_for_its_next_try_is_left_in_peace(cast):
    letter = Letter.objects.create(
        association=cast.association, to="a@example.se", subject="A", error="451", tries=1
    )
    letters.deliver.using(run_after=timezone.now() + dt.timedelta(hours=2)).enqueue(letter.pk)
    Letter.objects.update(touched_at=timezone.now() - dt.timedelta(hours=1))
    sweep_twice()
    assert DBTaskResult.objects.count() == 1
    assert not do_next()


def test_what_a_living_worker_does_is_left_to_it(cast):
    job = ask_for(leave_nothing, cast)
    row = worker.claim_next(duties.Lane.WORK, "living")
    with duties.working_as("living"):
        jobs._take(job.pk, "", None)
    sweep_twice()
    row.refresh_from_db()
    job.refresh_from_db()
    assert (row.status, job.state) == (TaskResultStatus.RUNNING, JobState.RUNNING)


def test_work_from_before_an_update_that_nobody_can_begin_again_fails_with_words(cast):
    Job.objects.create(association=cast.association, key="k", label="K", state=JobState.RUNNING)
    sweep_twice()
    job = Job.objects.get()
    assert (job.state, job.message) == (JobState.FAILED, jobs.NOT_KNOWN)


def test_an_earlier_versions_task_is_still_done(cast):
    job = Job.objects.create(association=cast.association, key="k", label="K")
    jobs.run.call(job.pk, f"{__name__}.leave_nothing", {})
    job.refresh_from_db()
    assert job.state == JobState.DONE


# ---- The office is told


def alarms(cast: Cast) -> list[str]:
    permissions = frozenset(Permission)
    return [
        todo.what
        for todo in unfinished.not_done(cast.association, cast.chief, permissions, dt.date(2022, 4, 11))
    ]


def test_work_that_waits_without_a_living_worker_is_an_alarm(cast):
    ask_for(leave_nothing, cast)
    assert alarms(cast) == []
    Job.objects.update(asked_at=timezone.now() - dt.timedelta(minutes=10))
    assert alarms(cast) == ["Säg till den som sköter finsam: ingen arbetare är igång"]
    beats.beat("living")
    assert alarms(cast) == []


def test_work_that_failed_is_an_alarm_until_it_is_begun_again_or_left(cast):
    job = ask_for(leave_nothing, cast)
    Job.objects.update(state=JobState.FAILED)
    assert alarms(cast) == ["Börja om: K"]
    job.refresh_from_db()
    begun = jobs.again(job, by=cast.chief)
    assert jobs.again(job, by=cast.chief) == begun
    assert alarms(cast) == []
    do_all()
    begun.refresh_from_db()
    assert begun.state == JobState.DONE
