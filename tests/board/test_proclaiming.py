"""A public meeting is kungjort by a document that goes to the members, with what is marked to be shown and nothing else."""

import datetime as dt

import pytest

from board.actions.proclaiming import proclaim
from board.documents.proclamation import build_proclamation
from board.models import Attachment, Meeting
from board.states import MeetingState
from finsam import clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Letter
from finsam.permissions import ROLE_PERMISSIONS, Role
from finsam.registries import printing, todos
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.tools.verapdf import findings


def file(cast: Cast, name: str) -> Document:
    return store.keep(
        name.encode(), association=cast.association, name=name, content_type="application/pdf", by=cast.chief
    )


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Public and called; one handling is marked, another only has the heading."""
    made = make_meeting(
        body=cast.board, held_on=dt.date(2022, 5, 6), is_public=True, place="Storgatan 6", state=MeetingState.CALLED,
        called_at=clock.now(),
    )  # fmt: skip
    paragraph = make_paragraph(meeting=made, heading="Budget 2023")
    Attachment.objects.create(
        paragraph=paragraph, title="Förslag", document=file(cast, "forslag.pdf"), is_public=True
    )
    Attachment.objects.create(
        paragraph=paragraph, title="Budgetavvikelse, personal", document=file(cast, "hemlig.pdf")
    )
    return made


def waits(cast: Cast) -> bool:
    found = todos.waiting(cast.association, cast.chief, ROLE_PERMISSIONS[Role.CHIEF], clock.today())
    return any(each.what == "Kungör sammanträdet" and each.is_alarm for each in found)


def test_it_goes_to_the_members_with_what_is_marked_and_nothing_by_its_heading(cast: Cast, meeting: Meeting):
    assert waits(cast)
    proclaim(meeting=meeting, document=build_proclamation(meeting), file=file(cast, "k.pdf"), by=cast.chief)
    letters = Letter.objects.filter(subject__startswith="Kungörelse")
    assert sorted(each.to for each in letters) == sorted(
        [cast.kommun.registrar_email, cast.region.registrar_email]
    )
    for letter in letters:
        assert sorted(each.name for each in letter.documents.all()) == ["forslag.pdf", "k.pdf"]
        assert "Storgatan 6" in letter.body
        assert "personal" not in letter.body
    assert not waits(cast)


def test_another_hour_after_the_kungorelse_asks_for_a_new_one(cast: Cast, meeting: Meeting):
    proclaim(meeting=meeting, document=build_proclamation(meeting), file=file(cast, "k.pdf"), by=cast.chief)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=dt.time(14))
    found = todos.waiting(cast.association, cast.chief, ROLE_PERMISSIONS[Role.CHIEF], clock.today())
    assert [each.about for each in found if each.what == "Skicka en ny kungörelse"] == [
        "Styrelsen fredag 6\u00a0maj 2022: kungörelsen säger en annan tid eller plats"
    ]
    page = client_of(cast.chief).get(f"/exempel/sammantraden/{meeting.pk}/").content.decode()
    assert "med en annan tid eller plats" in page


def test_anyone_reads_it_on_the_public_page(cast: Cast, meeting: Meeting, client):
    where = f"/exempel/offentligt/kungorelser/{meeting.pk}/"
    assert client.get(where).status_code == 404
    proclaim(meeting=meeting, document=build_proclamation(meeting), file=file(cast, "k.pdf"), by=cast.chief)
    assert where in client.get("/exempel/offentligt/").content.decode()
    assert client.get(where).status_code == 200


def test_a_kungorelse_of_what_has_changed_is_refused(cast: Cast, meeting: Meeting):
    old = build_proclamation(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(place="Rådhuset")
    with pytest.raises(DomainError, match="ändrades"):
        proclaim(meeting=meeting, document=old, file=file(cast, "k.pdf"), by=cast.chief)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("facts", [{"is_public": False}, {"state": MeetingState.CANCELLED}])
def test_only_a_public_meeting_ahead_is_kungjort(cast: Cast, meeting: Meeting, facts):
    Meeting.objects.filter(pk=meeting.pk).update(**facts)
    with pytest.raises(DomainError):
        proclaim(
            meeting=meeting, document=build_proclamation(meeting), file=file(cast, "k.pdf"), by=cast.chief
        )


def test_the_meeting_says_whether_it_is_kungjort_and_the_office_does_it_in_one_click(
    cast: Cast, meeting: Meeting, django_capture_on_commit_callbacks
):
    client, page = client_of(cast.chief), f"/exempel/sammantraden/{meeting.pk}/"
    assert "Inte kungjort" in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}kungor/")
    meeting.refresh_from_db()
    assert meeting.proclamation.name == "Kungörelse, sammanträde 2022-05-06.pdf"


def test_it_is_printed_soundly(cast: Cast, meeting: Meeting, tmp_path):
    path = tmp_path / "k.pdf"
    path.write_bytes(printing.render(cast.association, "kungorelse", "2022-05-06"))
    assert findings(path) == {"k.pdf": []}
