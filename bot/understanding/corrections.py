"""Ways to take up what was said last: "no, I meant the deadline", "and in Korea?"."""

from __future__ import annotations

from bot.text.patterns import pattern

MAX_WORDS = 7
MAX_CHARS = 120
"""A longer text is a question of its own."""
_NO = r"(?:no|nope|nah|sorry|sry|oops|wait|actually|hm+|uh|ah)"
_I_MEANT = r"(?:(?:i|we) (?:meant?|was asking|were asking|am asking|asked)|i'm asking)"
_KO_NO = r"(?:아니(?:요|오)?|아뇨|아니아니|그게 아니라|그게 아니고|그거 말고|아 ?참|잠깐만?|죄송)"
_KO_MEANT = r"(?:말이에요|말이예요|말이야|말입니다|말인데요|얘기예요|얘기에요|얘기야|물어본 거예요)"
_CORRECTIONS = tuple(
    map(
        pattern,
        (
            rf"^(?:{_NO}[,.!: ]+)*{_I_MEANT}(?: about| for)? (.+)$",
            rf"^(?:{_NO}[,.!: ]+)*not (?:the |a |an |for )?[\w' -]{{2,30}}, (?:but )?(.+)$",
            rf"^{_NO}[,.!: ]+(.+)$",
            rf"^(?:{_KO_NO}[,.! ]+)*(.+?)(?:을|를)? ?{_KO_MEANT}[.!?~ ]*$",
            rf"^{_KO_NO}[,.! ]+(.+?)[.!?~ ]*$",
            r"^(?:그 )?\S+? ?말고 (.+?)(?:(?:은|는)요|요)?[.!?~ ]*$",
        ),
    )
)
_ARTICLE = pattern(r"^(?:the|a|an|about|for|my|our) ")
PLACES = {
    "Asia/Seoul": r"korea\w*|seoul|kst|한국|서울|우리나라",
    "Asia/Tokyo": r"japan\w*|tokyo|jst|일본|도쿄",
    "America/Los_Angeles": r"pacific|seattle|redmond|california|los angeles|pst|pdt|시애틀|태평양",
    "America/New_York": r"new york|eastern|est|edt|뉴욕|동부",
    "Europe/London": r"london|uk|britain|gmt|bst|런던|영국",
    "Europe/Berlin": r"germany|berlin|munich|france|paris|spain|italy|cet|cest|독일|프랑스|유럽",
    "Asia/Kolkata": r"india|delhi|mumbai|ist|인도",
    "Asia/Singapore": r"singapore|sgt|싱가포르",
    "Asia/Shanghai": r"china|beijing|shanghai|중국|베이징|상하이",
    "Australia/Sydney": r"australia|sydney|aest|호주|시드니",
    "UTC": r"utc|zulu",
}
"""IANA zone → what people call places in it."""
_PLACE = {
    zone: pattern(
        "|".join(
            word if word[0] >= "가" else rf"(?<![a-z]){word}(?![a-z])" for word in words.split("|")
        )
    )
    for zone, words in PLACES.items()
}
_HERE = pattern(r"\b(?:my|our|local) (?:time|zone|time ?zone|country)\b|우리 ?시간|현지 ?시간")


def corrected(plain: str) -> str:
    """What somebody who takes something back says they meant, else "".

    >>> corrected("no, i meant the deadline"), corrected("아니 기한 말이에요")
    ('deadline', '기한')
    """
    if len(plain) > MAX_CHARS:
        return ""
    for correction in _CORRECTIONS:
        found = correction.match(plain)
        if found:
            meant = _ARTICLE.sub("", found[1].strip())
            return meant if len(meant.split()) <= MAX_WORDS else ""
    return ""


def zone_named(plain: str) -> str:
    """IANA zone of the first place that a text names, else ""."""
    return next((zone for zone, place in _PLACE.items() if place.search(plain)), "")


def asks_elsewhere(plain: str) -> bool:
    """Whether a short text names a place or "my time" and may go on with what was asked last."""
    is_short = len(plain.split()) <= MAX_WORDS
    return is_short and bool(_HERE.search(plain) or zone_named(plain))
