"""What leaves the house as a file is in the log, and the log leaves it as JSON lines."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from finsam import audit
from finsam.actions.feed import make_feed
from finsam.files import store
from finsam.files.sending import bytes_response, published
from finsam.files.taking_out import TakenOutMiddleware
from finsam.models import AuditEvent, AuditSeal, Document, Job
from finsam.states import JobState
from tests.cast import Cast, client_of

pytestmark = pytest.mark.django_db


def kept(cast: Cast) -> Document:
    return store.keep(
        b"%PDF-1.7 x", association=cast.association, name="Utdrag.pdf", content_type="application/pdf",
        by=cast.chief, made_from="prov",
    )  # fmt: skip


def taken() -> list[tuple[str, int | None, str, dict[str, str]]]:
    rows = AuditEvent.objects.filter(verb="hämtade").order_by("pk")
    return [(row.by_name, row.by_id, row.target_label, row.facts) for row in rows]


def test_a_document_that_is_opened_is_a_line_with_who_and_which(cast):
    document = kept(cast)
    job = Job.objects.create(
        association=cast.association,
        key="u",
        label="Utdrag",
        asked_by=cast.chief,
        state=JobState.DONE,
        result=document,
    )
    address = reverse("job_file", args=[cast.association.slug, job.pk])
    assert client_of(cast.chief).get(address).content == b"%PDF-1.7 x"
    assert taken() == [(cast.chief.name, cast.chief.pk, "Utdrag.pdf", {"sha256": document.sha256})]


def test_a_list_as_excel_is_a_line_with_its_name(cast):
    client_of(cast.chief).get(reverse("meeting_list_excel", args=[cast.association.slug]))
    [(who, _, about, facts)] = taken()
    assert (who, about) == (cast.chief.name, str(cast.association))
    assert facts["file"].endswith(".xlsx")


def test_one_who_is_turned_away_has_taken_nothing(cast):
    answer = client_of(cast.outsider).get(reverse("meeting_list_excel", args=[cast.association.slug]))
    assert (answer.status_code, taken()) == (404, [])


def test_a_question_for_the_headers_alone_takes_nothing(cast):
    client_of(cast.chief).head(reverse("meeting_list_excel", args=[cast.association.slug]))
    assert taken() == []


def test_the_log_leaves_as_json_lines_and_that_too_is_logged(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        audit.record(
            association=cast.association, by=cast.chief, verb="provade", target=cast.chair, was="å\nä"
        )
    answer = client_of(cast.auditor).get(
        reverse("audit_list", args=[cast.association.slug]), {"format": "jsonl", "q": "provade"}
    )
    [line] = [json.loads(each) for each in b"".join(answer.streaming_content).decode().splitlines()]
    seal = AuditSeal.objects.get(event__verb="provade")
    assert (line["by"], line["verb"], line["target"], line["facts"]) == (
        cast.chief.name, "provade", str(cast.chair), {"was": "å\nä"},
    )  # fmt: skip
    assert (line["number"], line["sha256"]) == (seal.number, seal.sha256)
    assert [(who, facts) for who, _, _, facts in taken()] == [
        (cast.auditor.name, {"file": "handelser.jsonl"})
    ]


def test_the_command_writes_the_same_lines_of_one_association_from_a_day(cast):
    audit.record(association=cast.association, by=cast.chief, verb="provade", target=cast.chair)
    audit.record(association=cast.outsider.association, by=cast.outsider, verb="smög", target=cast.outsider)
    out = StringIO()
    call_command("export_log", cast.association.slug, "--since", "2022-01-01", stdout=out)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {line["association"] for line in told} == {cast.association.slug}
    assert [line["verb"] for line in told][-1] == "provade"
    with pytest.raises(CommandError, match="inget förbund"):
        call_command("export_log", "ingen", stdout=out)


def test_a_calendar_program_that_fetches_all_day_is_a_line_a_day(cast):
    address = reverse("calendar_file", args=[make_feed(person=cast.chair)])
    for _ in range(3):
        assert Client().get(address).status_code == 200
    assert taken() == [
        (
            cast.chair.name,
            cast.chair.pk,
            str(cast.chair),
            {"file": "kalender.ics", "through": "kalenderns adress"},
        )
    ]


def test_a_file_that_nobody_is_known_to_take_is_not_given_out(rf):
    def careless(request: HttpRequest) -> HttpResponse:
        return bytes_response(b"x", name="x.pdf", content_type="application/pdf")

    with pytest.raises(ImproperlyConfigured, match="not published"):
        TakenOutMiddleware(careless)(rf.get("/"))
    given = TakenOutMiddleware(lambda request: published(careless(request)))(rf.get("/"))
    assert given.content == b"x"
