"""Parties of an ansökan are asked by a mailed link whether they are with it, and answer without a login."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from finsam import audit, clock
from finsam.access.links import is_fresh, new_secret, sha256_of
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser.mail import co_applicants as letters
from insatser.models import Application, CoApplicant
from insatser.queries.co_applicants import NamedParty, is_changed, may_be_confirmed, named_parties
from insatser.states import CO_APPLICANT_TRANSITIONS, CoApplicantState


@transaction.atomic
def ask_parties(*, application: Application, by: Person) -> list[CoApplicant]:
    """Mail a link to each party with an address that has not answered, or whose part the ansökan has changed since.

    What was asked of a party that the ansökan names no more ends, and its link with it. One who was asked today is not asked
    again. Raises DomainError without an address, with one that is none, and when the ansökan is decided or withdrawn.
    """
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "round")
        .get(pk=application.pk)
    )
    if not may_be_confirmed(row):
        raise DomainError(f"Ansökan är {row.get_state_display().lower()}. Då bekräftas den inte.")
    named = {party.email: party for party in named_parties(row) if party.email}
    if not named:
        raise DomainError(
            "Skriv e-post till parterna i avsnittet om sökande, så kan de bekräfta att de är med."
        )
    for email in named:
        _check_address(email)
    open_rows = {each.email: each for each in row.co_applicants.exclude(state=CoApplicantState.ENDED)}
    for email, each in open_rows.items():
        if email not in named:
            _end(each)
    asked = [_ask(row, party, open_rows.get(email), by) for email, party in named.items()]
    found = [each for each in asked if each]
    audit.record(
        association=row.association, by=by, verb="bad parter bekräfta ansökan", target=row,
        asked=[str(each) for each in found],
    )  # fmt: skip
    return found


@transaction.atomic
def answer_as_party(
    *, co_applicant: CoApplicant, is_with: bool, name: str, brings: str = "", words: str = ""
) -> CoApplicant:
    """Keep what a party answers by its link. Raises DomainError for a link that is used, ended or too old, and without a name."""
    row = (
        CoApplicant.objects.select_for_update(of=("self",))
        .select_related("application__association", "application__body")
        .get(pk=co_applicant.pk)
    )
    state = CoApplicantState.CONFIRMED if is_with else CoApplicantState.DECLINED
    if state not in CO_APPLICANT_TRANSITIONS[CoApplicantState(row.state)] or not is_good(row):
        raise DomainError("Länken gäller inte längre. Be den som söker att skicka en ny.")
    if not name.strip():
        raise DomainError("Skriv vem du är.")
    row.state, row.answered_at, row.answered_name = state, clock.now(), name.strip()
    row.confirmed_brings, row.words = brings.strip() if is_with else "", words.strip()
    row.save(update_fields=["state", "answered_at", "answered_name", "confirmed_brings", "words"])
    audit.record(
        association=row.application.association, by=None, told_by=f"{name.strip()}, {row}",
        verb="bekräftade ansökan" if is_with else "sade att de inte är med i ansökan", target=row.application,
    )  # fmt: skip
    letters.tell_answer(row)
    return row


def find_by_token(association: Association, token: str) -> CoApplicant | None:
    """Give whom a link is for, also when it is used; None for one that has ended or is not ours."""
    rows = CoApplicant.objects.filter(
        application__association=association, secret_sha256=sha256_of(token)
    ).exclude(state=CoApplicantState.ENDED)
    return rows.select_related(
        "application__association", "application__round", "application__begun_by"
    ).first()


def is_good(row: CoApplicant) -> bool:
    """Whether a link can be answered by still."""
    return is_fresh(row.asked_at) and may_be_confirmed(row.application)


def _ask(
    application: Application, party: NamedParty, earlier: CoApplicant | None, by: Person
) -> CoApplicant | None:
    if earlier and not is_changed(earlier, party):
        is_waiting = earlier.state == CoApplicantState.ASKED
        if not is_waiting or clock.day_of(earlier.asked_at) == clock.today():
            return None
    if earlier:
        _end(earlier)
    token = new_secret()
    row = CoApplicant.objects.create(
        application=application, organisation=party.organisation, name=party.name, email=party.email,
        brings=party.brings, secret_sha256=sha256_of(token), asked_at=clock.now(), asked_by=by,
    )  # fmt: skip
    letters.ask_party(row, reverse("co_applicant_confirm", args=[application.association.slug, token]))
    return row


def _end(row: CoApplicant) -> None:
    row.state = CoApplicantState.ENDED
    row.save(update_fields=["state"])


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise DomainError(f"”{email}” är ingen e-postadress. Skriv den som namn@example.se.") from error
