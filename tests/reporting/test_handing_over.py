"""Handed to the board, a report is frozen as it stood and lies on the agenda with its proposal; two versions are compared."""

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from django.test import TestCase
from django.urls import reverse

from finsam.actions import save_text, start_text
from finsam.files import store
from finsam.models import AuditEvent, Job
from finsam.queue import duties
from reporting.actions.adopting import as_json
from reporting.actions.comparing import build_comparison
from reporting.actions.handing_over import keep_copy
from reporting.documents.report import build_report, of_content
from reporting.models import Report, Section
from reporting.queries.comparing import others_of
from reporting.states import CopyPurpose
from tests.cast import Cast, client_of
from tests.factories import make_meeting
from tests.tools.verapdf import findings


@pytest.fixture
def plan(cast: Cast) -> Report:
    """A plan of two sections, one of them done."""
    found = Report.objects.create(
        association=cast.association, kind="verksamhetsplan", year=2023, title="Verksamhetsplan 2023"
    )
    for position, (heading, html) in enumerate(
        [("Mål", "<p>Vi når sjuttio.</p>"), ("Medel", "<p>Lika.</p>")]
    ):
        text = start_text(association=cast.association, by=cast.chief, html=html)
        Section.objects.create(
            report=found, heading=heading, text=text, position=position, state="empty" if position else "done"
        )
    return found


def put(cast: Cast, plan: Report, **data: str) -> str:
    chief = client_of(cast.chief)
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        answer = chief.post(reverse("report_put", args=["exempel", plan.pk]), data)
    plan.refresh_from_db()
    return chief.get(answer.url).content.decode().replace("\u00a0", " ")


def test_one_click_freezes_a_copy_and_puts_it_on_the_agenda_with_its_proposal(cast: Cast, plan):
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    page = put(cast, plan)

    assert "med 1 av 2 avsnitt klara. Nedan står vad som saknas." in page
    assert "på dagordningen den 20 maj, med förslag till beslut" in page
    copy = plan.copies.get()
    paragraph = meeting.paragraphs.get(heading="Verksamhetsplan 2023")
    assert paragraph.proposal == "fastställa verksamhetsplanen för 2023"
    assert copy.paragraph == paragraph
    assert paragraph.attachments.get().document.sha256 == copy.pdf.sha256
    assert of_content(copy.content).sections == build_report(plan).sections
    assert AuditEvent.objects.filter(verb="frös lämnad version").count() == 1


def test_what_was_handed_over_stays_while_the_report_is_written_on(cast: Cast, plan):
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    put(cast, plan)
    section = plan.sections.get(heading="Mål")
    save_text(
        text=section.text, html="<p>Vi når åttio.</p>", base_version=section.text.version, by=cast.chief
    )

    assert "sjuttio" in of_content(plan.copies.get().content).sections[0].html


def test_handed_over_anew_it_is_another_handling_of_the_same_matter(cast: Cast, plan):
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    put(cast, plan)
    put(cast, plan, act="back")
    section = plan.sections.get(heading="Mål")
    save_text(
        text=section.text, html="<p>Vi når åttio.</p>", base_version=section.text.version, by=cast.chief
    )
    put(cast, plan)

    assert meeting.paragraphs.filter(heading="Verksamhetsplan 2023").count() == 1
    assert meeting.paragraphs.get(heading="Verksamhetsplan 2023").attachments.count() == 2


def test_without_a_meeting_it_is_frozen_and_put_on_the_agenda_later(cast: Cast, plan):
    page = put(cast, plan)
    assert "Inget sammanträde är planerat" in page
    assert (plan.state, plan.copies.get().paragraph) == ("before_board", None)

    assert "Planera styrelsens nästa sammanträde först." in put(cast, plan, act="dagordning")
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    put(cast, plan, act="dagordning")
    assert plan.copies.get().paragraph.meeting == meeting


def changed(cast: Cast, plan: Report) -> None:
    """Hand it to samråd, and then write one section anew, take one away and add one."""
    keep_copy(
        report=plan, purpose=CopyPurpose.CONSULTATION, content=as_json(build_report(plan)), typeset=b"%PDF-1.7 x",
        by=cast.chief,
    )  # fmt: skip
    section = plan.sections.get(heading="Mål")
    save_text(
        text=section.text, html="<p>Vi når åttio.</p>", base_version=section.text.version, by=cast.chief
    )
    text = start_text(association=cast.association, by=cast.chief, html="<p>Nytt.</p>")
    Section.objects.create(report=plan, heading="Uppföljning", text=text, position=5)


def test_a_comparison_marks_what_was_put_there_and_taken_away_in_words_too(cast: Cast, plan):
    changed(cast, plan)
    document = build_comparison(plan, build_report(plan), others_of(plan)[0].key)

    assert [(each.heading, each.said) for each in document.sections] == [
        ("1 Mål", "Ändrat: texten"),
        ("3 Uppföljning", "Nytt avsnitt"),
    ]
    html = document.sections[0].html
    assert '<del><span class="marke">[struket: </span>sjuttio<span class="marke">]</span></del>' in html
    assert '<ins><span class="marke">[tillagt: </span>åttio<span class="marke">]</span></ins>' in html
    assert "[tillagt: </span>Nytt." in document.sections[1].html
    assert document.alike == ("2 Medel",)
    plan.sections.filter(heading__in=["Medel", "Uppföljning"]).delete()
    gone = build_comparison(plan, build_report(plan), others_of(plan)[0].key).sections[-1]
    assert (gone.heading, gone.said) == ("2 Medel", "Har utgått")
    assert "[struket: </span>Lika." in gone.html


def test_last_years_plan_can_be_compared_with(cast: Cast, plan):
    before = Report.objects.create(
        association=cast.association, kind="verksamhetsplan", year=2022, title="Verksamhetsplan 2022"
    )
    text = start_text(association=cast.association, by=cast.chief, html="<p>Vi når femtio.</p>")
    Section.objects.create(report=before, heading="Mål", text=text)
    first = build_comparison(plan, build_report(plan), f"report-{before.pk}").sections[0]

    assert "femtio" in first.html


@pytest.mark.pdf
def test_the_comparison_is_an_accessible_archive_file(cast: Cast, plan, tmp_path):
    changed(cast, plan)
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        client_of(cast.chief).post(
            reverse("report_compare", args=["exempel", plan.pk]), {"mot": others_of(plan)[0].key}
        )
    content = store.read(Job.objects.latest("pk").result)
    path = tmp_path / "jamforelse.pdf"
    path.write_bytes(content)
    assert findings(path)["jamforelse.pdf"] == []
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Verksamhetsplan 2023, jämförd"
