"""The report in Word: made in the worker of the document that prints, the frozen one where it is adopted."""

from io import BytesIO

import docx
from django.test import TestCase
from django.urls import reverse

from finsam.files import store
from finsam.models import AuditEvent, Job
from finsam.queue import duties
from reporting.actions import adopting
from reporting.documents.report import build_report, frozen_document
from tests.board.meetings import make_held_meeting
from tests.cast import client_of
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
