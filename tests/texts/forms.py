"""The forms of a page as a browser has them: what each field is, what stands in it, and what is said beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from finsam.web import once

FREE = frozenset({"text", "textarea", "search", ""})  # one may write anything
TYPED = frozenset({"date", "time", "email", "number", "tel", "url", "password"})
CHOSEN = frozenset({"select", "radio", "checkbox"})
MADE_UP = {
    "date": "2022-06-15",
    "time": "09:00",
    "email": "ny@example.se",
    "number": "2022",
    "url": "https://video.example.se/mote",
    "textarea": "Text",
}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


@dataclass
class Control:
    """A field: its kind, what stands in it, and the ids of what is said about it."""

    kind: str
    values: list[str] = field(default_factory=list)
    described_by: tuple[str, ...] = ()
    is_list: bool = False  # each line is a thing of its own

    options: list[str] = field(default_factory=list)

    @property
    def is_sent(self) -> bool:
        """Whether a browser sends it: files apart, which the tests of files send, and what is not chosen."""
        return self.kind != "file" and (bool(self.values) or self.kind not in CHOSEN)

    @property
    def fitting(self) -> list[str]:
        """What such a field may hold."""
        return self.options[:1] or [MADE_UP.get(self.kind, "" if self.kind == "hidden" else "2022")]


@dataclass
class Form:
    """A form as its page shows it."""

    action: str = ""
    is_post: bool = False
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_own(self) -> bool:
        """Whether it is sent to a page of ours, by POST."""
        return self.is_post and once.FIELD in self.controls

    def sent(self) -> dict[str, list[str]]:
        """Give what is sent with the form's first button."""
        data = {name: control.values or [""] for name, control in self.controls.items() if control.is_sent}
        return data | {name: [value] for name, value in self.buttons[:1] if name}


class Page(HTMLParser):
    """Reads the forms of a page, and the words of every element with an id."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.said: dict[str, str] = {}
        self.alerts: list[str] = []
        self.words = ""
        self._open: list[tuple[str, str, bool]] = []
        self._writing: Control | None = None
        self._choosing: Control | None = None
        self._own: dict[
            str, Form
        ] = {}  # forms by their id, also of those that a field names before they come
        self._form: Form | None = None
        self.feed(markup)
        for control in (each for form in self.forms for each in form.controls.values()):
            control.is_list = any("på varje rad" in self.said.get(each, "") for each in control.described_by)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a field, or where something is said."""
        facts = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append((tag, facts.get("id", ""), _is_alert(facts)))
            if _is_alert(facts):
                self.alerts.append("")
        if tag == "form":
            self._form = self._named(facts.get("id", ""))
            self._form.action, self._form.is_post = (
                facts.get("action", ""),
                facts.get("method", "").lower() == "post",
            )
            self.forms.append(self._form)
        elif tag == "option" and self._choosing is not None:
            _choose(self._choosing, facts)
        elif facts.get("name") and (form := self._named(facts["form"]) if facts.get("form") else self._form):
            self._control(form, tag, facts)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if any(opened == tag for opened, _, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag == "select":
            self._choosing = None
        elif tag == "textarea":
            self._writing = None
        elif tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        """Note the words, where they stand."""
        self.words += data
        if self._writing is not None:
            self._writing.values = ["".join([*self._writing.values, data])]
        for _, name, is_alert in self._open:
            if name:
                self.said[name] = self.said.get(name, "") + data
            if is_alert:
                self.alerts[-1] += data

    def _named(self, name: str) -> Form:
        return self._own.setdefault(name, Form()) if name else Form()

    def _control(self, form: Form, tag: str, facts: dict[str, str]) -> None:
        name, value = facts["name"], facts.get("value", "")
        kind = facts.get("type", "text") if tag == "input" else tag
        if tag == "button" or kind == "submit":
            form.buttons.append((name, value))
            return
        control = form.controls.setdefault(name, Control(kind))
        control.described_by = tuple(facts.get("aria-describedby", "").split())
        if tag == "select":
            self._choosing = control
        elif tag == "textarea":
            self._writing = control
        elif kind in {"radio", "checkbox"}:
            control.options.append(value or "on")
            if "checked" in facts:
                control.values.append(value or "on")
        elif value:
            control.values = [value]


def _is_alert(facts: dict[str, str]) -> bool:
    """Whether something is said there about what was sent."""
    return (
        facts.get("role") == "alert"
        or "err" in facts.get("class", "").split()
        or facts.get("data-kind") in {"error", "warning"}
    )


def _choose(control: Control, facts: dict[str, str]) -> None:
    """An option: what is chosen, else what a browser chooses, which is the first."""
    value = facts.get("value", "")
    if value:
        control.options.append(value)
    if "selected" in facts or not control.values:
        control.values = [value]
