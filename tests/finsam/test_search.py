"""Search: what is found, in which order, how it is shown, and that no question breaks it."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from finsam import search
from finsam.search import indexing
from finsam.search.vocabulary import stem
from tests.factories import make_association

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return make_association(slug="exempelbygden")


def put(association, key, body, *, title="Ärende", kind="paragraph", occurred_on=None):
    search.index(
        association,
        kind,
        key,
        title=title,
        body_html=f"<p>{body}</p>",
        url=f"/p/{key}",
        occurred_on=occurred_on,
    )


def keys(association, query, **narrowed):
    return [hit.key for hit in search.find(association, query, **narrowed)]


@pytest.mark.parametrize(
    "query",
    [
        "förskolor",
        "förskolornas",
        "FÖRSKOLOR",
        "förs",
        "skolor",
        "budgeten förskolor",
        '"budgeten för"',
        "”budgeten för”",
        "§ 26",
        "§26",
        "2022/14",
        "5 034 000",
        "fo\u0308rskolor",
        "budgeten, förskolor!",
    ],
)
def test_a_text_is_found_by(association, query):
    put(association, 1, "Budgeten för förskolornas stöd, § 26, dnr 2022/14, är 5\u00a0034\u00a0000 kronor.")
    assert keys(association, query) == ["1"]


@pytest.mark.parametrize(
    "query",
    [
        "forskolor",
        "budgeten skidor",
        '"för budgeten"',
        "§ 2",
        "§ 261",
        "2022/1 budgeten",
        "ud",
        "budg förskolors x",
        "%",
        "_____",
    ],
)
def test_a_text_is_not_found_by(association, query):
    put(association, 1, "Budgeten för förskolornas stöd, § 26, dnr 2022/14, är 5\u00a0034\u00a0000 kronor.")
    assert keys(association, query) == []


@pytest.mark.parametrize(("query", "found"), [("ar", ["ar"]), ("år", ["år"]), ("ÅR", ["år"])])
def test_aao_are_letters_of_their_own(association, query, found):
    put(association, "ar", "en ar mark")
    put(association, "år", "ett år")
    assert keys(association, query) == found


def test_a_short_word_is_a_beginning_only_where_it_is_last(association):
    put(association, 1, "arvode till styrelsen")
    assert (keys(association, "styrelsen ar"), keys(association, "ar styrelsen")) == (["1"], [])


def test_a_word_is_found_in_its_other_form(association):
    put(association, 1, "Två kallelser skickades.")
    assert keys(association, "kallelsen kallelser kallelse") == ["1"]


def test_an_ending_is_taken_off_a_long_word(association):
    put(association, 1, "En insats för unga i skolor, enligt protokoll.")
    assert keys(association, "insatserna skolorna protokollet") == ["1"]


def test_a_short_stem_stands_for_no_other_word(association):
    put(association, 1, "Styrning och ledning")
    assert keys(association, "styrelsen") == []


def test_what_is_in_the_title_comes_before_what_is_in_the_body(association):
    put(association, "body", "Årsredovisning lades fram.", title="Information")
    put(association, "title", "Den lades fram.", title="Årsredovisning")
    assert keys(association, "årsredovisning") == ["title", "body"]


def test_of_equals_the_newest_comes_first(association):
    put(association, "old", "budget", occurred_on=dt.date(2020, 1, 1))
    put(association, "new", "budget", occurred_on=dt.date(2022, 1, 1))
    assert keys(association, "budget") == ["new", "old"]


def test_another_association_finds_nothing(association):
    put(association, 1, "budget")
    assert keys(make_association(slug="grannbygden"), "budget") == []


def test_kinds_narrow_the_search(association):
    put(association, "a", "budget", kind="paragraph")
    put(association, "b", "budget", kind="report")
    assert keys(association, "budget", kinds=["report"]) == ["b"]


def test_a_year_narrows_the_search(association):
    put(association, "a", "budget", occurred_on=dt.date(2021, 12, 31))
    put(association, "b", "budget", occurred_on=dt.date(2022, 1, 1))
    assert keys(association, "budget", year=2022) == ["b"]


def test_no_more_is_found_than_was_asked_for(association):
    for key in range(5):
        put(association, key, "budget")
    assert len(search.find(association, "budget", limit=3)) == 3


def test_what_is_indexed_again_is_found_by_its_new_words_alone(association):
    put(association, 1, "gammalt")
    put(association, 1, "nytt")
    assert (keys(association, "gammalt"), keys(association, "nytt")) == ([], ["1"])


def test_what_is_removed_is_not_found(association):
    put(association, 1, "budget")
    search.remove(association, "paragraph", 1)
    assert keys(association, "budget") == []


def test_removing_what_is_not_there_does_nothing(association):
    search.remove(association, "paragraph", 1)
    assert keys(association, "budget") == []


def test_a_hit_shows_the_words_marked_and_the_rest_escaped(association):
    put(association, 1, "a &lt;b&gt; budgeten", title="Budget & plan")
    hit = search.find(association, "budget")[0]
    assert (hit.title, hit.snippet) == (
        "<mark>Budget</mark> &amp; plan",
        "a &lt;b&gt; <mark>budgeten</mark>",
    )


def test_a_snippet_is_cut_around_the_first_word_found(association):
    put(association, 1, f"{'före ' * 100}budget {'efter ' * 100}")
    hit = search.find(association, "budget")[0]
    assert hit.snippet == f"… {'före ' * 12}<mark>budget</mark>{' efter' * 29} …"


def test_a_phrase_is_marked_as_one(association):
    put(association, 1, "enligt § 26 i protokollet")
    assert search.find(association, "§ 26")[0].snippet == "enligt <mark>§ 26</mark> i protokollet"


@pytest.mark.parametrize("query", ["", "  ", "((", "§", '"', '""', "'", "***", "-", ":*", "\\", "%", "\x00"])
def test_a_question_without_words_finds_nothing(association, query):
    put(association, 1, "a b c")
    assert keys(association, query) == []


@pytest.mark.parametrize(
    "query",
    ["a'b", "a AND b", "NOT a", "NEAR(a b)", "a:b", "a*", "{a} b", "^a", 'a "b', "a | b & c", "-a", "a\x00b"],
)
def test_signs_that_mean_something_to_a_database_mean_nothing(association, query):
    put(association, 1, "a b c and not near")
    assert keys(association, query) == ["1"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(max_size=40))
@example("a" * 5000)
@example("och att det")
@example("1/2/3 4:5")
def test_no_question_fails(association, query):
    assert keys(association, query) == []


def test_rebuilding_asks_every_source(association, monkeypatch):
    entry = search.Entry("paragraph", "1", "Budget", "<p>Text</p>", "/p/1")
    monkeypatch.setattr(indexing, "_sources", [lambda _: [entry]])
    put(association, "stale", "budget")
    assert (search.rebuild(association), keys(association, "budget")) == (1, ["1"])


@pytest.mark.parametrize(("word", "form"), [("förskolor", "förskolornas"), ("kallelse", "kallelser")])
def test_forms_of_a_word_have_one_stem(word, form):
    assert stem(word) == stem(form)


def test_the_number_of_queries_is_the_same_with_1_and_30_hits(association, django_assert_num_queries):
    for key in range(30):
        put(association, key, "budget")
    with django_assert_num_queries(3):
        search.find(association, "budget")


GOLDEN = {  # a question: what is found, the same on every database
    "wallen": ["wallén"],
    "Wallén": ["wallén"],
    "WALLÉN anna": ["wallén"],
    '"anna wallen"': ["wallén"],
    "valen": ["val"],
    "1200000": ["amount", "unspaced"],
    "1 200 000": ["amount", "unspaced"],
    "1\u00a0200\u00a0000 kr": ["amount", "unspaced"],
    "1.200.000": ["amount", "unspaced"],
    "200 000": ["amount"],
    "epost": ["e-post", "epost"],
    "e-post": ["e-post", "epost"],
    "e-posten": ["e-post", "epost"],
    "IPS-metoden": ["ips", "ips-metoden"],
    "ips metoden": ["ips", "ips-metoden"],
    "2022-2024": ["years"],
    "2022–2024": ["years"],
    "2022": ["years"],
    "2024": ["years"],
    "plan 2024": ["years"],
    "2022-20": ["years"],
    "Nguyen": ["vietnam"],
    "Łukasz": ["vietnam"],
    "lukasz": ["vietnam"],
    "fi": ["ligature"],
    "åtgärd": ["åtgärd"],
    "atgard": [],
    "§ 26": ["paragraph"],
    "26": ["paragraph"],
    "2022–24": ["years"],
    "2023/2026": ["term"],
    "2023-26": ["term"],
    "2026": ["term"],
    "2023-2026": ["term"],
    "2021-03": ["month"],
    "03": [],
    "12 500,50": ["decimals"],
    "12500,50": ["decimals"],
    "12500 kr": ["decimals"],
    "12.500": ["decimals"],
    "o'brien": ["o’brien"],
    "o’brien": ["o’brien"],
    "obrien": ["o’brien"],
    "SIOBHAN": ["o’brien"],
    "covid19": ["covid"],
    "covid-19": ["covid"],
    "anna andersson": ["namesake 1", "namesake 2"],
    "andersson (c)": ["namesake 1"],
    "anna-lena": ["anna-lena", "annalena"],
    "annalena": ["anna-lena", "annalena"],
    "öberg": ["anna-lena"],
    "oberg": ["annalena"],
    "strauss": ["foreign"],
    "aero": ["foreign"],
    "8.30": ["month"],
    "dnr 2019:14": ["dnr"],
    "2019:140": [],
    "e-tjänst": ["unbroken"],
    "etjänsten": ["unbroken"],
}
WRITTEN = {
    "wallén": "Föredragande är Anna Wallén.",
    "val": "Valet av justerare, se valen i fjol.",
    "amount": "Bidraget är 1\u00a0200\u00a0000 kr.",
    "unspaced": "Bidraget är 1200000 kr.",
    "e-post": "Svara per e-post.",
    "epost": "Svara per epost.",
    "ips": "Metoden IPS prövas.",
    "ips-metoden": "IPS-metoden prövas.",
    "years": "Plan för åren 2022–2024.",
    "vietnam": "Nguyễn Thị och Łukasz var med.",
    "ligature": "\ufb01nansiering",
    "åtgärd": "Åtgärder planeras.",
    "paragraph": "Se § 26.",
    "term": "Avtalet gäller 2023/2026.",
    "month": "I 2021-03 möttes de kl. 8.30.",
    "decimals": "Kostnaden är 12\u00a0500,50 kr.",
    "o’brien": "Siobhán O’Brien föredrar.",
    "covid": "Mötena under covid-19.",
    "namesake 1": "Anna Andersson (C)",
    "namesake 2": "Anna Andersson (L)",
    "anna-lena": "Anna-Lena Öberg",
    "annalena": "Annalena Oberg",
    "foreign": "Strauß och Ærø",
    "dnr": "Dnr SF 2019:14",
    "unbroken": "E\u2011tjänster införs.",
}


@pytest.mark.parametrize(("query", "found"), GOLDEN.items())
def test_every_question_finds_the_same_on_every_database(association, query, found):
    for key, text in WRITTEN.items():
        put(association, key, text)
    assert sorted(keys(association, query)) == sorted(found)


@pytest.mark.parametrize(
    ("query", "snippet"),
    [
        ("1200000", "Bidraget är <mark>1 200 000</mark> kr."),
        ("epost", "Svara per <mark>e-post</mark>."),
        ("wallen", "Anna <mark>Wallén</mark>"),
    ],
)
def test_what_is_written_otherwise_is_marked_too(association, query, snippet):
    put(association, 1, "Bidraget är 1\u00a0200\u00a0000 kr. Svara per e-post. Anna Wallén")
    assert snippet in search.find(association, query)[0].snippet
