"""What is typed where a card waits for a word, not a value: go on, later, a link, confirm."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.claim import Claim, SetAside
from bot.domain.fields import FieldSpec, StepKind, fields_of
from bot.domain.steps import Step, numbered
from bot.text import read_choice, read_yes_no
from bot.text.patterns import pattern
from cards.views import FormView
from dialogs import (
    answering,
    asides,
    correcting,
    csr,
    csr_typing,
    document_presses,
    document_words,
    documents,
    still_open,
    submission,
)
from dialogs.activity_names import activity_named
from dialogs.carried_costs import begun, told_words
from dialogs.commands import SUBMIT_WORDS, says_go
from dialogs.document_words import Said
from dialogs.reading import open_cost_field
from dialogs.short_words import only_agrees
from dialogs.showing import point, show_next, show_step
from dialogs.step_views import field_prompt
from dialogs.that_is_all import is_unclear, says_more
from dialogs.turn import Turn
from dialogs.typed_costs import save_typed_cost
from dialogs.uploads import is_nearly_a_link
from dialogs.words import claim_title

Pointer = dict[str, Any]

_ANEW = pattern(
    r"\b(?:re-?start|start (?:\w+ )?(?:over|again|anew|afresh|from))\b|처음부터|다시 ?시작"
)
"""Starts with what stands on the button, and means the contrary."""
_AGREE = "Type “yes” to enter this cost, or what is different."


async def took_checklist_word(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """Whether the message says start, or another activity, also by its name."""
    text, _ = turn.incoming.text, turn._
    if _ANEW.search(text):
        return False
    named = None if "?" in text else activity_named(text, turn.house.catalog)
    choice = read_choice(text, [("start", _("Start")), ("other", _("Other activity"))])
    if choice == "other" and not named:
        await show_step(turn, claim, numbered(StepKind.ACTIVITY), state)
        return True
    if choice == "start" or read_yes_no(text) or says_go(text):
        transition = partial(changes.see_checklist, now=turn.now)
    elif named and named != claim.incentive_activity:
        answers = {"incentive_activity": named}
        transition = partial(changes.apply_answers, answers=answers, now=turn.now)
    else:
        return False
    saved = await turn.change(claim, transition)
    await show_next(turn, saved, state)
    return True


async def take_lines_word(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """That is all, or another cost."""
    _, text, more = turn._, turn.incoming.text, says_more(turn.incoming.text)
    choice = None if more is None else ("more" if more else "done")
    choice = choice or read_choice(
        text, [("done", _("That is all")), ("more", _("Add another cost"))]
    )
    if choice == "done":
        saved = await turn.change(claim, partial(changes.finish_lines, now=turn.now))
        await show_next(turn, saved, state)
    elif choice == "more":
        await _ask_another_cost(turn, claim, state)
    elif is_unclear(text):
        words = "Please answer “yes” to add another cost, or “no” if that is all."
        await show_step(turn, claim, step, state, lines=(_(words),))
    else:
        await take_other(turn, claim, step, state)


async def _ask_another_cost(turn: Turn, claim: Claim, state: Pointer) -> None:
    """The first open field of one more cost; what was told of it before is shown with it."""
    point(state, claim, numbered(StepKind.EXPENSE))
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    typed = begun(turn, claim, specs, {})
    spec = open_cost_field(specs, typed)
    if not typed and spec is not None:
        await turn.say(field_prompt(turn, spec))
        return
    state.update({"typed": typed, "told_in": claim.currency})
    await turn.show(_told_view(turn, claim, typed, spec))


def _told_view(
    turn: Turn, claim: Claim, typed: Mapping[str, str], spec: FieldSpec | None
) -> FormView:
    """On a card, for it shows words as they were typed."""
    _, facts = turn._, told_words(turn, claim, typed)
    lines = asides.prompt_view(turn, claim, spec).lines if spec else (_(_AGREE),)
    told = _("You told me before: %(facts)s.", facts=facts)
    return FormView(title=_("One cost"), progress=claim_title(turn, claim), lines=(told, *lines))


async def take_told_cost(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """A word to a cost of which all was told before: enter it, or what is different."""
    _, text, typed = turn._, turn.incoming.text, dict(state.get("typed") or {})
    agreed = read_choice(text, [("save", _("Save and continue"))]) or read_yes_no(text)
    if agreed:
        await save_typed_cost(turn, claim, typed, state, given=typed)
    elif agreed is False:
        await show_step(turn, claim, numbered(StepKind.EXPENSE), state)
    else:
        await take_other(turn, claim, step, state)


async def take_document_word(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """A link, “later”, “I don't have it”, or a question."""
    requirement, text, _ = step.requirement, turn.incoming.text, turn._
    assert requirement is not None
    if await documents.take_link(turn, claim, text, state, requirement):
        return
    if requirement.takes_link and is_nearly_a_link(text):
        await documents.refuse_link(turn, claim, state, requirement)
        return
    if csr.may_be_made(requirement) and csr_typing.says_create(turn):
        await csr.begin(turn, claim, state)
        return
    said = document_words.read(text)
    if said is Said.LATER:
        await document_presses.put_aside(turn, claim, requirement, state, SetAside.LATER)
        return
    if said is Said.NEXT:
        await document_presses.go_on(turn, claim, requirement, state)
        return
    if said is not None:
        lines = document_words.no_file_lines(turn, claim, requirement, said)
        await show_next(turn, claim, state, lines=lines)
        return
    words = [("none", _("I don't have it")), ("review", _("Go to review"))]
    choice = read_choice(text, words) or _says_none(text)
    if text.strip().casefold() in SUBMIT_WORDS:
        choice = "review"
    if choice and await answering.is_plain_question(turn, strict=True):
        choice = None
    if choice == "none":
        await document_presses.put_aside(turn, claim, requirement, state, SetAside.UNAVAILABLE)
    elif choice == "review":
        saved = await turn.change(claim, partial(changes.finish_documents, now=turn.now))
        await show_next(turn, saved, state)
    elif not await documents.take_bare_link(turn, claim, state):
        await take_other(turn, claim, step, state)


_NONE_WORDS = (
    "don't have",
    "dont have",
    "do not have",
    "haven't got",
    "no such",
    "none",
    "not available",
    "없어요",
    "없습니다",
    "없음",
    "없는데",
    "없네요",
    "갖고 있지 않",
)


def _says_none(text: str) -> str | None:
    plain = text.casefold().replace("’", "'")
    short = len(plain) <= 60 and "?" not in plain
    return "none" if short and any(word in plain for word in _NONE_WORDS) else None


async def take_review_word(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """“I confirm” submits by typing; anything else is the reason that was asked for, or a
    question.
    """
    if submission.says_confirmed(turn, claim, state):
        reason = submission.typed_reason(claim, state)
        await submission.submit(turn, claim, reason, state)
        return
    if await _took_reason(turn, claim, step, state):
        return
    if (
        read_choice(turn.incoming.text, [("submit", turn._("Submit claim"))])
        or turn.incoming.text.strip().casefold() in SUBMIT_WORDS
    ):
        await submission.ask_confirmation(turn, claim, state)
        return
    if read_yes_no(turn.incoming.text):
        await still_open.at_review(turn, claim, state, asks=False)
        return
    if await documents.take_bare_link(turn, claim, state):
        return
    await take_other(turn, claim, step, state)


async def _took_reason(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message says why the claim should be accepted as it is, after that was asked, or
    corrects it. Nothing is submitted for it: it is confirmed anew.
    """
    text = turn.incoming.text.strip()
    if state.get("reason_for") != claim.version or text.endswith(("?", "？")):
        return False
    if text.casefold() in SUBMIT_WORDS or await answering.is_plain_question(turn, strict=False):
        return False
    if await correcting.took_correction(turn, claim, step, None, state):
        return True
    noted = submission.note_reason(turn, state)
    await submission.ask_confirmation(turn, claim, state, lines=(noted,))
    return True


async def take_other(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """Nothing this step asks for: a correction, a question, or words we must say something sensible
    about.
    """
    if claim.is_editable and only_agrees(turn.incoming.text):
        await show_next(turn, claim, state)
        return
    if claim.is_editable and await correcting.took_correction(turn, claim, step, None, state):
        return
    await asides.answer(turn, claim, step, state)
