"""What a document may fetch while it is typeset: our print files, what the caller hands in, and data in the address. Nothing else.

Imports WeasyPrint, which is slow: import this module only where something is typeset.
"""

import io
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: TID253  this module is itself imported late

from finsam.files.kinds import MOST_POINTS
from finsam.pdf.look import PRINT_DIR
from finsam.pdf.pictures import TooManyPointsError, flat_picture

_ORIENTATION = 0x0112  # Exif: which side of the picture is up


class Sources(URLFetcher):
    """WeasyPrint's fetcher for one document; `files` answers to `doc:NAME`. Anything else raises ValueError, which prints the alt text."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme == "doc" and unquote(rest) in self._files:
            return URLFetcherResponse(url, printable_picture(self._files[unquote(rest)]))
        if scheme == "file":
            path = _print_file(url)
            return URLFetcherResponse(
                url,
                path.read_bytes(),
                {"Content-Type": mimetypes.guess_type(path.name)[0] or "application/octet-stream"},
            )
        raise ValueError(f"Not among this document's sources: {url[:80]}")


def printable_picture(data: bytes) -> bytes:
    """Give a raster picture in RGB without colour tables of its own, as PDF/A wants it; any other bytes unchanged."""
    if (
        data[:4] not in (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xee", b"\xff\xd8\xff\xdb")
        and data[:8] != b"\x89PNG\r\n\x1a\n"
    ):
        return data
    from PIL import Image  # only where there is a picture

    with Image.open(io.BytesIO(data)) as image:
        if image.mode in ("RGB", "L") and image.width * image.height <= MOST_POINTS and _is_upright(image):
            return data
    try:
        picture = flat_picture(data)
    except TooManyPointsError:
        raise ValueError("The picture is too large to print.") from None
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _is_upright(image: Any) -> bool:
    return image.getexif().get(_ORIENTATION, 1) == 1 and "transparency" not in image.info


def _print_file(url: str) -> Path:
    path = Path(url2pathname(urlsplit(url).path)).resolve()
    if not path.is_relative_to(PRINT_DIR):
        raise ValueError(f"Not a print file: {path.name}")
    return path
