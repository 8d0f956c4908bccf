"""What one cannot type is sent as no page sends it: chosen and hidden fields, files, and addresses that scripts send to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from finsam.web import once
from tests.cast import client_of, make_cast
from tests.texts.awkward import gist
from tests.texts.walk import FINE, Sender, _page, _written, every_form
from tests.tools.standing import standing
from tests.wall.table import ANYONE, WALL
from tests.wall.test_wall import NAMES, address, things_of
from tests.wall.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
FOREIGN = ("999999", "före\x00efter", "9" * 20, "finns inte")
KEPT = "Det här ska inte försvinna."
LEAST_FIELDS = 100
NAMES_OF_FILES = (
    "fil\x00namn.pdf",
    "../../etc/passwd",
    "a" * 300 + ".docx",
    "A\u030atga\u0308rder.xlsx",
    "fdp.\u202exslx",
    "utan",
    ".se",
)
CONTENTS = (
    b"",
    b"\x00" * 64,
    b"%PDF-1.7\n\xff\xfe",
    b"PK\x03\x04 inte en zip",
    b"#FLAGGA 0\n#RAR 0 20219999 x\n#VER A 1 2021\n{\n#TRANS {\n",
    "\ufeffKonto;Belopp\n3510;1 000,00\n\x00;".encode(),
)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """Every form of one world, made in a transaction that every test's own lies within."""
    with standing(django_db_blocker):
        cast = make_cast()
        world = make_world(cast)
        yield SimpleNamespace(cast=cast, world=world, senders=every_form(cast, world))


def unseen(sender: Sender) -> list[str]:
    """The fields of a form that a person does not type in, files apart; of rows alike the first."""
    apart = {*sender.writable, once.FIELD, "csrfmiddlewaretoken"}
    names = [name for name, each in sender.form.controls.items() if name not in apart and each.kind != "file"]
    return list({re.sub(r"\d+", "N", name): name for name in reversed(names)}.values())


def post(sender: Sender, changed: dict[str, object]) -> str:
    """Send a form with what was typed and one thing changed; give what is wrong with the answer."""
    data: dict[str, object] = {**sender.form.sent()}
    data.pop(once.FIELD, None)
    typed = [name for name in sender.writable if sender.form.controls[name].kind in {"text", "textarea"}]
    data |= dict.fromkeys(typed, KEPT) | changed
    with transaction.atomic(), _written() as written:
        answer = sender.client.post(sender.action, data)
        transaction.set_rollback(True)
    if answer.status_code not in FINE:
        return str(answer.status_code)
    is_of_the_page = any(
        name.endswith("_FORMS") for name in changed
    )  # how many rows it has, which no one else knows
    if answer.status_code in {200, 422} and not written and not is_of_the_page:
        fields = [
            value for form in _page(answer).forms for each in form.controls.values() for value in each.values
        ]
        held = gist(" ".join([_page(answer).words, *fields]))
        if typed and gist(KEPT) not in held:
            return f"forgot {typed}"
    return ""


@pytest.mark.parametrize("bad", FOREIGN, ids=ascii)
def test_a_choice_that_was_not_offered_is_no_fault_and_nothing_typed_is_lost(stage, bad):
    tried = [(sender, name) for sender in stage.senders for name in unseen(sender)]
    assert len(tried) >= LEAST_FIELDS
    found = {(sender.action, name): post(sender, {name: [bad]}) for sender, name in tried}
    wrong = {where: fault for where, fault in found.items() if fault}
    assert not wrong, wrong


@pytest.mark.parametrize("content", CONTENTS, ids=ascii)
def test_a_file_with_an_awkward_name_and_content_is_no_fault(stage, content):
    tried = [
        (sender, name)
        for sender in stage.senders
        for name, control in sender.form.controls.items()
        if control.kind == "file"
    ]
    assert tried
    found = {
        (sender.action, name, called): post(
            sender, {name: SimpleUploadedFile(called, content, content_type="application/pdf")}
        )
        for sender, name in tried
        for called in NAMES_OF_FILES
    }
    wrong = {where: fault for where, fault in found.items() if fault}
    assert not wrong, wrong


def names_that_views_read() -> list[str]:
    """Every name that a view takes from what is sent, also those that no form has."""
    found = set()
    for app in APPS:
        for path in (ROOT / app).rglob("views/*.py"):
            found |= set(re.findall(r"""POST(?:\.get|\.getlist)?[(\[]\s*"([\w-]+)\"""", path.read_text()))
    return sorted(found)


@pytest.mark.parametrize("bad", FOREIGN, ids=ascii)
def test_what_scripts_send_may_be_anything(stage, bad):
    clients = {role: client_of(person) for role, person in stage.cast.by_role().items()}
    names, found = names_that_views_read(), {}
    for name in (each for each in NAMES if WALL[each].sends):
        role = "chief" if "chief" in WALL[name].sends else min(WALL[name].sends - (ANYONE - clients.keys()))
        client = clients[role]
        client.raise_request_exception = False
        url = address(name, stage.cast.association.slug, things_of(WALL[name], stage.world))
        with transaction.atomic():
            found[name, "form"] = client.post(url, dict.fromkeys(names, bad)).status_code
            transaction.set_rollback(True)
        with transaction.atomic():
            found[name, "json"] = client.post(url, bad, content_type="application/json").status_code
            transaction.set_rollback(True)
    wrong = {where: status for where, status in found.items() if status not in FINE | {405, 415}}
    assert not wrong, wrong
