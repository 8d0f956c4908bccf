"""An appeal is of single decisions: its course, what it does to them and to no others, and the bevis of laga kraft."""

import datetime as dt
from itertools import product

import pytest

from board.actions import appeals as acts
from board.actions import notice as announcing
from board.documents.legal_forces import build_legal_force
from board.models import Appeal, Decision, Notice, Protocol
from board.queries.appeals import standings
from board.queries.force import force_of
from board.queries.notice import notice_page, notices_of, public_notices
from board.rules import AppealState, AppealTime, Ruling, decision_state
from board.states import (
    APPEAL_TRANSITIONS,
    BEFORE_COURT,
    OUTCOMES_FROM,
    AppealOutcome,
    AppealStage,
)
from finsam import clock
from finsam.errors import DomainError
from finsam.models import AuditEvent, Job
from finsam.permissions import ROLE_PERMISSIONS, Role
from finsam.registries import printing, todos
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.tools.verapdf import findings

UP = dt.date(2022, 4, 6)  # the last day is 27 April, laga kraft 28 April
IN_TIME, AFTER = dt.date(2022, 4, 10), dt.date(2022, 6, 20)


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """Justerat on 5 April 2022, posted on both boards the day after; §§ 1 and 2, the second with two att-satser."""
    meeting = make_held_meeting(cast)
    Decision.objects.create(
        paragraph=meeting.paragraphs.get(number=2), text="uppdra åt förbundschefen att svara", position=1, who="Anna"
    )  # fmt: skip
    protocol = adjust_meeting(meeting, cast)
    notice = announcing.announce(protocol=protocol, document=None, by=cast.chief)
    for posting in notice.postings.all():
        announcing.confirm_posted(posting=posting, on=UP, said_by="Ros-Marie")
    return protocol


@pytest.fixture
def decision(protocol: Protocol) -> Decision:
    """The first att-sats of § 2."""
    return Decision.objects.filter(paragraph__number=2).order_by("position").first()


@pytest.fixture
def appeal(cast: Cast, protocol: Protocol, decision: Decision) -> Appeal:
    return acts.receive_appeal(
        protocol=protocol, decisions=[decision], on=IN_TIME, sender="K.L.", by=cast.chief
    )


@pytest.fixture
def _in_summer(settings) -> None:
    settings.FINSAM_TODAY = "2022-06-30"


def at_court(cast: Cast, appeal: Appeal) -> Appeal:
    acts.judge_time(appeal=appeal, is_in_time=True, by=cast.chief)
    return acts.forward_appeal(appeal=appeal, on=IN_TIME, case_number="1234-22", by=cast.chief)


def settle(cast: Cast, appeal: Appeal, outcome: AppealOutcome, *, final_on: dt.date | None = AFTER) -> Appeal:
    outcomes = {each.decision_id: outcome for each in appeal.decisions.all()}
    return acts.close_appeal(
        appeal=appeal, outcomes=outcomes, on=dt.date(2022, 6, 1), final_on=final_on, by=cast.chief
    )


def states(protocol: Protocol, today: dt.date) -> list[str]:
    """Where each att-sats of the protocol stands, in order."""
    page = notice_page(notices_of(protocol.meeting.body.association).get(pk=protocol.pk), today)
    decisions = list(Decision.objects.order_by("paragraph__number", "position"))
    return [each.time.state for each in standings(decisions, page.protocol.appeals.all(), page.time, today)]


def waiting(cast: Cast) -> list[str]:
    found = todos.waiting(cast.association, cast.chief, ROLE_PERMISSIONS[Role.CHIEF], clock.today())
    return [
        each.what.replace("\u00a0", " ")
        for each in found
        if "verklagand" in each.what or "yttrande" in each.what
    ]


# ---- Every pair of states, and every outcome


@pytest.mark.parametrize(("before", "after"), list(product(AppealStage, AppealStage)))
def test_an_appeal_moves_only_as_the_table_says(
    cast: Cast, appeal: Appeal, before: AppealStage, after: AppealStage, settings
):
    settings.FINSAM_TODAY = "2022-06-30"
    days = {"forwarded_on": IN_TIME} if before == AppealStage.SENT else {}
    days |= {"closed_on": AFTER} if before == AppealStage.CLOSED else {}
    Appeal.objects.update(state=before, **days)
    outcome = next(iter(OUTCOMES_FROM[before]), AppealOutcome.DENIED)
    moves = {
        AppealStage.IN_TIME: lambda: acts.judge_time(appeal=appeal, is_in_time=True, by=cast.chief),
        AppealStage.LATE: lambda: acts.judge_time(appeal=appeal, is_in_time=False, by=cast.chief),
        AppealStage.SENT: lambda: acts.forward_appeal(appeal=appeal, on=IN_TIME, by=cast.chief),
        AppealStage.CLOSED: lambda: settle(cast, appeal, outcome),
    }
    if after == AppealStage.RECEIVED:  # nothing leads back there
        assert all(after not in ends for ends in APPEAL_TRANSITIONS.values())
    elif after in APPEAL_TRANSITIONS[before]:
        assert moves[after]().state == after
    else:
        with pytest.raises(DomainError):
            moves[after]()
        assert Appeal.objects.get().state == before


@pytest.mark.parametrize(
    ("stage", "outcome"), list(product(sorted(BEFORE_COURT | {AppealStage.SENT}), AppealOutcome))
)
@pytest.mark.usefixtures("_in_summer")
def test_before_the_court_has_it_an_appeal_can_only_be_withdrawn(cast: Cast, appeal: Appeal, stage, outcome):
    Appeal.objects.update(state=stage, forwarded_on=IN_TIME if stage == AppealStage.SENT else None)
    if outcome in OUTCOMES_FROM[stage]:
        assert settle(cast, appeal, outcome).decisions.get().outcome == outcome
    else:
        with pytest.raises(DomainError, match="bara återkallas"):
            settle(cast, appeal, outcome)


# ---- What it does to the decision, and to no other

FINAL_TIME = AppealTime(AppealState.FINAL, dt.date(2022, 4, 27), dt.date(2022, 4, 28), dt.date(2022, 4, 28))
RUNNING_TIME = AppealTime(
    AppealState.RUNNING, dt.date(2022, 4, 27), dt.date(2022, 4, 28), dt.date(2022, 4, 28)
)


@pytest.mark.parametrize(
    ("time", "rulings", "state", "final_on"),
    [
        (FINAL_TIME, [], AppealState.FINAL, dt.date(2022, 4, 28)),
        (FINAL_TIME, [Ruling()], AppealState.APPEALED, None),
        (RUNNING_TIME, [Ruling()], AppealState.APPEALED, None),
        (FINAL_TIME, [Ruling(final_on=AFTER)], AppealState.FINAL, AFTER),
        (RUNNING_TIME, [Ruling(final_on=IN_TIME)], AppealState.RUNNING, dt.date(2022, 4, 28)),
        (FINAL_TIME, [Ruling(is_quashed=True, final_on=AFTER)], AppealState.SET_ASIDE, AFTER),
        (FINAL_TIME, [Ruling(is_quashed=True)], AppealState.APPEALED, None),
        (FINAL_TIME, [Ruling(final_on=AFTER), Ruling()], AppealState.APPEALED, None),
        (FINAL_TIME, [Ruling(final_on=dt.date(2023, 1, 1))], AppealState.APPEALED, None),  # not known yet
    ],
)  # fmt: skip
def test_a_decision_stands_by_the_time_of_all_and_its_own_rulings(time, rulings, state, final_on):
    found = decision_state(time, rulings, dt.date(2022, 6, 30))
    assert (found.state, found.final_on) == (state, final_on)


def test_the_other_decisions_of_the_paragraph_and_the_meeting_take_laga_kraft(
    cast: Cast, protocol: Protocol, appeal: Appeal
):
    assert states(protocol, dt.date(2022, 4, 27)) == ["running", "appealed", "running"]
    assert states(protocol, dt.date(2022, 4, 28)) == ["final", "appealed", "final"]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("denied", "final"), ("rejected", "final"), ("withdrawn", "final"), ("quashed", "set_aside")],
)
@pytest.mark.usefixtures("_in_summer")
def test_the_outcome_is_that_decision_s_alone(
    cast: Cast, protocol: Protocol, appeal: Appeal, outcome: str, state: str
):
    settle(cast, at_court(cast, appeal), AppealOutcome(outcome))
    assert states(protocol, AFTER - dt.timedelta(days=1)) == ["final", "appealed", "final"]
    assert states(protocol, AFTER) == ["final", state, "final"]


@pytest.mark.usefixtures("_in_summer")
def test_a_ruling_is_waited_for_until_it_is_final(cast: Cast, protocol: Protocol, appeal: Appeal):
    settle(cast, at_court(cast, appeal), AppealOutcome.QUASHED, final_on=None)
    assert states(protocol, dt.date(2022, 6, 30))[1] == "appealed"
    acts.make_final(appeal=appeal, on=dt.date(2022, 6, 25), by=cast.chief)
    assert states(protocol, dt.date(2022, 6, 30))[1] == "set_aside"


def test_two_decisions_of_one_appeal_end_each_in_its_way(cast: Cast, protocol: Protocol, settings):
    settings.FINSAM_TODAY = "2022-06-30"
    both = list(Decision.objects.filter(paragraph__number=2).order_by("position"))
    appeal = at_court(cast, acts.receive_appeal(protocol=protocol, decisions=both, on=IN_TIME, by=cast.chief))
    acts.close_appeal(
        appeal=appeal, outcomes={both[0].pk: "quashed", both[1].pk: "denied"}, on=AFTER, final_on=AFTER, by=cast.chief
    )  # fmt: skip
    assert states(protocol, AFTER) == ["final", "set_aside", "final"]


# ---- Refusals


def test_an_appeal_names_its_decisions_and_only_those_of_the_protocol(cast: Cast, protocol: Protocol):
    other = Decision.objects.get(
        paragraph__meeting=make_held_meeting(cast, held_on=dt.date(2022, 2, 1)), paragraph__number=3
    )
    for decisions, sentence in (([], "Kryssa för"), ([other], "bara gälla beslut i det här protokollet")):
        with pytest.raises(DomainError, match=sentence):
            acts.receive_appeal(protocol=protocol, decisions=decisions, on=IN_TIME, by=cast.chief)
    assert Appeal.objects.count() == 0


def test_what_came_too_late_goes_to_the_court_which_turns_it_away(cast: Cast, appeal: Appeal, settings):
    settings.FINSAM_TODAY = "2022-06-30"
    late = acts.judge_time(appeal=appeal, is_in_time=False, note="Kom en dag för sent.", by=cast.chief)
    acts.forward_appeal(appeal=late, on=IN_TIME, by=cast.chief)
    assert settle(cast, late, AppealOutcome.REJECTED).state == AppealStage.CLOSED


def test_the_yttrande_is_a_decision_of_the_board(cast: Cast, appeal: Appeal, settings):
    settings.FINSAM_TODAY = "2022-06-30"
    at_court(cast, appeal)
    may = make_held_meeting(cast, held_on=dt.date(2022, 5, 6), headings=("Öppnande", "Yttrande"))
    formal, own = may.paragraphs.order_by("number")
    formal.kind = "opening"
    formal.save()
    for paragraph, on in ((formal, AFTER), (own, dt.date(2022, 5, 5))):
        with pytest.raises(DomainError):
            acts.give_statement(appeal=appeal, paragraph=paragraph, on=on, by=cast.chief)
    assert (
        acts.give_statement(appeal=appeal, paragraph=own, on=dt.date(2022, 5, 9), by=cast.chief).statement
        == own
    )


def test_each_step_is_what_waits_for_the_office(cast: Cast, appeal: Appeal, settings):
    settings.FINSAM_TODAY = "2022-06-30"
    seen = [waiting(cast)]
    acts.judge_time(appeal=appeal, is_in_time=True, by=cast.chief)
    seen.append(waiting(cast))
    acts.forward_appeal(appeal=appeal, on=IN_TIME, by=cast.chief)
    seen.append(waiting(cast))
    own = make_held_meeting(cast, held_on=dt.date(2022, 5, 6)).paragraphs.order_by("number").last()
    acts.give_statement(appeal=appeal, paragraph=own, on=dt.date(2022, 5, 9), by=cast.chief)
    seen.append(waiting(cast))
    assert seen == [
        ["Pröva om överklagandet av § 2 kom in i tid"],
        ["Lämna överklagandet av § 2 till Förvaltningsrätten i Exempelstad"],
        ["Ta upp yttrandet om § 2 i styrelsen"],
        [],
    ]


def test_every_step_is_in_the_log(cast: Cast, appeal: Appeal, settings):
    settings.FINSAM_TODAY = "2022-06-30"
    settle(cast, at_court(cast, appeal), AppealOutcome.DENIED)
    verbs = (
        AuditEvent.objects.filter(verb__contains="verklagande").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == [
        "tog emot överklagande",
        "prövade överklagandets tid",
        "lämnade överklagande vidare",
        "avslutade överklagande",
    ]


# ---- Pages


def page(cast: Cast, address: str) -> str:
    return client_of(cast.chief).get(f"/exempel/{address}").content.decode().replace("\u00a0", " ")


def test_the_office_walks_an_appeal_from_its_page(
    cast: Cast, protocol: Protocol, decision: Decision, settings
):
    settings.FINSAM_TODAY = "2022-06-30"
    client = client_of(cast.chief)
    sent = client.post(
        f"/exempel/protokoll/{protocol.pk}/overklagande/", {"on": "2022-04-09", "decisions": decision.pk, "sender": "K.L."}
    )  # fmt: skip
    own = make_held_meeting(cast, held_on=dt.date(2022, 5, 6)).paragraphs.order_by("number").last()
    steps = [
        {"steg": "tid", "is_in_time": "ja"},
        {"steg": "lamna", "on": "2022-04-10", "case_number": "1234-22"},
        {"steg": "yttrande", "paragraph": own.pk, "on": "2022-05-09"},
        {"steg": "avgor", f"outcome_{decision.pk}": "quashed", "on": "2022-06-01"},
        {"steg": "galler", "on": "2022-06-20"},
    ]
    assert [client.post(sent.url, step).status_code for step in steps] == [302] * 5
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.case_number, appeal.statement, appeal.final_on) == (
        "closed",
        "1234-22",
        own,
        AFTER,
    )
    assert "Upphävt av förvaltningsrätten, gäller från den 20 juni 2022." in client.get(
        sent.url
    ).content.decode().replace("\u00a0", " ")


def test_what_was_typed_stays_when_a_step_is_refused(cast: Cast, appeal: Appeal):
    answer = client_of(cast.chief).post(
        f"/exempel/overklaganden/{appeal.pk}/",
        {"steg": "avgor", "on": "2022-04-09", "note": "Mejl från klaganden", f"outcome_{appeal.decisions.get().decision_id}": "withdrawn"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "innan överklagandet kom in" in answer.content.decode()
    assert "Mejl från klaganden" in answer.content.decode()
    assert Appeal.objects.get().is_open


def test_a_step_that_is_not_next_is_not_found(cast: Cast, appeal: Appeal):
    client = client_of(cast.chief)
    for step in ("galler", "yttrande", "", "annat"):
        assert client.post(f"/exempel/overklaganden/{appeal.pk}/", {"steg": step}).status_code == 404


@pytest.mark.parametrize(
    "place", ["paragraf", "protokoll", "anslag", "uppdrag", "offentligt", "offentligt protokoll"]
)
def test_it_is_seen_where_the_decision_is_seen(cast: Cast, protocol: Protocol, place: str):
    task = Decision.objects.get(who="Anna")
    acts.receive_appeal(protocol=protocol, decisions=[task], on=IN_TIME, sender="K.L.", by=cast.chief)
    address = {
        "paragraf": f"paragrafer/{task.paragraph_id}/",
        "protokoll": f"protokoll/{protocol.pk}/",
        "anslag": f"protokoll/{protocol.pk}/anslag/",
        "uppdrag": "uppdrag/",
        "offentligt": "offentligt/",
        "offentligt protokoll": f"offentligt/protokoll/{protocol.pk}/",
    }[place]
    shown = page(cast, address)
    assert "överklagat" in shown.lower()
    assert "K.L." not in shown  # who has appealed is the office's to know


def test_an_open_appeal_is_on_the_public_page_after_the_time_and_gone_when_it_is_over(
    cast: Cast, protocol: Protocol, appeal: Appeal, settings
):
    settings.FINSAM_TODAY = "2022-06-30"
    assert len(public_notices(cast.association, clock.today())) == 1
    settle(cast, at_court(cast, appeal), AppealOutcome.DENIED)
    assert public_notices(cast.association, clock.today()) == []


# ---- The bevis


def test_a_paragraph_without_laga_kraft_gets_no_bevis_and_the_page_says_why(cast: Cast, protocol: Protocol):
    paragraph = Notice.objects.get().protocol.paragraphs.get(number=1)
    answer = client_of(cast.chief).post(f"/exempel/paragrafer/{paragraph.pk}/laga-kraft/", follow=True)
    assert "Beslutet har inte laga kraft." in answer.content.decode()
    assert not Job.objects.filter(label__startswith="Bevis").exists()


def test_the_bevis_says_of_each_decision_how_it_stands(
    cast: Cast, protocol: Protocol, appeal: Appeal, settings
):
    settings.FINSAM_TODAY = "2022-04-28"
    paragraph = protocol.paragraphs.get(number=2)
    bevis = build_legal_force(paragraph, by=cast.chief)
    assert [(each.is_final, each.standing.replace("\u00a0", " ")) for each in bevis.decisions] == [
        (False, "Överklagat."),
        (True, "Laga kraft den 28 april 2022."),
    ]
    assert "står för sig" in bevis.lead


def test_a_whole_paragraph_s_bevis_is_printed_soundly(cast: Cast, protocol: Protocol, settings, tmp_path):
    settings.FINSAM_TODAY = "2022-04-28"
    names = next(each for each in printing.kinds() if each.name == "laga-kraft").whiches(cast.association)
    assert names == ["2022-03-25-§1", "2022-03-25-§2"]
    path = tmp_path / "bevis.pdf"
    path.write_bytes(printing.render(cast.association, "laga-kraft", "2022-03-25-§1"))
    assert findings(path) == {"bevis.pdf": []}


def test_the_office_has_the_bevis_made(
    cast: Cast, protocol: Protocol, settings, django_capture_on_commit_callbacks
):
    settings.FINSAM_TODAY = "2022-04-28"
    paragraph = protocol.paragraphs.get(number=1)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.chief).post(f"/exempel/paragrafer/{paragraph.pk}/laga-kraft/")
    assert Job.objects.get(label__startswith="Bevis").result.name.startswith(
        "Bevis om laga kraft, 2022-03-25"
    )
    assert AuditEvent.objects.filter(verb="utfärdade bevis om laga kraft").count() == 1


def test_a_paragraph_that_is_not_justerad_has_no_force(cast: Cast):
    paragraph = make_held_meeting(cast).paragraphs.first()
    assert force_of(paragraph, cast.association, clock.today()) is None
