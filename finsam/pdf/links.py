"""Makes the contents of a pack lead to its pages: on a tablet the bookmarks are out of sight, and the first page is not."""

from collections.abc import Mapping, Sequence
from typing import Any

from finsam.pdf.typeset import Place

ROW = "rad-{}"  # the id of a line in the contents, from 0


def link_rows(pack: Any, places: Mapping[str, Place], pages: Sequence[int]) -> None:
    """Let each line of the contents lead to its page, which is counted from 1."""
    from pikepdf import Array, Dictionary, Name

    for number, target in enumerate(pages):
        place = places[ROW.format(number)]
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([place.left, place.bottom, place.right, place.top]),
            Border=Array([0, 0, 0]),
            Dest=Array([pack.pages[target - 1].obj, Name.Fit]),
        )
        page = pack.pages[place.page].obj
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(pack.make_indirect(link))
