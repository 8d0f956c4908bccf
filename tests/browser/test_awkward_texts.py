"""Addresses, long words and wide tables stay in the window, down to 390 px."""

import pytest
from django.urls import reverse

from tests.factories import make_meeting, make_paragraph
from tests.tools.chromium import look

pytestmark = pytest.mark.browser

ADDRESS = (
    "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexempel.se&data=05%7C01%7C"
    + "a1b2c3" * 30
)
CELLS = "".join(f"<td>samordningsförbundet {number}</td>" for number in range(12))
HTML = f"<p>{ADDRESS}</p><p>{'_' * 200}</p><table><tbody>{f'<tr>{CELLS}</tr>' * 2}</tbody></table>"


def test_a_long_address_and_a_wide_table_do_not_make_the_window_scroll(cast, new_page):
    meeting = make_meeting(body=cast.board)
    first = make_paragraph(meeting=meeting, heading="_" * 120, html=HTML, presenter="f" * 60)
    make_paragraph(meeting=meeting, heading="Samordningsförbundsfinansieringsbeslutsunderlag " * 3, html=HTML)
    page = new_page(user=cast.chief.user)
    for name, address in {
        "awkward_meeting": meeting.get_absolute_url(),
        "awkward_paragraph": reverse("paragraph_edit", args=[cast.association.slug, first.pk]),
    }.items():
        page.goto(address)
        assert look(page, name) == {}
    reader = new_page(user=cast.member.user, width=390)
    reader.goto(meeting.get_absolute_url())
    assert look(reader, "awkward_reading") == {}
