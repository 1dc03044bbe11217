"""The point that a question asks about, found by its words: told before anything general."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.answers import general
from bot.answers.origins import Origins
from bot.answers.several import looks_like_question
from bot.answers.values import Answer, Ask, Offer
from bot.domain.catalog import Catalog, Particular
from bot.text.patterns import pattern
from bot.understanding import (
    ANSWER_FROM,
    OUT_OF_SCOPE,
    Outcome,
    QuestionContext,
    Recognition,
)
from bot.understanding.followups import MAX_SHORT_WORDS, taken_up
from bot.understanding.words import normalize

MAX_TOLD = 2
WISHES = frozenset(
    {
        *("file_claim", "resume_claim", "edit_claim", "withdraw_claim", "dispute"),
        *("respond_request", "reminders_on", "reminders_off", "cancel"),
    }
)
"""Intents that are done rather than told, unless somebody asks about them."""
MAX_CHARS = 300
"""A longer text asks for more than one point."""
HALF_SURE = 0.3
"""Confidence from which a point's own words make up for what the intent lacks."""
_HANGUL = pattern(r"[가-힣]")

Test = Callable[[str, str], bool]

SURE_OF_NAMED = 0.5
"""Confidence from which a question about documents is answered for the activity that it names."""
MAX_PAPER_WORDS = 10
_OF_PAPERS = ("required_documents", "poe_help")
_PAPERS = pattern(
    r"\b(?:what|which)\b.*\b(?:documents?|docs?|paperwork|papers?|required|need(?:ed)?|proofs?"
    r"|evidence|attach|hand in)\b|\b(?:documents?|docs|paperwork)\b (?:for|needed)|서류|증빙|필요",
    re.IGNORECASE,
)


def particulars_of(catalog: Catalog, found: Recognition, text: str) -> tuple[Particular, ...]:
    """The points a question asks about, in catalog order, at most two; none for a refusal."""
    if found.intent == OUT_OF_SCOPE or found.refusal or not text or len(text) > MAX_CHARS:
        return ()
    if found.intent in WISHES and not looks_like_question(text):
        return ()
    plain = normalize(text)
    compact = plain.replace(" ", "")
    tests = catalog.remember("particulars", partial(_tests, catalog))
    fitting = (
        point
        for point in catalog.particulars.values()
        if (point.anywhere or found.intent in point.intents)
        and not (point.without_day and found.slots.first_day)
        and any(test(plain, compact) for test in tests[point.id])
    )
    return tuple(point for point, _ in zip(fitting, range(MAX_TOLD), strict=False))


def made_sure(
    catalog: Catalog, found: Recognition, text: str, context: QuestionContext
) -> Recognition:
    """What was unsure is sure enough when the words of one point are there, of it or, in a short
    text, of the question before.
    """
    if found.outcome is Outcome.ANSWER or found.refusal or found.other_language:
        return found
    points = particulars_of(catalog, found, text) if found.outcome is Outcome.ASK else ()
    if points and found.intent not in points[0].intents:
        return replace(found, intent=points[0].intents[0], outcome=Outcome.ANSWER)
    if points and found.confidence >= HALF_SURE:
        return replace(found, outcome=Outcome.ANSWER)
    if found.slots.activity and not points and (of_activity := _of_activity(found, text)):
        return replace(found, intent=of_activity, outcome=Outcome.ANSWER)
    if not context.last_intent or len(text.split()) > MAX_SHORT_WORDS:
        return found
    again = replace(found, intent=context.last_intent, slots=found.slots.over(context.last_slots))
    if not particulars_of(catalog, again, text):
        return found
    return replace(taken_up(again), smalltalk=None, is_follow_up=True)


def _of_activity(found: Recognition, text: str) -> str:
    """What is asked about an activity that is named: with its name, half sure is sure enough of its
    documents; "" when it may be anything.
    """
    if found.outcome is Outcome.ASK and found.intent in _OF_PAPERS:
        return found.intent if found.confidence >= SURE_OF_NAMED else ""
    is_asked = found.intent == OUT_OF_SCOPE and _PAPERS.search(text) is not None
    return _OF_PAPERS[0] if is_asked and len(text.split()) <= MAX_PAPER_WORDS else ""


def first_told(ask: Ask, points: tuple[Particular, ...], answer: Answer) -> Answer:
    """An answer that begins with the points asked about, and admits where nothing is published.

    Where only the words of a point made it sure what was meant, there is nothing but the point.
    """
    _ = ask.say
    if ask.recognition.confidence < ANSWER_FROM:
        answer = Answer(answer.intent, answer.title, offers=(general.person_offer(ask),))
    lines = [ask.words(point.text) for point in points]
    offers = [*answer.offers]
    if any(point.unpublished for point in points):
        lines.append(_not_published(ask))
        offers = [one for one in offers if one.kind != "answer.person"]
        offers.insert(1, general.person_offer(ask))
    offers.append(
        Offer(_("More about this"), "answer.take", {"intent": answer.intent, "whole": "yes"})
    )
    origins = Origins(ask).add(*points).told()
    return replace(
        answer,
        lines=(*lines, *answer.lines),
        origins=tuple(dict.fromkeys((*origins, *answer.origins))),
        offers=tuple(offers),
    )


def _not_published(ask: Ask) -> str:
    if ask.case.support_contact:
        return ask.say(
            "No published text says so. To be sure, ask: %(contact)s",
            contact=ask.case.support_contact,
        )
    return ask.say("No published text says so. To be sure, ask a person.")


def _tests(catalog: Catalog) -> dict[str, tuple[Test, ...]]:
    return {
        point.id: tuple(_test(way) for way in point.asked) for point in catalog.particulars.values()
    }


def _test(way: str) -> Test:
    parts = [part.strip() for part in way.split(" + ")]
    wanted = [_pattern(part) for part in parts if not part.startswith("!")]
    kept_out = [
        _pattern(word.strip().removeprefix("!"))
        for part in parts
        if part.startswith("!")
        for word in part.split("|")
    ]
    return partial(_is_asked, wanted, kept_out)


def _is_asked(
    wanted: list[tuple[re.Pattern[str] | None, tuple[str, ...]]],
    kept_out: list[tuple[re.Pattern[str] | None, tuple[str, ...]]],
    plain: str,
    compact: str,
) -> bool:
    def is_in(part: tuple[re.Pattern[str] | None, tuple[str, ...]]) -> bool:
        latin, hangul = part
        return bool(latin and latin.search(plain)) or any(word in compact for word in hangul)

    return all(map(is_in, wanted)) and not any(map(is_in, kept_out))


def _pattern(part: str) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """What is looked for with spaces (Latin) and without (Hangul)."""
    words = [word.strip().casefold() for word in part.split("|") if word.strip()]
    latin = [_latin(word) for word in words if not _HANGUL.search(word)]
    hangul = tuple(word.replace(" ", "") for word in words if _HANGUL.search(word))
    return (re.compile("|".join(latin)) if latin else None), hangul


def _latin(word: str) -> str:
    start = r"(?<![a-z0-9])" if word[0].isalnum() else ""
    end = r"(?![a-z0-9])" if word.endswith("_") else ""
    return f"{start}{re.escape(word.rstrip('_'))}{end}"
