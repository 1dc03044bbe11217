"""Read a choice, yes or no, and the language of what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.typed import tidy

Choices = Iterable[tuple[str, str]]
"""(value, title) pairs in the order shown; a value may occur again with another word for it."""

_ORDINALS = {
    word: number
    for number, words in enumerate(
        "first 1st 첫 첫째 하나 일번|second 2nd 두 둘째 둘|third 3rd 세 셋째 셋|fourth 4th 네 넷째 넷|"
        "fifth 5th 다섯 다섯째|sixth 6th 여섯 여섯째|seventh 7th 일곱 일곱째|eighth 8th 여덟 여덟째|"
        "ninth 9th 아홉 아홉째|tenth 10th 열 열째".split("|"),
        start=1,
    )
    for word in words.split()
}
_NUMBERED = re.compile(
    r"(?:number|no\.?|option|#)? ?(\d{1,2})\.?(?: ?(?:번째|번|호))?(?: ?(?:것|거|으로|로|이요|요|입니다))*"
)
_ORDINAL = re.compile(
    r"(?:the )?([a-z0-9가-힣]+?) ?(?:one|option|choice|번째)?(?: ?(?:것|거|으로|로|이요|요|입니다))*"
)
_PARTICLE = re.compile(
    r"(?:으로|로|을|를|은|는|이|가|이요|요|입니다|이에요|예요|할게요|할래요|주세요|해주세요| 선택| 부탁해요)$"
)
_POLITE = re.compile(
    r"(?:i (?:choose|want|take|would like|pick)|i'd like|it's|it is|please) | please$"
)
_WORD = re.compile(r"[^\W_]+")
_SPLIT = re.compile(r" ?(?:,|;|/|\+|&| and | 그리고 | 및 |하고 |랑 |이랑 |와 |과 ) ?")
_YES = frozenset(
    "y yes yeah yep yup sure ok okay right correct true absolutely definitely indeed of\u00a0course yes,\u00a0please "
    "yes\u00a0please 예 네 넵 넹 네네 예스 응 어 그래 그래요 맞아 맞아요 맞습니다 그렇습니다 그럼요 당연하죠 물론 물론이죠 물론입니다 "
    "좋아 좋아요 좋습니다 ㅇㅇ ㅇ ㅇㅋ 오케이 있어요 있습니다 됩니다 동의 동의합니다".replace(
        "\u00a0", "_"
    ).split()
)
_NO = frozenset(
    "n no nope nah not_really never false wrong no_thanks no,_thanks no_thank_you 아니 아니요 아니오 아뇨 아닙니다 아니에요 "
    "아녜요 노 ㄴㄴ ㄴ 없어요 없습니다 안돼요 안_됩니다 싫어요 괜찮습니다 틀려요 틀립니다".split()
)
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,200}|[\w.+-]{1,64}@[\w.-]{1,200}")
_ENGLISH_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]?[a-z]+|OK|HI|HELP|CANCEL|STOP|YES|NO)(?![A-Za-z0-9])"
)


def read_choice(text: str, choices: Choices) -> str | None:
    """Value of the one choice meant, or None when none or several fit.

    In this order: exact title or value; "2", "2번", "the second one", "두 번째"; the title inside a sentence; the
    beginning of its words; one or two typing mistakes. Letter case and Korean endings do not matter.

    >>> media = [("tv", "TV or radio"), ("print", "Print advertising"), ("web", "Partner website")]
    >>> [read_choice(t, media) for t in ("PRINT", "2번", "the third one", "websit", "prnt advertising", "p")]
    ['print', 'print', 'web', 'web', 'print', None]
    """
    offered = list(choices)
    if any(text == value for value, _ in offered):
        return text  # what a card sends back
    typed = tidy(text)
    pairs = [(value, tidy(title[:200])) for value, title in offered]
    if not typed or not pairs:
        return None
    for said in dict.fromkeys(
        (typed, _PARTICLE.sub("", typed).strip(), _POLITE.sub("", typed).strip())
    ):
        found = _unique(v for v, title in pairs if said in (title, v.casefold()))
        if found:
            return found
    position = _position(typed)
    values = list(dict.fromkeys(value for value, _ in pairs))
    if position:
        return values[position - 1] if position <= len(values) else None
    said = _PARTICLE.sub("", _POLITE.sub("", typed).strip()).strip()
    return _inside(said, pairs) or _by_words(said, pairs) or _mistyped(said, pairs)


def read_choices(text: str, choices: Choices) -> tuple[str, ...]:
    """Values of all choices named in a list ("1, 3 and 4"), in the order shown; empty if a part is not clear."""
    pairs = list(choices)
    whole = read_choice(text, pairs)
    if whole:
        return (whole,)
    named = [read_choice(part, pairs) for part in _SPLIT.split(tidy(text)) if part]
    if not named or None in named:
        return ()
    return tuple(value for value in dict.fromkeys(v for v, _ in pairs) if value in named)


def read_yes_no(text: str) -> bool | None:
    """True for yes, False for no, None for anything else.

    >>> read_yes_no("Yes!"), read_yes_no("아니요"), read_yes_no("maybe")
    (True, False, None)
    """
    said = tidy(text).replace(" ", "_")
    return True if said in _YES else False if said in _NO else None


def detect_language(text: str) -> str | None:
    """Language of a text as "ko" or "en"; None when nothing in it tells (numbers, codes, links, other scripts).

    A text is Korean when Hangul letters are at least a third as many as Latin ones.

    >>> detect_language("Google 광고"), detect_language("Help"), detect_language("INV-2031 USD")
    ('ko', 'en', None)
    """
    plain = _ADDRESS.sub(" ", text[:200])
    hangul = len(_HANGUL.findall(plain))
    if hangul and hangul * 3 >= len(_LATIN.findall(plain)):
        return "ko"
    return "en" if _ENGLISH_WORD.search(plain) else None


def _unique(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _position(typed: str) -> int:
    numbered = _NUMBERED.fullmatch(typed)
    if numbered:
        return int(numbered[1])
    ordinal = _ORDINAL.fullmatch(typed)
    return _ORDINALS.get(ordinal[1], 0) if ordinal else 0


def _inside(said: str, pairs: list[tuple[str, str]]) -> str | None:
    """The longest title that stands in the sentence as whole words."""
    padded = f" {said} "
    named = [(len(title), value) for value, title in pairs if title and f" {title} " in padded]
    return max(named)[1] if named and len({v for _, v in named}) == 1 else None


def _by_words(said: str, pairs: list[tuple[str, str]]) -> str | None:
    """The only choice with, for every word said, a word that begins so; words of two letters or more."""
    words = _WORD.findall(said)
    if not words or len("".join(words)) < 2:
        return None
    titles = [(value, _WORD.findall(title)) for value, title in pairs]
    return _unique(
        v for v, title in titles if all(any(t.startswith(w) for t in title) for w in words)
    )


def _mistyped(said: str, pairs: list[tuple[str, str]]) -> str | None:
    allowed = 0 if len(said) < 4 else 1 if len(said) < 8 else 2
    if not allowed:
        return None
    near = [
        (value, distance)
        for value, title in pairs
        if (distance := _distance(said, title, allowed)) <= allowed
    ]
    best = min((distance for _, distance in near), default=0)
    return _unique(value for value, distance in near if distance == best)


def _distance(one: str, two: str, limit: int) -> int:
    """Insertions, deletions, changes and swaps of neighbors between two texts; limit + 1 if there are more.

    Only a band of 2 * limit + 1 cells of each row is looked at, so the time is linear.
    """
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    far = limit + 1
    before: dict[int, int] = {}
    row = {j: j for j in range(limit + 1)}
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, {}
        for j in range(max(0, i - limit), min(len(two), i + limit) + 1):
            if j == 0:
                row[0] = i
                continue
            cost = min(
                before.get(j, far) + 1,
                row.get(j - 1, far) + 1,
                before.get(j - 1, far) + (letter != two[j - 1]),
            )
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == two[j - 1]:
                cost = min(cost, older.get(j - 2, far) + 1)
            row[j] = cost
    return min(row.get(len(two), far), far)
