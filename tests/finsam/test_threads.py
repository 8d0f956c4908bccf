"""Many visitors at once in one process: each has a connection of her own, and what they write stands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection
from django.urls import reverse

from finsam.models import Body
from tests.cast import client_of, make_cast

AT_ONCE = 8


@pytest.mark.django_db(transaction=True)
def test_what_eight_write_at_once_is_stored_and_nobody_meets_a_fault():
    cast = make_cast()
    slug = cast.association.slug
    clients = [client_of(cast.chief) for _ in range(AT_ONCE)]

    def write(number: int) -> list[int]:
        try:
            added = clients[number].post(
                reverse("body_add", args=[slug]),
                {"kind": "annat", "name": f"Grupp {number}", "position": 9, "notes_signers": "ingen"},
            )
            seen = clients[number].get(reverse("body_list", args=[slug]))
            close_old_connections()
        finally:
            connection.close()
        return [added.status_code, seen.status_code]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(write, range(AT_ONCE)))
    assert answers == [[302, 200]] * AT_ONCE
    assert Body.objects.filter(name__startswith="Grupp ").count() == AT_ONCE
