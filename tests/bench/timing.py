"""Time and queries of one page, by way of the whole of Django but no network."""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from finsam.models import User


@dataclass(frozen=True)
class Timing:
    """The median of several answers in milliseconds and what 95 of 100 stay under, and the queries of one."""

    milliseconds: float
    queries: int
    slowest: float = 0


def time_page(path: str, *, user: User | None, repeat: int) -> Timing:
    """Ask for the page once to warm it, once to count its queries, and `repeat` times to time it.

    Raises RuntimeError when the page does not answer as it should.
    """
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} svarar {answer.status_code}.")
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)  # read at once: the next request empties the list
    times = sorted(_seconds(client, path) * 1000 for _ in range(repeat))
    return Timing(statistics.median(times), queries, times[math.ceil(len(times) * 0.95) - 1])


def time_bare(*, repeat: int) -> Timing:
    """Time the view that does nothing, behind the same middleware."""
    with override_settings(ROOT_URLCONF="tests.bench.bare"):
        return time_page("/", user=None, repeat=repeat)


def _seconds(client: Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path)
    return time.perf_counter() - began
