"""Work in the worker: its page asks again by itself, tells how it ended, and hands out what came of it."""

import datetime as dt
from contextlib import nullcontext

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from finsam.files import store
from finsam.mail import letters
from finsam.models import Job
from finsam.permissions import Permission
from finsam.queue import beats, duties
from finsam.states import JobState
from finsam.work import jobs
from tests.cast import client_of


@pytest.fixture
def job(cast):
    return Job.objects.create(
        association=cast.association, key="k", label="Läspaketet sätts", asked_by=cast.chair, state=JobState.RUNNING,
        done=3, total=12, message="Bilaga 3 av 12.",
    )  # fmt: skip


@pytest.fixture
def page(cast, job):
    return reverse("job_detail", args=[cast.association.slug, job.pk])


def finish(job, state, *, cast=None, message=""):
    result = None
    if state == JobState.DONE:
        result = store.keep(
            b"%PDF-1.7", association=cast.association, name="p.pdf", content_type="application/pdf", by=None
        )
    Job.objects.filter(pk=job.pk).update(
        state=state, result=result, message=message, finished_at=timezone.now()
    )


def test_work_under_way_shows_how_far_it_has_come_and_asks_again(cast, page):
    text = client_of(cast.chair).get(page).content.decode()
    assert '<progress class="progress" value="3" max="12"' in text
    assert f'data-progress="{page}"' in text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text


def test_the_page_asks_for_the_progress_alone(cast, page):
    answer = client_of(cast.chair).get(page, headers={"X-Part": "progress"})
    assert answer.status_code == 200
    assert "<h1>" not in answer.content.decode()
    assert f'<div class="job-progress" role="status" data-progress="{page}"' in answer.content.decode()


def test_when_the_work_is_done_the_asking_stops_and_the_file_is_there(cast, job, page):
    finish(job, JobState.DONE, cast=cast)
    answer = client_of(cast.chair).get(page, headers={"X-Part": "progress"})
    assert (answer.status_code, "data-progress" in answer.content.decode()) == (200, False)
    assert reverse("job_file", args=[cast.association.slug, job.pk]) in answer.content.decode()


def test_a_finished_page_does_not_ask_again(cast, job, page):
    finish(job, JobState.DONE, cast=cast)
    text = client_of(cast.chair).get(page).content.decode()
    assert ("data-progress" in text, "http-equiv" in text) == (False, False)


def test_work_that_failed_says_why(cast, job, page):
    finish(job, JobState.FAILED, message="Bilagan går inte att läsa.")
    assert "Bilagan går inte att läsa." in client_of(cast.chair).get(page).content.decode()


def test_the_file_is_handed_out(cast, job):
    finish(job, JobState.DONE, cast=cast)
    answer = client_of(cast.chair).get(reverse("job_file", args=[cast.association.slug, job.pk]))
    assert answer.content == b"%PDF-1.7"


def test_there_is_no_file_before_it_is_made(cast, job):
    assert (
        client_of(cast.chair).get(reverse("job_file", args=[cast.association.slug, job.pk])).status_code
        == 404
    )


def test_anothers_work_is_not_ones_business(cast, page):
    assert client_of(cast.vice).get(page).status_code == 404


def test_kansliet_sees_everyones_work(cast, page):
    assert client_of(cast.officer).get(page).status_code == 200


@jobs.kind(seconds=10, megabytes=100, needs=Permission.SEE_FRONT)
def nothing(job):
    """Work that leaves no document."""


DUMMY = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}


@pytest.mark.parametrize(("at_once", "state"), [(True, JobState.DONE), (False, JobState.WAITING)])
def test_what_is_done_at_once_needs_no_worker(
    cast, settings, django_capture_on_commit_callbacks, at_once, state
):
    settings.TASKS = DUMMY
    with (
        duties.at_once() if at_once else nullcontext(),
        django_capture_on_commit_callbacks(execute=True),
    ):
        asked = jobs.ask(nothing, association=cast.association, key="n", label="Inget", by=cast.chief)
    asked.refresh_from_db()
    assert asked.state == state


def test_letters_of_the_past_reach_nobody(cast, django_capture_on_commit_callbacks):
    facts = {"association": cast.association, "to": "nils@example.se", "body": "Hej."}
    with letters.reach_nobody(), django_capture_on_commit_callbacks(execute=True):
        letters.post(subject="Då", **facts)
    with django_capture_on_commit_callbacks(execute=True):
        letters.post(subject="Nu", **facts)
    assert [letter.subject for letter in mail.outbox] == ["Nu"]


# ---- Two who ask, and beginning again what failed


@jobs.kind(seconds=10, megabytes=100, needs=Permission.WRITE_MEETINGS)
def office_work(job):
    """Work that takes the office's right."""


def ask(cast, by, work=nothing, **facts):
    return jobs.ask(work, association=cast.association, key="n", label="Läspaketet", by=by, **facts)


def url(job, name="job_detail"):
    return reverse(name, args=[job.association.slug, job.pk])


@pytest.fixture
def queued(settings):
    """Let what is asked for wait."""
    settings.TASKS = DUMMY


def test_two_who_ask_for_the_same_thing_get_the_same_work_and_both_follow_it(cast, queued):
    first, second = ask(cast, cast.chair), ask(cast, cast.vice)
    assert first == second
    finish(first, JobState.DONE, cast=cast)
    for person in (cast.chair, cast.vice):
        assert client_of(person).get(url(first)).status_code == 200
        assert client_of(person).get(url(first, "job_file")).content == b"%PDF-1.7"
    assert client_of(cast.deputy).get(url(first)).status_code == 404


def test_what_failed_is_begun_again_from_its_page(cast, queued):
    job = ask(cast, cast.chair)
    finish(job, JobState.FAILED, message="Filen gick inte att läsa.")
    assert "Börja om" in client_of(cast.chair).get(url(job)).content.decode()
    answer = client_of(cast.chair).post(url(job, "job_again"))
    begun = Job.objects.latest("pk")
    assert (answer.url, begun.pk > job.pk, begun.state) == (url(begun), True, JobState.WAITING)
    job.refresh_from_db()
    assert job.state == JobState.DROPPED
    assert url(begun) in client_of(cast.chair).get(url(job)).content.decode()


def test_pressed_twice_it_is_begun_again_once(cast, queued):
    job = ask(cast, cast.chair)
    finish(job, JobState.FAILED)
    answers = {client_of(cast.chair).post(url(job, "job_again")).url for _ in range(3)}
    assert len(answers) == 1
    assert Job.objects.filter(state=JobState.WAITING).count() == 1


def test_one_who_has_lost_the_right_does_not_begin_it_again(cast, queued):
    job = ask(cast, cast.chair, office_work)
    finish(job, JobState.FAILED, message="Nej.")
    assert "Börja om" not in client_of(cast.chair).get(url(job)).content.decode()
    assert client_of(cast.chair).post(url(job, "job_again")).status_code == 403
    assert client_of(cast.chair).post(url(job, "job_drop")).status_code == 403
    assert client_of(cast.officer).post(url(job, "job_again")).status_code == 302


def test_begun_again_by_another_it_is_still_the_work_of_the_one_who_asked(cast, queued):
    job = ask(cast, cast.chief, office_work)
    finish(job, JobState.FAILED)
    client_of(cast.officer).post(url(job, "job_again"))
    begun = Job.objects.latest("pk")
    assert begun.asked_by == cast.chief
    event = cast.association.audit_events.get(verb="började om")
    assert event.by_name == cast.officer.name


def test_what_failed_stands_where_it_was_asked_for_until_it_is_left(cast, queued):
    front = f"/{cast.association.slug}/sammantraden/"
    job = ask(cast, cast.chair, back_url=front)
    client = client_of(cast.chair)
    assert "Se hur långt det har kommit" in client.get(front).content.decode()
    finish(job, JobState.FAILED, message="Bilaga 3 är skadad.")
    page = client.get(front).content.decode()
    assert "Bilaga 3 är skadad." in page
    assert url(job, "job_again") in page
    assert "Bilaga 3 är skadad." not in client_of(cast.vice).get(front).content.decode()
    assert client.post(url(job, "job_drop")).url == front
    assert "Bilaga 3 är skadad." not in client.get(front).content.decode()


def test_what_waits_without_a_worker_says_so(cast, queued):
    job = ask(cast, cast.chair)
    Job.objects.update(asked_at=timezone.now() - dt.timedelta(minutes=5))
    assert "Ingen arbetare är igång." in client_of(cast.chair).get(url(job)).content.decode()
    beats.beat("living")
    assert "Ingen arbetare är igång." not in client_of(cast.chair).get(url(job)).content.decode()


def test_the_office_is_told_on_its_front_page_and_the_board_is_not(cast, queued):
    job = ask(cast, cast.chief, office_work)
    finish(job, JobState.FAILED, message="Bilaga 3 är skadad.")
    front = f"/{cast.association.slug}/"
    assert url(job) in client_of(cast.officer).get(front).content.decode()
    assert url(job) not in client_of(cast.chair).get(front).content.decode()


def test_an_earlier_failure_is_forgotten_when_the_same_is_asked_for_anew(cast, queued):
    job = ask(cast, cast.chair)
    finish(job, JobState.FAILED)
    ask(cast, cast.vice)
    job.refresh_from_db()
    assert job.state == JobState.DROPPED
