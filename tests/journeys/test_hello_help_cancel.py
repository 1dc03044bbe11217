"""“hi”, “help” and “cancel” beside the steps of the road, in any letter case, in both languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.journeys.afterwards import ITEMS, Reviewer, hears
from tests.journeys.csr_filing import at_the_csr
from tests.journeys.filing import files
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_backend_trouble import passes
from tests.journeys.test_details import reaches

REASONS = [{"code": "insufficient_evidence", "text": "The invoice shows no dates."}]
Reach = Callable[[Persona], Awaitable[object]]


async def half_a_cost(partner: Persona) -> None:
    await reaches(partner, "net")
    await partner.says("agency" if partner.locale.startswith("en") else "대행사")


async def sending(partner: Persona) -> None:
    filing = await files(partner)
    await partner.stage.control(outage="server_error", outage_on="claims")
    await filing.submits()


async def given_up(partner: Persona) -> None:
    await sending(partner)
    for _ in range(3):
        await passes(partner, minutes=60, step=30)


async def accepted(partner: Persona) -> None:
    filing = await files(partner)
    await filing.submits()
    await partner.waits()


async def _reviewed(partner: Persona, action: str, **fields: object) -> None:
    await accepted(partner)
    reviewer = Reviewer(partner.stage)
    await reviewer.presses("start_review")
    await reviewer.presses(action, **fields)
    await hears(partner)


async def asked_for_more(partner: Persona) -> None:
    await _reviewed(partner, "request", items=ITEMS, comment="Two things, please.")
    await partner.clicks("claim.open")


async def disputing(partner: Persona) -> None:
    await _reviewed(partner, "reject", reasons=REASONS)
    await partner.clicks("claim.dispute")


STATES: dict[str, Reach] = {
    "half a cost": half_a_cost,
    "csr": at_the_csr,
    "sending": sending,
    "gave up": given_up,
    "accepted": accepted,
    "asked for more": asked_for_more,
    "disputing": disputing,
}
WORDS = {
    "en-US": {"hi": ("Hello, ",), "HELP": ("These words work at any time",)},
    "ko-KR": {"안녕": ("안녕하세요, ",), "도움말": ("다음 말은 언제든지",)},
}
CANCEL = {
    "en-US": ("CaNceL", ("We stop here", "There was nothing to cancel")),
    "ko-KR": ("취소", ("여기에서 멈추겠습니다", "취소할 것이 없습니다")),
}


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("state", STATES)
async def test_hello_help_and_cancel_work_while_it_is_sent_and_afterwards_too(
    stage_of: Callable[..., Awaitable[Stage]], state: str, locale: str
) -> None:
    stage = await stage_of(submission_max_hours=2)
    partner = stage.person("Minjun", locale=locale)
    await STATES[state](partner)

    for word, told in WORDS[locale].items():
        await partner.says(word)
        assert len(partner.new) == 1
        partner.sees(*told)
    word, ends = CANCEL[locale]
    await partner.says(word)
    assert len(partner.new) == 1
    assert any(end in partner.said for end in ends), partner.said
