"""The name of a claim keeps what belongs to it, its days too; what says another field does not."""

from __future__ import annotations

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.test_several_answers_typed import FIRST, LAST
from tests.journeys.test_typed_days import TO_THE_NAME

KOREAN = ("새 클레임", "CSP 간접 재판매인", "구글 광고", "시작", "외부 업체")
THIRD, FIFTH = FIRST + "3 October 2026", LAST + "5 October 2026"


async def names_it(partner: Persona, typed: str) -> None:
    for words in KOREAN if partner.locale.startswith("ko") else TO_THE_NAME:
        await partner.says(words)
    await partner.says(typed)


@pytest.mark.parametrize(
    "title",
    [
        "Booth at ICT Expo, 3-5 October",
        "Cloud Day, Busan, 3-5 October",
        "3-5 October, booth at ICT Expo",
        "Road show, from 3 to 5 October",
    ],
)
async def test_days_stay_in_a_title_and_are_taken_besides(asha: Persona, title: str) -> None:
    await names_it(asha, title)

    asha.sees(f"Claim name: {title}; {THIRD}; {FIFTH}.", "What did you do")


@pytest.mark.parametrize(
    "title", ["Booth at ICT Expo, 3-5 December", "Booth at ICT Expo, 3-5 March 2024"]
)
async def test_days_of_a_title_that_cannot_be_claimed_are_asked(asha: Persona, title: str) -> None:
    await names_it(asha, title)

    asha.sees(f"Claim name: {title}.", "First day of the activity")
    asha.sees_not(FIRST, "is still to come", "closed on")


@pytest.mark.parametrize(
    "title",
    [
        "Q3 ads, July to September",
        "Azure (AI & Data) bootcamp",
        "Booth at ICT Expo (3-5 October)",
        "Webinar: 5 steps to the cloud",
        "Vendor day: Contoso and friends",
        "Cloud start: Azure for all",
        "🚀 Launch, Seoul 🎉",
        '"Cloud first" campaign',
        "Net zero campaign, Seoul",
        "First day at work campaign",
        "Roadshow (4,200 USD)",
    ],
)
async def test_a_title_is_kept_as_it_was_typed(asha: Persona, title: str) -> None:
    await names_it(asha, title)
    asha.sees("✓ Saved.", "First day of the activity")
    await asha.says("cancel")
    await asha.says("continue")

    assert asha.beside("claim_name")[0] == title


async def test_a_sentence_about_the_days_is_no_part_of_the_title(asha: Persona) -> None:
    await names_it(asha, "Booth at ICT Expo, it took place 3-5 October")

    asha.sees(f"Claim name: Booth at ICT Expo; {THIRD}; {FIFTH}.")


async def test_a_title_behind_its_label_may_have_any_words(asha: Persona) -> None:
    await names_it(asha, "claim name: Now or never, 3-5 October")

    asha.sees(f"Claim name: Now or never, 3-5 October; {THIRD}; {FIFTH}.")


async def test_a_sum_behind_the_days_is_no_part_of_the_title(asha: Persona) -> None:
    await names_it(asha, "Booth at ICT Expo, 3-5 October, 4,200 USD")

    asha.sees(f"Claim name: Booth at ICT Expo, 3-5 October; {THIRD}", "“4,200 USD”")


async def test_days_alone_are_no_title(asha: Persona) -> None:
    await names_it(asha, "3-5 October")

    asha.sees(THIRD, FIFTH, "Claim name")
    asha.sees_not("Claim name: ")


@pytest.mark.parametrize(
    "typed",
    [
        "claim name Autumn ads",
        "Claim name: Autumn ads",
        "claim name = Autumn ads",
        "Claim name - Autumn ads",
        "Title: “Autumn ads”",
        "call it Autumn ads",
        "I'd like to call it Autumn ads",
        "Let's go with Autumn ads",
        "the claim is called Autumn ads",
        "Please name it Autumn ads",
        "the name is Autumn ads",
    ],
)
async def test_the_words_that_name_the_field_are_no_part_of_the_title(
    asha: Persona, typed: str
) -> None:
    await names_it(asha, typed)

    asha.sees("✓ Saved: Claim name: Autumn ads.", "First day of the activity")


@pytest.mark.parametrize(
    "typed",
    [
        "청구명은 가을 광고",
        "청구명: 가을 광고",
        "청구명은 가을 광고입니다",
        "클레임 이름 = 가을 광고",
        "제목: 가을 광고",
        "이름은 가을 광고로 해주세요",
        "‘가을 광고’로 해 주세요",
        "가을 광고로 할게요",
        "가을 광고라고 해주세요",
    ],
)
async def test_nor_are_they_in_korean(stage: Stage, typed: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await names_it(hana, typed)

    hana.sees("클레임 이름: 가을 광고.", "활동 첫날")


async def test_a_field_of_a_later_step_is_no_part_of_the_title(asha: Persona) -> None:
    await names_it(asha, "claim name Booth at ICT Expo, vendor Contoso")

    asha.sees("Claim name: Booth at ICT Expo.", "“vendor Contoso”")


@pytest.mark.parametrize(
    "typed",
    [
        "name: Autumn ads\ndates: 3-5 October\ncurrency: USD",
        "currency: USD, dates: 3-5 October, name: Autumn ads",
        "claim name: Autumn ads first day: 3 October last day: 5 October currency: USD",
        "claim name: Autumn ads / first day: 3 October / last day: 5 October / currency: USD",
        "claim name – Autumn ads; first day – 3 October; last day – 5 October; currency – USD",
        "1. Claim name: Autumn ads\n2. Dates: 3-5 October\n3. Currency: USD",
        "- Claim name = Autumn ads (currency: USD)\n- Dates = 3-5 October",
    ],
)
async def test_a_form_that_is_typed_as_a_list_is_taken_in_any_order(
    asha: Persona, typed: str
) -> None:
    await names_it(asha, typed)

    asha.sees(f"Claim name: Autumn ads; {THIRD}; {FIFTH}; Currency of the claim: USD.")
    asha.sees_not("Not taken")


@pytest.mark.parametrize(
    "typed",
    [
        "클레임명: 가을 광고, 기간: 10월 3일~5일, 통화: USD",
        "시작일 10월 3일, 종료일 10월 5일, 통화: USD, 청구명은 가을 광고예요",
        "클레임 이름: 가을 광고\n시작일: 10월 3일\n종료일: 10월 5일\n통화: USD",
    ],
)
async def test_so_it_is_with_a_list_in_korean(stage: Stage, typed: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await names_it(hana, typed)

    hana.sees("클레임 이름: 가을 광고; 활동 첫날: 2026년 10월 3일", "2026년 10월 5일", ": USD")
    hana.sees_not("받지 않았습니다")


async def test_a_description_is_kept_without_its_label(asha: Persona) -> None:
    await names_it(asha, "name: Autumn ads, dates: 3-5 October, currency: USD")
    await asha.says("Description: We ran Google ads for Microsoft 365, and Azure, in Korea.")
    asha.sees("✓ Saved")
    await asha.says("cancel")
    await asha.says("continue")

    words = "We ran Google ads for Microsoft 365, and Azure, in Korea."
    assert asha.beside("description")[0] == words
