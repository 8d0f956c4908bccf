"""Coming in: the front door, the demo's door and the demo's mails."""

import time

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from finsam.mail import outbox
from finsam.models import Person
from tests.cast import client_of
from tests.factories import make_person


@pytest.fixture
def demo(settings, tmp_path):
    """The demo, with its mails in a folder of their own."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path


# ---- The front door


def test_one_who_is_not_logged_in_is_told_what_this_is(client, db):
    page = client.get(reverse("start"))
    assert page.templates[0].name == "finsam/start.html"


def test_one_who_is_logged_in_comes_straight_to_her_association(cast):
    assert client_of(cast.chair).get(reverse("start")).url == "/exempel/"


def test_one_in_two_associations_chooses(cast):
    Person.objects.create(association=cast.outsider.association, user=cast.chief.user, name="Anna Berglund")
    page = client_of(cast.chief).get(reverse("start"))
    assert set(page.context["associations"]) == {cast.association, cast.outsider.association}


def test_one_who_has_left_everywhere_is_told_so(cast):
    cast.deputy.left_on = "2022-01-01"
    cast.deputy.save()
    assert "hör inte till något förbund" in client_of(cast.deputy).get(reverse("start")).content.decode()


# ---- The demo's door


def test_the_demo_shows_whom_one_can_be_and_which_day_it_is(cast, demo, client):
    page = client.get(reverse("start"))
    [association, first, others] = page.context["groups"][0]
    assert association == cast.association
    assert [guest.person for guest, _ in first] == [
        cast.chief, cast.officer, cast.chair, cast.member, cast.deputy, cast.auditor, cast.preparer, cast.contact,
    ]  # fmt: skip
    assert {guest.person for guest, _ in others} == {cast.vice, cast.adjuster}
    assert "måndagen den 11\u00a0april 2022" in page.content.decode()


def test_one_may_be_another_without_logging_out(cast, demo):
    page = client_of(cast.chair).get(reverse("start"), {"byt": "1"})
    assert page.templates[0].name == "finsam/start_demo.html"


def test_the_demos_button_logs_in(cast, demo, client):
    answer = client.post(reverse("demo_login"), {"person": cast.chair.pk})
    assert (answer.url, client.session["_auth_user_id"]) == ("/exempel/", str(cast.chair.user_id))


def test_the_demos_button_does_nothing_outside_the_demo(cast, client):
    assert client.post(reverse("demo_login"), {"person": cast.chair.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demos_button_is_a_post(cast, demo, client):
    assert client.get(reverse("demo_login"), {"person": cast.chair.pk}).status_code == 405


def test_the_demos_button_needs_its_token(cast, demo):
    assert (
        Client(enforce_csrf_checks=True).post(reverse("demo_login"), {"person": cast.chair.pk}).status_code
        == 403
    )


@pytest.mark.parametrize("key", ["", "x", "999999"])
def test_the_demos_button_for_nobody_is_a_404(cast, demo, client, key):
    assert client.post(reverse("demo_login"), {"person": key}).status_code == 404


def test_one_without_an_account_is_not_on_the_demos_door(cast, demo, client):
    quiet = make_person(association=cast.association, logs_in=False)
    assert client.post(reverse("demo_login"), {"person": quiet.pk}).status_code == 404


def test_the_demos_door_asks_as_many_questions_of_few_as_of_many(cast, demo, client, count_queries):
    few = count_queries(lambda: client.get(reverse("start")))
    for _ in range(30):
        cast.board.appointments.create(
            person=make_person(association=cast.association),
            role="ledamot",
            member=cast.fk,
            from_on="2020-01-01",
        )
    assert count_queries(lambda: client.get(reverse("start"))) == few


# ---- The demo's mails


def send(subject: str, body: str = "Hej.", *, pdf: bytes = b"") -> None:
    letter = EmailMessage(subject, body, "finsam@example.se", ["anna@example.se"])
    if pdf:
        letter.attach("kallelse.pdf", pdf, "application/pdf")
    letter.send()


def test_the_newest_mail_is_first(demo, client, db):
    for subject in ("Första", "Andra", "Tredje"):
        send(subject)
        time.sleep(0.02)  # a file's time is no finer than the machine's clock ticks
    letters = client.get(reverse("demo_mail")).context["letters"]
    assert [letter.subject for letter in letters] == ["Tredje", "Andra", "Första"]


def test_a_mail_shows_its_code_and_its_links(demo, client, db):
    send("123456 är din kod", "Läs på http://127.0.0.1:8000/exempel/protokoll/3/.")
    [letter] = outbox.letters()
    page = client.get(reverse("demo_letter", args=[letter.key]))
    assert letter.code == "123456"
    assert '<a href="http://127.0.0.1:8000/exempel/protokoll/3/"' in page.content.decode()


def test_six_digits_in_a_letter_about_something_else_are_no_code(demo, db):
    send("Budget", "Bidraget är 123456 kronor.")
    assert outbox.letters()[0].code == ""


def test_what_is_written_in_a_mail_is_text(demo, client, db):
    send("Hej", "<script>alert(1)</script>")
    page = client.get(reverse("demo_letter", args=[outbox.letters()[0].key]))
    assert "<script>alert" not in page.content.decode()


def test_an_enclosure_opens_as_it_was_sent(demo, client, db):
    send("Kallelse", pdf=b"%PDF-1.7 x")
    [letter] = outbox.letters()
    answer = client.get(reverse("demo_enclosure", args=[letter.key, 1]))
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert client.get(reverse("demo_enclosure", args=[letter.key, 2])).status_code == 404


def test_without_mails_the_page_says_how_to_get_one(demo, client, db):
    assert "Inga mejl än." in client.get(reverse("demo_mail")).content.decode()


def test_a_mail_that_is_not_there_is_a_404(demo, client, db):
    assert client.get(reverse("demo_letter", args=["finns-inte"])).status_code == 404


@pytest.mark.parametrize("args", [["demo_mail"], ["demo_letter", "x-1"], ["demo_enclosure", "x-1", 1]])
def test_outside_the_demo_there_are_no_mails_to_read(client, db, args):
    assert client.get(reverse(args[0], args=args[1:])).status_code == 404
