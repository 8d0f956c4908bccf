"""The association's pages at every width: no fault that axe-core finds, nothing to scroll sideways, pictures to look at."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from finsam.mail import outbox
from finsam.models import Job
from finsam.states import JobState
from tests.tools.chromium import look

pytestmark = pytest.mark.browser


@pytest.fixture
def chief_page(cast, new_page):
    return new_page(user=cast.chief.user)


def test_a_refused_form_is_sound_and_leads_to_its_errors(cast, chief_page):
    chief_page.goto(reverse("person_add", args=[cast.association.slug]))
    chief_page.get_by_role("button", name="Lägg till personen").click()
    assert look(chief_page, "person_add_refused") == {}
    chief_page.get_by_role("link", name="Namn: Skriv personens namn.").click()
    assert chief_page.evaluate("document.activeElement.name") == "name"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_mandatskifte_is_made_in_the_browser(cast, new_page, javascript):
    page = new_page(user=cast.chief.user, javascript=javascript)
    page.goto(reverse("mandate_change", args=[cast.association.slug]))
    page.get_by_role("group", name="Margareta Ek").get_by_label("Sitter kvar").check()
    page.get_by_role("group", name="Lars-Erik Norén").get_by_label("Namn på den nya").fill("Eva Ny")
    page.get_by_role("button", name="Granska mandatskiftet").click()
    if javascript:
        assert look(page, "mandate_preview") == {}
    page.get_by_role("button", name="Inför mandatskiftet").click()
    page.get_by_role("heading", name="Planera det konstituerande sammanträdet").wait_for()
    assert list(cast.board.appointments.filter(from_on="2023-04-01").values_list("person__name", flat=True)) == [
        "Margareta Ek", "Eva Ny",
    ]  # fmt: skip


def test_the_front_door_is_sound(page, db):
    page.goto("/")
    assert look(page, "start") == {}


def test_the_demos_door_and_mails_are_sound(cast, page, settings, tmp_path):
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    letter = EmailMessage(
        "123456 är din kod",
        "Hej.\n\nLäs på http://127.0.0.1:8000/exempel/protokoll/3/.",
        to=["anna@example.se"],
    )
    letter.attach("kallelse.pdf", b"%PDF-1.7", "application/pdf")
    letter.send()
    page.goto("/")
    assert look(page, "start_demo") == {}
    page.goto(reverse("demo_mail"))
    assert look(page, "demo_mail") == {}
    page.goto(reverse("demo_letter", args=[outbox.letters()[0].key]))
    assert look(page, "demo_letter") == {}


@pytest.mark.parametrize("javascript", [True, False])
def test_work_in_progress_shows_by_itself_when_it_is_done(cast, new_page, javascript):
    job = Job.objects.create(
        association=cast.association, key="k", label="Läspaketet sätts", asked_by=cast.chief, state=JobState.RUNNING,
        done=3, total=12,
    )  # fmt: skip
    page = new_page(user=cast.chief.user, javascript=javascript)
    page.goto(reverse("job_detail", args=[cast.association.slug, job.pk]))
    if javascript:
        assert look(page, "job_detail") == {}
    page.get_by_text("3 av 12").wait_for()
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, message="Bilagan går inte att läsa.")
    page.get_by_text("Bilagan går inte att läsa.").wait_for()
