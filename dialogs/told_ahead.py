"""Answers typed before their question: at the list of what will be needed, or while the program or
who did the work is asked.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.answers import taken_as
from bot.answers.several import looks_like_question
from bot.domain import changes
from bot.domain.checks import check_answers
from bot.domain.claim import Claim
from bot.domain.fields import DAYS, StepKind, fields_of
from bot.domain.steps import Step
from bot.text import read_date_range, read_yes_no
from bot.text.periods import read_period
from bot.text.typed import tidy
from bot.understanding import Outcome
from dialogs import answering, asides, cases, starting
from dialogs.carried_costs import read_costs
from dialogs.labelled import bare, has_figure
from dialogs.reading import locale_of
from dialogs.turn import Turn
from dialogs.typed_together import save_answers
from dialogs.value_words import told_values
from dialogs.words import finding_words

Pointer = dict[str, Any]

MAX_WORDS = 8
"""More words that tell a condition may ask something about it."""
_BEFORE_DETAILS = (
    StepKind.PROGRAM,
    StepKind.ACTIVITY,
    StepKind.CHECKLIST,
    StepKind.CONDITIONS,
)


async def took_days(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message is nothing but the days of the activity, before they are asked; then they
    were kept, or it was told what is wrong with them.
    """
    if step.kind not in _BEFORE_DETAILS or not (claim.program and claim.incentive_activity):
        return False
    text = turn.incoming.text
    if "?" in text or not has_figure(text) or read_period(tidy(text), today=turn.today):
        return False
    found = read_date_range(bare(text), language=locale_of(turn), today=turn.today)
    if found is None:
        return False
    catalog = turn.house.catalog
    specs = fields_of(StepKind.DETAILS, claim, turn.contact, catalog)
    asked = tuple(one for one in specs if one.id in DAYS)
    days: dict[str, object] = dict(zip(DAYS, found, strict=True))
    wrong = check_answers(StepKind.DETAILS, asked, days, claim, catalog, turn.now, turn.today)
    if wrong:
        lines = [finding_words(turn, one, claim) for one in wrong]
        await turn.show(await asides.pending_view(turn, claim, step, state, lines=lines))
        return True
    state["version"] = claim.version
    saved = await save_answers(turn, claim, Step(StepKind.DETAILS), days, state)
    facts = told_values(turn, asked, days, claim.currency)
    lines = [turn._("✓ Saved: %(facts)s.", facts=facts)]
    await turn.show(await asides.pending_view(turn, saved, step, state, lines=lines))
    return True


async def took_claim(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message tells the claim while its program is asked: an activity, and days or
    costs; then they were kept, and the program is asked again.
    """
    text = turn.incoming.text
    is_first = step.kind is StepKind.PROGRAM and not (claim.program or claim.incentive_activity)
    if not is_first or "?" in text or looks_like_question(text) or not has_figure(text):
        return False
    found = await answering.understand(turn)
    slots, case = found.slots, cases.plain_case(turn)
    costs = read_costs(turn, text, slots)
    is_one = bool(slots.activity) and len(slots.activities) < 2 and not slots.claim
    if not is_one or found.refusal or not (slots.first_day or costs.costs):
        return False
    answer = turn.house.answers.answer(taken_as(found, "file_claim"), case, text)
    said = answer.offers[0].arguments if answer.offers else {}
    answers, prefill = starting.filled_in_with(turn, said, "", costs)

    def keep(now: Claim) -> Claim:
        kept = changes.apply_answers(now, answers, turn.now)
        return kept.model_copy(update={"prefill": {**kept.prefill, **prefill}})

    state["version"] = claim.version
    saved = await turn.change(claim, keep, event="answered", values={"part": step.kind.value})
    lines = starting.noted(turn, answer, costs)
    await turn.show(await asides.pending_view(turn, saved, step, state, lines=lines))
    return True


async def goes_on(turn: Turn, claim: Claim) -> bool:
    """Whether words at the list of what will be needed are no question, no wish and no talk, but
    an answer to what comes next.
    """
    text = turn.incoming.text
    if read_yes_no(text) is False or looks_like_question(text):
        return False
    if (
        len(text.split()) <= MAX_WORDS
        and answering.slots_about(turn, claim.incentive_activity).conditions
    ):
        return True
    if await answering.is_question(turn):
        return False
    found = await answering.understand(turn)
    is_talk = found.smalltalk or found.refusal is not None or found.other_language
    return found.outcome is not Outcome.ANSWER and not is_talk


async def see_checklist(turn: Turn, claim: Claim) -> Claim:
    """The list was seen: its partner goes on answering."""
    return await turn.change(claim, partial(changes.see_checklist, now=turn.now))
