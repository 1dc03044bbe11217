"""Days and periods inside a sentence, and whether they lie behind or ahead.

What is found is read by `bot.text`, which knows the spellings. Whether a day without a year is the
last or the next such day is decided here and nowhere else: prompts have a rule of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from bot.text.dates import COMING, FUTURE_DAYS, PAST
from bot.text.later import read_later
from bot.text.patterns import pattern
from bot.understanding.day_sides import (
    A_WEEKDAY,
    AHEAD,
    AHEAD_INTENTS,
    CLAUSE,
    CLOSE_BY,
    DATED_BEFORE,
    DATED_BEHIND,
    DONE,
    DONE_INTENTS,
    DUE_BEFORE,
    DUE_BEHIND,
    FROM_UNTIL,
    IF,
    SPENT_IN,
    SPENT_KO,
    SURELY_COMING,
    TOO_LATE,
    WANTED,
)
from bot.understanding.day_words import (
    A_DAY_AHEAD,
    A_LOOSE_DAY,
    A_SPAN,
    HINT,
    ONE_DAY,
    RANGE,
)
from bot.understanding.feasts import FEAST, FEAST_HINT, read_feast
from bot.understanding.long_texts import LONG_TEXT_CHARS
from bot.understanding.loose_days import Span, read_loose
from bot.understanding.named_days import read_named
from bot.understanding.related_days import RELATED, read_related
from bot.understanding.spelled_days import plainly_spelled
from bot.understanding.taken_back import is_change, is_taken_back
from bot.understanding.values import OUT_OF_SCOPE, SMALLTALK

MAX_CANDIDATES = 8
AROUND = 40
"""Characters on either side of a hint in which a day may be spelled."""
_A_HINT = pattern(f"{HINT}|{FEAST_HINT}")
UNDECIDED_DAYS = 62
"""A day without a year and with no word of when may lie this far ahead."""
_ORDINAL_DOT = pattern(r"(?<=\d)\.(?=[ –-])")
"""The dot of "3. November"."""
_TO_THE = pattern(r"\b(to|until|till|through|thru) the (?=\d)")
_SINCE = pattern(r"^since (?:about |like )?((?:\d+|[a-z]+) (?:day|week|month)s)$")
"""Since three weeks: the first of them."""

_PERIOD_MARK = pattern(r"~|부터|\d ?[-–]|[-–] ?\d")
"""Marks a period, never one day put for another."""
_AGAIN = pattern(r"(?:\b(?:every|each|on an?) (?:other )?|매주 ?|매달 ?|매월 ?|매 ?)$")
"""Every Monday is no day."""
_FROM_NOW = pattern(r"(?:\b(?:between|from) now (?:and|until|till|to) (?:the )?|지금부터 ?)$")
_OF_ITS_KIND = pattern(
    r" (?:nudges?|reminders?|e?-?mails?|messages?|pings?|alerts?|notifications?|newsletters?"
    r"|meeting"
    r"|call|report|digest)\b"
)
"""Behind a weekday: what comes every Monday."""
_IS_A_WEEKDAY = pattern(
    r"\b(?:is|was|falls on|being) an? (?:\w+day)\b|일[이은는]? ?[월화수목금토일]요일(?:이|인|임"
    r"|이라)"
)
"""Another day is said to be one; the weekdays beside it are told from that day."""
_BEFOREHAND = pattern(r"전$")
"""In a wish for a reminder "3일 전" is three days before."""
_A_MONTH_DAY = pattern(r"\d (?:of )?[a-z]{3}|[a-z]{3}\.? \d|월 ?\d")
_FIGURES = pattern(r"\d{3}")
_HELD = pattern(r"(?:했|열었|진행한|집행한)(?!던)")
_OF_EVENT = pattern(
    r"\b(?:event|activity|campaign|course|training|session|dinner|show|ad|mailing)s? "
    r"(?:\w+ )?(?:of|on|from|in) (?:the )?$|(?:행사|활동|캠페인|교육|이벤트)[은는이가의]? ?$"
)
_EVENT = pattern(r" ?(?:행사|활동|캠페인|이벤트)(?!로)| (?:event|activity|campaign)\b")
_A_DEADLINE = pattern(r" (?:date|deadline|one|window|round|cut-?off|cycle)\b")
"""Behind a month: the February date, the August one."""
_UNTIL = pattern(r" ?(?:to|until|till|through|thru|~|-|–|/|부터|에서) ?(?:the )?")
_OR = pattern(r"(?<=[\da-z]) ?(?:/|\bor\b|&) ?(?=(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z])")
_AND = pattern(r"(?<=\d일)[과와]|(?<=[\d일])[,·및] ?(?=\d{1,2}일)")
_BETWEEN_TWO = pattern(r" ?(?:\band\b|&) ?")
_BESIDE = pattern(r"^[은는이가]? (?=\d)")
_COLLOQUIAL = pattern(r"(?<![가-힣])담 ?(?=[주달])|(?<![가-힣])다다음 ?(?=달)")
_TITLES = pattern(
    r"[\"“「『][^\"“”「」『』]{2,80}[\"”」』]|(?<!\w)'[^'\"]{3,60}'(?![a-z])"
    r"|\b(?:titled|called|named) .{1,60}?"
    r"(?= (?:may|please|is|was|has|to|which|and|for)\b|[,.;?!]|$)"
)
"""A claim's title says no day."""


Found = tuple[re.Match[str], Span]


def read_days(
    plain: str, *, language: str, today: date, intent: str = "", of_activity: bool = False
) -> tuple[Span, ...]:
    """First and last day of each period said in normalized text, the likeliest first.

    Where the words do not decide about a day without a year, `intent` does, and whether an activity
    is spoken of. A day that is taken back ("not the 4th") comes last.

    >>> today = date(2026, 4, 1)
    >>> text = "we ran it on 3 march, the invoice is from 2026-03-20"
    >>> for first, last in read_days(text, language="en", today=today):
    ...     print(first, last)
    2026-03-03 2026-03-03
    2026-03-20 2026-03-20
    """
    if not _A_HINT.search(plain):
        return ()
    plain = _COLLOQUIAL.sub("다음 ", _TITLES.sub(lambda title: "_" * len(title[0]), plain))
    plain = plainly_spelled(plain, today=today)
    found: list[Found] = []
    no_days: list[re.Match[str]] = []
    windows = _windows(plain)
    for shape in (RELATED, FEAST, RANGE, ONE_DAY, A_LOOSE_DAY, A_DAY_AHEAD, A_SPAN):
        matches = (match for start, end in windows for match in shape.finditer(plain, start, end))
        for match in islice(matches, MAX_CANDIDATES):
            taken = (*(one for one, _ in found), *no_days)
            if any(match.start() < o.end() and o.start() < match.end() for o in taken):
                continue
            is_range = shape is RANGE or (shape is A_LOOSE_DAY and "에서" in match[0])
            if is_range and not _PERIOD_MARK.search(match[0]) and is_change(plain, *match.span()):
                continue
            span = _read(plain, match, language, today, intent, of_activity)
            if not span and shape is ONE_DAY and _A_MONTH_DAY.search(match[0]):
                no_days.append(match)  # 31 September
            if span and _FROM_NOW.search(plain, 0, match.start()):
                span = today, max(today, span[1])
            if span and not (is_range and _are_two(plain, match, span)):
                found.append((match, span))
    return tuple(dict.fromkeys(_in_order(plain, found))) if found else ()


def _windows(plain: str) -> list[tuple[int, int]]:
    """The parts of a text that may name a day; of a long one those around what hints at days."""
    if len(plain) <= LONG_TEXT_CHARS:
        return [(0, len(plain))]
    result: list[tuple[int, int]] = []
    for hint in _A_HINT.finditer(plain):
        start = plain.rfind(" ", 0, max(0, hint.start() - AROUND)) + 1
        end = plain.find(" ", hint.end() + AROUND)
        end = len(plain) if end < 0 else end
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _in_order(plain: str, found: Sequence[Found]) -> Iterator[Span]:
    """The likeliest period first, then as they stand, at last what was taken back.

    Two with nothing but "to" between them are one: "mid-July to end of August".
    """
    first = found[0]
    spans: list[Found] = []
    wrong: list[Span] = []
    for match, span in sorted(found, key=lambda one: one[0].start()):
        if is_taken_back(plain, *match.span()):
            wrong.append(span)
            continue
        if spans and _UNTIL.fullmatch(plain[spans[-1][0].end() : match.start()]):
            before, begun = spans[-1]
            if begun[0] <= span[1] and not is_change(plain, before.start(), match.end()):
                spans[-1] = (match, (begun[0], span[1]))
                continue
        spans.append((match, span))
    spans.sort(key=lambda one: one[0] is not first[0])
    yield from (span for _, span in spans)
    yield from wrong


def _read(
    plain: str,
    found: re.Match[str],
    language: str,
    today: date,
    intent: str,
    of_activity: bool,
) -> Span | None:
    """The period that a pattern found, None when it is none or not clear which."""
    if _is_no_day(plain, found):
        return None
    if found.re == RELATED:
        return read_related(found, today=today, ahead=_reach(plain, found, intent, FUTURE_DAYS)[0])
    if found.re == FEAST:
        return read_feast(found, today=today, ahead=_reach(plain, found, intent, FUTURE_DAYS)[0])
    if _is_chat(plain, found[0], intent):
        return None
    is_of_reminder = intent.startswith("reminders_") and not _HELD.search(plain)
    if is_of_reminder and _BEFOREHAND.search(found[0]):
        return None
    is_day = found.re in (ONE_DAY, A_LOOSE_DAY, A_DAY_AHEAD)
    may_be_far = is_day or found.re == RANGE
    default = UNDECIDED_DAYS if may_be_far and intent not in DONE_INTENTS else FUTURE_DAYS
    beside = _OF_EVENT.search(plain[: found.start()]) or _EVENT.match(plain, found.end())
    of_activity = of_activity or beside is not None
    is_wish = intent == "reminders_on" and A_WEEKDAY.fullmatch(found[0])
    is_kept = intent.startswith("reminders_") and not of_activity
    if is_kept or (intent in AHEAD_INTENTS and is_day and (is_wish or not of_activity)):
        default = COMING
    ahead, is_due = _reach(plain, found, intent, default)
    said = _plainly(found[0])
    if found.re == A_DAY_AHEAD:
        day = read_later(said, language=language, today=today)
        return (day, day) if day else None
    if found.re == A_LOOSE_DAY:
        return read_loose(said, today=today, ahead=ahead, default=default)
    span = read_named(said, language, today, ahead)
    return (span[1], span[1]) if span and is_due and _NAMES_END.search(said) else span


def _is_no_day(plain: str, found: re.Match[str]) -> bool:
    """Whether it is every such day, names a deadline, or a weekday is told from another day."""
    if _AGAIN.search(plain[: found.start()]) or plain.startswith("마다", found.end()):
        return True
    if found.re == A_SPAN and plain.endswith("the ", 0, found.start()):
        return _A_DEADLINE.match(plain, found.end()) is not None
    if not A_WEEKDAY.fullmatch(found[0]):
        return False
    return bool(_OF_ITS_KIND.match(plain, found.end()) or _IS_A_WEEKDAY.search(plain))


def _is_chat(plain: str, said: str, intent: str) -> bool:
    """Whether a day is only said in passing: "happy Friday", "who won last night"."""
    is_talk = intent.startswith(SMALLTALK)
    if is_talk and A_WEEKDAY.fullmatch(said):
        return True
    if not (is_talk or intent == OUT_OF_SCOPE):
        return False
    return bool(CLOSE_BY.fullmatch(said)) and not _FIGURES.search(plain)


def _are_two(plain: str, match: re.Match[str], span: Span) -> bool:
    """Whether "july 9 and aug 20" are two days of their own."""
    if (span[1] - span[0]).days <= 1 or plain.endswith(("between ", "from "), 0, match.start()):
        return False
    days = _BETWEEN_TWO.split(match[0])
    return len(days) == 2 and all(map(ONE_DAY.fullmatch, days))


def _plainly(said: str) -> str:
    """What a pattern found in the spelling of `bot.text`."""
    said = _SINCE.sub(r"\1 ago", said.replace("욜", "요일"))
    said = _AND.sub("~", _OR.sub(" to ", _BESIDE.sub("", said)))
    return _ORDINAL_DOT.sub("", _TO_THE.sub(r"\1 ", said))


_NAMES_END = pattern(r"end of|말$")


def _reach(plain: str, found: re.Match[str], intent: str, default: int) -> tuple[int, bool]:
    """How many days ahead a day without a year may lie, and whether it is the last one of a wait.

    The words right beside it count first, then those of its clause, then `default`.
    """
    before, behind = plain[: found.start()], plain[found.end() :]
    clause = CLAUSE.split(before)[-1] + found[0] + CLAUSE.split(behind)[0]
    is_range = found.re == RANGE
    is_due = not is_range and bool(DUE_BEFORE.search(before) or DUE_BEHIND.search(behind))
    is_due = is_due and not FROM_UNTIL.search(before)
    if DATED_BEFORE.search(before) or DATED_BEHIND.match(behind):
        default = min(default, UNDECIDED_DAYS)
    if found.re == A_SPAN and (SPENT_IN.search(before) or SPENT_KO.match(behind)):
        return PAST, False
    is_done = bool(DONE.search(TOO_LATE.sub("", clause) if IF.search(clause) else clause))
    is_due_weekday = is_due and A_WEEKDAY.fullmatch(found[0]) and WANTED.search(clause)
    if is_due and (
        is_due_weekday or not is_done or intent in AHEAD_INTENTS or found.re == A_LOOSE_DAY
    ):
        return COMING, True
    coming = SURELY_COMING if intent in DONE_INTENTS else AHEAD
    is_coming = bool(coming.search(clause))
    if is_done != is_coming:
        return (PAST if is_done else COMING), is_due
    return default, is_due
