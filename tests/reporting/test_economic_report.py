"""The board's economic report: one page of a closed month, computed from the books, frozen on the agenda with its proposal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.test import TestCase
from django.urls import reverse

from economy.actions.forecasting import Wanted, make_forecast
from economy.models import FiscalYear, Forecast
from economy.states import ForecastWay
from finsam import clock
from finsam.errors import DomainError, StaleVersionError
from finsam.files import store
from finsam.queue import duties
from reporting.actions import economic_reports as acts
from reporting.documents.economic_report import build_economic_report
from reporting.documents.economic_report_changes import changes_since
from reporting.models import EconomicReport
from reporting.states import ECONOMIC_REPORT_TRANSITIONS, EconomicReportState
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of
from tests.economy.quarter import BUDGET, OUTCOME, load_quarter
from tests.factories import make_meeting
from tests.insatser.reports import granted, make_insats
from tests.tools.standing import ready
from tests.tools.verapdf import findings

MARCH = dt.date(2022, 3, 31)
MEETING = dt.date(2022, 5, 20)


loaded, copied, cast, year = ready(load_quarter)


def begin(cast: Cast, year: FiscalYear, until: dt.date = MARCH) -> EconomicReport:
    return acts.begin_economic_report(fiscal_year=year, until=until, by=cast.chief)


def hand(cast: Cast, report: EconomicReport, day: dt.date = MEETING) -> EconomicReport:
    """Hand the report over by the page's button, all work done at once."""
    if not cast.board.meetings.filter(held_on=day).exists():
        make_meeting(body=cast.board, held_on=day)
    text = report.text
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        answer = client_of(cast.chief).post(
            reverse("economic_report_detail", args=[cast.association.slug, report.pk]),
            {"hand": "1", "text": text.html, "text_format": "html", "base_version": text.version},
        )
    assert answer.status_code == 302, answer.content.decode()
    report.refresh_from_db()
    return report


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# ---- What it says


def test_the_demos_quarter_is_told_to_the_krona(cast: Cast, year):
    document = build_economic_report(begin(cast, year))
    told = {
        line.key: plain(line.outcome).replace("−", "-").replace(" ", "")
        for line in document.lines
        if not line.kind
    }
    assert {key: Decimal(value) for key, value in told.items()} == OUTCOME
    assert [plain(figure.value) for figure in document.figures] == ["181 318 kr", "−285 182 kr", "773 125 kr"]
    assert plain(document.lines[-1].budget) == "−622 000"
    assert sum(BUDGET.values()) == -622_000


def test_its_sentences_name_the_figures_as_fields_that_follow_the_books(cast: Cast, year):
    report = begin(cast, year)
    assert '<data value="month.result"></data>' in report.text.html
    html = plain(build_economic_report(report).html)
    assert '<data value="month.result">181 318</data> kronor' in html
    assert '<data value="month.forecast_share">15,4 %</data> av bidragen' in html


def test_the_line_that_deviates_most_says_why_in_the_second_sentence(cast: Cast, year):
    wanted = {"insatser": Wanted(ForecastWay.OWN, Decimal(-4_240_000), "Rådgivningen börjar i <augusti>.")}
    make_forecast(fiscal_year=year, until=MARCH, wanted=wanted, by=cast.chief)
    assert "(Bidrag beviljade projekt: Rådgivningen börjar i &lt;augusti&gt;)" in begin(cast, year).text.html


def test_a_line_above_the_limit_is_marked_and_asks_for_its_comment(cast: Cast, year):
    document = build_economic_report(begin(cast, year))
    marked = {
        line.label: line.lacks_comment for line in document.lines if line.is_marked or line.is_year_marked
    }
    assert marked == {"Bidrag beviljade projekt": True, "Resor, logi": True, "Föreningsavgift NNS": True}
    assert "Kommentar saknas: Bidrag beviljade projekt, Resor, logi och Föreningsavgift NNS." in document.said


def test_insatser_are_told_with_what_is_granted_and_what_is_left_to_grant(cast: Cast, year):
    granted(cast, make_insats(cast), 500_000, 2022)
    document = build_economic_report(begin(cast, year))
    assert [plain(each.granted) for each in document.insatser] == ["500 000"]
    assert plain(document.left_to_grant) == "4 070 000"


def test_more_insatser_than_fit_are_told_together_and_the_sum_is_theirs_all(cast: Cast, year):
    for number in range(14):
        granted(
            cast,
            make_insats(cast, key=f"i{number}", name=f"Insats {number:02}"),
            1000 + number,
            2022,
        )
    document = build_economic_report(begin(cast, year))
    assert len(document.insatser) == 10
    assert document.insatser[-1].name == "5 mindre insatser"
    assert document.insats_total
    assert plain(document.insats_total.granted) == "14 091"


def test_a_forbund_without_insatser_says_so(cast: Cast, year):
    html = client_of(cast.chief).get(begin(cast, year).get_absolute_url()).content.decode()
    assert "Inga medel är beviljade till insatser för 2022." in html


def test_a_month_that_is_not_closed_has_no_report(cast: Cast, year):
    with pytest.raises(DomainError, match="Månaden är inte stängd"):
        begin(cast, year, dt.date(2022, 4, 30))


# ---- One page


@pytest.mark.pdf
def test_it_is_one_page_in_print_and_without_fault(cast: Cast, year, tmp_path):
    report = hand(cast, begin(cast, year))
    content = store.read(report.pdf)
    assert len(pikepdf.open(BytesIO(content)).pages) == 1
    path = tmp_path / "rapport.pdf"
    path.write_bytes(content)
    assert findings(path)["rapport.pdf"] == []


# ---- Handed over


def test_it_lies_frozen_on_the_agenda_with_its_proposal(cast: Cast, year):
    report = hand(cast, begin(cast, year))
    paragraph = report.paragraph
    assert (report.state, paragraph.heading) == (EconomicReportState.HANDED, "Ekonomisk rapport")
    assert paragraph.proposal == "godkänna rapporten och lägga den till handlingarna"
    assert paragraph.attachments.get().document.sha256 == report.pdf.sha256
    assert (
        plain(report.content["subtitle"]) == "Januari–mars 2022, till styrelsens sammanträde den 20 maj 2022"
    )


def test_what_was_handed_over_stays_when_the_forecast_is_made_anew(cast: Cast, year):
    make_forecast(fiscal_year=year, until=MARCH, wanted={}, by=cast.chief)
    report = hand(cast, begin(cast, year))
    was = report.content
    make_forecast(
        fiscal_year=year, until=MARCH, wanted={"resor": Wanted(ForecastWay.OWN, Decimal(-1))}, by=cast.chief
    )
    report.refresh_from_db()
    assert report.content == was
    assert Forecast.objects.count() == 2  # the one that the board saw is kept


def test_a_second_report_lies_beside_the_first_with_its_changes(cast: Cast, year):
    make_forecast(fiscal_year=year, until=MARCH, wanted={}, by=cast.chief)
    first = hand(cast, begin(cast, year))
    wanted = {"resor": Wanted(ForecastWay.OWN, Decimal(-30_000), "Färre resor.")}
    make_forecast(fiscal_year=year, until=MARCH, wanted=wanted, by=cast.chief)
    second = begin(cast, year)
    changes = [
        each for each in changes_since(first, build_economic_report(second)) if each.label == "Resor, logi"
    ]
    assert [
        (plain(each.was), plain(each.now), plain(each.difference), each.comment_now) for each in changes
    ] == [("−34 820", "−30 000", "4 820", "Färre resor.")]
    page = plain(client_of(cast.chief).get(second.get_absolute_url()).content.decode())
    assert "förra rapporten −285 182 kr" in page
    assert "tillagt: </span>Färre resor." in page
    handed = hand(cast, second)
    assert handed.paragraph == first.paragraph
    assert handed.paragraph.attachments.count() == 2


def test_without_a_planned_meeting_it_says_what_to_do_and_the_text_is_kept(cast: Cast, year):
    report = begin(cast, year)
    url = report.get_absolute_url()
    answer = client_of(cast.chief).post(
        url,
        {"hand": "1", "text": "<p>Egna ord.</p>", "text_format": "html", "base_version": report.text.version},
        follow=True,
    )
    assert "Inget sammanträde är planerat" in answer.content.decode()
    report.text.refresh_from_db()
    assert (report.text.html, report.is_draft) == ("<p>Egna ord.</p>", True)


def test_what_another_wrote_meanwhile_is_never_written_over_unseen(cast: Cast, year):
    report = begin(cast, year)
    seen = report.text.version
    acts.write_sentences(report=report, html="<p>Hennes.</p>", base_version=seen, by=cast.officer)
    with pytest.raises(StaleVersionError):
        acts.write_sentences(report=report, html="<p>Mina.</p>", base_version=seen, by=cast.chief)
    page = client_of(cast.chief).post(
        report.get_absolute_url(), {"text": "<p>Mina.</p>", "text_format": "html", "base_version": seen}
    )
    assert page.status_code == 422
    assert "Mina." in page.content.decode()


def test_books_that_were_taken_back_are_asked_for_again(cast: Cast, year):
    from economy.actions.ledger import take_back  # noqa: PLC0415

    report = begin(cast, year)
    take_back(ledger_import=year.ledger_imports.get(), by=cast.chief)
    answer = client_of(cast.chief).get(report.get_absolute_url(), follow=True)
    assert "Månaden är inte stängd längre" in answer.content.decode()


@pytest.mark.parametrize("state", EconomicReportState)
def test_only_a_draft_is_handed_over_written_on_or_removed(cast: Cast, year, state):
    report = begin(cast, year)
    if state == EconomicReportState.HANDED:
        report = hand(cast, report)
        meeting = cast.board.meetings.get(held_on=MEETING)
        document = build_economic_report(report, meeting_on=MEETING)
        for act in (
            lambda: acts.hand_over(
                report=report, meeting=meeting, document=document, typeset=b"%PDF-", by=cast.chief
            ),
            lambda: acts.write_sentences(report=report, html="<p>Nytt.</p>", base_version=1, by=cast.chief),
            lambda: acts.remove_draft(report=report, by=cast.chief),
        ):
            with pytest.raises(DomainError, match="lämnad till styrelsen"):
                act()
    else:
        acts.remove_draft(report=report, by=cast.chief)
        assert not EconomicReport.objects.exists()
    assert set(ECONOMIC_REPORT_TRANSITIONS) == set(EconomicReportState)


def test_a_meeting_that_has_closed_takes_no_report(cast: Cast, year):
    meeting = make_held_meeting(cast)
    report = begin(cast, year)
    document = build_economic_report(report, meeting_on=meeting.held_on)
    with pytest.raises(DomainError):
        acts.hand_over(report=report, meeting=meeting, document=document, typeset=b"%PDF-", by=cast.chief)
    assert clock.today()


# ---- From the month to the agenda


def test_the_months_page_leads_to_the_report_and_says_where_the_last_one_lies(cast: Cast, year):
    client, slug = client_of(cast.chief), cast.association.slug
    answer = client.post(reverse("follow_up_year", args=[slug, 2022]), {"report": "1"})
    report = EconomicReport.objects.get()
    assert answer.url == report.get_absolute_url()
    assert Forecast.objects.count() == 1
    hand(cast, report)
    page = client.get(reverse("follow_up_year", args=[slug, 2022])).content.decode()
    assert report.get_absolute_url() in page


def test_the_board_reads_what_was_handed_over_and_no_draft(cast: Cast, year):
    report = begin(cast, year)
    client = client_of(cast.chair)
    assert client.get(report.get_absolute_url()).status_code == 404
    hand(cast, report)
    assert "181 318 kr" in plain(client.get(report.get_absolute_url()).content.decode())
    assert (
        client.get(reverse("economic_report_file", args=[cast.association.slug, report.pk])).status_code
        == 200
    )
    listed = plain(client.get(reverse("economic_report_list", args=[cast.association.slug])).content.decode())
    assert "31 mars 2022" in listed
