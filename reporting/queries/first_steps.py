"""A new förbund's first steps: what is done and what is next, derived from what is stored and never stored itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count, Exists, F
from django.urls import reverse

from board.models import Meeting
from economy.models import Figure, FiscalYear
from economy.states import FigureKind
from finsam import clock
from finsam.models import Appointment, Association, Member
from finsam.permissions import Permission
from finsam.registries.guide import Guide
from finsam.states import VOTING_ROLES, AppointmentRole, BodyKind, MemberKind
from finsam.swedish import words
from finsam.web.asked_once import asked_once
from reporting.models import Report
from reporting.queries.reports import reports_of

_ROLES = "mandate_change"


@dataclass(frozen=True)
class Way:
    """An address where a step is done, as a verb with its object."""

    label: str
    url: str


@dataclass(frozen=True)
class Step:
    """One step: its title, what stands and what lacks in a sentence, where it is done and on which pages."""

    title: str
    is_done: bool
    said: str
    ways: tuple[Way, ...]
    pages: frozenset[str] = frozenset()
    is_next: bool = False


@dataclass(frozen=True)
class FirstSteps:
    """All the steps in the order in which they are easiest."""

    association: Association
    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        return len(self.steps)

    @cached_property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def numbered(self) -> list[tuple[int, Step]]:
        """Every step with its number."""
        return list(enumerate(self.steps, start=1))

    @property
    def left(self) -> list[tuple[int, Step]]:
        """The steps that are not done, with their numbers: the front page has room for no more."""
        return [(number, step) for number, step in self.numbered if not step.is_done]

    @property
    def is_done(self) -> bool:
        return self.done == self.total

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def said(self) -> str:
        """How far it has come, in a sentence."""
        if self.is_done:
            return "Alla steg är klara. Det här är det som ett förbund behöver för att komma igång."
        ahead = f" Nästa: {self.next.title.lower()}." if self.next else ""
        return f"{self.done} av {self.total} steg klara.{ahead}"

    @property
    def url(self) -> str:
        return reverse("first_steps", args=[self.association.slug])


def first_steps(association: Association, permissions: frozenset[Permission], today: dt.date) -> FirstSteps:
    """Give the steps of the förbund; a fixed number of queries, however much there is."""
    members = list(association.members.on(today))
    years = list(
        FiscalYear.objects.filter(association=association).annotate(rows=Count("lines")).order_by("year")
    )
    steps = [
        _facts(association, permissions), _members(association, members), _roles(association, members, today),
        _year(association, years), _books(association, years), _report(association), _meeting(association),
    ]  # fmt: skip
    first = next((place for place, step in enumerate(steps) if not step.is_done), None)
    marked = tuple(replace(step, is_next=place == first) for place, step in enumerate(steps))
    return FirstSteps(association, marked)


@asked_once
def are_all_done(association: Association, today: dt.date) -> bool:
    """Whether no step is left, in one query: most pages that tell of the steps belong to a förbund that took them long ago."""
    if not (association.address and association.email and association.court_address):
        return False
    own = Association.objects.filter(pk=association.pk)
    members = Member.objects.filter(association=association).on(today)
    voting = Appointment.objects.in_force(today).filter(
        body__association=association, body__kind=BodyKind.BOARD, role__in=sorted(VOTING_ROLES)
    )
    figures = Figure.objects.filter(figure_set__fiscal_year__association=association, amount__isnull=False)
    boards = Meeting.objects.of(association).filter(body__kind=BodyKind.BOARD)
    stands = [
        *(members.filter(kind=kind) for kind in MemberKind),
        *(voting.filter(role=role) for role in (AppointmentRole.CHAIR, AppointmentRole.VICE_CHAIR)),
        FiscalYear.objects.filter(association=association, lines__isnull=False),
        figures.filter(figure_set__kind__in=[FigureKind.BUDGET, FigureKind.OUTCOME]),
        Report.objects.of(association),
        boards,
    ]
    unseated = members.exclude(pk__in=voting.filter(member__isnull=False).values("member"))
    return own.filter(~Exists(unseated), *map(Exists, stands)).exists()


def steps_left(
    association: Association, permissions: frozenset[Permission], today: dt.date
) -> FirstSteps | None:
    """Give the steps for the front page of kansliet; None when all are done, put away or for others to do."""
    if Permission.MANAGE_PEOPLE not in permissions or association.first_steps_away:
        return None
    if are_all_done(association, today):
        return None
    found = first_steps(association, permissions, today)
    return None if found.is_done else found


def guide_of_page(
    association: Association, permissions: frozenset[Permission], url_name: str
) -> Guide | None:
    """Give the way back from a page where a step is done, as long as steps are left."""
    if url_name not in PAGES:
        return None
    found = steps_left(association, permissions, clock.today())
    if found is None:
        return None
    ahead = found.next
    if ahead is None or url_name in ahead.pages or not ahead.ways:
        return Guide(found.url, found.done, found.total)
    return Guide(found.url, found.done, found.total, ahead.title, ahead.ways[0].url)


JOINED_LATE = 4  # the month of a first meeting before which there has hardly been another that year
_FACTS_PAGES = frozenset({"association_detail", "association_edit"})
_MEMBER_PAGES = frozenset({"member_list", "member_add", "member_edit"})
_ROLE_PAGES = frozenset(
    {_ROLES, "body_list", "body_detail", "body_add", "body_edit", "appointment_add", "people_list", "person_add",
     "person_detail"}
)  # fmt: skip
_YEAR_PAGES = frozenset({"fiscal_year_add", "economy", "layout", "line_edit"})
_BOOK_PAGES = frozenset(
    {"figure_paste", "figure_grid", "column_add", "economy_year", "ledger_list", "ledger_take_in", "ledger_preview",
     "ledger_mapping", "ledger_year", "job_detail"}
)  # fmt: skip
_REPORT_PAGES = frozenset({"report_list", "report_add", "report_detail", "report_write", "section_write"})
_MEETING_PAGES = frozenset(
    {
        "meeting_list",
        "meeting_plan",
        "meeting_detail",
        "standing_items",
        "number_list",
        "told_meetings",
        "told_roster",
    }
)
PAGES = (
    _FACTS_PAGES | _MEMBER_PAGES | _ROLE_PAGES | _YEAR_PAGES | _BOOK_PAGES | _REPORT_PAGES | _MEETING_PAGES
)


def _facts(association: Association, permissions: frozenset[Permission]) -> Step:
    lacking = [
        name for name, value in (
            ("postadress", association.address), ("e-post", association.email),
            ("förvaltningsrättens adress", association.court_address),
        ) if not value
    ]  # fmt: skip
    said = f"Saknas: {words.join_och(lacking)}." if lacking else "Adresserna som står på handlingarna finns."
    ways: tuple[Way, ...] = (_way(association, "Ändra förbundets uppgifter", "association_edit"),)
    if Permission.MANAGE_ASSOCIATION not in permissions:
        said, ways = f"{said} Förbundschefen skriver dem.", ()
    return Step("Förbundets uppgifter", not lacking, said, ways, _FACTS_PAGES)


def _members(association: Association, members: Sequence[Member]) -> Step:
    """Whether every kind of party that the law names is there (4 § lag 2003:1210)."""
    lacking = [_KINDS[kind] for kind in MemberKind if kind not in {member.kind for member in members}]
    names = words.join_och([member.name for member in members])
    said = " ".join(
        part
        for part in (f"{names}." if names else "", f"Saknas: {words.join_och(lacking)}." if lacking else "")
        if part
    )
    return Step(
        "Medlemmar",
        not lacking,
        said,
        (_way(association, "Lägg till en medlem", "member_add"),),
        _MEMBER_PAGES,
    )


_KINDS = {
    MemberKind.KOMMUN: "en kommun",
    MemberKind.REGION: "regionen",
    MemberKind.FK: "Försäkringskassan",
    MemberKind.AF: "Arbetsförmedlingen",
}


def _roles(association: Association, members: Iterable[Member], today: dt.date) -> Step:
    """Whether the board has chair and vice chair (17 §) and someone from each member (10 §)."""
    sitting = list(
        Appointment.objects.in_force(today)
        .filter(body__association=association, body__kind=BodyKind.BOARD, role__in=sorted(VOTING_ROLES))
        .values_list("role", "member")
    )
    roles, seated = {role for role, _ in sitting}, {member for _, member in sitting}
    lacking = [
        name for role, name in (
            (AppointmentRole.CHAIR, "ordförande"), (AppointmentRole.VICE_CHAIR, "vice ordförande"),
        ) if role not in roles
    ] + [f"ledamot från {member.name}" for member in members if member.pk not in seated]  # fmt: skip
    counted = (
        f"{words.plural(len(sitting), 'ledamot', 'ledamöter')} i styrelsen."
        if sitting
        else "Ingen sitter i styrelsen."
    )
    said = f"{counted} Saknas: {words.join_och(lacking)}." if lacking else counted
    ways = (
        _way(association, "Skriv in styrelsen", _ROLES),
        _way(association, "Lägg till organ", "body_add"),
    )
    return Step("Styrelse och roller", bool(sitting) and not lacking, said, ways, _ROLE_PAGES)


def _year(association: Association, years: Sequence[FiscalYear]) -> Step:
    opened = [year for year in years if year.rows]  # type: ignore[attr-defined]
    ways = [_way(association, "Öppna ett räkenskapsår", "fiscal_year_add")]
    if years and not opened:
        ways.insert(0, _way(association, "Skriv uppställningen", "layout", years[-1].year))
        said = f"{years[-1].year} är öppnat, men uppställningen är tom."
    elif opened:
        said = f"{opened[-1].year} är öppnat, med {opened[-1].rows} rader i uppställningen."  # type: ignore[attr-defined]
    else:
        said = "Resultat- och balansräkningen får en färdig uppställning som går att ändra."
    return Step("Första räkenskapsåret", bool(opened), said, tuple(ways), _YEAR_PAGES)


def _books(association: Association, years: Sequence[FiscalYear]) -> Step:
    kinds = set(
        Figure.objects.filter(figure_set__fiscal_year__association=association, amount__isnull=False)
        .values_list("figure_set__kind", flat=True)
        .distinct()
    )
    found = [
        name
        for kind, name in ((FigureKind.BUDGET, "budgeten"), (FigureKind.OUTCOME, "utfallet"))
        if kind in kinds
    ]
    if not years:
        return Step(
            "Budget och bokföring",
            is_done=False,
            said="Öppna ett räkenskapsår först.",
            ways=(),
            pages=_BOOK_PAGES,
        )
    said = (
        f"{words.capitalised(words.join_och(found))} är inne."
        if found
        else "Budgeten klistras in som den är tryckt. Bokföringen läses ur SIE eller Excel."
    )
    ways = (
        _way(association, "Klistra in budgeten", "figure_paste", years[-1].year),
        _way(association, "Läs in bokföringen", "ledger_take_in"),
    )
    return Step("Budget och bokföring", bool(found), said, ways, _BOOK_PAGES)


def _report(association: Association) -> Step:
    newest: Report | None = reports_of(association).first()
    said = (
        f"{newest.title} har {words.plural(newest.section_count, 'avsnitt', 'avsnitt')}."  # type: ignore[attr-defined]
        if newest
        else "Plan eller årsredovisning börjar från en färdig disposition."
    )
    ways = (_way(association, "Börja en rapport", "report_add"),)
    return Step("Första rapportens disposition", newest is not None, said, ways, _REPORT_PAGES)


def _meeting(association: Association) -> Step:
    first = (
        Meeting.objects.of(association)
        .filter(body__kind=BodyKind.BOARD)
        .order_by(F("held_on").asc(), "id")
        .first()
    )
    ways = [
        _way(association, "Planera ett sammanträde", "meeting_plan"),
        _way(association, "Skriv nästa nummer", "number_list"),
    ]
    said = "Har ni redan delat ut paragrafer eller diarienummer i år? Skriv under Nummer vilka som kommer härnäst."
    if first:
        said = f"Styrelsen {first.held_on.isoformat()}."
        if first.held_on.month >= JOINED_LATE:
            year = first.held_on.year
            said += f" Det som hände tidigare {year} berättas, så att årets rapporter blir hela."
            ways += [
                _way(association, f"Tidigare sammanträden {year}", "told_meetings", year),
                _way(association, f"Vilka som satt i styrelsen {year}", "told_roster", year),
            ]
    return Step("Första sammanträdet", first is not None, said, tuple(ways), _MEETING_PAGES)


def _way(association: Association, label: str, name: str, *args: int) -> Way:
    return Way(label, reverse(name, args=[association.slug, *args]))
