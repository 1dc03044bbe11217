"""Words that take an answer back: which value they put for which, and the field they name.

Only words are looked at here; what the claim holds decides in `correcting` whether they are meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.patterns import pattern
from dialogs.field_names import as_figure, fields_named
from dialogs.parting import trimmed

MAX_CHARS = 160
"""A longer message is no correction of one answer."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a message puts for what. Shape: `new` and `old` words of values as typed, "" where not
    said; `fields` ids of the fields that are named; `is_plain` where the words leave no doubt that
    something said before was wrong, and not only a sigh.
    """

    new: str
    old: str
    fields: tuple[str, ...]
    is_plain: bool
    is_sigh: bool = False


_SEP = r"(?:\s*[,.!:;–—-]+\s*|\s+|$)"
_WRONG_EN = r"(?:wrong(?:ly)?|incorrect(?:ly)?|badly|not right|a typo|a mistake|an error)"
_PUT_EN = (
    r"(?:typed|wrote|put|entered|said|gave|picked|chose|selected|spelled|spelt|got|had|read|meant)"
)
_LEAD_EN = pattern(
    r"(?:(?:no+|nope|nah|not quite|sorry|sry|soz|apologies|my apologies|pardon(?: me)?|o+ps|whoops"
    r"|wait(?: a (?:sec|second|minute|moment))?|hold on|hang on|actually|correction|to correct"
    r"|(?:it|that)(?:'s| is| was) (?:actually|in fact|really)"
    r"|(?:scratch|strike|forget|ignore) that|typo|my bad|my mistake|my fault|mistake|rather"
    r"|(?:i )?(?:made|was) (?:a (?:mistake|typo)|wrong)"
    r"|(?:i (?:have )?)?(?:mistyped|misspoke|misread)"
    rf"|(?:that|it)(?:'s| is| was) {_WRONG_EN}"
    r"|wrong(?=\s*(?:[,.:;–—-]|$))|(?:the )?wrong (?:one|thing|\w+(?: \w+)?(?=\s*[,.:;–—-]))"
    rf"|i (?:have )?{_PUT_EN} (?:(?:it|that|the|in|my)\s+){{0,2}}(?:\w+ ){{0,3}}{_WRONG_EN}"
    r"|i (?:picked|chose|selected|typed|entered|put) the wrong \w+(?=\s*[,.:;–—-])"
    r"|i (?:meant?|ment|should have (?:said|typed|written|put))(?: to (?:say|type|write|put))?"
    r"|meant(?: to (?:say|type|write|put))?|make (?:that|it))" + _SEP + r")",
    re.IGNORECASE,
)
_SIGH = pattern(
    r"(?:(?P<sigh>oh|ah|hm+|uh|ugh|argh|gah|dang|damn|아 맞다|아|어)"
    r"|um|er|well|ok|okay|so|but|and|hi|hey|please|pls|음|저|그|네|예|근데|그런데)" + _SEP,
    re.IGNORECASE,
)
_TAIL_EN = pattern(
    r"[\s,.;:–—-]+(?:(?P<mark>sorry|sry|my bad|my mistake|typo|actually|instead|correction"
    r"|i (?:picked|chose|selected|typed|entered|put|gave|wrote|mistyped|misread)\b[^\d]{0,40}"
    rf"|(?:that|it)(?:'s| is| was) {_WRONG_EN})|please|pls|plz|thanks|thx|thank you|ok|then)$",
    re.IGNORECASE,
)
_SHOULD_EN = pattern(
    r"\b(?:should|ought to|must) (?:be|have been|say|read|have said)\b|\bchange\b|\bcorrect\b"
    r"|\bset\b|\bcall it\b|\bfix\b|\bupdate\b|로 ?(?:좀 )?(?:바꿔|변경|수정|정정|고쳐|해 ?주)",
    re.IGNORECASE,
)
_BUT = (
    r"(?:(?:\s*[,;:.–—-]+\s*(?:but |rather |instead )?|\s+(?:but|rather|instead)\s+"
    r"|\s+(?=it(?:'s| is)))"
    r"(?:it(?:'s| is| was)\s+)?)"
)
_CONTRASTS_EN = tuple(
    pattern(shape, re.IGNORECASE)
    for shape in (
        rf"(?:it(?:'s| is| was) )?not (?P<old>.+?){_BUT}(?P<new>.+)",
        r"(?:.{0,30}\b)?(?:isn't|wasn't|is not|was not) (?P<old>.+?)(?:[,;]\s*(?:but|it(?:'s| is"
        r"| was))?| but)\s+(?P<new>.+)",
        r"(?P<new>.+?)[\s,;(–—-]+(?:and )?not (?P<old>.+?)\)?",
        r"(?P<new>.+?),? (?:instead of|rather than|in place of) (?P<old>.+)",
        r"(?:please )?(?:chang|mov|correct|fix|switch|updat)\w* (?:\w+ ){0,3}?from (?P<old>.+?) to"
        r" (?P<new>.+)",
        r"(?:(?:can|could) you )?(?:please )?(?:change|replace|correct|fix|switch|update|set|swap)"
        r" (?P<old>.+?) (?:to|with|by|into|for) (?P<new>.+)",
        rf"(?P<old>.+?) (?:is|was|are|were) (?:the )?{_WRONG_EN}[\s,;:.–—-]+(?P<new>.+)",
        rf"(?:i|we) {_PUT_EN}(?: in| down)? (?P<old>.+?)(?:,? but |,? (?:it )?should |[,;] )"
        r"(?P<new>.+)",
        r"(?P<old>.+?) should (?:be|have been|say|read) (?P<new>.+)",
        r"(?P<old>.+?) ?(?:->|=>|→) ?(?P<new>.+)",
    )
)
_DENIED_EN = pattern(
    r"(?:.{0,30}\b)?(?:(?:it|that)(?:'s| is| was) )?(?:not|isn't|wasn't|aren't) (?P<old>.+)", re.I
)

_WRONG_KO = (
    r"(?:잘못|틀리게) ?(?:썼|적었|입력했|입력하였|골랐|눌렀|쳤|말했|말씀드렸|선택했|기재했|넣었)"
    r"(?:어요|습니다|네요|는데요|는데|어|고요)?"
)
_LEAD_KO = pattern(
    r"(?:(?:아니(?:요|오|에요|예요|아니)?|아뇨|앗|아차|잠깐(?:만요|만)?|잠시만요?|죄송(?:해요|합니다"
    r"|한데요?)?|미안(?:해요|합니다)?|실수(?:했어요|예요|네요|였어요|했네요|입니다)?"
    r"|그게 아니라|그게 아니고|오타(?:네요|예요|입니다|였어요|났어요)?"
    r"|(?:정정|수정)(?:이요|합니다|할게요|해요|해 ?주세요|요)?"
    r"|사실은?|실제로는?"
    r"|제가 착각했(?:어요|네요|습니다)|착각(?:했어요|했네요)|다시 말씀드리면|다시요"
    r"|다시 (?:쓸|적을|할|입력할)게요"
    rf"|(?:[^\s\d]+ ){{0,3}}?{_WRONG_KO}|(?:[^\s\d]+ )?틀렸(?:어요|네요|습니다))" + _SEP + r")"
)
_TAIL_KO = pattern(
    r"(?P<mark>(?:인데|였는데|이었는데|은데)?[\s,.]+(?:제가 )?(?:"
    rf"{_WRONG_KO}|(?:잘못|오타|실수)(?:예요|네요|입니다|였어요|했어요)|죄송(?:해요|합니다)|정정(?:합니다|이요))"
    r"|[\s,.]+(?:감사합니다|고마워요|부탁(?:드려요|드립니다|해요)))$"
)
_NOT_KO = (
    r"(?:이|가|은|는)? ?(?:아니라|아니고요|아니고|아니구요|아니구|말고요|말고|대신에?|아니에요"
    r"|아닙니다|아녜요)"
)
_TO_KO = (
    r"(?:으로|로) ?(?:좀 )?"
    r"(?:변경|수정|정정|바꿔|바꾸|바꿀|고쳐|고칠|해 ?주|할게|합니다)\S*(?: \S{1,5})?"
)
_CONTRASTS_KO = tuple(
    pattern(shape)
    for shape in (
        rf"(?P<old>.+?){_NOT_KO}[,.\s]+(?P<new>.+)",
        r"(?P<new>.+?(?:이에요|예요|에요|입니다|이요|요|고|,|\.))[,.\s]+"
        rf"(?P<old>\S+(?: \S+)??){_NOT_KO}",
        rf"(?P<old>.+?)(?:을|를|에서) (?P<new>.+?){_TO_KO}",
        rf"(?P<old>.+?)(?:이라고|라고|으로|로) {_WRONG_KO}[,.\s]+(?P<new>.+)",
        r"(?P<old>.+?)(?:이|가|은|는)? (?:틀렸|잘못됐|오타)\S*[,.\s]+(?P<new>.+)",
    )
)
_DENIED_KO = pattern(rf"(?P<old>.+?){_NOT_KO}(?:데요?)?")
_HANGUL = pattern(r"[가-힣]")
_HINTS = frozenset(
    (
        "no", "noo", "nooo", "nope", "nah", "not", "sorry", "sry", "soz", "oops", "ooops", "whoops",
        "wait", "hold", "hang", "actually", "correct", "correction", "correcting", "corrected",
        "scratch", "strike", "typo", "bad", "mistake", "mistyped", "rather", "instead", "wrong",
        "mean", "meant", "ment", "make", "should", "should've", "shouldve", "change", "changed",
        "call", "apologies", "pardon", "misread", "isn", "isn't", "wasn", "wasn't", "fix", "update",
        "set", "but",
    )
)  # fmt: skip
_HINTS_KO = (
    "아니", "아뇨", "앗", "아차", "잠깐", "잠시만", "죄송", "미안", "실수", "정정", "수정", "오타",
    "착각", "사실", "실제로", "잘못", "틀렸", "말고", "대신", "바꿔", "바꾸", "변경", "고쳐",
    "해주세요", "해 주세요", "아 ", "아,",
)  # fmt: skip
_QUOTES = str.maketrans("’“”", '\'""')
_SHOULD_HAVE = pattern(r"\b(should|must)(?:'?ve| of)\b", re.IGNORECASE)
_STOPS = str.maketrans(",.!:;–—-’", "        '")


def hints_at_correction(text: str) -> bool:
    """Whether a message has a word that takes something back; quick, and often wrong."""
    if len(text) > MAX_CHARS:
        return False
    if text.isascii():
        return not _HINTS.isdisjoint(text.lower().translate(_STOPS).split()) or "->" in text
    words = text.lower().translate(_STOPS).split()
    return not _HINTS.isdisjoint(words) or any(hint in text for hint in _HINTS_KO)


def correction_in(text: str) -> Correction | None:
    """What the message takes back or puts right, or None where it says nothing like that.

    >>> correction_in("sorry, EUR not USD")
    Correction(new='EUR', old='USD', fields=(), is_plain=True, is_sigh=False)
    """
    plain = " ".join(text.translate(_QUOTES).split())
    plain = _SHOULD_HAVE.sub(r"\1 have", plain)
    if len(plain) > MAX_CHARS or re.search(r"[?？]|https?:", plain):
        return None
    rest, is_plain, is_sigh = _without_leads(plain)
    rest, has_tail = _without_tails(rest)
    is_plain = is_plain or has_tail or _SHOULD_EN.search(rest) is not None
    new, old = _contrast(rest)
    if old and not as_figure(old):
        old = ""  # "change the start to 2 October"
    is_plain = is_plain or bool(old)
    fields = fields_named(plain)
    if not (is_plain or fields or is_sigh):
        return None
    return Correction(new, old, fields, is_plain, is_sigh)


_LONE = pattern(
    r"(?:it'?s |its )?#?(?=\S*\d)[A-Za-z0-9][A-Za-z0-9_./,-]*(?: ?(?:usd|eur|krw|원|달러))?"
    r"(?:이에요|예요|입니다|이요|요)?[.! ]*",
    re.IGNORECASE,
)


def is_lone_value(text: str) -> bool:
    """Whether a message is one number or sum and nothing else."""
    return len(text) <= 40 and _LONE.fullmatch(text) is not None


def only_takes_back(part: str) -> bool:
    """Whether a part is nothing but words that take something back: “scratch that”."""
    rest, is_plain, _is_sigh = _without_leads(part)
    return is_plain and not rest


def _without_leads(words: str) -> tuple[str, bool, bool]:
    rest, is_plain, is_sigh = trimmed(words), False, False
    while rest:
        lead = _LEAD_EN.match(rest) or _LEAD_KO.match(rest)
        sigh = None if lead else _SIGH.match(rest)
        if not (lead or sigh):
            break
        is_plain = is_plain or lead is not None
        is_sigh = is_sigh or (sigh is not None and sigh["sigh"] is not None)
        rest = rest[(lead or sigh).end() :]  # type: ignore[union-attr] # one of them matched
    return rest, is_plain, is_sigh


def _without_tails(words: str) -> tuple[str, bool]:
    rest, is_plain = trimmed(words).strip(","), False
    while tail := _TAIL_EN.search(rest) or _TAIL_KO.search(rest):
        is_plain = is_plain or tail["mark"] is not None
        rest = trimmed(rest[: tail.start()]).strip(",")
    return rest, is_plain


def _contrast(words: str) -> tuple[str, str]:
    """What stands for what: the new words, and the old ones."""
    is_korean = _HANGUL.search(words) is not None
    for shape in (*_CONTRASTS_KO, *_CONTRASTS_EN) if is_korean else _CONTRASTS_EN:
        if found := shape.fullmatch(words):
            return trimmed(found["new"]).strip(","), trimmed(found["old"]).strip(",")
    denied = (_DENIED_KO if is_korean else _DENIED_EN).fullmatch(words)
    return ("", denied["old"].strip(" ,.")) if denied else (words, "")
