"""Typesetting: a Django template becomes a tagged PDF/A-3a and PDF/UA-1, and many files become one pack for reading."""

from finsam.pdf.look import Look
from finsam.pdf.pack import Mark, PackFront, Part, merge_pack
from finsam.pdf.typeset import Attachment, Sheets, plain, render, warm_up

__all__ = [
    "Attachment",
    "Look",
    "Mark",
    "PackFront",
    "Part",
    "Sheets",
    "merge_pack",
    "plain",
    "render",
    "warm_up",
]
