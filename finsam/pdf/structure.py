"""Mends what people write in running text so that it can be tagged: headings without gaps, tables with heads, plain links, pictures with words.

A text goes in as a `<div class="text">`; its own headings are placed below the heading that stands before it.
"""

from xml.etree.ElementTree import Element

HEADINGS = {f"h{level}": level for level in range(1, 7)}
NO_WORDS = "Bild utan beskrivning"


def mend_structure(root: Element) -> None:
    """Mend every running text and every link in a parsed document, in place."""
    for link in root.iter("a"):
        _flatten(link)
    for picture in root.iter("img"):
        if not picture.get("alt"):
            picture.set("alt", NO_WORDS)
    above = 1
    inside: set[Element] = set()
    for element in root.iter():
        if element.tag in HEADINGS and element not in inside:
            above = HEADINGS[element.tag]
        elif "text" in (element.get("class") or "").split():
            inside.update(element.iter())
            _place_headings(element, above)
            for table in element.iter("table"):
                _give_head(table)


def _flatten(link: Element) -> None:
    """Leave only words in a link: an element inside would get a link annotation of its own without a tag."""
    words = "".join(link.itertext())
    for child in list(link):
        link.remove(child)
    link.text = words


def _place_headings(text: Element, above: int) -> None:
    """Give a text's headings levels that follow on the one above, and leave none out."""
    open_levels: list[int] = []  # the writer's own levels, outermost first
    for heading in [element for element in text.iter() if element.tag in HEADINGS]:
        if not "".join(heading.itertext()).strip():
            heading.tag = "p"
            continue
        typed = HEADINGS[heading.tag]
        open_levels = [level for level in open_levels if level < typed] + [typed]
        heading.tag = f"h{min(above + len(open_levels), 6)}"


def _give_head(table: Element) -> None:
    """Make the first row the head of a table that has none; a reader hears the head with every cell."""
    if table.find("thead") is not None:
        return
    rows = [(parent, row) for parent in (table, *table.findall("tbody")) for row in parent.findall("tr")]
    if len(rows) < 2:
        for cell in [cell for _, row in rows for cell in row][:1]:
            cell.tag = "th"
        return
    parent, first = rows[0]
    parent.remove(first)
    for cell in first:
        cell.tag = "th"
    head = Element("thead")
    head.append(first)
    table.insert(0 if table.find("caption") is None else 1, head)
