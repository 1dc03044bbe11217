"""Program, location or activity of a draft changed in words, whatever is being asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.answers.several import looks_like_question
from bot.domain.checks import check_answers
from bot.domain.claim import Claim, Finding
from bot.domain.fields import FieldSpec, StepKind, answer_of, fields_of
from bot.domain.steps import Step, numbered
from bot.text.patterns import pattern
from dialogs import asides
from dialogs.activity_names import activity_named
from dialogs.correction_words import Correction, correction_in, hints_at_correction
from dialogs.reading import read_field
from dialogs.showing import show_next, show_step
from dialogs.turn import Turn
from dialogs.typed_together import save_answers
from dialogs.words import finding_words

Pointer = dict[str, Any]

MAX_CHARS = 140
MAX_WORDS = 8
"""More words that name no field may tell of anything."""

_PROGRAM = pattern(
    r"\b(?:program(?:me)?|location|site|branch|office)s?\b|프로그램|위치|지점|사업장", re.IGNORECASE
)
_ACTIVITY = pattern(
    r"\b(?:activit(?:y|ies)|activity type|kind of activity)\b(?! date)"
    r"|활동(?!\s*(?:날짜|일|첫|마지막|기간|명|정보))",
    re.IGNORECASE,
)
_ORDER = pattern(
    r"\b(?:chang\w*|switch\w*|correct|fix|set|make|move|should|must|wrong|instead|not|other"
    r"|another|different)\b|바꿔|바꾸|바꿀|변경|수정|정정|고쳐|잘못|틀렸|아니|말고|다른",
    re.IGNORECASE,
)
_ABOUT = pattern(
    r".*\b(?:program(?:me)?|location|activity)\b[\s:,-]*"
    r"(?:(?:should|must|ought|is|was|be|has|have|been|to|into|from|for|as|of|the|a|an)\s+)*"
    r"|(?:.*\s)?(?:프로그램|위치|지점|활동)(?: ?유형)?(?:은|는|이|가|을|를|도)?\s*",
    re.IGNORECASE,
)
_END_KO = pattern(
    r"(?:으로|로|이에요|예요|입니다|이요|요)\s*(?:\S*(?:꿔|꾸|변경|수정|정정|고쳐)\S*.*)?$"
)


async def took_header(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message puts another program, location or activity; then it was saved and told,
    or its form was opened.
    """
    text = turn.incoming.text
    if len(text) > MAX_CHARS or text.rstrip().endswith(("?", "？")) or looks_like_question(text):
        return False
    takes_words = asides.open_words(turn, claim, step, state) is not None
    named = {kind for kind in _NAMED if _NAMED[kind].search(text)}
    said = correction_in(text) if named or hints_at_correction(text) else None
    for kind in (StepKind.ACTIVITY, StepKind.PROGRAM):
        if kind is step.kind and step.kind is not StepKind.PROGRAM:
            continue  # that form reads it itself
        is_named = kind in named and _ORDER.search(text) is not None
        if takes_words and not (is_named and said is not None):
            continue
        if not (is_named or _is_sure(claim, step, kind, text, said)):
            continue
        if value := _value(turn, claim, kind, text, said, is_named=is_named):
            return await _put(turn, claim, kind, value, step, state)
        if is_named and said is not None and _orders_only(text) and claim.program:
            await show_step(turn, claim, numbered(kind), state)
            return True
    return False


def _is_sure(claim: Claim, step: Step, kind: StepKind, text: str, said: Correction | None) -> bool:
    """Whether a program or activity is meant that comes without the name of its field: while the
    program is asked nothing else is, later it must be a short correction.
    """
    if step.kind is StepKind.PROGRAM:
        is_short = said is not None or len(text.split()) <= MAX_WORDS
        return is_short and (kind is StepKind.ACTIVITY or bool(claim.program))
    is_known = bool(claim.incentive_activity) and kind is StepKind.ACTIVITY
    if not is_known or said is None or not said.is_plain or said.fields:
        return False
    return len(said.new.split()) <= MAX_WORDS and re.search(r"\d", said.new) is None


def _orders_only(text: str) -> bool:
    """Whether the words ask for the form itself: “change the location”."""
    return len(text.split()) <= MAX_WORDS


def _spec(turn: Turn, claim: Claim, kind: StepKind) -> FieldSpec | None:
    if kind is StepKind.ACTIVITY and not claim.program:
        return None
    return fields_of(kind, claim, turn.contact, turn.house.catalog)[0]


def _value(
    turn: Turn, claim: Claim, kind: StepKind, text: str, said: Correction | None, *, is_named: bool
) -> str:
    """The choice that is put, "" where none is named or it is the present one."""
    new = said.new if said and said.new else text
    forms = [new, _END_KO.sub("", new)]
    if is_named:
        bare = _ABOUT.sub("", new, count=1)
        forms = [bare, _END_KO.sub("", bare)]
    for words in filter(None, (form.strip(" .,!") for form in forms)):
        found = _read(turn, claim, kind, words)
        if found:
            held = answer_of(claim, _FIELDS[kind])
            return "" if found == held else found
    return ""


def _read(turn: Turn, claim: Claim, kind: StepKind, words: str) -> str:
    if kind is StepKind.ACTIVITY:
        return activity_named(words, turn.house.catalog) or ""
    spec = _spec(turn, claim, kind)
    value = read_field(turn, spec, words, "") if spec else None
    return "" if value is None or isinstance(value, Finding) else str(value)


async def _put(
    turn: Turn, claim: Claim, kind: StepKind, value: str, step: Step, state: Pointer
) -> bool:
    name, catalog = _FIELDS[kind], turn.house.catalog
    spec = _spec(turn, claim, kind)
    answers: dict[str, object] = {name: value}
    if spec is not None:
        asked = (spec,)
        found = check_answers(kind, asked, answers, claim, catalog, turn.now, turn.today)
        if found or value not in dict(spec.choices):
            lines = [finding_words(turn, one, claim) for one in found] or [_not_open(turn, value)]
            await show_step(turn, claim, numbered(kind), state, lines=lines)
            return True
    told = _told(turn, claim, kind, value)
    state["version"] = claim.version
    saved = await save_answers(turn, claim, numbered(kind), answers, state)
    await show_next(turn, saved, state, lines=told)
    return True


def _not_open(turn: Turn, value: str) -> str:
    activity = turn.house.catalog.activities.get(value)
    title = turn.words(activity.title) if activity else value
    return turn._("“%(what)s” is not open to this program.", what=title)


def _told(turn: Turn, claim: Claim, kind: StepKind, value: str) -> Sequence[str]:
    _, what = turn._, turn._(_TITLES[kind])
    old, new = (
        _words(turn, claim, kind, answer_of(claim, _FIELDS[kind])),
        _words(turn, claim, kind, value),
    )
    if not old:
        return (_("✓ Saved: %(facts)s.", facts=f"{what}: {new}"),)
    return (_("Changed: %(what)s: %(old)s → %(new)s.", what=what, old=old, new=new),)


def _words(turn: Turn, claim: Claim, kind: StepKind, value: object) -> str:
    if kind is StepKind.ACTIVITY:
        activity = turn.house.catalog.activities.get(str(value or ""))
        return turn.words(activity.title) if activity else ""
    spec = _spec(turn, claim, kind)
    label = dict(spec.choices).get(str(value)) if spec and value else None
    return turn.words(label) if label else ""


_NAMED = {StepKind.ACTIVITY: _ACTIVITY, StepKind.PROGRAM: _PROGRAM}
_FIELDS = {StepKind.ACTIVITY: "incentive_activity", StepKind.PROGRAM: "program_location"}
_TITLES = {StepKind.ACTIVITY: "Activity", StepKind.PROGRAM: "Program and location"}
