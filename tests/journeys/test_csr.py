"""The CSR is made in the chat: by cards, by typing, over a restart, and never twice."""

from __future__ import annotations

import pytest

from tests.journeys.csr_filing import (
    SIGNATURE,
    WORK,
    at_the_csr,
    submits,
    the_csrs,
    with_csr,
    with_lines,
    words_of,
)
from tests.journeys.languages import english_in, korean_in


async def test_a_csr_made_by_cards_arrives_at_the_backend_byte_for_byte(stage, asha):
    filing = await with_csr(asha)
    asha.sees("“CSR Autumn campaign.docx” is made and added to your claim.")
    await submits(filing)

    [body] = await the_csrs(stage)
    words = words_of(body)
    for expected in ("Autumn campaign", "Dana Lee", "960.00", "1,200.50 USD", "Jane Park"):
        assert expected in words
    assert korean_in(asha.messages) == set()


TYPED = (
    ("여기서 작성", "CSR: 작업 항목"),
    ("이수진", "수행한 업무"),
    ("광고 문구 작성", "작업 시작일"),
    ("9월 1일", "활동 기간"),
    ("9월 3일", "작업 종료일"),
    ("9월 5일", "총 시간"),
    ("100시간", "최대 72시간"),
    ("7시간 30분", "시간당 비용"),
    ("만원", "차이는 1,125,000원"),
    ("1번 변경", "CSR: 작업 항목"),
    ("이수진 과장", "수행한 업무"),
    ("광고 문구 작성", "작업 시작일"),
    ("9월 3일", "작업 종료일"),
    ("9월 5일", "총 시간"),
    ("24", "시간당 비용"),
    ("4만 5천원", "차이는 120,000원"),
    ("자재 추가", "자재 이름"),
    ("전단지", "수량"),
    ("200개", "개당 비용"),
    ("600원", "1,200,000원"),
    ("모두 입력했습니다", "서명자 이름"),
    ("김지은", "서명자 직책"),
    ("마케팅 이사", "서명일"),
    ("내일", "아직 오지 않은 날짜"),
    ("어제", "사실이고"),
    ("아니요", "유효하지 않습니다"),
    ("확인합니다", "문서를 만들어 클레임에 추가했습니다"),
)


async def test_a_csr_is_made_by_typing_in_korean(stage):
    hana = stage.person("하나", locale="ko-KR")
    plan = {
        "claim_name": "가을 광고",
        "description": "한국 고객에게 마이크로소프트 제품을 홍보하는 광고를 진행했습니다.",
        "currency": "KRW",
        "net": "1200000",
    }
    filing = await at_the_csr(hana, **plan)
    for text, seen in TYPED:
        await hana.says(text)
        hana.sees(seen)
    await filing.goes_on()
    await filing.submits()
    await hana.waits()

    hana.sees("접수증")
    [body] = await the_csrs(stage)
    for expected in (
        "가을 광고",
        "이수진 과장",
        "전단지",
        "1,200,000 KRW",
        "인증 명세서 및 보고서",
    ):
        assert expected in words_of(body)
    assert english_in(hana.messages, "10,000 views and 250 clicks") == set()


async def test_totals_that_differ_are_told_and_either_side_can_be_changed(asha):
    filing = await at_the_csr(asha)
    await asha.clicks("Create it here")
    await asha.clicks("Save and continue", **WORK)
    asha.sees("USD 960.00", "USD 1,200.50", "they differ by USD 240.50")
    await asha.clicks("That is all")
    asha.sees("they differ by USD 240.50")
    await asha.clicks("Change the costs")
    await asha.clicks("Change")
    await asha.clicks("Save and continue", net="960", claimed="960")
    await asha.clicks("That is all")
    asha.sees("CSR: work and material of your own staff")
    asha.sees_not("they differ")
    await asha.clicks("That is all")
    await asha.clicks("Create the CSR", **SIGNATURE)

    asha.sees("“CSR Autumn campaign.docx” is made")
    await submits(filing)


async def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(asha):
    await at_the_csr(asha)
    await asha.clicks("Create it here")
    await asha.clicks("Save and continue", **{**WORK, "hours": "50", "hourly_cost": "60.123"})

    assert asha.beside("hourly_cost")[0] == "60.123"
    asha.sees("USD has 2 decimals", "Dana Lee")
    await asha.clicks("Save and continue", hourly_cost="60")
    asha.sees("48 hours is the most for these days")
    await asha.clicks("Save and continue", hours="16")
    asha.sees("1. Work: Dana Lee")


@pytest.mark.parametrize(("task", "item"), [("번역", "펜"), ("PR", "Pens")])
async def test_short_words_are_words_too(asha, task, item):
    await at_the_csr(asha)
    await asha.clicks("Create it here")
    await asha.clicks("Save and continue", **{**WORK, "task": task})
    await asha.clicks("Add material")
    await asha.clicks("Save and continue", item=item, quantity="1", unit_cost="240.50")

    asha.sees(f"2. Material: {item}", task)
    asha.sees_not("they differ")


async def test_a_half_typed_line_is_still_there_after_a_restart_on_another_device(stage_of):
    first = await stage_of()
    asha = first.person("Asha")
    await at_the_csr(asha)
    for text in ("create it", "Dana Lee", "Set up the campaign", "3 September 2026"):
        await asha.says(text)
    second = await stage_of()
    phone = second.person("Asha", device="phone")
    await phone.says("continue")

    phone.sees("CSR: one line of work", "Dana Lee", "Set up the campaign", "2026-09-03")
    for text in ("4 September 2026", "16 hours", "60"):
        await phone.says(text)
    phone.sees("1. Work: Dana Lee", "USD 960.00")


async def test_a_signature_that_was_begun_is_asked_again_after_a_break(asha):
    await with_lines(asha)
    for text in ("That is all", "Jane Park", "later"):
        await asha.says(text)
    await asha.says("continue")

    asha.sees("CSR: statement and signature", "Jane Park")


async def test_a_double_click_attaches_once(stage, asha):
    filing = await with_lines(asha)
    await asha.clicks("That is all")
    press = asha.press("Create the CSR", SIGNATURE)
    await asha.sends(press)
    await asha.sends({**press, "id": "again"})
    asha.sees("That card has moved on")
    await submits(filing)

    assert len(await the_csrs(stage)) == 1


async def test_the_lines_can_be_left_for_the_review_and_a_question_is_answered(asha):
    await with_lines(asha)
    await asha.says("what is a CSR?")
    asha.sees("takes the place of the invoice", "2. Material: Posters")
    await asha.says("go to review")

    asha.sees("A required document is missing: Certification Statement and Report (CSR)")
