"""The public page: what runs, what is public, what is justerat, and nothing else."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from board.actions import notice as acts
from board.actions.protocol import ensure_main_protocol, start_immediate
from board.models import Attachment, Decision, Meeting, Protocol
from board.states import MeetingState
from finsam.files import store
from tests.board.meetings import adjust, adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.pages import in_one_line
from tests.queries import count_queries


def announce(protocol: Protocol, cast: Cast, on: dt.date | None = dt.date(2022, 4, 6)) -> None:
    document = store.keep(
        b"%PDF-1.7 anslag",
        association=cast.association,
        name="a.pdf",
        content_type="application/pdf",
        by=None,
    )
    notice = acts.announce(protocol=protocol, document=document, by=cast.chief)
    for posting in notice.postings.all() if on else []:
        acts.confirm_posted(posting=posting, on=on, said_by="Ros-Marie")


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """Justerat on 5 April, up on 6 April."""
    made = adjust_meeting(make_held_meeting(cast), cast)
    announce(made, cast)
    return made


def url(name: str = "public_page", *more: object) -> str:
    return reverse(name, args=["exempel", *more])


def text(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_anyone_sees_the_anslag_with_its_days(client, protocol: Protocol):
    page = text(client, url())

    assert "Styrelsen 25 mars 2022, §§ 1–2" in page
    assert "<dt>Överklagas senast</dt><dd><strong>27 april</strong></dd>" in page
    assert "<dt>Tas ned tidigast</dt><dd>28 april</dd>" in page


def test_what_is_final_is_no_longer_announced_and_still_among_the_documents(
    client, protocol: Protocol, settings
):
    settings.FINSAM_TODAY = "2022-04-28"

    page = text(client, url())
    assert "Inga anslag just nu." in page
    assert "25 mars, §§ 1–2" in page


def test_an_immediate_paragraph_says_that_it_was_justerad_at_once(client, cast: Cast):
    held = make_held_meeting(cast)
    immediate = adjust(start_immediate(paragraph=held.paragraphs.get(number=2), by=cast.chief), cast)
    announce(immediate, cast)

    assert "<p>Årsredovisning för 2021. Justerades omedelbart.</p>" in text(client, url())


def test_a_protocol_that_is_not_justerat_is_nowhere(client, cast: Cast):
    draft = ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)

    assert "Inga protokoll än." in text(client, url())
    assert client.get(url("public_protocol", draft.pk)).status_code == 404
    assert client.get(url("public_protocol_file", draft.pk)).status_code == 404
    assert client.get(url("public_notice_file", draft.pk)).status_code == 404


def test_an_unknown_forbund_is_not_found(client, cast: Cast):
    assert client.get(reverse("public_page", args=["okant"])).status_code == 404


def test_another_forbund_s_protocol_is_not_found_here(client, protocol: Protocol):
    assert client.get(reverse("public_protocol", args=["exempel-granne", protocol.pk])).status_code == 404


def test_the_protocol_is_read_as_a_page_with_names_and_roles(client, protocol: Protocol):
    page = text(client, url("public_protocol", protocol.pk))

    assert "Årsredovisning för 2021 gås igenom." in page
    assert re.search(
        r"<span>Margareta Ek, ordförande, Exempels kommun\s+<small[^>]*>§§\s1–2</small></span>", page
    )


def test_who_does_what_is_not_told_to_everyone(client, cast: Cast):
    held = make_held_meeting(cast)
    Decision.objects.create(
        paragraph=held.paragraphs.get(number=2), text="undersöka ESF+", who="Kim Privat", position=3
    )
    made = adjust_meeting(held, cast)

    page = text(client, url("public_protocol", made.pk))
    assert "att undersöka ESF+" in page
    assert "Kim Privat" not in page


def test_the_public_file_is_the_version_without_signatures(client, protocol: Protocol):
    assert client.get(url("public_protocol_file", protocol.pk)).content == store.read(protocol.frozen)
    assert store.read(protocol.frozen) != store.read(protocol.document)


def test_the_anslag_is_had_as_a_file(client, protocol: Protocol):
    assert client.get(url("public_notice_file", protocol.pk)).content == b"%PDF-1.7 anslag"


def test_the_members_boards_are_linked(client, cast: Cast):
    cast.kommun.noticeboard_url = "https://kommun.example.se/anslag"
    cast.kommun.save()

    assert (
        '<a href="https://kommun.example.se/anslag">Exempels kommun</a> och Region Exempelland'
        in in_one_line(text(client, url()))
    )


def make_public(cast: Cast, **fields: object) -> Meeting:
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 11, 25), is_public=True, **fields)
    make_paragraph(meeting=meeting, heading="Verksamhetsplan och budget för 2023")
    return meeting


def make_proclaimed(cast: Cast) -> Meeting:
    kept = store.keep(
        b"%PDF-1.7 k", association=cast.association, name="k.pdf", content_type="application/pdf", by=None
    )
    then = dt.datetime(2022, 4, 8, tzinfo=dt.UTC)
    return make_public(cast, state=MeetingState.CALLED, called_at=then, proclamation=kept, proclaimed_at=then)


def test_a_public_meeting_is_shown_when_it_is_kungjort_and_not_when_it_is_called(client, cast: Cast):
    called = make_public(cast, state=MeetingState.CALLED, called_at=dt.datetime(2022, 4, 8, tzinfo=dt.UTC))
    assert "Inga kungörelser just nu." in text(client, url())
    own = client_of(cast.chief).get(called.get_absolute_url()).content.decode()
    assert "Sammanträdet visas inte för alla förrän det är kungjort" in own
    make_proclaimed(cast)
    page = text(client, url())
    assert "Styrelsen sammanträder fredag 25 november 2022" in page
    assert "Verksamhetsplan och budget för 2023." in page


def attach(meeting: Meeting, heading: str, content: bytes, *, is_public: bool = False) -> Attachment:
    """A handling of the first § that speaks of `heading`."""
    document = store.keep(
        content, association=meeting.body.association, name="h.pdf", content_type="application/pdf", by=None
    )
    paragraph = meeting.paragraphs.filter(heading__contains=heading).first() or make_paragraph(
        meeting=meeting, heading=heading
    )
    return Attachment.objects.create(
        paragraph=paragraph, title=f"Handling om {heading}", document=document, is_public=is_public
    )


def test_the_kungorelse_links_the_budget_proposal_and_no_other_handling(client, cast: Cast):
    meeting = make_proclaimed(cast)
    proposal = attach(meeting, "budget", b"%PDF-1.7 budget", is_public=True)
    other = attach(meeting, "Anställning", b"%PDF-1.7 personal")
    page = text(client, url())
    assert (url("public_proposal_file", proposal.pk) in page, "Anställning" in page) == (True, True)
    assert "Handling om Anställning" not in page
    assert b"".join(client.get(url("public_proposal_file", proposal.pk))) == b"%PDF-1.7 budget"
    assert client.get(url("public_proposal_file", other.pk)).status_code == 404


def test_a_budget_proposal_is_for_the_board_until_it_is_kungjort(client, cast: Cast):
    proposal = attach(make_public(cast), "budget", b"%PDF-1.7 budget", is_public=True)
    assert client.get(url("public_proposal_file", proposal.pk)).status_code == 404


def test_no_heading_makes_a_handling_public(client, cast: Cast):
    meeting = make_proclaimed(cast)
    private = attach(meeting, "Budgetavvikelse, personalärende", b"%PDF-1.7 sjuk")
    assert private.title not in text(client, url())
    assert client.get(url("public_proposal_file", private.pk)).status_code == 404


def test_before_calling_one_is_told_what_becomes_public(cast: Cast):
    meeting = make_public(cast)
    page = reverse("meeting_call", args=[cast.association.slug, meeting.pk])
    said = client_of(cast.chief).get(page).content.decode()
    assert ("Det här blir offentligt" in said, "Ingen handling visas för alla" in said) == (True, True)
    attach(meeting, "budget", b"%PDF-1.7 budget", is_public=True)
    assert "Alla kan läsa Handling om budget." in client_of(cast.chief).get(page).content.decode()


def test_a_public_meeting_that_is_only_planned_is_not(client, cast: Cast):
    make_public(cast)

    assert "Inga kungörelser just nu." in text(client, url())


def test_earlier_years_are_chosen(client, cast: Cast, protocol: Protocol):
    adjust_meeting(make_held_meeting(cast, held_on=dt.date(2021, 11, 26)), cast)

    assert [link in text(client, url()) for link in ("Protokoll 2022</h3>", "?ar=2021#dokument")] == [
        True,
        True,
    ]
    assert "26 november, §§ 1–2" in text(client, url() + "?ar=2021")
    assert "Protokoll 2022</h3>" in text(client, url() + "?ar=x")


def test_the_page_asks_as_many_questions_for_one_protocol_as_for_many(client, cast: Cast, protocol: Protocol):
    one = count_queries(client, url())
    for day in range(1, 9):
        announce(adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 2, day)), cast), cast)

    assert count_queries(client, url()) == one
