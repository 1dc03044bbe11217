"""Halves of a question that mean nothing alone: “who pays and when?”, “언제, 얼마나 받나요?”

A half is completed with what its other half says; where it then asks for the same, it is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.several import Asked, different_ones
from bot.text.patterns import pattern
from bot.understanding import Outcome, Recognition

_WH_EN = (
    r"(?:(?:until|by|since|from|to|for) )?(?:when|whom|who|what|where|why|which)"
    r"|how(?: (?:much|long|many|often|soon|fast))?(?: of it)?"
)
_HALF_EN = pattern(
    rf"(?:(?:and|but|also|or|so|then|plus|if (?:so|yes|not)|up to|about)[,\s]+)*(?:{_WH_EN})"
    r"(?: (?:else|then|not|exactly|one|ones|doesn't|isn't|don't|can't))?[?.! ]*",
    re.IGNORECASE,
)
_ASKED_EN = pattern(
    rf"(?:(?:and|but|also|or|so|then|plus)[,\s]+)*(?P<wh>{_WH_EN})\b\s*(?P<rest>.+)", re.IGNORECASE
)
_BARE_EN = pattern(rf"(?:(?:and|but|also|or|so|if so|up to)[,\s]+)*(?P<wh>{_WH_EN})", re.IGNORECASE)
_WH_KO = (
    r"(?:언제(?:까지|부터)?|왜|어떻게|얼마나?(?:까지)?|누구(?:한테|에게|를|와)?|누가|어디(?:에|서|에서|로)?"
    r"|무엇을?|뭘|며칠(?:까지)?|몇 ?(?:개|번|명|일))"
)
_HALF_KO = pattern(
    rf"(?:(?:그럼|그리고|그러면|된다면|그렇다면|또|그다음은?)[,\s]*)*(?P<wh>{_WH_KO})?"
    r"(?:이?요|예요|이에요|인가요|이?죠|인데요|거요|나요)?[?.! ]*"
)
_EACH_KO = pattern(rf"(?<![가-힣]){_WH_KO}(?![가-힣])[,]? ?")
_EACH_EN = pattern(rf"\b(?:{_WH_EN})\b")
_LISTED_EN = pattern(
    rf"(?P<all>(?:{_WH_EN})(?:(?:,| and|, and| or) (?:{_WH_EN}))+)\b (?P<rest>\S.*)", re.IGNORECASE
)
MAX_CHARS = 120


def is_half(part: str) -> bool:
    """Whether a part asks without saying about what.

    >>> is_half("and until when?"), is_half("언제요?"), is_half("when do you pay?")
    (True, True, False)
    """
    plain = part.strip()
    if not plain or len(plain) > 40:
        return False
    return bool(_HALF_EN.fullmatch(plain) or _HALF_KO.fullmatch(plain))


def completed(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts, each half with what its neighbor says: first the one before, then the one after.

    >>> completed(("who pays", "when?")), completed(("when", "how do I get paid?"))
    (('who pays', 'when pays'), ('when do I get paid?', 'how do I get paid?'))
    """
    whole = [part for part in parts if not is_half(part)]
    if not whole or len(whole) == len(parts):
        return tuple(parts)
    found: list[str] = []
    for place, part in enumerate(parts):
        if not is_half(part):
            found.append(part)
            continue
        before = next((p for p in reversed(parts[:place]) if not is_half(p)), "")
        other = before or next(p for p in parts[place:] if not is_half(p))
        if joined := _joined(part, other):
            found.append(joined)
    return tuple(found)


def one_by_one(text: str) -> tuple[str, ...]:
    """A question with several interrogatives, once with each of them; empty with less than two.

    >>> one_by_one("when, where and how do I claim?")
    ('when do I claim?', 'where do I claim?', 'how do I claim?')
    >>> one_by_one("송장을 어디에 어떻게 올리나요?")
    ('송장을 어디에 올리나요?', '송장을 어떻게 올리나요?')
    """
    if len(text) > MAX_CHARS:
        return ()
    if listed := _LISTED_EN.fullmatch(text.strip()):
        return tuple(f"{one[0]} {listed['rest']}" for one in _EACH_EN.finditer(listed["all"]))
    words = list(_EACH_KO.finditer(text))
    if len(words) < 2:
        return ()
    return tuple(_with_only(text, words, kept) for kept in range(len(words)))


def questions_of_halves(asked: Sequence[Asked], whole: Recognition) -> tuple[Asked, ...]:
    """The questions of a sentence of which a part says nothing alone; none where the whole is sure
    and they ask for no more; a single one where the whole is not.
    """
    found = different_ones(asked, whole)
    return found if len(found) > 1 or whole.outcome is not Outcome.ANSWER else ()


def _with_only(text: str, words: Sequence[re.Match[str]], kept: int) -> str:
    """The text without its interrogatives but one."""
    rest, place = "", 0
    for number, word in enumerate(words):
        rest += text[place : word.start()]
        rest += f"{word[0].strip(' ,')} " if number == kept else ""
        place = word.end()
    return (rest + text[place:]).strip()


def _joined(half: str, other: str) -> str:
    """A half with what is asked beside it."""
    if korean := _HALF_KO.fullmatch(half.strip()):
        if not korean["wh"]:
            return ""
        return f"{korean['wh']} {_EACH_KO.sub('', other).strip()}"
    word = _BARE_EN.match(half.strip())
    asked = _ASKED_EN.fullmatch(other.strip())
    if word is None:
        return ""
    return f"{word['wh']} {asked['rest'] if asked else other}"
