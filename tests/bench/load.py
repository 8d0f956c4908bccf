"""A förbund's busiest minutes: many who write in one meeting, more who read, some who print, and web and worker killed."""

from __future__ import annotations

import datetime as dt
import math
import random
import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from itertools import cycle, islice

from django.conf import settings
from django.test import Client
from django.urls import reverse

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.session import open_meeting
from board.models import Decision, Meeting, Paragraph, Protocol
from finsam import clock
from finsam.models import Appointment, Job, Person, TextVersion, User
from finsam.states import AppointmentRole, BodyKind, JobState
from reporting.models import Report
from reporting.states import ReportState
from tests.bench.measures import Scene
from tests.bench.visitors import Answer, Printer, Visitor, Writer

WRITERS, READERS, PRINTERS = 20, 200, 5
WRITES_EVERY, READS_EVERY, PRINTS_EVERY = 5.0, 25.0, 20.0  # seconds, give or take a half
PATIENCE = 70  # seconds for the last answers
MOST_MILLISECONDS = 500  # that 19 of 20 may wait at most

_dice = random.Random(20)

Act = tuple[Visitor, Callable[[], object], float]


@dataclass
class Load:
    """Everyone who is there, and what they met."""

    meeting: Meeting
    shared: Paragraph
    writers: list[Writer]
    readers: list[tuple[Visitor, list[str]]]
    printers: list[Printer]
    lost: list[str] = field(default_factory=list)

    @property
    def answers(self) -> list[Answer]:
        """Give every answer that anyone got."""
        people = [writer.visitor for writer in self.writers]
        people += [reader for reader, _ in self.readers]
        people += [printer.visitor for printer in self.printers]
        return [answer for person in people for answer in person.answers]


# ---- Before


def make_load(scene: Scene, port: int) -> Load:
    """Let a meeting go on with a § for each writer and one for all, and give everyone a session."""
    plan = MeetingPlan(held_on=clock.today(), starts_at=dt.time(13), place="Stadshuset")
    meeting = plan_meeting(body=scene.board, plan=plan, by=scene.chief)
    drafts = [ParagraphDraft(heading=f"Ärende {number}") for number in range(WRITERS + 1)]
    shared, *own = [add_paragraph(meeting=meeting, draft=draft, by=scene.chief) for draft in drafts]
    open_meeting(meeting=meeting, by=scene.chief)
    writers = [_writer(scene, number, own[number], shared, port) for number in range(WRITERS)]
    pages, public = _pages(scene), [reverse("public_page", args=[scene.association.slug])]
    people = cycle(Person.objects.filter(appointments__body=scene.board, user__isnull=False).distinct()[:10])
    members = [(_visitor(person.user, port), pages) for person in islice(people, READERS // 2)]
    strangers = [(Visitor(port), public) for _ in range(READERS - len(members))]
    documents = islice(cycle(_documents(scene)), PRINTERS)
    printers = [Printer(_visitor(scene.chief.user, port), path) for path in documents]
    return Load(meeting, shared, writers, [*members, *strangers], printers)


def _writer(scene: Scene, number: int, own: Paragraph, shared: Paragraph, port: int) -> Writer:
    email = f"belastning{number}@example.se"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    person, _ = Person.objects.get_or_create(
        association=scene.association, email=email, defaults={"name": f"Skrivare {number}", "user": user}
    )
    office = scene.association.bodies.get(kind=BodyKind.OFFICE)
    Appointment.objects.get_or_create(
        person=person, body=office, role=AppointmentRole.OFFICER, defaults={"from_on": clock.today()}
    )
    slug = scene.association.slug
    paths = [reverse("paragraph_save", args=[slug, each.pk]) for each in (own, shared)]
    return Writer(f"skrivare{number}", _visitor(user, port), *paths)


def _visitor(user: User, port: int) -> Visitor:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return Visitor(port, client.cookies[settings.SESSION_COOKIE_NAME].value, settings.SESSION_COOKIE_NAME)


def _pages(scene: Scene) -> list[str]:
    slug = scene.association.slug
    return [
        reverse("front", args=[slug]),
        reverse("meeting_list", args=[slug]),
        reverse("meeting_detail", args=[slug, scene.called.pk]),
        reverse("protocol_list", args=[slug]),
        reverse("protocol_detail", args=[slug, scene.protocol.pk]),
        reverse("search", args=[slug]) + "?q=budget",
    ]


def _documents(scene: Scene) -> list[str]:
    """Give where documents are ordered: a report as PDF, protocols and a kallelse in Word."""
    slug = scene.association.slug
    drafts = Report.objects.of(scene.association).filter(state=ReportState.DRAFT)[:1]
    protocols = Protocol.objects.filter(meeting__body=scene.board).order_by("pk")[:3]
    return [
        *(reverse("report_print", args=[slug, each.pk]) for each in drafts),
        reverse("meeting_call_word", args=[slug, scene.called.pk]),
        *(reverse("protocol_word", args=[slug, each.pk]) for each in protocols),
    ]


# ---- Meanwhile


def start(load: Load, enough: threading.Event) -> list[threading.Thread]:
    """Let everyone come, within the time that she waits between two things."""
    acts: list[Act] = [
        *((each.visitor, partial(each.write, insists=True), WRITES_EVERY) for each in load.writers),
        *((each.visitor, partial(each.take, enough), PRINTS_EVERY) for each in load.printers),
        *((reader, partial(_read, reader, pages), READS_EVERY) for reader, pages in load.readers),
    ]
    threads = [threading.Thread(target=_keep_on, args=[load, *act, enough], daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def _read(reader: Visitor, pages: list[str]) -> None:
    reader.insist("Läst sida", _dice.choice(pages))


def _keep_on(
    load: Load, visitor: Visitor, act: Callable[[], object], every: float, enough: threading.Event
) -> None:
    enough.wait(_dice.uniform(0, every))
    while not enough.is_set():
        try:
            act()
        except (OSError, HTTPException) as error:
            load.lost.append(f"{type(error).__name__}: {error}")
        enough.wait(_dice.uniform(every / 2, every * 1.5))
    with suppress(OSError):
        visitor.leave()


# ---- After


def unfinished(load: Load) -> int:
    """Say how many of the ordered documents nobody has finished yet."""
    return Job.objects.filter(pk__in=_asked(load)).exclude(state=JobState.DONE).count()


def faults(load: Load, *, judges_time: bool) -> Iterator[str]:
    """Give a sentence for all that was lost, refused or slow."""
    answered = {(writer.own, text) for writer in load.writers for text in writer.answered}
    slug = load.meeting.body.association.slug
    there = {
        (reverse("paragraph_save", args=[slug, paragraph]), text)
        for paragraph, text in TextVersion.objects.filter(text__paragraph__meeting=load.meeting).values_list(
            "text__paragraph", "html"
        )
    }
    if gone := answered - there:
        yield f"{len(gone)} av {len(answered)} sparade texter finns inte."
    rows = {row.row_key: int(row.text.split()[1]) for row in Decision.objects.filter(paragraph=load.shared)}
    if older := [
        each.name
        for each in load.writers
        if each.answered_rows and rows.get(each.name, 0) < each.answered_rows[-1]
    ]:
        yield f"{len(older)} rader är äldre än det som sparades."
    if not answered:
        yield "Ingen kunde spara något."
    if left := unfinished(load):
        yield f"{left} av {len(_asked(load))} beställda dokument blev inte klara."
    if refused := [each for writer in load.writers for each in writer.refused]:
        yield f"{len(refused)} sparningar nekades, den första med {refused[0]}."
    if load.lost:
        yield f"{len(load.lost)} fick inget svar: {load.lost[0]}."
    if wrong := [each for each in load.answers if each.status >= 500]:
        yield f"{len(wrong)} svar var {wrong[0].status}, det första på {wrong[0].what}."
    if judges_time and (slow := percentile(load.answers)) > MOST_MILLISECONDS:
        yield f"19 av 20 fick svar inom {slow:.0f} ms, högst {MOST_MILLISECONDS}."


def _asked(load: Load) -> set[int]:
    return {pk for printer in load.printers for pk in printer.asked}


def percentile(answers: list[Answer]) -> float:
    """Give the milliseconds within which 19 of 20 were answered, also those who asked while nobody was there."""
    seconds = [answer.seconds for answer in answers]
    return sorted(seconds)[math.ceil(len(seconds) * 0.95) - 1] * 1000 if seconds else 0.0


def table(load: Load) -> Iterator[str]:
    """Give a line for each kind of thing that was asked."""
    yield f"{'Under belastning':<24}{'antal':>8}{'median':>10}{'19 av 20':>11}{'längst':>11}{'fler försök':>13}"
    kinds = sorted({answer.what for answer in load.answers})
    for what in [*kinds, "Allt"]:
        answers = [each for each in load.answers if what in {each.what, "Allt"}]
        seconds = [each.seconds for each in answers]
        if not seconds:
            continue
        yield (
            f"{what:<24}{len(answers):>8}{statistics.median(seconds) * 1000:>7.0f} ms{percentile(answers):>8.0f} ms"
            f"{max(seconds) * 1000:>8.0f} ms{sum(each.tries > 1 for each in answers):>13}"
        )
