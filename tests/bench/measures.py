"""Which pages and works are measured: rooms of the house add theirs here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from board.actions.meetings import MeetingPlan, copy_meeting, plan_meeting
from board.actions.session import open_meeting
from board.models import Meeting, Protocol
from finsam import clock
from finsam.models import Association, Body, Person
from finsam.states import BodyKind
from reporting.actions.reports import begin_report
from reporting.models import Report
from reporting.states import ReportKind, ReportState
from tests.bench import books, documents, packs, sie_files
from tests.bench.walk import questions_by_page


@dataclass(frozen=True)
class Scene:
    """The demo's förbund as it is measured: who looks, and a meeting that goes on."""

    association: Association
    chief: Person
    board: Body
    called: Meeting
    in_session: Meeting
    protocol: Protocol


@dataclass(frozen=True)
class Page:
    """A page whose time and query count must not grow with what is stored."""

    name: str
    path: Callable[[Scene], str]


@dataclass(frozen=True)
class Work:
    """Something the worker does, with the most seconds it may take; `take` gives the seconds and what else was seen."""

    name: str
    take: Callable[[Scene], tuple[float, str]]
    most: float


def _page(name: str, route: str, of: str = "", query: str = "") -> Page:
    def path(scene: Scene) -> str:
        arguments = [scene.association.slug, *([getattr(scene, of).pk] if of else [])]
        return reverse(route, args=arguments) + query

    return Page(name, path)


def _session_path(scene: Scene) -> str:
    first = scene.in_session.paragraphs.order_by("position")[0]
    return reverse("meeting_session_paragraph", args=[scene.association.slug, scene.in_session.pk, first.pk])


def _annual(scene: Scene) -> Report:
    return (
        Report.objects.of(scene.association)
        .filter(kind=ReportKind.ANNUAL, document__isnull=False)
        .latest("year", "version")
    )


def _writing_path(scene: Scene) -> str:
    drafts = Report.objects.of(scene.association).filter(state=ReportState.DRAFT, kind=ReportKind.PLAN)
    year = clock.today().year + 1
    report = drafts.first() or begin_report(
        association=scene.association, kind=ReportKind.PLAN, year=year, by=scene.chief
    )
    section = report.sections.order_by("position")[0]
    return reverse("section_write", args=[scene.association.slug, report.pk, section.pk])


PAGES: tuple[Page, ...] = (
    _page("Översikt", "front"),
    _page("Sammanträden", "meeting_list"),
    _page("Sammanträde, navet", "meeting_detail", "called"),
    Page("Sammanträde, pågår", _session_path),
    _page("Protokoll, lista", "protocol_list"),
    _page("Protokoll, ett", "protocol_detail", "protocol"),
    _page("Sök paragrafer", "search", query="?q=budget"),
    _page("Sök, böjt och sammansatt", "search", query="?q=verksamhetsplaner+insats"),
    _page("Uppdrag", "task_list"),
    _page("Bokföring, filer", "ledger_list"),
    _page("Rapporter", "report_list"),
    Page("Rapport, ett avsnitt", _writing_path),
    Page("Mål", lambda scene: reverse("goal_list", args=[scene.association.slug, 2021])),
    _page("Offentliga sidan", "public_page"),
)


def every_page(scene: Scene) -> list[Page]:
    """Give the pages above, and then one of every other address, where it asks most."""
    named = list(PAGES)
    known = {each.path(scene).partition("?")[0] for each in named}
    found = questions_by_page(scene.association, scene.chief.user)  # type: ignore[arg-type]  # the demo's has an account
    rest = [
        Page(name, lambda _, path=path: path)  # type: ignore[misc]
        for name, (_, path) in sorted(found.items())
        if path.partition("?")[0] not in known
    ]
    return [*named, *rest]


def _large_pack(scene: Scene) -> tuple[float, str]:
    day = clock.today() + dt.timedelta(days=200)
    meeting = Meeting.objects.filter(body=scene.board, held_on=day).first()
    made = meeting or packs.make_large_meeting(body=scene.board, by=scene.chief, held_on=day)
    packs.pack_seconds(made)  # the worker is warm: the first one also reads the typesetter in
    return packs.pack_seconds(made), ""


def _stored(scene: Scene, rows: int) -> tuple[float, str]:
    return books.store_seconds(scene.association, rows, by=scene.chief), ""


def _read(scene: Scene, rows: int) -> tuple[float, str]:
    found = sie_files.measure(rows)
    return found.seconds, f"{found.megabytes:.0f} MB, högst {sie_files.MAX_MEGABYTES:.0f}"


def _printed(scene: Scene) -> tuple[float, str]:
    made = documents.warm_printing(_annual(scene))
    return made.seconds, f"{made.pages} sidor, {made.peak:.0f} MB"


def _printed_by_browser(scene: Scene) -> tuple[float, str]:
    made = documents.browser_printing(_annual(scene))
    return (made.seconds, f"{made.peak:.0f} MB") if made else (0, "Chromium saknas")


WORKS: tuple[Work, ...] = (
    *(
        Work(f"SIE, {rows} rader läses", lambda scene, rows=rows: _read(scene, rows), sie_files.MAX_SECONDS)  # type: ignore[misc]
        for rows in sie_files.SIZES
    ),
    *(
        Work(f"Bokföring, {rows} rader lagras", lambda scene, rows=rows: _stored(scene, rows), most)  # type: ignore[misc]
        for rows, most in books.SIZES.items()
    ),
    Work(
        f"Läspaket, {packs.MATTERS} §§ och {packs.HANDLINGAR} handlingar",
        _large_pack,
        packs.MOST_SECONDS,
    ),
    Work("Årsredovisning, varm arbetare", _printed, 12.0),
    Work(
        "Årsredovisning, Chromium med samma HTML",
        _printed_by_browser,
        60.0,
    ),
    Work(
        "Årsredovisning, ett avsnitt för förhandsvisning",
        lambda scene: (documents.preview_seconds(_annual(scene).sections.get(key="hushallning")), ""),
        documents.MOST_PREVIEW,
    ),
    Work(
        "Årsredovisning, fastställd ur förrådet",
        lambda scene: (documents.frozen_seconds(_annual(scene)), ""),
        documents.MOST_FROZEN,
    ),
)


def make_scene(slug: str) -> Scene:
    """Find the demo's förbund and let a meeting go on there."""
    association = Association.objects.get(slug=slug)
    board = association.bodies.get(kind=BodyKind.BOARD)
    chief = Person.objects.select_related("user").get(
        appointments__body__kind=BodyKind.OFFICE, appointments__role="forbundschef", association=association
    )
    called = Meeting.objects.filter(body=board).upcoming(clock.today()).first()
    if called is None:
        plan = MeetingPlan(held_on=clock.today() + dt.timedelta(days=30), starts_at=dt.time(8, 30))
        called = plan_meeting(body=board, plan=plan, by=chief)
    going_on = copy_meeting(source=called, held_on=clock.today(), by=chief)
    open_meeting(meeting=going_on, by=chief)
    signed = Protocol.objects.filter(meeting__body=board, adjusted_on__isnull=False)
    return Scene(association, chief, board, called, going_on, signed.latest("meeting__held_on", "id"))
