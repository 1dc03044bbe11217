"""Is a file what it says, and can a reviewer open it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.claim import Severity
from bot.files import inspect
from bot.files.findings import ADVICE, REFUSALS, REMARKS, advice
from bot.files.kinds import KINDS
from tests import samples
from tests.files.judging import EVERY, IMG, LIMITS, WHOLE, code, judged


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_korean_table_is_read_in_each_usual_encoding(encoding: str) -> None:
    assert code(samples.csv("이름,비용\n김민수,12000\n", encoding=encoding), "a.csv") == ""


def test_bytes_are_no_table() -> None:
    assert code(bytes(range(256)), "a.csv") == "file_unreadable"


def test_every_sentence_says_what_to_do_and_has_its_placeholders_filled() -> None:
    for message in (*REFUSALS.values(), *REMARKS.values(), *ADVICE.values()):
        assert ". " in message
        assert "lease " in message or "If you can" in message or "choose" in message


def test_advice_is_given_only_for_types_that_have_some() -> None:
    assert advice("xyz", name="a.xyz") is None
