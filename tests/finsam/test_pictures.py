"""Pictures in print: what shines through lies on white, deep greys stay grey, and none is unpacked past all sense."""

import io

import pytest
from PIL import Image

from finsam.errors import DomainError
from finsam.files.kinds import recognise
from finsam.pdf.pictures import TooManyPointsError, flat_picture
from finsam.pdf.sources import printable_picture


def written(image: Image.Image, kind: str = "PNG", **facts: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **facts)
    return out.getvalue()


def upside_down() -> bytes:
    image = Image.new("RGB", (40, 20), "white")
    image.paste("black", (0, 0, 40, 10))
    exif = Image.Exif()
    exif[0x0112] = 3
    return written(image, "JPEG", exif=exif)


HALF_SEEN = Image.new("RGBA", (4, 4), (0, 0, 0, 128))
UNSEEN_WITH_A_PALETTE = Image.new("P", (4, 4), 0)
GREYS = {
    "transparent": (written(Image.new("RGBA", (4, 4), (0, 0, 0, 0))), 255),
    "half transparent": (written(HALF_SEEN), 127),
    "grey and transparent": (written(Image.new("LA", (4, 4), (0, 0))), 255),
    "a palette with a transparent colour": (written(UNSEEN_WITH_A_PALETTE, transparency=0), 255),
    "sixteen bits": (written(Image.new("I;16", (4, 4), 32_768)), 128),
    "sixteen bits, dark": (written(Image.new("I;16", (4, 4), 4_000)), 16),
    "the press's colours": (written(Image.new("CMYK", (8, 8), (0, 0, 0, 255)), "JPEG"), 0),
    "black and white": (written(Image.new("1", (4, 4), 1)), 255),
}


@pytest.mark.parametrize(("data", "grey"), GREYS.values(), ids=GREYS)
def test_a_picture_is_shown_on_white_in_the_colours_it_has(data, grey):
    image = flat_picture(data)
    assert image.mode == "RGB"
    assert image.getpixel((1, 1)) == pytest.approx((grey, grey, grey), abs=2)


def test_a_picture_is_turned_as_it_was_taken():
    for image in (flat_picture(upside_down()), flat_picture(printable_picture(upside_down()))):
        assert image.getpixel((20, 2))[0] > 200
        assert image.getpixel((20, 17))[0] < 50


HUGE = written(Image.new("1", (8_000, 8_000)))


def test_a_picture_of_more_than_forty_million_points_is_told_when_handed_in():
    with pytest.raises(DomainError, match="8000 × 8000 bildpunkter. Högst 40 miljoner"):
        recognise("karta.png", HUGE)


def test_a_picture_of_more_than_forty_million_points_is_never_unpacked():
    with pytest.raises(TooManyPointsError):
        flat_picture(HUGE)
    with pytest.raises(ValueError, match="too large"):
        printable_picture(HUGE)


def test_a_long_and_narrow_picture_takes_no_more_room_than_its_sheet():
    assert max(flat_picture(written(Image.new("1", (30_000, 2))), within=(4_000, 4_000)).size) <= 4_000
