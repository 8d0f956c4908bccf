"""The kinds of documents that insatser print, for the command and the pages that ask for it."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import clock, pdf
from finsam.files import store
from finsam.models import Association
from finsam.registries.printing import DocumentKind
from insatser.documents.agreement import build_agreement
from insatser.documents.application import read_application
from insatser.documents.card import build_card
from insatser.documents.decision_letter import read_decision_letter
from insatser.documents.participants import told_participants
from insatser.documents.payment import read_payment
from insatser.documents.report import printed_report
from insatser.models import Application, Insats, InsatsReport, PaymentRequest
from insatser.queries.agreements import agreements_of
from insatser.queries.decision_letters import letters_in
from insatser.states import ReportKind


def report_name(report: InsatsReport) -> str:
    """Name a report for the command: "2021-plattform-u", with "-halvar" for a half-year."""
    tail = "-halvar" if report.kind == ReportKind.HALF_YEAR else ""
    return f"{report.year}-{report.insats.key}{tail}"


def _names(association: Association) -> list[str]:
    return [report_name(report) for report in InsatsReport.objects.of(association)]


def print_report(association: Association, which: str) -> bytes:
    """Give the PDF that was frozen when the report was approved, else the report as it stands."""
    report = next(each for each in InsatsReport.objects.of(association) if report_name(each) == which)
    frozen = report.versions.select_related("document").first()
    if frozen and frozen.document and report.approved_at:
        return store.read(frozen.document)
    document = printed_report(report)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


ARSRAPPORT = DocumentKind(name="arsrapport", label="Årsrapport", whiches=_names, render=print_report)


def _application_names(association: Association) -> list[str]:
    return [str(row.pk) for row in Application.objects.of(association).received()]


def _print_application(association: Association, which: str) -> bytes:
    """Give the PDF of what came in last, or the same typeset anew while the worker has not made it."""
    application = Application.objects.of(association).received().get(pk=int(which))
    version = application.versions.select_related("document").first()
    if version and version.document:
        return store.read(version.document)
    document = read_application(application)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


ANSOKAN = DocumentKind(name="ansokan", label="Ansökan", whiches=_application_names, render=_print_application)


def _payment_names(association: Association) -> list[str]:
    return [str(row.pk) for row in PaymentRequest.objects.of(association).received()]


def _print_payment(association: Association, which: str) -> bytes:
    """Give the PDF of what came in last, or the same typeset anew while the worker has not made it."""
    payment = PaymentRequest.objects.of(association).received().get(pk=int(which))
    if payment.current and payment.current.document:
        return store.read(payment.current.document)
    document = read_payment(payment)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


REKVISITION = DocumentKind(
    name="rekvisition", label="Rekvisition", whiches=_payment_names, render=_print_payment
)


def _card_names(association: Association) -> list[str]:
    return list(Insats.objects.of(association).values_list("key", flat=True))


def _print_card(association: Association, which: str) -> bytes:
    """Give an insatskort as things stand today."""
    insats = Insats.objects.of(association).select_related("association", "owner").get(key=which)
    card = build_card(insats, clock.today(), told_participants(insats, clock.today())[0])
    return pdf.render(card.template_name, {"document": card}, look=look_of(association))


INSATSKORT = DocumentKind(name="insatskort", label="Insatskort", whiches=_card_names, render=_print_card)


def _letter_names(association: Association) -> list[str]:
    return [str(row.pk) for row in letters_in(association)]


def _print_letter(association: Association, which: str) -> bytes:
    """Give the PDF that went out, or the same typeset anew while the worker has not made it."""
    row = letters_in(association).get(pk=int(which))
    if row.document:
        return store.read(row.document)
    document = read_decision_letter(row.content)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


BESLUTSMEDDELANDE = DocumentKind(
    name="beslutsmeddelande", label="Beslutsmeddelande", whiches=_letter_names, render=_print_letter
)


def _agreement_names(association: Association) -> list[str]:
    return [f"{row.insats.key}-{row.version}" for row in agreements_of(association)]


def _print_agreement(association: Association, which: str) -> bytes:
    """Give the file as it is signed so far, or the draft typeset as it stands."""
    row = next(each for each in agreements_of(association) if f"{each.insats.key}-{each.version}" == which)
    if row.document:
        return store.read(row.document)
    document = build_agreement(row)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


OVERENSKOMMELSE = DocumentKind(
    name="overenskommelse", label="Överenskommelse", whiches=_agreement_names, render=_print_agreement
)


KINDS = (ARSRAPPORT, ANSOKAN, BESLUTSMEDDELANDE, OVERENSKOMMELSE, REKVISITION, INSATSKORT)
