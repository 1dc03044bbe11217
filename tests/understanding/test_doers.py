"""Who did the work, as the verbs of a sentence tell it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.understanding import Recognition

Recognize = Callable[..., Recognition]


@pytest.mark.parametrize(
    "text",
    [
        "papers for the telecalling campaign that was executed by M/s Brightline",
        "we paid Kantar 22,000 pounds for some market research, let's claim it",
        "the landing page was designed for us, what do I attach? a studio built it",
        "which documents? a consultant helped us write the go-to-market plan",
        "콜센터 업체 썼어 텔레마케팅 서류 뭐 내",
        "이노션 통해서 TV 광고 집행했어요",
        "KT한테 문자 발송 맡겼어요",
    ],
)
def test_somebody_else_did_it(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.conditions.get("work_by") == ("third_party",)


@pytest.mark.parametrize(
    "text",
    [
        "two of us spent 30 hours on the newsletter",
        "salary of the two people who drafted our flyer",
        "the landing page our web guy built, docs?",
        "our own designer spent four days on the flyers",
        "no outside party involved in the webinar, which papers",
        "저희 인턴이 릴스 찍었습니다",
        "텔레마케팅을 우리 인력으로만 했어요",
        "외주 준 거 없이 저희끼리 만든 브로슈어",
    ],
)
def test_we_did_it(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.conditions.get("work_by") == ("in_house",)


@pytest.mark.parametrize(
    "text",
    [
        "부스 운영 일부는 직접 하고 일부는 대행사에 맡겼어요",
        "half of the trade show we did ourselves, half was done by a freelancer",
    ],
)
def test_both_did_it(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.conditions.get("work_by") == ("both",)


@pytest.mark.parametrize(
    "text",
    [
        "저희 직원 KTX 요금은 제외라는데 세미나 외부 강사님 교통비는요?",
        "the seminar must be done by 5 May",
        "the webinar was paid in March",
        "거래처 업체 담당자 대상 세미나를 했어요",
    ],
)
def test_who_is_only_mentioned_did_nothing(recognize: Recognize, text: str) -> None:
    assert "work_by" not in recognize(text).slots.conditions
