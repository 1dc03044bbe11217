"""The reason for what is only warned of, given by somebody who types."""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing

SAID = {
    "en-US": (
        "I confirm",
        "You can also type the reason here",
        "The post was taken down too early.",
        "What?",
    ),
    "ko-KR": (
        "동의합니다",
        "사유를 여기에 입력",
        "게시물이 일찍 내려갔습니다.",
        "이유가 왜 필요한가요?",
    ),
}


NOTED = {
    "en-US": ("Your reason is noted", "I declare that", "please type “I confirm”"),
    "ko-KR": ("사유를 기록해 두었으며", "확약합니다", "“확인합니다”라고 입력"),
}


@pytest.mark.parametrize("locale", SAID)
async def test_a_reason_is_typed_after_the_confirmation(stage, locale):
    confirms, asked, reason, question = SAID[locale]
    partner = stage.person("Asha", locale=locale)
    filing = Filing(partner)
    await filing.starts(activity="DG_SOCIAL")
    await filing.goes_on(until="claim.later")
    await filing._document()
    await partner.clicks("claim.unavailable")
    await filing.goes_on()
    await partner.says(confirms)
    partner.sees(asked)
    await partner.says(question)
    await partner.waits()
    assert await stage.received() == []
    await partner.says(reason)
    partner.sees(*NOTED[locale])
    await partner.waits()
    assert await stage.received() == []
    await partner.says(confirms)
    await partner.waits()

    [received] = await stage.received()
    assert list(received["claim"]["warning_reasons"].values()) == [reason]


async def test_a_reason_is_no_reason_any_more_once_the_claim_was_changed(stage, asha):
    filing = Filing(asha)
    await filing.starts(activity="DG_SOCIAL")
    await filing.goes_on(until="claim.later")
    await filing._document()
    await asha.clicks("claim.unavailable")
    await filing.goes_on()
    await asha.says("I confirm")
    await asha.says("The post was taken down too early.")
    await asha.says("change the claim name to Spring campaign")
    asha.sees("Spring campaign")
    await asha.says("I confirm")
    asha.sees("Please give a reason")
    await asha.waits()

    assert await stage.received() == []


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("en-US", "Would a colleague who saw it do?"),
        ("ko-KR", "본 사람이 있는데 괜찮을까요？"),
    ],
)
async def test_what_ends_with_a_question_mark_is_no_reason(stage, locale, typed):
    confirms, asked, _, _ = SAID[locale]
    partner = stage.person("Asha", locale=locale)
    filing = Filing(partner)
    await filing.starts(activity="DG_SOCIAL")
    await filing.goes_on(until="claim.later")
    await filing._document()
    await partner.clicks("claim.unavailable")
    await filing.goes_on()
    await partner.says(confirms)
    partner.sees(asked)
    await partner.says(typed)

    partner.sees_not(NOTED[locale][0])
    await partner.says(confirms)
    await partner.waits()
    assert await stage.received() == []
