"""Read a choice, yes or no, and the language of what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.text.patterns import pattern
from bot.text.typed import tidy
from bot.text.vocabulary import NO, ORDINALS, YES

Choices = Iterable[tuple[str, str]]
"""(value, title) pairs in the order shown; a value may occur again with another word for it."""

_NUMBERED = pattern(
    r"(?:number|no\.?|option|#)? ?(\d{1,2})\.?(?: ?(?:번째|번|호))?"
    r"(?: ?(?:것|거|으로|로|이요|요|입니다))*"
)
_ORDINAL = pattern(
    r"(?:the )?([a-z0-9가-힣]+?) ?(?:one|option|choice|번째)?"
    r"(?: ?(?:것|거|으로|로|이요|요|입니다))*"
)
_PARTICLE = pattern(
    r"(?:(?:으로|로|을|를)? ?(?:선택)? ?(?:할게요|할래요|하겠습니다|해 ?주세요|주세요"
    r"|부탁해요|부탁드려요|부탁드립니다)"
    r"|으로|로|을|를|은|는|이|가|이요|요|입니다|이에요|예요| 선택)$"
)
_POLITE = pattern(
    r"(?:i (?:choose|want|take|would like|pick)|i'd like|it's|it is|please) (?:the )?| please$"
)
_MAX_ANSWER_CHARS = 40
_SHORT_ANSWER = pattern(
    r"(?:(?P<lead>yes|yeah|yep|yup|sure|of course|absolutely|no|nope|nah) ?)?"
    r"(?:(?:it|they|we|i|that|this|there|those|these|both|all|everything|each(?: of them)?)"
    r"(?: of (?:it|them))? (?P<verb>does|do|did|is|are|was|were|has|have|had|will|can)"
    r"(?P<not>n't| not)?|(?:both|all|everything)(?: of (?:it|them))?)"
    r"(?: (?:all|both|so|indeed|already|actually|there|of (?:it|them)))*"
)
_WORD = pattern(r"[^\W_]+")
_SPLIT = pattern(r" ?(?:,|;|/|\+|&| and | 그리고 | 및 |하고 |랑 |이랑 |와 |과 ) ?")
_HANGUL = pattern(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_LATIN = pattern(r"[A-Za-z]")
_ADDRESS = pattern(r"(?:https?://|www\.)\S{1,200}|[\w.+-]{1,64}@[\w.-]{1,200}")
_ENGLISH_WORD = pattern(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]?[a-z]+|OK|HI|HELP|CANCEL|STOP|YES|NO)(?![A-Za-z0-9])"
)


def read_choice(text: str, choices: Choices) -> str | None:
    """Value of the one choice meant, or None when none or several fit.

    In this order: exact title or value; "2", "2번", "the second one", "두 번째"; the title inside a
    sentence; the beginning of its words; one or two typing mistakes. Letter case and Korean endings
    do not matter. Of a single choice the number or a part is not enough.

    >>> media = [("tv", "TV or radio"), ("print", "Print advertising"), ("web", "Partner website")]
    >>> [read_choice(t, media) for t in ("PRINT", "2번", "the third one", "websit", "p")]
    ['print', 'print', 'web', 'web', None]
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
    said = _PARTICLE.sub("", _POLITE.sub("", typed).strip()).strip()
    values = list(dict.fromkeys(value for value, _ in pairs))
    if len(values) == 1:
        return _inside(said, pairs) or _mistyped(said, pairs)
    position = _position(typed)
    if position:
        return values[position - 1] if position <= len(values) else None
    return _inside(said, pairs) or _by_words(said, pairs) or _mistyped(said, pairs)


def read_choices(text: str, choices: Choices) -> tuple[str, ...]:
    """Values of all choices named in a list ("1, 3 and 4"), in the order shown.

    Empty if a part is not clear.
    """
    pairs = list(choices)
    if any(tidy(text) == tidy(title[:200]) for _, title in pairs):
        parts = [text]  # a title may itself have a comma or an "and"
    else:
        parts = [part for part in _SPLIT.split(tidy(text)) if part]
    named = [read_choice(part, pairs) for part in parts]
    if not named or None in named:
        return ()
    return tuple(value for value in dict.fromkeys(v for v, _ in pairs) if value in named)


def read_yes_no(text: str) -> bool | None:
    """True for yes, False for no, None for anything else, or for both at once.

    >>> read_yes_no("Yes!"), read_yes_no("아니요"), read_yes_no("maybe")
    (True, False, None)
    >>> read_yes_no("yes, it does"), read_yes_no("no they don't"), read_yes_no("네, 맞아요")
    (True, False, True)
    """
    said = tidy(text).replace(",", "").replace("’", "'")
    if said in YES or said in NO:
        return said in YES
    found = _SHORT_ANSWER.fullmatch(said)
    if found:
        lead = found["lead"]
        led = lead not in NO if lead else None
        if not found["verb"]:
            return led
        is_yes = found["not"] is None
        return is_yes if led in (None, is_yes) else None
    parts = said.split() if len(said) <= _MAX_ANSWER_CHARS else []
    if parts and all(part in YES for part in parts):
        return True
    return False if parts and all(part in NO for part in parts) else None


def detect_language(text: str) -> str | None:
    """Language of a text as "ko" or "en"; None when nothing in it tells (figures, codes, links).

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
    if ordinal is None or (ordinal[1] == "네" and "번째" not in typed):
        return 0  # by itself it says yes
    return ORDINALS.get(ordinal[1], 0)


def _inside(said: str, pairs: list[tuple[str, str]]) -> str | None:
    """The longest title that stands in the sentence as whole words."""
    padded = f" {said} "
    named = [(len(title), value) for value, title in pairs if title and f" {title} " in padded]
    return max(named)[1] if named and len({v for _, v in named}) == 1 else None


def _by_words(said: str, pairs: list[tuple[str, str]]) -> str | None:
    """The only choice that has, for every word said, a word that begins so."""
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
    """Insertions, deletions, changes, swaps of neighbors between two texts, at most limit + 1.

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
