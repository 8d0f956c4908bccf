"""An ansökan's life: begun, written, handed in, completed, withdrawn; and who may read it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from board.models import Matter
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Letter, Person
from finsam.permissions import permissions_of
from finsam.registries import printing
from finsam.registries.todos import waiting
from finsam.search import find
from insatser.actions.applying import add_application_row
from insatser.actions.newcomers import begin_as_newcomer, invite, read_link
from insatser.actions.received import ask_completion, submit_application, take_up, withdraw
from insatser.documents.application import build_application, read_application
from insatser.models import Application, ApplicationSection, AskedAmount
from insatser.queries.application_content import load_sections
from insatser.queries.applications import missing_in, progress_of
from insatser.states import APPLICATION_TRANSITIONS, ApplicationState
from tests.cast import make_cast
from tests.insatser.applications import make_application, make_round, write, written
from tests.insatser.reports import make_insats


def todos_of(cast, person):
    own = list(person.appointments.select_related("body"))
    return [todo.what for todo in waiting(cast.association, person, permissions_of(own), clock.today())]


def test_who_begins_is_its_contact_and_is_named_in_it(cast):
    application = make_application(cast)
    section = application.sections.get(number=2)
    assert section.content["contact"] == cast.contact.name
    assert application in Application.objects.with_contact(cast.contact, clock.today())


def test_an_insats_that_goes_on_begins_with_what_the_register_says(cast):
    application = make_application(cast, insats=make_insats(cast))
    assert application.name == "Vidare Vy"
    assert (
        application.sections.get(number=3).content["answer-3.2"]
        == "<p>Stärka den som har varit sjuk länge.</p>"
    )
    assert application.sections.get(number=4).content["goal-2-wording"] == "Förkorta sjukskrivningen."


def test_a_copy_moves_the_figures_to_its_own_years(cast):
    earlier = written(cast)
    later = make_round(cast, name="Höst 2022", first_year=2023, last_year=2024)
    copy = make_application(cast, period=later, copied_from=earlier)
    costs = copy.sections.get(number=6).content
    assert (costs["cost-3-2023"], costs.get("cost-3-2022")) == ("158\xa0000", None)
    assert copy.sections.get(number=4).content["goal-1-measure"] == "Andel"


def test_a_closed_period_takes_no_new_application(cast):
    closed = make_round(cast, closes_on=dt.date(2022, 1, 31))
    with pytest.raises(DomainError, match="inte öppen"):
        make_application(cast, period=closed)


def test_two_who_write_in_different_fields_both_stay(cast):
    application = make_application(cast)
    write(application, 1, {"name": "Ett"}, cast.contact, base="0")
    write(application, 1, {"focus": "Unga"}, cast.chief, base="0")
    content = application.sections.get(number=1).content
    assert (content["name"], content["focus"]) == ("Ett", "Unga")


def test_two_who_write_the_same_choose(cast):
    application = make_application(cast)
    write(application, 1, {"name": "Ett"}, cast.contact, base="0")
    assert write(application, 1, {"name": "Två"}, cast.chief, base="0").collided
    with pytest.raises(DomainError, match="samtidigt"):
        submit_application(application=application, by=cast.contact)


def test_what_cannot_be_read_as_an_amount_stays_and_is_said(cast):
    application = make_application(cast)
    write(application, 6, {"cost-1-2022": "tolv tusen"}, cast.contact)
    assert application.sections.get(number=6).content["cost-1-2022"] == "tolv tusen"
    steps = progress_of(application, load_sections(application))
    assert "”tolv tusen” går inte att läsa som ett belopp." in missing_in(steps)


def test_a_full_application_lacks_nothing(cast):
    application = written(cast)
    steps = progress_of(application, load_sections(application))
    assert missing_in(steps) == []


def test_handing_in_gives_a_number_a_frozen_version_amounts_and_a_receipt(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        application = submit_application(application=written(cast), by=cast.contact)
    assert application.matter.title == "Ansökan om medel: Samtalsstöd för unga"
    assert sum(AskedAmount.objects.values_list("amount", flat=True)) == Decimal("188000.50")
    version = application.versions.get()
    assert version.document.content_type == "application/pdf"
    [receipt] = [letter for letter in mail.outbox if letter.attachments]
    assert receipt.to == [cast.contact.email]
    assert application.matter.dnr in receipt.body
    assert find(cast.association, "Samtalsstöd")


def test_what_came_in_stays_as_it_came_while_it_is_completed(cast):
    application = submit_application(application=written(cast), by=cast.contact)
    ask_completion(
        application=application, text="Skriv vem som leder.", answer_by=clock.today(), by=cast.chief
    )
    write(application, 7, {"answer-7.1": "<p>Kim leder.</p>"}, cast.contact)
    read = read_application(Application.objects.of(cast.association).get(pk=application.pk))
    assert "Vi börjar i augusti." in str(read.sections[6].answers[0].html)
    again = submit_application(application=application, by=cast.contact)
    assert (again.versions.count(), Matter.objects.filter(title__startswith="Ansökan").count()) == (2, 1)
    assert not again.completions.filter(settled_at__isnull=True).exists()


def test_a_nameless_application_is_not_taken_in(cast):
    with pytest.raises(DomainError, match="vad insatsen heter"):
        submit_application(application=make_application(cast), by=cast.contact)


@pytest.mark.parametrize("state", ApplicationState)
def test_every_state_moves_only_where_the_table_says(cast, state):
    application = written(cast)
    received = submit_application(application=application, by=cast.contact)
    if state == ApplicationState.DRAFT:
        application = written(cast)
    elif state == ApplicationState.WITHDRAWN:
        application = withdraw(application=received, by=cast.contact)
    else:
        Application.objects.filter(pk=received.pk).update(state=state)
        application = received
    acts = {
        ApplicationState.SUBMITTED: lambda row: submit_application(application=row, by=cast.contact),
        ApplicationState.PREPARING: lambda row: take_up(application=row, by=cast.chief),
        ApplicationState.TO_COMPLETE: lambda row: ask_completion(
            application=row, text="Mer.", answer_by=clock.today(), by=cast.chief
        ),
        ApplicationState.WITHDRAWN: lambda row: withdraw(application=row, by=cast.contact),
    }
    for target, act in acts.items():
        row, before = Application.objects.of(cast.association).get(pk=application.pk), transaction.savepoint()
        if target in APPLICATION_TRANSITIONS[state]:
            act(row)
            assert Application.objects.get(pk=row.pk).state == target
        else:
            with pytest.raises(DomainError, match="Då går det inte"):
                act(row)
        transaction.savepoint_rollback(before)


def test_a_withdrawn_application_closes_its_matter(cast):
    application = withdraw(
        application=submit_application(application=written(cast), by=cast.contact),
        why="Vi ångrar oss.",
        by=cast.contact,
    )
    assert application.matter.closed_on == clock.today()


def test_nothing_is_written_in_what_has_come_in(cast):
    application = submit_application(application=written(cast), by=cast.contact)
    with pytest.raises(DomainError, match="inlämnad"):
        write(application, 1, {"name": "Annat"}, cast.contact)


def test_a_draft_is_read_by_those_who_write_it_alone(client, cast):
    application = written(cast)
    for person, seen in ((cast.contact, True), (cast.chief, False)):
        client.force_login(person.user)
        page = client.get(application.get_absolute_url()).content.decode()
        assert ("Fortsätt skriva" in page) is seen
        assert "Många unga" not in page
    client.force_login(cast.member.user)
    assert client.get(application.get_absolute_url()).status_code == 404


def test_what_has_come_in_is_read_by_the_board(client, cast):
    application = submit_application(application=written(cast), by=cast.contact)
    client.force_login(cast.member.user)
    page = client.get(application.get_absolute_url()).content.decode()
    assert "Många unga får vänta." in page
    assert "158\xa0000" in page


def test_the_office_is_told_and_the_writer_is_reminded(cast):
    application = written(cast)
    assert "Skriv klart ansökan om Samtalsstöd för unga" in todos_of(cast, cast.contact)
    submit_application(application=application, by=cast.contact)
    assert "Läs ansökan om Samtalsstöd för unga" in todos_of(cast, cast.chief)


def test_someone_new_gets_a_link_that_begins_one_application(cast, client):
    round_ = make_round(cast)
    url = reverse("apply_start", args=[cast.association.slug])
    client.post(url, {"period": round_.pk, "name": "Nova Ny", "email": "Nova@example.se"})
    letter = Letter.objects.get(to="Nova@example.se")
    link = next(word for word in letter.body.split() if "sok-medel" in word)
    path = "/" + link.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert not Application.objects.exists()
    first, second = client.post(path), client.post(path)
    assert first.url == second.url
    assert Application.objects.get().begun_by == Person.objects.get(email="nova@example.se")
    assert first.url.startswith(reverse("account_confirm_login_code"))  # her address is not asked for again
    assert mail.outbox[-1].to == ["nova@example.se"]


def test_the_public_page_leads_to_where_one_applies(cast, client):
    page = client.get(reverse("public_page", args=[cast.association.slug])).content.decode()
    assert reverse("apply_start", args=[cast.association.slug]) in page


def test_a_link_of_another_association_or_changed_is_refused(cast):
    round_ = make_round(cast)
    invite(period=round_, name="Nova", email="nova@example.se")
    letter = Letter.objects.get(to="nova@example.se")
    secret = next(word for word in letter.body.split() if "sok-medel" in word).rstrip("/").rpartition("/")[2]
    assert read_link(cast.association, secret)
    assert read_link(make_cast("grannen").association, secret) is None
    assert read_link(cast.association, secret[:-1] + "x") is None


def test_the_same_person_twice_is_not_two_people(cast):
    round_ = make_round(cast)
    invite(period=round_, name="Kim", email=cast.contact.email)
    letter = Letter.objects.filter(to=cast.contact.email).first()
    secret = next(word for word in letter.body.split() if "sok-medel" in word).rstrip("/").rpartition("/")[2]
    application = begin_as_newcomer(read_link(cast.association, secret))
    assert application.begun_by == cast.contact


def test_rows_are_added_until_there_are_too_many(cast):
    application = make_application(cast)
    section = ApplicationSection.objects.get(application=application, number=4)
    add_application_row(section=section, kind="goal", by=cast.contact)
    write(application, 4, {"goal-3-wording": "Ett tredje mål"}, cast.contact)
    assert "Ett tredje mål" in str(build_application(application))
    with pytest.raises(DomainError, match="finns inte"):
        add_application_row(section=section, kind="party", by=cast.contact)


def test_it_can_be_printed_by_its_number(cast):
    application = submit_application(application=written(cast), by=cast.contact)
    kind = next(each for each in printing.kinds() if each.name == "ansokan")
    assert kind.whiches(cast.association) == [str(application.pk)]
    assert kind.render(cast.association, str(application.pk)).startswith(b"%PDF")
