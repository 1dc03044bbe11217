"""Text in, intent, slots and what may be done with it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.catalog import Catalog
from bot.text import read_yes_no
from bot.text.patterns import pattern
from bot.understanding import corrections, followups
from bot.understanding import features as of_text
from bot.understanding.languages import language_of, other_language
from bot.understanding.lexicon import load_lexicon
from bot.understanding.long_texts import most_relevant, sentences
from bot.understanding.model import Model, load_model
from bot.understanding.nearest import AddedQuestions
from bot.understanding.phrases import PhraseBook
from bot.understanding.refusals import Refusals
from bot.understanding.routes import by_route
from bot.understanding.slots import SlotFinder
from bot.understanding.values import (
    OUT_OF_SCOPE,
    SMALLTALK,
    Outcome,
    QuestionContext,
    Recognition,
    Refusal,
    Slots,
    SmallTalk,
)
from bot.understanding.whose import ASKED_OF, goes_on, is_about
from bot.understanding.words import MAX_CHARS, normalize

ANSWER_FROM = 0.8
"""Calibrated confidence from which the bot acts without asking."""
OUTSIDE_AT_MOST = 0.06
"""Share of all that is out of scope above which the bot does not act without asking."""
OUTSIDE_FROM = 0.8
"""From here what is named counts only beside words of co-op work."""
ELSEWHERE_FROM = 0.98
"""From here a text is about something else, and what it names of ours is named in passing."""
MAX_NAME_WORDS = 3
"""A text that may only name a thing."""
GUESS_BELOW = 0.3
"""A label this unlikely does not say what the words beside it mean."""
ASK_FROM = 0.22
"""Below this for every intent in scope the bot says what it can do."""
CANDIDATE_FROM = 0.08
TALK_FROM = 0.4
"""Share of all that is out of scope from which it is small talk."""
MEANT_FROM = 0.4
"""Confidence from which "no, I meant …" names an intent: it names it on purpose."""
_CODE = pattern(r"^\s*[{\[<].*[:=/]|\"type\"\s*:|adaptivecard|<script", re.I | re.S)


class Recognizer:
    """The whole recognizer; built once at start, then only read, so that threads may share it."""

    def __init__(self, model: Model, lexicon: PhraseBook, slots: SlotFinder) -> None:
        self._model = model
        self._lexicon = lexicon
        self._slots = slots
        self._added = AddedQuestions({})
        self._refusals = Refusals(model.known)

    @classmethod
    def load(cls, catalog: Catalog, added: Mapping[str, Sequence[str]] | None = None) -> Recognizer:
        """Read the model and the lexicon.

        `added` are questions beyond the model, see `with_added`.
        """
        model = load_model()
        made = cls(model, load_lexicon(model.known), SlotFinder(catalog, model.known))
        return made.with_added(added or {})

    def with_added(self, questions: Mapping[str, Sequence[str]]) -> Recognizer:
        """The same recognizer with these added questions (key → wordings) only."""
        made = Recognizer(self._model, self._lexicon, self._slots)
        made._added = AddedQuestions(questions)
        return made

    def recognize(
        self,
        text: str,
        *,
        today: date,
        language: str | None = None,
        context: QuestionContext | None = None,
    ) -> Recognition:
        """What a text means. Never raises for any text; looks at the first `MAX_CHARS` characters.

        Shape: `language` is the partner's, used where the text itself does not show one.
        """
        context = context or QuestionContext()
        text = text[:MAX_CHARS]
        plain = normalize(text)
        spoken = language_of(plain, language)

        def slots_for(intent: str = "") -> Slots:
            return self._slots.find(
                text, language=language or spoken, today=today, intent=intent, context=context
            )

        if read_yes_no(plain) is not None:
            return replace(_declined(spoken, slots_for(), ""), smalltalk=SmallTalk.CHAT)
        foreign = other_language(plain)
        if (
            foreign
            or _CODE.search(text)
            or not any(char.isalnum() or char == "?" for char in plain)
        ):
            return _declined(spoken, slots_for(), foreign)
        key, likeness = self._added.find(text)
        if key:
            return _added_question(key, likeness, spoken, slots_for())
        return self._of_text(text, plain, slots_for, context, spoken)

    def _of_text(
        self,
        text: str,
        plain: str,
        slots_for: Callable[[str], Slots],
        context: QuestionContext,
        spoken: str,
    ) -> Recognition:
        """What a text in our languages means that is no added question."""
        reading, scores = self._best_part(text)
        slots = slots_for(_about(scores))
        named = slots.claim if slots.claim in context.claim_names else ""
        bare = self._refusals.without_companies(_without_title(text, named))
        if bare != text:
            before, scores = _about(scores), self._best_part(bare)[1]
            slots = slots if _about(scores) == before else slots_for(_about(scores))
        title = "" if slots.claim else self._refusals.title_of(reading.plain, context.claim_names)
        if title:
            slots, scores = replace(slots, claim=title), _of_claim(scores)
        scores = by_route(scores, self._slots.route_of(slots.program))
        found = _decide(scores, slots, spoken)
        elsewhere = found.intent == OUT_OF_SCOPE and found.confidence >= ELSEWHERE_FROM
        if found.smalltalk or (elsewhere and len(reading.stems) > MAX_NAME_WORDS):
            found = replace(found, slots=slots.in_passing(bool(context.activity)))
        own = (*context.claim_names, *context.own_names)
        refusal = self._refusals.find(reading.plain, found.intent, own)
        refusal, whose = self._whose(text, reading.plain, found, refusal, context)
        if whose:
            found = replace(found, whose=whose)
        if refusal is not None:
            return _refused(found, refusal)
        meant = self._correction(plain, slots, context, spoken)
        if meant is not None:
            return meant
        if followups.follows_up(plain, reading, slots, context):
            return followups.follow_up(context, slots, spoken)
        return followups.about_the_same(plain, found, context)

    def _whose(
        self,
        text: str,
        plain: str,
        found: Recognition,
        refusal: Refusal | None,
        context: QuestionContext,
    ) -> tuple[Refusal | None, tuple[str, ...]]:
        """Why it is declined, and the words of the name by which a claim is asked for."""
        others = refusal is Refusal.OTHERS
        may_be = found.outcome is not Outcome.ANSWER or found.intent in ASKED_OF
        if not others and (refusal is not None or found.slots.claim or not may_be):
            return refusal, ()
        own = (*context.claim_names, *context.own_names)
        whose = self._refusals.whose(
            text, plain, own=own, people=context.people, is_declined=others
        )
        if not whose and context.last_whose and goes_on(found, plain):
            whose = context.last_whose
        return (Refusal.OTHERS, whose) if is_about(found, plain, whose) else (refusal, ())

    def _correction(
        self, plain: str, slots: Slots, context: QuestionContext, language: str
    ) -> Recognition | None:
        """Another question about the same thing, or the same one about another thing."""
        meant = corrections.corrected(plain)
        if not meant:
            return None
        found = _decide(
            self._scores(of_text.read(meant, self._lexicon)),
            slots.over(context.last_slots),
            language,
        )
        if found.intent != OUT_OF_SCOPE and found.confidence >= MEANT_FROM:
            return followups.taken_up(found)
        if context.last_intent and not slots.is_empty:
            return followups.follow_up(context, slots, language)
        return None

    def _best_part(self, text: str) -> tuple[of_text.Reading, dict[str, float]]:
        parts = [of_text.read(part, self._lexicon) for part in sentences(text)]
        return most_relevant(parts, self._scores)

    def _scores(self, reading: of_text.Reading) -> dict[str, float]:
        shares = self._model.probabilities(of_text.features(reading))
        return dict(zip(self._model.labels, shares, strict=True))


def _about(scores: Mapping[str, float]) -> str:
    """The likeliest label, "" where that is a guess, or not surely about something else."""
    likeliest = max(scores, key=lambda label: scores[label])
    if likeliest != OUT_OF_SCOPE:
        return likeliest if scores[likeliest] >= GUESS_BELOW else ""
    outside = sum(s for label, s in scores.items() if label.startswith((OUT_OF_SCOPE, SMALLTALK)))
    return likeliest if outside >= OUTSIDE_FROM else ""


def _without_title(text: str, title: str) -> str:
    """A claim's title says nothing of what is asked about it."""
    return re.sub(re.escape(title), " my claim ", text, flags=re.IGNORECASE) if title else text


def _decide(scores: dict[str, float], slots: Slots, language: str) -> Recognition:
    talk = {label: share for label, share in scores.items() if label.startswith(SMALLTALK)}
    intents = {label: share for label, share in scores.items() if label not in talk}
    outside = intents[OUT_OF_SCOPE] = intents[OUT_OF_SCOPE] + sum(talk.values())
    ranked = sorted(intents.items(), key=lambda item: -item[1])
    candidates = tuple(
        (intent, round(share, 4)) for intent, share in ranked[:4] if share >= CANDIDATE_FROM
    ) or ((ranked[0][0], round(ranked[0][1], 4)),)
    loudest = max(talk, key=lambda label: talk[label])
    smalltalk = None
    if ranked[0][0] == OUT_OF_SCOPE and talk[loudest] >= outside * TALK_FROM:
        smalltalk = SmallTalk(loudest.removeprefix(SMALLTALK))
    return Recognition(
        intent=ranked[0][0],
        confidence=round(ranked[0][1], 4),
        alternatives=candidates,
        slots=slots,
        outcome=_outcome(ranked),
        language=language,
        smalltalk=smalltalk,
    )


def _of_claim(scores: dict[str, float]) -> dict[str, float]:
    """A company in a claim's own title makes no question about a customer association of it."""
    association = scores["cpor"] + scores["cpor_status"]
    moved = {"cpor": 0.0, "cpor_status": 0.0, "claim_status": scores["claim_status"] + association}
    return {**scores, **moved}


def _refused(found: Recognition, refusal: Refusal) -> Recognition:
    """Declined. A question about somebody else's claim stays one about a claim."""
    others = refusal is Refusal.OTHERS
    intent = OUT_OF_SCOPE
    if others:
        of_money = found.intent in ("balance", "payment") and not found.whose
        intent = found.intent if of_money else "claim_status"
    return replace(
        found,
        intent=intent,
        confidence=0.99,
        alternatives=((intent, 0.99),),
        outcome=Outcome.CANNOT,
        smalltalk=None,
        refusal=refusal,
    )


def _outcome(ranked: list[tuple[str, float]]) -> Outcome:
    (best, share), (_, second) = ranked[0], ranked[1]
    if best == OUT_OF_SCOPE:
        return Outcome.ASK if share < 0.5 and second >= ASK_FROM else Outcome.CANNOT
    outside = dict(ranked)[OUT_OF_SCOPE]
    if share >= ANSWER_FROM and outside <= OUTSIDE_AT_MOST:
        return Outcome.ANSWER
    return Outcome.ASK if share >= ASK_FROM else Outcome.CANNOT


def _declined(language: str, slots: Slots, foreign: str) -> Recognition:
    return Recognition(
        intent=OUT_OF_SCOPE,
        confidence=0.99,
        alternatives=((OUT_OF_SCOPE, 0.99),),
        slots=slots,
        outcome=Outcome.CANNOT,
        language=language,
        other_language=foreign,
    )


def _added_question(key: str, likeness: float, language: str, slots: Slots) -> Recognition:
    return Recognition(
        intent=OUT_OF_SCOPE,
        confidence=likeness,
        alternatives=(),
        slots=slots,
        outcome=Outcome.ANSWER,
        language=language,
        extra=key,
    )
