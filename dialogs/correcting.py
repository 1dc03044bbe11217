"""An answer taken back in the middle of a claim: changed where it is sure which, else asked.

What was changed is told from what to what; the step that was open stays open, with all that was
typed for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from bot.answers.several import looks_like_question
from bot.domain.claim import Claim
from bot.domain.fields import FieldKind, FieldSpec, StepKind, fields_of
from bot.domain.inputs import CardAction
from bot.domain.steps import Step
from bot.errors import ClaimConflict
from bot.text import read_choice, read_yes_no
from bot.text.patterns import pattern
from cards.views import FormView
from dialogs import asides
from dialogs.changing import answer_name, change
from dialogs.correction_words import hints_at_correction
from dialogs.held_answers import TYPED, Held, answers_held, value_of
from dialogs.meant_answers import Around, Meant, changes_nothing, meant_in
from dialogs.showing import pending_step
from dialogs.turn import Turn, claim_button
from dialogs.typed_costs import save_typed_cost
from dialogs.value_words import value_words
from dialogs.words import claim_title

Pointer = dict[str, Any]

MAX_CHOICES = 4
MAX_TITLE = 20
"""Longer button titles are cut off on phones."""
_ORDERS = pattern(
    r"(?:(?:can|could|would) you (?:please )?(?:change|correct|fix|set|put)"
    r"|should(?:'?ve| be| have| read| say))\b",
    re.IGNORECASE,
)
"""What begins like a question and is a wish."""
_WORDS = (FieldKind.TEXT, FieldKind.MULTILINE)


async def took_correction(
    turn: Turn, claim: Claim, step: Step, asked: FieldSpec | None, state: Pointer
) -> bool:
    """Whether the message takes an answer back or puts one right; then it was done, or asked."""
    if looks_like_question(turn.incoming.text) and not _ORDERS.match(turn.incoming.text):
        return False
    takes_words = asked is not None and asked.kind in _WORDS
    if takes_words and not hints_at_correction(turn.incoming.text):
        return False
    meant = meant_now(turn, claim, asked, state)
    if meant is None or (takes_words and changes_nothing(meant)):
        return False
    await do(turn, claim, step, meant, state)
    return True


async def took_given_back(
    turn: Turn, claim: Claim, step: Step, asked: FieldSpec, state: Pointer
) -> bool:
    """The same where a plain no is an answer: “no, both” counts only where it puts a value for
    the answer just given.
    """
    meant = meant_now(turn, claim, asked, state)
    given = state.get("given") or ()
    if meant is None or not meant.changes or changes_nothing(meant):
        return False
    if any(one.key not in given for one, _value in meant.changes):
        return False
    await do(turn, claim, step, meant, state)
    return True


def meant_now(turn: Turn, claim: Claim, asked: FieldSpec | None, state: Pointer) -> Meant | None:
    """What this turn's text takes back, if anything."""
    around = Around(frozenset(state.get("given") or ()), str(state.get("unfilled", "")), asked)
    typed: dict[str, str] = dict(state.get("typed") or {})
    return meant_in(turn, claim, turn.incoming.text.strip(), typed, around)


async def do(turn: Turn, claim: Claim, step: Step, meant: Meant, state: Pointer) -> None:
    """Change what is sure, ask what is not."""
    if meant.changes:
        saved, lines = await change(turn, claim, meant.changes, state)
        await _show_pending(turn, saved, step, state, lines)
    elif meant.again:
        await _ask_again(turn, claim, meant.again, state)
    else:
        await _ask_which(turn, claim, step, meant, state)


async def _show_pending(
    turn: Turn, claim: Claim, step: Step, state: Pointer, lines: Sequence[str]
) -> None:
    given = state.get("given")
    unfilled = state.get("unfilled")
    typed: dict[str, str] = dict(state.get("typed") or {})
    if step.kind is StepKind.EXPENSE and typed and not asides.open_field(turn, claim, step, state):
        await save_typed_cost(turn, claim, typed, state, given=(), lines=lines)
        return
    await turn.show(await asides.pending_view(turn, claim, step, state, lines=lines))
    state["given"] = given or []
    if unfilled and step.kind is StepKind.EXPENSES:
        state["unfilled"] = unfilled


async def _ask_again(turn: Turn, claim: Claim, held: Held, state: Pointer) -> None:
    """An answer that is denied is asked once more; the next message is read as it."""
    _ = turn._
    state["meant"] = {"words": "", "of": [held.key]}
    value = value_words(turn, held.spec, held.value, claim.currency)
    what = answer_name(turn, claim, held, state)
    now = _("%(what)s is %(value)s now. What should it be?", what=what, value=value)
    prompt = asides.prompt_view(turn, claim, held.spec)
    keep = claim_button(claim, _("Leave it"), "claim.leave")
    await turn.show(prompt._replace(title=now, buttons=(keep,)))


async def _ask_which(turn: Turn, claim: Claim, step: Step, meant: Meant, state: Pointer) -> None:
    """Which answer is meant, with what is open below it."""
    _, found = turn._, meant.choices[:MAX_CHOICES]
    state["meant"] = {"words": meant.words, "of": [one.key for one, _value in found]}
    lines, buttons = [], []
    for number, (one, _value) in enumerate(found, 1):
        what = answer_name(turn, claim, one, state)
        title = line = f"{number}. {what}"
        if one.value is not None:
            line = f"{title}: {value_words(turn, one.spec, one.value, claim.currency)}"
        lines.append(line)
        short = title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1].rstrip()}…"
        press = partial(claim_button, claim, short, "claim.correct")
        buttons.append(press(field=one.key, words=meant.words))
    view = FormView(
        title=_("Which answer shall be “%(words)s”?", words=meant.words),
        progress=claim_title(turn, claim),
        lines=tuple(lines),
        buttons=(*buttons, claim_button(claim, _("None of these"), "claim.leave")),
    )
    meant_state = state["meant"]
    pending = await asides.pending_view(turn, claim, step, state)
    state["meant"] = meant_state
    await turn.show(view, pending)


async def took_choice(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message says which answer was meant, or what it should be; asked only once."""
    meant = state.pop("meant", None) or {}
    text, words = turn.incoming.text.strip(), str(meant.get("words", ""))
    held = _held(turn, claim, meant.get("of") or (), state)
    if not words:
        one = held[0] if held else None
        value = value_of(turn, claim, one, text, is_named=True) if one else None
        if one is None or value is None:
            return await _left_it(turn, claim, step, text, state)
        await do(turn, claim, step, Meant(changes=((one, value),)), state)
        return True
    titles = [(one.key, answer_name(turn, claim, one, state)) for one in held]
    chosen = read_choice(text, titles)
    one = next((one for one in held if one.key == chosen), None)
    if one is None:
        return await _left_it(turn, claim, step, text, state)
    await _choose(turn, claim, step, one, words, state)
    return True


async def _left_it(turn: Turn, claim: Claim, step: Step, text: str, state: Pointer) -> bool:
    """“No” to “what should it be?” leaves it as it is; anything else is said to the open step."""
    if read_yes_no(text) is not False:
        return False
    await _show_pending(turn, claim, step, state, ())
    return True


async def _choose(
    turn: Turn, claim: Claim, step: Step, one: Held, words: str, state: Pointer
) -> None:
    value = value_of(turn, claim, one, words, is_named=True)
    if value is None:
        await _show_pending(turn, claim, step, state, ())
        return
    await do(turn, claim, step, Meant(changes=((one, value),)), state)


def _held(turn: Turn, claim: Claim, keys: Sequence[str], state: Pointer) -> list[Held]:
    """The answers of these keys; the field that is asked now is one that holds nothing yet."""
    typed: dict[str, str] = dict(state.get("typed") or {})
    held = {one.key: one for one in answers_held(turn, claim, typed)}
    for key in keys:
        line, _slash, name = key.partition("/")
        if key not in held and line in ("", TYPED):
            blank = _blank(turn, claim, line, name)
            held |= {key: blank} if blank else {}
    return [held[key] for key in keys if key in held]


def _blank(turn: Turn, claim: Claim, line: str, name: str) -> Held | None:
    steps = (StepKind.EXPENSE,) if line else (StepKind.CONDITIONS, StepKind.DETAILS)
    for step in steps:
        for spec in fields_of(step, claim, turn.contact, turn.house.catalog):
            if spec.id == name:
                return Held(spec, step, None, line)
    return None


async def press_correct(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """The button of the answer that was meant."""
    if action.version != claim.version or not claim.is_editable:
        raise ClaimConflict(claim.claim_id)
    step = pending_step(turn, claim, state)
    state.pop("meant", None)
    held = _held(turn, claim, (action.arguments.get("field", ""),), state)
    if not held:
        await _show_pending(turn, claim, step, state, ())
        return
    await _choose(turn, claim, step, held[0], action.arguments.get("words", ""), state)


async def press_leave(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """Nothing shall be changed."""
    state.pop("meant", None)
    await _show_pending(turn, claim, pending_step(turn, claim, state), state, ())


PRESSES = {"claim.correct": press_correct, "claim.leave": press_leave}
