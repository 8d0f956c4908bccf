"""Whoever has a bevis, an offentlig version, an utdrag or a kungörelse is told what it is, and whether it still holds."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse

from board.actions import notice as announcing
from board.actions import printing, publishing
from board.actions.meetings import cancel_meeting
from board.actions.proclaiming import prepare_and_proclaim
from board.models import Meeting, Protocol
from board.states import MeetingState
from finsam import clock
from finsam.files import store
from finsam.models import Job
from finsam.states import JobState
from finsam.work import jobs
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast
from tests.factories import make_meeting, make_paragraph
from tests.tools.verapdf import findings

WORDS, GROUND = "Zebraponny", "39 kap. 3 § OSL"


def made(work, cast: Cast, **arguments: object) -> bytes:
    """Have a work done as the office asks for it, and give the file it made."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        job = jobs.ask(
            work,
            association=cast.association,
            key=f"{Job.objects.count()}",
            label="Verk",
            by=cast.chief,
            **arguments,
        )
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    return store.read(job.result)


def told_of(content: bytes) -> str:
    file = SimpleUploadedFile("fil.pdf", content, content_type="application/pdf")
    return Client().post(reverse("verify"), {"file": file}).content.decode().replace("\u00a0", " ")


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """With laga kraft from 28 April 2022, and a word to hold back."""
    protocol = adjust_meeting(make_held_meeting(cast, headings=("Öppnande", f"Ansökan från {WORDS}")), cast)
    notice = announcing.announce(protocol=protocol, document=None, by=cast.chief)
    for posting in notice.postings.all():
        announcing.confirm_posted(posting=posting, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    return protocol


def test_a_bevis_is_sealed_by_the_forbund_and_told_of(cast: Cast, protocol: Protocol, settings, tmp_path):
    settings.FINSAM_TODAY = "2022-04-28"
    bevis = made(printing.print_legal_force, cast, paragraph_id=protocol.paragraphs.get(number=2).pk)
    told = told_of(bevis)
    assert "Filen är vår och oförändrad" in told
    assert "laga kraft-beviset för § 2 från Styrelsen, 25 mars 2022" in told
    assert "Det säger hur besluten stod den dag det förseglades." in told
    assert "Samordningsförbundet Exempel, utfärdat av Anna Berglund" in told
    assert WORDS not in told
    path = tmp_path / "bevis.pdf"
    path.write_bytes(bevis)
    assert findings(path) == {"bevis.pdf": []}
    assert "Filen är vår men har ändrats" in told_of(bevis + b"\n% mera\n")
    assert "Filen är vår och oförändrad" not in told_of(bevis.replace(b"%%EOF", b"%%EOG", 1))


def test_an_offentlig_version_is_told_of_while_it_is_shown_and_afterwards(cast: Cast, protocol: Protocol):
    publishing.hold_back(protocol=protocol, words=WORDS, ground=GROUND, by=cast.chief)
    first = made(publishing.prepare_and_publish, cast, protocol_id=protocol.pk, days=None)
    what = "den offentliga versionen av protokollet från Styrelsen, 25 mars 2022"
    assert "Filen är vår och oförändrad" in told_of(first)
    assert what in told_of(first)
    assert "Något är utelämnat" in told_of(first)
    publishing.unpublish(protocol=protocol, by=cast.chief)
    assert "Förbundet visar den inte längre för alla." in told_of(first)
    publishing.hold_back(protocol=protocol, words="Öppnande", ground=GROUND, by=cast.chief)
    second = made(publishing.prepare_and_publish, cast, protocol_id=protocol.pk, days=None)
    assert "Filen är vår, men den gäller inte som den är" in told_of(first)
    assert "Den är ersatt" in told_of(first)
    assert "Filen är vår och oförändrad" in told_of(second)
    for each in (first, second):
        assert what in told_of(each)
        assert WORDS not in told_of(each)
        assert "Filen är vår men har ändrats" in told_of(each + b"\n% mera\n")


def test_an_utdrag_is_told_of_by_its_paragraph(cast: Cast, protocol: Protocol):
    paragraph = protocol.paragraphs.get(number=2)
    at = clock.now().isoformat()
    extract = made(printing.print_extract, cast, paragraph_id=paragraph.pk, sent_to=[], attested_at=at)
    assert "utdraget ur protokollet från Styrelsen, 25 mars 2022, § 2" in told_of(extract)


def test_a_kungorelse_is_told_of_until_another_or_none_holds(cast: Cast):
    meeting = make_meeting(
        body=cast.board, held_on=dt.date(2022, 5, 6), is_public=True, state=MeetingState.CALLED, called_at=clock.now(),
        place="Storgatan 6",
    )  # fmt: skip
    make_paragraph(meeting=meeting, heading="Budget")
    first = made(prepare_and_proclaim, cast, meeting_id=meeting.pk)
    assert "kungörelsen av sammanträdet Styrelsen, 6 maj 2022" in told_of(first)
    Meeting.objects.filter(pk=meeting.pk).update(place="Rådhuset")
    assert "Sammanträdet har fått en annan tid eller plats." in told_of(first)
    second = made(prepare_and_proclaim, cast, meeting_id=meeting.pk)
    assert "En senare kungörelse har gått ut." in told_of(first)
    assert "Filen är vår och oförändrad" in told_of(second)
    cancel_meeting(meeting=Meeting.objects.get(pk=meeting.pk), reason="", by=cast.chief)
    assert "Sammanträdet är inställt." in told_of(second)
    public = Client().get("/exempel/offentligt/").content.decode()
    assert "Sammanträdet är inställt." in public  # who meant to come is told
