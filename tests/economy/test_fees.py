"""Arvoden: ruled by the day, reckoned from närvaro, confirmed by each, closed once, corrected only in a later period."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from board.models import Meeting, PresenceException
from board.states import PresenceChange
from economy.actions.fees import (
    begin_period,
    close_period,
    confirm,
    remove_fee_rule,
    remove_period,
    remove_row,
    save_fee_rule,
    set_unpaid,
    type_row,
)
from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.models import FeeClaim, FeePeriod, FeeRow, FeeRule
from economy.outlines import STARTER
from economy.queries.fee_page import fee_page
from economy.queries.fee_rules import hours_of, share_of_month
from economy.queries.fees import lines_of, total
from economy.states import FeeKind
from finsam.errors import DomainError
from finsam.states import BodyKind
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of, make_cast
from tests.factories import make_body

MARCH = dt.date(2022, 3, 25)
TODAY = dt.date(2022, 4, 11)


def rule(cast: Cast, kind: str = FeeKind.MEETING, amount: int | str = 1000, **fields: object) -> FeeRule:
    facts = {
        "kind": kind, "body": None, "amount": Decimal(amount), "account": "5810", "from_hours": None, "pays_waiting": False,
        "decided_in": "", "from_on": dt.date(2022, 1, 1), "to_on": None,
    } | fields  # fmt: skip
    return save_fee_rule(association=cast.association, facts=facts, by=cast.chief)


def begin(
    cast: Cast, starts_on: dt.date | None = dt.date(2022, 1, 1), ends_on: dt.date = dt.date(2022, 3, 31)
) -> FeePeriod:
    return begin_period(association=cast.association, starts_on=starts_on, ends_on=ends_on, by=cast.chief)


def following(cast: Cast) -> FeePeriod:
    return begin(cast, None, dt.date(2022, 6, 30))


def paid(period: FeePeriod) -> dict[str, Decimal]:
    """What each is paid, by the first name."""
    found: dict[str, Decimal] = {}
    for each in lines_of(period):
        name = each.person.name.split()[0]
        found[name] = found.get(name, Decimal(0)) + each.fee.amount
    return found


def told(meeting: Meeting, person: object, **fields: object) -> FeeClaim:
    facts = {"hours": None, "hourly": None, "kilometres": None, "note": "", "takes_fee": True} | fields
    return confirm(meeting=meeting, person=person, facts=facts, by=person)


# ---- From närvaro


def test_those_who_served_are_paid_and_an_ersattare_who_only_sat_there_is_not(cast):
    rule(cast)
    make_held_meeting(cast)
    assert paid(begin(cast)) == {"Daniel": 1000, "Lars-Erik": 1000, "Margareta": 1000, "Solveig": 1000}


def test_an_ersattare_who_went_in_for_a_ledamot_is_paid_and_the_absent_one_is_not(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    meeting.attendances.filter(person=cast.vice).update(is_present=False)
    meeting.attendances.filter(person=cast.deputy).update(serves_for=cast.vice)
    found = paid(begin(cast))
    assert (found.get("Tomas"), found.get("Lars-Erik")) == (1000, None)


def test_an_ersattare_who_went_in_at_one_paragraph_is_paid_and_so_is_the_one_who_left(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    last = meeting.paragraphs.order_by("position").last()
    rows = {each.person_id: each for each in meeting.attendances.all()}
    PresenceException.objects.create(
        attendance=rows[cast.vice.pk], change=PresenceChange.LEFT, paragraph=last
    )
    PresenceException.objects.create(
        attendance=rows[cast.deputy.pk], change=PresenceChange.SERVES, paragraph=last, serves_for=cast.vice
    )
    found = paid(begin(cast))
    assert (found.get("Tomas"), found.get("Lars-Erik")) == (1000, 1000)


def test_an_ersattare_who_does_not_serve_is_paid_where_the_rule_says_so(cast):
    rule(cast, pays_waiting=True)
    make_held_meeting(cast)
    assert paid(begin(cast))["Tomas"] == 1000


def test_ledamoter_of_members_that_the_forbund_does_not_pay_have_nothing(cast):
    rule(cast)
    make_held_meeting(cast)
    set_unpaid(association=cast.association, members=[cast.fk, cast.af], by=cast.chief)
    assert paid(begin(cast)) == {"Lars-Erik": 1000, "Margareta": 1000}


def test_a_meeting_that_has_not_ended_is_not_reckoned_and_is_told(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    Meeting.objects.filter(pk=meeting.pk).update(state="in_session", closed_at=None)
    page = fee_page(begin(cast), TODAY)
    assert (page.lines, page.unended) == ((), (meeting,))


def test_a_body_without_a_rule_of_its_own_is_not_paid(cast):
    rule(cast)
    presidium = make_body(association=cast.association, kind=BodyKind.PRESIDIUM)
    meeting = make_held_meeting(cast)
    Meeting.objects.filter(pk=meeting.pk).update(body=presidium)
    period = begin(cast)
    assert paid(period) == {}
    rule(cast, amount=400, body=presidium)
    assert paid(period)["Margareta"] == 400


# ---- Which rule


def test_an_old_meeting_keeps_its_rule_when_a_new_one_begins(cast):
    rule(cast)
    rule(cast, amount=1200, from_on=dt.date(2022, 3, 1))
    make_held_meeting(cast, held_on=dt.date(2022, 2, 25))
    make_held_meeting(cast)
    assert [each.fee.amount for each in lines_of(begin(cast)) if each.person == cast.chair] == [1000, 1200]


def test_a_day_is_whole_from_the_hours_of_the_rule_and_a_pause_is_no_part_of_it(cast):
    rule(cast, FeeKind.HALF_DAY, 1000)
    rule(cast, FeeKind.WHOLE_DAY, 1600, from_hours=Decimal(4))
    meeting = make_held_meeting(cast, began_at=dt.time(8, 30), finished_at=dt.time(12, 45))
    period = begin(cast)
    assert (hours_of(meeting), paid(period)["Margareta"]) == (Decimal("4.25"), 1600)
    Meeting.objects.filter(pk=meeting.pk).update(breaks=[["10:00", "10:30"]])
    assert paid(period)["Margareta"] == 1000


def test_one_at_a_distance_has_that_rule_where_there_is_one(cast):
    rule(cast)
    rule(cast, FeeKind.REMOTE, 700)
    meeting = make_held_meeting(cast)
    meeting.attendances.filter(person=cast.member).update(is_remote=True)
    found = paid(begin(cast))
    assert (found["Daniel"], found["Margareta"]) == (700, 1000)


def test_the_chairs_year_is_paid_to_the_ore(cast):
    assert sum(share_of_month(Decimal(32_000), month) for month in range(1, 13)) == 32_000
    rule(cast, FeeKind.CHAIR_YEAR, 32_000)
    assert [each.fee.amount for each in lines_of(begin(cast))] == [
        Decimal("2666.67"), Decimal("2666.66"), Decimal("2666.67")
    ]  # fmt: skip


def test_a_chair_who_goes_in_a_month_is_paid_by_her_days(cast):
    rule(cast, FeeKind.CHAIR_YEAR, 12_000)
    cast.chair.appointments.update(to_on=dt.date(2022, 2, 14))
    lines = lines_of(begin(cast))
    assert [(each.fee.amount, each.fee.note) for each in lines] == [
        (1000, "En tolftedel av 12\N{NO-BREAK SPACE}000 kr"),
        (500, "En tolftedel av 12\N{NO-BREAK SPACE}000 kr, 14 av månadens 28 dagar"),
    ]


def test_a_rule_that_a_closed_period_has_paid_by_can_only_be_ended(cast):
    old = rule(cast)
    make_held_meeting(cast)
    close_period(period=begin(cast), by=cast.chief)
    facts = {
        name: getattr(old, name)
        for name in (
            "kind",
            "body",
            "account",
            "from_hours",
            "pays_waiting",
            "decided_in",
            "from_on",
            "to_on",
        )
    }
    with pytest.raises(DomainError, match="Avsluta den"):
        save_fee_rule(
            association=cast.association, facts=facts | {"amount": Decimal(1)}, by=cast.chief, rule=old
        )
    with pytest.raises(DomainError, match="Avsluta den"):
        remove_fee_rule(rule=old, by=cast.chief)
    facts |= {"amount": old.amount, "to_on": dt.date(2022, 6, 30)}
    assert save_fee_rule(
        association=cast.association, facts=facts, by=cast.chief, rule=FeeRule.objects.get()
    ).to_on


# ---- What each confirms


def test_lost_earnings_are_paid_at_most_by_the_rule_and_travel_by_the_kilometre(cast):
    rule(cast)
    rule(cast, FeeKind.LOST_EARNINGS, 385)
    rule(cast, FeeKind.TRAVEL, "1.85")
    meeting = make_held_meeting(cast)
    told(meeting, cast.chair, hours=Decimal("2.5"), hourly=Decimal(420), kilometres=Decimal("46.5"))
    told(meeting, cast.vice, hours=Decimal(3), hourly=Decimal(200))
    rows = {(each.person.pk, each.kind): each.fee for each in lines_of(begin(cast))}
    lost = rows[cast.chair.pk, FeeKind.LOST_EARNINGS]
    assert (lost.number, lost.rate, lost.amount) == (Decimal("2.5"), 385, Decimal("962.50"))
    assert "420 kr per timme" in lost.note
    assert rows[cast.chair.pk, FeeKind.TRAVEL].amount == Decimal("86.03")
    assert rows[cast.vice.pk, FeeKind.LOST_EARNINGS].amount == 600


def test_one_who_does_not_take_the_arvode_still_has_her_travel(cast):
    rule(cast)
    rule(cast, FeeKind.TRAVEL, 2)
    meeting = make_held_meeting(cast)
    told(meeting, cast.chair, kilometres=Decimal(10), takes_fee=False)
    assert paid(begin(cast))["Margareta"] == 20


def test_one_who_was_not_there_confirms_nothing(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    meeting.attendances.filter(person=cast.chair).update(is_present=False)
    with pytest.raises(DomainError, match="inget arvode"):
        told(meeting, cast.chair, kilometres=Decimal(10))


def test_the_page_names_those_who_have_not_confirmed(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    period = begin(cast)
    told(meeting, cast.chair)
    page = fee_page(period, TODAY)
    assert [person for person, _ in page.silent] == [cast.member, cast.vice, cast.adjuster]
    assert page.unsigned == (meeting,)


# ---- Closed, and corrected


def test_a_closed_period_keeps_its_rows_and_is_closed_once(cast):
    rule(cast)
    make_held_meeting(cast)
    period = close_period(period=begin(cast), by=cast.chief)
    before = [(each.person, each.fee) for each in lines_of(period)]
    FeeRule.objects.update(amount=Decimal(2000))
    assert [(each.person, each.fee) for each in lines_of(period)] == before
    with pytest.raises(DomainError, match="stängd"):
        close_period(period=period, by=cast.chief)
    with pytest.raises(DomainError, match="stängd"):
        remove_period(period=period, by=cast.chief)


def test_what_is_confirmed_late_comes_in_the_next_period(cast):
    rule(cast)
    rule(cast, FeeKind.TRAVEL, 2)
    meeting = make_held_meeting(cast)
    close_period(period=begin(cast), by=cast.chief)
    period = following(cast)
    assert lines_of(period) == []
    told(meeting, cast.chair, kilometres=Decimal(30))
    (line,) = lines_of(period)
    assert (line.fee.amount, line.is_correction, line.day) == (60, True, MARCH)
    close_period(period=period, by=cast.chief)
    assert lines_of(begin(cast, None, dt.date(2022, 9, 30))) == []


def test_what_was_paid_too_much_is_taken_back_in_the_next_period(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    close_period(period=begin(cast), by=cast.chief)
    meeting.attendances.filter(person=cast.member).update(is_present=False)
    (line,) = lines_of(following(cast))
    assert (line.person, line.fee.number, line.fee.amount) == (cast.member, -1, -1000)
    assert "Rättar" in line.fee.note


def test_a_rule_that_is_raised_backwards_pays_the_difference(cast):
    rule(cast)
    make_held_meeting(cast)
    close_period(period=begin(cast), by=cast.chief)
    rule(cast, amount=1100, from_on=dt.date(2022, 3, 1))
    lines = lines_of(following(cast))
    assert {(each.fee.amount, each.is_correction) for each in lines} == {(100, True)}
    assert total(lines) == 400


def test_a_typed_row_stands_until_its_period_is_closed(cast):
    period = begin(cast)
    facts = {
        "person": cast.vice,
        "day": MARCH,
        "kind": FeeKind.OTHER,
        "number": Decimal(1),
        "account": "5810",
        "by": cast.chief,
    }
    row = type_row(period=period, amount=Decimal(900), note="Konferens", **facts)
    type_row(period=period, amount=Decimal(-100), note="Rättar januari", **facts)
    assert paid(period) == {"Lars-Erik": 800}
    with pytest.raises(DomainError, match="Skriv vad raden gäller"):
        type_row(period=period, amount=Decimal(1), note=" ", **facts)
    remove_row(row=row, by=cast.chief)
    close_period(period=period, by=cast.chief)
    with pytest.raises(DomainError, match="stängd"):
        type_row(period=period, amount=Decimal(1), note="Sent", **facts)
    with pytest.raises(DomainError, match="nästa period"), transaction.atomic():
        FeeRow.objects.update(amount=1)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [((2022, 1, 2), (2022, 3, 31)), ((2022, 1, 1), (2022, 3, 30)), ((2022, 4, 1), (2022, 3, 31))],
)
def test_a_period_is_whole_months(cast, starts, ends):
    with pytest.raises(DomainError, match="hela månader"):
        begin(cast, dt.date(*starts), dt.date(*ends))


def test_one_period_is_open_at_a_time(cast):
    begin(cast)
    with pytest.raises(DomainError, match="inte stängd"):
        following(cast)


# ---- Pages


def test_a_ledamot_confirms_from_the_line_that_waits_and_is_not_asked_again(cast):
    rule(cast)
    rule(cast, FeeKind.TRAVEL, 2)
    meeting = make_held_meeting(cast)
    begin(cast)
    client, url = client_of(cast.member), reverse("fee_claim", args=["exempel", meeting.pk])
    assert url in client.get("/exempel/").content.decode()
    page = client.post(url, {"kilometres": "46,5", "hours": "", "hourly": "", "note": ""}, follow=True)
    assert "uppgifterna är bekräftade" in page.content.decode()
    assert FeeClaim.objects.get().kilometres == Decimal("46.5")
    assert url not in client.get("/exempel/").content.decode()


def test_what_is_written_wrong_stays_in_its_field(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    url = reverse("fee_claim", args=["exempel", meeting.pk])
    page = client_of(cast.member).post(url, {"kilometres": "långt", "hourly": "300"}).content.decode()
    assert "långt" in page
    assert "Skriv ett tal" in page
    assert "Skriv hur många timmar" in page


def test_nobody_sees_or_writes_anothers_meeting(cast):
    rule(cast)
    meeting = make_held_meeting(cast)
    meeting.attendances.filter(person=cast.member).update(is_present=False)
    assert client_of(cast.member).get(reverse("fee_claim", args=["exempel", meeting.pk])).status_code == 404
    url = reverse("fee_claim_for", args=["exempel", meeting.pk, cast.chair.pk])
    assert client_of(cast.member).get(url).status_code == 403
    foreign = make_cast("annan")
    rule(foreign)
    url = reverse("fee_claim_for", args=["exempel", make_held_meeting(foreign).pk, foreign.chair.pk])
    assert client_of(cast.chief).get(url).status_code == 404


def test_the_file_to_the_payroll_has_a_row_a_thing(cast):
    rule(cast)
    make_held_meeting(cast)
    period = close_period(period=begin(cast), by=cast.chief)
    answer = client_of(cast.officer).get(reverse("fee_period_excel", args=["exempel", period.pk]))
    rows = list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Person", "Datum", "Slag")
    assert (rows[1][0], rows[1][2], rows[1][4], rows[1][6], rows[1][7]) == (
        "Daniel Haddad",
        "Sammanträde",
        1,
        1000,
        "5810",
    )
    assert len(rows) == 5


def test_the_office_opens_looks_through_and_closes_on_pages(cast):
    rule(cast)
    make_held_meeting(cast)
    client = client_of(cast.chief)
    page = client.post(
        "/exempel/arvoden/ny-period/", {"starts_on": "2022-01-01", "ends_on": "2022-03-31"}, follow=True
    )
    period = FeePeriod.objects.get()
    assert "4\N{NO-BREAK SPACE}000 kr" in page.content.decode()
    page = client.post(reverse("fee_period_close", args=["exempel", period.pk]), follow=True).content.decode()
    assert "Perioden är stängd" in page
    assert "Hämta till lönerna" in page


def test_the_years_arvoden_stand_beside_the_line_that_has_the_account(cast):

    year = open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)
    year.lines.filter(key="insatser").update(accounts="5800-5899")
    column = add_column(fiscal_year=year, kind="budget", label="Budget 2022", key="budget", by=cast.chief)
    save_figures(figure_set=column, amounts={"insatser": Decimal(-50_000)}, by=cast.chief)
    rule(cast)
    make_held_meeting(cast)
    page = client_of(cast.chief).get(reverse("fee_period", args=["exempel", begin(cast).pk]))
    (row,) = page.context["lines"]
    assert (row.paid, row.budget, row.left) == (4000, 50_000, 46_000)
