"""The bench: its table, what it finds wrong, and a national installation on a small scale."""

import pytest
from django.utils.html import strip_tags

from board.models import Meeting, Notice, Paragraph, Posting, Protocol
from finsam import clock, search
from finsam.models import Association
from tests.bench.__main__ import refuse_what_is_in_use
from tests.bench.large import HEADINGS, MONTHS, make_large
from tests.bench.measures import PAGES, Scene, make_scene
from tests.bench.report import PageResult, WorkResult, faults, table
from tests.bench.timing import Timing, time_bare, time_page
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast


def result(name: str, *, small: int, large: int) -> PageResult:
    """A page of so many queries, ten times as slow as nothing."""
    return PageResult(name, Timing(10, small), Timing(20, large), Timing(1, 1), Timing(2, 1))


def test_a_page_that_asks_more_often_when_more_is_stored_is_a_fault() -> None:
    found = faults([result("Översikt", small=7, large=9), result("Uppdrag", small=7, large=7)], [])
    assert found == ["Översikt ställer 9 frågor med mycket i databasen, 7 med lite."]


def test_work_that_takes_too_long_is_a_fault() -> None:
    found = faults([], [WorkResult("Läspaket", 5.2, 5.0), WorkResult("Protokoll", 0.2, 1.0)])
    assert found == ["Läspaket tog 5.2 s."]


def test_the_table_ends_each_page_with_its_ratio() -> None:
    lines = list(table([result("Översikt", small=7, large=7)], []))
    assert [line.split()[-1] for line in lines[1:3]] == ["10.0", "1.0"]


def test_the_worst_pages_are_named_before_the_table() -> None:
    pages = [result(f"Sida {number}", small=number, large=number) for number in range(6)]
    assert list(table(pages, []))[1] == "Flest frågor: Sida 5 5, Sida 4 4, Sida 3 3, Sida 2 2, Sida 1 1."


def test_a_bare_view_asks_once(db: None) -> None:
    assert time_bare(repeat=1).queries == 1


def test_a_page_that_does_not_answer_is_no_measure(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="404"):
        time_page("/finns-inte/", user=cast.chief.user, repeat=1)


def test_a_large_installation_has_all_that_a_protocol_needs(cast: Cast) -> None:
    make_large(associations=4, years=2)
    held = 4 * 2 * len(MONTHS)
    assert (
        Association.objects.count(), Meeting.objects.count(), Protocol.objects.count(), Notice.objects.count(),
        Paragraph.objects.count(), Posting.objects.filter(down_on=None).count(),
    ) == (5, held, held, held, held * len(HEADINGS), 0)  # fmt: skip


def test_a_large_installation_is_found_by_its_words(cast: Cast) -> None:
    make_large(associations=3, years=1)
    hits = search.find(cast.association, "verksamhetsplaner")
    assert {strip_tags(hit.title) for hit in hits} == {"Budget och verksamhetsplan"}


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """What the bench looks at, in the cast's förbund."""
    send(make_held_meeting(cast), cast)
    Protocol.objects.update(adjusted_on=clock.today())
    return make_scene(cast.association.slug)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_asks_more_often_when_the_installation_grows(scene: Scene, page) -> None:
    make_large(associations=1, years=1)  # something to find and list
    before = time_page(page.path(scene), user=scene.chief.user, repeat=1).queries
    make_large(associations=3, years=2)
    assert time_page(page.path(scene), user=scene.chief.user, repeat=1).queries <= before


def test_the_bench_refuses_a_database_in_use(cast: Cast, settings) -> None:
    settings.DEMO = True
    Association.objects.create(
        slug="tredje", name="Tredje", short_name="Tredje", organisation_number="222000-9999"
    )
    with pytest.raises(SystemExit, match="make bench"):
        refuse_what_is_in_use()
    assert Meeting.objects.count() == 0


def test_a_work_says_its_seconds_its_limit_and_what_else_was_seen():
    assert list(table([], [WorkResult("SIE, 200000 rader läses", 2.04, 6.0, "132 MB, högst 300")]))[-1] == (
        "SIE, 200000 rader läses: 2.0 s, högst 6 s. 132 MB, högst 300."
    )
