"""A claim told in the first message, without a word of the wish to file one."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers import taken_as
from bot.answers.several import looks_like_question, told_and_asked
from bot.text.patterns import pattern
from bot.understanding import Outcome, Recognition, Refusal
from dialogs import answering, short_words, starting
from dialogs.carried_costs import read_costs
from dialogs.turn import Turn

LEAST_FACTS = 2
"""So many of days, sum, doer and program beside the activity are no passing remark."""


async def free_text(turn: Turn) -> starting.Started | None:
    """Anything typed while nothing is being filed; gives the claim to go on with, if any."""
    if await short_words.answered(turn):
        return None
    found = await answering.understand(turn)
    told = await _told(turn, found)
    if told is not None:
        turn.understood, turn.several = taken_as(told, "file_claim"), ()
    return await answering.free_text(turn)


_WISH = pattern(
    r"(?:(?:please|hi|hello|hey|can you|could you|i(?:'d| would) like to|i (?:want|need) to|let me)"
    r"[, ]+)*(?:file|start|open|submit|begin|create|make|new) (?:an? )?(?:new )?claim\b"
    r"|(?:새 ?)?클레임 ?(?:신청|접수|시작|등록|:)",
    re.IGNORECASE,
)
_ABOUT_COSTS = ("invoice_help", "eligible_expenses", "required_documents")
"""What a list of particulars resembles that speaks of an invoice and its tax."""


def _may_tell(turn: Turn, found: Recognition) -> bool:
    """Whether a message that seems to mean something else may tell a claim all the same: it names
    who billed a cost, or its tax, and asks for nothing.
    """
    text, slots = turn.incoming.text, found.slots
    if found.outcome is not Outcome.ANSWER and found.refusal is None:
        return True
    is_wish = _WISH.match(text.strip()) is not None
    is_of_vendor = found.refusal is Refusal.OTHERS and is_wish
    is_of_costs = found.refusal is None and found.intent in _ABOUT_COSTS
    if looks_like_question(text) or not slots.first_day or not (is_of_vendor or is_of_costs):
        return False
    costs = read_costs(turn, text, slots).costs
    return any(one.net is not None and (one.vendor or one.tax is not None) for one in costs)


async def _told(turn: Turn, found: Recognition) -> Recognition | None:
    """What was told, where the message is not sure to mean anything else and tells an activity that
    was carried out with its particulars.
    """
    if found.smalltalk or found.other_language or not _may_tell(turn, found):
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
    return replace(found, slots=slots, refusal=None)
