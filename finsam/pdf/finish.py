"""The last pass over a typeset PDF: what PDF/UA and signing ask for and WeasyPrint does not write."""

import io
from typing import Any

UA_METADATA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)  # the claim of PDF/UA-1, and the schema that PDF/A demands of every claim it does not know itself
PRINTED_AND_LOCKED = 132  # annotation flags: print (4), locked (128); PDF 32000-1, table 165


def finish_pdf(data: bytes) -> bytes:
    """Give the PDF with the scope of every table head, and with each text field made an empty signature field."""
    import pikepdf  # slow to import

    with pikepdf.open(io.BytesIO(data)) as pdf:
        _say_what_heads_cover(pdf)
        _make_signature_fields(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
            deterministic_id=True,
        )
        return out.getvalue()


def _say_what_heads_cover(pdf: Any) -> None:
    """Mark a TH in THead as a column's head, and one in TBody or TFoot as a row's."""
    from pikepdf import Dictionary, Name

    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and obj.get("/S") in (Name.THead, Name.TBody, Name.TFoot):
            for row in obj.K:
                for cell in row.K:
                    if isinstance(cell, Dictionary) and cell.get("/S") == Name.TH:
                        if "/A" not in cell:
                            cell.A = Dictionary(O=Name.Table)
                        cell.A.Scope = Name.Column if Name.THead == obj.S else Name.Row


def _make_signature_fields(pdf: Any) -> None:
    """Turn each text field into an empty signature field: its place, tag and reading order are already right."""
    from pikepdf import Dictionary, Name

    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    for field in form.Fields:
        _make_signature_field(pdf, field)
    for key in ("/NeedAppearances", "/DR", "/DA"):
        if key in form:
            del form[key]
    form.SigFlags = 3  # signatures exist, append only
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Tabs = Name.S
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and obj.get("/S") == Name.Form and "/K" in obj:
            obj.Alt = str(obj.K[0].Obj.TU)  # a Form element needs a name of its own


def _make_signature_field(pdf: Any, field: Any) -> None:
    from pikepdf import Array, Name

    left, bottom, right, top = (float(value) for value in field.Rect)
    left, right = sorted((left, right))
    bottom, top = sorted((bottom, top))  # WeasyPrint writes them upside down
    field.Rect = Array([left, bottom, right, top])
    field.FT = Name.Sig
    field.F = PRINTED_AND_LOCKED
    for key in ("/V", "/DA", "/Ff", "/MaxLen"):
        if key in field:
            del field[key]
    empty = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, right - left, top - bottom])
    )
    field.AP = {"/N": empty}
