"""A medlemssamråd that two förbund hold together: one owns it, the other sees it by a share and writes its own part."""

import datetime as dt
from types import SimpleNamespace

import pytest

from board.actions.meetings import MeetingPlan, plan_meeting
from finsam import clock
from finsam.errors import DomainError
from finsam.models import AuditEvent
from finsam.states import BodyKind
from reporting.actions.members_meetings import add_wish
from reporting.actions.shared_meetings import share_meeting, stop_sharing, write_part
from reporting.models import MeetingShare, Wish
from reporting.queries.members_meetings import meetings_of, wishes_for
from tests.cast import Cast, client_of, make_cast
from tests.factories import make_body, make_meeting

DAY = dt.date(2022, 5, 23)


@pytest.fixture
def joint(cast: Cast) -> SimpleNamespace:
    """A samråd that `cast` holds, and a guest with a förbund of its own."""
    body = make_body(association=cast.association, kind=BodyKind.CONSULTATION, name="Medlemssamråd")
    meeting = plan_meeting(
        body=body, plan=MeetingPlan(DAY, dt.time(9), place="Gästgivargården"), by=cast.chief
    )
    return SimpleNamespace(host=cast, guest=make_cast("grannar"), meeting=meeting)


def share(joint: SimpleNamespace) -> MeetingShare:
    return share_meeting(meeting=joint.meeting, name="grannar", by=joint.host.chief)


def test_the_host_shares_and_the_guest_writes_its_own_part_and_wishes(joint):
    host, guest = client_of(joint.host.officer), client_of(joint.guest.officer)
    page = f"/exempel/medlemssamrad/{joint.meeting.pk}/"
    said = host.post(f"{page}dela/", {"name": "Nirgends"}, follow=True).content.decode()
    assert "Inget förbund här heter så" in said
    host.post(f"{page}dela/", {"name": "GRANNAR"})
    row = MeetingShare.objects.get()
    assert AuditEvent.objects.filter(verb="delade medlemssamråd").count() == 2
    theirs = row.get_absolute_url()
    assert theirs in guest.get("/grannar/medlemssamrad/").content.decode()
    shown = guest.get(theirs).content.decode()
    assert "Gästgivargården" in shown
    assert "Förbundets verksamhet och resultat" in shown
    guest.post(f"{theirs}del/", {"part": "Vi sparar.", "seen": ""})
    wish = {"text": "Fler unga", "member": joint.guest.kommun.pk, "year": "2023"}
    guest.post(f"{theirs}onskemal/", wish)
    read = host.get(page).content.decode()
    assert "Vi sparar." in read
    assert "Fler unga" in read
    assert [each.text for each in wishes_for(joint.guest.association, 2023)] == ["Fler unga"]
    assert wishes_for(joint.host.association, 2023) == []
    assert [each.wish_count for each in meetings_of(joint.host.association)] == [0]
    considered = {"text": "Fler unga", "considered": "Nytt mål."}
    done = guest.post(f"/grannar/medlemssamrad/onskemal/{Wish.objects.get().pk}/", considered)
    assert done.url == theirs


def test_who_has_no_share_reaches_nothing_of_it(joint):
    row = share(joint)
    third = make_cast("tredje")
    for path in (f"medlemssamrad/delat/{row.pk}/", f"medlemssamrad/{joint.meeting.pk}/"):
        assert client_of(third.chief).get(f"/tredje/{path}").status_code == 404
    guest = client_of(joint.guest.chief)
    assert guest.get(f"/grannar/medlemssamrad/{joint.meeting.pk}/").status_code == 404
    assert guest.post(f"/grannar/medlemssamrad/delat/{row.pk}/sluta/").status_code == 404
    with pytest.raises(DomainError, match="inte delat"):
        add_wish(meeting=joint.meeting, text="Mer", year=2023, by=third.chief)


def test_the_guest_reads_no_heading_that_the_host_holds_back(joint):
    row = share(joint)
    facts = {"ground": "21 kap. 1 §", "made_at": clock.now(), "made_by": joint.host.chief}
    joint.meeting.withholdings.create(words="Presentation", **facts)
    assert "Presentation" not in client_of(joint.guest.chief).get(row.get_absolute_url()).content.decode()


def test_two_who_write_the_part_at_once_lose_nothing(joint):
    row = share(joint)
    write_part(share=row, part="Först.", seen="", by=joint.guest.chief)
    answer = client_of(joint.guest.officer).post(
        f"{row.get_absolute_url()}del/", {"part": "Sedan.", "seen": ""}
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Sedan." in said
    assert "Först." in said
    row.refresh_from_db()
    assert row.part == "Först."
    assert (
        '<input type="hidden" name="seen" value="Först."' in said
    )  # so that what is put together can be saved


def test_a_share_ends_only_while_nothing_is_written_in_it(joint):
    row = share(joint)
    with pytest.raises(DomainError, match="redan delat"):
        share(joint)
    write_part(share=row, part="Vi sparar.", seen="", by=joint.guest.chief)
    with pytest.raises(DomainError, match="har skrivit sin del"):
        stop_sharing(share=row, by=joint.host.chief)
    write_part(share=row, part="", seen="Vi sparar.", by=joint.guest.chief)
    stop_sharing(share=row, by=joint.host.chief)
    assert not MeetingShare.objects.exists()


def test_only_a_samrad_is_shared(joint):
    board = make_meeting(body=joint.host.board)
    with pytest.raises(DomainError, match="hör till medlemssamrådet"):
        share_meeting(meeting=board, name="grannar", by=joint.host.chief)
