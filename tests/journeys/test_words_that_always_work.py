"""Words of the command menu, typed in any state: one complete answer each, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import samples
from tests.journeys.afterwards import files_claim
from tests.journeys.filing import Filing
from tests.journeys.stage import Persona, Stage

FOLDER = Path(__file__).parents[2] / "manifest"
LINK = "https://contoso.example/landing"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
TITLES = {
    "en-US": [c["title"] for c in MANIFEST["bots"][0]["commandLists"][0]["commands"]],
    "ko-KR": [
        text
        for key, text in json.loads((FOLDER / "ko.json").read_text("utf-8")).items()
        if ".commands[" in key and key.endswith(".title")
    ],
}
LOST = (
    "What did you mean?",
    "I cannot answer that",
    "어떤 내용을 찾으시나요?",
    "답변해 드릴 수 없는",
)


@pytest.mark.parametrize("locale", TITLES)
async def test_every_command_of_the_menu_is_understood_in_one_message(
    stage: Stage, locale: str
) -> None:
    minjun = stage.person("Minjun", locale=locale)
    await minjun.installs()

    for title in TITLES[locale]:
        await minjun.says(title)

        assert len(minjun.new) == 1, title
        assert not any(words in minjun.new[0].words for words in LOST), title


@pytest.mark.parametrize("locale", TITLES)
async def test_every_command_of_the_menu_works_where_a_claim_asks_for_words(
    stage: Stage, locale: str
) -> None:
    minjun = stage.person("Minjun", locale=locale)
    await minjun.installs()
    await Filing(minjun).starts()
    await minjun.clicks("claim.checklist")
    await minjun.clicks("claim.form", condition_work_by="third_party")

    for title in TITLES[locale]:
        if title in ("New claim", "새 클레임", "Cancel", "취소"):
            continue
        await minjun.says(title)

        assert len(minjun.new) == 1, title
        assert not any(words in minjun.new[0].words for words in LOST), title


@pytest.mark.parametrize("word", ["deadlines", "funds", "status", "documents", "payment"])
async def test_a_single_word_gets_one_complete_message_after_submission(
    asha: Persona, word: str
) -> None:
    await files_claim(asha)
    await asha.says(word)

    assert len(asha.new) == 1
    assert not any(words in asha.new[0].words for words in LOST)


async def test_the_product_has_one_name_everywhere(asha: Persona) -> None:
    await asha.installs()
    name = MANIFEST["name"]["short"]
    page = (FOLDER.parent / "bot/channel/webchat/page.html").read_text("utf-8")

    asha.sees(f"Welcome to {name}")
    assert f"<title>{name}</title>" in page


async def test_a_link_beside_files_is_taken_for_the_document_that_takes_links(
    asha: Persona,
) -> None:
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.unavailable")
    sent = [(f"{name}.pdf", samples.pdf(name)) for name in ("invoice", "screenshot", "results")]
    await asha.uploads(*sent, text=f"All of it; the page is {LINK}.")

    asha.sees("Review:", f"✔ {LINK} is noted for Landing page address")


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-US", "our own staff did it"), ("ko-KR", "우리 직원이 했어요")],
)
async def test_who_did_the_work_may_be_said_in_a_sentence(
    stage: Stage, locale: str, words: str
) -> None:
    minjun = await _at_the_questions(stage, locale)
    await minjun.says(words)

    assert len(minjun.new) == 1
    minjun.sees("3 of 6" if locale == "en-US" else "6단계 중 3단계")


async def test_a_day_that_does_not_exist_is_told_as_such_and_not_answered(stage: Stage) -> None:
    minjun = await _at_the_questions(stage, "ko-KR")
    await minjun.says("외부 업체")
    await minjun.says("가을 캠페인")
    await minjun.says("2026년 13월 1일")

    assert len(minjun.new) == 1
    minjun.sees("활동 첫날")


async def test_a_switch_of_the_language_brings_the_question_back_in_it(stage: Stage) -> None:
    minjun = await _at_the_questions(stage, "ko-KR")
    await minjun.says("English")

    assert len(minjun.new) == 1
    minjun.sees("From now on I speak English with you.", "Who did the work")


async def test_a_switch_of_the_language_with_nothing_at_hand_offers_what_to_do_in_it(
    stage: Stage,
) -> None:
    minjun = stage.person("Minjun")
    await minjun.says("hi")
    await minjun.says("한국어")

    assert len(minjun.new) == 1
    minjun.sees("이제부터 한국어로 말씀드리겠습니다.", "새 클레임", "무엇을 하시겠습니까?")


async def test_yes_right_after_the_declaration_submits(asha: Persona) -> None:
    await files_claim(asha, submits=False)
    await asha.says("submit")
    await asha.says("yes")
    await asha.waits()

    asha.sees("Receipt")


async def test_a_rule_is_named_by_its_page_and_not_by_a_code(stage: Stage) -> None:
    minjun = stage.person("Minjun", locale="ko-KR")
    await minjun.installs()
    await Filing(minjun).starts()
    said = "\n".join(message.words for message in minjun.messages)

    assert "“인센티브 협력 클레임 개요”" in said
    assert "S1, S4" not in said


async def _at_the_questions(stage: Stage, locale: str) -> Persona:
    minjun = stage.person("Minjun", locale=locale)
    await minjun.installs()
    await Filing(minjun).starts()
    await minjun.clicks("claim.checklist")
    return minjun


@pytest.mark.parametrize("word", ["where was I", "back", "continue"])
async def test_going_on_after_submission_shows_where_things_stand(asha: Persona, word: str) -> None:
    await files_claim(asha)
    await asha.says(word)

    assert len(asha.new) == 1
    asha.sees("Submitted, waiting for review")


async def test_submit_typed_while_documents_are_asked_leads_to_the_review(asha: Persona) -> None:
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.unavailable")
    await asha.says("submit")

    assert len(asha.new) == 1
    asha.sees("Review:")


async def test_the_number_of_a_claim_alone_asks_how_it_stands(asha: Persona) -> None:
    await files_claim(asha)
    await asha.says("CL-2026-000001")

    assert len(asha.new) == 1
    asha.sees("Submitted, waiting for review")


async def test_nothing_is_called_a_draft_that_was_sent(asha: Persona) -> None:
    await files_claim(asha)
    await asha.says("cancel")

    assert "Your draft is saved" not in asha.new[0].words
