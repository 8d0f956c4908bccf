"""The reading pack: many files merged into one for reading, which says on its first page that it is a pack."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from finsam.pdf import office, typeset
from finsam.pdf.links import link_rows
from finsam.pdf.look import Look
from finsam.pdf.opening import is_pdf, open_for_binding
from finsam.pdf.pictures import TooManyPointsError, flat_picture
from finsam.pdf.stamps import stamp_pages
from finsam.pdf.typeset import Sheets

A4 = (595, 842)  # points
PICTURE_MARGIN = 57
LONGEST_SIDE = 4_000  # points of a picture: 400 to the inch on the paper
_NO_SHEET = "Filen ”{}” går inte att lägga in i läspaketet."
_TOO_LARGE = "Bilden ”{}” har fler än 40 miljoner bildpunkter och är för stor för läspaketet. Spara en mindre kopia av den."
_SHEET = {
    "docx": "”{}” är en Word-fil och visas inte i läspaketet.",
    "xlsx": "”{}” är en Excel-fil och visas inte i läspaketet.",
}


@dataclass(frozen=True)
class Mark:
    """What the contents and the bookmarks name: a title, and on which page of its part it stands, from 0."""

    title: str
    page: int = 0


@dataclass(frozen=True)
class Part:
    """One file of a pack: what it is called, its bytes, and the name it was handed in under.

    `pages` are those of its PDF that are shown, all when nothing is said. `marks` are what begins in it, when that is
    not the part itself. One that `belongs` stands under what is marked last before it.
    """

    title: str
    data: bytes
    filename: str = ""
    pages: range | None = None
    marks: tuple[Mark, ...] = ()
    belongs: bool = False


@dataclass(frozen=True)
class PackFront:
    """What the first page of a pack shows."""

    subtitle: str
    dated: date
    reference: str = ""

    heading = "Läspaket"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Läspaket: {self.subtitle}"


@dataclass(frozen=True)
class _Bound:
    """A part as it goes into the pack: pages of a PDF, or the reason why it has only a sheet."""

    part: Part
    pdf: Any = None
    reason: str = ""

    @property
    def title(self) -> str:
        return self.part.title

    @property
    def pages(self) -> range:
        return self.part.pages or range(len(self.pdf.pages) if self.pdf else 1)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.part.marks or (Mark(self.part.title),)


@dataclass
class _Binder:
    """Opens what is to be bound; a PDF of which several parts show pages is opened once, and so keeps one copy of its typefaces."""

    opened: dict[int, Any] = field(default_factory=dict)
    converted: list[bytes] = field(default_factory=list)

    def bind(self, part: Part) -> _Bound:
        """Open a PDF, put a picture on a page, or say why neither is possible."""
        import pikepdf  # slow to import

        name = part.filename or part.title
        if is_pdf(part.data):
            try:
                pdf = self._open(part.data)
            except pikepdf.PasswordError:
                return _Bound(
                    part,
                    reason=f"Filen ”{name}” är låst med lösenord och går inte att lägga in i läspaketet.",
                )
            except pikepdf.PdfError:
                return _Bound(
                    part, reason=f"Filen ”{name}” är skadad och går inte att lägga in i läspaketet."
                )
            return (
                _Bound(part, pdf)
                if len(pdf.pages)
                else _Bound(part, reason=f"Filen ”{name}” har inga sidor.")
            )
        try:
            picture = _picture_page(part.data)
        except TooManyPointsError:
            return _Bound(part, reason=_TOO_LARGE.format(name))
        if picture:
            return _Bound(part, pikepdf.open(io.BytesIO(picture)))
        ending = name.rpartition(".")[2].lower()
        converted = office.as_pdf(part.data, ending)
        if converted and is_pdf(converted):
            self.converted.append(converted)  # kept, for a PDF is known by its bytes' place
            return _Bound(part, self._open(converted))
        return _Bound(part, reason=_SHEET.get(ending, _NO_SHEET).format(name))

    def _open(self, data: bytes) -> Any:
        if id(data) not in self.opened:
            self.opened[id(data)] = open_for_binding(data)
        return self.opened[id(data)]


def merge_pack(parts: Sequence[Part | tuple[str, bytes]], *, front: PackFront, look: Look) -> bytes:
    """Bind PDFs and pictures into one PDF with contents, bookmarks and a stamp on every page.

    What cannot be bound (Word, Excel, a locked or broken PDF) gets a sheet that says it must be opened by itself.
    The pack is for reading and no archive file: it is neither PDF/A nor tagged, and its first page says so in words.
    """
    import pikepdf  # slow to import

    binder = _Binder()
    bound = [binder.bind(part if isinstance(part, Part) else Part(*part)) for part in parts]
    opening, starts = _opening_pages(bound, front=front, look=look)
    with pikepdf.open(io.BytesIO(opening.data)) as made, pikepdf.new() as pack:
        front_count = len(made.pages) - sum(1 for part in bound if not part.pdf)
        sheets = iter(range(front_count, len(made.pages)))
        pack.add_pages_from(made, pages=range(front_count))
        for part in bound:
            if part.pdf:
                pack.add_pages_from(part.pdf, pages=part.pages)
            else:
                pack.add_pages_from(made, pages=[next(sheets)])
        _bookmark(pack, front, bound, starts)
        link_rows(pack, opening.places, [entry.page for entry in _entries(bound, starts)])
        stamp_pages(pack, _titles(front, bound, starts, len(pack.pages)), look)
        return _saved(pack, front.title)


def _picture_page(data: bytes) -> bytes | None:
    """Put a picture on an A4 page, upright or lying as it is itself; nothing for what is not a picture."""
    from PIL import Image, UnidentifiedImageError  # only where a pack is made

    try:
        image = flat_picture(data, within=(LONGEST_SIDE, LONGEST_SIDE))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None
    width, height = sorted(A4, reverse=image.width > image.height)
    dots = max(image.width / (width - 2 * PICTURE_MARGIN), image.height / (height - 2 * PICTURE_MARGIN), 1)
    page = Image.new("RGB", (round(width * dots), round(height * dots)), "white")
    page.paste(image, ((page.width - image.width) // 2, (page.height - image.height) // 2))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=72 * dots, quality=85)
    return out.getvalue()


@dataclass(frozen=True)
class _Entry:
    """A line of the contents; `page` counts from 1."""

    title: str
    page: int
    belongs: bool


def _entries(bound: Sequence[_Bound], starts: Sequence[int]) -> list[_Entry]:
    return [
        _Entry(mark.title, page + mark.page, part.part.belongs)
        for part, page in zip(bound, starts, strict=True)
        for mark in part.marks
    ]


def _opening_pages(bound: Sequence[_Bound], *, front: PackFront, look: Look) -> tuple[Sheets, list[int]]:
    """Give the front and the sheets as one PDF, and the page each part begins on; twice when the contents run over a page."""
    count = 1
    while True:
        starts = _first_pages(bound, count)
        sheets = [part for part in bound if not part.pdf]
        shown = {"document": front, "look": look, "entries": _entries(bound, starts), "sheets": sheets}
        made = typeset.plain(render_to_string("print/reading_pack.html", shown), look=look)
        if made.count - len(sheets) == count:
            return made, starts
        count = made.count - len(sheets)


def _first_pages(bound: Sequence[_Bound], front_count: int) -> list[int]:
    starts, page = [], front_count + 1
    for part in bound:
        starts.append(page)
        page += len(part.pages)
    return starts


def _bookmark(pack: Any, front: PackFront, bound: Sequence[_Bound], starts: Sequence[int]) -> None:
    from pikepdf import OutlineItem

    with pack.open_outline() as outline:
        outline.root.append(OutlineItem(front.heading, 0))
        for part, page in zip(bound, starts, strict=True):
            under = outline.root[-1].children if part.part.belongs else outline.root
            under.extend(OutlineItem(mark.title, page - 1 + mark.page) for mark in part.marks)


def _titles(front: PackFront, bound: Sequence[_Bound], starts: Sequence[int], page_count: int) -> list[str]:
    """Give for every page what its stamp says that it belongs to."""
    beginnings = {page: f"{front.heading}. {part.title}" for part, page in zip(bound, starts, strict=True)}
    titles = [front.heading]
    for number in range(2, page_count + 1):
        titles.append(beginnings.get(number, titles[-1]))
    return titles


def _saved(pack: Any, title: str) -> bytes:
    from pikepdf import Dictionary, Name, ObjectStreamMode

    pack.Root.Lang = "sv"
    pack.Root.PageMode = Name.UseOutlines
    pack.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pack.docinfo["/Title"] = title
    out = io.BytesIO()
    pack.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
