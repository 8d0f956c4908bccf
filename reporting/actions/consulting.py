"""A plan goes to the members for consultation: the day is written down, and the plan kept as they got it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from board.documents.assemble import look_of
from economy.actions.consultation import answer_by_link, consult, link_for
from economy.models import Consultation, ConsultationAnswer
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Document, Job, Member, Person
from finsam.permissions import Permission
from finsam.work import jobs
from reporting.actions.adopting import as_json, built_report, typeset
from reporting.actions.handing_over import keep_copy
from reporting.actions.member_decisions import refuse_without_address
from reporting.actions.reports import locked_report
from reporting.actions.sections import add_section, move_section
from reporting.documents.report import build_report
from reporting.mail.consulting import ask_for_answer, tell_considered, tell_of_answer
from reporting.models import Report, ReportCopy, Section
from reporting.queries.underbalance import NAME, budget_section
from reporting.states import CopyPurpose, ReportKind


@transaction.atomic
def send_for_consultation(
    *, association: Association, year: int, sent_on: dt.date, answer_by: dt.date | None, by: Person
) -> Consultation:
    """Write down that the year's plan and budget went to the members, and keep the plan as it stands."""
    found = consult(association=association, year=year, sent_on=sent_on, answer_by=answer_by, by=by)
    plan = Report.objects.of(association).current().filter(kind=ReportKind.PLAN, year=year).first()
    if plan and plan.is_writable:
        row = locked_report(plan)
        ReportCopy.objects.create(
            report=row, content=as_json(build_report(row)), made_on=clock.today(), made_by=by
        )
        audit.record(association=association, by=by, verb="behöll samrådsversion", target=row)
    return found


def refuse_to_ask(consultation: Consultation) -> None:
    """Raise DomainError when nobody is left to ask, and when a registrator that is has no address here."""
    waiting = [each.member for each in consultation.answers.all() if each.answered_on is None]
    if not waiting:
        raise DomainError("Alla medlemmar har svarat.")
    refuse_without_address(waiting)


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def ask_by_link(job: Job, *, consultation_id: int) -> Document | None:
    """Freeze the plan as it stands, and mail it to each member that has not answered, with a link of its own."""
    found = Consultation.objects.prefetch_related("answers__member").get(
        pk=consultation_id, association=job.association
    )
    refuse_to_ask(found)
    assert job.asked_by  # only the office asks
    plan = Report.objects.of(job.association).current().filter(kind=ReportKind.PLAN, year=found.year).first()
    document = built_report(job, plan) if plan and plan.is_writable else None
    content = typeset(document, look_of(job.association)) if document else b""
    with jobs.closing(job) as ending:
        if plan and document:
            copy = keep_copy(
                report=plan, purpose=CopyPurpose.CONSULTATION, content=as_json(document), typeset=content, by=job.asked_by
            )  # fmt: skip
            ending.result = copy.pdf
        mail_links(consultation=found, plan=ending.result, by=job.asked_by)
    return ending.result


@transaction.atomic
def mail_links(*, consultation: Consultation, plan: Document | None, by: Person) -> list[Member]:
    """Mail each member that has not answered a link of its own; a link that it had before ends. Gives who were asked."""
    rows = consultation.answers.filter(answered_on=None).select_related("member", "consultation__association")
    asked = []
    for each in rows:
        secret = link_for(answer=each, by=by)
        ask_for_answer(each, secret, plan)
        asked.append(each.member)
    audit.record(
        association=consultation.association, by=by, verb="bad medlemmarna svara på samråd", target=consultation,
        members=[str(member) for member in asked],
    )  # fmt: skip
    return asked


@transaction.atomic
def remind_of_consultation(*, consultation: Consultation) -> list[Member]:
    """Mail those who were mailed the proposal and have not answered a new link, once; give who were reminded."""
    rows = ConsultationAnswer.objects.select_for_update(of=("self",)).filter(
        consultation=consultation, answered_on=None, reminded_at=None, asked_at__isnull=False
    )
    plan = _last_sent(consultation)
    reminded = []
    for each in rows.exclude(member__registrar_email="").select_related(
        "member", "asked_by", "consultation__association"
    ):
        assert each.asked_by  # who asked by hand asks again
        secret = link_for(answer=each, by=each.asked_by)
        ask_for_answer(each, secret, plan, is_again=True)
        ConsultationAnswer.objects.filter(pk=each.pk).update(reminded_at=clock.now())
        reminded.append(each.member)
    if reminded:
        audit.record(
            association=consultation.association, by=None, verb="påminde medlemmarna om samråd", target=consultation,
            members=[str(member) for member in reminded],
        )  # fmt: skip
    return reminded


def _last_sent(consultation: Consultation) -> Document | None:
    """Give the plan as the members were last mailed it."""
    copies = ReportCopy.objects.filter(
        report__association=consultation.association, report__kind=ReportKind.PLAN, report__year=consultation.year,
        purpose=CopyPurpose.CONSULTATION, pdf__isnull=False,
    ).select_related("pdf")  # fmt: skip
    copy = copies.order_by("-pk").first()
    return copy.pdf if copy else None


@transaction.atomic
def tell_how_considered(*, consultation: Consultation, by: Person) -> list[Member]:
    """Mail each member how its answer was taken into account, where that is written and it has not been told.

    Gives those who were told. Raises DomainError when there is nothing to tell, and for one without an address.
    """
    rows = ConsultationAnswer.objects.select_for_update(of=("self",)).filter(consultation=consultation)
    waiting = [each for each in rows.select_related("member", "consultation__association") if each.is_to_tell]
    if not waiting:
        raise DomainError("Skriv hur svaren togs om hand först. De som redan har fått besked får inget nytt.")
    refuse_without_address(each.member for each in waiting)
    for each in waiting:
        each.told_at, each.told_by = clock.now(), by
        each.save(update_fields=["told_at", "told_by"])
        tell_considered(each)
    told = [each.member for each in waiting]
    audit.record(
        association=consultation.association, by=by, verb="berättade hur svaren på samråd togs om hand", target=consultation,
        members=[str(member) for member in told],
    )  # fmt: skip
    return told


@transaction.atomic
def reply(*, answer: ConsultationAnswer, is_behind: bool, words: str, name: str) -> ConsultationAnswer:
    """Keep what a member answers by its link, and tell whoever asked. Raises DomainError as `answer_by_link`, and for no words."""
    if not is_behind and not words.strip():
        raise DomainError("Skriv vilka synpunkter ni har.")
    stance = "Ställer sig bakom förslaget." if is_behind else ""
    text = "\n".join(filter(None, (stance, words.strip())))
    row = answer_by_link(answer=answer, text=text, name=name)
    tell_of_answer(row)
    return row


@transaction.atomic
def add_motivation(*, report: Report, by: Person) -> Section:
    """Give a plan the section where its under-balanced budget is motivated, after the budget; one and no more."""
    row = locked_report(report)
    if row.kind != ReportKind.PLAN:
        raise DomainError("En budget motiveras i verksamhetsplanen.")
    if existing := row.sections.filter(block=NAME).first():
        return existing
    budget = budget_section(row)
    parent = budget.parent if budget else None
    section = add_section(
        report=row, heading="Motivering till underbalanserad budget", parent=parent, block=NAME, by=by
    )
    if budget:
        siblings = list(
            row.sections.filter(parent=parent).order_by("position", "id").values_list("pk", flat=True)
        )
        move_section(section=section, parent=parent, position=siblings.index(budget.pk) + 1, by=by)
    return section
