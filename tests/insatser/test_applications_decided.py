"""From the proposal on an agenda to the grant: what is typed once is in the att-sats, the §, the insats and the letter."""

import datetime as dt
from decimal import Decimal

import pytest

from board.actions.rows import drop_row
from board.actions.session import close_meeting, fetch_proposal, reopen_meeting, send_on
from board.actions.writing import save_paragraph
from board.models import Adjuster, Meeting, Paragraph
from board.states import MeetingState, Outcome
from finsam.errors import DomainError
from insatser.actions.grants import grant_money, take_back_grant
from insatser.actions.proposing import put_application_on_agenda
from insatser.actions.received import submit_application
from insatser.models import Application, Grant, Insats
from insatser.states import ApplicationState
from tests.board.meetings import adjust_meeting, attend
from tests.cast import Cast
from tests.factories import make_meeting
from tests.insatser.applications import written
from tests.insatser.reports import make_insats

SIGNED_ON = dt.date(2022, 5, 27)


@pytest.fixture(autouse=True)
def _afterwards(settings, _on_the_demo_day):
    settings.FINSAM_TODAY = "2022-10-10"


AMOUNTS = {2022: Decimal(200_000), 2023: Decimal("420000.50")}


def received(cast: Cast, **facts) -> Application:
    return submit_application(application=written(cast, **facts), by=cast.contact)


def proposed(cast: Cast, application: Application, meeting: Meeting | None = None, **how) -> Paragraph:
    meeting = meeting or make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    facts = {"amounts": AMOUNTS, "financing": "budgetposten Insatser"} | how
    return put_application_on_agenda(application=application, meeting=meeting, by=cast.chief, **facts)


def held(cast: Cast, paragraph: Paragraph, number: int = 37, *, outcome: str = Outcome.DECIDED) -> Paragraph:
    """The meeting is held and the proposal is the decision."""
    Meeting.objects.filter(pk=paragraph.meeting_id).update(
        state=MeetingState.CLOSED, closed_at=dt.datetime(2022, 5, 20, 11, tzinfo=dt.UTC), chair=cast.chair,
        secretary=cast.chief, ends_at=dt.time(11),
    )  # fmt: skip
    Adjuster.objects.create(meeting_id=paragraph.meeting_id, person=cast.adjuster)
    Paragraph.objects.filter(pk=paragraph.pk).update(number=number, outcome=outcome)
    row = Paragraph.objects.get(pk=paragraph.pk)
    attend(row.meeting)
    fetch_proposal(paragraph=row, by=cast.chief)
    return row


def fresh(application: Application) -> Application:
    return Application.objects.of(application.association).get(pk=application.pk)


def test_the_agenda_gets_the_matter_the_proposal_and_the_papers(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        application = received(cast)
    paragraph = proposed(cast, application, assessment="<p>Behovet är väl beskrivet.</p>")
    assert paragraph.matter == application.matter
    assert "bevilja Samtalsstöd för unga" in paragraph.proposal
    assert Paragraph.objects.get(pk=paragraph.pk).text.html == "<p>Behovet är väl beskrivet.</p>"
    assert paragraph.attachments.count() == 1
    assert fresh(application).state == ApplicationState.PREPARING


def test_the_amounts_follow_the_proposal_into_the_decision(cast):
    paragraph = held(cast, proposed(cast, received(cast)))
    amounts = paragraph.decisions.get().amounts
    assert list(amounts.values_list("year", "amount", "financing")) == [
        (2022, Decimal("200000.00"), "budgetposten Insatser"),
        (2023, Decimal("420000.50"), "budgetposten Insatser"),
    ]


def by_year(**which) -> dict[int, Decimal]:
    return {grant.year: grant.amount for grant in Grant.objects.current().filter(**which)}


def write_amount(cast: Cast, paragraph: Paragraph, kronor: str, year: str = "2022") -> None:
    """The only att-sats of a § gives another amount."""
    key = paragraph.decisions.get().row_key
    row = Paragraph.objects.get(pk=paragraph.pk)
    fields = {f"decision:{key}:amounts": [[kronor, year, "budgetposten Insatser"]]}
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=cast.chief)


def test_from_the_meetings_end_the_money_is_preliminary_and_the_ansokan_is_not_decided(cast):
    application = received(cast)
    held(cast, proposed(cast, application))
    assert by_year(is_preliminary=True) == AMOUNTS
    assert fresh(application).state == ApplicationState.PREPARING
    assert not application.decision_letters.exists()


def test_while_the_meeting_goes_on_nothing_is_granted_and_when_it_is_closed_all_is(cast):
    paragraph = proposed(cast, received(cast))
    Meeting.objects.filter(pk=paragraph.meeting_id).update(state=MeetingState.IN_SESSION)
    Paragraph.objects.filter(pk=paragraph.pk).update(number=37)
    row = Paragraph.objects.get(pk=paragraph.pk)
    fetch_proposal(paragraph=row, by=cast.chief)
    assert by_year() == {}
    close_meeting(meeting=row.meeting, by=cast.chief)
    assert by_year(is_preliminary=True) == AMOUNTS


def test_a_changed_amount_is_followed_until_justering_and_final_then(cast):
    paragraph = held(cast, proposed(cast, received(cast)))
    write_amount(cast, paragraph, "150000.25")
    assert by_year(is_preliminary=True) == {2022: Decimal("150000.25")}
    adjust_meeting(paragraph.meeting, cast, on=SIGNED_ON)
    assert by_year(is_preliminary=False) == {2022: Decimal("150000.25")}
    assert Grant.objects.count() == 1


@pytest.mark.parametrize("outcome", [Outcome.TABLED, Outcome.REFERRED_BACK])
def test_what_is_put_off_afterwards_takes_money_and_insats_back(cast, outcome):
    application = received(cast)
    paragraph = held(cast, proposed(cast, application))
    assert Insats.objects.count() == 1
    send_on(paragraph=paragraph, outcome=outcome, by=cast.chief)
    assert (Grant.objects.count(), Insats.objects.count(), fresh(application).insats) == (0, 0, None)
    send_on(paragraph=paragraph, outcome=Outcome.DECIDED, by=cast.chief)
    assert by_year(is_preliminary=True) == AMOUNTS


def test_an_att_sats_that_goes_takes_its_preliminary_money_along(cast):
    paragraph = held(cast, proposed(cast, received(cast)))
    drop_row(paragraph=paragraph, key=paragraph.decisions.get().row_key, by=cast.chief)
    assert (paragraph.decisions.count(), Grant.objects.count()) == (0, 0)


def test_an_insats_that_was_there_before_stays_when_its_money_goes(cast):
    insats = make_insats(cast)
    paragraph = held(cast, proposed(cast, received(cast, insats=insats)))
    send_on(paragraph=paragraph, outcome=Outcome.TABLED, by=cast.chief)
    assert (list(Insats.objects.all()), Grant.objects.count()) == ([insats], 0)


def test_a_meeting_opened_again_keeps_what_it_gave_until_the_paragraph_is_changed(cast):
    paragraph = held(cast, proposed(cast, received(cast)))
    reopen_meeting(meeting=paragraph.meeting, by=cast.chief)
    assert by_year(is_preliminary=True) == AMOUNTS
    write_amount(cast, paragraph, "100000")
    assert by_year() == {2022: Decimal(100_000)}


def test_what_was_granted_to_another_by_hand_is_not_granted_twice(cast):
    paragraph = held(cast, proposed(cast, received(cast)))
    write_amount(cast, paragraph, "0")
    write_amount(cast, paragraph, "100000")
    decision = paragraph.decisions.get()
    take_back_grant(grant=Grant.objects.get(), by=cast.chief)
    other = make_insats(cast, key="annan", name="Annan")
    grant_money(insats=other, year=2022, amount=Decimal(30_000), decision=decision, by=cast.chief)
    adjust_meeting(paragraph.meeting, cast, on=SIGNED_ON)
    given = {grant.insats.name: grant.amount for grant in Grant.objects.current()}
    assert given == {"Annan": Decimal(30_000), "Samtalsstöd för unga": Decimal(70_000)}


def test_a_new_paragraph_that_gives_nothing_replaces_what_the_year_had(cast):
    application = received(cast)
    adjust_meeting(held(cast, proposed(cast, application)).meeting, cast, on=SIGNED_ON)
    later = make_meeting(body=cast.board, held_on=dt.date(2022, 9, 30))
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.PREPARING)
    paragraph = held(cast, proposed(cast, fresh(application), later, amounts={2023: Decimal(1)}), number=52)
    write_amount(cast, paragraph, "0", "2023")
    assert by_year() == {2022: Decimal(200_000), 2023: Decimal(0)}
    send_on(paragraph=paragraph, outcome=Outcome.TABLED, by=cast.chief)
    assert by_year() == AMOUNTS


def test_a_signed_protocol_grants_enters_the_insats_and_tells(cast):
    application = received(cast)
    paragraph = held(cast, proposed(cast, application))
    adjust_meeting(paragraph.meeting, cast, on=SIGNED_ON)
    insats = Insats.objects.get(name="Samtalsstöd för unga")
    assert {grant.year: grant.amount for grant in insats.grants.all()} == AMOUNTS
    assert not any(grant.is_preliminary for grant in insats.grants.all())
    assert (insats.owner, insats.background) == (cast.kommun, "Många unga får vänta.")
    assert list(insats.goals.values_list("wording", flat=True)) == ["Fler börjar studera"]
    assert insats in Insats.objects.with_contact(cast.contact, dt.date(2022, 10, 10))
    assert fresh(application).state == ApplicationState.DECIDED
    assert application.decision_letters.count() == 1


def test_an_insats_that_goes_on_is_granted_and_not_entered_again(cast):
    insats = make_insats(cast)
    paragraph = held(cast, proposed(cast, received(cast, insats=insats)))
    adjust_meeting(paragraph.meeting, cast, on=SIGNED_ON)
    assert Insats.objects.count() == 1
    assert insats.grants.count() == 2


def test_a_namesake_gets_its_year(cast):
    make_insats(cast, key="annan", name="Samtalsstöd för unga")
    adjust_meeting(held(cast, proposed(cast, received(cast))).meeting, cast, on=SIGNED_ON)
    assert Insats.objects.filter(name="Samtalsstöd för unga (2022)").exists()


@pytest.mark.parametrize("outcome", [Outcome.TABLED, Outcome.REFERRED_BACK])
def test_what_is_put_off_grants_nothing(cast, outcome):
    application = received(cast)
    adjust_meeting(held(cast, proposed(cast, application), outcome=outcome).meeting, cast, on=SIGNED_ON)
    assert not Grant.objects.exists()
    assert fresh(application).state == ApplicationState.PREPARING


def test_avslag_decides_and_gives_nothing(cast):
    application = received(cast)
    paragraph = held(cast, proposed(cast, application, refused=True, amounts={}))
    adjust_meeting(paragraph.meeting, cast, on=SIGNED_ON)
    assert (fresh(application).state, Grant.objects.count(), Insats.objects.count()) == ("decided", 0, 0)


def test_a_later_decision_on_the_same_matter_replaces_the_years_it_names(cast):
    application = received(cast)
    adjust_meeting(held(cast, proposed(cast, application)).meeting, cast, on=SIGNED_ON)
    later = make_meeting(body=cast.board, held_on=dt.date(2022, 9, 30))
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.PREPARING)
    paragraph = held(
        cast, proposed(cast, fresh(application), later, amounts={2023: Decimal(100_000)}), number=52
    )
    adjust_meeting(paragraph.meeting, cast, on=dt.date(2022, 10, 7))
    current = Grant.objects.current()
    assert {grant.year: grant.amount for grant in current} == {2022: Decimal(200_000), 2023: Decimal(100_000)}


def test_put_on_the_agenda_anew_it_is_one_matter_with_the_new_proposal(cast):
    application = received(cast)
    first = proposed(cast, application)
    proposed(cast, application, first.meeting, assessment="<p>Väl beskrivet.</p>")
    again = proposed(cast, application, first.meeting, amounts={2022: Decimal(150_000)})
    assert Paragraph.objects.get(pk=first.pk).text.html == "<p>Väl beskrivet.</p>"
    assert again.pk == first.pk
    assert "150 000" in Paragraph.objects.get(pk=first.pk).proposal
    assert application.proposed.get().amount == Decimal(150_000)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"amounts": {}}, "hur mycket"),
        ({"financing": " "}, "finansierar"),
        ({"amounts": {2022: Decimal(-1)}}, "mindre än noll"),
    ],
)
def test_a_proposal_without_amount_or_financing_is_refused(cast, how, said):
    with pytest.raises(DomainError, match=said):
        proposed(cast, received(cast), **how)


def test_a_draft_goes_to_no_agenda(cast):
    with pytest.raises(DomainError, match="läggs den inte på en dagordning"):
        proposed(cast, written(cast))
