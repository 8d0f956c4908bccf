"""Fills every field of a form with a text, sends it, and tells what came of it; nothing of it is left afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from board.models import NumberSeries
from finsam.markup import html_to_markup
from finsam.web import once
from tests.cast import Cast, client_of
from tests.texts.awkward import Awkward, gist
from tests.texts.forms import FREE, TYPED, Control, Form, Page
from tests.wall.table import ANYONE, WALL
from tests.wall.test_wall import NAMES, address, things_of

OURS = re.compile(
    r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(?:finsam|board|insatser|economy|reporting)_(?!sentform|login)',
    re.IGNORECASE,
)
MOST_ROUNDS = 4
FINE = {200, 204, 302, 400, 403, 404, 409, 422}


@dataclass(frozen=True)
class Sender:
    """A form, the name and address of the page it stands on, and who sends it."""

    name: str
    client: Client
    url: str
    form: Form

    @property
    def action(self) -> str:
        """The address that it is sent to."""
        return urlsplit(urljoin(self.url, self.form.action or self.url)).path

    @property
    def kind(self) -> tuple[object, ...]:
        """What makes forms of the same page alike: rows of a table have one form each."""
        names = {re.sub(r"\d+", "N", name) for name in self.form.controls}
        return (re.sub(r"\d+", "N", self.action), *sorted(names), *self.form.buttons[:1])

    @property
    def writable(self) -> list[str]:
        """The fields in which one may type."""
        return [name for name, each in self.form.controls.items() if each.kind in FREE | TYPED]


def every_form(cast: Cast, world: SimpleNamespace) -> list[Sender]:
    """Give every form of every page of the wall, once; a page that is made tomorrow is among them."""
    NumberSeries.objects.get_or_create(
        association=cast.association, body=None, year=2022, defaults={"last": world.matter.number}
    )
    found: dict[tuple[object, ...], Sender] = {}
    clients = {role: client_of(person) for role, person in cast.by_role().items()}
    for name in (each for each in NAMES if each in WALL and WALL[each].looks and WALL[each].sends):
        row = WALL[name]
        role = "chief" if "chief" in row.sends else min(row.sends - (ANYONE - clients.keys()))
        url = address(name, cast.association.slug, things_of(row, world))
        client = clients[role]
        client.raise_request_exception = False
        for form in _forms_of(client.get(url)):
            sender = Sender(name, client, url, form)
            found.setdefault(sender.kind, sender)
    return list(found.values())


def _forms_of(answer: HttpResponse) -> Iterator[Form]:
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        yield from (form for form in Page(answer.content.decode()).forms if form.is_own)


@dataclass
class Outcome:
    """What came of sending a form: the fields that were stored, those refused, and what is wrong with that."""

    stored: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def send_awkward(sender: Sender, text: Awkward) -> Outcome:
    """Put the text in every field where one may type, and send; fields that refuse it get what stood there, until it is taken."""
    outcome = Outcome()
    before = sender.form.sent()
    left, data = sender.writable, dict(before)
    data.pop(once.FIELD)
    data |= {name: [text.text] for name in left}
    for _ in range(MOST_ROUNDS):
        cache.clear()  # the limits of a visitor's hour: here all are one visitor
        with transaction.atomic(), _written() as written:
            answer = sender.client.post(sender.action, data)
            is_all_kept = gist(text.text) in _kept(written)
            if answer.status_code == 302 and _is_ours(answer.url) and not is_all_kept:
                answer = sender.client.get(answer.url)
                answer.status_code = 302
            transaction.set_rollback(True)
        if answer.status_code not in FINE:
            outcome.faults.append(f"{answer.status_code}")
            return outcome
        page = _page(answer)
        if answer.status_code in {204, 302} or _says_saved(answer, written):
            _judge_stored(outcome, left, text, _kept(written), page)
            return outcome
        if written:
            outcome.faults.append(f"half saved: {written[:3]}")
        refusing = _judge_refused(outcome, sender, page, left, data, text)
        if not refusing:
            return outcome
        for name in refusing:
            data[name] = _otherwise(sender.form, name, tried=data.get(name, []))
        left = [name for name in left if name not in refusing]
    return outcome


def _is_ours(url: str) -> bool:
    return url.startswith("/") and not url.startswith("/konto/")


def _page(answer: HttpResponse) -> Page:
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return Page(answer.content.decode() if is_page else "")


def _says_saved(answer: HttpResponse, written: list[str]) -> bool:
    return answer.status_code == 200 and bool(written)


@contextmanager
def _written() -> Iterator[list[str]]:
    """Give every value that is written into our tables meanwhile."""
    values: list[str] = []

    def note(execute: object, sql: str, params: object, many: bool, context: object) -> object:
        if OURS.match(sql):
            values.extend(_flat(params))
        return execute(sql, params, many, context)  # type: ignore[operator]

    with connection.execute_wrapper(note):
        yield values


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _flat(each)
    elif isinstance(value, dict):
        yield from _flat([*value.keys(), *value.values()])
    elif hasattr(value, "obj"):  # JSON on PostgreSQL
        yield from _flat(value.obj)
    elif isinstance(value, str) and value[:1] in {"{", "["}:
        with suppress(ValueError):
            yield from _flat(json.loads(value))
        yield value
    elif value is not None:
        yield str(value)


def _kept(written: list[str]) -> str:
    """Give the gist of what was written; running text also as its own light markup, in which it is typed and shown again."""
    return gist(" ".join([*written, *(html_to_markup(value) for value in written if value.startswith("<"))]))


def _judge_stored(outcome: Outcome, left: list[str], text: Awkward, kept: str, page: Page) -> None:
    """What was taken stands whole in what was written, or on the page that it led to: in a field, or in what is said of it."""
    fields = [value for form in page.forms for control in form.controls.values() for value in control.values]
    shown = gist(" ".join([page.words, *fields]))
    for name in left:
        if gist(text.text) in kept:
            outcome.stored.append(name)
        elif gist(text.text) in shown:
            outcome.refused.append(name)
        else:
            outcome.faults.append(f"lost: {name}")


def _judge_refused(
    outcome: Outcome, sender: Sender, page: Page, left: list[str], data: dict[str, list[str]], text: Awkward
) -> list[str]:
    """Give the fields beside which something is said; what was typed must stand in all of them still."""
    shown = _same_form(sender, page)
    for name in left:
        values = " ".join(shown[name].values) if name in shown else ""
        if gist(text.text) not in gist(values):
            outcome.faults.append(f"forgotten: {name}")
    said = _said_at(shown, page)
    outcome.refused += [name for name in said if name in left]
    if said:
        return [] if _waits_for_file(shown, said) else said
    says_so = "Inget är sparat" in page.words  # shows what it would come to
    asks_first = says_so or set(page.forms[-1].buttons) != set(sender.form.buttons)  # shows what will be done
    if not asks_first and not any(alert.strip() for alert in page.alerts):
        outcome.faults.append(f"refused without a sentence: {left}")
    return []


def _same_form(sender: Sender, page: Page) -> dict[str, Control]:
    """Give the form's fields as they came back."""
    forms = [
        form
        for form in page.forms
        if urlsplit(urljoin(sender.action, form.action or sender.action)).path == sender.action
    ]
    own = [form for form in forms if form.buttons == sender.form.buttons] or forms  # a page may have several
    return {name: control for form in own for name, control in form.controls.items()}


def _said_at(shown: dict[str, Control], page: Page) -> list[str]:
    """Give the fields beside which something is said."""
    return [
        name
        for name, control in shown.items()
        if any(page.said.get(each, "").strip() for each in control.described_by if each.endswith("_error"))
    ]


def _waits_for_file(shown: dict[str, Control], said: list[str]) -> bool:
    return any(shown[name].kind == "file" for name in said)  # which other tests send


def type_into(sender: Sender, values: dict[str, str]) -> dict[str, str]:
    """Send a form with these values and keep what it does; give the fields that took theirs, or none."""
    data = sender.form.sent() | {name: [value] for name, value in values.items()}
    data.pop(once.FIELD)
    left = dict(values)
    for _ in range(MOST_ROUNDS):
        answer = sender.client.post(sender.action, data)
        assert answer.status_code in FINE, sender.action
        if answer.status_code == 302:
            return left if _is_ours(answer.url) else {}
        page = _page(answer)
        shown = _same_form(sender, page)
        said = [name for name in _said_at(shown, page) if name in sender.form.controls]
        if not said or _waits_for_file(shown, said):
            return {}
        for name in said:
            data[name] = _otherwise(sender.form, name, tried=data.get(name, []))
        left = {name: value for name, value in left.items() if name not in said}
    return {}


def _otherwise(form: Form, name: str, *, tried: list[str]) -> list[str]:
    """Give what is sent instead: what stood there, else what fits the kind of field."""
    control = form.controls[name]
    if control.values and tried != control.values:
        return control.values
    fitting = next((value for part, value in FITTING.items() if part in name), None)
    return [fitting] if fitting else control.fitting


# What else is asked for, by what the field's name holds; the rest is told by the field's kind.
FITTING = {
    "number": "5", "position": "5", "count": "5", "accounts": "3500-3599", "percent": "20", "lowest": "1,5", "highest": "5,5",
    "mean": "4,5", "key": "nyckel", "women": "5", "men": "5", "unknown": "5", "respondents": "5", "answers": "1", "paragraphs": "§§ 1–5",
    "dnr": "{år}/{nummer}", "form": "{år}/{nummer}", "board_url": "https://exempel.se/anslag", "state": "50", "region": "25", "kommuner": "25",
    "ends_at": "12:00", "ends_on": "2022-12-31", "to_on": "2022-12-31", "breaks": "10.00–10.15",
}  # fmt: skip
