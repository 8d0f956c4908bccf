"""What a förbund may change in its documents: name, accent and mark. Nothing else."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PRINT_DIR = Path(__file__).resolve().parents[2] / "static" / "print"
HOUSE_ACCENT = "#17505e"
# The house's tones in charts and on the cover, as shares of its accent on white.
HOUSE_TONES = ((0.82, "#3f717d"), (0.64, "#6c929b"), (0.43, "#9bb5bb"), (0.26, "#c3d3d7"), (0.12, "#e4ecee"))
LEAST_CONTRAST = 7  # WCAG 2.1 AAA for text, so that the accent is a dark grey when printed grey
TINT_SHARE = 0.08

Colour = tuple[int, int, int]


def parse_colour(text: str) -> Colour:
    """Give the red, green and blue (0-255) of `#rrggbb`; raise ValueError for anything else."""
    digits = text.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"Not a colour of the form #rrggbb: {text!r}")
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def contrast_on_white(colour: Colour) -> float:
    """Give the contrast ratio against white paper, 1 to 21, as WCAG 2.1 defines it."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def readable(colour: Colour) -> Colour:
    """Darken a colour in small steps until it can carry text on white."""
    while contrast_on_white(colour) < LEAST_CONTRAST:
        red, green, blue = (int(value * 0.95) for value in colour)
        colour = red, green, blue
    return colour


def hexadecimal(colour: Colour) -> str:
    """Write a colour as `#rrggbb`."""
    return "#" + bytes(colour).hex()


@dataclass(frozen=True)
class Look:
    """A förbund's name, colour and mark, as its documents show them; `mark` is an SVG or a raster file's bytes."""

    name: str
    organisation_number: str = ""
    accent: str = HOUSE_ACCENT
    mark: bytes = b""

    @cached_property
    def print_accent(self) -> str:
        """The accent, darkened where the förbund's own is too pale to read."""
        return hexadecimal(readable(parse_colour(self.accent)))

    @cached_property
    def tint(self) -> str:
        """The accent's pale ground: 8 % of it on white."""
        return self.tone(TINT_SHARE)

    @cached_property
    def mark_bytes(self) -> bytes:
        """The förbund's own mark, or the house's mark in the förbund's accent."""
        house_mark = (PRINT_DIR / "mark.svg").read_bytes()
        return self.mark or house_mark.replace(HOUSE_ACCENT.encode(), self.print_accent.encode())

    @property
    def screen_css(self) -> str:
        """The same for a page, which has no pictures of the document's own."""
        return f":root {{ --accent: {self.print_accent}; --tint: {self.tint} }}"

    @cached_property
    def cover_bytes(self) -> bytes:
        """The picture of a cover, in the förbund's accent."""
        return self.coloured((PRINT_DIR / "omslag.svg").read_text()).encode()

    def coloured(self, svg: str) -> str:
        """Give one of the house's drawings in the förbund's accent, each of its tones in the same order."""
        for share, house in HOUSE_TONES:
            svg = svg.replace(house, self.tone(share))
        return svg.replace(HOUSE_ACCENT, self.print_accent)

    def tone(self, share: float) -> str:
        """Give the accent on white, from 0 (white) to 1."""
        red, green, blue = (round(255 - (255 - value) * share) for value in parse_colour(self.print_accent))
        return hexadecimal((red, green, blue))

    @property
    def css(self) -> str:
        """The few declarations that the house's stylesheet leaves open."""
        return f":root {{ --accent: {self.print_accent}; --tint: {self.tint}; --mark: url(doc:mark); --cover: url(doc:cover) }}"
