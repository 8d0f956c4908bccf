"""A member answers on the budget by a mailed link: its own, for one asking, and once."""

import datetime as dt
import re
from functools import partial

import pytest
from django.test import Client

from economy.actions.consultation import note_answer
from economy.models import Consultation, ConsultationAnswer
from finsam import clock
from finsam.access.links import GOOD_FOR
from finsam.errors import DomainError
from finsam.models import AuditEvent, Letter, Member
from reporting.actions.consulting import (
    mail_links,
    refuse_to_ask,
    send_for_consultation,
    tell_how_considered,
)
from reporting.actions.reminding import remind_members_as_set
from tests.cast import Cast, client_of, make_cast

TYPED = {"stance": "nej", "words": "Spara mer.", "name": "Rune, kommunchef"}


@pytest.fixture
def asked(cast: Cast) -> Consultation:
    """Every member has an address, and has been asked."""
    Member.objects.filter(association=cast.association, registrar_email="").update(
        registrar_email="d@example.se"
    )
    found = send_for_consultation(
        association=cast.association, year=2023, sent_on=clock.today(), answer_by=None, by=cast.chief
    )
    mail_links(consultation=found, plan=None, by=cast.chief)
    return found


def link_to(member: Member) -> str:
    """The path in the last letter that the member's registrator got."""
    letter = Letter.objects.filter(to=member.registrar_email).latest("pk")
    found = re.search(r"/exempel/samrad/svar/[\w-]+/", letter.body)
    assert found
    return found.group()


def row_of(asked: Consultation, member: Member) -> ConsultationAnswer:
    return asked.answers.get(member=member)


def test_each_member_has_a_link_of_its_own_and_only_the_hash_is_kept(cast, asked):
    assert Letter.objects.count() == 4
    secret = link_to(cast.kommun).rstrip("/").rpartition("/")[2]
    assert secret not in {each.secret_sha256 for each in asked.answers.all()}
    assert len({each.secret_sha256 for each in asked.answers.all()}) == 4


def test_an_answer_comes_without_a_login_and_whoever_asked_is_told(cast, asked):
    page = Client().post(link_to(cast.kommun), TYPED, follow=True)
    row = row_of(asked, cast.kommun)
    assert (row.answered_on, row.answer, row.answered_name) == (
        clock.today(),
        "Spara mer.",
        "Rune, kommunchef",
    )
    assert "Tack, Exempels kommun har svarat" in page.content.decode()
    assert "Spara mer." in Letter.objects.filter(to=cast.chief.email).latest("pk").body
    event = AuditEvent.objects.get(verb="svarade på samråd")
    assert event.by_id is None
    assert row_of(asked, cast.region).answered_on is None


def test_a_yes_needs_no_words_and_opinions_do(cast, asked):
    refused = Client().post(link_to(cast.region), TYPED | {"words": ""})
    assert refused.status_code == 422
    assert "Rune, kommunchef" in refused.content.decode()
    Client().post(link_to(cast.region), {"stance": "ja", "words": "", "name": "Rea"})
    assert row_of(asked, cast.region).answer == "Ställer sig bakom förslaget."


def test_a_link_is_used_once(cast, asked):
    path = link_to(cast.kommun)
    Client().post(path, TYPED)
    again = Client().post(path, TYPED | {"words": "Ändrat."})
    assert again.status_code == 422
    assert "Det ni skrev nu är inte sparat" in again.content.decode()
    assert "Ändrat." in again.content.decode()
    assert row_of(asked, cast.kommun).answer == "Spara mer."


def test_looking_answers_nothing(cast, asked):
    assert Client().get(link_to(cast.kommun)).status_code == 200
    assert row_of(asked, cast.kommun).answered_on is None


def test_an_earlier_link_ends_when_one_is_asked_anew(cast, asked):
    earlier = link_to(cast.kommun)
    mail_links(consultation=asked, plan=None, by=cast.chief)
    assert Client().get(earlier).status_code == 404
    assert Client().get(link_to(cast.kommun)).status_code == 200


def test_a_link_is_too_old_after_sixty_days(cast, asked, settings):
    path = link_to(cast.kommun)
    asked.answers.update(asked_at=clock.now() - GOOD_FOR - dt.timedelta(hours=1))
    assert "Länken gäller inte längre" in Client().post(path, TYPED).content.decode()


def test_what_the_office_has_written_in_is_not_asked_for(cast, asked):
    note_answer(
        answer=row_of(asked, cast.fk), answered_on=clock.today(), text="Ja.", considered="", by=cast.chief
    )
    assert cast.fk not in mail_links(consultation=asked, plan=None, by=cast.chief)
    for each in asked.answers.filter(answered_on=None):
        note_answer(answer=each, answered_on=clock.today(), text="Ja.", considered="", by=cast.chief)
    with pytest.raises(DomainError, match="Alla medlemmar har svarat"):
        refuse_to_ask(Consultation.objects.get(pk=asked.pk))


def test_nobody_is_asked_while_an_address_is_lacking(cast):
    found = send_for_consultation(
        association=cast.association, year=2023, sent_on=clock.today(), answer_by=None, by=cast.chief
    )
    page = client_of(cast.chief).post("/exempel/samrad/2023/mejla/", follow=True).content.decode()
    assert "Registratorns e-post saknas för Försäkringskassan" in page
    assert not found.answers.exclude(secret_sha256="").exists()


def test_a_link_opens_nothing_at_another_forbund(cast, asked):
    make_cast("annan")
    assert Client().get(link_to(cast.kommun).replace("exempel", "annan", 1)).status_code == 404


# ---- Reminded, and told what came of it


def test_who_has_not_answered_is_reminded_once_with_a_new_link_from_the_day_that_is_set(
    cast, asked, settings
):
    Consultation.objects.update(answer_by=clock.today() + dt.timedelta(days=20))
    Client().post(link_to(cast.kommun), TYPED)
    old = link_to(cast.region)
    remind_members_as_set(clock.today() + dt.timedelta(days=15))
    assert not Letter.objects.filter(subject__startswith="Påminnelse").exists()  # the förbund has set no days
    type(cast.association).objects.update(remind_member_days=7)
    for ahead in (12, 13, 14, 21):
        settings.FINSAM_TODAY = (asked.sent_on + dt.timedelta(days=ahead)).isoformat()
        remind_members_as_set(clock.today())
    reminders = Letter.objects.filter(subject__startswith="Påminnelse")
    assert sorted(reminders.values_list("to", flat=True)) == sorted(
        each.registrar_email for each in cast.association.members.exclude(pk=cast.kommun.pk)
    )
    assert Client().get(old).status_code == 404
    Client().post(link_to(cast.region), TYPED)
    assert row_of(asked, cast.region).answer == "Spara mer."


def test_a_member_is_told_once_how_its_answer_was_considered_and_again_when_that_changes(cast, asked):
    row = row_of(asked, cast.kommun)
    with pytest.raises(DomainError, match="Skriv hur svaren togs om hand först"):
        tell_how_considered(consultation=asked, by=cast.chief)
    note = partial(note_answer, answer=row, answered_on=clock.today(), text="Spara mer.", by=cast.chief)
    note(considered="Kansliet minskar.")
    page = "/exempel/samrad/2023/"
    assert "har inte fått veta det än" in client_of(cast.officer).get(page).content.decode()
    client_of(cast.officer).post(f"{page}besked/")
    (letter,) = Letter.objects.filter(to=cast.kommun.registrar_email, subject__startswith="Så har ert svar")
    assert "Spara mer." in letter.body
    assert "Kansliet minskar." in letter.body
    with pytest.raises(DomainError, match="inget nytt"):
        tell_how_considered(consultation=asked, by=cast.chief)
    note(considered="Kansliet minskar med en tjänst.")
    assert tell_how_considered(consultation=asked, by=cast.chief) == [cast.kommun]
