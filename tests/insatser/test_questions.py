"""A förbund's own questions: worded anew, left out, added; reports that are open keep theirs."""

import pytest
from django.urls import reverse

from insatser.models import InsatsReport, OwnQuestion
from tests.cast import Cast, client_of
from tests.insatser.reports import make_report

PAGE = "/exempel/insatser/rapporter/fragor/"


def posted(cast: Cast, **changes: str | None) -> dict[str, str]:
    """The form as the page shows it, with some things changed; None is an unchecked box."""
    form = client_of(cast.chief).get(PAGE).context["form"]
    data = {}
    for bound in form:
        value = bound.initial
        if value not in (None, False):
            data[bound.html_name] = "on" if value is True else str(value)
    for name, value in changes.items():
        key = name.replace("__", ".").replace("_", "-")
        data.pop(key, None)
        if value is not None:
            data[key] = value
    return data


def save(cast: Cast, **changes: str | None):
    return client_of(cast.chief).post(PAGE, posted(cast, **changes))


def asked(report: InsatsReport, number: int) -> list[tuple[str, str]]:
    section = report.sections.get(number=number)
    return list(section.answers.values_list("key", "question"))


def test_questions_are_worded_anew_left_out_and_added(cast):
    answer = save(
        cast,
        **{"5__1_label": "Vad blev annorlunda?", "5__2_asked": None, "new_5_label": "Vad gör ni nästa år?"},
    )
    assert answer.status_code == 302
    assert asked(make_report(cast), 5) == [
        ("5.1", "Vad blev annorlunda?"),
        ("5.3", "Erfarenheter och lärdomar"),
        ("5.4", "Hur lärdomarna tas till vara"),
        ("5.5", "Hinder i systemen"),
        ("5.6", "Vad gör ni nästa år?"),
    ]


def test_reports_that_are_open_keep_their_questions(cast):
    report = make_report(cast)
    save(cast, **{"5__1_label": "Vad blev annorlunda?"})
    assert asked(report, 5)[0] == ("5.1", "Effekter")


def test_what_is_not_changed_stays_the_houses(cast):
    save(cast)
    assert not OwnQuestion.objects.exists()


def test_an_emptied_wording_is_the_houses_again_and_an_own_question_goes(cast):
    save(cast, **{"5__1_label": "Vad blev annorlunda?", "new_3_label": "Var finns ni?"})
    assert asked(make_report(cast), 3)[-1] == ("3.4", "Var finns ni?")
    save(cast, **{"5__1_label": "", "3__4_label": ""})
    assert not OwnQuestion.objects.exists()


def test_a_question_that_is_left_out_comes_back_with_its_box(cast):
    save(cast, **{"5__2_asked": None})
    page = client_of(cast.chief).get(PAGE).context["form"]
    assert page["5.2-asked"].initial is False
    save(cast, **{"5__2_asked": "on"})
    assert not OwnQuestion.objects.exists()


@pytest.mark.parametrize("role", ["chair", "contact", "auditor"])
def test_others_do_not_word_questions(cast, role):
    assert client_of(cast.by_role()[role]).get(PAGE).status_code == 403


def test_the_list_of_reports_leads_there(cast):
    page = client_of(cast.chief).get(reverse("report_list_insats", args=["exempel"])).content.decode()
    assert PAGE in page
