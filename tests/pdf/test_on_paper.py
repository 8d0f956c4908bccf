"""Nothing runs off the paper: every kind of document with long words, addresses and wide tables in all that it shows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.db.models import TextChoices
from django.utils.safestring import SafeString, mark_safe

from board.documents import pack
from board.models import Protocol
from board.states import ProtocolKind, ProtocolState
from finsam import pdf
from finsam.actions import start_text
from finsam.registries import printing
from insatser.documents.decision_letter import build_decision_letter, frozen_content
from insatser.queries.decision_letters import Receiver
from reporting.models import EconomicReport, Goal, Report
from reporting.states import ReportKind
from tests.cast import Cast, make_cast
from tests.texts.test_told_before_sending import _final_paragraph
from tests.tools.standing import standing
from tests.wall.world import THEN, _protocol, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.any_database]

WORD = "Samordningsförbundsfinansieringsbeslutsunderlagsbilaga" * 3
ADDRESS = "https://eur02.safelinks.example.se/?url=https%3A%2F%2Fexempel.se&data=05%7C01%7C" + "a1b2c3" * 30
LETTERS = "m" * 10_000
CELLS = "".join(f"<td>samordningsförbundet {number}</td>" for number in range(12))
HTML = f"<p>{WORD} {ADDRESS}</p><table><tbody>{f'<tr>{CELLS}</tr>' * 2}</tbody></table>"
MOST_SECONDS = 5  # of the processor, for one text of ten thousand letters in a document
_NAME_IN_CODE = re.compile(r"[a-z0-9_./§-]*")  # a template, a field of a signature, a key
# Words and figures of ours too: the program counts them.
OURS = {
    *(
        "reached",
        "months",
        "unit",
        "value",
        "outcome",
        "deviation",
        "year_deviation",
        "expected",
        "forecast",
        "budget",
    ),
    *("granted", "paid", "left", "left_to_grant"),
}
LABELS = {  # what the program writes: nobody makes those longer
    str(label) for choices in TextChoices.__subclasses__() for label in choices.labels
}


class Awkward:
    """Puts what is long after every text of a document; ten thousand letters once, where a text can be so long."""

    def __init__(self) -> None:
        self.is_long_used = False

    def of(self, value: Any) -> Any:
        """Give the same thing, its texts made long."""
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            texts = [
                field.name for field in dataclasses.fields(value) if field.init and field.name not in OURS
            ]
            facts = {name: self.of(getattr(value, name)) for name in texts}
            return dataclasses.replace(value, **facts)
        if isinstance(value, tuple | list):
            return type(value)(self.of(each) for each in value)
        if isinstance(value, dict):
            return {key: self.of(each) for key, each in value.items()}
        return self._text(value) if type(value) in {str, SafeString} else value

    def _text(self, text: str) -> str:
        if text.lstrip().startswith("<svg") or _NAME_IN_CODE.fullmatch(text) or text in LABELS:
            return text
        if text.lstrip().startswith("<"):
            long, self.is_long_used = "" if self.is_long_used else f"<p>{LETTERS}</p>", True
            return mark_safe(f'{text}<div class="text">{HTML}{long}</div>')
        return f"{text} {WORD} {ADDRESS}"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The world of the wall, with a document of every kind that is not frozen yet."""
    with standing(django_db_blocker):
        yield make_unfrozen(make_cast())


def make_unfrozen(cast: Cast) -> SimpleNamespace:
    """Make the world, and what is printed and not frozen yet of each kind that it lacks."""
    world = make_world(cast)
    paragraph = world.closed_meeting.paragraphs.get()
    world.draft_protocol.paragraphs.add(paragraph)
    _protocol(cast, dt.date(2022, 4, 4), ProtocolState.SIGNED, world.job.result)
    _final_paragraph(cast, world)
    for kind in (ProtocolKind.IMMEDIATE, ProtocolKind.CORRECTION):
        corrects = world.signed_protocol if kind == ProtocolKind.CORRECTION else None
        meeting = corrects.meeting if corrects else world.closed_meeting
        Protocol.objects.create(meeting=meeting, kind=kind, corrects=corrects).paragraphs.add(
            world.signed_paragraph if corrects else paragraph
        )
    for kind in ReportKind:
        Report.objects.get_or_create(
            association=cast.association, kind=kind, year=2022, version=1, defaults={"title": kind.label}
        )
    world.received.versions.update(document=None)
    world.came_payment.versions.update(document=None)
    told = build_decision_letter(world.signed_paragraph, Receiver(None, world.insats))
    world.signed_paragraph.decision_letters.create(
        insats=world.insats, content=frozen_content(told), made_at=THEN, made_by=cast.chief
    )
    handed = world.handed_economic_report
    world.economic_report.delete()  # the newest of a month is printed
    EconomicReport.objects.create(
        association=cast.association, fiscal_year=handed.fiscal_year, until=handed.until, begun_at=THEN,
        text=start_text(association=cast.association, by=cast.chief),
    )  # fmt: skip
    Goal.objects.update(until_year=2022)
    world.planned_meeting.is_public = True
    world.planned_meeting.save(update_fields=["is_public"])
    return SimpleNamespace(cast=cast)


def outside(content: bytes) -> Iterator[str]:
    """Give each sign that does not stand wholly on its page."""
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                if left < -0.5 or bottom < -0.5 or right > width + 0.5 or top > height + 0.5:
                    yield f"page {number}: {text.get_text_range(index, 20)!r} at {left:.0f}–{right:.0f} of {width:.0f}"
                    break


def make_pack_awkward(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make long what only a reading pack has: its texts, its contents and its sheets."""
    to_string, merge = pack.render_to_string, pdf.merge_pack
    monkeypatch.setattr(
        pack, "render_to_string", lambda template, facts: to_string(template, Awkward().of(facts))
    )
    monkeypatch.setattr(
        pdf,
        "merge_pack",
        lambda parts, *, front, look: merge(Awkward().of(parts), front=Awkward().of(front), look=look),
    )


@pytest.mark.parametrize("name", [kind.name for kind in printing.kinds()])
def test_long_words_addresses_and_wide_tables_stay_on_the_paper(world, name, monkeypatch, settings):
    settings.FINSAM_TODAY = "2022-04-11"
    seconds, render, made = [], pdf.render, []

    def awkwardly(template: str, context: dict[str, Any], **facts: Any) -> bytes:
        began = time.process_time()
        content = render(template, {key: Awkward().of(value) for key, value in context.items()}, **facts)
        seconds.append(time.process_time() - began)
        made.append(content)
        return content

    monkeypatch.setattr(pdf, "render", awkwardly)
    make_pack_awkward(monkeypatch)
    association, whole = world.cast.association, b""
    for which in printing._kinds[name].whiches(association):
        if made:
            break
        whole = printing.render(association, name, which)
    assert made, "the world has none of the kind that is not frozen"
    assert [*outside(made[0]), *(outside(whole) if name == "laspaket" else ())] == []
    assert max(seconds) < MOST_SECONDS
