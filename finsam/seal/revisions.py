"""Compares two revisions of a PDF: did the later do anything but fill an empty signature field?"""

import io
from typing import Any

FILLED = {"/V", "/AP", "/M", "/Lock", "/SV"}  # what a signature field gets when it is filled
KEPT_BY_WRITERS = {"/Metadata", "/Extensions", "/Version"}  # of the catalogue: the file's account of itself
MACHINERY = {"/XRef", "/ObjStm"}  # how objects are stored, not what they are


def only_fills_fields(old: bytes, new: bytes) -> bool:
    """Tell whether every object of `old` is the same in `new`, but for signature fields that were empty and are now filled.

    New objects do no harm by themselves: they are seen only through an old one that points at them.
    """
    import pikepdf  # slow to import

    with pikepdf.open(io.BytesIO(old)) as before, pikepdf.open(io.BytesIO(new)) as after:
        return all(_is_allowed(before, after, key, obj) for key, obj in _objects(before).items())


def _objects(pdf: Any) -> dict[tuple[int, int], Any]:
    return {obj.objgen: obj for obj in pdf.objects}


def _is_allowed(before: Any, after: Any, key: tuple[int, int], obj: Any) -> bool:
    other = after.get_object(*key)
    if _content(obj) == _content(other) or _type(obj) in MACHINERY:
        return True
    if key == before.Root.objgen:
        return _same_but(obj, other, KEPT_BY_WRITERS) and _form_is_kept(before, after)
    if _is_bookkeeping(before, key):
        return True
    if "/AcroForm" in before.Root and key == before.Root.AcroForm.objgen:
        return _form_is_kept(before, after)
    return _was_filled(obj, other)


def _was_filled(obj: Any, other: Any) -> bool:
    import pikepdf

    if not isinstance(obj, pikepdf.Dictionary) or not isinstance(other, pikepdf.Dictionary):
        return False
    return obj.get("/FT") == "/Sig" and "/V" not in obj and "/V" in other and _same_but(obj, other, FILLED)


def _form_is_kept(before: Any, after: Any) -> bool:
    """Tell whether the form has the fields it had."""
    if "/AcroForm" not in before.Root:
        return "/AcroForm" not in after.Root
    return _same_but(before.Root.AcroForm, after.Root.AcroForm, {"/SigFlags"})


def _is_bookkeeping(pdf: Any, key: tuple[int, int]) -> bool:
    """Tell whether an object is the file's account of itself: title, producer, time of change."""
    metadata, info = pdf.Root.get("/Metadata"), pdf.trailer.get("/Info")
    return any(obj is not None and obj.objgen == key for obj in (metadata, info))


def _same_but(obj: Any, other: Any, keys: set[str]) -> bool:
    names = (set(obj.keys()) | set(other.keys())) - keys
    return all(name in obj and name in other and _value(obj, name) == _value(other, name) for name in names)


def _value(obj: Any, name: str) -> bytes:
    """Give what stands under a name: a reference as a reference, anything else in full."""
    import pikepdf

    value = obj.get(name)
    if isinstance(value, pikepdf.String):  # written anew, a string may change its encoding
        return str(value).encode()
    return bytes(value.unparse()) if isinstance(value, pikepdf.Object) else repr(value).encode()


def _content(obj: Any) -> bytes:
    import pikepdf

    if isinstance(obj, pikepdf.Stream):
        return bytes(obj.stream_dict.unparse()) + obj.read_raw_bytes()
    return bytes(obj.unparse(resolved=True))


def _type(obj: Any) -> str:
    import pikepdf

    return str(obj.get("/Type", "")) if isinstance(obj, pikepdf.Stream) else ""
