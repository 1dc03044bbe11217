"""Words that are about reminders when they are the whole message, in every state and both
languages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.text.later import read_later
from bot.text.patterns import pattern

MAX_CHARS = 80


class WishKind(StrEnum):
    """What somebody wants of the reminders."""

    SETTINGS = "settings"
    PLANNED = "planned"
    WHY = "why"
    TEST = "test"
    OFF = "off"
    ON = "on"
    LATER = "later"
    UNCLEAR_DAY = "unclear_day"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish; `day` is set for LATER, and without a day WHEN asks for one."""

    kind: WishKind
    day: date | None = None


_WORDS = {
    WishKind.SETTINGS: "reminders|reminder|reminder settings|my reminders|notifications|알림|"
    "알림 설정|리마인더|내 알림|알림 보기|리마인더 설정",
    WishKind.PLANNED: "what will you send me|what will you remind me of|planned reminders|"
    "next reminders|무엇을 보내나요|무엇을 보낼 건가요|뭘 보내줄 거예요|어떤 알림이 오나요|"
    "예정된 알림|알림 일정|무슨 알림이 와요",
    WishKind.WHY: "why did i get this|why did i get this message|why do i get this|"
    "왜 이 메시지를 받았나요|이 메시지는 왜 왔나요|왜 이 알림을 받았나요|"
    "이거 왜 받았어요|왜 받았나요|이 알림은 왜 왔나요|왜 이 알림이 왔나요|왜 왔어요",
    WishKind.TEST: "remind me now|test reminder|send a test reminder|send me a test reminder|"
    "지금 알려줘|지금 알려 줘|지금 알려주세요|지금 알려 주세요|알림 테스트|테스트 알림",
    WishKind.OFF: "reminders off|stop reminders|no reminders|no more reminders|turn off reminders|"
    "turn reminders off|알림 꺼줘|알림 꺼 줘|알림 끄기|알림 꺼주세요|알림 그만|알림 끄세요|"
    "알림 해제",
    WishKind.ON: "reminders on|turn on reminders|turn reminders on|start reminders|알림 켜줘|"
    "알림 켜 줘|알림 켜기|알림 켜주세요|알림 받기|알림 켜세요",
}
_WORDS[WishKind.WHEN] = (
    "snooze|snooze it|snooze this|remind me later|remind me again|remind me again later|나중에|"
    "나중에 알려줘|나중에 알려 줘|나중에 알려주세요|나중에 다시 알려줘|나중에 다시 알려주세요|"
    "다시 알려줘|다시 알려주세요|이따 알려줘|이따가 알려줘|알림 미뤄줘|알림 미뤄 줘|알림 미루기|"
    "미뤄줘|미뤄 줘|스누즈"
)
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_NAMED = pattern(
    r"remind|notif|alert|ping|nudg|messag|mail|writ|bug|pester|nag|spam|bother|annoy|disturb|mute"
    r"|quiet|silen|shut up|unsubscri|opt out|leave me|알림|알리|알려|리마인|메시지|문자|메일|연락"
    r"|귀찮|조용|방해|보내지",
    re.IGNORECASE,
)
_ASKING = r"(?:please |(?:can|could|would|will) you (?:please )?|i want you to )*"
_LATER = pattern(
    rf"{_ASKING}(?:remind me|snooze|(?:i want to|i would like to|i'd like to) be reminded|"
    r"(?:don't|do not) remind me(?: again)?(?= until| till| before)|no reminders(?= until| till))"
    r"(?: again)?(?P<on> (?:on|until|till|at|for|before))? (?P<day>.+)"
)
_KOREAN_LATER = pattern(
    r"(?P<day>.+?) ?(?:다시 |또 )?(?:알려 ?(?:줘|주세요|줘요|주십시오|줄래요?|주실래요)|"
    r"알림 ?(?:줘|주세요)|리마인드 ?해 ?(?:줘|주세요)|상기시켜 ?(?:줘|주세요))"
)
_KOREAN_UNTIL = pattern(
    r"(?:알림(?:을|은)? )?(?P<day>.+?)(?:까지|로|으로) ?(?:알림(?:을|은)? ?)?"
    r"(?:꺼|미뤄|보류해|멈춰|알리지 마)(?: ?(?:줘|줘요|주세요|두세요|세요))?"
)
_DAY_LIKE = pattern(
    r"(?:in )?(?:an?|\d+|one|two|three|a few|some) (?:minute|hour|day|week|month|year)s?\b.*|"
    r"every .+|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?(?: \d{4})?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?|"
    r"(?:\d{2,4}년 ?)?\d+월(?: ?\d+일)?에?|\d+ ?(?:분|시간|일|주|개월|년) ?(?:뒤|후)에?|"
    r"매(?:일|주|달|월)(?: .+)?"
)
"""Words that can only be meant as a time, also where no day can be made of them."""
_ABOUT = pattern(r" (?:about (?:this|it|that|my claims?|my drafts?)|please|again)$")


def read_wish(text: str, *, language: str, today: date) -> Wish | None:
    """What a message wants of the reminders, or None when it is about something else.

    >>> read_wish("remind me on Monday", language="en", today=date(2026, 3, 9)).day
    datetime.date(2026, 3, 16)
    >>> read_wish("마감일 알려줘", language="ko", today=date(2026, 3, 9)) is None
    True
    """
    if len(text) > MAX_CHARS:
        return None
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").strip()
    plain = re.sub(r"\s+", " ", plain).lstrip("/").rstrip("!.~?… ")
    if plain in _BY_WORD:
        return Wish(_BY_WORD[plain])
    match = _LATER.fullmatch(plain)
    korean = _KOREAN_UNTIL.fullmatch(plain) or _KOREAN_LATER.fullmatch(plain)
    found = match or korean
    if found is None:
        return None
    wish = read_day(_ABOUT.sub("", found["day"]), language=language, today=today)
    # "remind me on …" can mean nothing else; other words may be a question of another kind
    return wish or (Wish(WishKind.UNCLEAR_DAY) if match and match["on"] else None)


def read_day(text: str, *, language: str, today: date) -> Wish | None:
    """The wish that a bare day is where one was asked for; None for words that name no time.

    >>> read_day("내일 아침", language="ko", today=date(2026, 3, 9)).day
    datetime.date(2026, 3, 10)
    """
    day = read_later(text, language=language, today=today)
    if day is not None:
        return Wish(WishKind.LATER, day)
    plain = unicodedata.normalize("NFKC", text).casefold().strip(" !.~?…")
    return Wish(WishKind.UNCLEAR_DAY) if _DAY_LIKE.fullmatch(plain) else None


def names_reminders(text: str) -> bool:
    """Whether a text speaks of being written to."""
    return _NAMED.search(text) is not None
