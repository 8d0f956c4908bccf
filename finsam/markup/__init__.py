"""Running text: cleaned HTML, the same as light markup, as plain text, and what differs between two."""

from finsam.markup.differences import differences
from finsam.markup.headings import under
from finsam.markup.light_reading import read_markup
from finsam.markup.light_writing import write_markup
from finsam.markup.reading import read_html
from finsam.markup.tree import text_of_blocks, write_html

__all__ = ["clean", "differences", "html_to_markup", "markup_to_html", "text_of", "under"]


def clean(html: str) -> str:
    """Take any HTML, pasted from Word, Outlook or Google too, and return what a text may hold.

    Kept: paragraphs, line breaks, bold, italics, two levels of headings, lists, tables, quotations,
    links (http, https, mailto) and figures. The rest goes, its text stays, scripts go whole.
    Cleaning what is clean changes nothing.
    """
    return write_html(read_html(html))


def html_to_markup(html: str) -> str:
    """Take HTML and return it as light markup, for a plain textarea.

    "# " and "## " are headings, "* " and "1. " lists, "> " a quotation, "|" parts the cells of a
    table; **bold**, *italics*, [text](address) and {figure}. A backslash takes a sign for what it is.
    """
    return write_markup(read_html(html))


def markup_to_html(markup: str) -> str:
    """Take light markup and return clean HTML; the other way round of `html_to_markup`."""
    return clean(write_html(read_markup(markup)))


def text_of(html: str) -> str:
    """Take HTML and return plain text for search and mail, with an empty line between blocks."""
    return text_of_blocks(read_html(html))
