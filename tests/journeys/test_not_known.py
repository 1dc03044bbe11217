"""Words that always work, for somebody whom the directory does not know, or no longer."""

from __future__ import annotations

import pytest

from tests.journeys.test_welcome import goes_to

UNKNOWN = [{"person_known": False}, {"role": "none"}, {"outage": "unavailable"}]


@pytest.mark.parametrize("switches", UNKNOWN, ids=["stranger", "no role", "outage"])
@pytest.mark.parametrize(
    ("greeting", "stop", "hello", "stopped"),
    [
        ("HI", "Cancel", "Hello, Asha", "There was nothing to cancel"),
        ("안녕하세요", "취소!", "안녕하세요, Asha 님", "취소할 것이 없습니다"),
    ],
)
async def test_a_greeting_and_cancel_are_heard_before_the_person_is_known(
    stage, asha, switches, greeting, stop, hello, stopped
):
    await stage.control(**switches)
    await asha.says(greeting)
    asha.sees(hello)
    assert asha.new[-1].card["actions"][0]["data"]["act"]["kind"] == "menu.check"
    await asha.says(stop)

    asha.sees(stopped)


async def test_whoever_lost_the_role_in_the_middle_of_a_claim_can_still_leave_it(stage, asha):
    await goes_to(asha, "claim_name")
    await stage.control(role="none")
    stage.clock.moves(days=2)
    await asha.says("cancel")
    asha.sees("Your draft is saved")
    await stage.control(role="incentives_admin")
    stage.clock.moves(days=2)
    await asha.says("help")

    asha.sees("These words work at any time")
    asha.sees_not("Back to claim")
