"""What is signed, adopted, handed in or logged cannot be changed or removed, whichever way one tries."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction

from board.actions import protocol as protocols
from board.actions import signing
from board.actions.protocol import locked
from board.documents.assemble import build_protocol
from board.models import Paragraph, Policy, Protocol, Signing
from board.states import ProtocolState
from economy.actions.fees import begin_period, close_period, type_row
from economy.actions.years import open_year
from economy.models import FeeRow
from finsam import audit
from finsam.actions.texts import save_text, start_text
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent, AuditSeal, Document, Text
from finsam.registries import freezing
from insatser.actions.received import submit_application
from insatser.models import Application, DecisionLetter, PublishedFigure, ReportVersion
from insatser.states import Counted, Sex
from reporting.actions.adopting import adopt
from reporting.actions.reports import begin_report, publish
from reporting.actions.sections import add_section, write_section
from reporting.documents.report import build_report
from reporting.models import (
    AuditReport,
    ControlHanding,
    EconomicReport,
    Report,
    ReportCopy,
    ReportSigning,
    Slide,
    SlideSet,
)
from reporting.states import ReportKind
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast
from tests.economy.ledgers import opened_year
from tests.economy.requisitions import freeze_requisition, make_requisition
from tests.insatser.agreements import make_agreement
from tests.insatser.agreements import send as send_agreement
from tests.insatser.agreements import signed as signed_agreement
from tests.insatser.applications import written
from tests.insatser.payments import paid
from tests.insatser.payments import submitted as submitted_payment
from tests.insatser.reports import make_insats, make_report, submitted

STAND_IN = b"%PDF-1.7 stand-in"
AT = dt.datetime(2022, 4, 4, 12, 0, tzinfo=dt.UTC)


def sent(cast: Cast) -> Protocol:
    """A protocol that lies for signing; its file is a stand-in."""
    protocol = protocols.ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)
    made_from = protocols.as_json(build_protocol(protocol))
    return protocols.submit_for_signing(
        protocol=protocol, typeset=STAND_IN, made_from=made_from, by=cast.chief
    )


def signed(cast: Cast) -> Protocol:
    return adjust_meeting(make_held_meeting(cast), cast)


def signed_text(cast: Cast) -> Text:
    """The text of a § with a saving, in a signed protocol."""
    meeting = make_held_meeting(cast)
    text = meeting.paragraphs.first().text
    save_text(text=text, html="<p>Sagt.</p>", base_version=text.version, by=cast.chief, save_key="a")
    adjust_meeting(meeting, cast)
    return Text.objects.get(pk=text.pk)


def signed_row(cast: Cast, make: Callable[[Paragraph], models.Model]) -> models.Model:
    """What was made in a § before its protocol was signed, as it lies."""
    meeting = make_held_meeting(cast)
    row = make(meeting.paragraphs.order_by("number").first())
    adjust_meeting(meeting, cast)
    return row


def one_with_conflict(row: Paragraph) -> models.Model:
    return row.meeting.attendances.first().exceptions.create(paragraph=row, change="conflict")


def reported_decision(row: Paragraph) -> models.Model:
    """What somebody has decided by delegation, told in the §."""
    association = row.meeting.body.association
    point = association.delegation_points.create(
        number="1", text="Avtal", role="forbundschef", from_on=dt.date(2022, 1, 1)
    )
    who = row.meeting.secretary
    return row.delegated_decisions.create(
        association=association, point=point, decided_on=dt.date(2022, 3, 1), delegate=who, text="Köpa stolar",
        noted_at=AT, noted_by=who,
    )  # fmt: skip


def signature(cast: Cast) -> Signing:
    """One of three who has signed, as it lies."""
    place = sent(cast).signings.get(person=cast.adjuster)
    place.signed_at, place.document = AT, place.protocol.document
    place.save()
    return place


def written_report(cast: Cast) -> Report:
    """A plan with a written section and a page of signatures."""
    report = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    add_section(report=report, heading="Underskrifter", block="signatures", by=cast.chief)
    section = add_section(report=report, heading="Året", by=cast.chief)
    write_section(section=section, html="<p>Skrivet.</p>", base_version="0", by=cast.chief)
    return report


def adopted_report(cast: Cast) -> Report:
    report = written_report(cast)
    paragraph = make_held_meeting(cast).paragraphs.order_by("number").last()
    fresh = Report.objects.of(cast.association).get(pk=report.pk)
    fresh.adopted_by = paragraph
    document = build_report(fresh)
    return adopt(report=report, paragraph=paragraph, document=document, typeset=STAND_IN, by=cast.chief)


def report_copy(cast: Cast) -> ReportCopy:
    """A plan as the members had it."""
    report = written_report(cast)
    return ReportCopy.objects.create(report=report, content={"sections": []}, made_on=AT.date())


def used_slides(cast: Cast) -> Slide:
    """A slide of a set that a meeting has seen."""
    report = written_report(cast)
    slides = SlideSet.objects.create(association=cast.association, report=report, title="Bilder", made_at=AT)
    slide = slides.slides.create(heading="Ord", html="<p>Ord</p>")
    pdf = store.keep(
        STAND_IN, association=cast.association, name="b.pdf", content_type="application/pdf", by=cast.chief
    )
    facts = {"content": {"slides": []}, "pdf": pdf, "used_at": AT, "used_by": cast.chief}
    SlideSet.objects.filter(pk=slides.pk).update(**facts)
    slide.slide_set.refresh_from_db()
    return slide


def report_signature(cast: Cast) -> ReportSigning:
    """One place that is signed, as it lies."""
    report = adopted_report(cast)
    place = report.signings.first()
    place.signed_at, place.document = AT, report.document
    place.save()
    return place


def handed_month(cast: Cast) -> EconomicReport:
    """An economic report as the board got it."""
    year = open_year(association=cast.association, year=2022, by=cast.chief)
    page = store.keep(
        STAND_IN,
        association=cast.association,
        name="b.pdf",
        content_type="application/pdf",
        by=None,
        made_from=year,
    )
    return EconomicReport.objects.create(
        association=cast.association, fiscal_year=year, until=dt.date(2022, 3, 31), begun_at=AT, handed_at=AT, pdf=page,
        state="handed", content={"lines": []}, text=start_text(association=cast.association, by=None, html="<p>Sagt.</p>"),
    )  # fmt: skip


def handed_controls(cast: Cast) -> ControlHanding:
    """The plan of the internkontroll as the board got it."""
    file = store.keep(
        STAND_IN, association=cast.association, name="i.pdf", content_type="application/pdf", by=None
    )
    return ControlHanding.objects.create(
        association=cast.association, year=2022, paper="plan", content={"lines": []}, pdf=file, handed_at=AT,
        handed_by=cast.chief,
    )  # fmt: skip


def sent_audit_report(cast: Cast) -> AuditReport:
    """A revisionsberättelse that the members have had."""
    file = store.keep(
        STAND_IN, association=cast.association, name="r.pdf", content_type="application/pdf", by=None
    )
    return AuditReport.objects.create(
        association=cast.association, year=2021, given_by="Rut", dated_on=AT.date(), opinion="for", document=file,
        taken_in_at=AT, sent_at=AT,
    )  # fmt: skip


def adopted_text(cast: Cast) -> Text:
    return adopted_report(cast).sections.get(heading="Året").text


def handed_in(cast: Cast) -> ReportVersion:
    return submitted(cast, make_report(cast)).versions.first()


def approved(cast: Cast) -> ReportVersion:
    """An approved version with its print, a stand-in."""
    version = handed_in(cast)
    version.document = store.keep(
        STAND_IN, association=cast.association, name="a.pdf", content_type="application/pdf", by=None,
        made_from=version,
    )  # fmt: skip
    version.save()
    return version


def chained(cast: Cast) -> AuditSeal:
    sent(cast)
    audit.chain(cast.association.pk)
    return AuditSeal.objects.filter(association=cast.association).first()


def published_figure(cast: Cast) -> PublishedFigure:
    return PublishedFigure.objects.create(
        association=cast.association, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31),
        counted=Counted.values[0], sex=Sex.values[0], value=12, where="Årsredovisning 2021", published_at=AT,
    )  # fmt: skip


def decision_letter(cast: Cast) -> DecisionLetter:
    paragraph = make_held_meeting(cast).paragraphs.first()
    return paragraph.decision_letters.create(insats=make_insats(cast), made_at=AT, made_by=cast.chief)


def received(cast: Cast) -> Application:
    return submit_application(application=written(cast), by=cast.contact)


def closed_fees(cast: Cast) -> FeeRow:
    """A row of arvoden in a period that has gone to the payroll."""
    period = begin_period(
        association=cast.association,
        starts_on=dt.date(2022, 1, 1),
        ends_on=dt.date(2022, 3, 31),
        by=cast.chief,
    )
    row = type_row(
        period=period, person=cast.chair, day=dt.date(2022, 2, 1), kind="other", number=Decimal(1), amount=Decimal(100),
        account="5810", note="Konferens", by=cast.chief,
    )  # fmt: skip
    close_period(period=period, by=cast.chief)
    return row


def policy(cast: Cast) -> Policy:
    return Policy.objects.create(association=cast.association, kind="policy", title="Attestordning")


def policy_version(cast: Cast) -> models.Model:
    """A styrdokument's version, as it was adopted."""
    file = store.keep(
        STAND_IN, association=cast.association, name="a.pdf", content_type="application/pdf", by=None
    )
    return policy(cast).versions.create(
        number=1, document=file, adopted_on=AT.date(), added_at=AT, added_by=cast.chief
    )


EXAMPLES: dict[str, Callable[[Cast], models.Model]] = {
    "finsam_auditseal_chained": chained,
    "finsam_auditevent_logged": lambda cast: (sent(cast), AuditEvent.objects.first())[1],
    "finsam_document_kept": lambda cast: sent(cast).frozen,
    "finsam_textversion_saved": lambda cast: signed_text(cast).versions.first(),
    "board_protocol_sent": sent,
    "board_protocol_signed": signed,
    "board_protocol_paragraphs_signed": lambda cast: Protocol.paragraphs.through.objects.filter(
        protocol=signed(cast)
    ).first(),
    "board_signing_signed": signature,
    "board_paragraph_signed": lambda cast: signed(cast).paragraphs.first(),
    "board_point_signed": lambda cast: signed_row(cast, lambda row: row.points.create(heading="Nya lokaler")),
    "board_decision_signed": lambda cast: signed(cast).paragraphs.first().decisions.first(),
    "board_decisionamount_signed": lambda cast: signed_row(
        cast, lambda row: row.decisions.first().amounts.create(year=2022, amount=Decimal(10))
    ),
    "board_ballotvote_signed": lambda cast: signed_row(
        cast, lambda row: row.votes.create(person=cast.chair, vote="yes")
    ),
    "board_statement_signed": lambda cast: signed_row(
        cast, lambda row: row.statements.create(kind="note", who="Berit", text="Sagt.")
    ),
    "board_delegateddecision_signed": lambda cast: signed_row(cast, reported_decision),
    "board_policyversion_kept": policy_version,
    "board_policyreview_kept": lambda cast: policy(cast).reviews.create(
        reviewed_on=AT.date(), why="Gäller", noted_at=AT, noted_by=cast.chief
    ),
    "board_attendance_signed": lambda cast: signed(cast).meeting.attendances.first(),
    "board_presenceexception_signed": lambda cast: signed_row(cast, one_with_conflict),
    "board_adjuster_signed": lambda cast: signed(cast).meeting.adjusters.first(),
    "board_meeting_signed": lambda cast: signed(cast).meeting,
    "economy_feeperiod_closed": lambda cast: closed_fees(cast).period,
    "economy_feerow_closed": closed_fees,
    "finsam_text_in_signed": signed_text,
    "finsam_textversion_in_signed": lambda cast: signed_text(cast).versions.first(),
    "reporting_report_adopted": adopted_report,
    "reporting_reportcopy_sent": report_copy,
    "reporting_report_adopted_state": lambda cast: publish(report=adopted_report(cast), by=cast.chief),
    "reporting_reportsigning_signed": report_signature,
    "reporting_economicreport_handed": handed_month,
    "reporting_controlhanding_handed": handed_controls,
    "finsam_text_in_handed": lambda cast: handed_month(cast).text,
    "finsam_text_in_adopted": adopted_text,
    "finsam_textversion_in_adopted": lambda cast: adopted_text(cast).versions.first(),
    "insatser_reportversion_handed_in": handed_in,
    "insatser_reportversion_approved": approved,
    "insatser_applicationversion_received": lambda cast: received(cast).versions.first(),
    "insatser_askedamount_received": lambda cast: received(cast).versions.first().amounts.first(),
    "insatser_paymentversion_received": lambda cast: submitted_payment(cast).current,
    "insatser_paymentline_received": lambda cast: submitted_payment(cast).current.lines.first(),
    "insatser_paymentattest_attested": lambda cast: paid(cast).current.attests.first(),
    "insatser_decisionletter_sent": decision_letter,
    "insatser_agreement_sent": lambda cast: send_agreement(make_agreement(cast), cast),
    "insatser_agreement_signed": signed_agreement,
    "insatser_agreementsigning_signed": lambda cast: signed_agreement(cast).signings.first(),
    "insatser_publishedfigure_published": published_figure,
    "reporting_auditreport_sent": sent_audit_report,
    "reporting_slideset_used": lambda cast: used_slides(cast).slide_set,
    "reporting_slide_in_used": used_slides,
    "economy_requisition_sent": lambda cast: freeze_requisition(
        make_requisition(cast, opened_year(cast)), cast
    ),
}


def rules() -> list[freezing.Rule]:
    return list(freezing.RULES.values())


def name_of(rule: freezing.Rule) -> str:
    return rule.key.removeprefix("finsam_fast_")


def other_value(row: models.Model, field: models.Field) -> object:
    """Give something else than what the field holds."""
    value = getattr(row, field.attname)
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case str():
            return value[1:] or "x"
        case dt.datetime() | dt.date():
            return value + dt.timedelta(days=1)
        case dict() | list():
            return {"annat": 1}
    return None


def field_of(rule: freezing.Rule, row: models.Model) -> models.Field:
    """Give a plain field that the rule holds fast, with something in it."""
    fields = [row._meta.get_field(name) for name in rule.fields] or [
        field for field in row._meta.concrete_fields if field.name not in rule.loose and not field.primary_key
    ]
    return next(field for field in fields if other_value(row, field) is not None)


def by_save(row, field, value):
    setattr(row, field.attname, value)
    row.save()


def by_save_of_the_field(row, field, value):
    setattr(row, field.attname, value)
    row.save(update_fields=[field.attname])


def by_update(row, field, value):
    type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value})


def by_bulk_update(row, field, value):
    setattr(row, field.attname, value)
    type(row)._base_manager.bulk_update([row], [field.name])


def by_bulk_create_over_it(row, field, value):
    setattr(row, field.attname, value)
    type(row)._base_manager.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[field.name]
    )


def by_sql(row, field, value):
    prepared = field.get_db_prep_save(value, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET "{field.column}" = %s WHERE id = %s', [prepared, row.pk]
        )


def by_delete(row, field, value):
    row.delete()


def by_delete_in_bulk(row, field, value):
    type(row)._base_manager.filter(pk=row.pk).delete()


def by_deleting_with_sql(row, field, value):
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])


CHANGES = [by_save, by_save_of_the_field, by_update, by_bulk_update, by_bulk_create_over_it, by_sql]
REMOVALS = [by_delete, by_delete_in_bulk, by_deleting_with_sql]


def gets_through(way: Callable, row: models.Model, field: models.Field) -> bool:
    try:
        with transaction.atomic():
            way(row, field, other_value(row, field))
    except (DomainError, models.ProtectedError):
        row.refresh_from_db()
        return False
    return True


@pytest.mark.parametrize("rule", rules(), ids=name_of)
def test_what_stands_fast_is_changed_in_no_way(cast: Cast, rule: freezing.Rule):
    row = EXAMPLES[name_of(rule)](cast)
    row.refresh_from_db()
    field = field_of(rule, row)
    before = type(row)._base_manager.filter(pk=row.pk).values().get()
    ways = CHANGES if rule.may_go else [*CHANGES, *REMOVALS]
    assert [way.__name__ for way in ways if gets_through(way, row, field)] == []
    assert type(row)._base_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.is_closed], ids=name_of)
def test_nothing_comes_to_what_stands_fast(cast: Cast, rule: freezing.Rule):
    row = EXAMPLES[name_of(rule)](cast)
    count = type(row)._base_manager.count()
    for add in (lambda: row.save(force_insert=True), lambda: type(row)._base_manager.bulk_create([row])):
        row.pk = row.id = None
        with pytest.raises(DomainError), transaction.atomic():
            add()
    assert type(row)._base_manager.count() == count


def test_every_rule_has_an_example():
    assert {name_of(rule) for rule in rules()} == EXAMPLES.keys()


def test_a_refusal_is_told_in_the_rules_own_words(cast: Cast):
    protocol = signed(cast)
    with pytest.raises(DomainError, match="Gör en rättelse i stället"), transaction.atomic():
        Protocol.objects.filter(pk=protocol.pk).update(adjusted_on=dt.date(2022, 1, 1))


def test_a_protocol_that_is_sent_back_can_be_changed_and_signed_anew(cast: Cast):
    protocol = sent(cast)
    protocol.signings.filter(person=cast.adjuster).update(signed_at=AT, document=protocol.document)
    signing.send_back(protocol=protocol, reason="Fel belopp.", by=cast.chair)
    again = protocols.submit_for_signing(
        protocol=protocol,
        typeset=STAND_IN,
        made_from=protocols.as_json(build_protocol(locked(protocol))),
        by=cast.chief,
    )
    assert (again.version, again.state, again.signings.filter(signed_at=None).count()) == (
        2, ProtocolState.FOR_SIGNING, 3,
    )  # fmt: skip


def test_emptying_the_whole_database_empties_what_stands_fast_too(transactional_db, cast: Cast):
    signed(cast)
    call_command("flush", interactive=False, verbosity=0)
    assert (Protocol.objects.count(), AuditEvent.objects.count(), Document.objects.count()) == (0, 0, 0)


def test_a_migration_goes_on_and_the_rules_stand_after_it(transactional_db, cast: Cast):
    freezing.remove()
    protocol = signed(cast)
    Protocol.objects.filter(pk=protocol.pk).update(version=7)
    freezing.install()
    with pytest.raises(DomainError):
        Protocol.objects.filter(pk=protocol.pk).update(version=8)
