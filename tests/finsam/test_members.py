"""The association's facts, its members and its bodies."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from finsam import actions
from finsam.errors import DomainError
from finsam.files import svg
from finsam.models import AuditEvent, Body, Member
from tests.cast import client_of
from tests.factories import make_body, make_member

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="#123456" /></svg>'
MEMBER = {"kind": "kommun", "name": "Nya kommun", "abbreviation": "NK", "seats": "2", "position": "5"}


def url(cast, name, *args):
    return reverse(name, args=[cast.association.slug, *args])


@pytest.fixture
def chief(cast):
    return client_of(cast.chief)


def facts_of(cast, **changes):
    names = actions.association.ASSOCIATION_FACTS
    facts = {name: getattr(cast.association, name) for name in names if name != "mark_svg"}
    return {
        name: value for name, value in (facts | changes).items() if value is not False and value is not None
    }


# ---- The association


def test_the_chief_changes_the_associations_facts(cast, chief):
    answer = chief.post(url(cast, "association_edit"), facts_of(cast, accent="#aa0000", call_days=10))
    cast.association.refresh_from_db()
    assert (answer.status_code, cast.association.accent, cast.association.call_days) == (302, "#aa0000", 10)
    assert AuditEvent.objects.first().facts == {
        "changed": {"accent": ["#1f4b8e", "#aa0000"], "call_days": ["14", "10"]}
    }


def test_an_impossible_organisation_number_gets_a_sentence_and_the_page_keeps_its_name(cast, chief):
    page = chief.post(url(cast, "association_edit"), facts_of(cast, organisation_number="12", name="Annat"))
    assert page.context["form"].errors["organisation_number"] == [
        "Skriv organisationsnumret som 222000-0000."
    ]
    assert page.context["association"].name == cast.association.name


def test_a_mark_is_cleaned_of_scripts(cast, chief):
    dirty = SVG.replace("<path", "<script>alert(1)</script><path onclick='x()'")
    chief.post(
        url(cast, "association_edit"), facts_of(cast, mark_file=SimpleUploadedFile("m.svg", dirty.encode()))
    )
    cast.association.refresh_from_db()
    assert cast.association.mark_svg == SVG


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<html></html>", "Märket ska vara en svg-fil."),
        (b"\xff\xd8\xff", "Filen är ingen svg. Välj en fil som slutar på .svg."),
        (b"<svg", "Märket går inte att läsa. Klistra in hela svg-filen, från <svg till </svg>."),
        (b"x" * 60_001, "Märket är för stort. En svg på högst 60 kB räcker gott."),
    ],
)
def test_a_file_that_is_no_mark_gets_a_sentence(cast, chief, content, refusal):
    page = chief.post(
        url(cast, "association_edit"), facts_of(cast, mark_file=SimpleUploadedFile("m.svg", content))
    )
    assert [error for errors in page.context["form"].errors.values() for error in errors] == [refusal]


def test_a_mark_may_be_removed(cast, chief):
    actions.change_association(association=cast.association, facts={"mark_svg": SVG}, by=cast.chief)
    chief.post(url(cast, "association_edit"), facts_of(cast, remove_mark="on"))
    cast.association.refresh_from_db()
    assert cast.association.mark_svg == ""


@pytest.mark.parametrize(
    "dirty",
    [
        SVG.replace("<path", '<image href="http://x/"/><path'),
        SVG.replace("<path", '<a href="javascript:x"><path d="M1"/></a><path'),
        SVG.replace("<path", "<style>path{fill:url(http://x)}</style><path"),
        SVG.replace("<path", "<foreignObject><b>x</b></foreignObject><path"),
        SVG.replace("<path", '<path filter="url(http://x)"', 1),
        SVG.replace("<path", '<path stroke="url(http://x)"', 1),
    ],
)
def test_what_is_not_drawing_is_dropped(dirty):
    assert svg.clean(dirty) == SVG


def test_entities_in_a_mark_are_refused():
    with pytest.raises(DomainError, match="entiteter"):
        svg.clean('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG)


def test_a_mark_without_viewbox_is_refused():
    with pytest.raises(DomainError, match="viewBox"):
        svg.clean("<svg xmlns='http://www.w3.org/2000/svg'/>")


def test_the_officer_may_not_change_the_associations_facts(cast):
    assert client_of(cast.officer).post(url(cast, "association_edit"), facts_of(cast)).status_code == 403


# ---- Members


def test_a_member_is_entered(cast, chief):
    chief.post(url(cast, "member_add"), MEMBER | {"noticeboard_url": "nya.example.se/anslag"})
    member = Member.objects.get(name="Nya kommun")
    assert (member.association, member.seats, member.noticeboard_url) == (
        cast.association, 2, "https://nya.example.se/anslag",
    )  # fmt: skip


def test_a_member_with_the_same_name_gets_a_sentence(cast, chief):
    page = chief.post(url(cast, "member_add"), MEMBER | {"name": cast.kommun.name})
    assert page.context["form"].non_field_errors() == ["Det finns redan en medlem med det namnet."]


def test_a_noticeboard_that_is_a_script_is_refused(cast, chief):
    page = chief.post(url(cast, "member_add"), MEMBER | {"noticeboard_url": "javascript:alert(1)"})
    assert list(page.context["form"].errors) == ["noticeboard_url"]


def test_a_member_is_changed(cast, chief):
    chief.post(url(cast, "member_edit", cast.kommun.pk), MEMBER | {"registrar_email": "r@example.se"})
    cast.kommun.refresh_from_db()
    assert (cast.kommun.name, cast.kommun.registrar_email) == ("Nya kommun", "r@example.se")


def test_a_member_with_people_does_not_end(cast, chief):
    page = chief.post(url(cast, "member_end", cast.kommun.pk), {"on": "2022-04-11"})
    assert page.context["form"].non_field_errors() == [
        "Exempels kommun har personer med roller efter dagen. Avsluta deras roller först."
    ]


def test_a_member_ends(cast, chief):
    alone = make_member(association=cast.association)
    chief.post(url(cast, "member_end", alone.pk), {"on": "2022-12-31"})
    alone.refresh_from_db()
    assert alone.to_on == dt.date(2022, 12, 31)


def test_a_member_does_not_end_twice(cast):
    alone = make_member(association=cast.association)
    actions.end_member(member=alone, on=dt.date(2022, 12, 31), by=cast.chief)
    with pytest.raises(DomainError, match="slutade redan 2022-12-31"):
        actions.end_member(member=alone, on=dt.date(2022, 12, 31), by=cast.chief)


@pytest.mark.parametrize("name", ["member_edit", "member_end"])
def test_the_neighbours_member_does_not_exist_here(cast, chief, name):
    theirs = make_member(association=cast.outsider.association)
    assert chief.post(url(cast, name, theirs.pk), MEMBER).status_code == 404


@pytest.mark.parametrize("name", ["member_add", "body_add"])
def test_the_chair_may_not_enter_members_or_bodies(cast, name):
    assert client_of(cast.chair).post(url(cast, name), MEMBER).status_code == 403


def test_the_member_list_asks_as_many_questions_of_few_as_of_many(cast, chief, count_queries):
    few = count_queries(lambda: chief.get(url(cast, "member_list")))
    for _ in range(30):
        make_member(association=cast.association)
    assert count_queries(lambda: chief.get(url(cast, "member_list"))) == few


# ---- Bodies


def test_a_body_is_entered(cast, chief):
    chief.post(
        url(cast, "body_add"),
        {"kind": "annat", "name": "LSG", "position": "9", "notes_signers": "ingen", "is_active": "on"},
    )
    assert Body.objects.get(name="LSG").association == cast.association


def test_a_body_with_the_same_name_gets_a_sentence(cast, chief):
    page = chief.post(
        url(cast, "body_add"),
        {"kind": "annat", "name": "Styrelsen", "position": "9", "notes_signers": "ingen"},
    )
    assert page.context["form"].non_field_errors() == ["Det finns redan ett organ med det namnet."]


def test_a_body_keeps_its_kind_when_someone_has_sat_there(cast, chief):
    page = chief.post(
        url(cast, "body_edit", cast.board.pk),
        {"kind": "kansli", "name": "Styrelsen", "position": "0", "notes_signers": "ingen"},
    )
    assert page.context["form"].non_field_errors() == [
        "Organets slag kan inte ändras till eller från det slaget när någon har haft en roll där. Lägg till ett nytt organ i stället."
    ]


def test_an_empty_body_may_change_its_kind(cast, chief):
    body = make_body(association=cast.association, kind="annat")
    chief.post(
        url(cast, "body_edit", body.pk),
        {"kind": "revision", "name": "R", "position": "0", "notes_signers": "ingen", "is_active": "on"},
    )
    body.refresh_from_db()
    assert (body.kind, body.name) == ("revision", "R")


def test_the_neighbours_body_does_not_exist_here(cast, chief):
    theirs = make_body(association=cast.outsider.association)
    assert chief.get(url(cast, "body_detail", theirs.pk)).status_code == 404
