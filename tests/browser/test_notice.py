"""The anslag, the public page, tasks and the search in a browser, at every width, and what axe finds there."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from board import indexing
from board.actions import notice as acts
from board.models import Decision, Notice, Posting
from finsam.files import store
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, make_cast
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def announced(transactional_db: None) -> tuple[Cast, Notice]:
    """A protocol justerat, announced and not yet up anywhere, with a task in it."""
    cast = make_cast()
    held = make_held_meeting(cast)
    task = Decision.objects.create(
        paragraph=held.paragraphs.get(number=2),
        text="undersöka om förbundet kan söka medel ur ESF+",
        who="Anna Berglund",
        due_on=dt.date(2022, 4, 1),
        position=3,
    )
    task.assignees.add(cast.chief)
    protocol = adjust_meeting(held, cast)
    indexing.index_meeting(held)
    document = store.keep(
        b"%PDF-1.7 anslag",
        association=cast.association,
        name="a.pdf",
        content_type="application/pdf",
        by=None,
    )
    return cast, acts.announce(protocol=protocol, document=document, by=cast.chief)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_registrator_confirms_on_her_telephone(new_page, announced, javascript):
    _, notice = announced
    posting = notice.postings.first()
    page = new_page(width=390, javascript=javascript)
    page.goto(f"/anslag/{posting.token}/")
    page.get_by_label("Dag").fill("2022-04-06")
    page.get_by_label("Ditt namn").fill("Ros-Marie Lind")
    page.get_by_role("button", name="Bekräfta att det är anslaget").click()
    expect(page.get_by_text("Anslaget är redan nedtaget")).to_be_visible()
    assert Posting.objects.get(pk=posting.pk).posted_on == dt.date(2022, 4, 6)


def test_the_office_follows_up_a_task_by_keyboard(new_page, announced):
    cast, _ = announced
    page = new_page(user=cast.chief.user)
    page.goto("/exempel/uppdrag/")
    page.get_by_role("link", name="Undersöka om förbundet").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Pågår").focus()
    page.keyboard.press("Space")
    page.get_by_label("Anteckning").focus()
    page.keyboard.type("Samtal bokat.")
    page.get_by_role("button", name="Spara läget").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Samtal bokat.")).to_be_visible()


def test_what_is_searched_leads_to_the_paragraph(new_page, announced):
    cast, _ = announced
    page = new_page(user=cast.member.user)
    page.goto("/exempel/")
    page.get_by_role("link", name="Sök", exact=True).click()
    page.get_by_label("Ord, ”fras” eller §").fill("årsredovisningen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="§ 2 Årsredovisning för 2021").click()
    expect(page).to_have_url(re.compile(r"/exempel/paragrafer/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Årsredovisning för 2021")


def test_the_public_page_leads_to_the_protocol_without_login(page, announced):
    page.goto("/exempel/offentligt/")
    page.get_by_role("link", name="Styrelsen 25 mars 2022").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Protokoll")


def test_the_pages_have_no_fault_at_any_width(new_page, announced):
    cast, notice = announced
    office, public = new_page(user=cast.chief.user), new_page()
    token = notice.postings.first().token
    paragraph = cast.board.meetings.get().paragraphs.get(number=2)
    task = Decision.objects.get(who="Anna Berglund")
    addresses = {
        "front_chief": (office, "/exempel/"),
        "notice_detail": (office, f"/exempel/protokoll/{notice.protocol_id}/anslag/"),
        "posting_record": (office, f"/exempel/anslag/{notice.postings.first().pk}/dag/"),
        "appeal_add": (office, f"/exempel/protokoll/{notice.protocol_id}/overklagande/"),
        "protocol_list": (office, "/exempel/protokoll/"),
        "paragraph_detail": (office, f"/exempel/paragrafer/{paragraph.pk}/"),
        "search": (office, "/exempel/sok/"),
        "search_found": (office, "/exempel/sok/?q=årsredovisning"),
        "search_nothing": (office, "/exempel/sok/?q=giraff"),
        "task_list": (office, "/exempel/uppdrag/"),
        "task_update": (office, f"/exempel/uppdrag/{task.pk}/"),
        "posting_confirm": (public, f"/anslag/{token}/"),
        "public_page": (public, "/exempel/offentligt/"),
        "public_protocol": (public, f"/exempel/offentligt/protokoll/{notice.protocol_id}/"),
    }
    faults = {}
    for name, (page, address) in addresses.items():
        page.goto(address)
        faults[name] = look(page, name)
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_front_pages_of_those_who_read_have_no_fault(new_page, announced):
    cast, _ = announced
    faults = {}
    for reader in ("member", "auditor"):
        page = new_page(user=getattr(cast, reader).user)
        page.goto("/exempel/")
        faults[reader] = look(page, f"front_{reader}")
    assert faults == {"member": {}, "auditor": {}}
