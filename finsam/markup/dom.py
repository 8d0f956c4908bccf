"""HTML made safe and well-formed, and read into a small tree of nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

LISTS = frozenset({"ul", "ol"})
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "address",
        "center",
        "pre",
        "blockquote",
        "hr",
        "dl",
        "dt",
        "dd",
        "li",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_INLINE = frozenset(["a", "b", "strong", "i", "em", "br", "data", "span", "font"])
_GONE_WHOLE = frozenset(
    [
        "del",  # taken away by a change that Word has tracked
        "s",
        "strike",
        "script",
        "style",
        "title",
        "xml",
        "iframe",
        "object",
        "svg",
        "math",
        "noscript",
        "template",
        "textarea",
        "select",
    ]
)
_ATTRIBUTES = {
    "*": {"style"},
    "a": {"href"},
    "ol": {"start"},
    "data": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_MAX_DEPTH = 60  # a text nests far less; deeper is an attack on the stack
_MAX_MARKS = 200  # open at once: past it they are dropped before anything is read
_MARK = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>?", re.IGNORECASE)
_NEST_NOTHING = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "thead",
        "tbody",
        "tfoot",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "col",
    ]
)
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2060\ufeff]")


_UNREAD = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|text-decoration(?:-line)?:[^;]*line-through"
)


@dataclass
class Node:
    """An element; its children are nodes and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def style(self) -> str:
        """The style attribute without spaces, in small letters."""
        return re.sub(r"\s+", "", self.attributes.get("style", "").lower())

    def holds_blocks(self) -> bool:
        """Tell whether a block is anywhere inside."""
        return any(
            isinstance(child, Node) and (child.tag in BLOCKS or child.holds_blocks())
            for child in self.children
        )


class _TreeParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if not _UNREAD.search(node.style):  # what is hidden or struck out is not part of the text
            self._open[-1].children.append(node)
        if tag in {"br", "hr"}:
            return
        # Past the limit the node becomes a sibling of its own content.
        self._open.append(node if len(self._open) < _MAX_DEPTH else self._open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "hr"} and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(_UNSEEN.sub("", data))


def _shallow(html: str) -> str:
    """Give the HTML without the marks of what is nested deeper than any text is; their text stays.

    The cleaner's time grows with the square of the depth. Marks that end by themselves where the next begins, such as
    those of paragraphs and cells, nest nothing.
    """
    depth = 0
    out, done = [], 0
    for found in _MARK.finditer(html):
        if found[2].lower() in _NEST_NOTHING:
            continue
        is_end = bool(found[1])
        if (depth := max(depth - is_end, 0) if is_end else depth + 1) + is_end > _MAX_MARKS:
            out.append(html[done : found.start()])
            done = found.end()
    return "".join([*out, html[done:]])


def parse_html(html: str) -> Node:
    """Take any HTML and return its tree, with scripts and unknown elements gone and their text kept."""
    encodable = _shallow(html.encode("utf-8", "ignore").decode("utf-8"))
    safe = nh3.clean(
        encodable,
        tags=set(BLOCKS | _INLINE),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=set(_GONE_WHOLE),
        url_schemes={"http", "https", "mailto"},
        strip_comments=True,
        link_rel=None,
    )
    parser = _TreeParser()
    parser.feed(safe)
    parser.close()
    return parser.root
