"""The report in Word: made in the worker of the document that prints, the frozen one where it is adopted."""

import datetime as dt
from io import BytesIO

import docx
from django.test import TestCase
from django.urls import reverse

from finsam import word
from finsam.files import store
from finsam.models import AuditEvent, Job
from finsam.queue import duties
from insatser.actions.participants import count_participants
from insatser.states import Phase
from reporting.actions import adopting
from reporting.documents.report import build_report, frozen_document
from reporting.models import Section
from tests.board.meetings import make_held_meeting
from tests.cast import client_of
from tests.insatser.reports import make_insats
from tests.reporting.figures import annual  # noqa: F401  the year 2021


def test_the_report_in_word_is_the_document_that_prints(cast, annual):
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        client_of(cast.chief).post(reverse("report_word", args=["exempel", annual.pk]))

    job = Job.objects.latest("pk")
    document = docx.Document(BytesIO(store.read(job.result)))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert [
        section.heading
        for section in build_report(annual).sections
        if section.heading not in " ".join(headings)
    ] == []
    assert job.result.name == f"Utkast {annual.title}.docx"
    assert AuditEvent.objects.filter(verb="gjorde Word-fil", target_id=str(annual.pk)).count() == 1


def test_an_adopted_report_is_made_of_what_was_frozen(cast, annual):
    paragraph = make_held_meeting(cast).paragraphs.get(number=2)
    annual.adopted_by = paragraph
    document = build_report(annual)
    typeset = adopting.typeset(document, adopting.look_of(cast.association))
    adopted = adopting.adopt(
        report=annual, paragraph=paragraph, document=document, typeset=typeset, by=cast.chief
    )

    assert frozen_document(adopted) == document


def test_a_count_of_few_is_no_more_told_in_word_than_in_print(cast, annual):
    insats = make_insats(cast, name="Vägen in", key="vagen-in")
    days = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2021, 12, 31)}
    planted = {
        Phase.NEW: {"women": 1, "men": 47, "unknown": None},
        Phase.ENDED: {"women": 1, "men": 1, "unknown": None},
    }
    count_participants(insats=insats, **days, numbers=planted, by=cast.chief)
    Section.objects.filter(report=annual).delete()
    for place, block in enumerate(("participants", "insatser")):
        Section.objects.create(report=annual, heading=f"Avsnitt {place}", block=block, position=place)
    content = word.render(
        "print/report.html", {"document": build_report(annual)}, look=adopting.look_of(cast.association)
    )
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert ".." in cells
    assert not {"1", "2"} & set(cells)
    assert len({"47", "48"} & set(cells)) < 2  # the one would give the other away
