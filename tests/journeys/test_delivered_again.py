"""An activity that is delivered again much later, and to another process: nothing happens."""

from __future__ import annotations

from typing import Any

from bot.storage import claims
from tests.journeys.afterwards import files_claim
from tests.journeys.conftest import MakeStage
from tests.journeys.filing import files
from tests.journeys.stage import Persona, Stage

LATER = 130


async def goes_on(partner: Persona) -> None:
    """Much is said that changes no claim."""
    for _ in range(LATER):
        partner.stage.clock.moves(seconds=3)
        await partner.says("hello")


async def after_a_restart(stage_of: MakeStage, partner: Persona) -> None:
    """A process that remembers nothing by itself serves from now on."""
    before = partner.stage
    partner.stage = await stage_of(now=before.clock.now, channel=before.channel)


async def stored(stage: Stage) -> Any:
    def read(c: Any) -> Any:
        [claim_id] = c.exec_driver_sql("select claim_id from claims").scalars()
        return claims.load_claim(c, claim_id)

    return await stage.bot.database.run(read)


async def test_an_answer_typed_long_ago_is_not_the_answer_to_what_is_asked_now(
    stage_of: MakeStage, stage: Stage, asha: Persona
) -> None:
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.clicks("Save and continue", incentive_activity="DG_DIGITAL")
    await asha.clicks("Start")
    await asha.clicks("Save and continue", condition_work_by="third_party")
    name = asha.activity(text="Autumn ads")
    await asha.sends(name)
    await asha.says("3 September 2026")
    await asha.says("2026-10-02")
    await goes_on(asha)
    await asha.says("continue")
    asha.sees("About the activity")
    before = await stored(stage)
    await after_a_restart(stage_of, asha)
    await asha.sends(name)

    assert (asha.status, asha.new) == (202, [])
    assert await stored(stage) == before


async def test_a_press_of_long_ago_does_nothing(stage_of: MakeStage, asha: Persona) -> None:
    await files(asha)
    press = asha.press("claim.submit", {"attested": "true"})
    await asha.sends(press)
    await asha.waits()
    await goes_on(asha)
    await after_a_restart(stage_of, asha)
    await asha.sends(press)

    assert (asha.status, asha.new) == (202, [])
    await asha.waits()
    assert len(await asha.stage.received()) == 1


async def test_that_the_bot_was_removed_long_ago_does_not_close_the_chat(
    stage_of: MakeStage, asha: Persona
) -> None:
    await files_claim(asha)
    removed = asha.activity(type="installationUpdate", action="remove")
    await asha.sends(removed)
    await asha.installs()
    await goes_on(asha)
    await after_a_restart(stage_of, asha)
    await asha.sends(removed)
    key = f"msteams|{asha.conversation_id}"

    def why(c: Any) -> Any:
        query = "select unreachable_reason from conversations where conversation_key = ?"
        return c.exec_driver_sql(query, (key,)).scalar_one()

    assert await asha.stage.bot.database.run(why) == ""
