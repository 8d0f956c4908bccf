"""Components that wrap content, the form field, and the filters that say amounts and days in Swedish."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from finsam import clock as swedish
from finsam import markup
from finsam.models import Association
from finsam.pdf import letters
from finsam.swedish import dates, local_words, money, words
from finsam.texts.editor import with_values

register = template.Library()


# ---- Components that wrap content


@register.simple_block_tag
def pagehead(content: str, title: str, sub: str = "", crumb: str = "", crumb_url: str = "") -> SafeString:
    """Head of a page; the content is its actions at right."""
    facts = {
        "title": title,
        "sub": sub,
        "crumb": crumb,
        "crumb_url": crumb_url,
        "content": SafeString(content.strip()),
    }
    return _component("page_head", facts)


@register.simple_block_tag
def section(
    content: str,
    title: str,
    id: str,  # noqa: A002  the attribute's own name, as templates write it
    note: str = "",
    *,
    hide_title: bool = False,
) -> SafeString:
    """A section with its heading, and a remark at right."""
    facts = {"title": title, "id": id, "note": note, "hide_title": hide_title, "content": content}
    return _component("section", facts)


@register.simple_block_tag
def panel(content: str, title: str = "", id: str = "panel") -> SafeString:  # noqa: A002  as in section
    """The one tinted box of a page."""
    return _component("panel", {"title": title, "id": id, "content": content})


@register.simple_block_tag
def finding(
    content: str,
    heading: str,
    kind: str = "",
    pairs: Any = None,
    diff: str = "",
    *,
    info: bool = False,
    level: int = 3,
) -> SafeString:
    """Something to look at: both figures with where each stands, and what to do."""
    facts = {
        "heading": heading,
        "kind": kind,
        "pairs": pairs,
        "diff": diff,
        "info": info,
        "level": level,
        "content": content,
    }
    return _component("finding", facts)


@register.simple_block_tag(takes_context=True)
def formblock(context: Context, content: str, form: BaseForm | None = None, **facts: Any) -> SafeString:
    """A whole form: error summary, fields (or the content instead of them), buttons. See `_components/form.html`."""
    facts |= {"form": form, "content": SafeString(content.strip()), "csrf_token": context.get("csrf_token")}
    return _component("form", facts)


def _component(name: str, facts: dict[str, Any]) -> SafeString:
    return render_to_string(f"_components/{name}.html", facts)


# ---- What is told before a document is sent


@register.inclusion_tag("_components/lost_in_print.html")
def lost_in_print(printed: object) -> dict[str, list[str]]:
    """Tell which signs of a document, as it is built, print cannot show; nothing when it can show all."""
    return {"lost": letters.lost_in_print(printed)}


# ---- Fields and marks


@register.simple_tag
def field(
    bound: BoundField, *, hide_label: bool = False, suffix: str = "", size: str = "", **attrs: str
) -> SafeString:
    """A form field with label, help and error.

    `suffix` is a unit after the control ("kr"), `size` is "short" or "mid" for a narrow control; further
    keywords become attributes, with "_" for "-".
    """
    kind = _field_kind(bound)
    given = {name.replace("_", "-"): value for name, value in attrs.items()}
    control = "" if kind == "choices" else bound.as_widget(attrs=given | {"class": _classes(bound, size)})
    facts = {"bound": bound, "kind": kind, "control": control, "hide_label": hide_label, "suffix": suffix}
    return _component("field", facts | {"is_optional": _is_optional(bound)})


def _is_optional(bound: BoundField) -> bool:
    # Said only where other fields of the form must be filled in; else it would stand at every field.
    return not bound.field.required and any(other.required for other in bound.form.fields.values())


def _field_kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "input"


def _classes(bound: BoundField, size: str) -> str:
    own = bound.field.widget.attrs.get("class", "")
    return " ".join(part for part in ("ds-input", own, size) if part)


@register.filter
def without(value: str, held: Any) -> str:
    """Give a text without what is held back from everyone; `held` knows what that is."""
    return str(held.text(value)) if held else value


@register.filter
def option_tag(option: BoundWidget) -> SafeString:
    """The control of one choice, without its label."""
    attrs = option.data["attrs"] | {"class": "ds-input"}
    return BoundWidget(option.parent_widget, option.data | {"attrs": attrs}, option.renderer).tag()


@register.filter
def error_heading(form: BaseForm) -> str:
    """Say how many things in the form must be mended."""
    count = sum(len(errors) for errors in form.errors.values())
    return (
        "En sak behöver rättas"
        if count == 1
        else f"{words.capitalised(_counted(count))} saker behöver rättas"
    )


def _counted(count: int) -> str:
    small = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
    return small[count] if count < len(small) else str(count)


@register.simple_tag
def status(kind: str, label: str) -> SafeString:
    """A state as a shape and a word; kind is "", "going", "done", "wait" or "late"."""
    return _component("status", {"kind": kind, "label": label})


# ---- Names


@register.filter
def name_head(association: Association) -> str:
    """What stands before the short name in the association's name: "Samordningsförbundet"."""
    name, short = str(association.name), str(association.short_name)
    return name.removesuffix(short).strip() if name.endswith(short) else ""


@register.filter
def name_tail(association: Association) -> str:
    """The part of the association's name that tells it from others."""
    name, short = str(association.name), str(association.short_name)
    return short if name.endswith(short) else name


# ---- Amounts: nothing for nothing, so that an empty cell stays empty


@register.filter
def kr(amount: Decimal | int | None) -> str:
    """5 034 000, whole kronor."""
    return "" if amount is None else money.kr(amount)


@register.filter
def kr_ore(amount: Decimal | int | None) -> str:
    """404 315,57, with öre."""
    return "" if amount is None else money.kr(amount, ore=True)


@register.filter
def kr_as_needed(amount: Decimal | int | None) -> str:
    """404 315,57, or 5 034 000 where there is no öre."""
    return "" if amount is None else money.kr_as_needed(amount)


@register.filter
def tkr(amount: Decimal | int | None) -> str:
    """5 034, thousands of kronor."""
    return "" if amount is None else money.tkr(amount)


@register.filter
def number(value: Decimal | int | None, decimals: int = 0) -> str:
    """A number as Swedish writes it, with the decimals asked for."""
    return "" if value is None else money.number(value, decimals)


@register.filter
def number_as_needed(value: Decimal | int | None) -> str:
    """2,5 or 46: a number with the decimals that it has."""
    return "" if value is None else money.number_as_needed(value)


@register.filter
def percent(value: Decimal | int | None, decimals: int = 1) -> str:
    """21,0 %."""
    return "" if value is None else money.percent(value, decimals)


@register.filter
def file_size(size: int) -> str:
    """248 kB, or 1,2 MB from a million bytes on."""
    if size >= 1_000_000:
        return f"{money.number(Decimal(size) / 1_000_000, 1)}\u00a0MB"
    return f"{max(1, round(size / 1000))}\u00a0kB"


# ---- Days


def _day(at: dt.date | dt.datetime) -> dt.date:
    if not isinstance(at, dt.datetime):
        return at
    return swedish.day_of(at)


@register.filter
def day_month(at: dt.date | None) -> str:
    """25 mars, with the year where it is another than today's."""
    return dates.near_date(_day(at), swedish.today()) if at else ""


@register.filter
def long_date(at: dt.date | None) -> str:
    """25 mars 2022."""
    return dates.long_date(_day(at)) if at else ""


@register.filter
def weekday_day(at: dt.date | None) -> str:
    """Fre 6 maj, with the year where it is another than today's."""
    return dates.near_short_date(_day(at), swedish.today()) if at else ""


@register.filter
def weekday_date(at: dt.date | None) -> str:
    """Fredag 25 mars 2022."""
    return dates.weekday_date(_day(at)) if at else ""


@register.filter
def definite_date(at: dt.date | None) -> str:
    """Fredagen den 25 mars 2022."""
    return dates.definite_date(_day(at)) if at else ""


@register.filter
def week(at: dt.date | None) -> str:
    """Vecka 15."""
    return dates.week(_day(at)) if at else ""


@register.filter
def clock(at: dt.time | dt.datetime | None) -> str:
    """8.30."""
    if at is None:
        return ""
    return dates.clock_time(timezone.localtime(at).time() if isinstance(at, dt.datetime) else at)


@register.filter
def saved_time(at: dt.datetime | None) -> str:
    """10:42, with its day before it where that is another than today."""
    if at is None:
        return ""
    moment, today = timezone.localtime(at), timezone.localdate()
    on = swedish.day_of(at)
    day = "" if on == today else f"{dates.near_date(on, today)} "
    return f"{day}{moment:%H:%M}"


@register.filter
def iso(at: dt.date | None) -> str:
    """2022-03-25, for `datetime` attributes and date fields."""
    return _day(at).isoformat() if at else ""


# ---- Words


_SCROLLED = '<div class="tw" tabindex="0" role="region" aria-label="Tabell"><table>'


@register.filter
def prose(html: str, figures: Any = None) -> SafeString:
    """A stored running text (clean since it was saved), with the values of its figures put in."""
    scrolled = html.replace("<table>", _SCROLLED).replace("</table>", "</table></div>")
    return SafeString(with_values(scrolled, figures if isinstance(figures, Mapping) else {}))


@register.simple_tag
def local_word(key: str, pattern: str = "{}", form: str = "") -> str:
    """A word as the förbund has it (finsam.swedish.local_words)."""
    return local_words.word(key, pattern, form=form)


@register.filter
def under(html: str, heading: int) -> str:
    """A running text whose own headings follow on one of the level given."""
    return markup.under(html, heading)


@register.filter
def paragraphs(numbers: Any) -> str:
    """§ 26 or §§ 22–30."""
    return dates.paragraphs(numbers)


@register.filter
def join_och(parts: Any) -> str:
    """a, b och c."""
    return words.join_och(str(part) for part in parts)


@register.filter
def plural(count: int, forms: str) -> str:
    """3 ledamöter, from "ledamot,ledamöter"."""
    one, many = forms.split(",")
    return words.plural(count, one, many)


@register.filter
def capitalised(text: str) -> str:
    """The text with its first letter large."""
    return words.capitalised(text)


@register.filter
def at(rows: dict[Any, Any], key: object) -> object:
    """Give what a dictionary has under a key that the template holds; nothing when it has none."""
    return (rows or {}).get(key, "")
