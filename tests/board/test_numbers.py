"""Where the year's numbers begin for a förbund that joins, how its diarienummer look, and what is still open before."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from board.actions.matters import open_matter
from board.actions.numbers import set_next_number
from board.actions.session import open_meeting, put_back
from board.queries.matters import matters_of
from board.states import MeetingState, ParagraphKind
from finsam.actions import change_association
from finsam.errors import DomainError
from finsam.models import Association, AuditEvent, Person
from tests.cast import client_of
from tests.factories import make_meeting, make_paragraph

URL = "/exempel/forbundet/nummer/"


def begin(cast, *, paragraph: int = 0, matter: int = 0, year: int = 2022) -> None:
    for body, number in ((cast.board, paragraph), (None, matter)):
        if number:
            set_next_number(association=cast.association, body=body, year=year, number=number, by=cast.chief)


def opened(cast, **fields):
    meeting = make_meeting(body=cast.board, called_at=dt.datetime(2022, 3, 11, 9, 0, tzinfo=dt.UTC), **fields)
    first = make_paragraph(meeting=meeting, kind=ParagraphKind.OPENING)
    make_paragraph(meeting=meeting)
    open_meeting(meeting=meeting, by=cast.chief)
    first.refresh_from_db()
    return first


def typed(cast, **wanted: int) -> dict[str, int]:
    """What the page posts: every series as it stands, but for those named."""
    form = client_of(cast.officer).get(URL).context["form"]
    return {name: wanted.get(name, field.initial) for name, field in form.fields.items()}


def test_the_first_paragraph_and_diarienummer_of_a_year_are_set_on_the_page(cast):
    client_of(cast.officer).post(URL, typed(cast, diarium=57) | {f"organ{cast.board.pk}": 38})
    matter = open_matter(association=cast.association, title="Budget", by=cast.chief)
    assert (opened(cast).number, matter.dnr) == (38, "2022/57")


def test_numbers_of_another_year_are_set_for_that_year_alone(cast):
    begin(cast, paragraph=12, year=2021)
    assert (opened(cast, held_on=dt.date(2021, 11, 5)).number, opened(cast).number) == (12, 1)


def test_a_number_is_not_set_below_what_has_been_given_out(cast):
    begin(cast, paragraph=38)
    opened(cast)
    page = client_of(cast.officer).post(URL, typed(cast) | {f"organ{cast.board.pk}": 38}).content.decode()
    assert "Det högsta som är utdelat är 38. Skriv 39 eller högre." in page
    with pytest.raises(
        DomainError, match="Nummer 38 är redan utdelat i Styrelsen 2022. Skriv 39 eller högre."
    ):
        begin(cast, paragraph=38)


def test_a_number_set_too_high_by_mistake_is_set_back(cast):
    begin(cast, paragraph=380, matter=570)
    begin(cast, paragraph=38, matter=57)
    assert opened(cast).number == 38
    assert open_matter(association=cast.association, title="Budget", by=cast.chief).number == 57


def test_a_first_number_taken_back_is_given_again(cast):
    begin(cast, paragraph=38)
    first = opened(cast)
    put_back(paragraph=first, by=cast.chief)
    assert opened(cast, held_on=dt.date(2022, 4, 8)).number == 38


def test_what_is_left_as_it_stood_leaves_no_trace(cast):
    begin(cast, paragraph=38)
    before = AuditEvent.objects.count()
    client_of(cast.officer).post(URL, typed(cast))
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("wrong", ["", "0", "-3", "tolv", "12345678901234567890"])
def test_what_is_no_number_is_refused_on_its_field(cast, wrong):
    answer = client_of(cast.officer).post(URL, typed(cast) | {"diarium": wrong})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["diarium"]


# ---- The form of a diarienummer


@pytest.mark.parametrize(
    ("form", "expected"),
    [("{år}/{nummer}", "2022/1"), ("SF {år}:{nummer}", "SF 2022:1"), ("{nummer}/{år}", "1/2022"), ("dnr-{year}.{number}", "dnr-2022.1")],
)  # fmt: skip
def test_a_forbund_writes_its_diarienummer_in_its_own_form(cast, form, expected):
    client = client_of(cast.chief)
    page = client.get("/exempel/forbundet/andra/").context["form"]
    facts = {name: page[name].value() for name in page.fields if page[name].value()}
    client.post("/exempel/forbundet/andra/", facts | {"dnr_form": form})
    association = Association.objects.get(pk=cast.association.pk)
    assert open_matter(association=association, title="Budget", by=cast.chief).dnr == expected


@pytest.mark.parametrize(
    "form", ["", "{år}", "{nummer}", "2022/14", "{år}/{nummer}/{nummer}", "{år}/{nummer}{x}"]
)
def test_a_form_without_year_and_number_is_refused(cast, form):
    client = client_of(cast.chief)
    page = client.get("/exempel/forbundet/andra/").context["form"]
    facts = {name: page[name].value() for name in page.fields if page[name].value()}
    answer = client.post("/exempel/forbundet/andra/", facts | {"dnr_form": form})
    assert list(answer.context["form"].errors) == ["dnr_form"]


def test_what_has_a_diarienummer_keeps_it_when_the_form_changes(cast):
    matter = open_matter(association=cast.association, title="Budget", by=cast.chief)
    change_association(association=cast.association, facts={"dnr_form": "SF {år}:{nummer}"}, by=cast.chief)
    matter.refresh_from_db()
    assert matter.dnr == "2022/1"


@pytest.mark.parametrize("words", ["SF 2022:1", "2022:1", "2022/1"])
def test_a_matter_is_found_by_its_diarienummer_in_any_form(cast, words):
    change_association(association=cast.association, facts={"dnr_form": "SF {år}:{nummer}"}, by=cast.chief)
    association = Association.objects.get(pk=cast.association.pk)
    matter = open_matter(association=association, title="Budget", by=cast.chief)
    assert list(matters_of(association, words=words)) == [matter]


def test_a_new_forbund_is_added_with_its_own_form(db, client):
    call_command(
        "add_association", "ny", "Samordningsförbundet Ny", "222000-0000", "Ny", "Förvaltningsrätten i Ny",
        "Eva Ny", "eva.ny@example.se", dnr_form="SF {år}:{nummer}", verbosity=0,
    )  # fmt: skip
    association = Association.objects.get(slug="ny")
    client.force_login(Person.objects.get(association=association).user)
    client.post("/ny/forbundet/nummer/", {"diarium": 9} | {
        f"organ{body.pk}": 1 for body in association.bodies.filter(kind="styrelse")
    })  # fmt: skip
    assert open_matter(association=association, title="Budget", by=None).dnr == "SF 2022:9"


# ---- What is still open before


def test_an_earlier_meeting_left_open_is_named_before_the_next_one_numbers(cast):
    opened(cast)
    later = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 8))
    page = client_of(cast.officer).get(reverse("meeting_open", args=["exempel", later.pk])).content.decode()
    assert "Ett tidigare sammanträde är inte avslutat" in page
    assert "Mötet den 25\xa0mars 2022 klockan 8.30 är fortfarande öppet" in page


def test_an_earlier_meeting_left_open_stops_no_one_and_is_said_at_the_opening(cast):
    opened(cast)
    first = opened(cast, held_on=dt.date(2022, 4, 8))
    url = reverse("meeting_session_paragraph", args=["exempel", first.meeting_id, first.pk])
    page = client_of(cast.officer).get(url).content.decode()
    assert (first.number, "Mötet den 25\xa0mars 2022 är inte avslutat" in page) == (2, True)


@pytest.mark.parametrize("fields", [{"held_on": dt.date(2022, 5, 6)}, {"state": MeetingState.CLOSED}])
def test_a_later_meeting_or_one_that_is_closed_is_not_named(cast, fields):
    closed = {"closed_at": dt.datetime(2022, 3, 25, 11, 0, tzinfo=dt.UTC)} if "state" in fields else {}
    make_meeting(body=cast.board, **({"state": MeetingState.IN_SESSION} | fields | closed))
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 8))
    page = client_of(cast.officer).get(reverse("meeting_open", args=["exempel", meeting.pk])).content.decode()
    assert "inte avslutat" not in page


def test_the_first_meeting_of_a_year_says_with_what_number_it_begins(cast):
    begin(cast, paragraph=38)
    meeting = make_meeting(body=cast.board)
    url = reverse("meeting_open", args=["exempel", meeting.pk])
    first = client_of(cast.officer).get(url).content.decode()
    opened(cast, held_on=dt.date(2022, 2, 4))
    after = client_of(cast.officer).get(url).content.decode()
    assert ("börjar med § 38" in first, "Årets första paragraf" in after) == (True, False)


# ---- The whole way, through the pages


def test_a_forbund_that_joins_in_september_goes_on_with_its_own_numbers(db, client, settings):
    settings.FINSAM_TODAY = "2022-09-12"
    call_command(
        "add_association", "ny", "Samordningsförbundet Ny", "222000-0000", "Ny", "Förvaltningsrätten i Ny",
        "Eva Ny", "eva.ny@example.se", dnr_form="SF {år}:{nummer}", verbosity=0,
    )  # fmt: skip
    association = Association.objects.get(slug="ny")
    board = association.bodies.get(kind="styrelse")
    client.force_login(Person.objects.get(association=association).user)
    numbers = reverse("number_list", args=["ny"])
    fields = client.get(numbers).context["form"].fields
    wanted = {name: 31 if name == f"organ{board.pk}" else 88 for name in fields}
    assert client.post(numbers, wanted)["Location"].endswith("?ar=2022")

    client.post(reverse("matter_add", args=["ny"]), {"title": "Budget 2023"})
    assert association.matters.get().dnr == "SF 2022:88"

    for day in ("2022-09-23", "2022-09-30"):
        plan = {"body": board.pk, "held_on": day, "starts_at": "9.00", "kind": "ordinarie"}
        assert client.post(reverse("meeting_plan", args=["ny"]), plan).status_code == 302
    first, second = board.meetings.order_by("held_on")
    settings.FINSAM_TODAY = "2022-09-23"
    page = client.get(reverse("meeting_open", args=["ny", first.pk])).content.decode()
    assert ("börjar med § 31" in page, "inte avslutat" in page) == (True, False)
    client.post(reverse("meeting_open", args=["ny", first.pk]))
    assert numbers_of(first)[:2] == [31, None]

    settings.FINSAM_TODAY = "2022-09-30"
    page = client.get(reverse("meeting_open", args=["ny", second.pk])).content.decode()
    assert "Mötet den 23\xa0september 2022 klockan 9.00 är fortfarande öppet" in page
    client.post(reverse("meeting_open", args=["ny", second.pk]))
    assert numbers_of(second)[:2] == [32, None]
    assert client.get(numbers).context["form"].fields[f"organ{board.pk}"].initial == 33

    settings.FINSAM_TODAY = "2023-01-20"
    plan = {"body": board.pk, "held_on": "2023-01-20", "starts_at": "9.00", "kind": "ordinarie"}
    client.post(reverse("meeting_plan", args=["ny"]), plan)
    third = board.meetings.latest("held_on")
    page = client.get(reverse("meeting_open", args=["ny", third.pk])).content.decode()
    assert "börjar med § 1." in page.replace("\xa0", " ")
    client.post(reverse("meeting_open", args=["ny", third.pk]))
    assert numbers_of(third)[:2] == [1, None]
    client.post(reverse("matter_add", args=["ny"]), {"title": "Plan 2024"})
    assert association.matters.get(year=2023).dnr == "SF 2023:1"


def numbers_of(meeting) -> list[int | None]:
    return list(meeting.paragraphs.order_by("position").values_list("number", flat=True))
