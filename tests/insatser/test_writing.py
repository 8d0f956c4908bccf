"""Writing in a report: saved field by field, sent twice, by two at once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from finsam.errors import DomainError
from finsam.models import AuditEvent
from insatser.actions.participants import begin_counting
from insatser.actions.writing import add_row, settle_section
from insatser.models import ReportSaving
from insatser.queries.collisions import collisions_in
from insatser.queries.completeness import missing_in, progress
from insatser.queries.content import load_sections, section_content
from insatser.states import ReportState
from tests.cast import client_of
from tests.insatser.reports import cost_name, make_report, name_of, section_of, submitted, write, write_costs


@pytest.fixture
def report(cast):
    return make_report(cast)


def text(report, key):
    return section_content(section_of(report, int(key[0])))[name_of(report, key)]


def test_the_first_saving_begins_the_report(cast, report):
    write(report, 5, {name_of(report, "5.1"): "<p>Bra.</p>"}, cast.contact)
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
    assert AuditEvent.objects.filter(verb="började skriva rapport").count() == 1


def test_what_is_saved_is_found_whole(cast, report):
    write(report, 5, {name_of(report, "5.2"): "<p>Parterna <strong>möts</strong>.</p>"}, cast.contact)
    assert text(report, "5.2") == "<p>Parterna <strong>möts</strong>.</p>"


def test_text_is_cleaned_when_it_is_saved(cast, report):
    write(report, 5, {name_of(report, "5.2"): "<p onclick='x()'>A</p><script>x()</script>"}, cast.contact)
    assert text(report, "5.2") == "<p>A</p>"


@pytest.mark.parametrize(
    ("typed", "stored"), [("5000", "5000"), ("5 000,50", "5000.50"), ("5.000", "5000"), ("12 tkr", "12000")]
)
def test_amounts_are_read_as_swedes_write_them(cast, report, typed, stored):
    write(report, 6, {cost_name(report, "resor", "budget"): typed}, cast.contact)
    assert section_of(report, 6).costs.get(category="resor").budget == Decimal(stored)


def test_an_amount_that_cannot_be_read_is_kept_as_it_was_typed(cast, report):
    name = cost_name(report, "resor", "budget")
    write(report, 6, {name: "tre tusen"}, cast.contact)
    assert section_content(section_of(report, 6))[name] == "tre tusen"
    sections = load_sections(section_of(report, 6).report)
    assert "Beloppet ”tre tusen” går inte att läsa." in missing_in(progress(report, sections, Decimal(1)))


def test_the_same_saving_sent_twice_is_one(cast, report):
    fields = {name_of(report, "5.1"): "<p>En gång.</p>"}
    first = write(report, 5, fields, cast.contact, save_key="k1")
    second = write(report, 5, fields, cast.contact, base="0", save_key="k1")
    assert first.version == second.version
    assert ReportSaving.objects.filter(number__gt=0).count() == 1


def test_nothing_changed_is_no_saving(cast, report):
    write(report, 5, {name_of(report, "5.1"): ""}, cast.contact)
    assert not ReportSaving.objects.exists()


def test_two_who_write_in_different_fields_are_brought_together(cast, report):
    write(report, 5, {name_of(report, "5.1"): "<p>Mitt.</p>"}, cast.contact, base="0")
    answer = write(
        report,
        5,
        {name_of(report, "5.1"): "", name_of(report, "5.2"): "<p>Ditt.</p>"},
        cast.officer,
        base="0",
    )
    assert answer.collided is None
    assert (text(report, "5.1"), text(report, "5.2")) == ("<p>Mitt.</p>", "<p>Ditt.</p>")


def test_a_page_that_lacks_what_another_wrote_does_not_take_it_away(cast, report):
    one, two = name_of(report, "5.1"), name_of(report, "5.2")
    write(report, 5, {one: "<p>Mitt.</p>"}, cast.contact, base="0")
    answer = write(report, 5, {one: "", two: "<p>Ditt.</p>"}, cast.officer, base="0")
    write(report, 5, {one: "", two: "<p>Ditt, mer.</p>"}, cast.officer, base=answer.version)
    assert (text(report, "5.1"), text(report, "5.2")) == ("<p>Mitt.</p>", "<p>Ditt, mer.</p>")


def test_two_who_write_the_same_field_both_stay(cast, report):
    name = name_of(report, "5.1")
    write(report, 5, {name: "<p>Mitt.</p>"}, cast.contact, base="0")
    answer = write(report, 5, {name: "<p>Ditt.</p>"}, cast.officer, base="0")
    assert answer.collided
    [collision] = collisions_in(answer.collided, section_of(report, 5))
    assert (collision.theirs, collision.mine) == ("<p>Mitt.</p>", "<p>Ditt.</p>")
    assert collision.both == "<p>Mitt.</p><p>Ditt.</p>"


def test_two_who_write_in_different_paragraphs_of_an_answer_are_brought_together(cast, report):
    name = name_of(report, "5.1")
    first = write(report, 5, {name: "<p>Ett.</p><p>Två.</p>"}, cast.contact, base="0")
    write(report, 5, {name: "<p>Ett, mer.</p><p>Två.</p>"}, cast.contact, base=first.version)
    answer = write(report, 5, {name: "<p>Ett.</p><p>Två, mer.</p>"}, cast.officer, base=first.version)
    assert (answer.collided, text(report, "5.1")) == (None, "<p>Ett, mer.</p><p>Två, mer.</p>")


def test_who_does_not_see_the_others_paragraph_yet_does_not_take_it_away(cast, report):
    name = name_of(report, "5.1")
    first = write(report, 5, {name: "<p>Ett.</p>"}, cast.contact, base="0")
    write(report, 5, {name: "<p>Ett.</p><p>Hennes.</p>"}, cast.contact, base=first.version)
    mine = write(report, 5, {name: "<p>Ett.</p><p>Mitt stycke.</p>"}, cast.officer, base=first.version)
    write(report, 5, {name: "<p>Ett.</p><p>Mitt stycke växer.</p>"}, cast.officer, base=mine.version)
    assert text(report, "5.1") == "<p>Ett.</p><p>Hennes.</p><p>Mitt stycke växer.</p>"


def test_what_is_chosen_of_the_two_is_written(cast, report):
    name = name_of(report, "5.1")
    first = write(report, 5, {name: "<p>Mitt.</p>"}, cast.contact, base="0")
    answer = write(report, 5, {name: "<p>Ditt.</p>"}, cast.officer, base="0")
    settle_section(
        waiting=answer.collided, chosen={name: "<p>Vårt.</p>"}, base_version=first.version, by=cast.officer
    )
    assert text(report, "5.1") == "<p>Vårt.</p>"
    answer.collided.refresh_from_db()
    assert answer.collided.settled_at


def test_a_saving_after_an_unanswered_one_counts_from_that(cast, report):
    name = name_of(report, "5.1")
    write(report, 5, {name: "<p>A</p>"}, cast.contact, base="0", save_key="k1")
    answer = write(report, 5, {name: "<p>AB</p>"}, cast.contact, base="0", save_key="k2", after="k1")
    assert answer.collided is None
    assert text(report, "5.1") == "<p>AB</p>"


def test_a_submitted_report_is_not_written_in(cast, report):
    submitted(cast, report)
    with pytest.raises(DomainError, match="inlämnad och ändras inte"):
        write(report, 5, {name_of(report, "5.1"): "<p>Sent.</p>"}, cast.contact)


def test_days_in_the_wrong_order_are_refused(cast, report):
    with pytest.raises(DomainError, match="Slutdatum ligger före startdatum"):
        write(report, 1, {"starts_on": "2021-12-31", "ends_on": "2021-01-01"}, cast.contact)


def test_a_day_is_changed(cast, report):
    write(report, 1, {"starts_on": "2021-03-01"}, cast.contact)
    report.refresh_from_db()
    assert report.starts_on == dt.date(2021, 3, 1)


def test_the_wording_of_a_decided_goal_is_not_changed(cast, report):
    goal = section_of(report, 4).goals.first()
    write(report, 4, {f"goal-{goal.pk}-wording": "Annat", f"goal-{goal.pk}-reached": "delvis"}, cast.contact)
    goal.refresh_from_db()
    assert (goal.wording, goal.reached) == ("Stärka deltagarna inför arbete.", "delvis")


def test_a_goal_is_not_reached_in_an_unknown_way(cast, report):
    goal = section_of(report, 4).goals.first()
    with pytest.raises(DomainError, match="ja, delvis eller nej"):
        write(report, 4, {f"goal-{goal.pk}-reached": "kanske"}, cast.contact)


def test_a_kostnadsslag_gets_one_more_row(cast, report):
    add_row(section=section_of(report, 6), what="cost-resor", by=cast.contact)
    assert section_of(report, 6).costs.filter(category="resor").count() == 2


def test_a_section_has_no_more_rows_than_one_can_survey(cast, report, monkeypatch):
    monkeypatch.setattr("insatser.actions.writing.MOST_ROWS", 7)
    with pytest.raises(DomainError, match="redan 7 rader"):
        add_row(section=section_of(report, 6), what="cost-resor", by=cast.contact)


@pytest.mark.parametrize("what", ["cost-mat", "goal", "party", "x"])
def test_a_row_that_the_section_has_not_is_refused(cast, report, what):
    with pytest.raises(DomainError, match="Den raden finns inte"):
        add_row(section=section_of(report, 6), what=what, by=cast.contact)


def test_it_says_what_is_missing_and_what_differs(cast, report):
    write_costs(cast, report)
    sections = load_sections(section_of(report, 1).report)
    steps = progress(report, sections, Decimal(455_000))
    assert [(step.section.number, step.note) for step in steps] == [
        (1, "Klart"), (2, "Klart"), (3, "Klart"), (4, "4\u00a0saker kvar"), (5, "Inte påbörjat"),
        (6, "En sak att se över"), (7, ""),
    ]  # fmt: skip
    assert missing_in(steps)[:3] == [
        "Mål 1 saknar svar.",
        "Mål 2 saknar svar.",
        "4.3 Avvikelser från planen saknar svar.",
    ]


def test_where_the_results_are_written_the_years_countings_are_at_hand(cast, report):
    client = client_of(cast.contact)
    url = reverse("insats_report_section", args=[cast.association.slug, report.pk, 4])
    empty = client.get(url).content.decode()
    assert f"Inga deltagare är räknade för {report.year}." in empty
    assert reverse("participants_edit", args=[cast.association.slug, report.insats_id]) in empty

    for half in ((1, 6, 30), (7, 12, 31)):
        begin_counting(
            insats=report.insats, by=cast.contact,
            starts_on=dt.date(report.year, half[0], 1), ends_on=dt.date(report.year, *half[1:]),
        )  # fmt: skip
    begin_counting(
        insats=report.insats, by=cast.contact,
        starts_on=dt.date(report.year - 1, 1, 1), ends_on=dt.date(report.year - 1, 12, 31),
    )  # fmt: skip
    page = client.get(url).content.decode()
    told = [row.get_absolute_url() in page for row in report.insats.countings.order_by("starts_on")]
    assert told == [False, True, True]
