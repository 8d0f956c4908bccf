"""Those who carry an insats out ask for a change; it is prepared and decided as an ansökan, and its § replaces what was granted."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from board.models import Meeting
from finsam.errors import DomainError
from insatser.actions.changing import ask_for_change
from insatser.actions.received import submit_application
from insatser.models import Application, ApplicationRound, Grant, Insats
from insatser.queries.applications import open_rounds
from insatser.queries.line_left import granted_apart
from insatser.queries.money import money_of
from insatser.states import ApplicationState
from tests.board.meetings import adjust_meeting
from tests.cast import Cast, client_of
from tests.insatser.applications import write
from tests.insatser.reports import granted, make_insats
from tests.insatser.test_applications_decided import held, proposed

TODAY = dt.date(2022, 4, 11)


def with_money(cast: Cast) -> Insats:
    insats = make_insats(cast)
    granted(cast, insats, 200_000, 2022)
    return insats


def asked(cast: Cast, insats: Insats, kronor: str = "150 000") -> Application:
    row = ask_for_change(insats=insats, by=cast.contact)
    write(row, 6, {"cost-3-2022": kronor}, cast.contact)
    return submit_application(application=row, by=cast.contact)


def current(insats: Insats, year: int = 2022) -> list[tuple[Decimal, bool]]:
    return [
        (row.amount, row.is_preliminary) for row in insats.grants.current().filter(year=year).order_by("id")
    ]


def test_it_is_prefilled_with_what_the_insats_is_and_begun_once(cast):
    insats = with_money(cast)
    row = ask_for_change(insats=insats, by=cast.contact)
    first = row.sections.get(number=1)
    assert (row.insats, first.content["name"]) == (insats, insats.name)
    assert first.content["starts_on"] == insats.starts_on.isoformat()
    assert row.sections.get(number=6).asked["years"] == [2022]
    assert ask_for_change(insats=insats, by=cast.contact) == row


def test_without_money_to_change_and_while_one_waits_it_is_refused(cast):
    bare = make_insats(cast, key="bos", name="Stödet BoS")
    bare.grants.all().delete()
    with pytest.raises(DomainError, match="inga beviljade medel från 2022"):
        ask_for_change(insats=bare, by=cast.contact)
    insats = with_money(cast)
    asked(cast, insats)
    with pytest.raises(DomainError, match="väntar på beslut, dnr"):
        ask_for_change(insats=insats, by=cast.contact)


def test_the_period_of_changes_is_open_to_no_other_ansokan_and_reaches_the_money(cast):
    insats = with_money(cast)
    ask_for_change(insats=insats, by=cast.contact)
    assert open_rounds(cast.association, TODAY) == []
    other = make_insats(cast, key="bos", name="Stödet BoS")
    granted(cast, other, 90_000, 2024)
    ask_for_change(insats=other, by=cast.chief)
    period = ApplicationRound.objects.get()
    assert (period.name, list(period.years)) == ("Begärda ändringar 2022", [2022, 2023, 2024])


def test_its_paragraph_replaces_what_was_granted_preliminarily_and_then_for_good(cast, settings):
    settings.FINSAM_TODAY = "2022-10-10"
    insats = with_money(cast)
    row = asked(cast, insats)
    assert row.matter.title == f"Begäran om ändring: {insats.name}"
    paragraph = proposed(cast, row, amounts={2022: Decimal(150_000)})
    assert paragraph.proposal.startswith(f"bevilja {insats.name} 150 000 kronor för 2022")
    assert "i stället för det som är beviljat" in paragraph.proposal
    assert money_of(insats, 2022).granted == Decimal(200_000)
    paragraph = held(cast, paragraph)
    assert current(insats) == [(Decimal(150_000), True)]
    adjust_meeting(Meeting.objects.get(pk=paragraph.meeting_id), cast, on=dt.date(2022, 5, 27))
    assert current(insats) == [(Decimal(150_000), False)]
    assert Grant.objects.get(decision__paragraph=paragraph).replaces.amount == Decimal(200_000)
    assert Application.objects.get(pk=row.pk).state == ApplicationState.DECIDED


def test_of_two_grants_of_a_year_both_are_replaced_and_what_is_asked_is_not_counted_twice(cast, settings):
    settings.FINSAM_TODAY = "2022-10-10"
    insats = with_money(cast)
    granted(cast, insats, 30_000, 2022)
    row = asked(cast, insats, "250 000")
    assert money_of(insats, 2022).asked == Decimal(0)
    assert granted_apart(cast.association, [2022], but=row)[0].get(2022, 0) == 0
    paragraph = held(cast, proposed(cast, row, amounts={2022: Decimal(250_000)}))
    assert money_of(insats, 2022).granted == Decimal(250_000)
    assert insats.grants.current().filter(decision__paragraph=paragraph).count() == 2
    adjust_meeting(Meeting.objects.get(pk=paragraph.meeting_id), cast, on=dt.date(2022, 5, 27))
    assert money_of(insats, 2022).granted == Decimal(250_000)


def test_a_contact_asks_from_the_insats_page_and_nobody_else_may(cast):
    insats = with_money(cast)
    url = reverse("change_begin", args=[cast.association.slug, insats.pk])
    contact = client_of(cast.contact)
    assert "Begär ändring" in contact.get(insats.get_absolute_url()).content.decode()
    assert contact.get(url).status_code == 405
    answer = contact.post(url)
    assert answer.status_code == 302
    assert (
        "Beviljat i dag: 200\u00a0000 kr för 2022" in contact.get(answer.headers["Location"]).content.decode()
    )
    assert (
        "Begärda ändringar 2022" in contact.get(Application.objects.get().get_absolute_url()).content.decode()
    )
    assert client_of(cast.chief).post(url).status_code in {403, 404}
    assert "Begär ändring" not in client_of(cast.chief).get(insats.get_absolute_url()).content.decode()
