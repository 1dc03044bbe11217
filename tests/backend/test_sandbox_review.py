"""The reviewer's buttons and the partner's answers move a claim as the program's page says."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.backend.client import BackendClient
from bot.backend.contract import Dispute, ItemAnswer, PersonName, RequestAnswers, Withdrawal
from bot.domain.claim import ClaimStatus
from bot.errors import BackendRefused
from tests.backend.builders import NOW, Sandbox

MINJUN = PersonName(contact_id="c-1", name="Kim Minjun")
DISPUTE = Dispute(disputed_by=MINJUN, disputed_at=NOW, text="The photo shows it", documents=())
WITHDRAWAL = Withdrawal(withdrawn_by=MINJUN, withdrawn_at=NOW, reason="Filed twice")
WANTED = [{"kind": "CSR", "comment": "Signed, please"}, {"question": "Which issue?"}]


async def in_review(sandbox: Sandbox) -> str:
    reference = await sandbox.accept_claim()
    await sandbox.press(reference, "start_review")
    return reference


def answers(request_id: str, *items: str) -> RequestAnswers:
    given = tuple(ItemAnswer(item_id=item, text="Issue 9", documents=()) for item in items)
    return RequestAnswers(request_id=request_id, answered_by=MINJUN, answered_at=NOW, answers=given)


async def test_a_claim_goes_from_submitted_to_paid(sandbox: Sandbox, client: BackendClient) -> None:
    reference = await in_review(sandbox)
    await sandbox.press(reference, "approve", comment="Well done")
    await sandbox.press(reference, "pay", currency="KRW", amount="1370000")
    state = await client.claim(reference)

    assert state.status is ClaimStatus.PAID
    assert state.payment is not None
    assert (state.payment.amount, state.payment.currency) == (Decimal(1370000), "KRW")
    codes = [entry.code for entry in state.history]
    assert codes == ["submitted", "in_review", "approved", "paid"]


async def test_a_partial_approval_gives_the_rest_back(
    sandbox: Sandbox, client: BackendClient
) -> None:
    reference = await in_review(sandbox)
    reasons = [{"code": "ineligible_expense", "text": "Taxi"}]
    await sandbox.press(reference, "approve_partially", amount="600.00", reasons=reasons)
    event = (await client.events("", 100)).events[-1]
    claim = (await sandbox.held())[0]["claim"]
    place = (claim["partner_id"], claim["location_id"], "CSP_IR", "2026-H2")

    assert event.approved_amount == Decimal("600.00")
    assert event.reasons[0].text == "Taxi"
    assert (await client.funds(*place)).claimed == Decimal("600.00")


async def test_a_request_is_answered_whole_and_once(
    sandbox: Sandbox, client: BackendClient
) -> None:
    reference = await in_review(sandbox)
    await sandbox.press(reference, "request", items=WANTED, due_days=5)
    event = (await client.events("", 100)).events[-1]
    assert event.request is not None
    assert event.request.due_at == NOW + timedelta(days=7)
    first, second = (item.item_id for item in event.request.items)

    with pytest.raises(BackendRefused) as caught:
        await client.answer_request(
            reference, "answer-0001", answers(event.request.request_id, first)
        )
    assert [finding["field"] for finding in caught.value.findings] == [second]
    whole = answers(event.request.request_id, first, second)
    state = await client.answer_request(reference, "answer-0001", whole)
    assert state.status is ClaimStatus.SUBMITTED
    assert all(item.answered for item in state.requests[0].items)
    assert await client.answer_request(reference, "answer-0001", whole) == state
    assert len((await client.claim(reference)).history) == len(state.history)
    with pytest.raises(BackendRefused, match="wrong-status"):
        await client.answer_request(reference, "answer-0002", whole)


async def test_a_rejection_is_disputed_within_thirty_days(
    sandbox: Sandbox, client: BackendClient
) -> None:
    reference = await in_review(sandbox)
    await sandbox.press(reference, "reject", reasons=[{"text": "No proof"}])
    await sandbox.switch(clock_offset_days=31)
    with pytest.raises(BackendRefused, match="dispute-too-late"):
        await client.dispute(reference, "dispute-0001", DISPUTE)
    await sandbox.switch(clock_offset_days=29)

    state = await client.dispute(reference, "dispute-0001", DISPUTE)

    assert state.status is ClaimStatus.DISPUTED
    assert (await sandbox.press(reference, "approve"))["status"] == "approved"


async def test_a_claim_is_withdrawn_before_its_review_only(
    sandbox: Sandbox, client: BackendClient
) -> None:
    first = await sandbox.accept_claim()
    state = await client.withdraw(first, "withdraw-0001", WITHDRAWAL)
    second = await sandbox.accept_claim("submission-0002")
    await sandbox.press(second, "start_review")

    assert state.status is ClaimStatus.WITHDRAWN
    with pytest.raises(BackendRefused, match="wrong-status"):
        await client.withdraw(second, "withdraw-0002", WITHDRAWAL)


async def test_a_key_serves_one_purpose(sandbox: Sandbox, client: BackendClient) -> None:
    reference = await sandbox.accept_claim("submission-0001")

    with pytest.raises(BackendRefused, match="idempotency-key-reused"):
        await client.withdraw(reference, "submission-0001", WITHDRAWAL)


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("request", {}),
        ("request", {"items": [{"comment": "neither"}]}),
        ("approve_partially", {"amount": "1000.00", "reasons": [{"text": "Same"}]}),
        ("approve_partially", {"amount": "10.00"}),
        ("reject", {}),
    ],
)
async def test_a_button_pressed_without_what_it_needs_changes_nothing(
    action: str, fields: dict[str, Any], sandbox: Sandbox, client: BackendClient
) -> None:
    reference = await in_review(sandbox)
    url = f"{sandbox.url}/control/claims/{reference}/review"
    async with sandbox.session.post(url, json={"action": action, **fields}) as response:
        status = response.status

    assert status == 422
    assert (await client.claim(reference)).status is ClaimStatus.IN_REVIEW


async def test_an_unanswered_request_may_lapse(sandbox: Sandbox, client: BackendClient) -> None:
    reference = await in_review(sandbox)
    await sandbox.press(reference, "request", items=WANTED)
    await sandbox.press(reference, "expire")
    state = await client.claim(reference)

    assert state.status is ClaimStatus.EXPIRED
    assert state.requests[0].closed


async def test_the_feed_is_read_in_order_to_its_end(
    sandbox: Sandbox, client: BackendClient
) -> None:
    reference = await in_review(sandbox)
    await sandbox.press(reference, "approve")
    after, seen, more = "", [], True
    while more:
        page = await client.events(after, 1)
        seen += [event.sequence for event in page.events]
        after, more = page.next, page.has_more

    assert seen == [1, 2, 3]
    end = await client.events(after, 10)
    assert (end.events, end.next) == ((), after)


async def test_a_feed_that_was_put_back_says_so(sandbox: Sandbox, client: BackendClient) -> None:
    await in_review(sandbox)
    page = await client.events("", 10)
    await sandbox.switch(feed="forget_cursors")

    with pytest.raises(BackendRefused) as caught:
        await client.events(page.next, 10)
    assert (caught.value.status, caught.value.code) == (410, "cursor-unknown")
    again = await client.events("", 10)
    assert again.events == page.events


async def test_a_feed_that_jumps_back_repeats_events(
    sandbox: Sandbox, client: BackendClient
) -> None:
    await in_review(sandbox)
    page = await client.events("", 10)
    await sandbox.switch(feed="jump_back")

    assert (await client.events(page.next, 10)).events == page.events
    assert (await client.events(page.next, 10)).events == ()
