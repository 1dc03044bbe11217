"""What is said: sentences, days, money; and choices, yes or no, language as typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.text import detect_language, read_choice, read_choices, read_yes_no, translator

KINDS = [
    ("digital", "Digital advertising"),
    ("print", "Print advertising"),
    ("tradeshow", "Trade show, exhibition"),
    ("web", "Partner website"),
]
KOREAN_KINDS = [
    ("digital", "디지털 광고"),
    ("print", "인쇄 광고"),
    ("tradeshow", "전시회"),
    ("web", "파트너 웹사이트"),
]


def test_a_sentence_is_said_in_the_language() -> None:
    assert translator("ko")("Documents") == "서류"
    assert translator("en-GB")("Documents") == "Documents"
    assert translator("ko")("%(n)s never translated", n=3) == "3 never translated"


def test_a_percent_sign_is_text() -> None:
    assert translator("en")("100% of %(what)s", what="it") == "100% of it"
    assert translator("en")("100%% or 5 % of %(n)d", n="10%") == "100% or 5 % of 10%"
    assert translator("en")("5 %") == "5 %"


def test_a_missing_placeholder_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        translator("en")("Hello %(name)s")


def test_what_a_partner_wrote_is_not_filled_again() -> None:
    assert translator("en")("File %(name)s", name="%(secret)s") == "File %(secret)s"


def test_a_plural_follows_the_number() -> None:
    said = [translator("en").ngettext("%(n)s byte", "%(n)s bytes", n) for n in (0, 1, 1200)]

    assert said == ["0 bytes", "1 byte", "1,200 bytes"]
    assert translator("ko").ngettext("%(n)s byte", "%(n)s bytes", 1) == "1바이트"


def test_an_instant_names_city_and_zone() -> None:
    moment = datetime(2027, 2, 16, 7, 59, tzinfo=UTC)

    assert translator("en").instant(moment) == "15 February 2027, 23:59 (Los Angeles, PST)"
    assert translator("ko", "Asia/Seoul").instant(moment) == "2027년 2월 16일 16:59 (서울, KST)"
    assert translator("en").instant(moment, "Asia/Dubai").endswith("(Dubai, UTC+04:00)")


def test_an_unknown_zone_falls_back_to_the_programs_zone() -> None:
    assert translator("en", "Mars/Base\x00").zone == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("amount", "currency", "english", "korean"),
    [
        ("1234.5", "USD", "USD 1,234.50", "USD 1,234.50"),
        ("1200000", "KRW", "KRW 1,200,000", "1,200,000원"),
        ("1.5", "KWD", "KWD 1.500", "KWD 1.500"),
        ("1.23456", "USD", "USD 1.23456", "USD 1.23456"),
        ("-5.000", "USD", "USD -5.00", "USD -5.00"),
    ],
)
def test_money_has_the_decimals_of_its_currency(
    amount: str, currency: str, english: str, korean: str
) -> None:
    assert translator("en").money(Decimal(amount), currency) == english
    assert translator("ko").money(Decimal(amount), currency) == korean


def test_days_sizes_and_lists_are_said() -> None:
    _ = translator("ko")

    assert _.date(date(2026, 3, 4)) == "2026년 3월 4일"
    assert translator("en-US").date(date(2026, 3, 4)) == "March 4, 2026"
    assert _.size(1536) == "1.5 KB"
    assert translator("en").list(["a", "b", "c"]) == "a, b, and c"
    assert [translator("en").list(items) for items in ([], ["a"])] == ["", "a"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("digital", "digital"),
        ("DIGITAL ADVERTISING", "digital"),
        ("2", "print"),
        ("number 2", "print"),
        ("the second one", "print"),
        ("3.", "tradeshow"),
        ("trade show", "tradeshow"),
        ("I choose digital advertising please", "digital"),
        ("digtal advertising", "digital"),
        ("pirnt advertising", "print"),
        ("advertising", None),
        ("9", None),
        ("", None),
        ("something else", None),
    ],
)
def test_a_choice_is_read(typed: str, value: str | None) -> None:
    assert read_choice(typed, KINDS) == value


@pytest.mark.parametrize(("typed", "value"), [("네", None), ("네 번째", "4"), ("네번째요", "4")])
def test_a_korean_yes_is_not_the_fourth(typed: str, value: str | None) -> None:
    assert read_choice(typed, [(str(n), f"보기{n}") for n in range(1, 6)]) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2번", "print"),
        ("두 번째", "print"),
        ("두번째 것으로", "print"),
        ("전시회로 할게요", "tradeshow"),
        ("전시회로 해 주세요", "tradeshow"),
        ("전시회로 부탁드립니다", "tradeshow"),
        ("전시회요", "tradeshow"),
        ("인쇄", "print"),
        ("디지털광고", "digital"),
        ("광고", None),
    ],
)
def test_a_korean_choice_is_read(typed: str, value: str | None) -> None:
    assert read_choice(typed, KOREAN_KINDS) == value


def test_several_choices_are_read_in_the_order_shown() -> None:
    assert read_choices("web, 1 and trade show", KINDS) == ("digital", "tradeshow", "web")
    assert read_choices("1, 3번 그리고 모름", KOREAN_KINDS) == ()
    assert read_choices("1, 3번 그리고 파트너 웹사이트", KOREAN_KINDS) == (
        "digital",
        "tradeshow",
        "web",
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        *[(said, True) for said in ("Yes", "y", "of course", "네!", "응", "ㅇㅇ")],
        *[(said, False) for said in ("no thanks", "N", "아니오", "아뇨.", "ㄴㄴ")],
        *[(said, None) for said in ("yes and no", "", "아마도")],
        ("yes it does", True),
        ("yes, both of them", True),
        ("no they don't", False),
        ("it wasn't", False),
        ("yes it doesn't", None),
        ("네, 있습니다", True),
        ("아니요 없어요", False),
        ("네 아니요", None),
    ],
)
def test_yes_and_no_are_read(typed: str, answer: bool | None) -> None:
    assert read_yes_no(typed) is answer


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("안녕하세요", "ko"),
        ("Google 광고", "ko"),
        ("We met 삼성 at the trade show in Seoul", "en"),
        ("hi", "en"),
        ("OK", "en"),
        ("USD 500", None),
        ("https://example.com/hello", None),
        ("asha@example.com", None),
        ("12345", None),
        ("", None),
        ("Привет", None),
    ],
)
def test_the_language_is_told_by_its_letters(typed: str, language: str | None) -> None:
    assert detect_language(typed) == language


@given(
    some.text(max_size=300),
    some.lists(some.tuples(some.text(max_size=20), some.text()), max_size=9),
)
def test_no_text_raises(text: str, choices: list[tuple[str, str]]) -> None:
    read_choice(text, choices)
    read_choices(text, choices)
    read_yes_no(text)
    detect_language(text)


@given(some.integers(0, len(KINDS) - 1), some.booleans())
def test_a_title_as_shown_is_read_back(place: int, korean: bool) -> None:
    value, title = (KOREAN_KINDS if korean else KINDS)[place]

    assert read_choice(title, KOREAN_KINDS if korean else KINDS) == value
