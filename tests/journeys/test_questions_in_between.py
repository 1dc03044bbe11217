"""Questions in the middle: the step comes back once, and the claim is the same as without them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests import samples
from tests.journeys.fake_channel import Message, actions, inputs
from tests.journeys.persona import Persona
from tests.journeys.stage import Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_road_in_words import ENGLISH, KOREAN

ASKED = {
    "en-US": (
        "what is a CSR?",
        "what documents do I need for a webinar?",
        "until when do we have to keep the papers?",
        "which file formats are accepted?",
        "what is the claim deadline?",
    ),
    "ko-KR": (
        "CSR이 뭐예요?",
        "웨비나에는 어떤 서류가 필요한가요?",
        "원본 서류는 언제까지 보관해야 하나요?",
        "어떤 파일 형식을 받나요?",
        "클레임 기한이 언제인가요?",
    ),
}
SCRIPTS = {"en-US": ENGLISH, "ko-KR": KOREAN}


def asks_for(message: Message) -> object:
    """What a message waits for: its inputs and buttons, or the words it ends with."""
    if message.card is None:
        return message.text.rsplit("\n\n", 1)[-1]
    if not [*actions(message.card), *inputs(message.card)]:
        return message.words.rsplit("\n", 1)[-1]
    kinds = [action["data"]["act"]["kind"] for action in actions(message.card)]
    return [i["id"] for i in inputs(message.card)], kinds


async def goes_on(asha: Persona, words: str) -> None:
    """One answer of the script; the checklist is left by its button."""
    if words in ("start", "시작"):
        await asha.clicks("claim.checklist")
    else:
        await asha.says(words)


async def documents(asha: Persona, ask: Any) -> None:
    for number in range(4):
        await ask()
        if number == 2:
            await asha.says("https://contoso.example/landing")
        else:
            await asha.uploads((f"proof{number}.pdf", samples.pdf(f"proof {number}")))
    await ask()


async def nothing() -> None:
    """No question."""


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
async def test_a_question_in_the_middle_of_every_step_brings_the_step_back_once(
    locale: str, stage: Stage
) -> None:
    asha = stage.person("Asha", locale=locale)
    script, questions = SCRIPTS[locale], ASKED[locale]
    asked = 0

    async def ask() -> None:
        nonlocal asked
        before = asha.new[-1]
        await asha.says(questions[asked % len(questions)])
        asked += 1

        (message,) = asha.new
        (answer,) = message.above
        assert "answer.vote" in {a["data"]["act"]["kind"] for a in actions(answer)}
        assert asks_for(message) == asks_for(before)

    await asha.says(script[0])
    for words in script[1:]:
        await ask()
        await goes_on(asha, words)
    await documents(asha, ask)

    assert asked == len(script) - 1 + 5


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
@pytest.mark.parametrize("seed", range(4))
async def test_questions_between_the_answers_change_nothing_in_the_claim(
    seed: int, locale: str, stage_of: Any
) -> None:
    chance = random.Random(seed)
    quiet = (await stage_of(folder="quiet")).person("Asha", locale=locale)
    chatty = (await stage_of(folder="chatty")).person("Asha", locale=locale)

    async def ask() -> None:
        for _ in range(chance.choice((0, 0, 1, 2))):
            await chatty.says(chance.choice(ASKED[locale]))

    for words in SCRIPTS[locale]:
        await goes_on(quiet, words)
        await goes_on(chatty, words)
        await ask()
    await documents(quiet, nothing)
    await documents(chatty, ask)

    told = await claims_of(quiet.stage)
    assert told == await claims_of(chatty.stage)
    assert len(told) == 1


async def test_what_a_partner_asks_about_themselves_is_no_name_of_a_claim(
    stage: Stage, asha: Persona
) -> None:
    for words in ENGLISH[:5]:
        await goes_on(asha, words)
    await asha.says("hmm so what do we do with our thing here?")
    assert not (await claims_of(stage))[0]["claim_name"]
    await asha.says("Copilot: what is next?")

    assert (await claims_of(stage))[0]["claim_name"] == "Copilot: what is next?"


@pytest.mark.parametrize(("word", "left"), [("yes", "withdrawn"), ("no", "draft")])
async def test_discarding_a_draft_is_confirmed_in_words(
    word: str, left: str, stage: Stage, asha: Persona
) -> None:
    for words in ENGLISH[:6]:
        await goes_on(asha, words)
    await asha.says("withdraw this claim")
    asha.sees("Discard this draft?")
    await asha.says(word)

    assert (await claims_of(stage))[0]["status"] == left
    asha.sees_not("What did you mean", "Reminders")


async def test_a_yes_after_another_question_discards_nothing(stage: Stage, asha: Persona) -> None:
    for words in ENGLISH[:6]:
        await goes_on(asha, words)
    await asha.says("withdraw this claim")
    await asha.says("what is a CSR?")
    await asha.says("yes")

    assert (await claims_of(stage))[0]["status"] == "draft"


async def test_a_claim_outside_is_withdrawn_after_yes(stage: Stage) -> None:
    asha = stage.person("Asha", locale="ko-KR")
    for words in KOREAN[:6]:
        await goes_on(asha, words)
    await asha.says("취소")
    await asha.says("클레임을 철회하고 싶어요")
    await asha.says("네")

    assert (await claims_of(stage))[0]["status"] == "withdrawn"


async def test_why_something_is_asked_is_told(asha: Persona) -> None:
    for words in ENGLISH[:2]:
        await goes_on(asha, words)
    await asha.says("why do you need that?")

    asha.sees("The activity decides which documents", "Which activity")
