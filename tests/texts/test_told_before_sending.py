"""Before any kind of document is sent, the page that sends it tells which signs print cannot show."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from board.models import Meeting, Notice, Paragraph, Posting, Protocol
from board.states import ProtocolState
from finsam.models import Text
from finsam.pdf.letters import lost_in_print
from finsam.registries import printing
from reporting.models import Control, Goal
from tests.cast import Cast, client_of, make_cast
from tests.wall.world import _protocol, make_world

pytestmark = pytest.mark.django_db

UNPRINTABLE = "漢"
SENT_BY = {
    "kallelse": ("meeting_call", "planned_meeting"),
    "laspaket": ("meeting_call", "planned_meeting"),
    "kungorelse": ("meeting_call", "planned_meeting"),  # goes out with the kallelse, of the same agenda
    "protokoll": ("protocol_send_own", "draft_protocol"),
    "omedelbart": ("protocol_send_own", "draft_protocol"),
    "rattelse": ("protocol_send_own", "draft_protocol"),
    "utdrag": ("extract_code", "signed_paragraph"),
    "anslag": ("notice_detail", "justerat"),
    "anslagsbevis": (
        "notice_detail",
        "justerat",
    ),  # made of the anslag when the last registrator has answered
    "laga-kraft": ("paragraph_detail", "final_paragraph"),
    "arsrapport": ("insats_report_submit", "open_report"),
    "overenskommelse": ("agreement_send", "draft_agreement"),
    "beslutsmeddelande": ("decision_letter", "signed_paragraph"),
    "ansokan": ("application_submit", "application"),
    "insatskort": ("insats_card", "insats"),
    "rekvisition": ("payment_submit", "payment"),
    "bidragsrekvisition": ("requisition", "draft_requisition"),
    "arsredovisning": ("report_adopt", "draft_report"),
    "delarsrapport": ("report_adopt", "draft_report"),
    "verksamhetsplan": ("report_adopt", "draft_report"),
    "internkontrollplan": ("control_plan_put", "wheel_year"),
    "internkontroll": ("control_told_put", "wheel_year"),
    "mal-laget": ("goal_status", ""),
    "ekonomisk-rapport": ("economic_report_detail", "economic_report"),
}

LOOKED_AT = {"arshjul"}  # made anew each time to be read, and sent to nobody


@pytest.fixture
def world() -> SimpleNamespace:
    """The world of the wall, with a sign that no shipped typeface has in what every document prints."""
    cast = make_cast()
    world = make_world(cast)
    world.cast = cast
    world.draft_protocol.paragraphs.add(world.closed_meeting.paragraphs.get())
    world.justerat = _protocol(cast, dt.date(2022, 4, 4), ProtocolState.SIGNED, world.job.result)
    world.final_paragraph = _final_paragraph(cast, world)
    signed = Protocol.objects.filter(state__in=[ProtocolState.SIGNED, ProtocolState.FOR_SIGNING])
    Meeting.objects.exclude(pk__in=signed.values("meeting")).update(place=f"Rådhuset {UNPRINTABLE}")
    cast.association.name = f"Samordningsförbundet {UNPRINTABLE}"
    cast.chief.name = f"Anna {UNPRINTABLE}"  # who certifies an utdrag stands on it
    cast.chief.save()
    section = world.application.sections.get(number=3)
    section.content |= {"answer-3.1": f"<p>Ord {UNPRINTABLE}</p>"}
    section.save()
    world.payment.content |= {"text": f"Ord {UNPRINTABLE}"}
    world.payment.save()
    world.insats.purpose = f"Ord {UNPRINTABLE}"
    world.insats.save()
    Text.objects.filter(
        pk__in=[world.report_section.text_id, world.report_answer.text_id, world.economic_report.text_id]
    ).update(html=f"<p>Ord {UNPRINTABLE}</p>")
    Goal.objects.filter(pk=world.goal.pk).update(goal=f"Mål {UNPRINTABLE}", until_year=2100)
    Control.objects.filter(pk=world.control.pk).update(risk=f"Risk {UNPRINTABLE}")
    cast.association.archive_place = f"Kansliet {UNPRINTABLE}"
    cast.association.save()
    return world


def _final_paragraph(cast: Cast, world: SimpleNamespace) -> Paragraph:
    protocol = _protocol(cast, dt.date(2022, 2, 1), ProtocolState.SIGNED, world.job.result)
    then = dt.datetime(2022, 2, 2, 12, tzinfo=dt.UTC)
    notice = Notice.objects.create(
        protocol=protocol, document=world.job.result, sent_at=then, sent_by=cast.chief
    )
    for member in (cast.kommun, cast.region):
        Posting.objects.create(
            notice=notice, member=member, sent_at=then, posted_on=then.date(), posted_said_by="Ros-Marie"
        )  # fmt: skip
    return protocol.paragraphs.get()


def test_every_kind_of_document_has_the_page_that_sends_it():
    assert sorted(kind.name for kind in printing.kinds()) == sorted({*SENT_BY, *LOOKED_AT})


@pytest.mark.parametrize(("name", "what"), sorted(set(SENT_BY.values())))
def test_the_page_that_sends_tells_what_print_cannot_show(world, name, what):
    cast: Cast = world.cast
    client = client_of(
        cast.contact if name.startswith(("insats_report", "application", "payment")) else cast.chief
    )
    where = [cast.association.slug, *([_key(getattr(world, what))] if what else [])]
    if name == "extract_code":
        client.post(reverse("extract_file", args=where), {"sent_to": "Exempels kommun"})
    page = client.get(reverse(name, args=where))
    assert page.status_code == 200
    assert f"”{UNPRINTABLE}” kan inte skrivas ut" in page.content.decode()


def _key(thing: Any) -> int:
    """What the address has of it: its key, or the year that it is."""
    return thing if isinstance(thing, int) else thing.pk


def test_a_document_is_read_through_however_deep_its_texts_lie():
    assert lost_in_print({"rubrik": ["Å ✓ → Ω", ("<p>漢字 😀</p>",)], 3: None}) == ["漢", "字", "😀"]
