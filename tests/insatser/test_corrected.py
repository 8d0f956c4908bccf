"""A § that corrects the amount of a justerad one: the grant is replaced, both §§ are named, and what was paid is told."""

import datetime as dt
from decimal import Decimal

import pytest

from board.actions.rows import drop_row
from board.actions.session import close_meeting
from board.actions.writing import save_paragraph
from board.models import Adjuster, Meeting, Paragraph, new_row_key
from board.queries.session import paragraphs_of
from board.states import MeetingState, Outcome
from insatser.actions.grants import grant_money
from insatser.effects import grants_by
from insatser.models import Grant, Insats
from insatser.queries.money import money_by_year
from insatser.queries.register import grants_of, overpaid, replacing
from tests.board.meetings import adjust_meeting, attend
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.insatser.payments import paid
from tests.insatser.reports import make_insats

LINE = "budgetposten Insatser"


@pytest.fixture(autouse=True)
def _afterwards(settings, _on_the_demo_day):
    settings.FINSAM_TODAY = "2022-10-10"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def taken_up(cast: Cast, on: dt.date, number: int, heading: str) -> Paragraph:
    """A § of a meeting that goes on."""
    meeting = make_meeting(
        body=cast.board, held_on=on, state=MeetingState.IN_SESSION, chair=cast.chair, secretary=cast.chief,
        opened_at=dt.datetime.combine(on, dt.time(8), dt.UTC), ends_at=dt.time(11),
    )  # fmt: skip
    attend(meeting)
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    return make_paragraph(meeting=meeting, heading=heading, number=number)


def write(cast: Cast, row: Paragraph, clause: str, kronor: str, **more) -> Paragraph:
    row = paragraphs_of(cast.association).get(pk=row.pk)
    decision = row.decisions.first()
    key = decision.row_key if decision else new_row_key()
    fields = {f"decision:{key}:text": clause, f"decision:{key}:amounts": [[kronor, "2022", LINE]]} | more
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=cast.chief)
    return paragraphs_of(cast.association).get(pk=row.pk)


def close(cast: Cast, row: Paragraph) -> None:
    close_meeting(meeting=row.meeting, by=cast.chief)


@pytest.fixture
def first(cast) -> Paragraph:
    """§ 37 of 20 May has given an insats 200 000 kronor, and is justerad."""
    row = write(cast, taken_up(cast, dt.date(2022, 5, 20), 37, "Medel"), "bevilja medel", "200000")
    close(cast, row)
    adjust_meeting(Meeting.objects.get(pk=row.meeting_id), cast, on=dt.date(2022, 5, 27))
    insats = make_insats(cast)
    insats.grants.all().delete()
    grant_money(insats=insats, year=2022, decision=row.decisions.get(), by=cast.chief)
    return row


def corrected(
    cast: Cast, first: Paragraph, kronor: str = "150000", *, clause: str = "rätta beloppet"
) -> Paragraph:
    row = taken_up(cast, dt.date(2022, 6, 10), 52, "Rättelse")
    return write(cast, row, clause, kronor, refers_to_id=first.pk, corrects_it=True)


def amounts() -> dict[str, tuple[Decimal, bool]]:
    rows = Grant.objects.current().select_related("decision__paragraph")
    return {row.decision.paragraph.short_text: (row.amount, row.is_preliminary) for row in rows}


def test_the_correction_holds_preliminarily_from_the_meetings_end_and_finally_when_justerad(cast, first):
    row = corrected(cast, first)
    assert amounts() == {first.short_text: (Decimal(200_000), False)}
    close(cast, row)
    assert amounts() == {row.short_text: (Decimal(150_000), True)}
    adjust_meeting(Meeting.objects.get(pk=row.meeting_id), cast, on=dt.date(2022, 6, 17))
    assert amounts() == {row.short_text: (Decimal(150_000), False)}


def test_it_follows_the_paragraph_until_justering_and_goes_with_it(cast, first):
    row = corrected(cast, first)
    close(cast, row)
    row = write(cast, row, "rätta beloppet", "160000")
    assert amounts() == {row.short_text: (Decimal(160_000), True)}
    assert Grant.objects.count() == 2
    save_paragraph(
        paragraph=row, fields={"heading": "Ny rubrik"}, base_version=str(row.version), by=cast.chief
    )
    assert Grant.objects.count() == 2
    drop_row(paragraph=row, key=row.decisions.get().row_key, by=cast.chief)
    assert amounts() == {first.short_text: (Decimal(200_000), False)}


def test_one_that_is_tabled_replaces_nothing(cast, first):
    row = corrected(cast, first)
    Paragraph.objects.filter(pk=row.pk).update(outcome=Outcome.TABLED)
    close(cast, row)
    assert amounts() == {first.short_text: (Decimal(200_000), False)}


def test_one_that_only_follows_an_earlier_adds_nothing_of_itself(cast, first):
    row = taken_up(cast, dt.date(2022, 6, 10), 52, "Mer medel")
    row = write(cast, row, "bevilja ytterligare 50 000 kronor", "50000", refers_to_id=first.pk)
    close(cast, row)
    assert amounts() == {first.short_text: (Decimal(200_000), False)}


def test_of_two_insatser_the_one_that_is_named_is_corrected_and_else_none(cast):
    first = write(cast, taken_up(cast, dt.date(2022, 5, 20), 37, "Medel"), "bevilja medel", "270000")
    close(cast, first)
    one, other = make_insats(cast), make_insats(cast, key="bos", name="Stödet BoS")
    for insats, amount in ((one, 200_000), (other, 70_000)):
        grant_money(
            insats=insats, year=2022, amount=Decimal(amount), decision=first.decisions.get(), by=cast.chief
        )
    row = corrected(cast, first, "60000")
    close(cast, row)
    assert Grant.objects.filter(decision__paragraph=row).count() == 0
    write(cast, row, "bevilja Stödet BoS 60 000 kronor", "60000")
    assert Grant.objects.get(decision__paragraph=row).replaces.insats == other


def test_a_correction_of_a_correction_replaces_the_last_one(cast, first):
    second = corrected(cast, first)
    close(cast, second)
    adjust_meeting(Meeting.objects.get(pk=second.meeting_id), cast, on=dt.date(2022, 6, 17))
    row = taken_up(cast, dt.date(2022, 9, 1), 60, "Rättelse igen")
    row = write(
        cast, row, "rätta beloppet", "155000,50".replace(",", "."), refers_to_id=first.pk, corrects_it=True
    )
    close(cast, row)
    assert amounts() == {row.short_text: (Decimal("155000.50"), True)}
    assert Grant.objects.current().get().replaces.decision.paragraph_id == second.pk


def test_both_paragraphs_are_named_on_each_others_pages_and_on_the_insats(cast, first):
    row = corrected(cast, first)
    close(cast, row)
    insats = Insats.objects.get()
    assert [plain(replacing(grant)) for grant in grants_of(insats)] == [
        "Ersätter 200 000 kr, § 37, 2022-05-20", "Ersatt av § 52, 2022-06-10",
    ]  # fmt: skip
    text = plain(client_of(cast.chief).get(insats.get_absolute_url()).content.decode())
    assert "Ersatt av § 52, 2022-06-10" in text
    told = [plain(each.label) for each in grants_by(list(first.decisions.all()))]
    assert told == [f"200 000 kr till {insats} för 2022 (ersatt av § 52, 2022-06-10)"]


def test_what_was_paid_before_is_told_in_words_when_it_passes_what_is_granted(cast, first):
    insats = Insats.objects.get()
    paid(cast, insats, "180 000", year=2022)
    row = corrected(cast, first)
    close(cast, row)
    [told] = [plain(said) for said in overpaid(money_by_year(insats), grants_of(insats))]
    assert told == (
        "Betalt och återlämnat för 2022 är 180 000 kr och beviljat 150 000 kr sedan § 52, 2022-06-10 ersatte § 37, 2022-05-20: "
        "30 000 kr mer än beslutet ger. Begär tillbaka beloppet och kreditera rekvisitionen, eller ta ett nytt beslut."
    )
    assert told in plain(client_of(cast.chief).get(insats.get_absolute_url()).content.decode())
