"""Seals: each signer adds to the file, nobody changes what was there, and what was changed shows."""

import asyncio
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.generic import ArrayObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from finsam import seal
from finsam.errors import DomainError
from finsam.pdf import render
from tests.board.printed import LOOK, SIGNERS, a_protocol
from tests.tools.verapdf import findings

AT = datetime(2022, 4, 5, 12, 2, tzinfo=UTC)
ROLES = [(signer.field, f"{signer.name}, {signer.role.lower()}") for signer in SIGNERS]


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return seal.make_certificate(
        LOOK.name, passphrase=b"hemligt", valid_from=datetime(2022, 1, 1, tzinfo=UTC)
    )


@pytest.fixture(scope="module")
def protocol() -> bytes:
    document = a_protocol()
    return render(document.template_name, {"document": document}, look=LOOK)


@pytest.fixture(scope="module")
def revisions(certificate: bytes, protocol: bytes) -> list[bytes]:
    """The frozen protocol, and the file after each of three signers."""
    files = [protocol]
    for field, who in ROLES:
        files.append(
            seal.fill_field(
                files[-1],
                field=field,
                lines=[who, "5 april 2022 kl. 14.02"],
                certificate=certificate,
                passphrase=b"hemligt",
                at=AT,
            )
        )
    return files


@pytest.fixture(scope="module")
def ours(certificate: bytes) -> set[str]:
    return {seal.certificate_sha256(certificate, passphrase=b"hemligt")}


def changed_afterwards(pdf: bytes) -> bytes:
    """A further revision that hides the first page's text, written by the book."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    first = writer.prev.root["/Pages"]["/Kids"][0].get_object()
    first[pdf_name("/Contents")] = ArrayObject()
    writer.mark_update(writer.prev.root["/Pages"]["/Kids"].raw_get(0))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_each_file_is_a_prefix_of_the_next(revisions: list[bytes]) -> None:
    assert [later.startswith(earlier) for earlier, later in pairwise(revisions)] == [
        True,
        True,
        True,
    ]


def test_three_seals_are_whole_and_ours(revisions: list[bytes], ours: set[str]) -> None:
    report = seal.verify(revisions[-1], our_certificates=ours)
    assert [(found.field, found.is_intact, found.is_ours) for found in report.seals] == [
        (field, True, True) for field, _ in ROLES
    ]
    assert (report.is_intact, report.is_ours, report.changes, report.revision_count) == (True, True, (), 4)


def test_seals_are_read_where_a_loop_runs_already(revisions: list[bytes], ours: set[str]) -> None:
    async def look() -> seal.SealReport:
        return seal.verify(revisions[-1], our_certificates=ours)

    with ThreadPoolExecutor(1) as beside:  # a browser of other tests may run a loop in this thread
        report = beside.submit(lambda: asyncio.run(look())).result()
    assert [each.is_intact for each in report.seals] == [True, True, True]


def test_a_seal_tells_who_and_when(revisions: list[bytes]) -> None:
    found = seal.verify(revisions[1]).seals[0]
    assert (found.statement.replace("\u00a0", " "), found.signed_at, found.signer) == (
        "Jonas Ekwall, sekreterare, 5 april 2022 kl. 14.02",
        AT,
        LOOK.name,
    )


def last_page_drawn(data: bytes) -> bytes:
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        return pdf[len(pdf) - 1].render(scale=0.5).to_pil().tobytes()


def test_the_stamp_is_seen_on_the_page(revisions: list[bytes]) -> None:
    assert len({last_page_drawn(revision) for revision in revisions}) == 4


def test_the_signed_file_is_still_sound(revisions: list[bytes], tmp_path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(revisions[-1])
    assert findings(path) == {"signed.pdf": []}


def test_the_fields_show_which_are_filled(revisions: list[bytes]) -> None:
    assert list(seal.signature_fields(revisions[1]).values()) == [True, False, False]


def test_an_unsigned_file_is_not_sealed(protocol: bytes) -> None:
    assert (seal.verify(protocol).is_sealed, seal.verify(protocol).is_intact) == (False, False)


def test_a_changed_byte_breaks_the_seals(revisions: list[bytes]) -> None:
    altered = bytearray(revisions[-1])
    altered[5000] ^= 1
    assert seal.verify(bytes(altered)).is_intact is False


def test_a_revision_that_hides_a_page_after_signing_is_told(revisions: list[bytes]) -> None:
    report = seal.verify(changed_afterwards(revisions[-1]))
    assert [found.is_intact for found in report.seals] == [True, True, True]
    assert report.is_intact is False


def test_a_change_between_two_signers_is_told(revisions: list[bytes], certificate: bytes) -> None:
    field, who = ROLES[1]
    altered = seal.fill_field(
        changed_afterwards(revisions[1]),
        field=field,
        lines=[who],
        certificate=certificate,
        passphrase=b"hemligt",
        at=AT,
    )
    assert len(seal.verify(altered).changes) == 1


def test_another_certificate_is_not_ours(revisions: list[bytes]) -> None:
    report = seal.verify(revisions[-1], our_certificates={"0" * 64})
    assert (report.is_intact, report.is_ours) == (True, False)


def unsealed_gap(pdf: bytes) -> tuple[int, int]:
    """From where to where the last seal does not cover: its own signature, written as hexadecimal."""
    _, length, resumes, _ = re.findall(rb"/ByteRange *\[ *(\d+) +(\d+) +(\d+) +(\d+)", pdf)[-1]
    return int(length), int(resumes)


def test_no_byte_of_a_sealed_file_changes_unseen(revisions: list[bytes], certificate: bytes) -> None:
    ours = {seal.certificate_sha256(certificate, passphrase=b"hemligt")}
    whole = revisions[-1]
    start, end = unsealed_gap(whole)
    places = {*range(40, len(whole), len(whole) // 25), start, start + 300, end - 3, end - 1}
    assert seal.verify(whole, our_certificates=ours).is_intact
    for place in sorted(places):
        changed = bytearray(whole)
        changed[place] ^= 0x20
        assert seal.verify(bytes(changed), our_certificates=ours).is_intact is False, place


@pytest.mark.parametrize("data", [b"", b"hej", b"%PDF-1.7 trasig", b"\x00" * 200])
def test_a_file_that_is_no_pdf_is_said_to_be_unreadable(data: bytes) -> None:
    assert seal.verify(data).is_readable is False


def test_a_filled_field_is_not_filled_again(revisions: list[bytes], certificate: bytes) -> None:
    with pytest.raises(DomainError, match="redan underskriven"):
        seal.fill_field(
            revisions[1],
            field=ROLES[0][0],
            lines=["Någon"],
            certificate=certificate,
            passphrase=b"hemligt",
            at=AT,
        )


def test_an_unknown_field_is_refused(protocol: bytes, certificate: bytes) -> None:
    with pytest.raises(DomainError, match="ingen plats"):
        seal.fill_field(
            protocol, field="kassor", lines=["Någon"], certificate=certificate, passphrase=b"hemligt", at=AT
        )


def test_a_wrong_passphrase_is_said(protocol: bytes, certificate: bytes) -> None:
    with pytest.raises(DomainError, match="certifikat"):
        seal.fill_field(
            protocol, field=ROLES[0][0], lines=["Någon"], certificate=certificate, passphrase=b"fel", at=AT
        )


def test_the_first_revision_can_be_cut_out_again(revisions: list[bytes]) -> None:
    report = seal.verify(revisions[-1])
    with pikepdf.open(io.BytesIO(revisions[-1][: report.seals[0].covers_bytes])) as pdf:
        assert len(pdf.pages) == len(pikepdf.open(io.BytesIO(revisions[0])).pages)


def test_a_file_with_thousands_of_seals_is_not_judged_seal_by_seal() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    signature = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 10, 20, 10]), Contents=pikepdf.String("00"),
            Filter=pikepdf.Name("/Adobe.PPKLite"), SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
        )
    )  # fmt: skip
    fields = [
        pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String(f"f{n}"), V=signature))
        for n in range(6_000)
    ]
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=3))
    content = io.BytesIO()
    pdf.save(content)
    report = seal.verify(content.getvalue())
    assert (report.has_too_many, report.seals) == (True, ())
