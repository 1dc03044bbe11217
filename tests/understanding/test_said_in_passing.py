"""Names in the words of the field, and ordinary words that only look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.understanding import Recognition

Recognize = Callable[..., Recognition]


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("bootcamp for our own sales staff", "PR_INTERNAL"),
        ("papers for the telemktg agency", "MD_TELE"),
        ("papers for a tube carriage in our colors", "DG_PRINT"),
        ("landing page rebuild, which papers", "DG_WEB"),
        ("the landing page that we built", "DG_WEB"),
        ("documents for the CIO breakfast", "MD_SEMINAR"),
        ("proof for the dealer day", "MD_SEMINAR"),
        ("버스 광고 서류", "DG_PRINT"),
        ("시연 알바 3주 썼어요", "MD_CHAMP"),
        ("오찬 설명회 비용 청구", "MD_SEMINAR"),
    ],
)
def test_an_activity_is_found_in_the_words_of_the_field(
    recognize: Recognize, text: str, activity: str
) -> None:
    assert activity in recognize(text).slots.activities


def test_ads_in_a_social_network_are_both(recognize: Recognize) -> None:
    for text in ("papers for linkedin ads", "인스타 광고 서류 뭐 내요"):
        assert set(recognize(text).slots.activities) == {"DG_SOCIAL", "DG_DIGITAL"}


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("who signs the cost summary for the work we did", "CSR"),
        ("our vendor sent a proforma only", "INV_3P"),
        ("badge scans of the seminar, enough?", "ATTENDEES"),
        ("is a heic photo of the booth fine", "EVT_PHOTO"),
        ("계약서 최종본으로 바꾸고 싶어요", "SOW"),
        ("급여명세서를 내야 하나요", "OTHER"),
    ],
)
def test_a_paper_is_found_by_its_other_names(
    recognize: Recognize, text: str, document: str
) -> None:
    assert recognize(text).slots.documents == (document,)


@pytest.mark.parametrize(
    "text",
    [
        "the training wheels are off, I may submit alone now",
        "ooh I put the wrong amount, fat fingers",
        "is that a fair amount of work for a claim",
        "I saw your radio ad, what can you do",
        "홈페이지에서 로그인이 자꾸 풀려요",
        "교육 들어가야 돼. 닫아",
        "딸 수능 시험 때문에 클레임이 늦었어요",
        "accept my late claim please",
    ],
)
def test_an_ordinary_word_names_no_activity(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.activities == ()


@pytest.mark.parametrize(
    "text",
    [
        "결혼식 사진 고르느라 늦었어요. 새로 청구할게요",
        "구내식당 영수증 말고 뭐 내요",
        "foot the bill for my claim",
    ],
)
def test_a_paper_of_something_else_is_none(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.documents == ()


@pytest.mark.parametrize(
    "text", ["the connection is falling away in the claim form", "would co-op stump up for a prize"]
)
def test_an_ordinary_word_is_no_mistyped_name(recognize: Recognize, text: str) -> None:
    slots = recognize(text).slots

    assert "PR_CONF" not in slots.activities
    assert "postage" not in slots.expenses
