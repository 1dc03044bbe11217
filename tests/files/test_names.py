"""File names from outside are made safe to show, store and send on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.files import clean_name


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\invoice.pdf", "invoice.pdf"),
        ("C:\\Users\\kim\\Invoice 1.pdf", "Invoice 1.pdf"),
        ("/var/spool/", "spool"),
        ("a\x00b\x07\r\n.pdf", "ab .pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u200fseen\u200b.pdf", "seen.pdf"),
        ("....", "file"),
        ("", "file"),
        (" . ", "file"),
        (".htaccess", "htaccess"),
        ("invoice.pdf. .", "invoice.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("aux.tar.gz", "_aux.tar.gz"),
        ("console.pdf", "console.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("두 번째 송장.pdf", "두 번째 송장.pdf"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(given_name: str, clean: str) -> None:
    assert clean_name(given_name) == clean


def test_a_name_of_500_characters_keeps_its_extension() -> None:
    clean = clean_name("송" * 500 + ".pdf")

    assert len(clean) == 120
    assert clean.endswith("송.pdf")


def test_a_korean_name_from_a_mac_equals_the_one_from_windows() -> None:
    name = "송장_3월.pdf"

    assert clean_name(unicodedata.normalize("NFD", name)) == name


@given(st.text(max_size=300))
@example("con" + "." * 200)
@example("a" * 118 + ". .b")
@example("NUL .pdf")
def test_a_clean_name_is_harmless_and_stays_as_it_is(name: str) -> None:
    clean = clean_name(name)

    assert 1 <= len(clean) <= 120
    assert not set(clean) & set('/\\<>:"|?*')
    assert all(unicodedata.category(character)[0] != "C" for character in clean)
    assert clean.strip(" .") == clean
    assert clean_name(clean) == clean
