"""A file that comes with words: it is kept or said not to be, and the words are not lost either."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.filing import Filing
from tests.journeys.languages import english_in
from tests.journeys.test_documents import reaches_documents

INVOICE = ("invoice.pdf", samples.pdf())
KOREAN = {"claim_name": "가을 캠페인", "vendor_name": "한국", "description": "가" * 30}
NOT_YET = "I did not keep the file yet"
ONLY_INSIDE = "I keep files only inside a claim, so this one was not stored."


async def reaches_documents_in_korean(stage):
    hana = stage.person("하나", locale="ko-KR")
    filing = Filing(hana, plan=KOREAN)
    await filing.starts()
    await filing.goes_on(until="claim.later")
    return hana


@pytest.mark.parametrize(
    "words", ["thanks", "continue", "Later", "hello", "go back", "where was I", "English"]
)
async def test_a_file_sent_with_a_usual_word_is_kept(asha, words):
    await reaches_documents(asha)
    await asha.uploads(INVOICE, text=words)
    asha.sees("“invoice.pdf” received for Third-party invoice", "Document 2 of 4")
    asha.sees_not("Your words go along")


@pytest.mark.parametrize("words", ["감사합니다", "계속", "나중에", "뒤로", "한국어"])
async def test_a_file_sent_with_a_usual_korean_word_is_kept(stage, words):
    hana = await reaches_documents_in_korean(stage)
    await hana.uploads(INVOICE, text=words)

    hana.sees("“invoice.pdf” 파일을 받았습니다", "서류 4개 중 2번째")


@pytest.mark.parametrize(
    ("words", "shown"),
    [("my claims", "My claims"), ("help", "You are filing"), ("cancel", "We stop here")],
)
async def test_a_wish_beside_a_file_is_done_after_the_file_was_kept(asha, words, shown):
    await reaches_documents(asha)
    await asha.uploads(INVOICE, text=words)

    asha.sees("“invoice.pdf” received for Third-party invoice", shown)
    assert shown in asha.new[-1].words


async def test_a_question_beside_a_file_is_answered(asha):
    await reaches_documents(asha)
    await asha.uploads(INVOICE, text="Here it is. Is VAT covered?")

    asha.sees("“invoice.pdf” received for Third-party invoice", "VAT that you can recover")
    asha.sees("Document 2 of 4")


async def test_other_words_beside_a_file_are_said_to_be_a_note_and_no_answer(stage, asha):
    filing = await reaches_documents(asha)
    await asha.uploads(INVOICE, text="wait, the amount is 1,300 USD")
    asha.sees("Your words go along as a note: “wait, the amount is 1,300 USD”")
    await filing.goes_on()
    asha.sees("USD 1,200.50")
    await filing.submits()
    await asha.waits()
    [received] = await stage.received()

    assert received["claim"]["documents"][0]["note"] == "wait, the amount is 1,300 USD"


async def test_what_becomes_of_the_words_is_told_in_korean(stage):
    hana = await reaches_documents_in_korean(stage)
    await hana.uploads(INVOICE, text="송장입니다")
    hana.sees("함께 보내신 말씀은 메모로 첨부됩니다: “송장입니다”")

    assert english_in(hana.messages, "10,000 views and 250 clicks") == set()


async def test_a_question_beside_a_file_that_comes_too_early_is_answered(asha):
    filing = Filing(asha)
    await filing.starts()
    await asha.uploads(INVOICE, text="Is VAT covered?")
    asha.sees(NOT_YET, "VAT that you can recover")
    await asha.uploads(INVOICE, text="Start")

    asha.sees(NOT_YET)


@pytest.mark.parametrize("words", ["new claim", "What is the deadline?"])
async def test_a_file_that_no_claim_can_keep_is_told_beside_what_was_wanted(asha, words):
    await asha.says("hello")
    await asha.uploads(INVOICE, text=words)

    asha.sees(ONLY_INSIDE)
    assert len(asha.new) > 1


async def test_words_about_a_file_that_no_claim_can_keep_ask_for_the_claim(asha):
    await asha.says("hello")
    await asha.uploads(INVOICE, text="this is my invoice")

    asha.sees("Which claim is this file for?")


async def test_a_file_for_a_claim_that_was_sent_is_told_and_help_still_helps(asha):
    filing = await reaches_documents(asha)
    await filing.goes_on()
    await filing.submits()
    await asha.waits()
    await asha.uploads(INVOICE, text="help")

    asha.sees("This claim is already sent, so I did not keep the file", "Help")


async def test_a_document_is_left_for_later_by_the_word_on_the_korean_button(stage):
    hana = await reaches_documents_in_korean(stage)
    await hana.says("나중에")

    hana.sees("타사 송장: 나중으로 미뤄 두었습니다", "서류 4개 중 2번째")
