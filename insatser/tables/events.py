"""The list of arrangemang."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from finsam.models import Association
from finsam.swedish import money
from insatser.models import Event
from insatser.queries.events import came_to, cost_of
from insatser.queries.events_outside import spot_of, sum_spot
from insatser.queries.outside import Outside
from insatser.states import EventState, Sex

EVENT_KINDS = {EventState.PLANNED: "", EventState.HELD: "done", EventState.CANCELLED: "off"}
EVENT_HEADINGS = (
    "Arrangemang", "Slag", "Tema", "Insats", "Första dag", "Sista dag", "Plats", "Arrangör", "Läge", "Kvinnor", "Män",
    "Uppgift saknas", "Besök", "Kostnad, kronor",
)  # fmt: skip
_NUM = {"th": {"class": "num"}, "td": {"class": "num"}, "tf": {"class": "num"}}


class EventTable(tables.Table):
    """Arrangemang, the latest first; the sums stand below."""

    title = tables.Column("Arrangemang", footer="Summa")
    starts_on = tables.Column("När")
    kind = tables.Column("Slag")
    theme = tables.Column("Tema", default="")
    state = tables.Column("Läge")
    came = tables.Column(
        "Besök", empty_values=(), orderable=False, attrs=_NUM, footer=lambda table: table.all_came
    )
    cost = tables.Column(
        "Kostnad, kr", attrs=_NUM, default="", footer=lambda table: money.kr_as_needed(table.all_cost)
    )

    caption = "Arrangemang"
    search_label = "Sök arrangemang"
    empty_how = "Planera det första, eller välj ett annat år."

    class Meta:
        order_by = "-starts_on"
        empty_text = "Här finns inga arrangemang för året."

    def __init__(
        self, rows: list[Event], *, association: Association, outside: Outside, year: int, **kwargs: Any
    ) -> None:
        super().__init__(rows, **kwargs)
        self.excel_url = f"{reverse('event_list_excel', args=[association.slug])}?ar={year}"
        self.outside = outside
        self.all_cost = cost_of(rows)
        self.all_came = _number(sum(came_to(row.groups.all()).total for row in rows))

    def render_title(self, record: Event) -> SafeString:
        """Lead to the arrangemang."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.title)

    def render_starts_on(self, record: Event) -> str:
        """Its day or days."""
        return record.days

    def render_state(self, record: Event) -> SafeString:
        """A shape and a word."""
        return event_mark(record)

    def render_came(self, record: Event) -> SafeString | str:
        """How many came, marked where it is hidden outside."""
        groups = record.groups.all()
        return marked(self.outside, record, came_to(groups).total) if groups else ""

    def render_cost(self, value: Decimal) -> str:
        """Kronor."""
        return money.kr_as_needed(value)


def event_mark(event: Event) -> SafeString:
    """The state as a shape and a word."""
    kind = EVENT_KINDS[EventState(event.state)]
    return format_html(
        '<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", event.get_state_display()
    )


def marked(outside: Outside, event: Event, number: int, sex: Sex = Sex.TOTAL) -> SafeString | str:
    """Give a number, with the mark of what is hidden outside."""
    if not outside.is_hidden(spot_of(event, sex)):
        return _number(number)
    return format_html(
        '{}<span aria-hidden="true">*</span><span class="ds-sr-only"> döljs utåt</span>', _number(number)
    )


def event_values(event: Event, outside: Outside) -> list[Any]:
    """One arrangemang as a row of the Excel file, as it may leave the house."""
    shown = [_outside(outside, outside.text(spot_of(event, sex))) for sex in Sex]
    return [
        event.title, event.get_kind_display(), event.theme, str(event.insats or ""), event.starts_on, event.ends_on, event.place,
        event.arranger, event.get_state_display(), *shown, event.cost,
    ]  # fmt: skip


def event_sum_values(rows: list[Event], outside: Outside, year: int) -> list[Any]:
    """The sums as the last row of the Excel file."""
    shown = [_outside(outside, outside.text(sum_spot(year, sex=sex))) for sex in Sex]
    return ["Summa", *[""] * 8, *shown, cost_of(rows)]


def _outside(outside: Outside, text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _number(number: int) -> str:
    return money.number(Decimal(number))
