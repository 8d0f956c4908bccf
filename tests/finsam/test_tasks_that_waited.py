"""What waited in the queue when the program was exchanged is done by the new one."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

_ROOMS = importlib.import_module("finsam.migrations.0020_tasks_from_their_rooms")


@pytest.mark.django_db
@pytest.mark.parametrize("old", list(_ROOMS.MOVED))
def test_a_task_that_waited_is_found_where_it_now_stands(old: str) -> None:
    DBTaskResult.objects.create(
        task_path=old,
        args_kwargs={"args": [0], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )
    _ROOMS.lead_to_their_rooms(apps, SimpleNamespace(connection=connection))
    path = DBTaskResult.objects.get().task_path
    assert import_string(path).module_path == path
