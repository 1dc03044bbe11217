"""The document that is made of a CSR."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from bot.csr_document import csr_document, csr_name
from bot.files import FileLimits
from bot.files.inspection import inspect_bytes
from tests.domain.csr_builders import CATALOG, signed_claim


def root_of(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - ours


def words_of(data: bytes) -> str:
    return "\n".join(n.text or "" for n in root_of(data).iter() if n.tag.endswith("}t"))


def test_the_document_has_the_claims_facts_the_lines_and_who_signed() -> None:
    words = words_of(csr_document(signed_claim(), "Contoso Korea", CATALOG, "en"))

    for expected in (
        "Contoso Korea",
        "2612032",
        "Autumn ads",
        "Digital advertising",
        "2026-09-03 – 2026-10-02",
        "Dana Lee",
        "960.00",
        "Posters",
        "240.50",
        "1,200.50 USD",
        "I certify that the work",
        "Jane Park",
        "Marketing director",
        "2026-11-20",
    ):
        assert expected in words


def test_the_document_has_korean_below_the_english_for_a_korean() -> None:
    words = words_of(csr_document(signed_claim(claim_name="가을 광고"), "한국", CATALOG, "ko"))

    assert "Certification Statement and Report (CSR)\nCSR(인증 명세서 및 보고서)" in words
    assert "Hours\n시간" in words
    assert "가을 광고" in words


@pytest.mark.parametrize("name", ["Autumn ads", "../<b>&\x07\u202e]]>", "가을/광고"])
def test_the_document_passes_the_checks_of_an_upload(name: str) -> None:
    claim = signed_claim(claim_name=name)
    data = csr_document(claim, "A & B <Ltd>\x00", CATALOG, "ko")

    seen = inspect_bytes(data, csr_name(claim), formats=("pdf", "docx"), limits=FileLimits())

    assert (seen.extension, seen.findings) == ("docx", ())
    assert seen.name.startswith("CSR")
    assert "A & B <Ltd>" in words_of(data)


def test_the_same_claim_gives_the_same_bytes() -> None:
    first, second = (csr_document(signed_claim(), "Contoso", CATALOG, "en") for _ in range(2))
    other = csr_document(signed_claim(claim_name="Other"), "Contoso", CATALOG, "en")

    assert first == second
    assert first != other


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARGINS, BROAD, NARROW = 216, 130, 105
"""Twentieths of a point: both margins of a cell; a bold letter and a digit of ten points."""


def test_no_heading_and_no_day_is_broken_by_the_width_of_its_column() -> None:
    root = root_of(csr_document(signed_claim(), "Contoso", CATALOG, "en"))

    for cell in root.iter(f"{WORD}tc"):
        width = int(next(cell.iter(f"{WORD}tcW")).get(f"{WORD}w", ""))
        letter = BROAD if next(cell.iter(f"{WORD}b"), None) is not None else NARROW
        text = "".join(node.text or "" for node in cell.iter(f"{WORD}t"))
        longest = max(map(len, text.split()), default=0)
        assert longest * letter + MARGINS <= width, text


def test_who_signed_stands_on_one_page_with_what_is_signed() -> None:
    root = root_of(csr_document(signed_claim(), "Contoso", CATALOG, "en"))

    *_, total, signature = root.iter(f"{WORD}tbl")
    rows = list(signature.iter(f"{WORD}tr"))
    kept = [next(row.iter(f"{WORD}keepNext"), None) is not None for row in rows]
    assert kept == [True, True, True, False]
    assert next(total.iter(f"{WORD}keepNext"), None) is None
