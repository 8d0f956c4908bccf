"""A new förbund's first steps: derived from what is stored, shown to kansliet until all are done or they are put away."""

import datetime as dt
from decimal import Decimal

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.states import FigureKind
from finsam.models import Appointment, Association, AuditEvent, Person
from finsam.states import AppointmentRole
from reporting.actions.reports import begin_report
from reporting.queries.first_steps import PAGES, are_all_done, first_steps
from reporting.states import ReportKind
from tests.cast import Cast, client_of
from tests.factories import make_meeting
from tests.queries import count_queries
from tests.wall.test_wall import KNOWN

TODAY = dt.date(2022, 4, 11)
FRONT = reverse("front", args=["exempel"])
STEPS = reverse("first_steps", args=["exempel"])


def states(association: Association, by: Person | None = None) -> dict[str, bool]:
    return {step.title: step.is_done for step in first_steps(association, frozenset(), TODAY).steps}


def test_an_empty_forbund_has_everything_before_it(db):
    call_command(
        "add_association", "ny", "Samordningsförbundet Ny", "222000-0009", "Nystad", "Förvaltningsrätten", "Nina Ny",
        "nina@example.se",
    )  # fmt: skip
    association = Association.objects.get(slug="ny")
    nina = association.people.get()

    assert set(states(association).values()) == {False}
    answer = client_of(nina).get(reverse("front", args=["ny"]))
    assert answer.context["front"].steps.said == "0 av 7 steg klara. Nästa: förbundets uppgifter."
    assert "Ändra förbundets uppgifter" in answer.content.decode()


def test_what_is_done_is_seen_from_what_is_stored(cast: Cast):
    assert states(cast.association) == {
        "Förbundets uppgifter": False,
        "Medlemmar": True,
        "Styrelse och roller": True,
        "Första räkenskapsåret": False,
        "Budget och bokföring": False,
        "Första rapportens disposition": False,
        "Första sammanträdet": False,
    }

    open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)
    begin_report(association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief)
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    done = states(cast.association)
    assert [title for title, is_done in done.items() if not is_done] == [
        "Förbundets uppgifter",
        "Budget och bokföring",
    ]


def test_a_forbund_that_is_under_way_is_known_in_one_query_and_by_the_same_rule(cast: Cast):
    """Every step is done and then undone again; what tells the pages agrees with the list each time."""
    association = cast.association

    def agrees() -> bool:
        all_done = first_steps(association, frozenset(), TODAY).is_done
        assert are_all_done(association, TODAY) == all_done
        return all_done

    year = open_year(association=association, year=2022, layout=STARTER, by=cast.chief)
    column = add_column(fiscal_year=year, kind=FigureKind.BUDGET, label="Budget", key="budget", by=cast.chief)
    acts = [
        lambda: association.__dict__.update(address="Torget 1", email="a@example.se", court_address="Box 1"),
        lambda: save_figures(figure_set=column, amounts={"bidrag": Decimal(1)}, by=cast.chief),
        lambda: begin_report(association=association, kind=ReportKind.PLAN, year=2023, by=cast.chief),
        lambda: make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20)),
    ]
    told = [agrees()]
    for act in acts:
        act()
        told.append(agrees())
    assert told == [False, False, False, False, True]
    undone = [
        association.members.filter(kind="fk"), Appointment.objects.filter(role=AppointmentRole.CHAIR),
        Appointment.objects.filter(role=AppointmentRole.VICE_CHAIR), cast.member.appointments.all(),
    ]  # fmt: skip
    for rows in undone:
        with transaction.atomic():
            rows.update(to_on=TODAY - dt.timedelta(days=1))
            assert not agrees()
            transaction.set_rollback(True)
    with CaptureQueriesContext(connection) as captured:
        assert are_all_done(association, TODAY)
    assert len(captured) == 1


def test_a_member_without_a_ledamot_is_named(cast: Cast):
    cast.member.appointments.update(to_on=TODAY - dt.timedelta(days=1))

    step = first_steps(cast.association, frozenset(), TODAY).steps[2]
    assert (step.is_done, step.said) == (
        False,
        "3\u00a0ledamöter i styrelsen. Saknas: ledamot från Försäkringskassan.",
    )


def test_only_kansliet_is_led_and_until_it_puts_the_steps_away(cast: Cast):
    assert client_of(cast.member).get(FRONT).context["front"].steps is None
    chief = client_of(cast.chief)
    assert chief.get(FRONT).context["front"].steps.done == 2

    assert chief.post(STEPS, {"act": "away"}, follow=True).context["front"].steps is None
    assert AuditEvent.objects.filter(verb="lade undan de första stegen").count() == 1
    assert chief.get(STEPS).status_code == 200
    chief.post(STEPS, {"act": "back"})
    assert chief.get(FRONT).context["front"].steps.done == 2


def test_every_page_of_a_step_leads_back_and_on(cast: Cast):
    chief = client_of(cast.chief)
    members = chief.get(reverse("member_list", args=["exempel"])).content.decode()
    assert f'<a href="{STEPS}">Kom igång</a>' in members
    assert "Nästa:" in members

    cast.association.first_steps_away = True
    cast.association.save()
    assert 'class="guide"' not in chief.get(reverse("member_list", args=["exempel"])).content.decode()


def test_the_pages_that_lead_back_are_pages_of_the_program():
    assert PAGES - set(KNOWN) == set()


def test_the_steps_cost_the_same_however_much_there_is(cast: Cast):
    chief = client_of(cast.chief)
    few = count_queries(chief, STEPS)
    for month in range(1, 13):
        make_meeting(body=cast.board, held_on=dt.date(2023, month, 3))
    for year in range(2010, 2020):
        open_year(association=cast.association, year=year, layout=STARTER, by=cast.chief)
    assert count_queries(chief, STEPS) == few


def test_the_front_page_shows_what_is_left_and_the_list_shows_all(cast):
    chief = client_of(cast.chief)
    found = chief.get(FRONT).context["front"].steps
    assert (len(found.left), found.total - found.done) == (5, 5)
    front, steps = (chief.get(each).content.decode() for each in (FRONT, STEPS))
    assert (front.count('class="first-steps"'), front.count("Klart"), steps.count("Klart")) == (1, 0, 2)


def test_a_forbund_that_joins_in_september_is_asked_for_its_numbers_and_for_what_was_before(
    cast: Cast, settings
):
    settings.FINSAM_TODAY = "2022-09-12"
    client = client_of(cast.chief)
    page = client.get(STEPS).content.decode().replace("\u00a0", " ")
    assert "Har ni redan delat ut paragrafer eller diarienummer i år?" in page
    assert f'href="{reverse("number_list", args=["exempel"])}"' in page
    year = client.get(reverse("fiscal_year_add", args=["exempel"])).context["form"]
    assert str(year["year"].value()) == "2022"

    make_meeting(body=cast.board, held_on=dt.date(2022, 10, 14))
    page = client.get(STEPS).content.decode()
    for name in ("told_meetings", "told_roster"):
        assert f'href="{reverse(name, args=["exempel", 2022])}"' in page
        assert "Kom igång" in client.get(reverse(name, args=["exempel", 2022])).content.decode()


def test_a_first_meeting_in_january_has_nothing_before_it(cast: Cast):
    make_meeting(body=cast.board, held_on=dt.date(2022, 1, 28))
    page = client_of(cast.chief).get(STEPS).content.decode()
    assert reverse("told_roster", args=["exempel", 2022]) not in page
