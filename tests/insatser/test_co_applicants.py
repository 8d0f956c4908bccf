"""Parties of an ansökan say by a link of their own whether they are with it; a link does one thing, once."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from finsam import clock
from finsam.access.links import GOOD_FOR
from finsam.errors import DomainError
from finsam.models import AuditEvent, Letter
from insatser.actions.co_applicants import answer_as_party, ask_parties, find_by_token
from insatser.actions.received import withdraw
from insatser.models import Application, CoApplicant
from insatser.queries.co_applicants import co_applicants_of
from insatser.states import CO_APPLICANT_TRANSITIONS, ApplicationState, CoApplicantState
from tests.cast import client_of, make_cast
from tests.insatser.applications import received, write, written


def named(cast, *, email: str = "kurator@region.example.se") -> Application:
    application = written(cast)
    write(application, 2, {"party-1-email": email}, cast.contact)
    return application


def asked(cast) -> tuple[Application, str]:
    """An ansökan whose one party has been asked, and the secret of its link."""
    application = named(cast)
    ask_parties(application=application, by=cast.contact)
    return application, token_in(Letter.objects.order_by("-pk").first().body)


def token_in(body: str) -> str:
    return re.search(r"/medsokande/([^/\s]+)/", body)[1]


def url(cast, token: str) -> str:
    return reverse("co_applicant_confirm", args=[cast.association.slug, token])


def test_a_party_is_told_what_it_is_said_to_bring_and_answers_without_a_login(cast):
    application, token = asked(cast)
    page = Client().get(url(cast, token)).content.decode()
    assert "En kurator på halvtid" in page
    Client().post(url(cast, token), {"is_with": "ja", "brings": "En kurator på heltid", "name": "Eva Ek"})
    [answer] = co_applicants_of(application)
    assert (answer.row.state, answer.row.confirmed_brings, answer.is_changed) == (
        CoApplicantState.CONFIRMED, "En kurator på heltid", False,
    )  # fmt: skip
    assert "Eva Ek" in client_of(cast.contact).get(application.get_absolute_url()).content.decode()


def test_the_secret_is_kept_nowhere_but_in_the_letter(cast):
    _, token = asked(cast)
    row = CoApplicant.objects.get()
    kept = [str(value) for value in row.__dict__.values()]
    kept += [str(event.facts) + event.target_label for event in AuditEvent.objects.all()]
    assert not any(token in each for each in kept)


def test_a_link_is_answered_once(cast):
    _, token = asked(cast)
    Client().post(url(cast, token), {"is_with": "nej", "name": "Eva Ek"})
    again = Client().post(url(cast, token), {"is_with": "ja", "name": "Eva Ek"})
    assert (again.status_code, CoApplicant.objects.get().state) == (422, CoApplicantState.DECLINED)


def test_looking_at_a_link_answers_nothing(cast):
    _, token = asked(cast)
    Client().get(url(cast, token))
    Client().head(url(cast, token))
    assert CoApplicant.objects.get().state == CoApplicantState.ASKED


def test_a_link_is_worth_nothing_in_another_association(cast):
    _, token = asked(cast)
    other = make_cast("grannarna")
    assert find_by_token(other.association, token) is None
    assert Client().get(url(other, token)).status_code == 404


def test_asked_anew_the_old_link_ends(cast):
    application, token = asked(cast)
    answer_as_party(co_applicant=CoApplicant.objects.get(), is_with=True, name="Eva Ek")
    write(application, 2, {"party-1-brings": "Två kuratorer"}, cast.contact)
    assert co_applicants_of(application)[0].is_changed
    assert [str(row) for row in ask_parties(application=application, by=cast.contact)] == ["Regionen"]
    assert Client().get(url(cast, token)).status_code == 404
    assert [row.row.state for row in co_applicants_of(application)] == [CoApplicantState.ASKED]


def test_a_party_that_the_application_names_no_more_loses_its_link(cast):
    application, token = asked(cast)
    write(application, 2, {"party-1-email": "annan@region.example.se"}, cast.contact)
    ask_parties(application=application, by=cast.contact)
    assert Client().get(url(cast, token)).status_code == 404


def test_one_who_was_asked_today_is_not_asked_again(cast):
    application, _ = asked(cast)
    assert ask_parties(application=application, by=cast.contact) == []


def test_one_who_has_not_answered_can_be_asked_again_another_day(cast, settings):
    application, _ = asked(cast)
    settings.FINSAM_TODAY = "2022-04-13"
    assert len(ask_parties(application=application, by=cast.contact)) == 1


@pytest.mark.parametrize("state", [ApplicationState.DECIDED, ApplicationState.WITHDRAWN])
def test_nobody_is_asked_or_answers_when_it_is_over(cast, state):
    application = received(cast)
    write_email(application)
    ask_parties(application=application, by=cast.contact)
    if state == ApplicationState.WITHDRAWN:
        withdraw(application=application, by=cast.contact)
    else:
        Application.objects.filter(pk=application.pk).update(state=state)
    with pytest.raises(DomainError, match="Då bekräftas den inte"):
        ask_parties(application=application, by=cast.contact)
    with pytest.raises(DomainError, match="gäller inte längre"):
        answer_as_party(co_applicant=CoApplicant.objects.get(), is_with=True, name="Eva Ek")


def write_email(application: Application) -> None:
    section = application.sections.get(number=2)
    section.content |= {"party-1-email": "kurator@region.example.se"}
    section.save()


def test_a_link_grows_old(cast):
    asked(cast)
    row = CoApplicant.objects.get()
    row.asked_at = clock.now() - GOOD_FOR - dt.timedelta(days=1)
    row.save()
    with pytest.raises(DomainError, match="gäller inte längre"):
        answer_as_party(co_applicant=row, is_with=True, name="Eva Ek")


@pytest.mark.parametrize("state", CoApplicantState)
def test_a_party_moves_only_where_the_table_says(cast, state):
    asked(cast)
    row = CoApplicant.objects.get()
    if state in {CoApplicantState.CONFIRMED, CoApplicantState.DECLINED}:
        answer_as_party(co_applicant=row, is_with=state == CoApplicantState.CONFIRMED, name="Eva Ek")
    elif state == CoApplicantState.ENDED:
        CoApplicant.objects.update(state=state)
    answers = {CoApplicantState.CONFIRMED: True, CoApplicantState.DECLINED: False}
    for target, is_with in answers.items():
        if target in CO_APPLICANT_TRANSITIONS[state]:
            continue
        with pytest.raises(DomainError, match="gäller inte längre"):
            answer_as_party(co_applicant=row, is_with=is_with, name="Eva Ek")


@pytest.mark.parametrize(("email", "said"), [("", "Skriv e-post"), ("eva", "ingen e-postadress")])
def test_a_party_without_an_address_cannot_be_asked(cast, email, said):
    with pytest.raises(DomainError, match=said):
        ask_parties(application=named(cast, email=email), by=cast.contact)


def test_a_party_without_a_name_answers_not(cast):
    _, token = asked(cast)
    answer = Client().post(url(cast, token), {"is_with": "ja", "brings": "Mycket", "name": ""})
    assert (answer.status_code, "Mycket" in answer.content.decode()) == (422, True)


def test_those_who_write_are_told_of_the_answer(cast):
    asked(cast)
    answer_as_party(
        co_applicant=CoApplicant.objects.get(), is_with=False, name="Eva Ek", words="Vi har inte råd."
    )
    letter = Letter.objects.order_by("-pk").first()
    assert (letter.to, "Vi har inte råd." in letter.body) == (cast.contact.email, True)
