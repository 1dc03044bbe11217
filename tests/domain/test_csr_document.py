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


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - ours
    return "\n".join(node.text or "" for node in tree.iter() if node.tag.endswith("}t"))


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
