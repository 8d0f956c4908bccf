"""The board's economic report: begun with three sentences, written on, and handed over as a frozen page with its proposal."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from decimal import Decimal
from html import escape

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.documents.assemble import look_of
from board.models import Meeting
from board.queries.meetings import open_agendas
from economy.actions.forecasting import keep_forecast
from economy.models import FiscalYear
from economy.queries.follow_up import FollowUp, follow_up
from economy.registries.follow_up import Panel
from finsam import audit, clock, pdf
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.swedish import dates
from finsam.work import jobs
from reporting.documents.economic_report import EconomicReportDocument, build_economic_report
from reporting.models import EconomicReport
from reporting.queries.economic_reports import month_figures, reports_of
from reporting.states import ECONOMIC_REPORT_TRANSITIONS, EconomicReportState

PDF = "application/pdf"
PROPOSAL = "godkänna rapporten och lägga den till handlingarna"


@transaction.atomic
def begin_economic_report(*, fiscal_year: FiscalYear, until: dt.date, by: Person | None) -> EconomicReport:
    """Begin the month's report, or give the draft that is there. Raises DomainError where the month is not closed."""
    FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
    drafts = EconomicReport.objects.filter(
        fiscal_year=fiscal_year, until=until, state=EconomicReportState.DRAFT
    )
    if draft := drafts.first():
        return draft
    shown = follow_up(fiscal_year, until)
    if shown is None:
        raise DomainError("Månaden är inte stängd. Läs in bokföringen först.")
    association = fiscal_year.association
    report = EconomicReport.objects.create(
        association=association, fiscal_year=fiscal_year, until=until, begun_at=clock.now(), begun_by=by,
        text=start_text(association=association, by=by, html=first_sentences(shown)),
    )  # fmt: skip
    report.text.refresh_from_db()
    audit.record(
        association=association,
        by=by,
        verb="påbörjade ekonomisk rapport",
        target=report,
        until=until.isoformat(),
    )
    return report


def first_sentences(shown: FollowUp) -> str:
    """Write the three sentences that a report begins with: their figures are fields, which follow the books."""
    known = {each.key for each in month_figures(shown)}

    def figure(key: str) -> str:
        return f'<data value="month.{key}"></data>'

    said = [f"Resultatet för {shown.period.lower()} är {figure('result')} kronor"]
    if "month.budget" in known:
        said[0] += f", mot {figure('budget')} kronor i budgeten för samma tid"
    if "month.forecast" in known:
        said.append(f"För helåret väntas {figure('forecast')} kronor")
        if "month.year_budget" in known:
            said[1] += f", mot budgetens {figure('year_budget')}"
        if main := _main_reason(shown):
            said[1] += f" ({main})"
    if "month.forecast_equity" in known:
        said.append(f"Det egna kapitalet väntas vara {figure('forecast_equity')} kronor vid årets slut")
        if "month.forecast_share" in known:
            said[-1] += f", {figure('forecast_share')} av bidragen"
        if "month.limit" in known:
            said[-1] += f". Gränsen är {figure('limit')}"
    return f"<p>{'. '.join(said)}.</p>"


def _main_reason(shown: FollowUp) -> str:
    """Give why the line that deviates most in the year does, in brackets; "" where nobody has said."""
    told = [row for row in shown.rows if row.kind == "line" and row.year_deviation and row.reason.strip()]
    if not told:
        return ""
    largest = max(told, key=lambda row: abs(row.year_deviation or Decimal(0)))
    return escape(f"{largest.label}: {largest.reason.strip().rstrip('.')}")


@transaction.atomic
def write_sentences(*, report: EconomicReport, html: str, base_version: int, by: Person | None) -> None:
    """Write the report's sentences. Raises StaleVersionError when another has written, DomainError when it is handed over."""
    row = locked(report)
    if not row.is_draft:
        raise DomainError("Rapporten är lämnad till styrelsen och ändras inte. Gör en ny.")
    if html == row.text.html:
        return
    save_text(text=row.text, html=html, base_version=base_version, by=by)
    audit.record(association=row.association, by=by, verb="skrev i ekonomisk rapport", target=row)


@transaction.atomic
def remove_draft(*, report: EconomicReport, by: Person | None) -> None:
    """Take a draft away. Raises DomainError when it is handed over."""
    row = locked(report)
    if not row.is_draft:
        raise DomainError("Rapporten är lämnad till styrelsen och tas inte bort.")
    audit.record(
        association=row.association, by=by, verb="tog bort utkast till ekonomisk rapport", target=row
    )
    text = row.text
    row.delete()
    text.delete()


def locked(report: EconomicReport) -> EconomicReport:
    """Give the report locked, with what it is made of at hand."""
    rows = EconomicReport.objects.select_for_update(of=("self",)).select_related(
        "association", "fiscal_year__association", "text"
    )
    return rows.get(pk=report.pk)


# ---- Handing over


@jobs.kind(seconds=120, megabytes=1500, needs=Permission.WRITE_REPORTS)
def hand_over_month(job: Job, *, report_id: int, meeting_id: int) -> Document:
    """Freeze the report as it stands, and put it on the meeting's agenda with its proposal."""
    rows = EconomicReport.objects.select_related("association", "fiscal_year__association", "text")
    report = rows.get(pk=report_id, association=job.association)
    meeting = Meeting.objects.select_related("body__association").get(
        pk=meeting_id, body__association=job.association
    )
    document = build_economic_report(report, meeting_on=meeting.held_on)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(report.association))
    assert job.asked_by  # only the office hands over
    with jobs.closing(job) as ending:
        handed = hand_over(
            report=report, meeting=meeting, document=document, typeset=content, by=job.asked_by
        )
        ending.result = handed.pdf
    assert handed.pdf  # the state's constraint
    return handed.pdf


@transaction.atomic
def hand_over(
    *, report: EconomicReport, meeting: Meeting, document: EconomicReportDocument, typeset: bytes, by: Person
) -> EconomicReport:
    """Keep the page and what it says, and put it as a handling of its ärende on the agenda.

    An ekonomisk rapport that is on the agenda already gets it too. Raises DomainError when it is handed over before,
    when it changed while it was set, or when the agenda is closed.
    """
    row = locked(report)
    if EconomicReportState.HANDED not in ECONOMIC_REPORT_TRANSITIONS[EconomicReportState(row.state)]:
        raise DomainError("Rapporten är redan lämnad till styrelsen.")
    if meeting.body.association_id != row.association_id:
        raise DomainError("Sammanträdet hör till ett annat förbund.")
    if as_json(build_economic_report(row, meeting_on=meeting.held_on)) != as_json(document):
        raise DomainError(
            "Rapporten ändrades medan den sattes. Läs igenom den och lägg den på dagordningen igen."
        )
    paragraph = meeting.paragraphs.filter(heading=document.heading, number__isnull=True).first()
    if paragraph is None:
        draft = ParagraphDraft(heading=document.heading, proposal=PROPOSAL)
        paragraph = add_paragraph(meeting=meeting, draft=draft, by=by)
    name = f"{document.title}.pdf"
    kept = store.keep(typeset, association=row.association, name=name, content_type=PDF, by=by, made_from=row)
    attach(paragraph=paragraph, name=name, content=typeset, by=by, title=document.title)
    row.state, row.content, row.pdf, row.paragraph = (
        EconomicReportState.HANDED,
        as_json(document),
        kept,
        paragraph,
    )
    row.handed_at, row.handed_by = clock.now(), by
    row.save(update_fields=["state", "content", "pdf", "paragraph", "handed_at", "handed_by"])
    shown = follow_up(row.fiscal_year, row.until)
    if shown and shown.kept:
        keep_forecast(forecast=shown.kept.forecast, by=by)
    audit.record(
        association=row.association, by=by, verb="lämnade ekonomisk rapport till styrelsen", target=row, sha256=kept.sha256,
        meeting=str(meeting),
    )  # fmt: skip
    return row


def next_meetings(report: EconomicReport) -> list[Meeting]:
    """Give the board's coming meetings whose agenda is open, the next first."""
    return list(open_agendas(report.association, clock.today()).select_related("body"))


def as_json(document: EconomicReportDocument) -> dict[str, object]:
    """Give everything the page says as plain values, to be kept and compared."""
    found: dict[str, object] = json.loads(json.dumps(dataclasses.asdict(document), cls=DjangoJSONEncoder))
    return found


# ---- What the page of the month shows


def panel_of_month(fiscal_year: FiscalYear, until: dt.date) -> Panel:
    """Say where the month's report stands, for the page of the month."""
    reports = [each for each in reports_of(fiscal_year.association) if each.fiscal_year_id == fiscal_year.pk]
    own = next((each for each in reports if each.until == until), None)
    handed = [each for each in reports if not each.is_draft]
    pairs: list[tuple[str, str, str]] = []
    if own:
        pairs.append(("Nu", own.get_state_display(), own.get_absolute_url()))
    if handed:
        last = handed[0]
        where = str(last.paragraph) if last.paragraph else dates.near_date(last.until, clock.today())
        pairs.append(("Förra", where, last.get_absolute_url()))
    pairs += [
        ("En sida", "resultat, prognos, eget kapital, avvikelser med kommentar, insatser, två diagram", ""),
        ("Förslag", f"att {PROPOSAL}", ""),
        (
            "Alla",
            "Ekonomiska rapporter",
            reverse("economic_report_list", args=[fiscal_year.association.slug]),
        ),
    ]
    remark = "Siffrorna fryses när rapporten läggs på dagordningen."
    return Panel("Ekonomisk rapport till styrelsen", tuple(pairs), remark, "Gör ekonomisk rapport")


def begin_of_month(fiscal_year: FiscalYear, until: dt.date, by: Person) -> str:
    """Begin the month's report and give its address."""
    return begin_economic_report(fiscal_year=fiscal_year, until=until, by=by).get_absolute_url()
