"""Raster pictures as print takes them: in RGB on white, upright, and no larger than a sheet of paper can show."""

from __future__ import annotations

import io
from typing import Any

from finsam.files.kinds import MOST_POINTS

_DEEP = {"I", "F", "I;16", "I;16B", "I;16L", "I;16N"}  # Pillow's names for grey in more than eight bits
_SIXTEEN_BITS, _EIGHT_BITS = 65_535, 255


class TooManyPointsError(Exception):
    """The picture has more points than are ever unpacked."""


def flat_picture(data: bytes, *, within: tuple[int, int] | None = None) -> Any:
    """Give a picture's bytes as a Pillow image in RGB on white, turned as it was taken; made smaller to fit `within`.

    Raises TooManyPointsError, and Pillow's own errors for what is no picture.
    """
    from PIL import Image, ImageOps  # only where there is a picture

    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > MOST_POINTS:
            raise TooManyPointsError
        opened.load()
        image = _in_colour(ImageOps.exif_transpose(_in_eight_bits(opened)))
        if within:
            image.thumbnail(within)
        return image


def _in_eight_bits(image: Any) -> Any:
    """Bring deep greys down to the eight bits that everything else has; a plain conversion would turn them white."""
    if image.mode not in _DEEP:
        return image
    from PIL import Image

    grey = image.convert("F")
    low, high = grey.getextrema()
    largest = _SIXTEEN_BITS if low >= 0 and _EIGHT_BITS < high <= _SIXTEEN_BITS else max(high, _EIGHT_BITS)
    scaled = grey.point(lambda value: value * (_EIGHT_BITS / largest) + 0.5).convert("L")
    scaled.info, exif = dict(image.info), image.getexif()
    if exif:
        scaled.info["exif"] = exif.tobytes()
    assert isinstance(scaled, Image.Image)
    return scaled


def _in_colour(image: Any) -> Any:
    """Lay what shines through on white, and turn the colours of the press and of profiles into those of the screen."""
    from PIL import Image

    if image.mode == "CMYK":
        return _by_profile(image) or image.convert("RGB")
    if image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def _by_profile(image: Any) -> Any:
    """Give the picture by the press's profile that it carries; nothing where there is none that can be read."""
    profile = image.info.get("icc_profile")
    if not profile:
        return None
    from PIL import ImageCms

    try:
        return ImageCms.profileToProfile(
            image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:
        return None
