"""What the wall is tried on: one of each thing, as far along as the address needs, made without any action."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from board.actions.protocol import as_json
from board.documents.assemble import build_protocol
from board.mail.call import answer_token
from board.models import (
    Adjuster,
    Appeal,
    AppealedDecision,
    Attachment,
    Attendance,
    Decision,
    DelegatedDecision,
    DelegationPoint,
    Invitation,
    Matter,
    Meeting,
    Notice,
    Policy,
    Posting,
    Protocol,
    Publication,
    Signing,
    YearWheelItem,
)
from board.states import MeetingState, PointOwner, ProtocolState, SigningRole
from economy.actions.figures import add_column, save_figures
from economy.actions.limits import set_equity_limit, set_shares
from economy.actions.notes import add_note, add_row
from economy.actions.requisitions import note_paid
from economy.actions.scenarios import keep_scenario
from economy.actions.years import open_year
from economy.models import (
    Consultation,
    FeePeriod,
    FeeRow,
    FeeRule,
    LedgerAccount,
    LedgerImport,
    LedgerVoucher,
    Pasting,
    Requisition,
)
from economy.outlines import STARTER
from economy.queries.scenarios import Supposed
from economy.states import FeeKind, FigureKind, ImportKind, ImportState
from finsam.access.links import sha256_of
from finsam.actions import start_text
from finsam.actions.feed import make_feed
from finsam.files.sending import store
from finsam.models import Appointment, Document, Job, Letter
from finsam.queue import beats
from finsam.states import AppointmentRole, JobState, LetterState
from insatser.actions.agreement_signing import take_in_agreement
from insatser.actions.agreements import SignerDraft, begin_agreement
from insatser.actions.count_lists import begin_list
from insatser.actions.grants import grant_money
from insatser.actions.newcomers import secret_of
from insatser.actions.participants import begin_counting
from insatser.actions.registering import register
from insatser.documents.agreement import build_agreement, frozen_agreement
from insatser.documents.application import as_json as as_read
from insatser.documents.application import build_application
from insatser.documents.payment import build_payment, payment_as_json
from insatser.models import (
    Agreement,
    CoApplicant,
    GivenBack,
    Grant,
    Insats,
    Opinion,
    PaymentRequest,
    Preparation,
)
from insatser.starting_lists import STARTING_LISTS
from insatser.states import AgreementState, ReportState, ShareState, Side
from reporting import states as report_states
from reporting.actions.economic_reports import begin_economic_report
from reporting.actions.year_end import add_year_end_step
from reporting.models import (
    Activity,
    AuditReport,
    AuditRequest,
    Contract,
    Control,
    ControlHanding,
    EconomicReport,
    Goal,
    GoalArea,
    GoalHabits,
    Measure,
    MeasureValue,
    MemberDecision,
    MemberQuestion,
    Report,
    ReportCopy,
    ReportSigning,
    Section,
    SectionRemark,
    Series,
    SlideSet,
)
from reporting.states import ControlPaper
from tests.cast import Cast
from tests.economy.requisitions import freeze_requisition, make_requisition
from tests.factories import make_body, make_meeting, make_paragraph
from tests.insatser.agreements import write as write_agreement
from tests.insatser.applications import make_application, make_criterion, make_round
from tests.insatser.events import invite, make_event
from tests.insatser.reports import granted, make_insats, make_report

SMALL_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
THEN = dt.datetime(2022, 3, 25, 12, 0, tzinfo=dt.UTC)


def make_world(cast: Cast) -> SimpleNamespace:
    """Make everything that the table names."""
    association = cast.association
    pdf = store.keep(
        SMALL_PDF, association=association, name="fil.pdf", content_type="application/pdf", by=None
    )
    job = Job.objects.create(
        association=association, key="k", label="Läspaket", state=JobState.DONE, result=pdf, asked_by=cast.chair,
        finished_at=THEN,
    )  # fmt: skip
    matter = Matter.objects.create(
        association=association, year=2022, number=1, title="Budget", opened_on=dt.date(2022, 1, 10)
    )
    world = SimpleNamespace(
        word="hej", one=1, notice_name="anslag", member=cast.kommun, body=cast.board,
        appointment=cast.deputy.appointments.get(), person=cast.deputy, job=job, matter=matter,
        letter=Letter.objects.create(association=association, to="registrator@example.se", subject="Anslag", state=LetterState.FAILED),
    )  # fmt: skip
    world.wheel_year = 2022
    world.wheel_item = YearWheelItem.objects.create(
        association=association, title="Revisionsberättelse", month=4, day=30, owner=PointOwner.AUDITORS
    )
    world.contract = Contract.objects.create(
        association=association, party="Kommunen", subject="Hyra av kontor", starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2022, 9, 30), document=pdf,
    )  # fmt: skip
    world.control = Control.objects.create(
        association=association, year=2022, process="Utbetalning", risk="Fel mottagare", likelihood=2, consequence=3,
        control="Tio rekvisitioner jämförs med beslutet", person=cast.adjuster, due_on=dt.date(2022, 4, 30),
    )  # fmt: skip
    world.control_handing = ControlHanding.objects.create(
        association=association, year=2022, paper=ControlPaper.PLAN, content={"lines": []}, pdf=pdf, handed_at=THEN,
        handed_by=cast.chief,
    )  # fmt: skip
    world.delegation_point = DelegationPoint.objects.create(
        association=association,
        number="1.1",
        text="Avtal",
        role=AppointmentRole.CHIEF,
        from_on=dt.date(2022, 1, 1),
    )
    world.delegated_decision = DelegatedDecision.objects.create(
        association=association, point=world.delegation_point, decided_on=dt.date(2022, 3, 1), delegate=cast.chief,
        text="Köpa stolar", noted_at=THEN, noted_by=cast.chief,
    )  # fmt: skip
    beats.beat("worker")
    world.calendar_secret = make_feed(person=cast.officer)
    _before(world, cast, pdf)
    _during(world, cast)
    _after(world, cast, pdf)
    _reports(world, cast, pdf)
    _economy(world, cast)
    _books(world, cast, pdf)
    _insatser(world, cast, pdf)
    _economic_reports(world, cast, pdf)
    _members(world, cast, pdf)
    _fees(world, cast)
    world.policy = Policy.objects.create(
        association=association,
        kind="policy",
        title="Attestordning",
        review_on=dt.date(2022, 12, 1),
        is_public=True,
    )
    world.policy_version = world.policy.versions.create(
        number=1,
        document=pdf,
        adopted_on=dt.date(2021, 12, 3),
        adopted_in=51,
        added_at=THEN,
        added_by=cast.chief,
    )
    return world


def _members(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    """A samråd with a wish, a question that one member is to decide on, and a revisionsberättelse before and after it is sent."""
    body = make_body(association=cast.association, kind="medlemssamrad", name="Medlemssamråd")
    world.members_meeting = make_meeting(body=body, held_on=dt.date(2022, 9, 2))
    make_paragraph(meeting=world.members_meeting, heading="Verksamhet och resultat", kind="information")
    _shares(world, cast)
    world.consultation_token = "en-medlems-lank"
    asked = Consultation.objects.create(association=cast.association, year=2030, sent_on=THEN.date())
    asked.answers.create(
        member=cast.kommun,
        asked_at=THEN,
        asked_by=cast.chief,
        secret_sha256=sha256_of(world.consultation_token),
    )
    world.wish = world.members_meeting.wishes.create(
        association=cast.association, year=2023, text="Fler unga"
    )
    world.member_question = MemberQuestion.objects.create(
        association=cast.association, kind="order", title="Ny förbundsordning", sent_on=THEN.date(), made_at=THEN,
        made_by=cast.chief, document=pdf,
    )  # fmt: skip
    world.member_decision = MemberDecision.objects.create(question=world.member_question, member=cast.kommun)
    facts = {
        "association": cast.association,
        "year": 2021,
        "opinion": "for",
        "dated_on": THEN.date(),
        "document": pdf,
    }
    world.audit_request = AuditRequest.objects.create(
        association=cast.association, year=2021, question="Avtalet?", asked_at=THEN, asked_by=cast.auditor, answer="Här.",
        document=pdf, answered_at=THEN, answered_by=cast.chief,
    )  # fmt: skip
    world.audit_report = AuditReport.objects.create(given_by="Rut Revisor", taken_in_at=THEN, **facts)
    world.sent_audit_report = AuditReport.objects.create(
        given_by="Rolf Revisor", taken_in_at=THEN, sent_at=THEN, sent_by=cast.chief, **facts
    )


def _shares(world: SimpleNamespace, cast: Cast) -> None:
    """A samråd that we hold and the neighbour is let see, and one that the neighbour holds."""
    neighbour, facts = cast.outsider.association, {"shared_at": THEN}
    world.share_given = world.members_meeting.shares.create(association=neighbour, **facts)
    theirs = make_meeting(
        body=make_body(association=neighbour, kind="medlemssamrad"), held_on=dt.date(2022, 9, 9)
    )
    world.share_got = theirs.shares.create(association=cast.association, **facts)


def _fees(world: SimpleNamespace, cast: Cast) -> None:
    association = cast.association
    world.fee_rule = FeeRule.objects.create(
        association=association, kind=FeeKind.MEETING, amount=Decimal(1000), account="5810", pays_waiting=True,
        from_on=dt.date(2022, 1, 1),
    )  # fmt: skip
    world.fee_period = FeePeriod.objects.create(
        association=association, starts_on=dt.date(2022, 4, 1), ends_on=dt.date(2022, 4, 30)
    )
    world.fee_row = FeeRow.objects.create(
        period=world.fee_period, person=cast.vice, day=dt.date(2022, 4, 5), kind=FeeKind.OTHER, number=Decimal(1),
        amount=Decimal(500), account="5810", note="Konferens", typed_at=THEN, typed_by=cast.chief,
    )  # fmt: skip


def _economic_reports(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    year, until = world.line.fiscal_year, dt.date(2021, 12, 31)
    world.economic_report = begin_economic_report(fiscal_year=year, until=until, by=cast.chief)
    world.handed_economic_report = EconomicReport.objects.create(
        association=cast.association, fiscal_year=year, until=until, begun_at=THEN, handed_at=THEN, pdf=pdf,
        state=report_states.EconomicReportState.HANDED, content={"lines": [], "result": "0"},
        text=start_text(association=cast.association, by=cast.chief),
    )  # fmt: skip


def _economy(world: SimpleNamespace, cast: Cast) -> None:
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    world.economy_year, world.statement_name = 2021, "resultatrakning"
    world.line = year.lines.get(key="insatser")
    world.column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )
    save_figures(figure_set=world.column, amounts={"bidrag": Decimal(1000)}, by=cast.chief)
    world.note = add_note(fiscal_year=year, number=2, label="Insatser", by=cast.chief)
    world.equity_limit = set_equity_limit(
        association=cast.association, from_year=2020, percent=Decimal(20), by=cast.chief
    )
    world.note_row = add_row(note=world.note, label="Vidare Vy", by=cast.chief)
    world.contribution_shares = set_shares(
        association=cast.association, from_year=2020, state=Decimal(40), region=Decimal(30), kommuner=Decimal(30),
        source="Överenskommelsen", by=cast.chief,
    )  # fmt: skip
    world.pasting = Pasting.objects.create(fiscal_year=year, pasted_at=THEN, pasted_by=cast.chief)
    _requisitions(world, cast)
    world.scenario = keep_scenario(
        association=cast.association, first_year=2021, name="Fler", supposed=Supposed({}), by=cast.chief
    )
    world.year_end_step = add_year_end_step(
        fiscal_year=year, label="Ring banken", due_on=dt.date(2022, 1, 20), person=None, by=cast.chief
    )


def _requisitions(world: SimpleNamespace, cast: Cast) -> None:
    """One that is not sent, one that is sent and due, and one that is paid."""
    year = world.line.fiscal_year
    world.draft_requisition = make_requisition(cast, year)
    world.sent_requisition = freeze_requisition(make_requisition(cast, year, number=2), cast)
    world.paid_requisition = freeze_requisition(make_requisition(cast, year, number=3), cast)
    world.paid_requisition = note_paid(
        requisition=world.paid_requisition, on=dt.date(2021, 2, 1), by=cast.chief
    )


def _books(world: SimpleNamespace, cast: Cast, file: Document) -> None:
    Requisition.objects.filter(pk=world.sent_requisition.pk).update(document=file)
    kept = {"association": cast.association, "document": file, "kind": ImportKind.SIE, "taken_in_at": THEN}
    world.waiting_books = LedgerImport.objects.create(**kept, found={"is_read": True, "blockers": []})
    books = LedgerImport.objects.create(
        **kept, fiscal_year=world.line.fiscal_year, state=ImportState.STORED, stored_at=THEN
    )
    LedgerAccount.objects.create(ledger_import=books, number="1930", is_balance=True)
    world.voucher = LedgerVoucher.objects.create(ledger_import=books, series="A", number="1", day=THEN.date())
    world.ledger_key, world.ledger_number = "insatser", "1930"


def _meeting(cast: Cast, state: MeetingState, day: dt.date, pdf: Document | None = None) -> Meeting:
    called = None if state == MeetingState.PLANNED else THEN
    closed = THEN if state == MeetingState.CLOSED else None
    meeting = make_meeting(
        body=cast.board, held_on=day, state=state, called_at=called, called_by=cast.chief if called else None,
        opened_at=THEN if state in {MeetingState.IN_SESSION, MeetingState.CLOSED} else None, closed_at=closed,
        call_document=pdf, chair=cast.chair, secretary=cast.chief, ends_at=dt.time(11, 30),
    )  # fmt: skip
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    seated = (
        Appointment.objects.filter(body__in=[cast.board, cast.office]).in_order().select_related("member")
    )
    for position, row in enumerate(seated):
        Attendance.objects.create(
            meeting=meeting, person=row.person, role=row.role, position=position, is_present=True,
            member_name=row.member.name if row.member else "",
        )  # fmt: skip
    return meeting


def _before(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    world.planned_meeting = _meeting(cast, MeetingState.PLANNED, dt.date(2022, 6, 10))
    world.planned_paragraph = make_paragraph(
        meeting=world.planned_meeting, heading="Budget", matter=world.matter
    )
    world.attachment = Attachment.objects.create(
        paragraph=world.planned_paragraph, title="Budget", document=pdf
    )
    world.called_meeting = _meeting(cast, MeetingState.CALLED, dt.date(2022, 5, 6), pdf)
    world.called_meeting.call_version = 1
    world.called_meeting.is_public = True
    world.called_meeting.proclamation = pdf
    world.called_meeting.save(update_fields=["call_version", "is_public", "proclamation"])
    store.keep(
        SMALL_PDF, association=cast.association, name="kallelse.pdf", content_type="application/pdf", by=None,
        made_from=world.called_meeting,
    )  # fmt: skip
    sent = make_paragraph(meeting=world.called_meeting)
    world.sent_attachment = Attachment.objects.create(paragraph=sent, title="Underlag", document=pdf)
    budget = make_paragraph(meeting=world.called_meeting, heading="Budget för 2023")
    world.budget_proposal = Attachment.objects.create(
        paragraph=budget, title="Budgetförslag", document=pdf, is_public=True
    )
    people = [
        person for role, person in cast.by_role().items() if role not in {"outsider", "contact", "auditor"}
    ]
    for person in people:
        invitation = Invitation.objects.create(meeting=world.called_meeting, person=person)
    world.call_token = answer_token(invitation)


def _during(world: SimpleNamespace, cast: Cast) -> None:
    world.meeting_in_session = _meeting(cast, MeetingState.IN_SESSION, dt.date(2022, 4, 11))
    world.paragraph_in_session = make_paragraph(
        meeting=world.meeting_in_session, heading="Lägesrapport", html="<p>A</p>"
    )
    world.text = world.paragraph_in_session.text


def _after(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    world.closed_meeting = _meeting(cast, MeetingState.CLOSED, dt.date(2022, 4, 8))
    make_paragraph(meeting=world.closed_meeting, number=4)
    world.draft_protocol = Protocol.objects.create(meeting=world.closed_meeting)
    world.protocol_for_signing = _protocol(cast, dt.date(2022, 4, 1), ProtocolState.FOR_SIGNING, pdf)
    world.signed_protocol = _protocol(cast, dt.date(2022, 3, 25), ProtocolState.SIGNED, pdf)
    world.signed_paragraph = world.signed_protocol.paragraphs.get()
    world.decision = world.signed_paragraph.decisions.get()
    world.decision.assignees.add(cast.adjuster)
    Publication.objects.create(protocol=world.signed_protocol, published_at=THEN, published_by=cast.chief)
    notice = Notice.objects.create(
        protocol=world.signed_protocol, document=pdf, proof=pdf, sent_at=THEN, sent_by=cast.chief
    )
    world.posting = Posting.objects.create(notice=notice, member=cast.kommun, sent_at=THEN)
    world.posting_token = world.posting.token
    world.appeal = Appeal.objects.create(
        protocol=world.signed_protocol, received_on=dt.date(2022, 4, 5), note="Klagar på budgeten"
    )
    AppealedDecision.objects.create(appeal=world.appeal, decision=world.decision)


def _protocol(cast: Cast, day: dt.date, state: ProtocolState, pdf: Document) -> Protocol:
    meeting = _meeting(cast, MeetingState.CLOSED, day)
    paragraph = make_paragraph(meeting=meeting, heading="Budget", number=day.day, html="<p>Budget.</p>")
    Decision.objects.create(paragraph=paragraph, text="fastställa budgeten", who="Förbundschefen")
    signed = {"signed_at": THEN, "adjusted_on": day} if state == ProtocolState.SIGNED else {}
    protocol = Protocol.objects.create(meeting=meeting, version=1)  # a draft, for what is sent stands fast
    protocol.paragraphs.add(paragraph)
    places = [
        (cast.chair, SigningRole.CHAIR),
        (cast.adjuster, SigningRole.ADJUSTER),
        (cast.chief, SigningRole.SECRETARY),
    ]
    for position, (person, role) in enumerate(places):
        Signing.objects.create(
            protocol=protocol, person=person, role=role, position=position, field=f"{role}-{position}",
            signed_at=signed.get("signed_at"), document=pdf if signed else None,
        )  # fmt: skip
    facts = {"state": state, "frozen": pdf, "document": pdf, "sent_at": THEN, "sent_by": cast.chief, **signed}
    for name, value in facts.items():
        setattr(protocol, name, value)
    protocol.content = as_json(build_protocol(protocol))
    protocol.save()
    return protocol


def _insatser(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    world.insats = make_insats(cast)
    world.approved_report = make_report(cast, world.insats, year=2020)
    world.approved_report.state = ReportState.APPROVED
    world.approved_report.submitted_at = world.approved_report.approved_at = THEN
    world.approved_report.submitted_by, world.approved_report.approved_by = cast.contact, cast.chief
    world.approved_report.save()
    world.approved_report.versions.create(
        number=1, document=pdf, submitted_at=THEN, submitted_by=cast.contact
    )
    world.grant = world.insats.grants.first()
    world.typed_grant = grant_money(
        insats=world.insats, year=2019, amount=Decimal(1), source="§ 9, 2018-12-07", by=cast.chief
    )
    Grant.objects.create(
        insats=world.insats, year=2018, amount=1, decision=world.decision, made_at=THEN, made_by=cast.chief
    )
    world.decision_letter = world.signed_paragraph.decision_letters.create(
        insats=world.insats, document=pdf, made_at=THEN, made_by=cast.chief
    )
    world.open_report = make_report(cast, world.insats, year=2021)
    section = world.open_report.sections.get(number=5)
    world.report_answer = section.answers.get(key="5.1")
    world.report_saving = section.savings.create(content={}, saved_at=THEN, saved_by=cast.contact)
    days = {"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 12, 31)}
    world.counting = begin_counting(insats=world.insats, by=cast.chief, **days)
    world.counting_conflict = world.counting.savings.create(content={}, saved_at=THEN, saved_by=cast.contact)
    world.count_list = begin_list(association=cast.association, starting=STARTING_LISTS[0], by=cast.chief)
    _applications(world, cast, pdf)
    _payments(world, cast, pdf)
    _agreements(world, cast, pdf)


def _agreements(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    """One that is written, one at two who sign it, and one that is signed, each of its own insats."""

    def begun(insats: Insats, **facts) -> Agreement:
        return write_agreement(begin_agreement(insats=insats, by=cast.chief), cast, **facts)

    others = [make_insats(cast, key=key, name=f"Avtalad {key}") for key in ("ett", "tva")]
    for insats in others:
        granted(cast, insats, year=2022)
    world.draft_agreement = begun(others[0])
    mine = SignerDraft(Side.PARTY, cast.contact.name, cast.contact.email)
    ours = SignerDraft(Side.ASSOCIATION, cast.chair.name, cast.chair.email)
    world.sent_agreement = begun(world.insats, signers=[ours, mine])
    world.sent_agreement.state = AgreementState.FOR_SIGNING
    world.sent_agreement.frozen = world.sent_agreement.document = pdf
    world.sent_agreement.content = frozen_agreement(build_agreement(world.sent_agreement))
    world.sent_agreement.sent_at, world.sent_agreement.sent_by = THEN, cast.chief
    world.sent_agreement.save()
    world.signed_agreement = take_in_agreement(
        agreement=begun(others[1]), content=SMALL_PDF, agreed_on=THEN.date(), by=cast.chief
    )


def _payments(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    """One that is being written, and one that has come in and is attested by nobody."""
    facts = {
        "insats": world.insats,
        "year": 2021,
        "categories": ["Löner"],
        "begun_at": THEN,
        "begun_by": cast.contact,
    }
    content = {"starts_on": "2021-01-01", "ends_on": "2021-03-31", "cost-1": "1 000"}
    world.payment = PaymentRequest.objects.create(number=1, content=content, **facts)
    world.payment_saving = world.payment.savings.create(content={}, saved_at=THEN, saved_by=cast.contact)
    world.payment_enclosure = world.payment.files.create(document=pdf, title="Underlag")
    world.came_payment = PaymentRequest.objects.create(
        number=2, content=content, version=1, **facts | {"year": 2020}
    )
    version = world.came_payment.versions.create(
        number=1, document=pdf, content=payment_as_json(build_payment(world.came_payment)), submitted_at=THEN,
        submitted_by=cast.contact,
    )  # fmt: skip
    version.lines.create(position=1, category="Löner", amount=1_000)
    came = {"state": "submitted", "current": version, "submitted_at": THEN, "submitted_by": cast.contact}
    for name, value in came.items():
        setattr(world.came_payment, name, value)
    world.came_payment.save()
    world.payment_file = world.came_payment.files.create(document=pdf, title="Underlag")
    world.given_back = GivenBack.objects.create(
        insats=world.insats, year=2021, amount=10, why="Slut.", given_at=THEN, given_by=cast.chief
    )
    world.granted_year = 2021
    world.planned_event = make_event(cast, starts_on=dt.date(2022, 9, 5))
    world.invited_event = invite(make_event(cast, starts_on=dt.date(2022, 9, 6)), cast)
    world.event_token = "en-hemlig-anmalan"
    world.registration = register(
        event=world.invited_event, name="Eva Ek", organisation="Regionen", email="eva.ek@example.se"
    )
    world.registration.secret_sha256 = sha256_of(world.event_token)
    world.registration.save()
    world.event = make_event(
        cast, came=({"organisation": "Region Exempelland", "women": 12, "men": 7}, {"unknown": 30})
    )
    world.dialogue = world.insats.dialogues.create(
        planned_on=THEN.date(), planned_at=THEN, planned_by=cast.chief
    )
    _insats_shares(world, cast)


def _insats_shares(world: SimpleNamespace, cast: Cast) -> None:
    """An insats of ours that the neighbour shares and one that it is offered, and the same the other way."""
    neighbour = cast.outsider.association
    facts = {"amount": 100, "from_on": dt.date(2021, 1, 1), "decided_in": "§ 3", "offered_at": THEN}
    given = facts | {"state": ShareState.ACCEPTED, "agreed_in": "§ 7", "answered_at": THEN}
    world.insats_share = world.insats.shares.create(association=neighbour, **given)
    other = make_insats(cast, key="delas", name="Delas ut")
    world.insats_share_offered = other.shares.create(association=neighbour, **facts)
    theirs = {"association": neighbour, "kind": "individ", "starts_on": dt.date(2021, 1, 1)}
    for name, share in (("insats_share_got", given), ("insats_share_asked", facts)):
        body = make_body(association=neighbour, kind="insats", name=name)
        insats = Insats.objects.create(key=name.replace("_", "-"), name=name, body=body, **theirs)
        setattr(world, name, insats.shares.create(association=cast.association, **share))


def _applications(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    world.round = make_round(cast)
    world.apply_secret = secret_of(world.round, name="Nova Ny", email="nova@example.se")
    world.application = make_application(cast)
    section = world.application.sections.get(number=1)
    world.application_saving = section.savings.create(content={}, saved_at=THEN, saved_by=cast.contact)
    world.enclosure = world.application.files.create(document=pdf, title="Bilaga")
    matter = Matter.objects.create(
        association=cast.association, year=2022, number=99, title="Ansökan", opened_on=THEN.date()
    )
    world.received = make_application(cast)
    facts = {"state": "submitted", "submitted_at": THEN, "submitted_by": cast.contact, "matter": matter}
    for name, value in facts.items():
        setattr(world.received, name, value)
    world.received.save()
    world.received.versions.create(
        number=1, document=pdf, content=as_read(build_application(world.received)), submitted_at=THEN,
        submitted_by=cast.contact,
    )  # fmt: skip
    world.received_file = world.received.files.create(document=pdf, title="Bilaga")
    world.co_applicant_token = "en-hemlig-lank"
    CoApplicant.objects.create(
        application=world.received, organisation="Regionen", email="region@example.se", asked_at=THEN, asked_by=cast.contact,
        secret_sha256=sha256_of(world.co_applicant_token),
    )  # fmt: skip
    world.criterion = make_criterion(cast)
    preparation = Preparation.objects.create(application=world.received)
    world.preparation_saving = preparation.savings.create(content={}, saved_at=THEN, saved_by=cast.chief)
    opinion = Opinion.objects.create(application=world.received, person=cast.preparer)
    world.opinion_saving = opinion.savings.create(content={}, saved_at=THEN, saved_by=cast.preparer)


def _replaced(world: SimpleNamespace, pdf: Document) -> Report:
    return Report.objects.create(
        association=pdf.association, kind=report_states.ReportKind.PLAN, year=2020, title="Verksamhetsplan 2020", frozen_at=THEN, published_at=THEN,
        state=report_states.ReportState.PUBLISHED, adopted_by=world.signed_paragraph, content={"sections": []}, html=pdf, pdf=pdf, document=pdf,
    )  # fmt: skip


def _reports(world: SimpleNamespace, cast: Cast, pdf: Document) -> None:
    association = cast.association
    world.report_year = 2021
    text = start_text(association=association, by=cast.chief, html="<p>Text.</p>")
    world.draft_report = Report.objects.create(
        association=association, kind=report_states.ReportKind.ANNUAL, year=2021, title="Årsredovisning 2021"
    )
    world.report_section = Section.objects.create(
        report=world.draft_report, heading="Inledning", text=text, writer=cast.preparer
    )
    world.slide_set = SlideSet.objects.create(
        association=association, report=world.draft_report, title="Bilder", made_at=THEN, made_by=cast.chief
    )
    world.slide = world.slide_set.slides.create(
        heading="Inledning", section=world.report_section, html="<p>Ord</p>"
    )
    world.section_remark = SectionRemark.objects.create(
        section=world.report_section, text="Nämn målet.", made_at=THEN, made_by=cast.chair
    )
    world.published_report = Report.objects.create(
        association=association, kind=report_states.ReportKind.PLAN, year=2021, title="Verksamhetsplan 2021", state=report_states.ReportState.PUBLISHED,
        adopted_by=world.signed_paragraph, frozen_at=THEN, published_at=THEN, content={"sections": []}, html=pdf, pdf=pdf, document=pdf,
    )  # fmt: skip
    world.corrected_report = Report.objects.create(
        association=association, kind=report_states.ReportKind.PLAN, year=2020, version=2, corrects=_replaced(world, pdf), correction_note="Ett ord.",
        title="Verksamhetsplan 2020", state=report_states.ReportState.PUBLISHED, adopted_by=world.signed_paragraph, frozen_at=THEN,
        published_at=THEN, content={"sections": []}, html=pdf, pdf=pdf, document=pdf,
    )  # fmt: skip
    ReportSigning.objects.create(
        report=world.published_report, person=cast.chair, role="Ordförande", field="underskrift1"
    )
    world.handed_over_copy = ReportCopy.objects.create(
        report=world.published_report, content={"sections": []}, made_on=THEN.date(), pdf=pdf, purpose="board"
    )
    world.report_copy = ReportCopy.objects.create(
        report=world.published_report, content={"sections": []}, made_on=THEN.date()
    )
    world.report_place = ReportSigning.objects.create(
        report=world.published_report,
        person=cast.member,
        role="Ledamot",
        field="underskrift2",
        is_asked=False,
    )
    result = start_text(association=association, by=cast.chief)
    GoalHabits.objects.create(association=association, is_public=True)
    world.goal_area = GoalArea.objects.create(
        association=association,
        year=2021,
        name="Arbete",
        text=start_text(association=association, by=cast.chief),
    )
    world.goal = Goal.objects.create(
        association=association,
        year=2021,
        until_year=2021,
        goal="Öppna ett jobbtorg",
        result=result,
        owner=cast.preparer,
    )
    world.goal_activity = Activity.objects.create(goal=world.goal, text="Hyra lokal")
    series = Series.objects.create(association=association)
    world.goal_measure = Measure.objects.create(goal=world.goal, series=series, text="Deltagare")
    world.measure_value = MeasureValue.objects.create(
        series=series, day=THEN.date(), number=40, written_at=THEN
    )
