"""What is held back is found nowhere public: not on a page, not in a PDF's text, names, marks or bytes. The original stands."""

import datetime as dt
import re

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from board.actions import appeals, publishing
from board.actions import notice as announcing
from board.actions.protocol import start_immediate
from board.documents.public import NOTE, public_content, render_public
from board.models import Decision, Protocol, Publication, Statement, Withholding
from board.wording.masking import SIGN, masked_text
from finsam import clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent
from tests.board.meetings import adjust, adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.tools.verapdf import findings
from tests.wall.table import WALL

PLANTED = "Zebraponny"
GROUND = "39 kap. 3 § OSL"


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """The word stands in heading, text (marked up, and broken by a soft hyphen), att-sats, task, reservation, place and appeal."""
    meeting = make_held_meeting(
        cast, headings=("Öppnande", f"Ansökan från {PLANTED}"), place=f"{PLANTED}s gård"
    )
    second = meeting.paragraphs.get(number=2)
    second.text.html = f"<p>Om {PLANTED[:5]}<strong>{PLANTED[5:]}</strong>, och {PLANTED[:5]}\u00adponny och {PLANTED.upper()}.</p>"
    second.text.save()
    row = second.decisions.get()
    row.text, row.who = f"bevilja {PLANTED} medel", f"Kontakt {PLANTED}"
    row.save()
    Statement.objects.create(
        paragraph=second, kind="reservation", who=f"Daniel {PLANTED}", text=f"Inte {PLANTED}"
    )
    immediate = start_immediate(paragraph=second, by=cast.chief)
    adjust(immediate, cast)
    main = adjust_meeting(meeting, cast)
    for each in (immediate, main):
        each.refresh_from_db()
        notice = announcing.announce(protocol=each, document=None, by=cast.chief)
        for posting in notice.postings.all():
            announcing.confirm_posted(posting=posting, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    appeals.receive_appeal(protocol=immediate, decisions=[row], on=dt.date(2022, 4, 9), by=cast.chief)
    return main


def republish(cast: Cast, protocol: Protocol) -> None:
    """Publish every protocol of the meeting as the worker does."""
    for each in Protocol.objects.filter(meeting=protocol.meeting).select_related(
        "meeting__body__association"
    ):
        content = public_content(each)
        document = None
        if content:
            document = store.keep(
                render_public(each, content), association=cast.association, name="Protokoll.pdf",
                content_type="application/pdf", by=cast.chief,
            )  # fmt: skip
        publishing.publish(protocol=each, content=content, document=document, by=cast.chief)


def found_in(content: bytes) -> bool:
    """Whether the word stands in what was answered, however it is spaced and whatever kind of file it is."""
    if not content.startswith(b"%PDF"):
        return says(content.decode())
    try:
        pages = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:  # a stand-in
        return says(content.decode("latin-1"))
    told = "".join(page.get_textpage().get_text_range() for page in pages)
    told += "".join(item.get_title() for item in pages.get_toc())
    with pikepdf.open(__import__("io").BytesIO(content)) as pdf:
        told += str(pdf.docinfo) + pdf.open_metadata().__str__() + " ".join(pdf.attachments)
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        raw = b"".join(_bytes(each) for each in streams) + b"".join(
            repr(each).encode() for each in pdf.objects
        )
    return says(told) or says(raw.decode("latin-1"))


def _bytes(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def says(text: str) -> bool:
    return PLANTED.casefold() in re.sub(r"<[^>]*>|[\u00ad\s]|&shy;", "", text).casefold()


def public_answers(cast: Cast, protocol: Protocol) -> dict[str, bytes]:
    """Everything that nobody in particular may fetch of the förbund."""
    answers = {}
    for name, row in WALL.items():
        if not name.startswith("public_"):
            continue
        things = Protocol.objects.filter(meeting=protocol.meeting) if "pk" in row.on else [None]
        for thing in things:
            args = ["exempel", *([thing.pk] if thing else [])]
            if len(row.on) > 1:
                continue
            answer = Client().get(reverse(name, args=args))
            if answer.status_code == 200:
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                answers[f"{name} {args[1:]}"] = content
    return answers


def test_the_word_is_public_before_it_is_held_back(cast: Cast, protocol: Protocol):
    assert any(map(found_in, public_answers(cast, protocol).values()))


def test_held_back_words_are_found_nowhere_public(cast: Cast, protocol: Protocol):
    publishing.hold_back(protocol=protocol, words=PLANTED, ground=GROUND, by=cast.chief)
    republish(cast, protocol)

    answers = public_answers(cast, protocol)

    assert {name for name, content in answers.items() if found_in(content)} == set()
    assert (
        len([name for name in answers if name.startswith(("public_protocol ", "public_protocol_file"))]) == 4
    )
    shown = next(content for name, content in answers.items() if name.startswith("public_protocol ["))
    assert SIGN in shown.decode()


def test_a_whole_paragraph_is_found_nowhere_public(cast: Cast, protocol: Protocol):
    second = protocol.meeting.paragraphs.get(number=2)
    publishing.hold_back(protocol=protocol, paragraph=second, ground=GROUND, by=cast.chief)
    publishing.hold_back(protocol=protocol, words=f"{PLANTED}s gård", ground=GROUND, by=cast.chief)
    republish(cast, protocol)
    answers = public_answers(cast, protocol)
    assert {name for name, content in answers.items() if found_in(content)} == set()


def test_what_is_held_back_comes_down_at_once_from_every_paper_of_the_meeting(cast: Cast, protocol: Protocol):
    publishing.hold_back(protocol=protocol, words=PLANTED, ground=GROUND, by=cast.chief)
    assert {name for name, content in public_answers(cast, protocol).items() if found_in(content)} == set()
    assert not Publication.objects.shown(clock.today()).exists()


def test_the_signed_original_stands(cast: Cast, protocol: Protocol):
    before = (protocol.document.sha256, protocol.content)
    publishing.hold_back(protocol=protocol, words=PLANTED, ground=GROUND, by=cast.chief)
    republish(cast, protocol)
    protocol.refresh_from_db()
    assert (protocol.document.sha256, protocol.content) == before
    assert says(client_of(cast.member).get(f"/exempel/protokoll/{protocol.pk}/").content.decode())


def test_the_masked_file_is_sound(cast: Cast, protocol: Protocol, tmp_path):
    publishing.hold_back(protocol=protocol, words=PLANTED, ground=GROUND, by=cast.chief)
    path = tmp_path / "masked.pdf"
    path.write_bytes(render_public(protocol, public_content(protocol)))
    assert findings(path) == {"masked.pdf": []}


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("<p>Anna <em>Berg</em>lund kom</p>", "Anna Berglund", f"<p>{SIGN}<em></em> kom</p>"),
        ("anna\u00a0berglund", "Anna Berglund", SIGN),
        ("Å & B", "å & b", SIGN),
        ("<p>Å &amp; B</p>", "Å & B", f"<p>{SIGN}</p>"),
        ("godkänna planen", "att godkänna planen.", SIGN),
        ("Berglund", "", "Berglund"),
        ("Ann och Anna", "Anna", f"Ann och {SIGN}"),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: str, left: str):
    assert masked_text(text, [words]) == left


def test_a_word_that_is_a_day_or_a_kind_breaks_nothing(cast: Cast, protocol: Protocol):
    for words in ("2022", "main", "chair", PLANTED):
        publishing.hold_back(protocol=protocol, words=words, ground=GROUND, by=cast.chief)
    assert render_public(protocol, public_content(protocol)).startswith(b"%PDF")


# ---- Acts and pages


@pytest.mark.parametrize("facts", [{"words": PLANTED, "ground": " "}, {"words": " ", "ground": GROUND}])
def test_holding_back_says_what_and_why(cast: Cast, protocol: Protocol, facts):
    with pytest.raises(DomainError):
        publishing.hold_back(protocol=protocol, by=cast.chief, **facts)
    assert not Withholding.objects.exists()


def test_a_stale_masked_version_is_never_published(cast: Cast, protocol: Protocol):
    publishing.hold_back(protocol=protocol, words="Öppnande", ground=GROUND, by=cast.chief)
    content = public_content(protocol)
    publishing.hold_back(protocol=protocol, words=PLANTED, ground=GROUND, by=cast.chief)
    for stale in (None, content):
        with pytest.raises(DomainError, match="ändrades under tiden"):
            publishing.publish(protocol=protocol, content=stale, document=protocol.frozen, by=cast.chief)


def test_it_is_shown_for_as_long_as_is_said(cast: Cast, protocol: Protocol, settings):
    publishing.publish(protocol=protocol, days=30, by=cast.chief)
    address = f"/exempel/offentligt/protokoll/{protocol.pk}/"
    seen = []
    for day in ("2022-05-11", "2022-05-12"):
        settings.FINSAM_TODAY = day
        seen.append(Client().get(address).status_code)
    assert seen == [200, 404]


def test_the_office_holds_back_publishes_and_withdraws_from_one_page(
    cast: Cast, protocol: Protocol, django_capture_on_commit_callbacks
):
    client, page = client_of(cast.chief), f"/exempel/protokoll/{protocol.pk}/offentligt/"
    public = f"/exempel/offentligt/protokoll/{protocol.pk}/"
    asked = client.post(page, {"act": "hold", "words": PLANTED, "ground": GROUND})
    assert (asked.status_code, Withholding.objects.exists()) == (422, False)
    client.post(page, {"act": "hold", "words": PLANTED, "counted": PLANTED, "ground": GROUND})
    assert not says(client.get(page).content.decode().partition("Så här visas det")[2])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"act": "publish", "days": ""})
    assert NOTE.partition(" ")[0] in Client().get(public).content.decode()
    client.post(page, {"act": "withdraw"})
    assert Client().get(public).status_code == 404
    verbs = (
        AuditEvent.objects.filter(by_name=cast.chief.name)
        if hasattr(AuditEvent, "by_name")
        else AuditEvent.objects
    )
    assert {"höll tillbaka", "publicerade protokoll", "tog bort protokoll från offentliga sidan"} <= set(
        verbs.values_list("verb", flat=True)
    )


def test_what_was_typed_stays_when_the_ground_is_missing(cast: Cast, protocol: Protocol):
    page = f"/exempel/protokoll/{protocol.pk}/offentligt/"
    answer = client_of(cast.chief).post(page, {"act": "hold", "words": PLANTED, "ground": ""})
    assert answer.status_code == 422
    assert f'value="{PLANTED}"' in answer.content.decode()


def test_a_protocol_nobody_has_published_is_not_public(cast: Cast, protocol: Protocol):
    Publication.objects.all().delete()
    assert Client().get(f"/exempel/offentligt/protokoll/{protocol.pk}/").status_code == 404
    assert Decision.objects.exists()
    assert not any(map(found_in, public_answers(cast, protocol).values()))
