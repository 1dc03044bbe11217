"""Text as the recognizer sees it.

One spelling, split into words, with numbers and names blanked out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.text.patterns import pattern

MAX_CHARS = 2000
"""Nothing beyond this is looked at; the work grows with the length up to here."""

_MARKUP = pattern(r"<[^<>]{0,200}>|```|\*\*|!?\[([^\[\]]{0,200})\]\([^()]{0,300}\)")
_ADDRESS = pattern(r"\b(?:https?://|www\.)[^\s]{1,300}")
_CLAIM = pattern(
    r"\b(?=[a-z]{1,4}-)[a-z]{1,4}(?:-\d{2,10}){1,3}\b|#\d{2,10}\b"
    r"|\b\d{4,8}번?(?= ?(?:클레임|claim))"
)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_MONTH_NAME = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
)
_DATE = pattern(
    rf"\b20\d\d[-./]\d\d?[-./]\d\d?\b|\b\d\d?[./]\d\d?[./](?:20)?\d\d\b"
    rf"|\b(?:{_MONTH_NAME}|(?:{_MONTH})\.?) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? 20\d\d)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH_NAME}|{_MONTH})\b(?: 20\d\d)?"
    rf"|(?:20\d\d년 ?)?\d{{1,2}}월 ?\d{{1,2}}일|\d{{1,2}}월(?!\w)"
    rf"|\b(?:in|last|since) (?:{_MONTH_NAME})\b"
)
_UNIT = r"(?:euros?|eur|usd|dollars?|bucks|krw|won|gbp|pounds?|jpy|yen|원|유로|달러|파운드|엔)"
_AMOUNT = pattern(
    rf"[$€£₩¥] ?\d[\d.,]{{0,15}} ?[km]?\b|\b(?:usd|eur|krw|gbp) ?\d[\d.,]{{0,15}}"
    rf"|\d[\d.,]{{0,15}} ?(?:k|m|천|백|만|십만|백만|천만|억|million|thousand)* ?{_UNIT}(?![a-z])"
    rf"|\d[\d.,]{{0,15}}만"
)
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[가-힣]+|[ㄱ-ㆎ]+|\?")
_HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")
_PLAIN_FORMS = {
    "주시": "주", "주셔": "줘", "주십": "줘", "주세": "줘", "하시": "하",
    "하셔": "해", "하십": "하", "하세": "해", "되시": "되", "보시": "보",
    "계시": "있", "으시": "으", "이시": "이", "받으셔": "받아", "보내주": "보내",
    "알려주": "알려", "드릴": "줄", "드려": "줘", "드리": "주",
}  # fmt: skip
"""Honorific forms → plain ones, so that politeness does not hide the verb."""
_POLITE = re.compile("|".join(sorted(_PLAIN_FORMS, key=len, reverse=True)))
_SUFFIXES = ("ational", "ments", "ment", "ingly", "ings", "ing", "edly", "ied", "ies", "ed", "es")


@lru_cache(maxsize=4)
def normalize(text: str) -> str:
    """Lower case, full-width made plain, markup and addresses gone, at most `MAX_CHARS` characters.

    >>> normalize("**Ｗhere** is <b>my</b>  claim?")
    'where is my claim?'
    """
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARS])[:MAX_CHARS].casefold()
    plain = plain.replace("’", "'").replace("‘", "'").replace("`", "'")
    plain = _MARKUP.sub(lambda found: found.group(1) or " ", plain)
    return " ".join(_ADDRESS.sub(" ", plain).split())


def blank(plain: str) -> str:
    """Normalized text with claim numbers, dates and amounts replaced by one word each.

    >>> blank("12,000 euro on 3 march for cl-20481")
    'amountref on dateref for claimref'
    """
    plain = _CLAIM.sub(" claimref ", plain)
    plain = _DATE.sub(" dateref ", plain)
    plain = _AMOUNT.sub(" amountref ", plain)
    return " ".join(plain.split())


def tokens(plain: str) -> list[str]:
    """Latin words, Hangul runs and question marks in order.

    >>> tokens("csr이 뭐예요?")
    ['csr', '이', '뭐예요', '?']
    """
    return _TOKEN.findall(plain)


def glued(plain: str) -> list[str]:
    """The words of a text with Hangul in it, bare of punctuation; empty for a text without.

    >>> glued("dm 발송, 했어요?")
    ['dm', '발송', '했어요']
    """
    if not is_hangul(plain):
        return []
    words = [w if w.isalnum() else "".join(filter(str.isalnum, w)) for w in plain.split()]
    return [_POLITE.sub(_plain_form, word) for word in words if word]


def _plain_form(polite: re.Match[str]) -> str:
    return _PLAIN_FORMS[polite[0]]


def is_hangul(text: str) -> bool:
    """Whether there is any Hangul in a text."""
    return not text.isascii() and bool(_HANGUL.search(text))


def is_latin(token: str) -> bool:
    """Whether a token is a word in Latin letters."""
    return "a" <= token[:1] <= "z"


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """An English word without its ending.

    The same cut for lexicon and text, so it need not be a word.

    >>> [stem(word) for word in ("reminders", "reminding", "retries", "claimed", "is")]
    ['reminder', 'remind', 'retr', 'claim', 'is']
    """
    if word.endswith(("'s", "'m", "'d")):
        word = word[:-2]
    word = word.replace("'", "")
    if len(word) <= 4:
        return word[:-1] if len(word) == 4 and word.endswith("s") and word[-2] not in "su" else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return _undouble(word[: -len(suffix)])
    if word.endswith("s") and not word.endswith(("ss", "us")):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """An English word without the ending of its plural, so that "training" does not become "train".

    >>> [singular(word) for word in ("ads", "companies", "boxes", "training", "class")]
    ['ad', 'company', 'box', 'training', 'class']
    """
    if word.endswith(("'s", "'m", "'d")):
        word = word[:-2]
    word = word.replace("'", "")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "sses", "ches", "shes")):
        return word[:-2]
    plural = len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _undouble(cut: str) -> str:
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
        return cut[:-1]
    return cut[:-1] if cut.endswith("e") and len(cut) > 4 else cut


def letters(hangul: str) -> str:
    """Hangul as single letters, so that one wrong vowel changes one letter.

    >>> len(letters("클레임"))
    8
    """
    return unicodedata.normalize("NFD", hangul)
