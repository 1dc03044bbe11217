"""What is typed where a card waits for a word, not a value: go on, later, a link, confirm."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.claim import Claim, SetAside
from bot.domain.fields import StepKind, fields_of
from bot.domain.steps import Step, numbered
from bot.text import read_choice, read_yes_no
from bot.text.patterns import pattern
from bot.text.typed import tidy
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
from dialogs.commands import SUBMIT_WORDS
from dialogs.document_words import Said
from dialogs.reading import open_cost_field, says_all
from dialogs.showing import point, show_next, show_step
from dialogs.step_views import field_prompt
from dialogs.turn import Turn
from dialogs.uploads import is_nearly_a_link

Pointer = dict[str, Any]

_ANEW = pattern(
    r"\b(?:re-?start|start (?:\w+ )?(?:over|again|anew|afresh|from))\b|처음부터|다시 ?시작"
)
"""Starts with what stands on the button, and means the contrary."""
_GO = pattern(
    r"(?:(?:ok(?:ay)?|yes|and|now|please|i'?m|i am|we'?re|let'?s|let us|네|예|그럼|이제)[ ,]*)*"
    r"(?:go|go on|go ahead|go for it|ready|begin|proceed|continue|get started|do it|start(?: now|"
    r" it)?"
    r"|시작(?:해|할게|하자|합시다|합니다|해요|하겠)\S*(?: \S{1,5})?|진행(?:해|할게|하자"
    r"|합니다)\S*(?: \S{1,5})?"
    r"|가자|갑시다|준비됐\S*)(?: please| now| then)?"
)
"""What means the button in other words."""


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
    if choice == "start" or read_yes_no(text) or _GO.fullmatch(tidy(text)):
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
    _, text = turn._, turn.incoming.text
    choice = read_choice(text, [("done", _("That is all")), ("more", _("Add another cost"))])
    if choice is None:
        said = says_all(text)
        answer = read_yes_no(text) if said is None else said
        choice = None if answer is None else ("done" if answer else "more")
    if choice == "done":
        saved = await turn.change(claim, partial(changes.finish_lines, now=turn.now))
        await show_next(turn, saved, state)
    elif choice == "more":
        point(state, claim, numbered(StepKind.EXPENSE))
        spec = open_cost_field(
            fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog), {}
        )
        assert spec is not None
        await turn.say(field_prompt(turn, spec))
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
    if claim.is_editable and await correcting.took_correction(turn, claim, step, None, state):
        return
    await asides.answer(turn, claim, step, state)
