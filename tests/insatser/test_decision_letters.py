"""A beslutsmeddelande says what the § says, in the förbund's own words, goes to those it is about, and stands fast."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from board.models import Paragraph
from finsam.errors import DomainError
from finsam.files import store
from insatser.actions.decision_letters import write_decision_letter
from insatser.actions.grants import grant_money
from insatser.actions.own_words import save_words
from insatser.documents.decision_letter import LETTER_FIELDS, build_decision_letter, read_decision_letter
from insatser.models import Application, DecisionLetter, OwnWords
from insatser.queries.decision_letters import receivers_of
from insatser.queries.own_words import Clause, filled, without_value, words_of
from insatser.states import WordsOf
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.insatser.reports import make_insats
from tests.insatser.test_applications_decided import SIGNED_ON, fresh, held, proposed, received
from tests.insatser.test_documents import words
from tests.tools.verapdf import findings


@pytest.fixture(autouse=True)
def _afterwards(settings, _on_the_demo_day):
    settings.FINSAM_TODAY = "2022-10-10"


def decided(cast: Cast, **how) -> tuple[Application, Paragraph]:
    """An ansökan whose § is justerad."""
    application = received(cast)
    paragraph = held(cast, proposed(cast, application, **how))
    adjust_meeting(paragraph.meeting, cast, on=SIGNED_ON)
    return fresh(application), paragraph


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_who_applied_is_told_with_the_paper_when_the_protocol_is_justerat(
    cast, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        application, paragraph = decided(cast)
    letter = application.decision_letters.get()
    assert (letter.paragraph, letter.sent_to) == (paragraph, [cast.contact.email])
    [sent] = [each for each in mail.outbox if each.subject.startswith("Beslut om Samtalsstöd för unga")]
    assert "att bevilja Samtalsstöd för unga" in sent.body
    assert sent.attachments[0][0] == "Beslut om medel Samtalsstöd för unga.pdf"
    text = words(store.read(letter.document))
    for said in (
        "188 000,50",
        "200 000",
        "620 000,50",
        "Protokollet justerades den 27 maj 2022",
        "Vad händer nu",
    ):
        assert said in text
    path = tmp_path / "beslut.pdf"
    path.write_bytes(store.read(letter.document))
    assert findings(path) == {path.name: []}


def test_what_was_asked_and_granted_stands_by_year(cast):
    letter = decided(cast)[0].decision_letters.get()
    rows = [
        (row.year, plain(row.asked), plain(row.granted))
        for row in read_decision_letter(letter.content).amounts
    ]
    assert rows == [
        ("2022", "188 000,50", "200 000"), ("2023", "0", "420 000,50"), ("Summa", "188 000,50", "620 000,50"),
    ]  # fmt: skip


def test_avslag_has_words_of_its_own_and_no_amounts(cast):
    application, _ = decided(cast, refused=True, amounts={})
    document = read_decision_letter(application.decision_letters.get().content)
    assert (document.amounts, "söka igen" in document.blocks[-2].html) == ((), True)


def test_the_same_words_are_built_before_and_read_after(cast):
    application, paragraph = decided(cast)
    [receiver] = receivers_of(paragraph)
    assert read_decision_letter(application.decision_letters.get().content) == build_decision_letter(
        paragraph, receiver
    )


def test_an_insats_granted_by_hand_is_told_from_the_paragraph(cast):
    paragraph = make_held_meeting(cast, headings=("Medel",)).paragraphs.get(heading="Medel")
    decision = paragraph.decisions.get()
    decision.amounts.create(year=2022, amount=Decimal(10_000))
    insats = make_insats(cast)
    grant_money(insats=insats, year=2022, decision=decision, by=cast.chief)
    [receiver] = receivers_of(paragraph)
    assert (receiver.insats, receiver.application) == (insats, None)
    with pytest.raises(DomainError, match="inte justerat"):
        write_decision_letter(paragraph=paragraph, receiver=receiver, by=cast.chief)
    adjust_meeting(paragraph.meeting, cast, on=dt.date(2022, 4, 8))
    letter = write_decision_letter(paragraph=paragraph, receiver=receiver, by=cast.chief)
    assert plain(read_decision_letter(letter.content).amounts[0].granted) == "10 000"


def test_what_has_gone_out_does_not_change(cast):
    letter = decided(cast)[0].decision_letters.get()
    letter.content = {}
    with pytest.raises(DomainError, match="gått iväg"):
        letter.save()


# ---- The förbund's own words


def test_own_words_are_versions_and_an_unchanged_saving_is_none(cast):
    mine = [Clause("Nu", "Välkomna, {insats}.")]
    for _ in range(2):
        save_words(
            association=cast.association,
            document=WordsOf.GRANTED,
            clauses=mine,
            known=LETTER_FIELDS,
            by=cast.chief,
        )
    assert (words_of(cast.association, WordsOf.GRANTED), OwnWords.objects.count()) == (tuple(mine), 1)
    document = read_decision_letter(decided(cast)[0].decision_letters.get().content)
    assert document.blocks[-1].html == "<p>Välkomna, Samtalsstöd för unga.</p>"


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ([], "minst ett"),
        ([Clause("Nu", " ")], "både rubrik och text"),
        ([Clause("Nu", "{belop}")], "inget fält"),
    ],
)
def test_words_that_would_not_print_right_are_refused(cast, clauses, said):
    with pytest.raises(DomainError, match=said):
        save_words(
            association=cast.association,
            document=WordsOf.GRANTED,
            clauses=clauses,
            known=LETTER_FIELDS,
            by=cast.chief,
        )


def test_a_field_without_a_value_is_left_to_be_seen_and_told():
    clause = Clause("{a}", "{b} och { a }")
    assert filled([clause], {"a": "1"}) == (Clause("1", "{b} och 1"),)
    assert without_value([clause], {"a": "1"}) == ["b"]


# ---- The pages


def test_the_page_sends_anew_with_reasons_and_lists_what_has_gone(cast):
    _, paragraph = decided(cast)
    page = reverse("decision_letter", args=[cast.association.slug, paragraph.pk])
    [receiver] = receivers_of(paragraph)
    client = client_of(cast.chief)
    client.post(page, {"receiver": receiver.key, "reasons": "Behovet är *stort*."})
    latest = DecisionLetter.objects.first()
    assert read_decision_letter(latest.content).blocks[0].heading == "Skäl"
    shown = client.get(page).content.decode()
    assert (shown.count(f"Till {cast.contact.email}."), DecisionLetter.objects.count()) == (2, 2)


def test_the_office_words_it_on_a_page_and_what_is_refused_stands_there(cast):
    page = f"{reverse('own_words', args=[cast.association.slug])}?handling=avslag"
    client = client_of(cast.chief)
    posted = {"clauses": "2", "heading-1": "Nu", "text-1": "Hej {fel}", "heading-2": "", "text-2": ""}
    answer = client.post(page, posted)
    assert (answer.status_code, "Hej {fel}" in answer.content.decode()) == (422, True)
    client.post(page, posted | {"text-1": "Hej {insats}"})
    assert words_of(cast.association, WordsOf.REFUSED) == (Clause("Nu", "Hej {insats}"),)


def test_who_applied_reads_her_paper_and_another_contact_does_not(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        application, _ = decided(cast)
    page = reverse(
        "decision_letter_file", args=[cast.association.slug, application.decision_letters.get().pk]
    )
    assert client_of(cast.contact).get(page).status_code == 200
    application.body.appointments.update(person=cast.preparer)
    assert client_of(cast.contact).get(page).status_code in {403, 404}
