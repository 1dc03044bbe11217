"""Is a file what it says, can a reviewer open it, is it safe to open?"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.claim import Severity
from bot.files import FileLimits, Inspection, inspect
from bot.files.findings import ADVICE, REFUSALS, REMARKS, advice
from bot.files.inspection import inspect_bytes
from bot.files.kinds import KINDS
from tests import samples

EVERY = tuple(
    [
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "doc",
        "xls",
        "ppt",
        "csv",
        "rtf",
        "msg",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "bmp",
        "tiff",
    ]
)
IMG = ("jpg", "jpeg", "png", "gif", "bmp", "tiff", "pdf")
LIMITS = FileLimits()
WHOLE: dict[str, Callable[[], bytes]] = {
    extension: getattr(samples, extension)
    for extension in [
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "doc",
        "xls",
        "ppt",
        "msg",
        "rtf",
        "csv",
        "jpg",
        "png",
        "gif",
        "bmp",
        "tiff",
    ]
}


def judged(data: bytes, name: str, formats: tuple[str, ...] = EVERY) -> Inspection:
    return inspect_bytes(data, name, formats=formats, limits=LIMITS)


def code(data: bytes, name: str, formats: tuple[str, ...] = EVERY) -> str:
    """Code of the only finding, checked to read as a sentence; empty if there is none."""
    findings = judged(data, name, formats).findings
    assert len(findings) < 2
    for finding in findings:
        assert finding.message % finding.values
    return findings[0].code if findings else ""


@pytest.mark.parametrize("extension", WHOLE)
def test_a_whole_file_of_each_accepted_type_is_taken(extension: str) -> None:
    inspection = judged(WHOLE[extension](), f"a.{extension}")

    assert inspection.findings == ()
    assert inspection.extension == extension
    assert inspection.media_type == KINDS[extension].media_type


@pytest.mark.parametrize("extension", [e for e in WHOLE if e != "csv"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_without_its_end_is_told_to_be_incomplete(extension: str, share: float) -> None:
    whole = WHOLE[extension]()
    cut = len(whole) - 600 if extension in ("doc", "xls", "ppt", "msg") else int(len(whole) * share)

    assert code(whole[:cut], f"a.{extension}") == "file_truncated"


def test_an_empty_file_is_told() -> None:
    assert code(b"", "a.pdf") == "file_empty"


def test_a_file_on_disk_over_the_cap_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as sparse:
        sparse.truncate(LIMITS.max_file_bytes + 1)

    inspection = inspect(big, "a.pdf", formats=EVERY, limits=LIMITS)

    assert inspection.findings[0].code == "file_too_large"
    assert inspection.findings[0].values["limit"] == "10 MB"


def test_a_mislabelled_picture_is_told_what_it_is_and_how_to_name_it() -> None:
    finding = judged(samples.png(), "invoice.pdf").findings[0]

    assert finding.code == "file_wrong_extension"
    assert finding.values["found"] == "PNG"
    assert "change the ending of its name to .png" in finding.message % finding.values


@pytest.mark.parametrize("foreign", ["heic", "mp4", "hwp", "hwpx", "eml", "webp", "html", "svg"])
def test_foreign_content_under_an_accepted_extension_is_told(foreign: str) -> None:
    data = getattr(samples, foreign)()

    for extension in EVERY:
        finding = judged(data, f"a.{extension}").findings[0]
        assert finding.severity is Severity.BLOCK
        assert finding.code in ("file_mislabelled", "file_hidden_content")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (samples.heic(), "a.heic", "file_type_heic"),
        (samples.hwp(), "a.hwp", "file_type_hwp"),
        (samples.hwpx(), "a.hwpx", "file_type_hwp"),
        (samples.eml(), "a.eml", "file_type_eml"),
        (samples.archive({"a": b"1"}), "a.zip", "file_type_archive"),
        (samples.webp(), "a.webp", "file_type_webp"),
        (samples.mp4(), "a.MOV", "file_type_media"),
        (b"hello", "a.txt", "file_type_txt"),
        (samples.html(), "a.html", "file_type_web"),
        (samples.svg(), "a.svg", "file_type_web"),
        (b"MZ" + bytes(200), "invoice.pdf.exe", "file_type_program"),
        (b"MZ" + bytes(200), "invoice.pdf", "file_type_program"),
        (b"#!/bin/sh\n", "invoice.csv", "file_type_program"),
        (samples.docm(), "a.docm", "file_type_macros"),
        (samples.docm(), "a.docx", "file_type_macros"),
        (bytes(50), "a.dat", "file_format_not_accepted"),
    ],
)
def test_each_type_that_is_never_taken_has_its_own_advice(
    data: bytes, name: str, expected: str
) -> None:
    assert code(data, name) == expected


def test_the_refusal_of_a_type_names_the_types_of_this_requirement() -> None:
    finding = judged(samples.xlsx(), "a.xlsx", ("pdf", "docx")).findings[0]

    assert finding.code == "file_content_not_accepted"
    assert finding.values["formats"] == "PDF, DOCX"


def test_a_requirement_without_formats_asks_for_a_link() -> None:
    assert code(samples.pdf(), "a.pdf", ()) == "file_link_wanted"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("image", "image.jpg"),
        ("Photo.JPEG", "Photo.JPEG"),
        ("photo.jfif", "photo.jpg"),
        ("SCAN.JPG", "SCAN.JPG"),
        ("a.pdf.jpg", "a.pdf.jpg"),
    ],
)
def test_a_picture_is_kept_under_a_name_that_the_backend_knows(name: str, kept: str) -> None:
    inspection = judged(samples.jpg(), name, IMG)

    assert inspection.findings == ()
    assert inspection.name == kept


def test_a_tif_is_kept_as_tiff() -> None:
    assert judged(samples.tiff(), "scan.tif").name == "scan.tiff"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (samples.locked_pdf(), "a.pdf"),
        (samples.locked_office(), "a.docx"),
        (samples.locked_office(), "a.xlsx"),
        (samples.doc(locked=True), "a.doc"),
        (samples.xls(locked=True), "a.xls"),
        (samples.ppt(locked=True), "a.ppt"),
    ],
)
def test_a_file_that_needs_a_password_is_told(data: bytes, name: str) -> None:
    assert code(data, name) == "file_locked"


def test_a_pdf_that_only_forbids_changes_is_taken() -> None:
    assert code(samples.locked_pdf(owner_only=True), "a.pdf") == ""


def test_a_pdf_that_readers_repair_is_taken() -> None:
    assert code(samples.unindexed_pdf(), "a.pdf") == ""


def test_a_pdf_beyond_repair_is_told() -> None:
    assert code(b"%PDF-1.7\n" + bytes(500) + b"%%EOF\n", "a.pdf") in (
        "file_damaged",
        "file_no_pages",
    )


def test_a_pdf_cut_within_its_second_revision_is_told() -> None:
    assert code(samples.pdf() + b"9 0 obj\n<< /A 1", "a.pdf") == "file_truncated"


def test_a_pdf_made_for_the_web_is_measured_by_its_announced_length() -> None:
    whole = samples.pdf().replace(
        b"%\xe2\xe3", b"1 0 obj<</Linearized 1/L 99999>>endobj\n%\xe2\xe3"
    )

    assert code(whole, "a.pdf") == "file_truncated"


def test_a_pdf_without_pages_is_told() -> None:
    assert code(samples.pdf(pages=0), "a.pdf") == "file_no_pages"


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_that_starts_a_program_is_refused(packed: bool) -> None:
    assert code(samples.launching_pdf(packed=packed), "a.pdf") == "file_active_content"


def test_a_pdf_name_spelled_with_escapes_hides_nothing() -> None:
    assert (
        code(samples.pdf(root="/OpenAction << /S /L#61unch >>"), "a.pdf") == "file_active_content"
    )


def test_a_pdf_with_scripts_is_taken_with_a_remark() -> None:
    finding = judged(samples.scripted_pdf(), "a.pdf").findings[0]

    assert finding.code == "file_scripted_pdf"
    assert finding.severity is Severity.WARN


def test_an_interactive_form_is_taken_with_a_remark() -> None:
    assert code(samples.pdf(root="/AcroForm << /XFA [] >>"), "a.pdf") == "file_dynamic_form"


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_a_zip_bomb_is_refused_without_unpacking_it(kind: str) -> None:
    assert code(samples.bomb(kind), f"a.{kind}") == "file_unpacks_too_large"


def test_a_bomb_within_an_embedded_workbook_is_refused() -> None:
    nested = samples.office("docx", "<d/>", {"word/embeddings/a.xlsx": samples.bomb("xlsx")})

    assert code(nested, "a.docx") == "file_unpacks_too_large"


def test_archives_nested_without_end_are_refused() -> None:
    inner = samples.xlsx()
    for _ in range(4):
        inner = samples.archive({"a.zip": inner})

    assert (
        code(samples.office("docx", "<d/>", {"x.zip": inner}), "a.docx") == "file_unpacks_too_large"
    )


def test_an_archive_of_countless_entries_is_refused() -> None:
    many = {f"word/{n}": b"" for n in range(LIMITS.max_archive_entries + 1)}

    assert code(samples.office("docx", "<d/>", many), "a.docx") == "file_unpacks_too_large"


def test_a_package_with_a_damaged_part_is_told() -> None:
    data = bytearray(samples.docx(size=20_000))
    data[10_000] ^= 0xFF

    assert code(bytes(data), "a.docx") == "file_damaged"


def test_a_package_that_lies_about_a_size_is_told() -> None:
    data = samples.docx()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lie = data.replace(size.to_bytes(4, "little"), (5).to_bytes(4, "little"))

    assert code(lie, "a.docx") == "file_damaged"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("word/vbaProject.bin", "file_macros"),
        ("word/activeX/activeX1.bin", "file_active_content"),
    ],
)
def test_code_in_a_package_of_innocent_type_is_refused(part: str, expected: str) -> None:
    assert code(samples.office("docx", "<d/>", {part: b"code"}), "a.docx") == expected


def test_a_template_loaded_from_elsewhere_is_refused() -> None:
    relations = (
        b'<R Type="attachedTemplate" TargetMode="External" Target="https://evil.example/t"/>'
    )
    data = samples.office("docx", "<d/>", {"word/_rels/settings.xml.rels": relations})

    assert code(data, "a.docx") == "file_active_content"


def test_macros_in_a_word_97_document_are_refused() -> None:
    assert code(samples.doc(macros=True), "a.doc") == "file_macros"


def test_a_picture_of_gigabytes_is_refused_without_decoding_it() -> None:
    assert code(samples.huge_png(), "a.png") == "file_too_many_pixels"


def test_a_png_with_a_changed_byte_is_told() -> None:
    data = bytearray(samples.png())
    data[len(data) // 2] ^= 1

    assert code(bytes(data), "a.png") == "file_damaged"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (samples.pdf() + samples.archive({"a": b"b"}), "a.pdf"),
        (samples.png() + samples.archive({"a": b"b"}), "a.png"),
        (samples.jpg() + samples.archive({"a": b"b"}), "a.jpg"),
        (samples.jpg() + b"<script>alert(1)</script>", "a.jpg"),
        (samples.gif() + b"=1;alert(1)//", "a.gif"),
        (b"GIF89a/*" + samples.gif()[8:] + b"*/=1;alert(1)", "a.gif"),
        (samples.gif() + samples.pdf(), "a.gif"),
        (samples.bmp() + samples.html(), "a.bmp"),
        (b"<html>" + samples.pdf(), "a.pdf"),
        (samples.pdf() + samples.html(), "a.pdf"),
        (b"{\\rtf1 %PDF-1.7}", "a.rtf"),
        (b"name,cost\n<script>alert(1)</script>,2\n", "a.csv"),
    ],
)
def test_a_file_that_is_two_things_at_once_is_refused(data: bytes, name: str) -> None:
    assert code(data, name) == "file_hidden_content"


def test_what_a_phone_puts_behind_a_photo_does_no_harm() -> None:
    assert code(samples.jpg() + samples.mp4() + samples.jpg(), "a.jpg") == ""


def test_an_object_in_rich_text_is_refused() -> None:
    assert code(b"{\\rtf1 {\\object\\objdata 0105}}", "a.rtf") == "file_active_content"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_korean_table_is_read_in_each_usual_encoding(encoding: str) -> None:
    assert code(samples.csv("이름,비용\n김민수,12000\n", encoding=encoding), "a.csv") == ""


def test_bytes_are_no_table() -> None:
    assert code(bytes(range(256)), "a.csv") == "file_unreadable"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "file_formulas"),
        ('"=HYPERLINK(""x"")"', "file_formulas"),
        ("@SUM(1)", "file_formulas"),
        ("-cmd|' /C calc'!A0", "file_formulas"),
        ("+82 (0)2-531-4500", ""),
        ("-5", ""),
        ("a@b.example", ""),
    ],
)
def test_formulas_in_a_table_are_remarked_on_and_numbers_are_not(cell: str, expected: str) -> None:
    assert code(f"name,value\nKim,{cell}\n".encode(), "a.csv") == expected


@settings(deadline=None)  # the first damaged PDF loads pypdf
@given(
    body=st.binary(max_size=400),
    start=st.sampled_from([b"", *(make()[:700] for make in WHOLE.values())]),
    extension=st.sampled_from([*EVERY, "", "exe", "zip"]),
)
@example(body=b"II*\0\x08\0\0\0\xff\xff", start=b"", extension="tiff")
def test_whatever_the_bytes_the_answer_is_a_judgement(
    body: bytes, start: bytes, extension: str
) -> None:
    inspection = judged(start + body, f"a.{extension}")

    assert inspection.findings or inspection.extension in EVERY


@settings(deadline=None)
@given(data=st.data(), extension=st.sampled_from([e for e in WHOLE if e != "csv"]))
def test_a_file_with_changed_bytes_is_judged_without_error(
    data: st.DataObject, extension: str
) -> None:
    whole = bytearray(WHOLE[extension]())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    assert judged(bytes(whole), f"a.{extension}").name == f"a.{extension}"


def test_every_sentence_says_what_to_do_and_has_its_placeholders_filled() -> None:
    for message in (*REFUSALS.values(), *REMARKS.values(), *ADVICE.values()):
        assert ". " in message
        assert "lease " in message or "If you can" in message or "choose" in message


def test_advice_is_given_only_for_types_that_have_some() -> None:
    assert advice("xyz", name="a.xyz") is None
