"""Typesetting: a Django template becomes a tagged PDF/A-3a and PDF/UA-1, and many files become one pack for reading."""

from finsam.pdf.look import Look
from finsam.pdf.pack import PackFront, Part, merge_pack
from finsam.pdf.typeset import Attachment, render

__all__ = ["Attachment", "Look", "PackFront", "Part", "merge_pack", "render"]
