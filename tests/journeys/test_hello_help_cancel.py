"""“hi”, “help” and “cancel” in every state of a claim, in any letter case, in both languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.journeys.afterwards import ITEMS, Reviewer, hears
from tests.journeys.csr_filing import at_the_csr
from tests.journeys.filing import Filing, files
from tests.journeys.stage import Persona, Stage
from tests.journeys.test_backend_trouble import passes
from tests.journeys.test_details import reaches

REASONS = [{"code": "insufficient_evidence", "text": "The invoice shows no dates."}]
Reach = Callable[[Persona], Awaitable[object]]


async def nothing(partner: Persona) -> None:
    await partner.installs()


async def the_program(partner: Persona) -> None:
    await partner.says("new claim" if partner.locale.startswith("en") else "새 클레임")


async def the_checklist(partner: Persona) -> None:
    await Filing(partner).starts()


async def the_details(partner: Persona) -> None:
    await Filing(partner).starts()
    await partner.clicks("claim.checklist")
    await partner.clicks("claim.form", condition_work_by="third_party")


async def half_a_cost(partner: Persona) -> None:
    await reaches(partner, "net")
    await partner.says("agency" if partner.locale.startswith("en") else "대행사")


async def a_document(partner: Persona) -> None:
    filing = Filing(partner)
    await filing.starts()
    await filing.goes_on(until="claim.unavailable")


async def the_review(partner: Persona) -> None:
    await files(partner)


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
    "nothing": nothing,
    "program": the_program,
    "checklist": the_checklist,
    "details": the_details,
    "half a cost": half_a_cost,
    "document": a_document,
    "csr": at_the_csr,
    "review": the_review,
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
async def test_hello_help_and_cancel_work_in_every_state(
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
