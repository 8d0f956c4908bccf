"""Every address is tried by everyone: who is not in the table's line gets no further."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from finsam.models import AuditEvent
from finsam.permissions import Permission
from finsam.queue import beats
from tests.cast import Cast, client_of, make_cast
from tests.tools.standing import standing
from tests.wall.table import EVERY_YEAR, THEIRS, WALL, Row
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db

UNKNOWN = 999_999
TURNED_AWAY = {401, 403, 404}
PUBLISHED = ("public_", "demo_")  # files that anyone may have: nobody asks who
NO_FILE = {"health", "report_look"}  # neither a page nor a file of anyone's
INLINE = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "inline style": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]+\sstyle=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]+\son[a-z]+=\s*[\"']", re.IGNORECASE),
    "javascript link": re.compile(r"href=[\"']javascript:", re.IGNORECASE),
}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address of the program but those that others made."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.app_name not in THEIRS:
                yield from patterns(entry)
        elif not entry.callback.__module__.startswith(THEIRS):
            yield entry


NAMES = sorted({entry.name or str(entry.pattern) for entry in patterns()})


def suggestion(name: str) -> str:
    """The line to add to the table, as near as the address tells it."""
    [entry, *_] = [entry for entry in patterns() if (entry.name or str(entry.pattern)) == name]
    on = "".join(f', {key}="WHAT"' for key in entry.pattern.converters if key != "slug")
    needs = getattr(entry.callback, "permission", "unmarked")
    return f'    "{name}": only(WHO{on}),  # {needs}'


# ---- The table and the marks


def test_every_address_has_its_line_in_the_table():
    missing = [suggestion(name) for name in NAMES if name not in WALL]
    assert not missing, "Add to tests/wall/table.py:\n" + "\n".join(missing)


def test_every_line_of_the_table_has_its_address():
    assert sorted(set(WALL) - set(NAMES)) == []


@pytest.mark.parametrize("entry", list(patterns()), ids=lambda entry: entry.name or str(entry.pattern))
def test_every_view_says_which_permission_it_takes_or_that_it_is_public(entry):
    mark = getattr(entry.callback, "permission", "unmarked")
    assert mark is None or isinstance(mark, Permission), (
        f"Put @requires(...) or @public on {entry.callback.__module__}.{entry.callback.__name__}."
    )


@pytest.mark.parametrize("entry", list(patterns()), ids=lambda entry: entry.name or str(entry.pattern))
def test_what_is_not_public_stands_under_an_association(entry):
    if getattr(entry.callback, "permission", None) is not None:
        assert "slug" in entry.pattern.converters


# ---- Everyone tries everything


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The cast, the world and everyone's login, made once in a transaction that every test's own lies within."""
    with standing(django_db_blocker):
        cast = make_cast()
        logins = {role: client_of(person).session.session_key for role, person in cast.by_role().items()}
        yield SimpleNamespace(cast=cast, world=make_world(cast), logins=logins)


@pytest.fixture
def cast(stage: SimpleNamespace) -> Cast:
    return stage.cast


@pytest.fixture
def world(stage: SimpleNamespace) -> SimpleNamespace:
    beats.beat("worker")  # a busy machine may have been longer than a worker may be silent
    return stage.world


@pytest.fixture
def visitors(stage: SimpleNamespace) -> dict[str, Client]:
    """Everyone's browser, and one that is not logged in."""
    visitors = {role: Client() for role in [*stage.logins, "logged out"]}
    for role, login in stage.logins.items():
        visitors[role].cookies[settings.SESSION_COOKIE_NAME] = login
    return visitors


KNOWN = [name for name in NAMES if name in WALL]


def address(name: str, slug: str, things: dict[str, object]) -> str:
    has_slug = any("slug" in entry.pattern.converters for entry in patterns() if entry.name == name)
    return reverse(name, kwargs=({"slug": slug} if has_slug else {}) | things)


def things_of(row: Row, world: SimpleNamespace) -> dict[str, object]:
    return {key: getattr(getattr(world, value), "pk", getattr(world, value)) for key, value in row.on.items()}


def send(client: Client, method: str, url: str) -> HttpResponse:
    """One request whose changes are taken back."""
    with transaction.atomic():
        answer = client.generic(method, url, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return answer


def is_let_in(answer: HttpResponse, *, missing_is_fine: bool = False) -> bool:
    """Whether one came through the guards; an empty form may lack what the view looks for."""
    if answer.status_code in TURNED_AWAY - ({404} if missing_is_fine else set()):
        return False
    return not (answer.status_code == 302 and answer.url.startswith("/konto/"))


def answers_of(client: Client, url: str) -> dict[str, HttpResponse]:
    """What GET and POST are answered, as far as the view takes them."""
    answers = {method: send(client, method, url) for method in ("GET", "POST")}
    return {method: answer for method, answer in answers.items() if answer.status_code != 405}


@pytest.mark.parametrize("name", KNOWN)
def test_those_in_the_table_get_in_and_nobody_else(name, cast, world, visitors):
    row = WALL[name]
    url = address(name, cast.association.slug, things_of(row, world))
    first = "chief" if "chief" in row.who or not row.who else min(row.who)
    tried = answers_of(visitors[first], url)
    assert tried
    wrong = []
    for method in tried:
        for role, client in visitors.items():
            answer = tried[method] if role == first else send(client, method, url)
            expected = role in row.who_may(method)
            came_in = is_let_in(answer, missing_is_fine=expected and method == "POST" and "GET" in tried)
            if answer.status_code >= 500 or came_in != expected:
                wrong.append(
                    f"{method} {name} as {role}: {answer.status_code}, should get {'in' if expected else 'no further'}"
                )
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in KNOWN if "outsider" not in WALL[name].who])
def test_strangers_are_turned_away_and_unknown_things_do_not_exist(name, cast, world, visitors):
    things, ours, theirs = things_of(WALL[name], world), cast.association.slug, cast.outsider.association.slug
    here = address(name, ours, things)
    nowhere = {
        "the neighbour at our address": ("outsider", here),
        "our chief in an unknown association": ("chief", address(name, "finns-inte", things)),
    }
    if things and name not in EVERY_YEAR:
        nowhere["the neighbour at her own address with our thing"] = (
            "outsider",
            address(name, theirs, things),
        )
    if "pk" in things:
        unknown = address(name, ours, things | {"pk": UNKNOWN})
        nowhere["our chief with an unknown thing"] = ("chief", unknown)
    found = {
        who: {send(visitors[role], method, url).status_code for method in ("GET", "POST")}
        for who, (role, url) in nowhere.items()
    }
    assert {who: codes for who, codes in found.items() if not codes <= {404, 405}} == {}
    if WALL[name].who:  # what exists in the demo alone leads nobody to the login
        answer = send(visitors["logged out"], "GET", here)
        assert (answer.status_code, answer.url) == (
            302,
            f"{reverse('account_request_login_code')}?next={here}",
        )


@pytest.mark.parametrize("name", [name for name in KNOWN if "token" in WALL[name].on])
def test_a_secret_link_that_is_not_ours_does_not_exist(name, cast, world, visitors):
    url = address(name, cast.association.slug, {"token": "gissat"})
    assert {send(visitors["chief"], method, url).status_code for method in ("GET", "POST")} <= {404, 405}


@pytest.mark.parametrize("name", KNOWN)
def test_looking_writes_nothing_and_holds_no_inline_script_or_style(name, cast, world, visitors):
    row = WALL[name]
    role = "chief" if "chief" in row.who or not row.who else min(row.who)
    before = AuditEvent.objects.count()
    answer = visitors[role].get(address(name, cast.association.slug, things_of(row, world)))
    written = list(AuditEvent.objects.order_by("-pk").values_list("verb", flat=True))[
        : AuditEvent.objects.count() - before
    ]
    taken = answer.status_code == 200 and getattr(answer, "taken", None)
    is_page = answer.headers.get("Content-Type", "").startswith(("text/html", "application/json"))
    assert taken or is_page or answer.status_code != 200 or name in NO_FILE, "a file is given by finsam.files"
    is_logged = bool(taken) and not name.startswith(PUBLISHED)
    assert written == ["hämtade"] * is_logged  # also what a secret link gives; not what anyone may have
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'self'" in policy
    page = answer.content.decode() if not answer.streaming else ""
    assert [what for what, pattern in INLINE.items() if pattern.search(page)] == []


# ---- What others made


@pytest.mark.parametrize("role", ["chief", "chair", "contact"])
def test_nobody_of_the_association_reaches_the_administration_of_accounts(role, visitors):
    answer = visitors[role].get("/sjalvadmin/finsam/user/")
    assert is_let_in(answer) is False or answer.url.startswith("/sjalvadmin/login/")


@pytest.mark.parametrize(
    "name", ["call_answer", "posting_confirm", "protocol_sign", "insats_report", "start"]
)
def test_a_mail_filter_that_tries_a_link_is_not_turned_away(name, cast, world, visitors):
    row = WALL[name]
    role = "chief" if "chief" in row.looks else min(row.looks)
    url = address(name, cast.association.slug, things_of(row, world))
    assert visitors[role].head(url).status_code == visitors[role].get(url).status_code
