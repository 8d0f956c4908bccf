"""A protocol is sent as one frozen version, signed by three, returned with a reason, and corrected by a new one."""

import datetime as dt
import itertools

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from board.actions import protocol as acts
from board.actions import signing
from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.actions.comments import save_comment
from board.actions.session import add_in_session
from board.models import Protocol, Signing
from board.queries.warnings import before_sending
from board.states import PROTOCOL_TRANSITIONS, ProtocolKind, ProtocolState, SigningRole
from finsam import seal
from finsam.errors import DomainError
from finsam.files import store
from tests.board.meetings import adjust_meeting, make_held_meeting, send, send_protocol
from tests.board.test_attachments import a_picture
from tests.cast import Cast, client_of

CODE = "Kod i mejl till x@example.se"
AT = dt.datetime(2022, 4, 4, 12, 0, tzinfo=dt.UTC)


def place_of(protocol: Protocol, role: SigningRole) -> Signing:
    return protocol.signings.select_related("person").get(role=role)


def sign_by(protocol: Protocol, role: SigningRole, at: dt.datetime = AT) -> Protocol:
    place = place_of(protocol, role)
    return signing.sign(signing=place, by=place.person, identified=CODE, at=at)


def test_sending_freezes_the_text_and_asks_secretary_chair_and_adjuster(
    cast: Cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        protocol = send(make_held_meeting(cast), cast)

    assert protocol.state == ProtocolState.FOR_SIGNING
    assert [place.person for place in protocol.signings.all()] == [cast.chief, cast.chair, cast.adjuster]
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        p.email for p in (cast.chief, cast.chair, cast.adjuster)
    )
    assert {letter.attachments[0].mimetype for letter in mail.outbox} == {"application/pdf"}


def test_a_protocol_without_adjuster_is_not_sent(cast: Cast):
    meeting = make_held_meeting(cast)
    meeting.adjusters.all().delete()

    with pytest.raises(DomainError, match="Ingen justerare är vald"):
        send(meeting, cast)

    assert meeting.protocols.get().state == ProtocolState.DRAFT


def test_a_protocol_that_changed_while_it_was_typeset_is_not_sent(cast: Cast):
    meeting = make_held_meeting(cast)
    protocol = acts.ensure_main_protocol(meeting=meeting, by=cast.chief)

    with pytest.raises(DomainError, match="ändrades medan filen sattes"):
        acts.submit_for_signing(
            protocol=protocol, typeset=b"%PDF-", made_from={"something": "else"}, by=cast.chief
        )


def test_the_last_of_chair_and_adjuster_gives_the_date_of_justering(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)

    sign_by(protocol, SigningRole.ADJUSTER, AT)
    sign_by(protocol, SigningRole.CHAIR, AT + dt.timedelta(days=2))
    signed = sign_by(protocol, SigningRole.SECRETARY, AT + dt.timedelta(days=3))

    assert signed.adjusted_on == dt.date(2022, 4, 6)
    assert signed.state == ProtocolState.SIGNED


def test_each_signature_is_a_revision_that_begins_with_the_former_file(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    roles = (SigningRole.SECRETARY, SigningRole.CHAIR, SigningRole.ADJUSTER)

    versions = [
        store.read(protocol.frozen),
        *(store.read(sign_by(protocol, role).document) for role in roles),
    ]

    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(versions))
    assert [each.is_intact for each in seal.verify(versions[-1]).seals] == [True, True, True]


def test_nobody_signs_in_another_ones_place(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)

    with pytest.raises(DomainError, match="någon annans underskrift"):
        signing.sign(signing=place_of(protocol, SigningRole.CHAIR), by=cast.adjuster, identified=CODE, at=AT)


def test_signing_twice_is_refused_and_changes_nothing(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    first = sign_by(protocol, SigningRole.CHAIR)

    with pytest.raises(DomainError, match="redan signerat"):
        sign_by(protocol, SigningRole.CHAIR)

    protocol.refresh_from_db()
    assert protocol.document_id == first.document_id


def test_a_returned_protocol_is_a_draft_and_earlier_signatures_count_no_more(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    sign_by(protocol, SigningRole.CHAIR)

    signing.send_back(protocol=protocol, reason="Datumet i § 2 är fel.", by=cast.adjuster)

    protocol.refresh_from_db()
    assert protocol.state == ProtocolState.DRAFT
    assert protocol.signings.count() == 0
    assert protocol.return_reason == "Datumet i § 2 är fel."


def test_one_who_has_signed_cannot_return_it(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    sign_by(protocol, SigningRole.CHAIR)

    with pytest.raises(DomainError, match="inte har gjort det"):
        signing.send_back(protocol=protocol, reason="Ångrade mig.", by=cast.chair)


def test_the_office_takes_back_only_while_nobody_has_signed(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    sign_by(protocol, SigningRole.SECRETARY)

    with pytest.raises(DomainError):
        signing.send_back(protocol=protocol, reason="Jag vill ändra.", by=cast.chief)


def test_anyone_of_the_office_takes_back_what_another_of_it_sent(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    page = reverse("protocol_detail", args=[cast.association.slug, protocol.pk])
    assert "Ta tillbaka" in client_of(cast.officer).get(page).content.decode()

    signing.send_back(protocol=protocol, reason="Ett belopp är fel.", by=cast.officer)

    protocol.refresh_from_db()
    assert (protocol.state, protocol.returned_by) == (ProtocolState.DRAFT, cast.officer)


@pytest.mark.parametrize("who", ["member", "contact", "auditor"])
def test_no_one_else_takes_it_back(cast: Cast, who: str):
    protocol = send(make_held_meeting(cast), cast)
    assert not protocol.signings.filter(person=getattr(cast, who)).exists()

    with pytest.raises(DomainError, match="Kansliet kan ta tillbaka"):
        signing.send_back(protocol=protocol, reason="Ett belopp är fel.", by=getattr(cast, who))


NOTHING_MORE = {
    "draft": "Öppna mötet igen",
    "sent": "Ta tillbaka det först",
    "signed": "Rätta protokollet på dess sida, eller ta upp ärendet på nästa sammanträde",
}


@pytest.mark.parametrize("how_far", list(NOTHING_MORE))
def test_no_paragraph_comes_to_a_meeting_that_is_over_and_one_is_told_what_to_do(cast: Cast, how_far: str):
    meeting = make_held_meeting(cast)
    if how_far == "sent":
        send(meeting, cast)
    if how_far == "signed":
        adjust_meeting(meeting, cast)
    for add in (
        lambda: add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Nytt"), by=cast.chief),
        lambda: add_in_session(meeting=meeting, heading="Nytt", by=cast.chief),
    ):
        with pytest.raises(DomainError, match=NOTHING_MORE[how_far]):
            add()
    page = reverse("paragraph_add", args=[cast.association.slug, meeting.pk])
    shown = client_of(cast.chief).get(page, follow=True).content.decode()
    assert NOTHING_MORE[how_far] in shown


def test_no_handling_comes_to_a_signed_paragraph_and_one_is_told_what_to_do(cast: Cast):
    meeting = make_held_meeting(cast)
    adjust_meeting(meeting, cast)
    paragraph = meeting.paragraphs.first()
    told = "Rätta protokollet på dess sida, eller ta upp saken på nästa sammanträde"
    with pytest.raises(DomainError, match=told):
        attach(paragraph=paragraph, name="bilaga.png", content=a_picture("PNG"), by=cast.chief)
    page = reverse("attachment_add", args=[cast.association.slug, paragraph.pk])
    assert told in client_of(cast.chief).get(page, follow=True).content.decode()


def test_a_signed_protocol_is_not_removed(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)

    with pytest.raises(DomainError, match="tas inte bort"), transaction.atomic():
        protocol.delete()
    with pytest.raises(DomainError, match="tas inte bort"), transaction.atomic():
        Protocol.objects.filter(pk=protocol.pk).delete()


def test_an_immediate_paragraph_has_its_own_protocol_and_is_adjusted_by_exactly_one(cast: Cast):
    meeting = make_held_meeting(cast)
    main = acts.ensure_main_protocol(meeting=meeting, by=cast.chief)
    paragraph = meeting.paragraphs.get(heading="Årsredovisning för 2021")

    immediate = acts.start_immediate(paragraph=paragraph, by=cast.chief)

    assert list(immediate.paragraphs.all()) == [paragraph]
    assert paragraph not in main.paragraphs.all()
    assert acts.start_immediate(paragraph=paragraph, by=cast.chief) == immediate


def test_the_main_protocol_prints_the_immediate_paragraph_and_says_when_it_was_adjusted(cast: Cast):
    meeting = make_held_meeting(cast)
    paragraph = meeting.paragraphs.get(heading="Årsredovisning för 2021")
    immediate = send_protocol(acts.start_immediate(paragraph=paragraph, by=cast.chief), cast)
    sign_by(immediate, SigningRole.CHAIR, dt.datetime(2022, 3, 25, 12, 0, tzinfo=dt.UTC))
    sign_by(immediate, SigningRole.ADJUSTER, dt.datetime(2022, 3, 25, 13, 0, tzinfo=dt.UTC))

    main = send(meeting, cast)

    sections = main.content["sections"]
    assert [section["heading"] for section in sections] == ["Öppnande", "Årsredovisning för 2021"]
    assert sections[1]["adjusted_immediately_on"] == "2022-03-25"


def test_a_correction_is_a_new_protocol_and_the_old_one_stays(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    for role in SigningRole.values:
        sign_by(protocol, SigningRole(role))
    protocol.refresh_from_db()
    before = protocol.document_id
    paragraph = protocol.paragraphs.first()

    correction = acts.correct(
        protocol=protocol, paragraphs=[paragraph], reason="Ska vara 2021.", by=cast.chief
    )

    protocol.refresh_from_db()
    assert (correction.kind, correction.corrects, protocol.document_id) == (
        ProtocolKind.CORRECTION,
        protocol,
        before,
    )


def test_what_is_sent_or_no_correction_is_not_changed_as_one(cast: Cast):
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    with pytest.raises(DomainError, match="Bara en rättelse"):
        acts.change_correction(
            correction=protocol, paragraphs=list(protocol.paragraphs.all()), reason="Ny", by=cast.chief
        )


def test_a_correction_has_fourteen_days_from_when_it_was_sent(cast: Cast):
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    correction = acts.correct(
        protocol=protocol, paragraphs=[protocol.paragraphs.first()], reason="Ska vara 2021.", by=cast.chief
    )
    assert correction.due_on is None
    correction.sent_at = dt.datetime(2022, 6, 1, 8, 0, tzinfo=dt.UTC)
    assert (protocol.due_on, correction.due_on) == (dt.date(2022, 4, 8), dt.date(2022, 6, 15))


def test_a_draft_is_not_corrected_but_changed(cast: Cast):
    protocol = acts.ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)

    with pytest.raises(DomainError, match="Bara ett justerat protokoll rättas"):
        acts.correct(
            protocol=protocol, paragraphs=list(protocol.paragraphs.all()), reason="Fel", by=cast.chief
        )


def test_a_protocol_signed_elsewhere_is_taken_in_instead(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)

    taken = signing.take_in_signed(
        protocol=protocol, content=b"%PDF-1.7 ...", adjusted_on=dt.date(2022, 4, 1), by=cast.chief
    )

    assert (taken.state, taken.adjusted_on) == (ProtocolState.SIGNED, dt.date(2022, 4, 1))


def test_a_file_that_is_no_pdf_is_not_taken_in(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)

    with pytest.raises(DomainError, match="inte en PDF"):
        signing.take_in_signed(
            protocol=protocol, content=b"PK\x03\x04", adjusted_on=dt.date(2022, 4, 1), by=cast.chief
        )


def test_an_empty_comment_removes_the_comment(cast: Cast):
    protocol = send(make_held_meeting(cast), cast)
    paragraph = protocol.paragraphs.first()
    save_comment(protocol=protocol, paragraph=paragraph, text="Fel datum.", by=cast.adjuster)

    save_comment(protocol=protocol, paragraph=paragraph, text="  ", by=cast.adjuster)

    assert protocol.comments.count() == 0


@pytest.mark.parametrize(("start", "end"), list(itertools.product(ProtocolState, ProtocolState)))
def test_only_the_legal_moves_are_made(start: ProtocolState, end: ProtocolState):
    row = Protocol(state=start)

    if end in PROTOCOL_TRANSITIONS[start]:
        acts.move_protocol(row, end)
        assert row.state == end
    else:
        with pytest.raises(DomainError):
            acts.move_protocol(row, end)
        assert row.state == start


def test_a_begun_immediate_protocol_is_dropped_and_its_paragraph_goes_back(cast: Cast):
    meeting = make_held_meeting(cast)
    main = acts.ensure_main_protocol(meeting=meeting, by=cast.chief)
    paragraph = meeting.paragraphs.get(heading="Årsredovisning för 2021")
    immediate = acts.start_immediate(paragraph=paragraph, by=cast.chief)

    acts.drop_draft(protocol=immediate, by=cast.chief)

    paragraph.refresh_from_db()
    assert (paragraph.is_immediate, list(paragraph.protocols.all())) == (False, [main])


def test_the_main_protocol_and_what_is_sent_are_not_dropped(cast: Cast):
    meeting = make_held_meeting(cast)
    main = acts.ensure_main_protocol(meeting=meeting, by=cast.chief)

    with pytest.raises(DomainError, match="påbörjat utkast"):
        acts.drop_draft(protocol=main, by=cast.chief)


def test_signs_that_print_cannot_show_are_told_before_sending(cast: Cast):
    meeting = make_held_meeting(cast)
    paragraph = meeting.paragraphs.exclude(number=None).first()
    paragraph.heading = "Åtgärd 😀 för Nguyễn ✓"
    paragraph.save(update_fields=["heading"])
    told = [each.what for each in before_sending(meeting) if "skrivas ut" in each.what]
    assert told == [f"§ {paragraph.number}: ”😀” kan inte skrivas ut."]
