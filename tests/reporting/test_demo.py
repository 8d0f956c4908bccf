"""The demo: what it shows on 11 April 2022, and that nothing real has leaked into it."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from board.models import DecisionAmount, Invitation, Meeting, Notice, Paragraph, Posting, Protocol
from board.states import MeetingState, Outcome, ProtocolKind, ProtocolState, RsvpAnswer
from economy.models import FigureSet, FiscalYear, LedgerRow
from economy.queries.books import open_books
from economy.states import FigureKind, Source
from finsam import seal
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.management.commands import make_ready
from finsam.models import Association, Member, Person, User
from finsam.permissions import permissions_of
from finsam.registries import checks, fields, todos
from finsam.registries.printing import kinds
from finsam.registries.todos import Todo
from finsam.states import AppointmentRole, BodyKind
from reporting.demo import names
from reporting.demo.associations import make_association
from reporting.demo.loading import LOADERS, load
from reporting.management.commands import load_demo
from reporting.models import Report
from tests.bench.walk import questions_by_page
from tests.wall.questions import MORE, MOST

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
TODAY = dt.date(2022, 4, 11)
SLUG = "exempelbygden"


@pytest.fixture(scope="module")
def loaded_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The demo, loaded once for all tests of this file; gives the addresses that got a mail."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FINSAM_TODAY", TODAY.isoformat())
        mail.outbox = []
        load(str)
        yield [address for letter in mail.outbox for address in letter.to]
        call_command("flush", interactive=False, verbosity=0)


def meeting_of(day: dt.date) -> Meeting:
    return Meeting.objects.get(body__association__slug=SLUG, body__name="Styrelsen", held_on=day)


def waiting_for(name: str) -> list[Todo]:
    person = Person.objects.get(association__slug=SLUG, name=name)
    sitting = person.appointments.in_force(TODAY).select_related("body")
    return todos.waiting(person.association, person, permissions_of(sitting), TODAY)


# ---- Meetings


def test_the_board_has_held_six_meetings(loaded_demo: list[str]) -> None:
    held = Meeting.objects.filter(
        body__association__slug=SLUG, body__kind=BodyKind.BOARD, state=MeetingState.CLOSED
    ).order_by("held_on")
    assert [f"{each.held_on}" for each in held] == [
        "2021-10-22", "2021-11-26", "2022-01-28", "2022-02-25", "2022-03-25", "2022-04-07",
    ]  # fmt: skip


def test_the_numbers_of_a_year_run_without_gap_or_double(loaded_demo: list[str]) -> None:
    numbers = Paragraph.objects.filter(
        meeting__body__association__slug=SLUG,
        meeting__body__kind=BodyKind.BOARD,
        meeting__held_on__year=2022,
        number__isnull=False,
    ).order_by("meeting__held_on", "number")
    assert [each.number for each in numbers] == list(range(1, 37))


def test_the_meeting_in_march_has_its_paragraphs_in_order(loaded_demo: list[str]) -> None:
    rows = meeting_of(dt.date(2022, 3, 25)).paragraphs.order_by("number")
    assert [(row.number, row.heading) for row in rows] == [
        (22, "Sammanträdet öppnas"),
        (23, "Val av justerare"),
        (24, "Föregående protokoll"),
        (25, "Informationsärenden"),
        (26, "Årsredovisning för 2021"),
        (27, "Indikatorenkäterna"),
        (28, "ESF+, möjligheter för förbundet"),
        (29, "Övriga frågor"),
        (30, "Avslutning"),
    ]


def test_four_decided_in_march_and_a_deputy_was_there_without_serving(loaded_demo: list[str]) -> None:
    present = meeting_of(dt.date(2022, 3, 25)).attendances.filter(is_present=True).select_related("person")
    assert {(row.person.name, row.is_serving) for row in present} == {
        ("Margareta Ek", True),
        ("Lars-Erik Norén", True),
        ("Solveig Åström", True),
        ("Daniel Haddad", True),
        ("Tomas Lindgren", False),
        ("Anna Berglund", False),
    }


def test_the_main_protocol_of_march_leaves_out_the_paragraph_justerad_at_once(loaded_demo: list[str]) -> None:
    protocols = meeting_of(dt.date(2022, 3, 25)).protocols.all()
    adjusted = {
        (each.kind, str(each.adjusted_on)): sorted(each.paragraphs.values_list("number", flat=True))
        for each in protocols
    }
    assert adjusted == {
        (ProtocolKind.IMMEDIATE, "2022-03-25"): [26],
        (ProtocolKind.MAIN, "2022-04-05"): [22, 23, 24, 25, 27, 28, 29, 30],
    }


def test_every_signed_protocol_is_whole_under_three_seals(loaded_demo: list[str]) -> None:
    signed = Protocol.objects.filter(state=ProtocolState.SIGNED, meeting__body__association__slug=SLUG)
    reports = [seal.verify(store.read(each.document)) for each in signed if each.document]
    assert [(len(report.seals), all(one.is_intact for one in report.seals)) for report in reports] == [
        (3, True)
    ] * 6


def test_one_protocol_waits_for_the_signature_of_its_justerare(loaded_demo: list[str]) -> None:
    protocol = Protocol.objects.get(state=ProtocolState.FOR_SIGNING)
    left = protocol.signings.filter(signed_at=None).select_related("person")
    assert (str(protocol.meeting.held_on), [each.person.name for each in left]) == (
        "2022-04-07",
        ["Daniel Haddad"],
    )


def test_the_meeting_in_may_is_called_and_partly_answered(loaded_demo: list[str]) -> None:
    may = meeting_of(dt.date(2022, 5, 20))
    answers = Invitation.objects.filter(meeting=may).values_list("answer", flat=True)
    assert (may.state, {answer: list(answers).count(answer) for answer in RsvpAnswer.values}) == (
        MeetingState.CALLED,
        {RsvpAnswer.WAITING: 4, RsvpAnswer.COMING: 4, RsvpAnswer.REMOTE: 1, RsvpAnswer.ABSENT: 1},
    )


def test_what_was_put_off_came_back(loaded_demo: list[str]) -> None:
    put_off = Paragraph.objects.exclude(outcome=Outcome.DECIDED).order_by("meeting__held_on")
    assert [(row.heading, str(row.continued_in.meeting.held_on)) for row in put_off] == [
        ("Regler för representation", "2022-02-25"),
        ("Ansökan om fortsatt Samtalsstöd för unga", "2022-05-20"),
    ]


def test_money_that_decisions_move_is_stored_beside_them(loaded_demo: list[str]) -> None:
    rows = DecisionAmount.objects.order_by("decision__paragraph__meeting__held_on")
    found = [(row.year, int(row.amount)) for row in rows]
    assert found == [(2022, 2_865_000), (2022, 622_000), (2022, 500_000), (2022, 10_000)]


def test_the_kommun_has_posted_the_protocol_of_march_and_the_region_has_not(loaded_demo: list[str]) -> None:
    rows = Posting.objects.filter(notice__protocol__meeting=meeting_of(dt.date(2022, 3, 25)))
    assert {row.member.name: str(row.posted_on) for row in rows.select_related("member")} == {
        "Exempelby kommun": "2022-04-06",
        "Region Exempelland": "None",
    }


def test_older_notices_have_their_anslagsbevis(loaded_demo: list[str]) -> None:
    old = Notice.objects.filter(protocol__meeting__held_on__lt=dt.date(2022, 3, 1))
    assert [bool(each.proof and each.final_proof) for each in old] == [True] * 4


def test_handlingar_of_three_kinds_are_what_their_names_say(loaded_demo: list[str]) -> None:
    papers = {
        each.document
        for row in Paragraph.objects.all().prefetch_related("attachments__document")
        for each in row.attachments.all()
    }
    assert {recognise(each.name, store.read(each)).label for each in papers} == {"PDF", "Word", "Excel"}


def test_the_books_of_the_first_quarter_give_its_outcome(loaded_demo: list[str]) -> None:
    year = FiscalYear.objects.get(association__slug=SLUG, year=2022)
    book = open_books(year.association, [2022]).by_year[2022]
    quarter = book.find(FigureKind.OUTCOME, ends_on=dt.date(2022, 3, 31))
    assert quarter
    amounts = book.amounts(quarter)
    assert (year.source, amounts["resultat"], amounts["insatser"]) == (Source.LEDGER, 181_318, -807_104)


def test_a_voucher_of_the_demo_leads_to_its_insats_and_the_decision_on_it(
    loaded_demo: list[str], client
) -> None:
    chief = Person.objects.get(association__slug=SLUG, name="Anna Berglund")
    client.force_login(chief.user)
    row = LedgerRow.objects.filter(account__number="4510", tag__label="101 Plattform U")[0]
    page = client.get(reverse("ledger_voucher", args=[SLUG, row.voucher_id]))
    shown = next(each for each in page.context["rows"] if each["insats"])
    assert (shown["insats"].name, str(shown["grants"][0].decision.paragraph)) == (
        "Plattform U",
        "§\u00a044, 2021-11-26",
    )


def test_the_neighbour_has_two_meetings_of_its_own(loaded_demo: list[str]) -> None:
    rows = Meeting.objects.filter(body__association__slug="grannbygden").order_by("held_on")
    assert [each.state for each in rows] == [MeetingState.CLOSED, MeetingState.PLANNED]


# ---- What waits


def test_the_forgotten_anslag_stands_first_for_the_chief(loaded_demo: list[str]) -> None:
    late = [todo for todo in waiting_for("Anna Berglund") if todo.is_alarm and not todo.waits_for_others]
    assert (late[0].what, late[0].due_on) == (
        "Anslå § 26, omedelbart justerad".replace("§ ", "§\u00a0"),
        dt.date(2022, 3, 28),
    )


def test_a_signature_waits_for_the_justerare(loaded_demo: list[str]) -> None:
    found = [todo.what for todo in waiting_for("Daniel Haddad")]
    assert found == ["Läs och signera protokollet från styrelsen 7\u00a0april", "Svara på kallelsen"]


def test_everyone_can_open_her_front_page(loaded_demo: list[str], client) -> None:
    statuses = {}
    for person in Person.objects.exclude(user=None).select_related("user", "association"):
        client.force_login(person.user)
        statuses[person.name] = client.get(person.association.get_absolute_url()).status_code
    assert {name for name, status in statuses.items() if status != 200} == set()


def test_every_document_of_the_demo_can_be_printed(loaded_demo: list[str]) -> None:
    association = Association.objects.get(slug=SLUG)
    starts = {
        kind.render(association, kind.whiches(association)[0])[:5]
        for kind in kinds()
        if kind.whiches(association)
    }
    assert starts == {b"%PDF-"}


# ---- Loading


def test_every_figure_is_found_by_its_key_as_among_them_all(loaded_demo: list[str]) -> None:
    for year in (2020, 2021, 2022, 2023):
        every = fields.values(Association.objects.get(slug=SLUG), year)
        alone = fields.Figures(Association.objects.get(slug=SLUG), year)
        assert [key for key in every if alone.get(key) != every[key]] == []


@pytest.mark.django_db
def test_the_demo_is_not_loaded_outside_the_demo(settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="FINSAM_DEMO"):
        call_command("load_demo")


@pytest.mark.django_db
def test_a_database_with_a_forbund_is_left_alone(settings, cast) -> None:
    settings.DEMO = True
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    assert (Association.objects.count(), said.getvalue().splitlines()[0]) == (
        2,
        "Det finns redan ett förbund här, så demon läses inte in.",
    )


@pytest.mark.django_db(transaction=True)
def test_a_loading_that_was_broken_off_begins_again_by_itself(settings, monkeypatch, tmp_path) -> None:
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    is_broken_off = [False, True, True]  # taken from the end

    def load_some(say: object) -> None:
        make_association("exempelbygden")
        if is_broken_off.pop():
            raise KeyboardInterrupt

    monkeypatch.setattr(load_demo, "load", load_some)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            call_command("load_demo", stdout=io.StringIO())
        assert make_ready.demo_is_wanted()
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    assert said.getvalue().startswith("En tidigare inläsning bröts, så den görs om från början.\n")
    assert Association.objects.count() == 1
    assert not make_ready.demo_is_wanted()
    call_command("load_demo", stdout=said)
    assert "Det finns redan ett förbund här" in said.getvalue()
    assert Association.objects.count() == 1


def test_no_page_asks_the_database_more_than_it_may(loaded_demo: list[str]) -> None:
    """Every page that the förbundschef gets to by the links; the table of those that ask much may only be lowered."""
    chief = Person.objects.get(
        association__slug=SLUG, appointments__role=AppointmentRole.CHIEF, appointments__to_on=None
    )
    found = questions_by_page(chief.association, chief.user)
    assert {"front", "economy", "section_write", "meeting_detail", "public_page"} <= set(found)
    over = {name: asked for name, asked in found.items() if asked[0] > MORE.get(name, MOST)}
    assert over == {}


def test_every_step_of_the_loading_is_listed_once() -> None:
    steps = [loader for _, loader in LOADERS]
    assert len(steps) == len(set(steps))


# ---- Nothing real


def test_every_address_in_the_demo_is_at_example_se(loaded_demo: list[str]) -> None:
    stored = [
        *User.objects.values_list("email", flat=True),
        *Person.objects.values_list("email", flat=True),
        *Member.objects.exclude(registrar_email="").values_list("registrar_email", flat=True),
        *Association.objects.values_list("email", flat=True),
    ]
    strangers = {each for each in [*stored, *loaded_demo] if not re.search(r"@(\S+\.)?example\.se$", each)}
    assert (strangers, len(loaded_demo) > 0) == (set(), True)


def test_everyone_in_the_demo_stands_in_the_map_of_names(loaded_demo: list[str]) -> None:
    mapped = {each.name for each in [*names.PEOPLE.values(), *names.NEIGHBOURS.values()]}
    assert set(Person.objects.values_list("name", flat=True)) == mapped


@pytest.fixture(scope="module")
def seeds() -> str:
    """The real documents, where they lie beside the project."""
    if not SEEDS.is_dir():
        pytest.skip("The folder shared/seeds does not lie beside the project.")
    return "\n".join(path.read_text() for path in sorted(SEEDS.glob("*.txt")))


@pytest.fixture(scope="module")
def project() -> dict[str, str]:
    """Every text file of the project, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    texts = {}
    for name in filter(None, listed.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content[:4096] and not name.startswith("static/vendor/"):
            texts[name] = content.decode(errors="replace")
    return texts


def places_of(words: set[str], project: dict[str, str]) -> set[tuple[str, str]]:
    """Where any of the words stands in the project, in whatever case."""
    found = {word.lower(): word for word in words}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(found)), re.IGNORECASE)
    return {(name, hit.group()) for name, text in project.items() for hit in pattern.finditer(text)}


def test_no_mail_address_of_the_seeds_is_in_the_project(seeds: str, project: dict[str, str]) -> None:
    addresses = set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", seeds))
    assert (len(addresses) > 5, places_of(addresses, project)) == (True, set())


def test_no_telephone_number_of_the_seeds_is_in_the_project(seeds: str, project: dict[str, str]) -> None:
    numbers = set(re.findall(r"\b0\d{1,3}-\d{2,3} ?\d{2} ?\d{2,3}\b", seeds))
    assert (len(numbers) > 0, places_of(numbers, project)) == (True, set())


def test_nobody_on_the_rosters_of_the_seeds_is_in_the_project(seeds: str, project: dict[str, str]) -> None:
    name = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? [A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
    rosters = re.findall(
        r"(?m)^.*(?:Beslutande|Övriga deltagare|Justerare|Justerande|Sekreterare|Ordförande|ledamot|ersättare).*$",
        seeds,
    )
    people = {found for line in rosters for found in re.findall(name, line)}
    assert (len(people) > 5, places_of(people, project)) == (True, set())


def test_the_real_place_is_not_named_in_the_project(seeds: str, project: dict[str, str]) -> None:
    place, times = Counter(re.findall(r"Samordningsförbundet i (\w+)", seeds)).most_common(1)[0]
    assert (times > 5, places_of({place.removesuffix("s"), place}, project)) == (True, set())


# ---- Figures


def test_the_delarsrapport_is_adopted_signed_and_published(loaded_demo: list[str]) -> None:
    report = Report.objects.get(association__slug=SLUG, kind="delarsrapport", year=2021)
    assert (report.state, str(report.adopted_by), report.signings.filter(signed_at=None).count()) == (
        "published", "§\u00a036, 2021-10-22", 0,
    )  # fmt: skip


def test_budget_and_plan_are_fixed_by_the_paragraph_of_november(loaded_demo: list[str]) -> None:
    fixed = FigureSet.objects.filter(
        fiscal_year__association__slug=SLUG, paragraph__meeting__held_on=dt.date(2021, 11, 26)
    )
    assert [str(each) for each in fixed.order_by("key")] == ["Budget 2022", "Plan 2023", "Plan 2024"]


def test_the_contradictions_of_the_real_document_are_found_and_no_others(loaded_demo: list[str]) -> None:
    found = checks.findings(Association.objects.get(slug=SLUG), 2021)
    assert [each.key for each in found] == [
        "economy.note.7.2020.utfall", "economy.sum.2021.utfall-0630.summa_kostnader",
        "economy.ratio.2020.utfall.equity_ratio", "insatser.bos.budget", "insatser.vidare-vy.budget",
        "insatser.applet.budget", "insatser.samtalsbyran-for-unga.printed_sum",
    ]  # fmt: skip
