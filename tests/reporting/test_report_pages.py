"""Pages of reports: reading, writing one section at a time, and what is done to the whole."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse

from board.documents.assemble import look_of
from finsam.models import Job
from finsam.permissions import permissions_of
from finsam.registries import checks
from reporting.actions import adopting, reports, sections
from reporting.actions.reports import begin_report
from reporting.documents.report import build_report
from reporting.models import Report, Section
from reporting.queries.reports import findings_of
from reporting.states import ReportKind, ReportState, SectionState
from reporting.todos import of_reports
from tests.bench import documents
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of, make_cast
from tests.queries import count_queries
from tests.reporting.figures import annual  # noqa: F401  the year 2021

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def plan(cast: Cast) -> Report:
    """A plan from the house's outline."""
    return begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)


def url(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[cast.association.slug, *args])


def first(report: Report) -> Section:
    return report.sections.filter(parent=None).order_by("position")[0]


def save(cast: Cast, section: Section, html: str, *, version: int = 0, by: object = None, **more: object):
    data = {"text": html, "text_format": "html", "base_version": version, **more}
    return client_of(by or cast.chief).post(url(cast, "section_save", section.pk), data)


def adopted(cast: Cast, plan: Report) -> Report:
    when = {"held_on": plan.begun_on} if plan.corrects_id else {}
    paragraph = make_held_meeting(cast, **when).paragraphs.order_by("number").last()
    fresh = Report.objects.of(cast.association).get(pk=plan.pk)
    fresh.adopted_by = paragraph
    document = build_report(fresh)
    content = adopting.typeset(document, look_of(cast.association))
    return adopting.adopt(report=plan, paragraph=paragraph, document=document, typeset=content, by=cast.chief)


# ---- The list and the page


def test_an_empty_list_says_what_to_do(cast):
    answer = client_of(cast.chief).get(url(cast, "report_list"))
    assert "Inga rapporter än." in answer.content.decode()


def test_the_list_asks_no_more_for_many(cast, plan):
    client = client_of(cast.chief)
    few = count_queries(client, url(cast, "report_list"))
    for year in range(1995, 2021):
        Report.objects.create(
            association=cast.association, kind=ReportKind.ANNUAL, year=year, title=f"Årsredovisning {year}"
        )
    assert count_queries(client, url(cast, "report_list")) == few


def test_the_write_page_asks_no_more_for_many_sections(cast, plan):
    client, section = client_of(cast.chief), first(plan)
    page = url(cast, "section_write", plan.pk, section.pk)
    few = count_queries(client, page)
    for number in range(30):
        sections.add_section(report=plan, heading=f"Avsnitt {number}", by=cast.chief)
    assert count_queries(client, page) == few


def test_a_draft_is_not_for_readers(cast, plan):
    assert client_of(cast.chair).get(url(cast, "report_detail", plan.pk)).status_code == 404
    reports.put_before_board(report=plan, by=cast.chief)
    assert client_of(cast.chair).get(url(cast, "report_detail", plan.pk)).status_code == 200
    assert client_of(cast.auditor).get(url(cast, "report_detail", plan.pk)).status_code == 404


def test_a_new_report_is_the_next_years_and_copied_from_the_last(cast, plan):
    page = client_of(cast.chief).get(url(cast, "report_add"), {"slag": "verksamhetsplan"}).content.decode()
    assert 'value="2023"' in page
    assert re.search(rf'value="report:{plan.pk}"[^>]*checked', page)
    assert "Årsredovisning enligt" not in page


def test_a_report_begins_from_last_years(cast, plan):
    save(cast, first(plan), "<p>Förra årets.</p>")
    data = {"kind": "verksamhetsplan", "year": 2023, "start": f"report:{plan.pk}"}
    answer = client_of(cast.chief).post(url(cast, "report_add"), data)
    new = Report.objects.get(year=2023)
    assert answer.url == url(cast, "report_write", new.pk)
    assert first(new).text.html == "<p>Förra årets.</p>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"kind": "arsredovisning", "year": 2021, "start": "outline:verksamhetsplan"}, "av ett annat slag"),
        ({"kind": "verksamhetsplan", "year": 2022, "start": "outline:verksamhetsplan"}, "finns redan"),
        ({"kind": "verksamhetsplan", "year": "i fjol", "start": "outline:verksamhetsplan"}, "heltal"),
    ],
)
def test_a_bad_beginning_is_refused_and_what_was_typed_is_kept(cast, plan, data, told):
    answer = client_of(cast.chief).post(url(cast, "report_add"), data)
    page = answer.content.decode()
    assert (answer.status_code, told in page, f'value="{data["year"]}"' in page) == (422, True, True)


# ---- Writing


def test_the_page_shows_tree_text_and_print(cast, annual):
    section = annual.sections.get(key="hushallning")
    page = client_of(cast.chief).get(url(cast, "section_write", annual.pk, section.pk)).content.decode()
    assert "30 av 30 avsnitt klara" in page
    assert url(cast, "section_preview", section.pk) in page
    assert "Soliditet 2020" in page


def test_the_preview_is_what_prints(cast, annual):
    section = annual.sections.get(key="hushallning")
    page = client_of(cast.chief).get(url(cast, "section_preview", section.pk)).content.decode()
    printed = next(each for each in build_report(annual).sections if each.key == str(section.pk))
    assert printed.html in page
    assert "print/print.css" in page


def test_the_script_saves_and_gets_tree_findings_and_print(cast, plan):
    answer = client_of(cast.chief).post(
        url(cast, "section_save", first(plan).pk),
        {"text": "<p>Hej.</p>", "text_format": "html", "base_version": 0},
        **JSON,
    )
    assert (answer.status_code, answer.json()["version"]) == (200, "1")
    assert sorted(answer.json()["fragments"]) == [
        "others-writing",
        "section-findings",
        "section-preview",
        "section-tree",
    ]


def test_the_page_says_who_else_writes_there_and_in_which_paragraph(cast, plan):
    section = first(plan)
    save(cast, section, "<p>Ett.</p><p>Två.</p>")
    page = client_of(cast.officer).get(url(cast, "section_write", plan.pk, section.pk)).content.decode()
    assert "Anna Berglund skriver också här: Texten, stycke 1" in page
    save(cast, section, "<p>Ett.</p><p>Två, mer.</p>", version=1)
    answer = client_of(cast.officer).post(
        url(cast, "section_save", section.pk),
        {"text": "<p>Mitt.</p><p>Två.</p>", "text_format": "html", "base_version": 1},
        **JSON,
    )
    others = answer.json()["fragments"]["others-writing"]
    assert "Anna Berglund skriver också här: Texten, stycke 2" in others


def test_who_writes_alone_is_told_of_nobody(cast, plan):
    save(cast, first(plan), "<p>Ett.</p>")
    page = client_of(cast.chief).get(url(cast, "section_write", plan.pk, first(plan).pk)).content.decode()
    assert "skriver också här" not in page


def test_a_button_saves_and_goes_on_without_scripts(cast, plan):
    section = first(plan)
    answer = client_of(cast.chief).post(
        url(cast, "section_save", section.pk),
        {"text": "Hej **du**.", "text_format": "markup", "base_version": 0, "act": "done"},
    )
    section.refresh_from_db()
    following = plan.sections.order_by("position")[1]
    assert (section.state, section.text.html) == (SectionState.DONE, "<p>Hej <strong>du</strong>.</p>")
    assert answer.url == url(cast, "section_write", plan.pk, following.pk)


def test_a_stale_page_leads_to_both_texts(cast, plan):
    section = first(plan)
    save(cast, section, "<p>Annas.</p>")
    answer = save(cast, section, "<p>Saras.</p>", by=cast.officer)
    page = client_of(cast.officer).get(answer.url).content.decode()
    assert ("Annas." in page, "Saras." in page) == (True, True)
    client_of(cast.officer).post(answer.url, {"choice-text": "mine", "base_version": 1})
    assert Section.objects.get(pk=section.pk).text.html == "<p>Saras.</p>"


def test_an_earlier_version_is_shown_and_restored(cast, plan):
    section = first(plan)
    save(cast, section, "<p>Ett.</p>")
    save(cast, section, "<p>Två.</p>", version=1)
    page = client_of(cast.chief).get(url(cast, "section_history", section.pk)).content.decode()
    assert "Version 2" in page
    client_of(cast.chief).post(url(cast, "section_restore", section.pk), {"version": 1})
    assert Section.objects.get(pk=section.pk).text.html == "<p>Ett.</p>"


def test_the_history_and_both_texts_show_what_a_figure_says(cast, annual):
    section = annual.sections.get(key="handelser")
    text = '<p>Till insatser gick <data value="economy.insatser"></data> kronor{}.</p>'
    save(cast, section, text.format(""), version=1)
    stale = save(cast, section, text.format(" i år"), version=1, by=cast.officer)
    history = client_of(cast.chief).get(url(cast, "section_history", section.pk) + "?version=2")
    both = client_of(cast.officer).get(stale.url)
    differences = history.context["differences"], both.context["conflict"].collisions[0].differences
    for page, differs in zip((history, both), differences, strict=True):
        assert "3\u00a0731\u00a0398" in differs
        assert '<data value="economy.insatser">3\u00a0731\u00a0398</data>' in page.content.decode()


def test_a_typed_number_is_pointed_out_and_swapped(cast, annual):
    section = annual.sections.get(key="handelser")
    save(cast, section, "<p>Till insatser gick 3 731 400 kronor.</p>", version=1)
    page = client_of(cast.chief).get(url(cast, "section_write", annual.pk, section.pk)).content.decode()
    assert "3 731 400 liknar en lagrad uppgift" in page
    client_of(cast.chief).post(
        url(cast, "section_number", section.pk),
        {"typed": "3 731 400", "figure": "economy.insatser", "act": "swap"},
    )
    assert '<data value="economy.insatser"></data>' in Section.objects.get(pk=section.pk).text.html


def test_figures_are_found_by_their_names(cast, annual):
    answer = client_of(cast.chief).get(
        url(cast, "report_figures", annual.pk), {"q": "eget kapital periodens 2021"}
    )
    assert answer.json()["figures"][0]["value"].replace("\u00a0", " ") == "1 058 307"


# ---- The tree


def test_a_section_is_added_renamed_moved_and_removed(cast, plan):
    client = client_of(cast.chief)
    client.post(
        url(cast, "section_add", plan.pk),
        {"heading": "Målgrupp", "block": "", "parent": first(plan).pk, "is_numbered": "on"},
    )
    section = plan.sections.get(heading="Målgrupp")
    assert section.parent == first(plan)
    client.post(
        url(cast, "section_edit", section.pk),
        {"heading": "Vilka vi är till för", "block": "goals_plan", "parent": ""},
    )
    section.refresh_from_db()
    assert (section.heading, section.block, section.parent, section.is_numbered) == (
        "Vilka vi är till för",
        "goals_plan",
        None,
        False,
    )
    client.post(url(cast, "section_move", section.pk), {"way": "upp"})
    assert (
        plan.sections.filter(parent=None).order_by("position").values_list("heading", flat=True)[7]
        == "Vilka vi är till för"
    )
    assert client.get(url(cast, "section_remove", section.pk)).status_code == 200
    client.post(url(cast, "section_remove", section.pk))
    assert not Section.objects.filter(pk=section.pk).exists()


def test_a_section_without_heading_is_refused(cast, plan):
    answer = client_of(cast.chief).post(
        url(cast, "section_add", plan.pk), {"heading": " ", "block": "goals_plan", "parent": ""}
    )
    assert (answer.status_code, "Skriv en rubrik" in answer.content.decode()) == (422, True)


def test_a_section_of_the_neighbour_is_not_found(cast, plan):
    other = make_cast("annan")
    for name in ("section_save", "section_edit", "section_remove", "section_preview", "section_history"):
        assert client_of(other.chief).get(reverse(name, args=["annan", first(plan).pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ["report_put", "report_publish", "report_adopt", "report_correct", "report_print", "report_edit"]
)
def test_a_reader_does_nothing_to_the_whole(cast, plan, name):
    assert client_of(cast.chair).post(url(cast, name, plan.pk)).status_code in {403, 404}
    assert client_of(cast.chief).post(url(cast, name, 999_999)).status_code == 404


# ---- Adopted, signed, published


def test_adopting_is_a_job_that_freezes(cast, plan, django_capture_on_commit_callbacks, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}
    }
    paragraph = make_held_meeting(cast).paragraphs.order_by("number").last()
    with django_capture_on_commit_callbacks(execute=True):
        asked = {"paragraph": paragraph.pk, "heard": paragraph.pk}  # a plan of 2022, decided in March 2022
        answer = client_of(cast.chief).post(url(cast, "report_adopt", plan.pk), asked)
    job = Job.objects.get()
    assert (answer.url, job.state, job.total) == (url(cast, "job_detail", job.pk), "done", 9)
    row = Report.objects.get(pk=plan.pk)
    assert (row.state, row.adopted_by) == (ReportState.ADOPTED, paragraph)


def test_nothing_is_adopted_without_a_paragraph(cast, plan):
    answer = client_of(cast.chief).post(url(cast, "report_adopt", plan.pk), {"paragraph": ""})
    assert (answer.status_code, "Välj den paragraf" in answer.content.decode()) == (422, True)


def test_a_signer_gets_a_code_and_signs(cast, plan):
    sections.add_section(report=plan, heading="Underskrifter", block="signatures", by=cast.chief)
    row, client = adopted(cast, plan), client_of(cast.chair)
    assert client.get(url(cast, "report_sign", row.pk)).status_code == 200
    answer = client.post(url(cast, "report_sign", row.pk))
    code = mail.outbox[-1].subject.split()[0]
    wrong = client.post(answer.url, {"code": "000000" if code != "000000" else "111111"})
    assert (wrong.status_code, row.signings.filter(signed_at__isnull=False).count()) == (422, 0)
    client.post(answer.url, {"code": code})
    place = row.signings.get(person=cast.chair)
    assert (place.signed_at is not None, place.identified) == (True, f"Kod i mejl till {cast.chair.email}")
    assert client_of(cast.auditor).get(url(cast, "report_sign", row.pk)).status_code in {403, 404}


def test_a_published_report_is_for_everyone(cast, plan, client):
    save(cast, first(plan), "<p>Vi samordnar.</p>")
    row = adopted(cast, plan)
    page = reverse("public_report", args=[cast.association.slug, row.pk])
    assert client.get(page).status_code == 404
    client_of(cast.chief).post(url(cast, "report_publish", row.pk))
    assert "Vi samordnar." in client.get(page).content.decode()
    answer = client.get(reverse("public_report_file", args=[cast.association.slug, row.pk]))
    assert answer.content.startswith(b"%PDF-")
    front = client.get(reverse("public_page", args=[cast.association.slug])).content.decode()
    assert page in front


def test_what_waits_is_said_to_those_it_waits_for(cast, plan):
    sections.add_section(report=plan, heading="Underskrifter", block="signatures", by=cast.chief)
    adopted(cast, plan)

    def told(person):
        from_roles = permissions_of(person.appointments.in_force(dt.date(2022, 4, 11)).select_related("body"))
        return [todo.what for todo in of_reports(cast.association, person, from_roles, dt.date(2022, 4, 11))]

    assert told(cast.chair) == ["Signera Verksamhetsplan 2022"]
    assert told(cast.chief) == ["Publicera Verksamhetsplan 2022"]


def test_a_correction_says_what_it_mends(cast, plan):
    row = adopted(cast, plan)
    answer = client_of(cast.chief).post(url(cast, "report_correct", row.pk), {"note": ""})
    assert (answer.status_code, "Skriv vad som rättas" in answer.content.decode()) == (422, True)
    client_of(cast.chief).post(url(cast, "report_correct", row.pk), {"note": "En rubrik."})
    assert Report.objects.get(corrects=row).correction_note == "En rubrik."


def test_an_adopted_report_is_not_written_in(cast, plan):
    row = adopted(cast, plan)
    assert client_of(cast.chief).get(url(cast, "report_write", row.pk)).url == url(
        cast, "report_detail", row.pk
    )
    assert save(cast, first(plan), "<p>Nytt.</p>").url == url(cast, "report_detail", row.pk)
    assert Section.objects.get(pk=first(plan).pk).text.html == ""


def test_looking_writes_nothing(cast, plan):
    client = client_of(cast.chief)
    for name in ("report_put", "section_move", "section_number"):
        target = plan.pk if name == "report_put" else first(plan).pk
        assert client.get(url(cast, name, target)).status_code == 405


def test_a_preview_is_quick_to_build(annual):
    # Four times the aim, for a machine that does other things at once.
    assert documents.preview_seconds(annual.sections.get(key="finansiella-mal")) < 4 * documents.MOST_PREVIEW


def test_a_frozen_report_is_only_fetched(cast, plan):
    assert documents.frozen_seconds(adopted(cast, plan)) < 4 * documents.MOST_FROZEN


def test_a_finding_is_told_beside_the_block_that_shows_its_figures(cast, annual):
    found = checks.findings(cast.association, 2021)
    told = {
        section.block: {finding.topic for finding in findings_of(section, found)}
        for section in annual.sections.all()
        if section.block
    }
    assert told["key_ratios"] == {"economy.ratio"}
    assert told["half_year"] == {"economy.part_of_year"}
    assert told["notes"] <= {"economy.note"}


# ---- Figures that the year does not have


@pytest.fixture
def ahead(cast, annual) -> Report:
    """A report of 2022 copied from 2021's, whose texts name 2021's figures, before 2022 has any."""
    return begin_report(
        association=cast.association, kind=ReportKind.ANNUAL, year=2022, copy_of=annual, by=cast.chief
    )


def test_a_figure_that_the_year_lacks_is_said_by_its_name(cast, ahead):
    section = ahead.sections.get(key="ordforande")
    page = client_of(cast.chief).get(url(cast, "section_write", ahead.pk, section.pk)).content.decode()
    assert "Kostnad för insatser finns inte för 2022" in page
    assert "Texten kommer från Årsredovisning 2021." in page
    print_ = client_of(cast.chief).get(url(cast, "section_preview", section.pk)).content.decode()
    assert ("[Kostnad för insatser saknas]" in print_, "{economy" in print_) == (True, False)


def test_nothing_is_adopted_with_a_figure_that_the_year_lacks(cast, ahead):
    paragraph = make_held_meeting(cast).paragraphs.order_by("number").last()
    answer = client_of(cast.chief).post(url(cast, "report_adopt", ahead.pk), {"paragraph": paragraph.pk})
    assert answer.status_code == 422
    assert "Texterna nämner uppgifter som inte finns för 2022: " in answer.content.decode()
    assert not Job.objects.exists()


# ---- A correction that is begun and not adopted


def test_a_begun_correction_is_not_told_to_anyone_else(cast, plan, client):
    row = reports.publish(report=adopted(cast, plan), by=cast.chief)
    new = reports.correct(report=row, note="Ett ord.", by=cast.chief)
    public = reverse("public_report", args=[cast.association.slug, row.pk])
    own = url(cast, "report_detail", row.pk)
    before = client.get(public).content.decode() + client_of(cast.auditor).get(own).content.decode()
    assert ("senare version" in before, "Ersatt av" in before) == (False, False)
    reports.publish(report=adopted(cast, new), by=cast.chief)
    assert "senare version" in client.get(public).content.decode()
    assert "Ersatt av" in client_of(cast.auditor).get(own).content.decode()


def test_a_correction_begins_as_far_as_the_report_had_come(cast, plan):
    sections.change_section(section=first(plan), by=cast.chief, state=SectionState.DONE)
    new = reports.correct(report=adopted(cast, plan), note="Ett ord.", by=cast.chief)
    assert first(new).state == SectionState.DONE


def test_a_report_without_a_place_for_it_is_not_signed(cast, plan):
    assert not adopted(cast, plan).signings.exists()


def test_an_adopted_report_has_nothing_to_look_at(cast, annual):
    row = adopted(cast, annual)
    page = client_of(cast.auditor).get(url(cast, "report_detail", row.pk)).content.decode()
    assert "påpekanden" not in page
