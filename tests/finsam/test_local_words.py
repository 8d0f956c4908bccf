"""A förbund's own words stand where the shipped ones did: on pages, in print, Word, Excel and search, and nowhere else."""

import re
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from finsam.models import Association
from finsam.swedish import local_words
from reporting.actions.reports import begin_report
from reporting.demo import economy
from reporting.models import Report
from tests.cast import Cast, client_of, make_cast
from tests.insatser.reports import make_insats, make_report
from tests.wall.test_wall import KNOWN

OWN = {"structural": "strukturövergripande", "individual": "individuell", "owner": "projektägare"}
SHIPPED = re.compile(
    r"strukturinriktad|individinriktad|insatsägare|strukturinriktat|individinriktat", re.IGNORECASE
)
PAGES = (
    ("insats_list", ()), ("insats_add", ()), ("economy", ()), ("report_list", ()), ("layout", (2021,)), ("figures", (2021,)),
    ("budget_division", (2021,)), ("front", ()),
)  # fmt: skip


@pytest.fixture
def own(cast: Cast) -> Cast:
    """The förbund with words of its own, and an insats of each kind."""
    Association.objects.filter(pk=cast.association.pk).update(local_words=OWN)
    cast.association.refresh_from_db()
    return cast


@pytest.mark.parametrize(
    ("word", "many", "neuter"),
    [
        ("strukturinriktad", "strukturinriktade", "strukturinriktat"), ("individuell", "individuella", "individuellt"),
        ("strukturövergripande", "strukturövergripande", "strukturövergripande"),
    ],
)  # fmt: skip
def test_an_adjective_is_inflected(word, many, neuter):
    with local_words.speaking(lambda: {"structural": word}):
        told = [local_words.word("structural", "{!}", form=form) for form in ("many", "neuter")]
    assert told == [many.capitalize(), neuter.capitalize()]


@pytest.mark.parametrize(
    ("word", "the"),
    [("insatsägare", "insatsägaren"), ("projektansvarig", "projektansvarige"), ("part", "parten")],
)
def test_a_noun_has_its_definite_form(word, the):
    with local_words.speaking(lambda: {"owner": word}):
        assert local_words.word("owner", form="the") == the


def test_where_nobody_has_said_whose_words_the_shipped_ones_are_spoken():
    assert local_words.word("owner", "{!}") == "Insatsägare"


def test_the_words_are_chosen_on_the_forbunds_page_and_a_shipped_one_is_none(cast: Cast):
    page, chief = reverse("association_edit", args=["exempel"]), client_of(cast.chief)
    form = chief.get(page).context["form"]
    facts = {name: value for name in form.fields if (value := form[name].value()) not in (None, False, [])}
    answer = chief.post(
        page, facts | {"word_structural": " Strukturövergripande ", "word_owner": "insatsägare"}
    )
    cast.association.refresh_from_db()
    assert (answer.status_code, cast.association.local_words) == (302, {"structural": "strukturövergripande"})
    answer = chief.post(page, facts | {"word_owner": "{0} <b>"})
    told = answer.content.decode()
    assert ("Skriv ordet med bokstäver." in told, "{0} &lt;b&gt;" in told) == (True, True)


def test_no_page_says_a_shipped_word(own: Cast):
    economy.load(association=own.association, by=own.chief)
    for kind in ("individ", "struktur"):
        make_insats(own, key=kind, name=f"Insats {kind}", kind=kind)
    client, said = client_of(own.chief), ""
    insats = own.association.insatser.first()
    known = [(name, args) for name, args in PAGES if name in KNOWN]
    for name, args in [
        *known,
        ("insats_detail", (insats.pk,)),
        ("insats_edit", (insats.pk,)),
        ("report_read", (_begun(own).pk,)),
    ]:
        answer = client.get(reverse(name, args=["exempel", *args]), follow=True)
        html = answer.content.decode()
        assert answer.status_code == 200, name
        assert SHIPPED.findall(html) == [], name
        said += html
    assert len(known) >= 5
    for word in ("trukturövergripande", "ndividuell", "rojektägare"):
        assert word in said


def test_no_document_says_a_shipped_word(own: Cast, tmp_path):
    report = make_report(own)
    _begun(own)
    target = tmp_path / "a.docx"
    call_command(
        "print_document",
        "exempel",
        "arsredovisning",
        "2021",
        "--format",
        "docx",
        "--output",
        str(target),
        stdout=StringIO(),
    )
    document = docx.Document(str(target))
    text = "\n".join(
        [each.text for each in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert report.insats.name in text
    assert [line for line in text.splitlines() if SHIPPED.search(line)] == []
    assert "Strukturövergripande insatser" in text


def test_excel_says_the_forbunds_words(own: Cast):
    make_insats(own)
    answer = client_of(own.chief).get(reverse("insats_list_excel", args=["exempel"]))
    [heads, row] = load_workbook(BytesIO(answer.content)).active.values
    assert ("Projektägare" in heads, "Individuell" in row) == (True, True)


def test_the_neighbour_keeps_its_own(own: Cast):
    other = make_cast("annan")
    client_of(own.chief).get(reverse("insats_add", args=["exempel"]))
    page = client_of(other.chief).get(reverse("insats_add", args=["annan"])).content.decode()
    assert ("Insatsägare" in page, "Projektägare" in page) == (True, False)


def _begun(cast: Cast) -> Report:
    """A report with the shipped outline, as the page begins it."""
    with local_words.speaking(lambda: OWN):
        return begin_report(association=cast.association, kind="arsredovisning", year=2021, by=cast.chief)
