"""A backend that is slow, down, wrong or of two minds: one claim in the end, told once."""

from __future__ import annotations

import pytest

from bot.storage import backlog
from tests.journeys.filing import Filing, files
from tests.journeys.test_submitting import whole

OUTAGES = (
    "unavailable",
    "unavailable_retry_after",
    "throttled",
    "server_error",
    "html",
    "wrong_json",
    "another_claim",
    "answer_lost",
)


def told(partner, words):
    return sum(words in message.words for message in partner.messages)


async def passes(partner, *, minutes, step=1.0):
    """Let time pass while the bot works."""
    left = float(minutes)
    while left > 0:
        partner.stage.clock.moves(minutes=min(step, left))
        left -= step
        await partner.waits()


@pytest.mark.parametrize("on", ["documents", "claims"])
@pytest.mark.parametrize("outage", OUTAGES)
async def test_after_any_outage_there_is_one_whole_claim_told_once(stage, asha, outage, on):
    filing = await files(asha)
    await stage.control(outage=outage, outage_on=on)
    await filing.submits()
    asha.sees("Sending: Autumn campaign")
    await asha.waits()
    await passes(asha, minutes=1)
    assert told(asha, "Sending takes longer than usual") == 0
    await passes(asha, minutes=15, step=2)
    assert told(asha, "Sending takes longer than usual") == 1
    assert told(asha, "Receipt: your claim") == 0

    await stage.control(outage="none")
    await passes(asha, minutes=10, step=5)
    await whole(stage, filing)
    assert told(asha, "Receipt: your claim is accepted") == 1
    assert told(asha, "Sending takes longer than usual") == 1


DOWN = {
    "en-US": ("directory does not answer right now", "Nothing is lost", "try again in a few"),
    "ko-KR": ("응답하지 않습니다", "저장하신 내용은 그대로 있습니다", "몇 분 뒤에 다시"),
}


NEWCOMERS = [(outage, on) for outage in (*OUTAGES, "hang") for on in ("directory", "token")]
NEWCOMERS.remove(("another_claim", "token"))  # a token is about nothing


@pytest.mark.parametrize(("outage", "on"), NEWCOMERS)
async def test_somebody_new_is_told_of_any_outage_and_taken_in_after_it(stage_of, outage, on):
    stage = await stage_of(backend_timeout_seconds=0.2)
    await stage.control(outage=outage, outage_on=on)
    people = {locale: stage.person("Asha", locale=locale, device=locale) for locale in DOWN}
    for locale, partner in people.items():
        await partner.says("new claim")
        partner.sees(*DOWN[locale])
    await stage.control(outage="none")
    for partner in people.values():
        await partner.clicks("menu.check")
        partner.sees("Asha")


@pytest.mark.parametrize("outage", [*OUTAGES, "hang"])
async def test_the_review_goes_on_while_funds_cannot_be_asked(stage_of, outage):
    stage = await stage_of(backend_timeout_seconds=0.2, funds_fresh_seconds=0)
    asha = stage.person("Asha")
    filing = Filing(asha)
    await filing.starts()
    await stage.control(outage=outage, outage_on="everything")
    await filing.goes_on()
    asha.sees("Review: Autumn campaign")
    asha.sees_not("wrong on our side")
    await stage.control(outage="none")
    await filing.submits()
    await asha.waits()

    await whole(stage, filing)


async def test_an_outage_of_many_hours_ends_with_one_claim_as_of_the_press(stage, asha):
    filing = await files(asha)
    pressed = stage.clock.now
    await stage.control(outage="unavailable")
    await filing.submits()
    for _ in range(12):
        await passes(asha, minutes=120, step=60)
    await stage.control(outage="none")
    await passes(asha, minutes=10, step=5)
    received = await whole(stage, filing)

    assert received["claim"]["submitted_at"][:19] == pressed.isoformat()[:19]
    assert told(asha, "Receipt: your claim is accepted") == 1
    assert told(asha, "Sending takes longer than usual") == 1


async def test_a_backend_that_does_not_answer_in_time_is_asked_again(stage_of):
    stage = await stage_of(backend_timeout_seconds=0.3)
    asha = stage.person("Asha")
    filing = await files(asha)
    await stage.control(outage="hang", outage_on="claims", outage_calls=2)
    await filing.submits()
    await asha.waits()
    await passes(asha, minutes=2)
    await stage.control(outage="none")  # lets go of the calls that hang

    await whole(stage, filing)
    assert told(asha, "Receipt: your claim is accepted") == 1


async def test_while_it_cannot_be_sent_the_claim_can_be_looked_at_and_not_changed(stage, asha):
    filing = await files(asha)
    review = asha.new[-1]
    await stage.control(outage="unavailable")
    await filing.submits()
    await passes(asha, minutes=5)
    await asha.clicks("Show progress")
    asha.sees("Sending: Autumn campaign", "Saved here; nothing can get lost now")
    await asha.says("status")
    asha.sees("Being sent", "Show progress")
    asha.sees_not("Continue")
    await asha.clicks_on(review, "claim.edit")

    asha.sees("That card has moved on")
    asha.sees_not("Save and continue")


async def test_a_refusal_comes_back_as_findings_on_an_open_draft(stage, asha):
    filing = await files(asha)
    await stage.control(
        refuse_next_claim="invoice-unreadable",
        refuse_message="The invoice cannot be read.",
        refuse_field="invoice",
    )
    await filing.submits()
    await asha.waits()
    asha.sees("The claims office sent your claim back", "The invoice cannot be read", "open draft")
    assert await stage.received() == []
    await asha.clicks("Put it right")
    asha.sees("Review: Autumn campaign", "The invoice cannot be read")
    await asha.clicks("claim.documents")
    await asha.clicks("Open")
    await asha.clicks("Remove")
    await asha.clicks("Continue")
    await filing.goes_on()
    asha.sees_not("The invoice cannot be read")
    await filing.submits()
    await passes(asha, minutes=1)  # one message after the other to one person

    await whole(stage, filing)
    assert told(asha, "Receipt: your claim is accepted") == 1


async def test_each_try_after_a_refusal_has_a_key_of_its_own(stage, asha):
    filing = await files(asha)
    await stage.control(refuse_next_claim="comments-missing", refuse_message="Please comment.")
    await filing.submits()
    await asha.waits()
    await asha.clicks("Put it right")
    await asha.clicks("claim.edit")
    await asha.clicks("claim.form")
    await filing.submits()
    await asha.waits()
    keys = await stage.bot.database.run(
        lambda c: [
            row.job_key
            for row in c.exec_driver_sql("select job_key from jobs where kind = 'submit'")
        ],
        write=False,
    )

    assert len(set(keys)) == 2
    await whole(stage, filing)


async def test_a_submission_that_gave_up_is_started_again_by_the_partner(stage_of):
    stage = await stage_of(submission_max_hours=2)
    asha = stage.person("Asha")
    filing = await files(asha)
    await stage.control(outage="server_error", outage_on="claims")
    await filing.submits()
    for _ in range(6):
        await passes(asha, minutes=60, step=30)
    assert told(asha, "Your claim could not be sent") == 1
    dead = await stage.bot.database.run(lambda c: backlog.dead_jobs(c, 10), write=False)
    assert [job.kind for job in dead] == ["submit"]
    await asha.says("my claims")
    asha.sees("Could not be sent; needs attention")
    again = asha.press("Try again", {})
    await stage.control(outage="none")
    await asha.sends(again)
    asha.sees("Sending: Autumn campaign")
    await asha.sends({**again, "id": "pressed again"})
    await asha.waits()

    await whole(stage, filing)
    assert told(asha, "Receipt: your claim is accepted") == 1


async def test_a_directory_that_goes_down_later_stops_nobody(stage, asha):
    filing = await files(asha)
    stage.clock.moves(hours=2)
    await stage.control(outage="unavailable", outage_on="directory")
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt")


async def test_funds_used_up_meanwhile_are_found_at_the_press(stage, asha):
    filing = await files(asha, plan={"net": "15000"})
    bora = stage.person("Bora")
    other = await files(bora, plan={"net": "12000", "claim_name": "Boras", "invoice_number": "B-2"})
    await other.submits()
    await bora.waits()
    stage.clock.moves(minutes=5)
    await filing.submits()

    asha.sees("above the remaining co-op funds of USD 8,000.00")
    assert len(await stage.received()) == 1


async def test_a_receipt_that_cannot_be_delivered_is_delivered_later(stage, asha):
    filing = await files(asha)
    await filing.submits()
    stage.channel.refuse_sends = [(502, "BadGateway")] * 3
    await asha.waits()
    assert told(asha, "Receipt: your claim is accepted") == 0
    stage.channel.refuse_sends = []
    await passes(asha, minutes=3)

    assert told(asha, "Receipt: your claim is accepted") == 1


async def test_a_directory_that_hangs_is_waited_for_once_and_not_at_every_turn(stage_of):
    stage = await stage_of(backend_timeout_seconds=0.2)
    asha = stage.person("Asha")
    await asha.says("hi")
    stage.clock.moves(minutes=20)
    await stage.control(role="none", outage="hang", outage_on="directory", outage_calls=1)
    for _ in range(2):
        await asha.says("hi")
        asha.sees("What would you like to do?")
    await stage.control(outage="none")  # lets go of the call that hangs
    stage.clock.moves(minutes=2)
    await asha.says("hi")

    asha.sees("You have no incentives role yet")


async def test_funds_that_hang_are_waited_for_once_and_not_at_every_turn(stage_of):
    stage = await stage_of(backend_timeout_seconds=0.2)
    asha = stage.person("Asha")
    await asha.says("new claim")
    await stage.control(outage="hang", outage_on="directory", outage_calls=1)
    await asha.says("CSP indirect reseller")
    asha.sees("I could not ask for your remaining funds just now")
    await stage.control(outage="none")  # lets go of the call that hangs
    await asha.says("continue")
    asha.sees("I could not ask for your remaining funds just now")
    stage.clock.moves(minutes=2)
    await asha.says("continue")

    asha.sees("Remaining funds: USD 20,000.00")


async def test_a_pause_of_hours_that_the_backend_asks_for_is_told_at_once(stage, asha):
    filing = await files(asha)
    await stage.control(outage="unavailable_retry_after", retry_after_seconds=43_200)
    await filing.submits()
    await asha.waits()
    assert told(asha, "Sending takes longer than usual") == 1

    await stage.control(outage="none")
    await passes(asha, minutes=11 * 60, step=60)
    assert told(asha, "Receipt: your claim") == 0
    await passes(asha, minutes=120, step=60)
    await whole(stage, filing)
    assert told(asha, "Receipt: your claim is accepted") == 1
    assert told(asha, "Sending takes longer than usual") == 1
