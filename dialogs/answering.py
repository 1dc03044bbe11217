"""Questions in the partner's own words: understood, answered, remembered for the next one.

Outside a claim a wish is done (start, continue, show); inside one it is offered with a button, and
the claim stays where it is.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answers import Case, taken_as
from bot.answers.several import Asked, looks_like_question
from bot.domain.claim import Claim
from bot.domain.inputs import CardAction
from bot.errors import ClaimNotFound
from bot.understanding import OUT_OF_SCOPE, Outcome, QuestionContext, Recognition, Slots
from cards.views import View
from dialogs import cases, deeds, lifecycle_hooks, starting
from dialogs.answer_views import answer_view
from dialogs.confirming import CONFIRM
from dialogs.menu_views import hello_view, help_view
from dialogs.offers import OFFERS
from dialogs.turn import Turn

T = TypeVar("T")

MAX_QUESTION_CHARS = 200
MAX_KEPT_CHARS = 500
SHORT_TEXT_CHARS = 300
"""Up to this length understanding a text takes fewer milliseconds than another thread costs."""
_ABOUT_ME = re.compile(
    r"\b(?:i|we|my|our|me|us)\b|(?:저희|우리|제가|내가)\b|(?:되나요|돼요|될까요|해야|수 있)",
    re.IGNORECASE,
)
"""What a name or a description with a question mark does not say, but somebody who asks does."""
SURE_WITHOUT_A_MARK = 0.85
"""From this confidence on, words that are no question in form are taken as one."""


async def understand(turn: Turn) -> Recognition:
    """What this turn's text means; looked at once."""
    if turn.understood is None:
        context = await cases.context_of(turn)
        found, turn.several = await worked_out(turn, lambda: _read(turn, context))
        names = cases.private_names(turn, context)
        turn.understood = await _second_opinion(turn, found, turn.incoming.text, names)
    return turn.understood


def _read(turn: Turn, context: QuestionContext) -> tuple[Recognition, tuple[Asked, ...]]:
    """The meaning, and the questions where there are several: then the first one's meaning."""
    answers, text, case = turn.house.answers, turn.incoming.text, cases.plain_case(turn)
    found = answers.understand(text, case, context)
    if found.refusal is not None:
        return found, ()
    several = answers.several(text, case, found, context)
    return (several[0][1] if several else found), several


async def worked_out(turn: Turn, work: Callable[[], T]) -> T:
    """A long text takes many milliseconds, so it is read beside the event loop, not on it."""
    if len(turn.incoming.text) <= SHORT_TEXT_CHARS:
        return work()
    return await asyncio.to_thread(work)


def slots_about(turn: Turn, activity: str, text: str = "") -> Slots:
    """What this turn's text, or a part of it, says about an activity that need not be named."""
    context, text = QuestionContext(activity=activity), text or turn.incoming.text
    return turn.house.answers.understand(text, cases.plain_case(turn), context).slots


async def asks(turn: Turn, parts: Sequence[str]) -> bool:
    """Whether these parts of the text are questions we are sure of: then they are what it means."""
    context, about = await cases.context_of(turn), (await understand(turn)).slots
    case = cases.plain_case(turn)
    found = await worked_out(turn, lambda: turn.house.answers.asked_in(parts, case, about, context))
    if found:
        turn.understood, turn.several = found[0][1], found
    return bool(found)


async def _second_opinion(
    turn: Turn, found: Recognition, text: str, names: Sequence[str]
) -> Recognition:
    """A classifier may name the intent when the recognizer is unsure; facts never come from it."""
    unsure = found.outcome is not Outcome.ANSWER and not (found.smalltalk or found.refusal)
    if turn.house.classifier is None or not unsure or found.other_language:
        return found
    intent = await turn.house.classifier.classify(text, names)
    return taken_as(found, intent) if intent and intent != OUT_OF_SCOPE else found


async def is_plain_question(turn: Turn, *, strict: bool) -> bool:
    """Whether the text is plainly a question to the bot. `strict`: it must bear a question mark.

    A command, and anything the bot has no answer to, is not: it may be the answer to a step.
    """
    text = turn.incoming.text.strip()
    marked = text.endswith(("?", "？"))
    if len(text) > MAX_QUESTION_CHARS or not (marked or (not strict and looks_like_question(text))):
        return False
    found = await understand(turn)
    if _is_sure(found):
        return True
    asks_back = found.outcome is Outcome.ASK and found.intent != OUT_OF_SCOPE
    return strict and asks_back and bool(_ABOUT_ME.search(text))


async def is_question(turn: Turn) -> bool:
    """Whether text that is no answer to the step may be a question or a wish."""
    if looks_like_question(turn.incoming.text):
        return True
    found = await understand(turn)
    sure = _is_sure(found) and found.confidence >= SURE_WITHOUT_A_MARK
    return sure and len(turn.incoming.text.split()) > 1


def _is_sure(found: Recognition) -> bool:
    """Whether it is clear what to say: the answer, or that it is declined."""
    return found.outcome is Outcome.ANSWER or found.refusal is not None


async def reply(turn: Turn, claim: Claim | None, then: View | None) -> None:
    """Answer in the middle of something, with what is pending under the answer in one message.

    Nothing is started or left, only offered.
    """
    found = await understand(turn)
    case = await cases.gather(turn, claim, found)
    told = found.extra or turn.house.answers.is_particular(found, turn.incoming.text)
    if found.intent == "help" and found.outcome is Outcome.ANSWER and not told:
        await turn.show(help_view(turn, claim), then)
        return
    await _show(turn, found, case, turn.incoming.text, then=then)


async def free_text(turn: Turn) -> starting.Started | None:
    """Anything typed while nothing is being filed; gives the claim to go on with, if any."""
    found = await understand(turn)
    if cases.asks_how_it_stands(found, turn.incoming.text):
        found = taken_as(found, "claim_status")
    return await _act(turn, found, turn.incoming.text)


async def does_at_hand(turn: Turn, claim: Claim) -> bool:
    """A wish about the claim being filed: True when its buttons were shown."""
    if looks_like_question(turn.incoming.text):
        return False
    found = await understand(turn)
    is_wish = found.outcome is Outcome.ANSWER and found.intent in lifecycle_hooks.HOOKS
    if turn.several or not is_wish:
        return False
    case = await cases.gather(turn, claim, found)
    hook = lifecycle_hooks.HOOKS[found.intent]
    return not case.of_colleagues and await hook(turn, case.claims)


async def answer_intent(turn: Turn, intent: str) -> None:
    """A command that stands for a question; inside a claim with the way back to it."""
    found = taken_as(turn.house.answers.understand("", cases.plain_case(turn)), intent)
    case = await cases.gather(turn, await present_claim(turn), found)
    await _show(turn, found, case, "", back=bool(turn.filing))


async def answer_without_person(turn: Turn) -> bool:
    """General answers need no role; True when the text was a question that has one."""
    found = await understand(turn)
    if found.outcome is not Outcome.ANSWER or found.intent in (*deeds.DEEDS, "claim_status"):
        return False
    await _show(turn, found, cases.plain_case(turn), turn.incoming.text)
    return True


async def take(turn: Turn, action: CardAction) -> starting.Started | None:
    """A button that says which question it was."""
    text = "" if action.arguments.get("whole") else str(turn.asked.get("text", ""))
    intent = action.arguments.get("intent", "")
    slots = cases.slots_from(turn.asked.get("slots"))
    known = turn.house.answers.understand(text, cases.plain_case(turn))
    found = taken_as(known, intent)
    if slots != Slots():
        found = taken_as(_with_slots(known, slots), intent)
    if turn.filing:
        claim = await present_claim(turn)
        await _show(turn, found, await cases.gather(turn, claim, found), text, back=True)
        return None
    return await _act(turn, found, text)


async def answer_about(turn: Turn, intent: str, activity: str) -> None:
    """A button that asks a question about an activity; the conditions said last still count."""
    earlier = cases.slots_from(turn.asked.get("slots"))
    known = turn.house.answers.understand("", cases.plain_case(turn))
    slots = Slots(activity=activity, activities=(activity,)).over(earlier)
    found = replace(taken_as(known, intent), slots=replace(slots, claim=""))
    claim = await present_claim(turn)
    case = await cases.gather(turn, claim, found)
    await _show(turn, found, case, "", back=bool(turn.filing))


def _with_slots(found: Recognition, slots: Slots) -> Recognition:
    return replace(found, slots=found.slots.over(slots))


async def present_claim(turn: Turn) -> Claim | None:
    """The claim being filed, if there is one."""
    if not turn.filing:
        return None
    try:
        return await turn.load(turn.filing)
    except ClaimNotFound:
        return None


async def _act(turn: Turn, found: Recognition, text: str) -> starting.Started | None:
    """Do what was wished for, else answer."""
    case = await cases.gather(turn, await present_claim(turn), found)
    only_told = turn.several or turn.house.answers.is_particular(found, text)
    if found.outcome is Outcome.ANSWER and not (found.extra or only_told or case.of_colleagues):
        deed = deeds.DEEDS.get(found.intent)
        if deed is not None:
            done = await deed(turn, found, case)
            if done is not False:
                remember(turn, found, text)
                return done if isinstance(done, starting.Started) else None
    elif found.smalltalk == "greeting":
        await turn.show(hello_view(turn, await turn.house.desk.drafts(turn.contact)))
        return None
    await _show(turn, found, case, text)
    return None


async def _show(
    turn: Turn,
    found: Recognition,
    case: Case,
    text: str,
    *,
    back: bool = False,
    then: View | None = None,
) -> None:
    asked = turn.several if found is turn.understood and turn.several else ((text, found),)
    views = []
    for part, one in asked:
        of_one = case if one is found else await cases.gather(turn, case.claim, one)
        answer = turn.house.answers.answer(one, of_one, part)
        is_last = one is asked[-1][1]
        views.append(answer_view(turn, answer, votes=_is_answered(one), back=back and is_last))
    await _keep_if_open(turn, found, text)
    remember(turn, asked[-1][1], text)
    await turn.show(*views, then)


def _is_answered(found: Recognition) -> bool:
    return found.outcome is Outcome.ANSWER


def remember(turn: Turn, found: Recognition, text: str) -> None:
    """Keep the question for "and for a webinar?", for its buttons and for a hand-over; one that was
    asked back leaves the one before it to go on with.
    """
    last = dict(turn.asked)
    kept = {name: last[name] for name in (CONFIRM, OFFERS) if name in last}
    kept |= {"whose": list(found.whose), "filing": turn.filing} if found.whose else {}
    turn.asked.clear()
    turn.asked.update(
        kept
        | {
            "intent": found.intent if _is_answered(found) else last.get("intent", ""),
            "slots": found.slots.as_json() if _is_answered(found) else last.get("slots"),
            "text": text[:MAX_KEPT_CHARS],
        }
    )


async def _keep_if_open(turn: Turn, found: Recognition, text: str) -> None:
    """A question that was not understood is kept for the program admin, without personal data."""
    if _is_sure(found) or found.smalltalk or not any(char.isalnum() for char in text):
        return
    await keep_question(turn, text, found, reason=found.outcome.value)


async def keep_question(turn: Turn, text: str, found: Recognition, *, reason: str) -> None:
    """Put a question on the program admin's list, masked."""
    names = cases.private_names(turn, await cases.context_of(turn))
    await turn.house.questions.keep(
        text,
        language=found.language,
        reason=reason,
        guesses=[intent for intent, _ in found.alternatives[:3]],
        names=names,
        now=turn.now,
    )
