"""Files that are right but odd come into a reading pack as they look; what is no file is refused with a sentence."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from finsam.errors import DomainError
from finsam.files.kinds import recognise
from finsam.pdf import Part, merge_pack
from tests.finsam.test_pdf import FRONT, LOOK


def a_pdf(*, size: tuple[int, int] = (595, 842), save: dict | None = None, **page: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=size)
        for key, value in page.items():
            sheet.obj[f"/{key}"] = value
        pdf.save(out, **(save or {}))
    return out.getvalue()


def a_picture(mode: str, kind: str, size: tuple[int, int] = (60, 30), **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0 if mode in {"1", "L", "P"} else None).save(out, kind, **how)
    return out.getvalue()


def a_noise(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((90, 90), 60).save(out, kind)
    return out.getvalue()


def an_xfa_form() -> bytes:
    """A form of Adobe's own kind: the page that other readers see asks for another program."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        xfa = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(
            Fields=pikepdf.Array(), XFA=pikepdf.Array([pikepdf.String("template"), xfa])
        )
        pdf.save(out)
    return out.getvalue()


def a_png_that_says_it_is(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


OWNER_ONLY = {"encryption": pikepdf.Encryption(owner="hemligt", user="")}
RIGHT = {
    "turned a quarter.pdf": a_pdf(Rotate=90),
    "turned an odd way.pdf": a_pdf(Rotate=-270),
    "cropped.pdf": a_pdf(CropBox=pikepdf.Array([100, 100, 300, 400])),
    "in units of its own.pdf": a_pdf(UserUnit=10),
    "may not be printed.pdf": a_pdf(save=OWNER_ONLY),
    "as large as a barn.pdf": a_pdf(size=(14_400, 14_400)),
    "as small as a stamp.pdf": a_pdf(size=(3, 3)),
    "xfa.pdf": an_xfa_form(),
    "linear.pdf": a_pdf(save={"linearize": True}),
    "ink.jpg": a_picture("CMYK", "JPEG"),
    "progressive.jpg": a_picture("RGB", "JPEG", progressive=True),
    "grey.jpg": a_picture("L", "JPEG"),
    "one bit.png": a_picture("1", "PNG"),
    "palette.png": a_picture("P", "PNG", transparency=0),
    "a line.png": a_picture("RGB", "PNG", (20_000, 1)),
    "upper case.PNG": a_picture("RGB", "PNG"),
}
WRONG = {
    "nothing.pdf": (b"", "är tom"),
    "nothing.png": (b"", "är tom"),
    "locked.pdf": (a_pdf(save={"encryption": pikepdf.Encryption(owner="a", user="b")}), "låst med lösenord"),
    "no pages.pdf": (b"%PDF-1.4\n%%EOF", "skadad"),
    "said to be huge.png": (a_png_that_says_it_is(100_000, 100_000), "bildpunkter"),
    "larger than there is.png": (a_png_that_says_it_is(2**31 - 1, 2**31 - 1), "bildpunkter"),
    "cut.png": (a_noise("PNG")[:2000], "skadad"),
    "cut.jpg": (a_noise("JPEG")[:1500], "skadad"),
    "moving.gif": (a_picture("L", "GIF"), "inte tas emot"),
    "gif by another name.png": (a_picture("L", "GIF"), "är inte den"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_an_odd_file_is_taken_in_and_shown(name):
    recognise(name, RIGHT[name])
    with pypdfium2.PdfDocument(
        merge_pack([Part("Bilaga", RIGHT[name], name)], front=FRONT, look=LOOK)
    ) as pack:
        shown = " ".join(pack[number].get_textpage().get_text_bounded() for number in range(len(pack)))
        assert len(pack) == 2
    assert "går inte att lägga in" not in shown


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_file_to_read_is_refused_with_its_name_and_why(name):
    content, why = WRONG[name]
    with pytest.raises(DomainError, match=why) as refusal:
        recognise(name, content)
    assert str(refusal.value).startswith(name)


def test_a_page_that_is_turned_lies_in_the_pack_as_it_is_read():
    content = merge_pack([Part("Bilaga", RIGHT["turned a quarter.pdf"], "a.pdf")], front=FRONT, look=LOOK)
    with pypdfium2.PdfDocument(content) as pack:
        width, height = pack[1].get_size()
    assert width > height
