"""Whether a whole message is clearly in one of our languages, and no name or single word."""

from __future__ import annotations

from bot.text.choices import detect_language
from bot.text.patterns import pattern

FEWEST_ENGLISH_WORDS = 3
FEWEST_SYLLABLES = 5
"""Of a Korean sentence typed without blanks."""

_HANGUL_WORD = pattern(r"\S*[가-힣]\S*")
_SYLLABLE = pattern(r"[가-힣]")
_LATIN_WORD = pattern(r"[a-z']+")
_ENDS_AS_SENTENCE = pattern(
    r"(?:요|죠|까|니다|니까|십시오|줘|래|니|나|지|자|다|데|[?？])[.!?？~… ]*$"
)
_FUNCTION_WORDS = (
    "a about am an and are at be can could did do does for from get had has have how i i'd i'm in "
    "is it it's me must my need not of on or our please should that the there this to us want was "
    "we what what's when where which who why will with would you your"
)
_USUAL = frozenset(_FUNCTION_WORDS.split())


def clear_language(text: str) -> str | None:
    """ "ko" or "en" when the whole message is plainly in that language, else None.

    Korean: three words of it, or a sentence. English: three words, one of them such as names do
    not have.

    >>> [clear_language(text) for text in ("서류가 뭐가 필요해요?", "What do I need?")]
    ['ko', 'en']
    >>> [clear_language(text) for text in ("가을 캠페인", "Contoso Media Group", "hi")]
    [None, None, None]
    """
    plain = " ".join(text[:300].casefold().replace("’", "'").split())
    said = detect_language(plain)
    if said == "ko":
        return "ko" if _is_korean_sentence(plain) else None
    if said != "en" or _SYLLABLE.search(plain):
        return None
    words = _LATIN_WORD.findall(plain)
    return "en" if len(words) >= FEWEST_ENGLISH_WORDS and _USUAL.intersection(words) else None


def _is_korean_sentence(plain: str) -> bool:
    words = len(_HANGUL_WORD.findall(plain))
    if words > 2:
        return True
    long_enough = words == 2 or len(_SYLLABLE.findall(plain)) >= FEWEST_SYLLABLES
    return long_enough and bool(_ENDS_AS_SENTENCE.search(plain))
