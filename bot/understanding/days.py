"""Days and periods inside a sentence, and whether they lie behind or ahead.

What is found is read by `bot.text`, which knows the spellings. Whether a day without a year is the
last or the next such day is decided here and nowhere else: prompts have a rule of their own.
"""

from __future__ import annotations

import re
from datetime import date

from bot.text import read_date_range
from bot.text.dates import COMING, FUTURE_DAYS, PAST
from bot.text.later import read_later

MAX_CANDIDATES = 8
_NAMES = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_LONG_NAMES = "|".join(_NAMES.split("|")[:12])
_YEAR = r"(?:,? ?(?:20\d\d))?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|[월화수목금토일]요일|[월화수목금토일]욜"
_WEEK = r"last week|this week|next week|지지난 ?주|지난 ?주|저번 ?주|이번 ?주|금주|다음 ?주"
_DAY = "|".join(
    (
        r"20\d\d[-./년] ?\d{1,2}[-./월] ?\d{1,2}일?",
        r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d",
        rf"\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)? (?:{_NAMES})\b\.?{_YEAR}",
        rf"(?:{_NAMES})\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}",
        r"(?:\d{2,4}년 ?)?\d{1,2}월 ?\d{1,2}일",
        r"(?:the )?day before yesterday|yesterday|today|tonight"
        r"|(?:the )?day after tomorrow|tomorrow|그저께|그제|엊그제|어제|오늘|내일|모레",
        rf"(?:{_WEEK}) ?(?:{_WEEKDAY})|(?:{_WEEKDAY}),? (?:of )?(?:last|this|next) week",
        rf"(?:(?:last|this|next|지난|이번|다음) ?)?(?:{_WEEKDAY})",
        r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])|(?<![\d.])\d{1,2}\.\d{1,2}\.(?!\d)",
        r"(?:\d{1,3}|한|두|세|석|네|넉) ?(?:일|주일?|달|개월) ?전(?!에?까지|까지)",
        r"(?:\d{1,3}|an?|one|two|three|four|five|six) (?:day|week|month)s? ago",
        r"since (?:about |like )?(?:\d{1,2}|an?|one|two|three|four|five|six) (?:day|week|month)s",
    )
)
_AHEAD = "|".join(
    (
        r"in (?:\d{1,3}|an?|one|two|three|four|five|six) (?:day|week|fortnight|month)s?"
        r"(?! (?:of|time|range|total|long))\b",
        r"(?:\d{1,3} ?(?:일|주일?|개월|달)|하루|이틀|사흘|나흘|열흘|보름|일주일"
        r"|[한두세] ?(?:달|주))"
        r" ?(?:뒤|후)(?!기)",
        r"(?:the )?end of (?:the |this )?month|월말(?= ?까지| ?전)|이번 ?달 ?말|이달 ?말",
        r"(?<=on )the \d{1,2}(?:st|nd|rd|th)|(?<=by )the \d{1,2}(?:st|nd|rd|th)"
        r"|(?<=before )the \d{1,2}(?:st|nd|rd|th)|(?<=until )the \d{1,2}(?:st|nd|rd|th)",
        r"다음 ?달 \d{1,2}일",
    )
)
_SEASON = r"spring|summer|autumn|fall|winter"
_PART = r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -]"
_NOT_MAY = _LONG_NAMES.replace("|may|", "|")
"""May is also a verb; as a month it stands behind a preposition or with a year."""
_NAMED = (
    rf"(?:last|this|next) (?:{_LONG_NAMES})\b{_YEAR}|(?:{_NOT_MAY})\b{_YEAR}|may 20\d\d"
    rf"|\b(?!may\b|mar\b)(?:{_NAMES})\b{_YEAR}"
)
_SPAN = "|".join(
    (
        rf"(?:{_PART})(?:last|this|next) (?:month|quarter|year)|(?:{_PART})(?:{_NAMED}|may\b)",
        r"(?:first|second|third|fourth|last) week (?:of|in) " + rf"(?:{_LONG_NAMES})",
        r"(?:fy ?'?\d{2,4}[ -]?|(?<![a-z\d]))[qh][1-4](?![a-z\d])"
        r"(?:[ -]?(?:of )?(?:fy ?'?\d{2,4}|20\d\d))?",
        r"(?:the )?(?:first|second|third|fourth) quarter(?: of 20\d\d)?"
        r"|(?:the )?(?:first|second) half(?:[ -](?:of (?:the )?)?year)",
        r"(?:last|past|this|next|current|previous) (?:week(?:end)?|month|quarter|year)\b(?!')",
        r"(?:last|past) \d{1,2} (?:day|week|month)s",
        rf"(?:last|this|next) (?:{_SEASON})|(?<=in )(?:{_SEASON})|(?<=from )(?:{_SEASON})(?! [a-z])"
        rf"|(?<=in the )(?:{_SEASON})|(?<=over the )(?:{_SEASON})|(?:{_SEASON}) 20\d\d",
        r"(?:(?:20\d\d년|작년|재작년|올해|내년) ?)?\d{1,2}월(?! ?\d)"
        r"(?: ?(?:초|중순|말|[첫둘셋넷]째 ?주|첫 ?주|마지막 ?주|[1-4]주차?))?",
        r"(?:(?:20\d\d년|작년|올해|내년|fy ?\d\d) ?)?(?:[1-4] ?분기|[상하]반기)",
        r"(?:20\d\d년|작년|지난|이번|올해|내년|다음) ?(?:봄|여름|가을|겨울)",
        r"(?:지지난|지난|저번|이번|다음) ?(?:주말|주|달|분기|해)(?: ?(?:초|중순|말)(?!고))?"
        r"|작년|재작년|지난해",
        r"(?:지난|최근) ?\d{1,2} ?(?:일|주|개월|달)(?:간|동안)?",
        rf"(?:in|of|for|since|last|all of|during) (?:{_LONG_NAMES})\b(?: 20\d\d)?",
        rf"{_NAMED}",
        r"내년|올해|next year|\b20\d\d년"
        r"|(?<!exchange )(?<!server )(?<!office )(?<!sql )(?<!dynamics )(?<!서버 )(?<!윈도우 )"
        r"(?<!오피스 )(?<![$€£₩¥.,/#-])\b20[12]\d\b(?![-./,:]\d)"
        r"(?! ?(?:[$€£₩¥%]|eur|usd|krw|won|people|copies|pieces|부|명|원|만))",
    )
)
_TO = r" ?(?:to|until|till|through|thru|and|-|–|~|부터|에서) ?"
_RANGE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? ?(?:-|–|to|and|until) ?(?:the )?\d{{1,2}}(?:st|nd|rd|th|\.)?"
    rf"(?: of)? (?:{_NAMES})\b{_YEAR}"
    rf"|(?:{_DAY}){_TO}(?:{_DAY}|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?일?(?![\d:]))(?: ?까지)?{_YEAR}"
    rf"|\b(?:{_NAMES})\b{_YEAR} ?(?:to|until|till|through|thru|and|-|–) ?(?:{_NAMES})\b{_YEAR}"
    r"|\d{1,2}월 ?(?:부터|에서|~|-) ?\d{1,2}월(?! ?\d)"
)
_ONE_DAY = re.compile(rf"(?<![\d.])(?:{_DAY})")
_A_DAY_AHEAD = re.compile(rf"(?<![\d.])(?:{_AHEAD})")
_A_SPAN = re.compile(rf"(?<![a-z가-힣])(?:{_SPAN})")
_HINT = re.compile(
    r"\d|yesterday|today|tomorrow|tonight|[a-z]day\b|week|month|quarter|year|half|spring|summer"
    rf"|autumn|fall|winter|{_LONG_NAMES}|\b(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"|[년월주달]|어제|그제|오늘|내일|모레|요일|욜|봄|여름|가을|겨울|반기|분기|작년|올해|지난해"
    r"|하루|이틀|사흘|흘|보름"
)
"""Without any of these no day is said; most texts are done with it."""
_ORDINAL_DOT = re.compile(r"(?<=\d)\.(?=[ –-])")
"""The dot of "3. November"."""
_SINCE = re.compile(r"^since (?:about |like )?(.+)$")
"""Since three weeks: the first of them."""

_AGAIN = re.compile(r"(?:\b(?:every|each|on an?) (?:other )?|매주 ?|매달 ?|매월 ?)$")
"""Every Monday is no day."""
_BEFOREHAND = re.compile(r"전$")
"""In a wish for a reminder "3일 전" is three days before."""
_CLAUSE = re.compile(r"[,;?!]| - | – |\. |그런데|인데 |는데 |지만 |고요 | but | and i | and we ")
_DUE_BEFORE = re.compile(
    r"(?:\bby|before|until|till?|no later than|due(?: on)?|by the|before the|until the|deadline|"
    r"remind(?: me| us)?(?: again)?(?: on)?|ping(?: me| us)?(?: on)?) ?(?:the )?$"
)
_DUE_BEHIND = re.compile(r"^ ?(?:까지|이전|전까지|전에|안에|에 ?(?:다시 ?)?(?:알려|알림|리마인))")
_COMING = re.compile(
    r"\b(?:will|'ll|shall|going to|gonna|plan(?:s|ned|ning)?|intend\w*|upcoming|coming up|next"
    r"|scheduled|due|goes|expires?|remind\w*|deadline|cut-?off|valid|falls? on|holiday|about to"
    r"|we have .{0,20} coming)\b"
    r"|예정|계획|[할갈열낼쓸올볼릴칠] ?(?:거|건데|건가|게|예정|계획|생각)|하려|려고|려는|앞두|다음"
    r"|알려 ?[줘주]|알림|리마인|마감|만료|공휴일|유효|[하여]는 (?!것)|하면|준비 ?중"
)
_DONE = re.compile(
    r"\b(?:ran|did|made|held|was|were|had|went|took|sent|bought|paid|put|came|gave|got|built"
    r"|done|been|took place|ago|since|too late|still (?:claim|submit|file|hand)"
    r"|(?!need|plan|schedul|requir|call|inten|suppos|allow|open|dat|us)[a-z]{2,}ed)\b"
    r"|[했였었았갔왔됐랐났샀썼렸혔졌쳤켰냈봤줬팠탔]|(?<=[가-힣])[한된간쓴낸산온던린진킨친켠] "
    r"|(?<=에 )(?:한|쓴|낸|연|산|온|간) |쌓인|벌어들인|늦었|늦나|아직|찍힌|끝난|마친|찍은"
    r"|보낸|받은|열린|치른|치룬"
)
AHEAD_INTENTS = frozenset({"reminders_on", "reminders_off", "deadline"})
"""Who asks for these names a day to come, unless the words say that it is over."""
DONE_INTENTS = frozenset(
    {
        "file_claim", "resume_claim", "claim_status", "respond_request", "payment", "dispute",
        "edit_claim", "withdraw_claim", "csr_help", "cpor_status",
    }
)  # fmt: skip
"""These are about what has been done; "will" and 올릴게요 speak of the claim and not of its day."""


def read_days(
    plain: str, *, language: str, today: date, intent: str = "", of_activity: bool = False
) -> tuple[date, date] | None:
    """First and last day said in normalized text; the first that can be read, None without one.

    Where the words do not decide about a day without a year, `intent` does, and whether an activity
    is spoken of.

    >>> today = date(2026, 4, 1)
    >>> found = read_days("we ran it on 3 march for 12,000 euro", language="en", today=today)
    >>> [str(day) for day in found]
    ['2026-03-03', '2026-03-03']
    """
    if not _HINT.search(plain):
        return None
    for pattern in (_RANGE, _ONE_DAY, _A_DAY_AHEAD, _A_SPAN):
        for found in list(pattern.finditer(plain))[:MAX_CANDIDATES]:
            if _AGAIN.search(plain[: found.start()]) or plain.startswith("마다", found.end()):
                continue
            if intent.startswith("reminders_") and _BEFOREHAND.search(found[0]):
                continue
            default = FUTURE_DAYS
            if intent in AHEAD_INTENTS and pattern in (_ONE_DAY, _A_DAY_AHEAD) and not of_activity:
                default = COMING
            ahead, is_due = _reach(plain, found, intent, default)
            said = _SINCE.sub(r"\1 ago", found[0].replace("욜", "요일"))
            said = _ORDINAL_DOT.sub("", said)
            if pattern is _A_DAY_AHEAD:
                day = read_later(said, language=language, today=today)
                span = (day, day) if day else None
            else:
                span = read_date_range(said, language=language, today=today, ahead=ahead)
            if span:
                return (span[1], span[1]) if is_due and _NAMES_END.search(said) else span
    return None


_NAMES_END = re.compile(r"end of|말$")


def _reach(plain: str, found: re.Match[str], intent: str, default: int) -> tuple[int, bool]:
    """How many days ahead a day without a year may lie, and whether it is the last one of a wait.

    The words right beside it count first, then those of its clause, then `default`.
    """
    before, behind = plain[: found.start()], plain[found.end() :]
    clause = _CLAUSE.split(before)[-1] + found[0] + _CLAUSE.split(behind)[0]
    is_range = found.re is _RANGE
    is_due = not is_range and bool(_DUE_BEFORE.search(before) or _DUE_BEHIND.search(behind))
    is_done = bool(_DONE.search(clause))
    if is_due and (not is_done or intent in AHEAD_INTENTS):
        return COMING, True
    is_coming = intent not in DONE_INTENTS and bool(_COMING.search(clause))
    if is_done != is_coming:
        return (PAST if is_done else COMING), is_due
    return default, is_due
