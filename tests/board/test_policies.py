"""Styrdokument: entered with the § that adopted them, kept version by version, and gone through by their day."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from board.actions.policies import add_version, review, save_policy, show_policy
from board.models import Policy, PolicyReview, PolicyVersion, Withholding
from board.queries.policies import gone_through, policy_rows, to_review
from board.states import PolicyKind
from finsam import clock
from finsam.errors import DomainError
from tests.board.meetings import make_held_meeting
from tests.board.test_attachments import a_pdf
from tests.cast import Cast, client_of, make_cast

TODAY = dt.date(2022, 4, 11)
PDF = a_pdf()


def make_policy(cast: Cast, **facts: object) -> Policy:
    given = {"title": "Attestordning", "kind": PolicyKind.ATTEST, "review_on": None, "ended_on": None} | facts
    return save_policy(association=cast.association, facts=given, by=cast.chief)


def add(
    cast: Cast, policy: Policy, day: dt.date = dt.date(2022, 3, 25), number: int | None = None
) -> PolicyVersion:
    return add_version(
        policy=policy, name="Attestordning.pdf", content=PDF, adopted_on=day, adopted_in=number, by=cast.chief
    )


def go_through(cast: Cast, policy: Policy, **facts: object) -> PolicyReview:
    given = {
        "reviewed_on": TODAY,
        "is_to_change": False,
        "why": "Gäller",
        "next_on": dt.date(2023, 4, 1),
        "by": cast.chief,
    }
    return review(policy=policy, **given | facts)


def test_the_paragraph_that_adopted_it_is_found_by_its_day_and_number(cast):
    paragraph = make_held_meeting(cast).paragraphs.last()
    policy = make_policy(cast)
    assert add(cast, policy, number=paragraph.number).paragraph == paragraph
    earlier = add(cast, policy, dt.date(2019, 12, 6), 51)
    assert (earlier.paragraph, earlier.adopted) == (
        None,
        "§\N{NO-BREAK SPACE}51, 6\N{NO-BREAK SPACE}december 2019",
    )


def test_a_new_version_holds_and_the_older_one_is_kept(cast):
    policy = make_policy(cast)
    add(cast, policy, dt.date(2020, 12, 4))
    second = add(cast, policy)
    assert policy_rows(cast.association, TODAY)[0].version == second
    assert [each.number for each in policy.versions.all()] == [2, 1]


def test_a_review_says_why_and_sets_the_next(cast):
    policy = make_policy(cast, review_on=dt.date(2022, 4, 1))
    assert (policy_rows(cast.association, TODAY)[0].is_late, to_review(cast.association, TODAY)) == (
        True,
        [policy],
    )
    go_through(cast, policy, is_to_change=True, why="Nya beloppsgränser")
    row = policy_rows(cast.association, TODAY)[0]
    assert (row.review.is_to_change, row.policy.review_on, row.is_late) == (True, dt.date(2023, 4, 1), False)
    assert to_review(cast.association, TODAY) == []


def test_the_wheel_tells_how_many_are_gone_through_in_its_year(cast):
    first, _ = make_policy(cast), make_policy(cast, title="Arbetsordning")
    go_through(cast, first)
    go_through(cast, first)
    told = {year: came.text for year, came in gone_through(cast.association, [2021, 2022]).items()}
    assert told == {2021: "0 av 2 genomgångna", 2022: "1 av 2 genomgångna"}


@pytest.mark.parametrize("facts", [{"reviewed_on": dt.date(2022, 4, 12)}, {"next_on": TODAY}])
def test_days_out_of_order_are_refused(cast, facts):
    with pytest.raises(DomainError):
        go_through(cast, make_policy(cast), **facts)


def test_the_office_is_told_of_the_first_that_is_due(cast):
    policy = make_policy(cast, review_on=dt.date(2022, 5, 1))
    url = reverse("policy_review", args=["exempel", policy.pk])
    assert url in client_of(cast.officer).get("/exempel/").content.decode()
    assert url not in client_of(cast.member).get("/exempel/").content.decode()


def test_the_office_enters_one_with_its_file_and_every_ledamot_reads_it(cast):
    client = client_of(cast.officer)
    page = client.post("/exempel/styrdokument/nytt/", {"title": "Attestordning", "kind": "attestordning"})
    policy = Policy.objects.get()
    assert page.headers["Location"] == reverse("policy_version_add", args=["exempel", policy.pk])
    sent = {
        "file": SimpleUploadedFile("attest.pdf", PDF, "application/pdf"),
        "adopted_on": "2022-03-25",
        "adopted_in": "12",
    }
    page = client.post(page.headers["Location"], sent, follow=True)
    assert "Versionen gäller nu" in page.content.decode()
    version = policy.versions.get()
    reader = client_of(cast.member)
    assert "Attestordning" in reader.get("/exempel/styrdokument/").content.decode()
    file = reader.get(reverse("policy_file", args=["exempel", version.pk]))
    assert b"".join(file) == PDF


def test_a_file_that_cannot_be_taken_is_refused_beside_the_form(cast):
    policy = make_policy(cast)
    sent = {
        "file": SimpleUploadedFile("x.exe", b"MZ", "application/octet-stream"),
        "adopted_on": "2022-03-25",
    }
    page = client_of(cast.chief).post(reverse("policy_version_add", args=["exempel", policy.pk]), sent)
    assert "x.exe" in page.content.decode()
    assert not PolicyVersion.objects.exists()


def test_another_forbunds_is_not_found(cast):
    policy = make_policy(make_cast("annan"))
    assert client_of(cast.chief).get(reverse("policy_detail", args=["exempel", policy.pk])).status_code == 404


def test_everyone_reads_the_version_in_force_of_one_that_is_shown_and_no_other(cast, client):
    policy = make_policy(cast)
    with pytest.raises(DomainError, match="filen som gäller"):
        show_policy(policy=policy, is_public=True, by=cast.chief)
    add(cast, policy)
    url = reverse("public_policy_file", args=["exempel", policy.pk])
    assert client.get(url).status_code == 404
    client_of(cast.officer).post(reverse("policy_show", args=["exempel", policy.pk]), {"is_public": "on"})
    assert b"".join(client.get(url)) == PDF
    assert "Attestordning" in client.get("/exempel/offentligt/").content.decode()
    policy.refresh_from_db()
    policy.ended_on = TODAY
    policy.save()
    assert client.get(url).status_code == 404


def test_a_file_that_says_what_is_held_back_is_shown_only_when_someone_has_read_it(cast):
    meeting = make_held_meeting(cast)
    Withholding.objects.create(
        meeting=meeting, words="Zebraponny", ground="39 kap. 3 § OSL", made_at=clock.now(), made_by=cast.chief
    )
    policy = make_policy(cast)
    said = {"policy": policy, "name": "Plan.xlsx", "content": a_sheet("Zebraponny"), "by": cast.chief}
    add_version(adopted_on=dt.date(2022, 3, 25), adopted_in=None, **said)
    with pytest.raises(DomainError, match="läst den"):
        show_policy(policy=policy, is_public=True, by=cast.chief)
    assert show_policy(policy=policy, is_public=True, is_read=True, by=cast.chief).is_public
    add_version(adopted_on=dt.date(2022, 4, 1), adopted_in=None, **said)
    policy.refresh_from_db()
    assert not policy.is_public  # nobody has read the new one


def a_sheet(said: str) -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active.append([said])
    book.save(file)
    return file.getvalue()
