"""The pages of those who sign, and of the office that sends."""

import datetime as dt
import io
import re

import pikepdf
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from board.actions import protocol as acts
from board.actions import signing
from board.mail.signing import tell_of_adjusting
from board.models import Decision, Protocol
from board.states import ProtocolState, SigningRole
from finsam.access import reauth
from finsam.actions.people import change_person
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent, Person
from tests.board.meetings import adjust_meeting, make_held_meeting, send, send_protocol
from tests.cast import Cast, client_of
from tests.pages import in_one_line


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """A protocol that waits for its three signatures."""
    return send(make_held_meeting(cast), cast)


def url(name: str, protocol: Protocol, *more: object) -> str:
    return reverse(name, args=[protocol.meeting.body.association.slug, protocol.pk, *more])


def code_in_the_last_mail() -> str:
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    assert found
    return found.group()


def test_an_adjuster_reads_the_whole_protocol_and_signs_with_a_mailed_code(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)

    page = client.get(url("protocol_sign", protocol))
    client.post(url("protocol_sign", protocol))
    answer = client.post(url("protocol_sign_code", protocol), {"code": code_in_the_last_mail()}, follow=True)

    assert "Årsredovisning för 2021" in page.content.decode()
    assert "Din underskrift finns i protokollet" in answer.content.decode()
    assert protocol.signings.get(role=SigningRole.ADJUSTER).signed_at is not None


def signed_by_its_page(cast: Cast, protocol: Protocol, **session: object) -> Protocol:
    client = client_of(cast.adjuster)
    kept = client.session
    kept.update(session)
    kept.save()
    client.post(url("protocol_sign", protocol))
    client.post(url("protocol_sign_code", protocol), {"code": code_in_the_last_mail()})
    return Protocol.objects.get(pk=protocol.pk)


def test_by_what_a_signer_was_known_is_kept_logged_and_printed_without_her_address(
    cast: Cast, protocol: Protocol
):
    signed = signed_by_its_page(cast, protocol)
    place = signed.signings.get(role=SigningRole.ADJUSTER)
    assert place.identified == f"Kod i mejl till {cast.adjuster.email}"
    assert AuditEvent.objects.get(verb="signerade").facts["identified"] == place.identified
    assert signed.document
    with pikepdf.open(io.BytesIO(store.read(signed.document))) as paper:
        values = [field.V for field in paper.Root.AcroForm.Fields if "/V" in field]
        reason = [str(value.Reason) for value in values if "/Reason" in value]
    assert [each.rpartition(", ")[2] for each in reason] == ["Kod i mejl"]


def test_a_passkey_that_she_had_logged_in_with_is_said_too(cast: Cast, protocol: Protocol):
    used = [{"method": "code", "at": 1}, {"method": "mfa", "type": "webauthn", "at": 2}]
    signed = signed_by_its_page(
        cast,
        protocol,
        account_authentication_methods=used,
        account_authentication_methods_user=str(cast.adjuster.user_id),
    )
    said = signed.signings.get(role=SigningRole.ADJUSTER).identified
    assert said == f"Kod i mejl till {cast.adjuster.email}, inloggad med passnyckel"
    assert reauth.as_printed(said) == "Kod i mejl, inloggad med passnyckel"


def test_one_whose_address_the_office_has_just_changed_does_not_sign_for_a_day(
    cast: Cast, protocol: Protocol, django_capture_on_commit_callbacks
):
    old = cast.adjuster.email
    with django_capture_on_commit_callbacks(execute=True):
        change_person(person=cast.adjuster, name=cast.adjuster.name, email="ny@example.se", by=cast.chief)
    told = [letter.subject for letter in mail.outbox if letter.to == [old]]
    sent = len(mail.outbox)
    client = client_of(Person.objects.get(pk=cast.adjuster.pk))
    refused = client.post(url("protocol_sign", protocol), follow=True).content.decode()
    assert ("Din e-postadress är ändrad" in told, "ändrades av" in refused) == (True, True)
    assert len(mail.outbox) == sent
    assert not protocol.signings.filter(signed_at__isnull=False).exists()


def test_a_wrong_code_signs_nothing_and_says_what_to_do(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    client.post(url("protocol_sign", protocol))

    answer = client.post(url("protocol_sign_code", protocol), {"code": "not it"})

    assert answer.status_code == 422
    assert "Koden stämmer inte" in answer.content.decode()
    assert protocol.signings.filter(signed_at__isnull=False).count() == 0


def test_a_code_sent_twice_signs_once(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    client.post(url("protocol_sign", protocol))
    code = code_in_the_last_mail()

    client.post(url("protocol_sign_code", protocol), {"code": code})
    again = client.post(url("protocol_sign_code", protocol), {"code": code})

    assert again.status_code == 302
    assert protocol.signings.filter(signed_at__isnull=False).count() == 1


def test_a_member_who_does_not_sign_finds_no_page_to_sign(cast: Cast, protocol: Protocol):
    assert client_of(cast.member).get(url("protocol_sign", protocol)).status_code == 404


def test_the_neighbour_finds_no_protocol(cast: Cast, protocol: Protocol):
    assert client_of(cast.outsider).get(url("protocol_detail", protocol)).status_code == 404


def test_a_draft_is_for_the_office_alone(cast: Cast):
    draft = acts.ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)

    assert client_of(cast.member).get(url("protocol_detail", draft)).status_code == 404
    assert client_of(cast.chief).get(url("protocol_detail", draft)).status_code == 200


def test_a_comment_is_kept_and_offered_as_the_reason_to_return(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    paragraph = protocol.paragraphs.order_by("number").last()

    typed = {f"comment-{paragraph.pk}": "Det var den 18 mars.", "act": f"comment:{paragraph.pk}"}
    answer = client.post(url("protocol_sign", protocol), typed)
    page = client.get(url("protocol_return", protocol)).content.decode()

    assert answer.url.endswith("#p2")
    assert "§ 2: Det var den 18 mars." in page


def test_a_comment_just_typed_goes_along_when_the_protocol_is_sent_back(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    paragraph = protocol.paragraphs.order_by("number").last()

    typed = {f"comment-{paragraph.pk}": "Det var den 18 mars.", "act": "return"}
    page = client.post(url("protocol_sign", protocol), typed, follow=True).content.decode()

    assert "§ 2: Det var den 18 mars." in page


def test_a_comment_is_taken_away_by_its_own_button(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    paragraph = protocol.paragraphs.order_by("number").last()
    name = f"comment-{paragraph.pk}"

    client.post(url("protocol_sign", protocol), {name: "Fel dag.", "act": f"comment:{paragraph.pk}"})
    client.post(url("protocol_sign", protocol), {name: "Fel dag.", "act": f"remove:{paragraph.pk}"})

    assert not protocol.comments.exists()


# ---- No comment is lost


def typed(protocol: Protocol, text: str, act: str = "sign", **more: str) -> dict[str, str]:
    """What the page of a signer posts with a comment to its last §."""
    paragraph = protocol.paragraphs.order_by("number").last()
    return {f"comment-{paragraph.pk}": text, "act": act} | {
        f"{name}-{paragraph.pk}": value for name, value in more.items()
    }


def test_a_comment_typed_while_another_sent_it_back_comes_to_the_office(cast: Cast, protocol: Protocol):
    signing.send_back(protocol=protocol, reason="Fel belopp.", by=cast.chair)

    page = (
        client_of(cast.adjuster)
        .post(url("protocol_sign", protocol), typed(protocol, "Fel dag."))
        .content.decode()
    )

    assert ("Din kommentar är sparad" in page, "Fel belopp." in page) == (True, True)
    office = client_of(cast.chief).get(protocol.get_absolute_url()).content.decode()
    assert ("Fel dag." in office, cast.adjuster.name in office) == (True, True)


def test_a_reason_typed_while_another_sent_it_back_is_shown_to_be_copied(cast: Cast, protocol: Protocol):
    signing.send_back(protocol=protocol, reason="Fel belopp.", by=cast.chair)

    page = (
        client_of(cast.adjuster)
        .post(url("protocol_return", protocol), {"reason": "Fel dag i § 2."})
        .content.decode()
    )

    assert ("Det du skrev är inte sparat" in page, "Fel dag i § 2." in page) == (True, True)


def test_a_comment_typed_in_a_tab_left_open_after_signing_is_shown_to_be_copied(
    cast: Cast, protocol: Protocol
):
    signed_by_its_page(cast, protocol)

    page = (
        client_of(cast.adjuster)
        .post(url("protocol_sign", protocol), typed(protocol, "Fel dag."))
        .content.decode()
    )

    assert ("Det du skrev är inte sparat" in page, "Fel dag." in page, "Du har signerat" in page) == (
        True,
        True,
        True,
    )
    assert not protocol.comments.exists()


def test_a_page_left_open_in_another_tab_takes_no_comment_back(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    client.post(url("protocol_sign", protocol), typed(protocol, "Fel dag.", "comment:0"))
    client.post(url("protocol_sign", protocol), typed(protocol, "", "comment:0"))
    client.post(
        url("protocol_sign", protocol),
        typed(protocol, "Fel dag. Och fel\r\nbelopp.", "comment:0", was="Fel dag."),
    )
    client.post(url("protocol_sign", protocol), typed(protocol, "Fel dag.", "comment:0", was="Fel dag."))

    assert [each.text.splitlines() for each in protocol.comments.all()] == [["Fel dag. Och fel", "belopp."]]


def test_a_comment_emptied_on_its_page_goes(cast: Cast, protocol: Protocol):
    client = client_of(cast.adjuster)
    client.post(url("protocol_sign", protocol), typed(protocol, "Fel dag.", "comment:0"))
    page = client.get(url("protocol_sign", protocol)).content.decode()
    assert re.search(r'name="was-\d+" value="Fel dag."', page)
    client.post(url("protocol_sign", protocol), typed(protocol, "", "comment:0", was="Fel dag."))

    assert not protocol.comments.exists()


def test_a_comment_stands_on_the_page_when_no_code_could_be_sent(cast: Cast, protocol: Protocol, monkeypatch):
    def refuse(*_: object) -> None:
        raise DomainError("Vänta en stund.")

    monkeypatch.setattr("board.views.signing.reauth.send_code", refuse)
    answer = client_of(cast.adjuster).post(url("protocol_sign", protocol), typed(protocol, "Fel dag."))

    page = answer.content.decode()
    assert (answer.status_code, "Vänta en stund." in page, ">Fel dag.</textarea>" in page) == (
        422,
        True,
        True,
    )


def test_returning_without_a_reason_is_refused_and_keeps_the_protocol(cast: Cast, protocol: Protocol):
    answer = client_of(cast.adjuster).post(url("protocol_return", protocol), {"reason": " "})

    protocol.refresh_from_db()
    assert answer.status_code == 422
    assert protocol.state == ProtocolState.FOR_SIGNING


def test_reading_never_writes(cast: Cast, protocol: Protocol):
    client = client_of(cast.chief)

    client.get(url("protocol_detail", protocol))
    client.get(reverse("protocol_send", args=["exempel", protocol.meeting_id]))

    protocol.refresh_from_db()
    assert protocol.version == 1


def test_sending_says_what_is_missing_and_does_not_send(cast: Cast):
    meeting = make_held_meeting(cast)
    meeting.adjusters.all().delete()

    answer = client_of(cast.chief).post(reverse("protocol_send", args=["exempel", meeting.pk]))

    assert answer.status_code == 422
    assert "Ingen justerare är vald." in answer.content.decode()


def test_the_office_asks_for_the_protocol_to_be_sent_and_follows_the_job(cast: Cast):
    meeting = make_held_meeting(cast)

    answer = client_of(cast.chief).post(reverse("protocol_send", args=["exempel", meeting.pk]))

    job = cast.association.jobs.get()
    assert answer.url == reverse("job_detail", args=["exempel", job.pk])


def test_a_dropped_file_is_told_to_be_ours_and_unchanged(client, cast: Cast, protocol: Protocol):
    content = store.read(protocol.document)

    answer = client.post(reverse("verify"), {"file": _upload(content)})

    said = answer.content.decode()
    assert ("den gäller inte som den är" in said, "inte färdigsignerat" in said) == (True, True)
    for place in protocol.signings.select_related("person"):
        protocol = signing.sign(signing=place, by=place.person, identified="Kod i mejl")
    answer = client.post(reverse("verify"), {"file": _upload(store.read(protocol.document))})
    assert "Filen är vår och oförändrad" in answer.content.decode()


def test_a_signed_file_without_its_last_signature_is_not_taken_for_the_whole(
    client, cast: Cast, protocol: Protocol
):
    revisions = []
    for place in protocol.signings.select_related("person"):
        protocol = signing.sign(signing=place, by=place.person, identified="Kod i mejl")
        revisions.append(store.read(protocol.document))
    assert revisions[-1].startswith(revisions[-2])
    said = client.post(reverse("verify"), {"file": _upload(revisions[-2])}).content.decode()
    assert ("Filen är inte färdigsignerad." in said, "Filen är vår och oförändrad" in said) == (True, False)


def test_a_version_that_was_returned_is_told_to_be_replaced(client, cast: Cast, protocol: Protocol):
    first = store.read(protocol.document)
    signing.send_back(protocol=protocol, reason="Ett namn är fel.", by=cast.adjuster)
    protocol.refresh_from_db()
    protocol.meeting.paragraphs.update(heading="Ändrad")
    send_protocol(protocol, cast)
    said = client.post(reverse("verify"), {"file": _upload(first)}).content.decode()
    assert ("Den här versionen är ersatt" in said, "Filen är vår och oförändrad" in said) == (True, False)


def test_what_is_kept_and_never_left_the_house_is_not_told_of(client, cast: Cast, protocol: Protocol):
    paper = b"%PDF-1.7 a handling for the board"
    store.keep(
        paper, association=cast.association, name="lakarintyg.pdf", content_type="application/pdf", by=None,
        made_from=protocol.meeting.paragraphs.first(),
    )  # fmt: skip
    said = client.post(reverse("verify"), {"file": _upload(paper)}).content.decode()
    assert ("lakarintyg" in said, "vår och oförändrad" in said) == (False, False)


def test_a_signed_file_that_was_altered_is_told_to_be(client, cast: Cast, protocol: Protocol):
    place = protocol.signings.get(role=SigningRole.CHAIR)
    signed = store.read(signing.sign(signing=place, by=cast.chair, identified="Kod i mejl").document)

    answer = client.post(reverse("verify"), {"file": _upload(signed + b"\n% something more\n")})

    assert "Filen är vår men har ändrats" in answer.content.decode()


def test_a_file_whose_seal_is_ruined_is_told_to_be_altered(client, cast: Cast, protocol: Protocol):
    for place in protocol.signings.select_related("person"):
        protocol = signing.sign(signing=place, by=place.person, identified="Kod i mejl")
    content = store.read(protocol.document)
    start = content.rindex(b"/Contents <") + 400  # inside the last signature
    ruined = content[:start] + b"ffffffff" + content[start + 8 :]

    answer = client.post(reverse("verify"), {"file": _upload(ruined)})

    assert "Filen är vår men har ändrats" in answer.content.decode()


def test_an_unknown_file_and_rubbish_get_a_sentence(client, cast: Cast):
    answer = client.post(reverse("verify"), {"file": _upload(b"%PDF-1.4 rubbish")})

    assert answer.status_code == 200
    assert "går inte att läsa" in answer.content.decode() or "inte känd här" in answer.content.decode()


def _upload(content: bytes):
    return SimpleUploadedFile("protokoll.pdf", content, content_type="application/pdf")


def test_a_rattelse_shows_what_it_says_before_it_is_sent(cast: Cast):
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    paragraph = protocol.paragraphs.order_by("number").first()
    assert paragraph
    rattelse = acts.correct(
        protocol=protocol, paragraphs=[paragraph], reason="Mötet öppnades 8.45.", by=cast.chief
    )
    page = client_of(cast.chief).get(url("protocol_send_own", rattelse))
    assert page.context["what"] == f"Rättelse av protokoll, §\u00a0{paragraph.number}."
    assert "<p>Mötet öppnades 8.45.</p>" in page.content.decode()


def test_a_rattelse_that_came_back_is_changed(cast: Cast):
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    first, second = protocol.paragraphs.order_by("number")
    rattelse = acts.correct(protocol=protocol, paragraphs=[first], reason="Kl. 8.45.", by=cast.chief)
    page = client_of(cast.chief).get(url("protocol_correct", rattelse))
    assert ("Kl. 8.45." in page.content.decode(), "Ändra rättelsen" in page.content.decode()) == (True, True)
    answer = client_of(cast.chief).post(
        url("protocol_correct", rattelse), {"paragraphs": [second.pk], "reason": "Kl. 8.50."}
    )
    rattelse.refresh_from_db()
    assert (rattelse.correction_html, list(rattelse.paragraphs.all())) == ("Kl. 8.50.", [second])
    assert answer.url == url("protocol_send_own", rattelse)
    assert protocol.corrections.count() == 1


def test_the_secretary_is_led_to_the_anslag_when_it_is_justerat(
    cast: Cast, protocol: Protocol, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    Protocol.objects.filter(pk=protocol.pk).update(adjusted_on=dt.date(2022, 4, 5))
    protocol.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        tell_of_adjusting(protocol)
    assert url("notice_detail", protocol) in mail.outbox[-1].body


def test_what_is_worth_a_look_is_of_the_paragraphs_that_are_sent(cast: Cast):
    meeting = make_held_meeting(cast)
    Decision.objects.filter(paragraph__meeting=meeting).delete()
    first, second = meeting.paragraphs.order_by("number")
    own = acts.start_immediate(paragraph=second, by=cast.chief)
    page = client_of(cast.chief).get(url("protocol_send_own", own))
    assert {remark.paragraph_id for remark in page.context["findings"]} == {second.pk}
    whole = client_of(cast.chief).get(reverse("protocol_send", args=["exempel", meeting.pk]))
    assert first.pk in {remark.paragraph_id for remark in whole.context["findings"]}


# ---- What the signer is told: who was there, what a new version changes, and what became of one that came back


def send_again(protocol: Protocol, cast: Cast, *, by: str = "chair", change=None) -> Protocol:
    """Have the protocol sent back, changed and sent anew."""
    signing.send_back(protocol=protocol, reason="Fel belopp i § 2.", by=getattr(cast, by))
    if change:
        change()
    return send_protocol(
        Protocol.objects.select_related("meeting__body__association").get(pk=protocol.pk), cast
    )


def test_the_page_of_a_signer_shows_time_place_and_who_was_there(cast: Cast, protocol: Protocol):
    page = client_of(cast.adjuster).get(url("protocol_sign", protocol)).content.decode()

    assert "Fredagen den 25\xa0mars 2022 kl. 8.30–11.30, Stadshuset" in page
    for person in (cast.chair, cast.vice, cast.member):
        assert f'<th scope="row">{person.name}</th>' in page


def test_a_first_version_marks_nothing_as_changed(cast: Cast, protocol: Protocol):
    page = client_of(cast.adjuster).get(url("protocol_sign", protocol)).content.decode()

    assert "förra versionen" not in page


def test_a_second_version_marks_what_is_changed_and_what_is_not(cast: Cast, protocol: Protocol):
    def change() -> None:
        Decision.objects.filter(paragraph__number=2).update(text="fastställa årsredovisningen")

    send_again(protocol, cast, change=change)
    page = client_of(cast.adjuster).get(url("protocol_sign", protocol)).content.decode()

    assert "Ändrat sedan förra versionen: besluten" in page
    assert ("<del>notera</del>" in page, "<ins>fastställa</ins>" in page) == (
        True,
        True,
    )
    assert in_one_line(page).count('<li><a href="#p') == 1


def test_a_second_version_says_when_attendance_is_changed(cast: Cast, protocol: Protocol):
    send_again(
        protocol,
        cast,
        change=lambda: protocol.meeting.attendances.filter(person=cast.member).update(is_present=False),
    )
    page = client_of(cast.adjuster).get(url("protocol_sign", protocol)).content.decode()

    assert '<a href="#narvaro">Närvaron och frånvarande</a>' in in_one_line(page)


def test_a_second_version_that_is_the_same_says_so(cast: Cast, protocol: Protocol):
    send_again(protocol, cast)
    page = client_of(cast.adjuster).get(url("protocol_sign", protocol)).content.decode()

    assert "Texten är densamma som i förra versionen." in page


def test_a_signers_old_link_says_who_sent_it_back_and_why(cast: Cast, protocol: Protocol):
    signing.send_back(protocol=protocol, reason="Fel belopp i § 2.", by=cast.chair)

    for name in ("protocol_sign", "protocol_sign_code", "protocol_return"):
        answer = client_of(cast.adjuster).get(url(name, protocol), follow=True)
        page = answer.content.decode()
        assert (answer.status_code, "skickades tillbaka till kansliet" in page) == (200, True)
        assert ("Fel belopp i § 2." in page, cast.chair.name in page) == (True, True)


def test_one_who_was_never_asked_still_finds_nothing(cast: Cast, protocol: Protocol):
    signing.send_back(protocol=protocol, reason="Fel belopp.", by=cast.chair)

    assert client_of(cast.member).get(url("protocol_sign", protocol)).status_code == 404


def test_the_others_are_told_that_it_came_back_and_the_one_who_did_it_is_not(
    cast: Cast, protocol: Protocol, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        signing.send_back(protocol=protocol, reason="Fel belopp i § 2.", by=cast.chair)

    told = {each.to[0]: each.subject.partition(":")[0] for each in mail.outbox}
    assert told == {cast.chief.email: "Protokollet kom tillbaka", cast.adjuster.email: "Protokollet ändras"}
    assert "Fel belopp i § 2." in mail.outbox[-1].body


def test_the_new_version_is_signed_as_usual_by_one_who_was_asked_before(cast: Cast, protocol: Protocol):
    send_again(protocol, cast)
    page = client_of(cast.adjuster).get(url("protocol_sign", protocol)).content.decode()

    assert "Justera protokollet" in page
