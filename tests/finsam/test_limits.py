"""Every kind of work has limits and a way to begin again, and every task a lane and someone who takes up what is left."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django_tasks.base import Task

from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.queue import duties
from finsam.work import jobs

FLOORS = ("finsam", "board", "insatser", "economy", "reporting")


def modules() -> Iterator[ModuleType]:
    for floor in FLOORS:
        package = importlib.import_module(floor)
        for found in pkgutil.walk_packages(package.__path__, f"{floor}."):
            if ".migrations." not in found.name:
                yield importlib.import_module(found.name)


def works() -> dict[str, object]:
    """Every function whose first argument is a job and which gives a document or nothing."""
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(value) or value.__module__ != module.__name__:
                continue
            first = next(iter(inspect.signature(value).parameters.values()), None)
            if first is None or first.annotation not in {Job, "Job"}:
                continue
            if typing.get_type_hints(value).get("return") in {Document, Document | None}:
                found[f"{module.__name__}.{name}"] = value
    return found


def tasks() -> dict[str, Task]:
    found = {}
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, Task):
                found[value.module_path] = value
    return found


def asked_for() -> Iterator[tuple[str, ast.Call]]:
    for module in modules():
        for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "jobs.ask":
                yield module.__name__, node


def test_every_work_is_found_by_this_walk():
    assert len(works()) >= 11
    assert set(works()) == {path for path in jobs.kinds() if path.startswith(FLOORS)}


@pytest.mark.parametrize("path", sorted(works()))
def test_every_work_has_limits_and_says_what_it_takes_to_begin_it_again(path):
    kind = jobs.kind_of(path)
    assert kind, f"{path} has no limits: mark it with jobs.kind"
    assert 10 <= kind.limit.seconds <= 600
    assert 100 <= kind.limit.megabytes <= 2000
    assert isinstance(kind.needs, Permission)


@pytest.mark.django_db
def test_every_task_has_a_lane_limits_and_someone_who_takes_up_what_is_left():
    assert set(tasks()) == set(duties.known())
    for duty in duties.known().values():
        limit = duty.limit(0)
        assert (limit.seconds > 0, limit.megabytes > 0, duty.lane in duties.Lane) == (True, True, True)


def test_mail_has_a_lane_of_its_own():
    lanes = {path: duty.lane for path, duty in duties.known().items()}
    work = [path for path, lane in lanes.items() if lane == duties.Lane.WORK]
    assert work == ["finsam.work.jobs.run"]


def test_all_that_is_asked_for_leads_back_to_where_it_was_asked_for():
    places = list(asked_for())
    assert len(places) >= 10
    assert [
        where
        for where, call in places
        if not {"key", "label", "back_url"} <= {each.arg for each in call.keywords}
    ] == []


def not_marked(job: Job) -> None:
    """Work that nobody has given limits."""


def test_work_without_limits_is_not_taken_in(cast):
    with pytest.raises(LookupError, match="has no limits"):
        jobs.ask(not_marked, association=cast.association, key="x", label="X", by=cast.chief)
