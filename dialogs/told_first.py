"""A claim told in the first message, without a word of the wish to file one."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import taken_as
from bot.answers.several import told_and_asked
from bot.understanding import Outcome, Recognition
from dialogs import answering, starting
from dialogs.turn import Turn

LEAST_FACTS = 2
"""So many of days, sum, doer and program beside the activity are no passing remark."""


async def free_text(turn: Turn) -> starting.Started | None:
    """Anything typed while nothing is being filed; gives the claim to go on with, if any."""
    found = await answering.understand(turn)
    told = await _told(turn, found)
    if told is not None:
        turn.understood, turn.several = taken_as(told, "file_claim"), ()
    return await answering.free_text(turn)


async def _told(turn: Turn, found: Recognition) -> Recognition | None:
    """What was told, where the message is not sure to mean anything else and tells an activity that
    was carried out with its particulars.
    """
    is_talk = found.smalltalk or found.refusal is not None or found.other_language
    if found.outcome is Outcome.ANSWER or is_talk:
        return None
    said, asked = told_and_asked(turn.incoming.text)
    if not said:
        return None
    slots = found.slots
    if asked:
        slots = await answering.worked_out(turn, lambda: answering.slots_about(turn, "", said))
    facts = (slots.first_day, slots.amount, slots.conditions.get("work_by"), slots.program)
    is_told = bool(slots.activity) and len(slots.activities) < LEAST_FACTS and not slots.claim
    if not is_told or sum(map(bool, facts)) < LEAST_FACTS:
        return None
    return replace(found, slots=slots)
