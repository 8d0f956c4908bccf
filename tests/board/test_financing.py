"""How a decision that costs money is paid stands under its att-sats wherever the § is read (11 kap. 15 § kommunallagen)."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from board.documents.assemble import build_extract, build_protocol
from board.documents.reading import frozen_sections
from board.models import Decision, Protocol
from tests.board.meetings import adjust, make_held_meeting
from tests.cast import Cast, client_of

PRINTED = "Finansiering: 420\xa0000\xa0kronor 2022, ur Insatser."


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """A justerat protocol where one att-sats moves money and one does not."""
    meeting = make_held_meeting(cast, headings=("Öppnande", "Medel till Lärlingsvux"))
    decision = Decision.objects.get(paragraph__meeting=meeting, paragraph__heading="Medel till Lärlingsvux")
    decision.text = "bevilja Lärlingsvux 420 000 kronor"
    decision.save()
    decision.amounts.create(year=2022, amount=Decimal(420_000), financing="Insatser")
    own = meeting.protocols.create()
    own.paragraphs.set(meeting.paragraphs.all())
    fresh = Protocol.objects.select_related("meeting__body__association").get(pk=own.pk)
    return adjust(fresh, cast)


def pages(cast: Cast, protocol: Protocol) -> dict[str, str]:
    """Every place where the § is read or printed."""
    paragraph = protocol.paragraphs.get(heading="Medel till Lärlingsvux")
    look = {"name": "Exempel"}
    extract = build_extract(protocol, [paragraph], by=cast.chief)
    printed = build_protocol(protocol)
    client = client_of(cast.chief)
    told = {
        name: client.get(reverse(name, args=["exempel", key])).content.decode()
        for name, key in (("protocol_detail", protocol.pk), ("paragraph_detail", paragraph.pk), ("public_protocol", protocol.pk))
    }  # fmt: skip
    return told | {
        "protokoll": render_to_string(printed.template_name, {"document": printed, "look": look}),
        "utdrag": render_to_string(extract.template_name, {"document": extract, "look": look}),
    }


def test_the_financing_stands_under_the_att_sats_wherever_the_paragraph_is_read(
    cast: Cast, protocol: Protocol
):
    assert {name: page.count(PRINTED) for name, page in pages(cast, protocol).items()} == dict.fromkeys(
        ["protocol_detail", "paragraph_detail", "public_protocol", "protokoll", "utdrag"], 1
    )


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([(2022, "420000", "Insatser")], PRINTED),
        ([(2022, "420000", "ur eget kapital.")], "Finansiering: 420\xa0000\xa0kronor 2022, ur eget kapital."),
        ([(2022, "1000.50", "")], "Finansiering: 1\xa0000,50\xa0kronor 2022."),
        (
            [(2022, "420000", "Insatser"), (2023, "80000", "eget kapital")],
            "Finansiering: 420\xa0000\xa0kronor 2022, ur Insatser; 80\xa0000\xa0kronor 2023, ur eget kapital.",
        ),
        ([], ""),
    ],
)
def test_each_amount_says_its_year_and_out_of_what_it_is_paid(cast: Cast, amounts, expected):
    meeting = make_held_meeting(cast)
    decision = Decision.objects.filter(paragraph__meeting=meeting).first()
    for year, amount, source in amounts:
        decision.amounts.create(year=year, amount=Decimal(amount), financing=source)
    assert build_protocol(meeting.protocols.create()).sections[0].clauses[0].money_text == expected


def test_a_protocol_frozen_before_the_financing_was_printed_is_read_as_it_was(protocol: Protocol):
    for section in protocol.content["sections"]:
        for clause in section["clauses"]:
            clause.pop("financing")
    assert [clause.money_text for section in frozen_sections(protocol) for clause in section.clauses] == [
        "",
        "",
    ]
