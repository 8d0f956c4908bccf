"""What is held back is found in nothing else that everyone may read: other meetings, anslag, kungörelser, reports, letters to boards."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.test import Client, TestCase
from django.urls import reverse

from board.actions import notice as announcing
from board.actions import publishing
from board.actions.policies import add_version, save_policy, show_policy
from board.actions.proclaiming import prepare_and_proclaim
from board.actions.public_files import prepare_public_file
from board.models import Attachment, Meeting, Policy, Posting, Protocol, Publication, PublicFile
from board.queries.held import held_of
from board.states import MeetingState, PolicyKind
from board.wording.masking import SIGN, Held, masked_text, quotes_of
from finsam import clock
from finsam.files import store
from finsam.models import Document, Job, Letter, Person
from finsam.states import JobState
from finsam.work import jobs
from reporting.actions import reports
from reporting.actions.goals import add_goal
from reporting.models import GoalHabits, Report
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.board.test_attachments import a_pdf
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.reporting.test_corrections import corrected
from tests.tools.verapdf import findings
from tests.wall.table import ANYONE, WALL
from tests.wall.test_held_back import GROUND, PLANTED, found_in, says

# Every address that anyone may open, and what it is tried on here; those of the demo and of one's own are not the förbund's.
THINGS = {
    "public_page": lambda: [None],
    "public_goals": lambda: [None],
    "public_protocol": Protocol.objects.all,
    "public_protocol_file": Protocol.objects.all,
    "public_notice_file": Protocol.objects.all,
    "public_proposal_file": Attachment.objects.all,
    "public_proclamation_file": Meeting.objects.all,
    "public_policy_file": Policy.objects.all,
    "public_report": Report.objects.all,
    "public_report_file": Report.objects.all,
    "public_report_changes": Report.objects.all,
    "posting_confirm": Posting.objects.all,
    "posting_file": Posting.objects.all,
    "verify": Document.objects.all,
}
NOT_OF_THE_FORBUND = {"start", "health", "calendar_file", "call_answer"}
BEFORE_ANY_PAPER = {
    "apply_start",
    "co_applicant_confirm",
    "apply_link",
    "event_invitation",
    "event_withdraw",
    "consultation_reply",
}  # they show a period's, an arrangemang's or a samråd's own words, and what the visitor has typed


def run(work, cast: Cast, *, by: Person | None = None, **arguments: object) -> Job:
    """Ask for a work and let the worker do it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        job = jobs.ask(
            work,
            association=cast.association,
            key=str(arguments),
            label="Verk",
            by=by or cast.chief,
            **arguments,
        )
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    return job


def keep(cast: Cast, name: str) -> Document:
    return store.keep(
        name.encode(), association=cast.association, name=name, content_type="application/pdf", by=cast.chief
    )


@pytest.fixture
def secret(cast: Cast) -> Protocol:
    """The meeting whose § says the word; a later meeting quotes it, a kungörelse, a handling, an anslag and a report name it."""
    meeting = make_held_meeting(cast, headings=("Öppnande", f"Ansökan från {PLANTED}"))
    second = meeting.paragraphs.get(number=2)
    second.text.html = f"<p>Ärendet gäller {PLANTED} i Lillby. {PLANTED} söker medel för sin verksamhet.</p>"
    second.text.save()
    protocol = adjust_meeting(meeting, cast)
    later = make_held_meeting(
        cast, headings=("Föregående protokoll", f"Uppföljning av {PLANTED}"), held_on=dt.date(2022, 4, 1),
        place=f"Hos {PLANTED}",
    )  # fmt: skip
    quoting = later.paragraphs.get(number=3)
    quoting.text.html = f"<p>I § 2 sades: <em>{PLANTED} söker medel för sin verksamhet.</em></p>"
    quoting.text.save()
    adjust_meeting(later, cast)
    cast.officer.name = f"Sara {PLANTED}"  # who answers for an anslag stands on it
    cast.officer.save()
    for each in Protocol.objects.all():
        run(announcing.prepare_and_announce, cast, by=cast.officer, protocol_id=each.pk)
    ahead = make_meeting(
        body=cast.board, held_on=dt.date(2022, 5, 6), is_public=True, place=f"{PLANTED}s gård",
        state=MeetingState.CALLED, called_at=clock.now(),
    )  # fmt: skip
    paragraph = make_paragraph(meeting=ahead, heading=f"Budget och {PLANTED}")
    for title, name in ((f"Om {PLANTED}", "om.pdf"), ("Budget", f"{PLANTED}.pdf")):
        Attachment.objects.create(paragraph=paragraph, title=title, document=keep(cast, name), is_public=True)
    run(prepare_and_proclaim, cast, meeting_id=ahead.pk)
    policy = save_policy(
        association=cast.association, by=cast.chief,
        facts={"title": f"Policy om {PLANTED}", "kind": PolicyKind.POLICY, "review_on": None, "ended_on": None},
    )  # fmt: skip
    add_version(
        policy=policy, name="policy.pdf", content=a_pdf(), adopted_on=dt.date(2022, 4, 1), adopted_in=None, by=cast.chief
    )  # fmt: skip
    show_policy(policy=policy, is_public=True, by=cast.chief)
    GoalHabits.objects.create(association=cast.association, is_public=True)
    add_goal(association=cast.association, year=2022, goal=f"Hjälpa {PLANTED}", by=cast.chief)
    return protocol


@pytest.fixture
def report(cast: Cast) -> Report:
    """A published report and its published correction; both name the word, and so does what was corrected."""
    _, new = corrected(cast, f"{PLANTED} fick medel.", f"{PLANTED} fick inga medel.", f"Om {PLANTED}")
    return reports.publish(report=new, by=cast.chief)


def answers(cast: Cast) -> dict[str, bytes]:
    found = {}
    for name, things in THINGS.items():
        for thing in things():
            if name == "verify":
                with default_storage.open(thing.file.name, "rb") as file:
                    answer = Client().post(reverse(name), {"file": file})
            else:
                key = thing and (thing.token if isinstance(thing, Posting) else thing.pk)
                own = [] if name.startswith("posting") else ["exempel"]
                answer = Client().get(reverse(name, args=[*own, *([key] if key else [])]))
            if answer.status_code == 200:
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                found[f"{name} {thing and thing.pk}"] = content
                found[f"head of {name} {thing and thing.pk}"] = str(answer.headers).encode()
    return found


def test_every_address_for_anyone_is_tried():
    public = {name for name, row in WALL.items() if row.looks == ANYONE}
    assert public == set(THINGS) | NOT_OF_THE_FORBUND | BEFORE_ANY_PAPER


def test_words_are_found_nowhere_that_anyone_may_read(cast: Cast, secret: Protocol):
    before = {name.split()[0] for name, content in answers(cast).items() if found_in(content)}
    assert before >= {
        "public_page", "public_goals", "public_protocol", "public_notice_file", "public_proclamation_file", "posting_file",
        "public_proposal_file",
    }  # fmt: skip
    publishing.hold_back(protocol=secret, words=PLANTED, ground=GROUND, by=cast.chief)
    found = {name for name, content in answers(cast).items() if found_in(content)}
    assert found == set()
    assert not Publication.objects.shown(clock.today()).exists()


def test_files_are_made_anew_sealed_and_told_of(cast: Cast, secret: Protocol, tmp_path):
    publishing.hold_back(protocol=secret, words=PLANTED, ground=GROUND, by=cast.chief)
    page = client_of(cast.chief).get(f"/exempel/protokoll/{secret.pk}/offentligt/").content.decode()
    assert page.count("Gör en offentlig version") == 3  # two anslag and a kungörelse
    assert "En uppladdad fil görs inte om här" in page
    for notice in Document.objects.filter(name__startswith="Anslag"):
        run(prepare_public_file, cast, document_id=notice.pk)
    for row in PublicFile.objects.select_related("document"):
        content = store.read(row.document)
        path = tmp_path / f"{row.pk}.pdf"
        path.write_bytes(content)
        assert not found_in(content)
        assert findings(path) == {path.name: []}
        told = told_of(content)
        assert "den offentliga versionen av" in told
        assert "Samordningsförbundet Exempel, offentlig version" in told
        assert not says(told)
    assert {name for name, content in answers(cast).items() if found_in(content)} == set()
    assert [name for name in answers(cast) if name.startswith("public_notice_file")]


def test_a_report_is_shown_without_the_words_and_its_file_when_it_is_made_anew(cast: Cast, report: Report):
    assert {name.split()[0] for name, content in answers(cast).items() if found_in(content)} >= {
        "public_report", "public_report_changes", "verify",
    }  # fmt: skip
    protocol = adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 4, 1)), cast)
    publishing.hold_back(protocol=protocol, words=PLANTED, ground=GROUND, by=cast.chief)
    got = answers(cast)
    assert {name for name, content in got.items() if found_in(content)} == set()
    assert f"public_report_file {report.pk}" not in got
    run(prepare_public_file, cast, document_id=report.pdf_id)
    got = answers(cast)
    assert f"public_report_file {report.pk}" in got
    assert {name for name, content in got.items() if found_in(content)} == set()
    assert f"den offentliga versionen av {report.title}" in told_of(got[f"public_report_file {report.pk}"])


def test_a_kungorelse_made_afterwards_goes_out_without_the_words(cast: Cast, secret: Protocol):
    publishing.hold_back(protocol=secret, words=PLANTED, ground=GROUND, by=cast.chief)
    ahead = Meeting.objects.get(is_public=True)
    Letter.objects.all().delete()
    run(prepare_and_proclaim, cast, meeting_id=ahead.pk)
    shown = Client().get(f"/exempel/offentligt/kungorelser/{ahead.pk}/")
    assert shown.status_code == 200
    assert not found_in(shown.content)
    for letter in Letter.objects.filter(subject__startswith="Kungörelse"):
        assert not says(letter.body)
        assert not any(found_in(store.read(each)) or says(each.name) for each in letter.documents.all())


def test_what_a_whole_paragraph_says_is_not_quoted_elsewhere(cast: Cast, secret: Protocol):
    second = secret.meeting.paragraphs.get(number=2)
    publishing.hold_back(protocol=secret, paragraph=second, ground=GROUND, by=cast.chief)
    held = held_of(cast.association)
    quoted = f"<p>Då sades: {PLANTED} söker medel för sin verksamhet.</p>"
    assert not says(held.text(quoted))
    assert not says(held.text(f"Se Ansökan från {PLANTED}"))
    assert held.text("notera informationen") == "notera informationen"
    assert held.text("Öppnande") == "Öppnande"


def test_another_forbund_is_not_touched(cast: Cast, secret: Protocol):
    publishing.hold_back(protocol=secret, words=PLANTED, ground=GROUND, by=cast.chief)
    assert held_of(cast.outsider.association) == Held()


def test_a_picture_inside_the_markup_stays_whole():
    html = '<img src="data:image/png;base64,QW5uYQ+/==" alt="Anna"> qw5uy'
    assert (
        masked_text(html, ["qw5u", "Anna"])
        == f'<img src="data:image/png;base64,QW5uYQ+/==" alt="{SIGN}"> {SIGN}y'
    )


def test_the_sentences_of_a_text_are_those_one_would_know_again():
    assert quotes_of("<p>En lång mening här. Kort.</p><ul><li>Den <b>andra</b> är lång</li></ul>") == [
        "En lång mening här.", "Den andra är lång",
    ]  # fmt: skip


def told_of(content: bytes) -> str:
    """What /verifiera/ says of a file."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    file = SimpleUploadedFile("fil.pdf", content, content_type="application/pdf")
    return Client().post(reverse("verify"), {"file": file}).content.decode().replace("\u00a0", " ")
