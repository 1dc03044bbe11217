"""The road by typing only, by typing and cards mixed, in English and in Korean."""

from __future__ import annotations

import hashlib

import pytest

from tests import samples
from tests.journeys.filing import files
from tests.journeys.languages import english_in, korean_in

ENGLISH = (
    "new claim",
    "CSP indirect reseller",
    "google ads",
    "start",
    "outside vendors",
    "Autumn ads",
    "3 September 2026",
    "2026-10-02",
    "We ran Google ads for Microsoft 365 and Azure in Korea.",
    "USD",
    "10,000 impressions and 250 clicks",
    "media placement",
    "Contoso Media",
    "1,200.50",
    "that is all",
)
KOREAN = (
    "새 클레임",
    "CSP 간접 재판매인",
    "구글 광고",
    "시작",
    "외부 업체",
    "가을 캠페인",
    "2026년 9월 3일",
    "10월 2일",
    "한국 고객을 대상으로 마이크로소프트 365 광고를 진행했습니다.",
    "KRW",
    "노출 10,000회, 클릭 250회",
    "매체 집행비",
    "한국미디어",
    "120만원",
    "모두 입력했습니다",
)


@pytest.mark.parametrize(
    ("new", "typed"),
    [
        ("new claim", "I'd like the CSP indirect reseller"),
        ("new claim", "we are a CSP reseller"),
        ("새 클레임", "CSP 간접 리셀러로 해주세요"),
        ("새 클레임", "간접 리셀러로 부탁드립니다"),
        ("새 클레임", "CSP 간접 재판매인을 선택할게요"),
    ],
)
async def test_a_program_is_named_in_a_sentence(stage, new, typed):
    partner = stage.person("하나", locale="ko-KR" if new[0] == "새" else "en-US")
    await partner.says(new)
    await partner.says(typed)

    partner.sees("무엇에 비용을" if new[0] == "새" else "What was the money spent on?")


@pytest.mark.parametrize("typed", ["is it CSP indirect reseller?", "not a CSP reseller"])
async def test_a_program_that_is_asked_about_or_denied_is_not_chosen(asha, typed):
    await asha.says("new claim")
    await asha.says(typed)

    asha.sees_not("What was the money spent on?")


async def sends_the_documents(partner):
    sent = []
    for number in range(4):
        is_link = number == 2
        content = samples.pdf(f"proof {number}")
        if is_link:
            await partner.says("https://contoso.example/landing")
        else:
            await partner.uploads((f"proof{number}.pdf", content))
            sent.append(content)
    return sent


async def test_a_claim_is_filed_by_typing_only(stage, asha):
    for text in ENGLISH:
        await asha.says(text)
    sent = await sends_the_documents(asha)
    asha.sees("Review: Autumn ads", "USD 1,200.50")
    await asha.says("Submit claim")
    asha.sees("please type “I confirm”")
    await asha.says("I confirm")
    asha.sees("Sending: Autumn ads")
    await asha.waits()

    asha.sees("Receipt: your claim is accepted for review")
    received = await stage.received()
    hashes = {d["sha256"] for d in received[0]["claim"]["documents"] if d.get("sha256")}
    assert hashes == {hashlib.sha256(content).hexdigest() for content in sent}
    assert korean_in(asha.messages) == set()


async def test_a_claim_is_filed_by_typing_only_in_korean(stage):
    hana = stage.person("하나", locale="ko-KR")
    for text in KOREAN:
        await hana.says(text)
    await sends_the_documents(hana)
    hana.sees("검토: 가을 캠페인", "1,200,000원")
    await hana.says("제출")
    hana.sees("확약합니다")
    await hana.says("확인합니다")
    await hana.waits()

    hana.sees("접수증")
    [received] = await stage.received()
    line = received["claim"]["expense_lines"][0]
    assert (received["claim"]["currency"], line["net"]) == ("KRW", "1200000")
    assert english_in(hana.messages) == set()


@pytest.mark.parametrize("activity", ["DG_DIGITAL", "MD_SEMINAR", "PR_CONF"])
async def test_a_korean_reads_korean_from_the_welcome_to_the_receipt(stage, activity):
    hana = stage.person("하나", locale="ko-KR")
    await hana.installs()
    plan = {
        "claim_name": "가을 캠페인",
        "description": "한국 고객에게 마이크로소프트 제품을 홍보하는 캠페인을 진행했습니다.",
        "vendor_name": "한국미디어",
        "currency": "KRW",
        "net": "1200000",
    }
    filing = await files(hana, activity, plan=plan)
    await filing.submits()
    await hana.waits()
    for text in ("도움말", "내 클레임", "취소", "안녕하세요", "계속", "뒤로", "감사합니다"):
        await hana.says(text)

    assert english_in(hana.messages, "10,000 views and 250 clicks") == set()


async def test_somebody_who_reads_english_never_sees_korean(asha):
    await asha.installs()
    filing = await files(asha, "MD_SEMINAR")
    await filing.submits()
    await asha.waits()
    for text in ("help", "my claims", "cancel", "hi", "continue", "back", "thanks"):
        await asha.says(text)

    assert korean_in(asha.messages) == set()


async def test_cards_and_typing_can_be_mixed_within_one_step(stage, asha):
    await asha.says("new claim")
    await asha.clicks("Save and continue", program_location=first_pair(asha))
    await asha.says("trade show")
    await asha.clicks("Start")
    await asha.says("2")
    await asha.says("Autumn fair")
    asha.sees("First day of the activity")
    await asha.clicks(
        "claim.form",
        claim_name="Autumn fair",
        activity_start="2026-09-03",
        activity_end="2026-09-04",
        description="We had a booth at the autumn fair with Surface devices.",
        currency="EUR",
        metric_estimated_visitors="250",
    )
    asha.sees("One cost")
    await asha.says("venue")
    await asha.says("800")
    asha.sees("Costs of this claim", "EUR 800.00")
    await asha.clicks("That is all")

    asha.sees("Certification Statement and Report (CSR)", "Document 1 of 4")


async def test_the_checklist_can_be_left_by_its_words(asha):
    for text in ENGLISH[:3]:
        await asha.says(text)
    asha.sees("What you will need: Digital advertising")
    await asha.says("other activity")
    asha.sees("Which activity did you carry out?")
    await asha.says("trade show")
    await asha.says("Start")

    asha.sees("Trade show, exhibition · step 2 of 6")
    await asha.says("my claims")
    asha.sees_not("Digital advertising")


def first_pair(partner):
    field = next(n for n in partner.new[-1].card["body"] if n.get("id") == "program_location")
    return field["choices"][0]["value"]


@pytest.mark.parametrize(
    ("locale", "later", "submit", "shown"),
    [("en-US", "Later", "submit", "Review: "), ("ko-KR", "나중에", "제출할게요", "검토: ")],
)
async def test_submit_typed_after_a_pause_goes_on_with_the_draft(
    stage, locale, later, submit, shown
):
    partner = stage.person("하나", locale=locale)
    plan = {"claim_name": "가을 캠페인", "vendor_name": "한국", "description": "가" * 30}
    await files(partner, plan=plan)
    await partner.clicks(later)
    await partner.says(submit)

    partner.sees(shown + "가을 캠페인")


async def test_submit_typed_without_a_draft_says_that_there_is_none(asha):
    await asha.says("hello")
    await asha.says("submit")

    asha.sees("There is no open draft")
