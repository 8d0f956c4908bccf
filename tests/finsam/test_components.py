"""The component templates: what they show, and that the control, its help and its error are tied together."""

import datetime as dt
import re
from decimal import Decimal
from html.parser import HTMLParser

import django_tables2 as tables
import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from finsam.registries.todos import Todo

COMPONENTS = sorted(path.name for path in (settings.BASE_DIR / "templates" / "_components").glob("*.html"))
# Print has a base and a style sheet of its own, and is not shown under the web's content security policy.
TEMPLATES = sorted(
    path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "print" not in path.parts
)


class MatterForm(forms.Form):
    """A form with one field of each kind."""

    heading = forms.CharField(label="Rubrik", help_text="Så som den ska stå i kallelsen.")
    manner = forms.ChoiceField(
        label="Sätt", choices=[("here", "På plats"), ("away", "På distans")], widget=forms.RadioSelect
    )
    is_immediate = forms.BooleanField(label="Justera omedelbart", required=False)


class Tag:
    """An element as it stands in the markup: its name and attributes."""

    def __init__(self, name: str, attrs: dict[str, str]) -> None:
        self.name = name
        self.attrs = attrs


class Reader(HTMLParser):
    """Collects elements, and says which were left open."""

    EMPTY = {"input", "br", "img", "meta", "link", "hr"}

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.faults += reader.open
    return reader


def show(source: str, **context) -> str:
    return Template("{% load finsam %}" + source).render(Context(context))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# ---- Templates as such


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_opens_by_saying_what_it_takes(name):
    source = (settings.BASE_DIR / "templates" / "_components" / name).read_text()
    assert source.startswith(("{% comment %}", "{% extends"))
    assert "ariables" in source.partition("{% endcomment %}")[0]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_carries_no_script_style_or_handler_of_its_own(path):
    source = path.read_text()
    inline = re.findall(r"<style|\sstyle=|\son\w+=[\"']|<script(?![^>]*(?:src=|application/json))", source)
    assert inline == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_can_be_read(path):
    get_template(str(path.relative_to(settings.BASE_DIR / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_name_made_in_one_block_is_not_used_in_another(path):
    blocks = dict(re.findall(r"{% block (\w+) %}(.*?){% endblock", path.read_text(), re.DOTALL))
    made = {block: set(re.findall(r"{% url [^%]* as (\w+) %}", body)) for block, body in blocks.items()}
    lost = [
        (name, block)
        for block, body in blocks.items()
        for name in set().union(*made.values()) - made[block]
        if re.search(rf"{{[{{%][^}}]*(?<![\w\"'.]){name}(?![\w\"'])", body)
    ]
    assert lost == []


# ---- Components that wrap content


def test_a_page_head_shows_its_actions_as_they_are():
    html = show(
        '{% pagehead title="Måndag" crumb="Upp" crumb_url="/u" %}<a href="/n">Nytt</a>{% endpagehead %}'
    )
    assert [tag.attrs.get("href") for tag in read(html).tags if tag.name == "a"] == ["/u", "/n"]


def test_a_page_head_without_actions_has_no_side():
    html = show('{% pagehead title="Måndag" %}{% endpagehead %}')
    assert [tag.attrs.get("class") for tag in read(html).tags] == ["head", "head-text", None]


def test_a_heading_is_escaped():
    html = show("{% pagehead title=title %}{% endpagehead %}", title="<b>Ek & Co</b>")
    assert "<h1>&lt;b&gt;Ek &amp; Co&lt;/b&gt;</h1>" in html


def test_a_finding_says_both_figures_and_the_difference():
    html = show(
        '{% finding heading="Bank" kind="Två ställen" pairs=pairs diff="1" %}<p>Rätta noten.</p>{% endfinding %}',
        pairs=[("Balansräkningen", "2"), ("Not 7", "3")],
    )
    assert words(html) == "Två ställen Bank Balansräkningen 2 Not 7 3 Skillnad 1 Rätta noten."


def test_rows_lead_to_where_the_thing_is_done():
    todo = Todo(
        what="Skicka kallelsen",
        about="Sju ärenden.",
        url="/k",
        due_on=dt.date(2022, 5, 6),
        figure="7 ärenden",
    )
    html = render_to_string("_components/rows.html", {"rows": [todo]})
    assert words(html) == "fre 6 maj Skicka kallelsen Sju ärenden. 7 ärenden"
    assert [tag.attrs.get("href") for tag in read(html).tags if tag.name == "a"] == ["/k"]


# ---- Fields and forms


def test_help_and_error_are_tied_to_the_control():
    form = MatterForm({"heading": "", "manner": "here"})
    html = show("{% field form.heading %}", form=form)
    control = next(tag for tag in read(html).tags if tag.name == "input")
    ids = {tag.attrs["id"] for tag in read(html).tags if "id" in tag.attrs}
    assert control.attrs["aria-describedby"].split() == ["id_heading_helptext", "id_heading_error"]
    assert {"id_heading_helptext", "id_heading_error"} <= ids


def test_choices_stand_in_a_fieldset_with_a_label_each():
    html = show("{% field form.manner %}", form=MatterForm())
    tags = read(html).tags
    labels = [tag.attrs["for"] for tag in tags if tag.name == "label"]
    assert tags[0].name == "fieldset"
    assert (
        labels == [tag.attrs["id"] for tag in tags if tag.name == "input"] == ["id_manner_0", "id_manner_1"]
    )


def test_optional_is_said_only_beside_fields_that_are_required():
    class Loose(forms.Form):
        note = forms.CharField(label="Anteckning", required=False)

    assert words(show("{% field form.note %}", form=Loose())) == "Anteckning"


def test_attributes_of_a_field_may_be_given_in_the_template():
    html = show(
        '{% field form.heading inputmode="numeric" aria_label="Nr" size="short" %}', form=MatterForm()
    )
    control = next(tag for tag in read(html).tags if tag.name == "input")
    assert [control.attrs[name] for name in ("inputmode", "aria-label", "class")] == [
        "numeric",
        "Nr",
        "ds-input short",
    ]


def test_an_error_summary_counts_and_links_to_each_field():
    html = show('{% formblock form=form submit="Spara ärendet" %}{% endformblock %}', form=MatterForm({}))
    links = [tag.attrs["href"] for tag in read(html).tags if tag.name == "a"]
    assert links == ["#id_heading", "#id_manner"]
    assert "Två saker behöver rättas" in html


def test_every_link_of_the_error_summary_has_its_target():
    html = show('{% formblock form=form submit="Spara ärendet" %}{% endformblock %}', form=MatterForm({}))
    tags = read(html).tags
    targets = {tag.attrs["href"][1:] for tag in tags if tag.name == "a"}
    assert targets <= {tag.attrs.get("id") for tag in tags}


def test_a_form_carries_the_mark_against_forgery():
    html = show('{% formblock submit="Skicka" %}{% endformblock %}', csrf_token="mark")
    assert [
        tag.attrs["value"] for tag in read(html).tags if tag.attrs.get("name") == "csrfmiddlewaretoken"
    ] == ["mark"]


def test_content_of_a_form_stands_in_place_of_its_fields():
    html = show('{% formblock form=form submit="Spara" %}<p>Eget</p>{% endformblock %}', form=MatterForm())
    assert words(html) == "Eget Spara"


# ---- Lists


class DutyTable(tables.Table):
    """A list with everything that the component can show."""

    paragraph = tables.Column("§")
    what = tables.Column("Uppdrag")
    search_label = "Sök i uppdragen"
    excel_url = "/uppdrag.xlsx"
    empty_how = "De kommer av beslut."

    class Meta:
        empty_text = "Inga uppdrag än."


def show_table(count: int, query: str = "") -> str:
    request = RequestFactory().get(f"/uppdrag/{query}")
    table = DutyTable([{"paragraph": f"§ {n}", "what": "Föreslå"} for n in range(count)], request=request)
    tables.RequestConfig(request, paginate={"per_page": 10}).configure(table)
    return table.as_html(request)


def test_an_empty_list_says_what_to_do_and_offers_no_search():
    html = show_table(0)
    assert words(html) == "Inga uppdrag än. De kommer av beslut."


def test_a_search_without_hits_says_what_was_sought_and_keeps_the_box():
    html = show_table(0, "?q=xyz")
    assert "Inget innehåller ”xyz”." in html
    assert [tag.attrs["value"] for tag in read(html).tags if tag.attrs.get("name") == "q"] == ["xyz"]


def test_the_sorted_column_says_so():
    heads = [
        tag.attrs.get("aria-sort") for tag in read(show_table(3, "?sort=-what")).tags if tag.name == "th"
    ]
    assert heads == [None, "descending"]


def test_pages_say_where_one_is():
    html = show_table(25, "?page=2")
    assert "11–20 av 25" in html
    assert [tag.name for tag in read(html).tags if tag.attrs.get("aria-current") == "page"] == ["span"]


# ---- Well-formed


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(lambda: show_table(25), id="table"),
        pytest.param(
            lambda: show(
                '{% formblock form=form submit="S" cancel_url="/" %}{% endformblock %}', form=MatterForm({})
            ),
            id="form",
        ),
        pytest.param(lambda: show('{% panel title="T" %}<p>x</p>{% endpanel %}'), id="panel"),
        pytest.param(
            lambda: show('{% section title="T" id="t" note="n" %}<p>x</p>{% endsection %}'), id="section"
        ),
        pytest.param(
            lambda: render_to_string(
                "_components/steps.html",
                {
                    "steps": [{"url": "#", "label": "Ett", "note": "Klart", "kind": "done"}],
                    "saved_at": "10:42",
                },
            ),
            id="steps",
        ),
        pytest.param(
            lambda: render_to_string(
                "_components/file_list.html",
                {"files": [{"name": "a", "url": "/a", "kind": "pdf", "size": 10, "remove_url": "/r"}]},
            ),
            id="files",
        ),
    ],
)
def test_every_element_that_opens_closes(html):
    assert read(html()).faults == []


# ---- Filters


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|kr }}", Decimal(-622000), "−622\u00a0000"),
        ("{{ v|kr }}", None, ""),
        ("{{ v|kr_ore }}", Decimal("404315.57"), "404\u00a0315,57"),
        ("{{ v|percent }}", Decimal(21), "21,0\u00a0%"),
        ("{{ v|file_size }}", 248_000, "248\u00a0kB"),
        ("{{ v|file_size }}", 1_240_000, "1,2\u00a0MB"),
        ("{{ v|file_size }}", 12, "1\u00a0kB"),
        ("{{ v|weekday_day }}", dt.date(2022, 5, 6), "fre\u00a06\u00a0maj"),
        ("{{ v|long_date }}", dt.datetime(2022, 3, 24, 23, 30, tzinfo=dt.UTC), "25\u00a0mars 2022"),
        ("{{ v|iso }}", dt.date(2022, 5, 6), "2022-05-06"),
        ("{{ v|clock }}", dt.time(8, 5), "8.05"),
        ("{{ v|paragraphs }}", [22, 23, 24], "§§\u00a022–24"),
        ('{{ v|plural:"ärende,ärenden" }}', 7, "7\u00a0ärenden"),
        ("{{ v|join_och }}", ["a", "b"], "a och b"),
    ],
)
def test_filters_say_it_in_swedish(source, value, shown):
    assert show(source, v=value) == shown
