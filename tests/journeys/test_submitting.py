"""Review and submit: exactly one claim, whole, however often and from wherever it is pressed."""

from __future__ import annotations

import asyncio
import hashlib
import json

import pytest

from bot.backend.contract import SubmittedClaim, content_hash
from tests import samples
from tests.journeys.fake_channel import actions
from tests.journeys.filing import Filing, files


async def whole(stage, filing):
    """The one claim in the backend; its documents were compared byte for byte."""
    [received] = await stage.received()
    claim = received["claim"]
    hashes = {d["requirement_id"]: d["sha256"] for d in claim["documents"] if d.get("sha256")}
    assert hashes == {k: hashlib.sha256(v).hexdigest() for k, v in filing.sent.items()}
    for requirement, content in filing.sent.items():
        assert await stage.held(hashes[requirement]) == content
    return received


async def test_without_the_declaration_nothing_is_submitted(stage, asha):
    await files(asha)
    await asha.clicks("claim.submit")
    asha.sees("Review: Autumn campaign")
    head, _, _ = asha.said.partition("You claim")
    assert "Please confirm the declaration before you submit" in head  # seen without scrolling
    await asha.waits()

    assert await stage.received() == []


async def test_the_receipt_says_what_was_accepted_and_what_comes_next(stage, asha):
    filing = await files(asha)
    await filing.submits()
    asha.sees("Sending: Autumn campaign", "Documents sent: 0 of 4", "You can close this chat")
    progress = asha.new[-1]
    await asha.waits()
    received = await whole(stage, filing)

    asha.sees(
        "Receipt: your claim is accepted for review",
        received["state"]["reference"],
        content_hash(SubmittedClaim.model_validate(received["claim"])),
        "USD 1,200.50",
        "invoice.pdf — accepted by the claims office",
        "within 2 business days, so by 24 November 2026",
        "within 45 business days",
        "Keep every original document until 2 October 2028",
    )
    assert progress.replaced >= 1
    assert "Documents sent: 4 of 4" in progress.words


async def test_an_old_balance_is_asked_again_before_the_claim_is_sent(stage, asha):
    filing = await files(asha)
    stage.clock.moves(minutes=10)
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt: your claim is accepted for review")
    await whole(stage, filing)


async def test_submit_pressed_twice_sends_once(stage, asha):
    filing = await files(asha)
    press = asha.press("claim.submit", {"attested": "true"})
    again = {**press, "id": "another-press"}
    await asyncio.gather(asha.sends(press), asha.sends(again))
    await asha.waits()

    await whole(stage, filing)
    everything = "\n".join(m.words for m in asha.messages)
    assert everything.count("Receipt: your claim is accepted") == 1
    assert "nothing was sent twice" in everything
    assert "Sending: Autumn campaign" not in everything  # no card that stays so for ever


async def test_submit_redelivered_by_the_channel_sends_and_answers_once(stage, asha):
    filing = await files(asha)
    press = asha.press("claim.submit", {"attested": "true"})
    await asha.sends(press)
    said = len(asha.messages)
    for _ in range(3):
        await asha.sends(press)
        assert asha.status == 202
    assert len(asha.messages) == said
    await asha.waits()

    await whole(stage, filing)


async def test_submit_pressed_on_two_devices_at_once_sends_once(stage, asha):
    filing = await files(asha)
    phone = stage.person("Asha", device="phone")
    await phone.says("continue")
    press = {"attested": "true"}
    await asyncio.gather(
        asha.sends(asha.press("claim.submit", press)),
        phone.sends(phone.press("claim.submit", press)),
    )
    await asha.waits()

    await whole(stage, filing)
    for person in (asha, phone):
        assert "wrong on our side" not in "\n".join(m.words for m in person.messages)


BUTTONS = {
    "claim.start": "",
    "claim.form": "incentive_activity",
    "claim.checklist": "claim.checklist",
    "claim.line": "claim.lines_done",
    "claim.lines_done": "claim.lines_done",
    "claim.later": "claim.later",
    "claim.unavailable": "claim.later",
    "claim.documents_done": "claim.later",
    "claim.documents": "claim.later",
    "claim.edit": "claim.submit",
    "claim.discard": "claim.submit",
    "claim.pause": "claim.submit",
}


async def goes(partner, place):
    """Go on by cards until this button or input is there."""
    filing = Filing(partner)
    await partner.says("hi")
    if not place:
        return filing
    await partner.says("new claim")
    for _ in range(20):
        if f"'{place}'" in str(partner.new[-1].card):
            return filing
        await filing._step(filing._kinds())
    raise AssertionError(place)


@pytest.mark.parametrize(("kind", "place"), BUTTONS.items())
async def test_any_button_pressed_twice_does_its_work_once(stage, asha, kind, place):
    await goes(asha, place)
    values = {}
    if kind == "claim.form":
        values = {"incentive_activity": "DG_DIGITAL"}
    press = asha.press(kind, values)
    await asha.sends(press)
    once = asha.said
    await asha.sends({**press, "id": "again"})
    assert "wrong on our side" not in asha.said
    drafts = await open_claims(stage)

    assert len(drafts) == 1
    if kind not in ("claim.pause", "claim.documents", "claim.line", "claim.edit", "claim.discard"):
        assert once.split("\n")[:3] == asha.said.split("\n")[:3] or "moved on" in asha.said
    has_cost = place not in ("", "incentive_activity", "claim.checklist")
    assert len(drafts[0].expense_lines) == (1 if has_cost else 0)


async def open_claims(stage):
    from bot.storage import claims

    def rows(c):
        found = c.exec_driver_sql("select claim_id from claims").scalars().all()
        return [claims.load_claim(c, claim_id) for claim_id in found]

    return await stage.bot.database.run(rows, write=False)


async def test_a_cost_saved_twice_is_one_cost(stage, asha):
    await goes(asha, "net")
    press = asha.press(
        "claim.form", {"expense_type": "agency_fees", "vendor_name": "Contoso", "net": "100"}
    )
    await asyncio.gather(asha.sends(press), asha.sends({**press, "id": "again"}))
    [claim] = await open_claims(stage)

    assert [line.vendor_name for line in claim.expense_lines] == ["Contoso"]


async def test_every_old_card_is_dead_after_the_claim_went_on(stage, asha):
    filing = await files(asha)
    cards = [m for m in asha.messages if m.card]
    await filing.submits()
    await asha.waits()
    for card in cards:
        for action in list(actions(card.card)):
            if action["data"]["act"]["kind"] == "claim.start":
                continue
            await asha.sends(asha._pressed(card, action, {}))
            assert "wrong on our side" not in asha.said, action
    await asha.waits()

    await whole(stage, filing)
    [claim] = await open_claims(stage)
    assert claim.status == "submitted"


@pytest.mark.parametrize("kind", ["claim.documents", "claim.pause"])
@pytest.mark.parametrize("ending", ["submitted", "discarded"])
async def test_an_old_card_does_not_offer_to_go_on_with_what_is_over(asha, kind, ending):
    filing = await files(asha)
    review = asha.new[-1]
    if ending == "submitted":
        await filing.submits()
        await asha.waits()
    else:
        await asha.clicks("claim.discard")
        await asha.clicks("claim.discard_yes")
    await asha.clicks_on(review, kind)

    asha.sees("That card has moved on", "My claims")
    asha.sees_not("Go to review", "continue")


async def test_an_old_submit_does_not_send_what_was_changed_since(stage, asha):
    await files(asha)
    review = asha.new[-1]
    phone = stage.person("Asha", device="phone")
    await phone.says("continue")
    await phone.clicks("claim.documents")
    await phone.clicks("Open")
    await phone.clicks("Remove")
    await asha.clicks_on(review, "claim.submit", attested="true")
    asha.sees("That card has moved on")
    await asha.waits()

    assert await stage.received() == []


async def test_activities_posted_all_at_once_are_answered_one_after_the_other(stage, asha):
    await asha.says("new claim")
    posts = [asha.activity(text="help") for _ in range(10)]
    await asyncio.gather(*(asha.sends(post) for post in posts), *(asha.sends(p) for p in posts))

    helps = [m for m in asha.messages if "These words work at any time" in m.words]
    assert len(helps) == 10


async def test_files_that_arrive_at_once_are_all_in_the_claim(stage, asha):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on(until="claim.later")
    posts = [
        asha.activity(attachments=[asha.attachment(f"invoice {n}.pdf", samples.pdf(str(n)))])
        for n in range(4)
    ]
    await asyncio.gather(*(asha.sends(post) for post in reversed(posts)))
    [claim] = await open_claims(stage)

    assert {d.name for d in claim.documents} == {f"invoice {n}.pdf" for n in range(4)}


async def test_a_colleague_sees_the_claims_of_the_partner_and_a_stranger_does_not(stage, asha):
    filing = await files(asha)
    await filing.submits()
    await asha.waits()
    status = asha.press("Status", {})
    colleague = stage.person("Bora")
    stranger = stage.person("Eve", tenant="99999999-2222-2222-2222-222222222222")
    await colleague.says("my claims")
    colleague.sees("Autumn campaign")
    await stranger.says("my claims")
    stranger.sees_not("Autumn campaign")
    await stranger.sends({**stranger.activity(), "value": status["value"]})

    stranger.sees("I cannot find this claim among yours")
    assert "Autumn" not in json.dumps([m.card for m in stranger.messages])
