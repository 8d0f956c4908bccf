"""A budget is fixed by choosing its §; until the § is justerad the choice may be taken back."""

import datetime as dt

import pytest
from django.urls import reverse

from economy.actions.adoption import adopt, adopt_together, revise, take_back_adoption
from economy.actions.figures import add_column
from economy.actions.years import open_year
from economy.models import FigureSet, FiscalYear
from economy.outlines import STARTER
from economy.queries.adoption import adopting_paragraphs, budget_remarks
from economy.states import TRANSITIONS, FigureKind, FigureSetState
from finsam.errors import DomainError
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of


@pytest.fixture
def year(cast: Cast) -> FiscalYear:
    return open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)


def add(cast: Cast, year: FiscalYear, kind: str, key: str, label: str) -> FigureSet:
    return add_column(fiscal_year=year, kind=kind, label=label, key=key, by=cast.chief)


@pytest.fixture
def budget(cast: Cast, year: FiscalYear) -> FigureSet:
    return add(cast, year, FigureKind.BUDGET, "budget", "Budget 2022")


@pytest.fixture
def meeting(cast: Cast):
    return make_held_meeting(
        cast, headings=("Budget 2022", "Ändrad budget 2022"), held_on=dt.date(2021, 11, 26)
    )


def test_a_budget_takes_day_and_number_from_its_paragraph(cast, budget, meeting):
    paragraph = meeting.paragraphs.get(heading="Budget 2022")
    adopted = adopt(figure_set=budget, paragraph=paragraph, by=cast.chief)
    assert (adopted.adopted_on, adopted.adopted_by) == (dt.date(2021, 11, 26), str(paragraph))


def test_plans_are_fixed_by_the_same_paragraph_or_none_of_them(cast, year, budget, meeting):
    plan = add(cast, year, FigureKind.PLAN, "plan-2023", "Plan 2023")
    fixed = add(cast, year, FigureKind.PLAN, "plan-2024", "Plan 2024")
    adopt(figure_set=fixed, on=dt.date(2021, 11, 1), by=cast.chief)
    paragraph = meeting.paragraphs.get(heading="Budget 2022")
    with pytest.raises(DomainError, match="redan fastställd"):
        adopt_together(figure_sets=[budget, plan, fixed], paragraph=paragraph, by=cast.chief)
    assert set(FigureSet.objects.filter(paragraph=paragraph)) == set()
    adopt_together(figure_sets=[budget, plan], paragraph=paragraph, by=cast.chief)
    assert set(FigureSet.objects.filter(paragraph=paragraph)) == {budget, plan}


def test_the_choice_is_taken_back_until_the_paragraph_is_justerad(cast, budget, meeting):
    paragraph = meeting.paragraphs.get(heading="Budget 2022")
    adopt(figure_set=budget, paragraph=paragraph, by=cast.chief)
    assert take_back_adoption(figure_set=budget, by=cast.chief).state == FigureSetState.DRAFT
    adopt(figure_set=budget, paragraph=paragraph, by=cast.chief)
    adjust_meeting(meeting, cast, on=dt.date(2021, 12, 3))
    with pytest.raises(DomainError, match="ny version med en egen paragraf"):
        take_back_adoption(figure_set=budget, by=cast.chief)


def test_what_is_fixed_in_words_is_not_taken_back(cast, budget):
    adopt(figure_set=budget, on=dt.date(2021, 11, 26), reference="§ 45", by=cast.chief)
    with pytest.raises(DomainError, match="ny version"):
        take_back_adoption(figure_set=budget, by=cast.chief)


@pytest.mark.parametrize("state", list(FigureSetState))
def test_only_what_is_fixed_is_taken_back(cast, budget, meeting, state):
    if state == FigureSetState.ADOPTED:
        adopt(figure_set=budget, paragraph=meeting.paragraphs.first(), by=cast.chief)
    may = FigureSetState.DRAFT in TRANSITIONS[state]
    try:
        take_back_adoption(figure_set=budget, by=cast.chief)
    except DomainError:
        assert not may
    else:
        assert may


def test_a_revision_has_a_paragraph_of_its_own(cast, budget, meeting):
    first, second = meeting.paragraphs.order_by("number")
    adopt(figure_set=budget, paragraph=first, by=cast.chief)
    revised = revise(figure_set=budget, by=cast.chief)
    with pytest.raises(DomainError, match="egen paragraf"):
        adopt(figure_set=revised, paragraph=first, by=cast.chief)
    assert adopt(figure_set=revised, paragraph=second, by=cast.chief).paragraph == second


def test_a_paragraph_without_a_number_fixes_nothing(cast, budget, meeting):
    paragraph = meeting.paragraphs.first()
    paragraph.number = None
    with pytest.raises(DomainError, match="inget nummer"):
        adopt(figure_set=budget, paragraph=paragraph, by=cast.chief)


def test_another_forbunds_paragraph_fixes_nothing(cast, meeting):
    theirs = open_year(association=cast.outsider.association, year=2022, layout=STARTER, by=cast.outsider)
    column = add_column(fiscal_year=theirs, kind=FigureKind.BUDGET, label="B", key="budget", by=cast.outsider)
    with pytest.raises(DomainError, match="annat förbund"):
        adopt(figure_set=column, paragraph=meeting.paragraphs.first(), by=cast.chief)


def test_the_budget_is_the_boards(cast, budget, meeting):
    meeting.body = cast.office
    meeting.save()
    with pytest.raises(DomainError, match="fastställs av styrelsen"):
        adopt(figure_set=budget, paragraph=meeting.paragraphs.first(), by=cast.chief)


def test_the_boards_paragraphs_with_a_decision_are_there_to_choose(cast, budget, meeting):
    meeting.paragraphs.get(heading="Ändrad budget 2022").decisions.all().delete()
    assert [row.heading for row in adopting_paragraphs(budget)] == ["Budget 2022"]


# ---- The page


def post(cast: Cast, budget: FigureSet, **data: object):
    return client_of(cast.chief).post(reverse("column_adopt", args=[cast.association.slug, budget.pk]), data)


def test_the_paragraph_is_chosen_on_the_page_with_the_plans(cast, year, budget, meeting):
    plan = add(cast, year, FigureKind.PLAN, "plan-2023", "Plan 2023")
    paragraph = meeting.paragraphs.get(heading="Budget 2022")
    post(cast, budget, paragraph=paragraph.pk, others=[plan.pk])
    assert set(FigureSet.objects.filter(paragraph=paragraph)) == {budget, plan}


def test_without_paragraph_and_day_the_page_asks_for_one(cast, budget, meeting):
    answer = post(cast, budget, reference="§ 45")
    assert "Välj paragrafen, eller skriv vilken dag beslutet fattades." in answer.content.decode()


def test_an_older_decision_is_still_told_in_words(cast, budget, meeting):
    post(cast, budget, on="2021-11-05", reference="§ 45, 2021-11-05")
    budget.refresh_from_db()
    assert (budget.adopted_by, budget.paragraph) == ("§ 45, 2021-11-05", None)


def test_a_budget_that_comes_late_is_told_of_the_law(cast, budget):
    meeting = make_held_meeting(cast, headings=("Budget 2022",), held_on=dt.date(2021, 12, 10))
    page = reverse("column_adopt", args=[cast.association.slug, budget.pk])
    answer = client_of(cast.chief).post(page, {"paragraph": meeting.paragraphs.get().pk}, follow=True)
    assert "senast den 30\u00a0november 2021" in answer.content.decode()


def test_a_paragraph_about_something_else_is_told_with_its_heading_and_stops_nobody(cast, budget):
    meeting = make_held_meeting(cast, headings=("Insatsen Lotsen",), held_on=dt.date(2021, 11, 26))
    meeting.paragraphs.get().decisions.update(text="bevilja insatsen Lotsen 450 000 kronor")
    page = reverse("column_adopt", args=[cast.association.slug, budget.pk])
    answer = client_of(cast.chief).post(page, {"paragraph": meeting.paragraphs.get().pk}, follow=True)
    assert "gäller ”Insatsen Lotsen” och nämner ingen budget" in answer.content.decode()
    budget.refresh_from_db()
    assert budget.state == FigureSetState.ADOPTED


def test_a_paragraph_about_the_budget_is_not_told_of(cast, budget, meeting):
    paragraph = meeting.paragraphs.get(heading="Budget 2022")
    told = budget_remarks([budget], paragraph, paragraph.meeting.held_on)
    assert not [each for each in told if "nämner ingen budget" in each]


def test_the_grid_says_that_the_paragraph_is_not_justerad(cast, budget, meeting):
    adopt(figure_set=budget, paragraph=meeting.paragraphs.first(), by=cast.chief)
    page = reverse("figure_grid", args=[cast.association.slug, 2022])
    assert "ej justerad än" in client_of(cast.chief).get(page).content.decode()
    adjust_meeting(meeting, cast, on=dt.date(2021, 12, 3))
    assert "ej justerad än" not in client_of(cast.chief).get(page).content.decode()


def test_the_choice_is_taken_back_on_its_page(cast, budget, meeting):
    adopt(figure_set=budget, paragraph=meeting.paragraphs.first(), by=cast.chief)
    page = reverse("column_take_back", args=[cast.association.slug, budget.pk])
    assert client_of(cast.chief).get(page).status_code == 200
    client_of(cast.chief).post(page)
    budget.refresh_from_db()
    assert budget.state == FigureSetState.DRAFT
