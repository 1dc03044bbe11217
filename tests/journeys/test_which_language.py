"""Whole messages clearly in the other language switch the conversation, both ways; words do not."""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing
from tests.journeys.languages import english_in, korean_in
from tests.journeys.stage import Stage

ENGLISH = "What documents do I need for a webinar?"
KOREAN = "웨비나를 하려면 어떤 서류가 필요한가요?"


def speaks_english(partner):
    """Whether the newest answers are in English."""
    assert partner.new
    return not korean_in(partner.new) and bool(english_in(partner.new))


def speaks_korean(partner):
    """Whether the newest answers are in Korean."""
    assert partner.new
    return bool(korean_in(partner.new)) and not english_in(partner.new)


@pytest.fixture
async def english(stage):
    """A partner who has been understood in English."""
    asha = stage.person("Asha")
    await asha.says(ENGLISH)
    assert speaks_english(asha)
    return asha


@pytest.fixture
async def korean(stage):
    """A partner who has been understood in Korean."""
    hana = stage.person("하나", locale="ko-KR")
    await hana.says(KOREAN)
    assert speaks_korean(hana)
    return hana


SENTENCES = (
    (KOREAN, ENGLISH),
    ("남은 자금이 얼마예요?", "how much money do I have left"),
    ("새 클레임", "I want to start a new claim"),
    ("서류가뭐필요해요", "Which files do you accept?"),
)


@pytest.mark.parametrize(("in_korean", "in_english"), SENTENCES)
async def test_a_whole_message_switches_there_and_back(english, in_korean, in_english):
    await english.says(in_korean)
    assert speaks_korean(english), english.said
    await english.says("hi")
    assert speaks_korean(english), english.said
    await english.says(in_english)
    assert speaks_english(english), english.said


STRAY_IN_KOREAN = ("cancel", "webinar", "Contoso Media Group Ltd", "Microsoft 365", "help")
STRAY_IN_ENGLISH = (
    "서울",
    "콘토소",
    "Expo 서울 booth",
    "가을 캠페인",
    "Contoso 코리아 invoice A-1",
)


@pytest.mark.parametrize("text", STRAY_IN_ENGLISH)
async def test_a_korean_word_or_name_leaves_an_english_conversation_english(english, text):
    await english.says(text)
    assert english_in(english.new)
    assert korean_in(english.new, text) == set()
    await english.says("hi")

    assert speaks_english(english)


@pytest.mark.parametrize("text", STRAY_IN_KOREAN)
async def test_an_english_word_or_name_leaves_a_korean_conversation_korean(korean, text):
    await korean.says(text)
    assert english_in(korean.new, text) == set()
    await korean.says("hi")

    assert speaks_korean(korean)


@pytest.mark.parametrize("word", ["안녕하세요", "도움말", "취소"])
async def test_a_korean_command_is_answered_in_korean_but_alone_does_not_switch(english, word):
    await english.says(word)
    assert korean_in(english.new)
    await english.says("hi")

    assert speaks_english(english)


async def test_the_first_word_of_a_korean_at_an_english_client_is_enough(asha):
    await asha.says("안녕하세요")
    await asha.clicks("menu.help") if "menu.help" in str(asha.new[-1].card) else await asha.says(
        "hi"
    )

    assert speaks_korean(asha)


async def reaches(partner, field):
    filing = Filing(partner)
    await filing.starts()
    while not filing._asks(field):
        await filing._step(filing._kinds())
    return filing


TYPED_IN_ENGLISH = (
    "서울 엑스포 부스 행사입니다",
    "2026-09-03",
    "2026-10-02",
    "서울에서 Microsoft 365를 고객에게 소개하는 부스를 운영했습니다.",
    "USD",
    "방문자 10,000명, 상담 250건이었습니다",
)


async def test_what_is_typed_into_a_field_says_nothing_about_the_language(english):
    await reaches(english, "claim_name")
    for text in TYPED_IN_ENGLISH:
        await english.says(text)
        assert korean_in(english.new, text, "서울 엑스포 부스 행사입니다") == set(), text
    for text in ("1", "콘토소 미디어 주식회사입니다", "1200.50"):
        await english.says(text)

    english.sees("Costs of this claim", "USD 1,200.50")


async def test_english_typed_into_a_field_leaves_a_korean_conversation_korean(korean):
    await reaches(korean, "claim_name")
    text = "This is the big autumn campaign for you"
    await korean.says(text)

    assert english_in(korean.new, text) == set()
    korean.sees("활동 첫날")


async def test_a_question_in_between_switches_and_the_step_comes_back_in_its_language(english):
    await reaches(english, "claim_name")
    await english.says("어떤 파일 형식을 올릴 수 있나요?")

    english.sees("보낼 수 있는 파일", "클레임 이름")
    english.sees_not("Claim name")


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
async def test_a_language_that_was_asked_for_stays_whatever_is_typed(stage, locale):
    partner = stage.person("Asha", locale=locale)
    await partner.says("English")
    await partner.says(KOREAN)
    assert speaks_english(partner), partner.said
    await partner.says("한국어")
    await partner.says(ENGLISH)

    assert speaks_korean(partner), partner.said


@pytest.mark.parametrize(
    ("locale", "other", "told", "hello"),
    [
        ("en-US", "한국어", "이제부터 한국어로 말씀드리겠습니다.", "무엇을 하시겠습니까?"),
        ("ko-KR", "English", "From now on I speak English with you.", "What would you like to do?"),
    ],
)
async def test_the_button_of_the_other_language_switches_and_it_stays(
    stage: Stage, locale: str, other: str, told: str, hello: str
) -> None:
    partner = stage.person("Minjun", locale=locale)
    await partner.says("hi")
    await partner.clicks(other)
    partner.sees(told)
    await partner.says("hi")

    partner.sees(hello)
