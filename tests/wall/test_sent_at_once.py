"""Every form of the wall is sent three times at once, as by one who presses three times: it is done once, and answered alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from board.models import NumberSeries
from finsam.models import SentForm, Text
from finsam.web import once
from tests.cast import Cast, client_of, make_cast
from tests.wall.table import ANYONE, WALL
from tests.wall.test_wall import NAMES, address, things_of
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)

LEAST_DONE = 100  # forms that were done and not only refused, or the walk proves nothing
# What ends or removes things comes last, so that the rest has something to be tried on.
ENDS = ("_remove", "_drop", "_end", "_close", "_discard", "_cancel", "_take_back", "_return", "_approve")
OWN_TABLES = {"finsam", "board", "insatser", "economy", "reporting"}


@dataclass
class Form:
    """A form as its page shows it."""

    action: str
    is_post: bool
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """Reads the forms of a page with what stands in them, and fills in what is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(facts.get("action", ""), facts.get("method", "").lower() == "post"))
        if not self.found or not (name := facts.get("name", "")):
            if tag == "option" and self._select and facts.get("value"):
                self._put(self._select, facts["value"], chosen="selected" in facts)
            return
        if tag == "input":
            self._input(name, facts)
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
            self._fields.setdefault(name, ["Text"])
        elif tag == "button":
            self.found[-1].buttons.append((name, facts.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and data.strip():
            self._fields[self._area] = [data]

    @property
    def _fields(self) -> dict[str, list[str]]:
        return self.found[-1].fields

    def _put(self, name: str, value: str, *, chosen: bool) -> None:
        if chosen or name not in self._fields:
            self._fields[name] = [value]

    def _input(self, name: str, facts: dict[str, str]) -> None:
        kind, value = facts.get("type", "text"), facts.get("value", "")
        if kind in {"radio", "checkbox"}:
            self._put(name, value or "on", chosen="checked" in facts)
        elif kind == "submit":
            self.found[-1].buttons.append((name, value))
        elif kind != "file":
            made_up = {"date": "2022-06-15", "time": "09:00", "email": "ny@example.se", "number": "5"}
            self._fields[name] = [value or ("" if kind == "hidden" else made_up.get(kind, "Nytt"))]


def forms_of(client: Client, url: str, broken: list[str]) -> list[Form]:
    client.raise_request_exception = False
    answer = client.get(url)
    if answer.status_code >= 500:
        broken.append(url)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    reader = Forms()
    reader.feed(answer.content.decode())
    own = [form for form in reader.found if form.is_post and once.FIELD in form.fields]
    for form in own:
        form.action = urlsplit(urljoin(url, form.action or url)).path
    return own


def newest() -> dict[type[models.Model], int]:
    """The highest key of each table of ours that counts its rows."""
    return {
        model: model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in apps.get_models()
        if model._meta.app_label in OWN_TABLES
        and model not in {SentForm, Text}  # texts that nobody has written in are alike
        and isinstance(model._meta.pk, models.AutoField)
    }


def doubles(before: dict[type[models.Model], int]) -> list[str]:
    """New rows that are alike in everything that tells what they are about."""
    found = []
    for model, last in before.items():
        told = [
            each.attname
            for each in model._meta.concrete_fields
            if not each.unique
            and not isinstance(each, models.DateTimeField | models.JSONField | models.BinaryField)
            and each.name not in {"target_id", "position", "number", "token", "claim"}
        ]
        rows = Counter(model._base_manager.filter(pk__gt=last).values_list(*told))
        found += [f"{times} × {model.__name__} {row}" for row, times in rows.items() if times > 1]
    return found


@pytest.fixture
def stage() -> SimpleNamespace:
    cast = make_cast()
    world = make_world(cast)
    NumberSeries.objects.create(association=cast.association, body=None, year=2022, last=world.matter.number)
    return SimpleNamespace(cast=cast, world=world)


def send_three(person: object, url: str, data: dict[str, list[str]]) -> set[tuple[int, str]]:
    """Send the same three times at once; gives the different answers."""
    clients = [client_of(person), Client(), Client()]
    for client in clients[1:]:  # one browser
        client.cookies = clients[0].cookies

    def send(client: Client) -> tuple[int, str]:
        try:
            client.raise_request_exception = False
            answer = client.post(url, data)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        return set(pool.map(send, clients))


def pages(cast: Cast, world: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """Every page of the wall that someone may send from, with the role that does."""
    names = [name for name in NAMES if name in WALL and WALL[name].looks and WALL[name].sends]
    for name in sorted(names, key=lambda each: (each.endswith(ENDS), each)):
        row = WALL[name]
        role = "chief" if "chief" in row.sends else min(row.sends - (ANYONE - set(cast.by_role())))
        yield role, address(name, cast.association.slug, things_of(row, world))


@pytest.mark.slow
def test_every_form_is_done_once(stage, monkeypatch):
    # Here the worker's work is done within the request, and a busy machine takes long over it.
    monkeypatch.setattr(once, "PATIENCE", 300)
    monkeypatch.setattr(once, "LOST_AFTER", dt.timedelta(hours=1))
    cast, tried, done, faults, broken = stage.cast, set(), set(), [], []
    for role, url in pages(cast, stage.world):
        person = cast.by_role()[role]
        for place, form in enumerate(forms_of(client_of(person), url, broken)):
            buttons = form.buttons[:1] or [("", "")]
            what = (form.action, *sorted(set(form.fields) - {once.FIELD}), *buttons)
            if what in tried:
                continue
            tried.add(what)
            before = newest()
            data = form.fields | {name: [value] for name, value in buttons if name}
            answers = send_three(person, form.action, data)
            statuses = {status for status, _ in answers}
            if len(answers) != 1 or not statuses <= {200, 302, 400, 403, 404, 405, 409, 422}:
                faults.append(f"{url} form {place} to {form.action}: {sorted(answers)}")
            faults += [f"{url} form {place} to {form.action}: {each}" for each in doubles(before)]
            if statuses == {302}:
                done.add(what)
    assert faults == []
    assert broken == [], "What was sent keeps a page from being shown."
    assert len(done) >= LEAST_DONE, f"{len(done)} of {len(tried)}: {sorted(what[0] for what in done)}"
