"""SIE files of the made-up förbund, written for these tests, and ways to change one thing in them."""

from pathlib import Path

YEAR = Path(__file__).parent / "exempelbygden-2021.se"
ACCRUALS = Path(__file__).parent / "periodisering-2021.si"
TEXT = YEAR.read_bytes().decode("cp437").replace("\r\n", "\n")


def changed(*changes: tuple[str, str], encoding: str = "cp437", eol: str = "\r\n") -> bytes:
    """The year's file with each old text, which must be there once, replaced by the new."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.replace("\n", eol).encode(encoding)


def line_of(text: str) -> int:
    """On which row of the unchanged file the text stands."""
    return TEXT[: TEXT.index(text)].count("\n") + 1
