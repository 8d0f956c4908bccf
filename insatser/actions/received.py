"""An ansökan comes in, is completed or withdrawn; each time it comes in it is frozen and gets its PDF."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from board.actions.matters import close_matter, open_matter
from board.documents.assemble import look_of
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs
from insatser.documents.application import as_json, build_application, read_application
from insatser.indexing import index_application
from insatser.mail import application as letters
from insatser.models import Application, ApplicationVersion, AskedAmount, Completion
from insatser.queries.application_content import amount_in, categories_of, load_sections, years_of
from insatser.queries.applications import waiting_in_application
from insatser.states import APPLICATION_TRANSITIONS, ApplicationState, Ask

PDF = "application/pdf"
LONGEST_NAME = 180  # an insats's name has room for it, and for the year that a namesake gets


@transaction.atomic
def submit_application(*, application: Application, by: Person) -> Application:
    """Take in an ansökan as it stands; what is missing is told and stops nobody, nor does a day that has passed.

    The first time it gets an ärende with a diarienummer (OSL 5:1). Freezes the version, settles what was to be
    completed, and has the worker print it and mail the receipt. Raises DomainError when it has no name, is in already, or
    two have written the same thing and nobody has chosen.
    """
    row = _move(application, ApplicationState.SUBMITTED)
    if not row.name:
        raise DomainError("Skriv vad insatsen heter innan du lämnar ansökan.")
    if len(row.name) > LONGEST_NAME:
        raise DomainError(
            f"Insatsens namn är för långt för att lämnas in. Korta det till högst {LONGEST_NAME} tecken."
        )
    if first := next(iter(waiting_in_application(row)), None):
        raise DomainError(f"Två har skrivit samtidigt i avsnitt {first.section}. Välj vad som ska stå först.")
    row.submitted_at, row.submitted_by = clock.now(), by
    if row.matter is None:
        row.matter = open_matter(association=row.association, title=f"{row.called}: {row.name}", by=by)
    row.save(update_fields=["state", "submitted_at", "submitted_by", "matter"])
    row.completions.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    version = ApplicationVersion.objects.create(
        application=row, number=row.versions.count() + 1, content=as_json(build_application(row)),
        submitted_at=row.submitted_at, submitted_by=by,
    )  # fmt: skip
    _keep_amounts(version)
    index_application(row)
    audit.record(
        association=row.association, by=by, verb="lämnade in ansökan", target=row, version=version.number,
        matter=row.matter.dnr,
    )  # fmt: skip
    jobs.ask(
        make_receipt, association=row.association, key=f"ansökan {row.pk} {version.number}", label=str(row), by=by,
        back_url=row.get_absolute_url(), version_id=version.pk,
    )  # fmt: skip
    letters.tell_office(row)
    return row


@transaction.atomic
def take_up(*, application: Application, by: Person) -> Application:
    """Begin to prepare an ansökan. Raises DomainError for one that is not in."""
    row = _move(application, ApplicationState.PREPARING)
    row.save(update_fields=["state"])
    row.completions.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    audit.record(association=row.association, by=by, verb="började bereda ansökan", target=row)
    return row


@transaction.atomic
def ask_completion(*, application: Application, text: str, answer_by: dt.date, by: Person) -> Application:
    """Ask the applicant to complete: she can write in it again. Raises DomainError without words or a day to come."""
    row = _move(application, ApplicationState.TO_COMPLETE)
    if not text.strip():
        raise DomainError("Skriv vad som behöver kompletteras.")
    if answer_by < clock.today():
        raise DomainError("Sista dagen för kompletteringen har redan varit.")
    row.save(update_fields=["state"])
    completion = Completion.objects.create(
        application=row, text=text.strip(), answer_by=answer_by, asked_at=clock.now(), asked_by=by
    )
    audit.record(
        association=row.association,
        by=by,
        verb="begärde komplettering",
        target=row,
        until=answer_by.isoformat(),
    )
    letters.ask_completion(row, completion)
    return row


@transaction.atomic
def withdraw(*, application: Application, why: str = "", by: Person) -> Application:
    """Withdraw an ansökan; what has come in stays in the diarium and its ärende is closed."""
    row = _move(application, ApplicationState.WITHDRAWN)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why.strip()
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_why"])
    audit.record(association=row.association, by=by, verb="återkallade ansökan", target=row)
    if row.matter:
        if not row.matter.closed_on:
            row.matter = close_matter(matter=row.matter, by=by)
        letters.tell_withdrawn(row)
    return row


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.OPEN_INSATS)
def make_receipt(job: Job, *, version_id: int) -> Document:
    """The worker's part of taking in: typeset the version, keep it, and mail the receipt to those who applied."""
    version = ApplicationVersion.objects.select_related(
        "application__association", "application__matter", "application__round", "application__body"
    ).get(pk=version_id)
    application = version.application
    kept = store.keep(
        print_application(application), association=application.association,
        name=f"{application}.pdf".replace(":", ""), content_type=PDF, by=job.asked_by, made_from=application,
    )  # fmt: skip
    with jobs.closing(job) as ending:
        ApplicationVersion.objects.filter(pk=version.pk).update(document=kept)
        letters.send_receipt(application, kept)
        ending.result = kept
    return kept


def print_application(application: Application) -> bytes:
    """Typeset an ansökan as it came in last, or as it stands; takes up to a second."""
    document = read_application(application)
    return pdf.render(document.template_name, {"document": document}, look=look_of(application.association))


def _keep_amounts(version: ApplicationVersion) -> None:
    """Keep what is asked for as amounts, so that nobody needs to read them out of a text."""
    for section in load_sections(version.application):
        if section.part != Ask.COSTS:
            continue
        AskedAmount.objects.bulk_create(
            AskedAmount(version=version, year=year, category=category, position=place, amount=amount)
            for place, category in enumerate(categories_of(section), start=1)
            for year in years_of(section)
            if (amount := amount_in(section, f"cost-{place}-{year}")) is not None
        )


def _move(application: Application, state: ApplicationState) -> Application:
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "round", "body", "matter")
        .get(pk=application.pk)
    )
    if state not in APPLICATION_TRANSITIONS[ApplicationState(row.state)]:
        raise DomainError(f"Ansökan är {row.get_state_display().lower()}. Då går det inte.")
    row.state = state
    return row
