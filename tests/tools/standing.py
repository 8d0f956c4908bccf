"""What stands ready for a whole module: made once, in a transaction that every test's own lies within."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.cast import Cast, make_cast


@contextmanager
def standing(blocker: Any) -> Iterator[None]:
    """Let a module's fixture make things on the tests' day, with pytest's blocker; they are gone after it.

    A test that changes the objects it is given, and not only their rows, takes a copy of them.
    """
    with blocker.unblock(), transaction.atomic(), override_settings(FINSAM_TODAY="2022-04-11"):
        yield
        transaction.set_rollback(True)


def ready(load: Callable[[Cast], Any]) -> tuple[Any, ...]:
    """Give the fixtures `loaded`, `copied`, `cast` and what `load` makes of the cast, which costs too much to make for each test.

    They are for a module in which every test wants it: it stands there also for one that does not ask.
    """

    @pytest.fixture(scope="module")
    def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Any]]:
        with standing(django_db_blocker):
            cast = make_cast()
            yield cast, load(cast)

    @pytest.fixture
    def copied(loaded: tuple[Cast, Any], db: None) -> tuple[Cast, Any]:
        return deepcopy(loaded)

    @pytest.fixture
    def cast(copied: tuple[Cast, Any]) -> Cast:
        return copied[0]

    @pytest.fixture
    def thing(copied: tuple[Cast, Any]) -> Any:
        return copied[1]

    return loaded, copied, cast, thing
