"""The pages of insatser: who gets in, what is kept when something is wrong, and what a list costs."""

import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from finsam.models import AuditEvent, Body
from finsam.states import AppointmentRole, BodyKind
from insatser.actions import handing_in
from insatser.models import Grant, Insats, InsatsReport
from insatser.queries.cells import cells_of, phase_counts
from insatser.states import ReportState
from tests.cast import client_of
from tests.factories import appoint, make_body, make_person
from tests.insatser.reports import (
    cost_name,
    granted,
    make_insats,
    make_report,
    name_of,
    section_of,
    submitted,
    write_costs,
)

UNKNOWN = 999_999


@pytest.fixture
def report(cast):
    return make_report(cast)


def url(name, *args):
    return reverse(name, args=["exempel", *args])


@pytest.fixture
def stranger(cast):
    """The contact of another insats in the same förbund."""
    person = make_person(association=cast.association)
    body = make_body(association=cast.association, kind=BodyKind.INSATS, name="Annan")
    appoint(person, body, role=AppointmentRole.CONTACT)
    return person


INSATS = {
    "name": "Plattform U", "kind": "individ", "unit": "AME", "starts_on": "2021-01-01", "goals": "Ett\nTvå",
    "report_kind": "arsrapport", "key": "",
}  # fmt: skip


# ---- A contact and what is not hers


@pytest.mark.parametrize(
    "name", ["insats_report", "insats_report_submit", "insats_report_versions", "insats_report_section"]
)
def test_a_contact_does_not_know_of_anothers_report(stranger, report, name):
    args = [report.pk, *([5] if name.endswith("section") else [])]
    client = client_of(stranger)
    assert (
        client.get(url(name, *args)).status_code,
        client.get(url("insats_detail", report.insats_id)).status_code,
    ) == (404, 404)


def test_a_contact_does_not_write_in_anothers_report(stranger, report):
    data = {name_of(report, "5.1"): "Hej", "base_version": "0"}
    assert client_of(stranger).post(url("insats_report_section", report.pk, 5), data).status_code == 404
    assert section_of(report, 5).version == 0


def test_a_contact_does_not_see_the_list_of_all(cast, report):
    assert client_of(cast.contact).get(url("insats_list")).status_code == 403


def test_a_contact_sees_her_own_reports(cast, report):
    assert "Årsrapport 2021, Vidare Vy" in client_of(cast.contact).get(url("my_insatser")).content.decode()


def test_the_board_reads_a_report_first_when_it_is_approved(cast, report):
    reader = client_of(cast.chair)
    assert reader.get(url("insats_report", report.pk)).status_code == 404
    submitted(cast, report)
    handing_in.approve(report=report, by=cast.chief)
    assert reader.get(url("insats_report", report.pk)).status_code == 200


def test_one_whose_role_has_ended_gets_no_further(cast, report):
    cast.contact.appointments.update(to_on="2022-03-31")
    assert client_of(cast.contact).get(url("insats_report", report.pk)).status_code == 403


# ---- Writing


def test_a_section_is_saved_without_scripts_and_leads_to_the_next(cast, report):
    data = {name_of(report, "5.1"): "Det gick **bra**.", "base_version": "0", "go": "next"}
    answer = client_of(cast.contact).post(url("insats_report_section", report.pk, 5), data)
    assert answer.url == url("insats_report_section", report.pk, 6)
    assert section_of(report, 5).answers.get(key="5.1").text.html == "<p>Det gick <strong>bra</strong>.</p>"


def test_autosave_answers_with_the_version_and_what_has_changed_on_the_page(cast, report):
    data = {cost_name(report, "loner", "budget"): "374 448", "base_version": "0", "save_key": "k"}
    answer = client_of(cast.contact).post(
        url("insats_report_section", report.pk, 6), data, headers={"Accept": "application/json"}
    )
    told = json.loads(answer.content)
    assert set(told) == {"version", "saved_at", "fragments"}
    assert "374\u00a0448" in told["fragments"]["cost-sum"]
    assert "Budgeten är 80\u00a0552\u00a0kr lägre" in told["fragments"]["mismatch"]


def test_autosave_of_a_submitted_report_says_why_not(cast, report):
    submitted(cast, report)
    answer = client_of(cast.contact).post(
        url("insats_report_section", report.pk, 5),
        {name_of(report, "5.1"): "x"},
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, "ändras inte" in answer.json()["message"]) == (422, True)


def test_autosave_when_logged_out_is_told_so(client, report):
    answer = client.post(
        url("insats_report_section", report.pk, 5), {}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 401


def test_a_day_that_is_none_shows_a_sentence_and_what_was_typed(cast, report):
    data = {"starts_on": "31 februari", "ends_on": "2021-11-30", "base_version": "0"}
    answer = client_of(cast.contact).post(url("insats_report_section", report.pk, 1), data)
    assert answer.status_code == 422
    assert 'value="31 februari"' in answer.content.decode()
    report.refresh_from_db()
    assert report.ends_on.isoformat() == "2021-11-30"  # what was right is saved


def test_two_who_write_the_same_come_to_the_choice(cast, report):
    name, where = name_of(report, "5.1"), url("insats_report_section", report.pk, 5)
    client_of(cast.contact).post(where, {name: "Mitt", "base_version": "0"})
    answer = client_of(cast.officer).post(
        where, {name: "Ditt", "base_version": "0"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    page = client_of(cast.officer).get(answer.json()["conflict_url"]).content.decode()
    assert "<p>Mitt</p>" in page
    assert "<p>Ditt</p>" in page


def test_two_who_write_the_same_without_scripts_choose_and_both_are_kept(cast, report):
    name, where = name_of(report, "5.1"), url("insats_report_section", report.pk, 5)
    client_of(cast.contact).post(where, {name: "Mitt", "base_version": "0"})
    writer = client_of(cast.officer)
    choice = writer.post(where, {name: "Ditt", "base_version": "0"}).url
    base = writer.get(choice).context["conflict"].base_version
    answer = writer.post(choice, {f"choice-{name}": "mine", "base_version": base})
    assert answer.url == where
    assert section_of(report, 5).answers.get(key="5.1").text.html == "<p>Ditt</p>"
    versions = section_of(report, 5).answers.get(key="5.1").text.versions.all()
    assert [version.html for version in versions] == ["<p>Ditt</p>", "<p>Mitt</p>"]


@pytest.mark.parametrize("number", [0, 9, 99])
def test_a_section_that_is_none_does_not_exist(cast, report, number):
    assert client_of(cast.contact).get(url("insats_report_section", report.pk, number)).status_code == 404


def test_looking_at_a_section_writes_nothing(cast, report):
    before = AuditEvent.objects.count()
    for number in range(1, 7):
        assert client_of(cast.contact).get(url("insats_report_section", report.pk, number)).status_code == 200
    report.refresh_from_db()
    assert (report.state, AuditEvent.objects.count()) == (ReportState.DUE, before)


# ---- Handing in, returning, approving

SIGNED = {
    "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "Kim Wester", "form-0-organisation": "FK",
    "form-0-place": "Exempelby", "form-0-signed_on": "2022-01-28",
}  # fmt: skip


def test_it_is_handed_in_once_although_it_is_sent_twice(cast, report):
    client = client_of(cast.contact)
    answers = [client.post(url("insats_report_submit", report.pk), SIGNED).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert report.versions.count() == 1


def test_without_a_place_it_is_not_handed_in_and_the_name_stays(cast, report):
    answer = client_of(cast.contact).post(
        url("insats_report_submit", report.pk), SIGNED | {"form-0-place": ""}
    )
    assert answer.status_code == 422
    assert 'value="Kim Wester"' in answer.content.decode()
    assert report.versions.count() == 0


def test_the_office_returns_with_remarks_that_the_contact_sees_where_they_belong(cast, report):
    submitted(cast, report)
    client_of(cast.chief).post(url("insats_report_return", report.pk), {"section-5": "Skriv mer."})
    page = client_of(cast.contact).get(url("insats_report_section", report.pk, 5)).content.decode()
    assert "Skriv mer." in page
    assert (
        "Skriv mer."
        not in client_of(cast.contact).get(url("insats_report_section", report.pk, 4)).content.decode()
    )


def test_an_empty_remark_is_refused_in_words(cast, report):
    submitted(cast, report)
    answer = client_of(cast.chief).post(url("insats_report_return", report.pk), {"section-5": " "})
    assert (answer.status_code, "minst ett avsnitt" in answer.content.decode()) == (422, True)


def test_the_office_approves(cast, report):
    submitted(cast, report)
    client_of(cast.chief).post(url("insats_report_approve", report.pk))
    report.refresh_from_db()
    assert report.state == ReportState.APPROVED


@pytest.mark.parametrize("name", ["insats_report_return", "insats_report_approve", "insats_report_due"])
def test_a_contact_does_not_do_the_offices_part(cast, report, name):
    assert client_of(cast.contact).post(url(name, report.pk), {}).status_code == 403


@pytest.mark.parametrize("name", ["insats_report_submit", "insats_report_return", "insats_report_approve"])
def test_an_unknown_report_does_not_exist(cast, name):
    assert client_of(cast.chief).post(url(name, UNKNOWN), {}).status_code == 404


def test_another_last_day_is_given(cast, report):
    client_of(cast.chief).post(url("insats_report_due", report.pk), {"due_on": "15 februari 2022"})
    report.refresh_from_db()
    assert report.due_on.isoformat() == "2022-02-15"


# ---- The register


def test_an_insats_is_entered_with_a_key_of_its_name(cast):
    client_of(cast.chief).post(url("insats_add"), INSATS | {"owner": cast.kommun.pk, "parties": [cast.af.pk]})
    insats = Insats.objects.get()
    assert (insats.key, insats.goals.count(), insats.body.name) == ("plattform-u", 2, "Plattform U")


def test_an_insats_without_an_owner_shows_a_sentence_and_keeps_the_name(cast):
    answer = client_of(cast.chief).post(url("insats_add"), INSATS)
    assert answer.status_code == 422
    assert 'value="Plattform U"' in answer.content.decode()
    assert not Insats.objects.exists()


def test_a_ledamot_enters_no_insats(cast):
    assert client_of(cast.chair).post(url("insats_add"), INSATS).status_code == 403


def test_money_is_granted_by_a_typed_source(cast):
    insats = make_insats(cast)
    data = {"year": "2021", "amount": "455 000", "source": "§ 89, 2020-12-11", "decision": "", "replaces": ""}
    client_of(cast.chief).post(url("grant_add", insats.pk), data)
    assert [str(grant.amount) for grant in Grant.objects.all()] == ["455000.00"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"year": "2021", "amount": "mycket", "source": "§ 1"}, "inget belopp"),
        ({"year": "2021", "amount": "5"}, "Välj beslutet"),
    ],
)
def test_money_that_cannot_be_read_or_has_no_decision_is_refused(cast, data, sentence):
    answer = client_of(cast.chief).post(url("grant_add", make_insats(cast).pk), data)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_new_contact_can_write_at_once(cast, report):
    data = {"name": "Ny Kontakt", "email": "ny@example.se", "from_on": "2022-01-01"}
    client_of(cast.chief).post(url("contact_add", report.insats_id), data)
    person = cast.association.people.get(email="ny@example.se")
    assert client_of(person).get(url("insats_report_section", report.pk, 3)).status_code == 200


def test_participants_are_written_by_the_contact(cast, report):
    days = {"starts_on": "2021-01-01", "ends_on": "2021-12-31"}
    page = client_of(cast.contact).post(url("participants_edit", report.insats_id), days).url
    client_of(cast.contact).post(page, {"base_version": "0", "pagaende-women": "8", "pagaende-men": "7"})
    assert [row.total for row in phase_counts(cells_of(report.insats))] == [15]


def test_a_ledamot_who_is_a_contact_elsewhere_counts_nobody_here(cast, report):
    body = make_body(association=cast.association, kind=BodyKind.INSATS, name="Annan")
    appoint(cast.chair, body, role=AppointmentRole.CONTACT)
    assert client_of(cast.chair).get(url("participants_edit", report.insats_id)).status_code == 404
    assert client_of(cast.chair).get(url("insats_report_section", report.pk, 5)).status_code == 404


def test_reports_are_opened_from_the_list(cast):
    granted(cast, make_insats(cast))
    client_of(cast.chief).post(url("reports_open"), {"year": "2021", "kind": "arsrapport"})
    assert InsatsReport.objects.get().due_on.isoformat() == "2022-01-31"


# ---- Lists


def test_the_list_is_searched_and_filtered(cast, report):
    make_insats(cast, key="applet", name="Äpplet", kind="struktur")
    client = client_of(cast.chief)

    def names(query):
        table = client.get(f"{url('insats_list')}?ar=2021&{query}").context["table"]
        return [row.record.name for row in table.rows]

    assert (names(""), names("slag=struktur"), names("q=vidare")) == (
        ["Vidare Vy", "Äpplet"],
        ["Äpplet"],
        ["Vidare Vy"],
    )


@pytest.mark.parametrize(
    ("name", "cell"), [("insats_list_excel", 455_000), ("report_list_insats_excel", "Kim Wester")]
)
def test_the_lists_are_had_as_excel(cast, report, name, cell):
    answer = client_of(cast.chief).get(f"{url(name)}?ar=2021")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert cell in [value for row in sheet.values for value in row]


@pytest.mark.parametrize("name", ["insats_list", "report_list_insats", "my_insatser"])
def test_a_list_costs_the_same_for_one_and_for_thirty(cast, report, name):
    client = client_of(cast.contact if name == "my_insatser" else cast.chief)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"{url(name)}?ar=2021")
        return len(queries)

    cost()
    one = cost()
    body = Body.objects.get(association=cast.association, name="Vidare Vy")
    for number in range(29):
        insats = make_insats(cast, key=f"i{number}", name=f"Insats {number}")
        appoint(cast.contact, insats.body, role=AppointmentRole.CONTACT)
        make_report(cast, insats)
    assert body.appointments.count() == 1
    assert cost() == one


def test_a_section_costs_the_same_for_few_and_many_rows(cast, report):
    client = client_of(cast.contact)
    where = url("insats_report_section", report.pk, 6)
    write_costs(cast, report)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        return len(queries)

    cost()
    few = cost()
    for _ in range(10):
        client.post(where, {"add": "cost-resor"})
    assert cost() == few
