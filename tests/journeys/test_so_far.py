"""“What did I enter so far?” and “start over” in the middle of a draft."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import KOREAN, TO_THE_NET, at


@pytest.mark.parametrize(
    "typed",
    [
        "what did I enter so far?",
        "show me what I've entered",
        "can you show me my answers?",
        "what do you have from me?",
        "give me a summary",
        "read back my answers please",
        "what info do you have so far",
    ],
)
async def test_what_is_saved_is_told_and_the_field_asked_again(asha: Persona, typed: str) -> None:
    await at(asha, "3 October")
    await asha.says(typed)

    asha.sees("Saved so far:", "• Activity: Digital", "• First day of the activity: 3 October 2026")
    asha.sees("Last day of the activity")


@pytest.mark.parametrize(
    "typed",
    [
        "지금까지 입력한 거 보여줘",
        "내가 뭐 입력했지?",
        "제가 입력한 내용 확인할 수 있나요",
        "여기까지 입력한 내용 좀 알려줘요",
        "지금까지 내용 정리해 주세요",
    ],
)
async def test_what_is_saved_is_told_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고"):
        await minjun.says(text)
    await minjun.says(typed)

    minjun.sees("지금까지 저장된 내용", "• 클레임 이름: 가을 광고", "활동 첫날")


async def test_a_cost_that_is_being_typed_is_told_too(asha: Persona) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says("what did I enter so far?")

    asha.sees("Saved so far:", "• Vendor, as on the invoice: Contoso", "• Kind of cost: Media")


async def test_costs_and_documents_are_told(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("invoice.pdf", samples.pdf()))
    await asha.says("what did I enter so far?")

    asha.sees("• Contoso: USD 4,200.00", "• Third-party invoice: invoice.pdf")
    asha.sees_not("missing")


@pytest.mark.parametrize("typed", ["which ones have I sent?", "what did I upload so far?"])
async def test_only_the_documents_are_told(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.uploads(("invoice.pdf", samples.pdf()))
    await asha.says(typed)

    asha.sees("• Third-party invoice: invoice.pdf", "• Landing page address: missing")
    asha.sees_not("• Activity")


async def test_a_first_draft_has_nothing_yet(asha: Persona) -> None:
    await asha.says("new claim")
    await asha.says("what did I enter so far?")

    asha.sees("Nothing is saved yet.", "Which program and location?")


@pytest.mark.parametrize(
    "typed",
    [
        "start over",
        "let's start from scratch",
        "restart please",
        "no, start it all over",
        "RESTART",
    ],
)
async def test_starting_over_is_asked_and_loses_nothing(
    stage: Stage, asha: Persona, typed: str
) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads"):
        await asha.says(text)
    await asha.says(typed)

    asha.sees("Start over", "stays among your drafts", "Discard draft", "Back to claim")
    asha.sees_not("A few questions first")
    await asha.clicks("New claim")
    assert len(await claims_of(stage)) == 2
    asha.sees("New claim", "step 1 of 6")


@pytest.mark.parametrize("typed", ["처음부터 다시 할게요", "그냥 처음부터 다시 시작하고 싶어요"])
async def test_starting_over_in_korean(stage: Stage, typed: str) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    for text in (*KOREAN, "가을 광고"):
        await minjun.says(text)
    await minjun.says(typed)

    minjun.sees("처음부터 다시", "임시 저장 삭제")


async def test_words_of_it_may_be_an_answer(stage: Stage, asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("Summary")

    assert (await claims_of(stage))[0]["claim_name"] == "Summary"
    await asha.says("restarted our campaign in March with Azure ads")
    asha.sees_not("Start over")


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en-US", "how many documents are left?", "Still open before it can be submitted"),
        ("en-US", "how many questions are left", "Still open before it can be submitted"),
        ("ko-KR", "서류 몇 개 남았어?", "제출하기 전에 아직 남은 항목"),
        ("ko-KR", "앞으로 몇 개 더 올려야 해요?", "제출하기 전에 아직 남은 항목"),
    ],
)
async def test_how_much_is_left_is_told(stage: Stage, language: str, typed: str, told: str) -> None:
    person = stage.person("Somin", locale=language)
    for text in ("new claim", "1", "google ads", "start" if language == "en-US" else "시작"):
        await person.says(text)
    await person.says(typed)

    person.sees(told)


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en-US", "who are you?", "I am a bot"),
        ("en-US", "Are you human?", "I am a bot"),
        ("ko-KR", "봇이에요?", "저는 봇입니다"),
        ("en-US", "how long will this take", "Filing takes some minutes"),
        ("ko-KR", "이거 얼마나 걸려요?", "신청은 몇 분이면 됩니다"),
    ],
)
async def test_what_it_is_and_how_long_it_takes(
    stage: Stage, language: str, typed: str, told: str
) -> None:
    person = stage.person("Somin", locale=language)
    for text in ("new claim", "1", "google ads"):
        await person.says(text)
    await person.says(typed)

    person.sees(told)


@pytest.mark.parametrize(("language", "typed"), [("en-US", "start"), ("ko-KR", "시작")])
async def test_start_a_second_time_goes_on(stage: Stage, language: str, typed: str) -> None:
    person = stage.person("Somin", locale=language)
    for text in ("new claim", "1", "google ads", typed):
        await person.says(text)
    before = person.said
    await person.says(typed)

    assert len(await claims_of(stage)) == 1
    assert person.said.split("\n")[1:4] == before.split("\n")[1:4]


@pytest.mark.parametrize("typed", ["go", "let's go", "ok, go ahead", "I'm ready", "시작할게요"])
async def test_words_like_start_begin(stage: Stage, asha: Persona, typed: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", typed):
        await asha.says(text)

    asha.sees("step 2 of 6" if typed.isascii() else "6단계 중 2단계")


@pytest.mark.parametrize("typed", ["what did I enter so far?", "what's missing?"])
async def test_the_list_of_what_is_needed_is_not_told_twice(asha: Persona, typed: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", typed):
        await asha.says(text)

    asha.sees("Back to your claim", "Type “start” to go on")
    asha.sees_not("Certification Statement and Report")


@pytest.mark.parametrize(
    "typed", ["what's the total", "how much am I claiming in total?", "what is my claim amount"]
)
async def test_what_the_claim_comes_to_is_told(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    await asha.says(typed)

    asha.sees("• Contoso: USD 4,200.00", "• Claimed in total: USD 4,200.00")
    asha.sees_not("Your co-op funds")


async def test_without_a_cost_there_is_no_total(asha: Persona) -> None:
    await at(asha)
    await asha.says("what's the total?")

    asha.sees("No cost is saved yet.")


async def test_a_claim_called_missing_is_told_too(asha: Persona) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", "start", "outside vendors"):
        await asha.says(text)
    await asha.says("missing")
    await asha.says("what did I enter so far?")

    asha.sees("• Claim name: missing")


@pytest.mark.parametrize(
    "typed", ["start over with another program", "start again from the top please"]
)
async def test_words_that_begin_with_start_do_not_begin(asha: Persona, typed: str) -> None:
    for text in ("new claim", "CSP indirect reseller", "google ads", typed):
        await asha.says(text)

    asha.sees_not("A few questions first")
