"""The core's lists."""

import datetime as dt
import re
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from finsam.models import AuditEvent, Letter, Person
from finsam.swedish.dates import clock_time


def roles_of(person: Person) -> list[str]:
    """Take a person with `sitting` and return her roles of the day, each as "Ledamot, Styrelsen (Exempels kommun)"."""
    return [
        f"{row.get_role_display()}, {row.body.name}" + (f" ({row.member.name})" if row.member else "")
        for row in person.sitting  # type: ignore[attr-defined]
    ]


def roles_in_words(person: Person) -> str:
    """Give the roles of the day in one line."""
    return "; ".join(roles_of(person))


class PeopleTable(tables.Table):
    """Everyone the association knows, with the roles of the day."""

    name = tables.Column(verbose_name="Namn", order_by=("name", "id"))
    roles = tables.Column(verbose_name="Roller i dag", empty_values=(), orderable=False)
    organisation = tables.Column(verbose_name="Arbetsplats eller parti", default="")
    email = tables.Column(verbose_name="E-post", default="")
    phone = tables.Column(verbose_name="Telefon", orderable=False, default="")

    caption = "Personer"
    search_label = "Sök namn, e-post, arbetsplats, organ eller medlem"
    empty_text = "Inga personer än."
    empty_how = "Lägg till den första, eller ge någon en roll i ett organ."

    class Meta:
        order_by = "name"
        attrs = {"class": "people"}

    def __init__(self, *args: Any, slug: str, excel_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug, self.excel_url = slug, excel_url

    def render_name(self, record: Person) -> str:
        """Lead to the person."""
        return format_html(
            '<a href="{}">{}</a>', reverse("person_detail", args=[self.slug, record.pk]), record.name
        )

    def render_roles(self, record: Person) -> str:
        """One role a line."""
        if record.left_on:
            return f"Slutade {record.left_on}"
        lines = ((line,) for line in roles_of(record))
        return format_html_join("", "<div>{}</div>", lines) or "Ingen roll i dag"

    def render_email(self, value: str) -> str:
        """Lead to the mail program."""
        return format_html('<a href="mailto:{}">{}</a>', value, value)


class AuditTable(tables.Table):
    """What was done, latest first."""

    happened_at = tables.Column(verbose_name="När")
    by_name = tables.Column(verbose_name="Vem")
    verb = tables.Column(verbose_name="Vad")
    target_label = tables.Column(verbose_name="Om")
    facts = tables.Column(verbose_name="Uppgifter", orderable=False)

    caption = "Händelser"
    empty_text = "Inga händelser."
    empty_how = "Ändra urvalet, eller kom tillbaka när något har gjorts."

    class Meta:
        order_by = "-happened_at"

    def __init__(self, *args: Any, excel_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.excel_url = excel_url

    def render_happened_at(self, record: AuditEvent) -> str:
        """The real day and time in Sweden."""
        moment = timezone.localtime(record.happened_at)
        return format_html(
            '<span class="nowrap">{}</span> {}', f"{moment:%Y-%m-%d}", clock_time(moment.time())
        )

    def render_facts(self, record: AuditEvent) -> str:
        """What one needs to understand the act, behind a click when it is much."""
        words = facts_in_words(record.facts)
        if len(words) < 80:
            return words
        return format_html('<details class="more"><summary>Visa</summary>{}</details>', words)


_FACT_NAMES = {
    "device": "enhet",
    "amount": "belopp", "amounts": "belopp", "answer": "svar", "board": "anslagstavla", "boards": "anslagstavlor",
    "body": "organ", "changed": "ändrat", "column": "kolumn", "copied": "kopierad", "copied_from": "kopierat från",
    "count": "antal", "document": "handling", "due_on": "senast", "early": "för tidigt", "email": "e-post", "ended": "slutade",
    "file": "fil", "from_on": "från", "from_year": "från år", "groups": "grupper", "had_signed": "hade signerat",
    "heading": "rubrik", "identified": "identifierad", "invited": "kallade", "kind": "slag", "last": "sista", "left_on": "slutade", "line": "rad",
    "lines": "rader", "meeting": "sammanträde", "member": "medlem", "name": "namn", "note": "anteckning", "number": "nummer",
    "of": "av", "on": "dag", "organisation": "arbetsplats", "outcome": "utgång", "paragraph": "§", "paragraphs": "§§",
    "person": "person", "phone": "telefon", "place": "plats", "position": "plats i ordningen", "rate": "andel",
    "reason": "skäl", "reference": "diarienummer", "role": "roll", "said_by": "enligt", "sent_to": "expedierat till",
    "sha256": "fingeravtryck", "source": "källa", "started": "började", "state": "läge", "text": "text", "through": "genom", "title": "rubrik",
    "before": "före", "after": "efter", "to": "till", "to_on": "till", "to_year": "till år", "update": "ändring",
    "version": "version", "year": "år",
}  # fmt: skip
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
FINGERPRINT_SHOWN = 12  # enough to tell one file from another; the whole is in the Excel file


def facts_in_words(facts: Any, *, is_whole: bool = False) -> str:
    """Take an event's facts and write them on one line; fingerprints are cut short unless `is_whole`."""
    if isinstance(facts, dict):
        parts = [(_fact_name(key), facts_in_words(value, is_whole=is_whole)) for key, value in facts.items()]
        return ", ".join(f"{name}: {value}" for name, value in parts if value)
    if isinstance(facts, list):
        named = (_FACT_NAMES.get(value, value) if isinstance(value, str) else value for value in facts)
        return ", ".join(facts_in_words(value, is_whole=is_whole) or "–" for value in named)
    if isinstance(facts, bool):
        return "ja" if facts else "nej"
    if not is_whole and isinstance(facts, str) and _FINGERPRINT.fullmatch(facts):
        return f"{facts[:FINGERPRINT_SHOWN]}…"
    return "" if facts is None else str(facts)


def _fact_name(key: str) -> str:
    return _FACT_NAMES.get(key, key.replace("_", " "))


class LetterTable(tables.Table):
    """What has been sent by mail, latest first; the words are not shown, for they may hold somebody's link."""

    made_at = tables.Column(verbose_name="När")
    to = tables.Column(verbose_name="Till")
    subject = tables.Column(verbose_name="Ärende")
    state = tables.Column(verbose_name="Läge")

    caption = "Mejl"
    search_label = "Sök adress eller ärende"
    empty_text = "Inga mejl."
    empty_how = "Här syns varje mejl som finsam skickar om protokoll, anslag och årsrapporter."

    class Meta:
        order_by = "-made_at"

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = slug

    def render_made_at(self, value: dt.datetime) -> str:
        """The real day and time in Sweden."""
        moment = timezone.localtime(value)
        return f"{moment:%Y-%m-%d} {clock_time(moment.time())}"

    def render_state(self, record: Letter) -> str:
        """Where it is, what the mail server said, and the way to sending it once more."""
        state, url = record.get_state_display(), reverse("letter_send", args=[self.slug, record.pk])
        if record.is_closed or record.is_going:
            return state
        return format_html(
            '{}{} <div><a href="{}">Skicka igen<span class="ds-sr-only"> till {}</span></a></div>',
            state, format_html('<div class="hint">{}</div>', record.error) if record.error else "", url, record.to,
        )  # fmt: skip
