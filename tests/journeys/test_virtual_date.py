"""While somebody has moved the sandbox's clock, everything that is read says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.stage import Persona, Stage

ENGLISH = "VIRTUAL DATE: the sandbox pretends that it is 26 November 2026, 12:00 (Seoul, KST)."
KOREAN = "가상 날짜: 샌드박스의 현재 시각은 2026년 11월 26일 12:00 (서울, KST)입니다."


async def moves(stage: Stage, days: float) -> None:
    """Move the sandbox's clock; what had to be done by then is done."""
    await stage.control(clock_offset_days=days)


@pytest.mark.parametrize(
    "words",
    ["deadlines", "When is the deadline?", "my claims", "status", "hello", "reminders"],
)
async def test_cards_and_answers_say_it(stage: Stage, asha: Persona, words: str) -> None:
    await files_claim(asha)
    await asha.says("cancel")
    await moves(stage, 3)
    await asha.says(words)

    assert [ENGLISH in message.words for message in asha.new] == [True]
    assert [ENGLISH in message.everything for message in asha.new] == [True]


@pytest.mark.parametrize("words", ["기한", "마감일이 언제인가요?", "내 클레임", "상태"])
async def test_they_say_it_in_korean(stage: Stage, words: str) -> None:
    minji = stage.person("Minji", locale="ko-KR")
    await minji.installs()
    await minji.says("한국어")
    await moves(stage, 3)
    await minji.says(words)

    assert [KOREAN in message.words for message in minji.new] == [True]


async def test_a_message_in_plain_words_says_it(stage: Stage, asha: Persona) -> None:
    await asha.installs()
    await moves(stage, 3)
    await asha.says("thanks")

    asha.sees(ENGLISH, "You are welcome.")


async def test_a_change_told_by_itself_says_it_and_so_does_the_card_in_the_chat(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha)
    card = next(message for message in asha.messages if message.replaced)
    await moves(stage, 3)
    await Reviewer(stage).presses("start_review")
    await hears(asha)

    asha.sees("VIRTUAL DATE", "Under review")
    assert "VIRTUAL DATE" in card.words


async def test_nobody_reads_of_it_when_the_clock_is_the_real_one_again(
    stage: Stage, asha: Persona
) -> None:
    await asha.installs()
    await moves(stage, 3)
    await moves(stage, 0)
    await asha.says("deadlines")

    asha.sees_not("VIRTUAL DATE")


async def test_a_reminder_says_it_once(stage: Stage, asha: Persona) -> None:
    await files_claim(asha, submits=False)
    await asha.says("remind me now")
    await moves(stage, 3)
    stage.clock.moves(seconds=5)
    await asha.waits()

    assert asha.said.count("VIRTUAL DATE") == 1
    assert stage.bot.clock() - stage.clock() == timedelta(days=3)


@pytest.mark.parametrize(
    ("days", "date"), [("3", "11 February 2027"), ("7", "5 February 2027"), ("0", "14 February")]
)
async def test_a_button_of_the_sandboxs_page_says_how_long_before_the_deadline_it_is(
    stage: Stage, asha: Persona, days: str, date: str
) -> None:
    await stage.control(funds="zero")
    await files_claim(asha, submits=False)
    page = f"{stage.base}/sandbox/clock"
    async with stage.session.post(page, data={"days_before": days}) as response:
        assert response.status == 200
        assert "(moved by" in await response.text()
    await asha.waits()

    asha.sees("VIRTUAL DATE", date, "10:00 (Seoul, KST)", "Reminder, ")


async def test_the_same_page_goes_back_to_the_real_date(stage: Stage, asha: Persona) -> None:
    await asha.installs()
    page = f"{stage.base}/sandbox/clock"
    for days in ("14", ""):
        async with stage.session.post(page, data={"days_before": days}) as response:
            assert response.status == 200
    await asha.says("deadlines")

    asha.sees_not("VIRTUAL DATE")


async def test_a_number_that_is_none_moves_nothing(stage: Stage) -> None:
    async with stage.session.post(
        f"{stage.base}/sandbox/clock", data={"days_before": "soon"}
    ) as response:
        assert "days_before" in await response.text()
    assert not stage.bot.clock.is_virtual
