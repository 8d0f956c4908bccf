"""Printing any document from the command line."""

import datetime as dt
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from board.actions import notice as acts
from board.actions.protocol import start_immediate
from board.models import Meeting
from finsam.files import store
from reporting.actions.reports import begin_report
from reporting.models import Report
from tests.board.meetings import adjust, adjust_meeting, make_held_meeting
from tests.cast import Cast
from tests.reporting.figures import annual  # noqa: F401  the year 2021


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A meeting justerat, one § of it at once, both announced and up."""
    held = make_held_meeting(cast)
    immediate = adjust(start_immediate(paragraph=held.paragraphs.get(number=2), by=cast.chief), cast)
    main = adjust_meeting(held, cast)
    for protocol in (immediate, main):
        document = store.keep(
            b"%PDF-1.7 anslag",
            association=cast.association,
            name="a.pdf",
            content_type="application/pdf",
            by=None,
        )
        notice = acts.announce(protocol=protocol, document=document, by=cast.chief)
        for posting in notice.postings.all():
            acts.confirm_posted(posting=posting, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    return held


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("print_document", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_without_arguments_it_lists_what_there_is(meeting: Meeting):
    listed = [line for line in run() if " kallelse " not in line and " laspaket " not in line]

    assert listed == [
        "exempel protokoll 2022-03-25",
        "exempel omedelbart 2022-03-25-§2",
        "exempel utdrag 2022-03-25-§1",
        "exempel utdrag 2022-03-25-§2",
        "exempel anslag 2022-03-25",
        "exempel anslag 2022-03-25-§2",
        "exempel anslagsbevis 2022-03-25",
        "exempel anslagsbevis 2022-03-25-§2",
    ]


def test_every_line_of_the_list_prints(meeting: Meeting, tmp_path: Path):
    for number, line in enumerate(run()):
        target = tmp_path / f"{number}.pdf"
        call_command("print_document", *line.split(" "), output=str(target))
        assert target.read_bytes().startswith(b"%PDF-"), line


def test_a_frozen_document_is_read_from_the_store(meeting: Meeting, tmp_path: Path):
    target = tmp_path / "protokoll.pdf"
    call_command("print_document", "exempel", "protokoll", "2022-03-25", output=str(target))

    protocol = meeting.protocols.get(kind="main")
    assert target.read_bytes() == store.read(protocol.document)


def test_the_second_meeting_of_a_day_has_a_number(cast: Cast):
    make_and_adjust = [
        make_held_meeting(cast),
        make_held_meeting(cast, starts_at=dt.time(13), ends_at=dt.time(15)),
    ]
    for held in make_and_adjust:
        adjust_meeting(held, cast)

    assert run("exempel", "protokoll") == ["exempel protokoll 2022-03-25", "exempel protokoll 2022-03-25-2"]


def test_a_hyphen_writes_to_standard_output(meeting: Meeting, monkeypatch):
    stream = TextIOWrapper(BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)

    call_command("print_document", "exempel", "anslag", "2022-03-25", output="-")

    assert stream.buffer.getvalue() == b"%PDF-1.7 anslag"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("okant", "protokoll", "2022-03-25"),
            "Förbundet okant finns inte. Det finns: exempel, exempel-granne.",
        ),
        (("exempel", "protokoll", "1999-01-01"), "Protokoll 1999-01-01 finns inte. Det finns: 2022-03-25."),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(meeting: Meeting, arguments, sentence):
    with pytest.raises(CommandError) as refusal:
        call_command("print_document", *arguments, output="-")

    assert str(refusal.value) == sentence


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(meeting: Meeting):
    with pytest.raises(CommandError, match="Det finns ingen handling av slaget brev."):
        call_command("print_document", "exempel", "brev", "2022-03-25", output="-")


def test_a_place_that_cannot_be_written_is_told(meeting: Meeting, tmp_path: Path):
    with pytest.raises(CommandError, match="kan inte skrivas"):
        call_command(
            "print_document", "exempel", "anslag", "2022-03-25", output=str(tmp_path / "no" / "a.pdf")
        )


def test_what_has_a_word_file_is_written_as_one_and_the_rest_is_refused(meeting: Meeting, tmp_path: Path):
    having = {"kallelse", "protokoll", "omedelbart", "utdrag"}
    lines = [line.split(" ") for line in run()]
    assert having < {kind for _, kind, _ in lines}
    for number, (slug, kind, which) in enumerate(lines):
        target = tmp_path / f"{number}.docx"
        if kind in having:
            call_command("print_document", slug, kind, which, "--format", "docx", "--output", str(target))
            assert docx.Document(str(target)).core_properties.language == "sv-SE"
        else:
            with pytest.raises(CommandError, match="finns inte i Word"):
                call_command("print_document", slug, kind, which, "--format", "docx", "--output", str(target))


def test_a_report_is_written_as_word_and_beside_another_version(cast: Cast, annual: Report, tmp_path: Path):
    before = begin_report(association=cast.association, kind="arsredovisning", year=2020, by=cast.chief)
    target = tmp_path / "rapport"
    command = ("print_document", "exempel", "arsredovisning", "2021", "--output", str(target))
    call_command(*command, "--format", "docx")
    assert [each for each in docx.Document(str(target)).paragraphs if each.style.name == "Heading 1"]
    call_command(*command, "--against", f"report-{before.pk}")
    assert target.read_bytes().startswith(b"%PDF-")
    with pytest.raises(CommandError, match=rf"kan jämföras med: report-{before.pk} \(Årsredovisning 2020\)"):
        call_command(*command, "--against", "")
    with pytest.raises(CommandError, match="skrivs som PDF"):
        call_command(*command, "--against", f"report-{before.pk}", "--format", "docx")


def test_a_protocol_is_not_compared(meeting: Meeting, tmp_path: Path):
    with pytest.raises(CommandError, match="Protokoll jämförs inte. Det gör: "):
        call_command(
            "print_document", "exempel", "protokoll", "2022-03-25", "--against", "x", "--output", "-"
        )
