"""What the words of an answer are: bare of their lead, unsure, taken back, a figure, money."""

from __future__ import annotations

import re

from bot.text import read_amount, read_currency
from bot.text.patterns import pattern

_LEAD = pattern(
    r"(?:(?:and|also|plus|so|well|ok|okay|그리고|또|또한)\s+)*"
    r"(?:(?:it|this|that|we|the (?:event|campaign|activity|dates?|cost|currency))"
    r"(?: (?:ran|run|was|is|were|are|took place|cost|costs|held|paid)(?: it)?)*(?: in| on)?\s+)?"
    r"(?:(?:ran|held|on)\s+(?=from|between|\d|[a-z]{3,9} \d))?"
    r"(?:(?:(?:행사|활동|집행) ?기간|행사|기간|날짜|일정|비용|통화|금액)(?:은|는|이|가)?:?\s+)?",
    re.IGNORECASE,
)
_TAIL = pattern(
    r"\s*(?:동안|에)?\s*(?:진행|집행|운영|개최|들)?(?:했|하였|됐|되었|었)(?:고|는데|어요|습니다|음|으며)$"
    r"|\s*(?:진행|집행|운영|개최)$|(?:이고|인데|이며|입니다|이에요|예요)$|\s+(?:please|thanks)$",
    re.IGNORECASE,
)
_SENTENCE = pattern(
    r"(?:and |also |so )*(?:(?:it|this|that|we|the (?:event|campaign|activity|dates?)) |ran |held "
    r"|took place|행사(?:는|가|기간)|기간|날짜|일정)",
    re.IGNORECASE,
)
_KOREAN_SENTENCE = pattern(r"(?:했|하였|됐|되었|었)(?:고|는데|어요|습니다|음|으며)$")
_TAKEN_BACK = pattern(
    r"(?:oh |ah |아 ?)?(?:no|nope|sorry|oops|wait|no wait|hold on|actually|correction|my mistake"
    r"|i mean|i meant|아니|아니요|아니오|아뇨|죄송해요|죄송합니다|미안해요|잠깐|잠깐만|잠깐만요"
    r"|정정|정정합니다|정정할게요|잘못 ?(?:썼|적었|입력했)(?:어요|습니다))"
    r"|maybe|perhaps|probably|(?:i|we) (?:think|guess|believe)|not (?:so )?sure"
    r"|or so|roughly|아마|아마도|것 같아요|확실하지 않아요|잘 모르겠어요",
    re.IGNORECASE,
)
_UNKNOWN = pattern(
    r"(?:i )?(?:don'?t|do not) know(?: yet)?|no idea|not (?:sure|known)(?: yet)?"
    r"|unknown|unclear|pending|none|n/?a|tb[acd]"
    r"|to be (?:announced|confirmed|decided|determined)"
    r"|모름|미정|불명|없음|아직\b.*|.*모르겠\S*",
    re.IGNORECASE,
)
_NO_TAX = pattern(
    r"(?:(?:and|there|it|we) )*(?:(?:is|was|had|has|have|paid|were|with) )*"
    r"(?:no|zero|0|without any) (?:tax|vat|gst)(?: (?:amount|at all|on (?:it|this|that)(?: one)?"
    r"|there|this time|either|charged|is|was|:))*(?: 0)?"
    r"|(?:it (?:is|was) )?(?:tax|vat)[- ](?:free|exempt)"
    r"|(?:tax|vat|gst)(?: (?:is|was))? (?:zero|none|nil)"
    r"|(?:부가세|부가가치세|세금|세액)(?:은|는|이|가|도)? ?(?:따로 |전혀 )?(?:없|안 ?붙|0)\S*"
    r"|(?:면세|영세율|비과세)\S*(?: \S{1,5})?",
    re.IGNORECASE,
)
_UNSURE = pattern(
    r"\b(?:not|never|no idea|maybe|perhaps|probably|think|guess|unsure|or)\b|n['’]t\b"
    r"|아니|아마|않|말고|같아|것 같|모르|또는|아님",
    re.IGNORECASE,
)
_IN_CAPITALS = pattern(r"\b(?!(?:Maybe|Perhaps|Probably|Not sure|No idea|OR)\b)[A-Z]\w*")
QUOTED = pattern(r"\"([^\"]+)\"|“([^”]+)”|「([^」]+)」|‘([^’]+)’|'([^']+)'")
"""Words in quotes, which are meant as they stand."""
_EITHER = pattern(
    r"\b(?:n?either|nor|one of)\b|[A-Za-z)]이?나[,\s]+\S|(?:^|[\s,])(?:혹은|아니면|아님)\s"
    r"|[가-힣A-Za-z]인지[,\s]+\S+인지|[가-힣A-Za-z]든지?[,\s]+\S+든지?(?:$|\s)|둘 ?중|중에? ?하나"
)
_OR_KO = pattern(r"([가-힣]+)나(?=[,\s]+\S)")
_NO_OR_KO = frozenset(("차이나", "코리아나", "모나", "유나"))
"""Words of names that end as “… or” does."""
_STROKE = pattern(r"\s*/\s*")
_IN_BRACKETS = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_HANGUL = pattern(r"[가-힣]")
_MAY_BE_NAME = pattern(
    r"(?!(?:net|tax|vat|gst|invoice|inv|total|n|a|c|o|s|tbd|none|unknown)\b)"
    r"(?=.*[^\W\d_])㈜?[^\W_][\w&.,'’㈜ -]*",
    re.IGNORECASE,
)
"""What a firm may be called: letters are in it, and it is no other answer."""
_GROSS = pattern(
    r"\b(?:incl\w*|gross|of which|minus|less|total|altogether|with (?:vat|tax))\b"
    r"|포함|총|합계|모두 합",
    re.IGNORECASE,
)


_TAX_IN = pattern(
    r"\b(?:tax|vat|gst)(?: is| was)? incl\w*"
    r"|\bincl(?:\.|uding|usive of|udes|uded)? (?:the )?(?:tax|vat|gst)"
    r"|(?:부가세|세금|vat) ?포함",
    re.IGNORECASE,
)


def bare(part: str) -> str:
    """A part without the words that only lead to its value.

    >>> bare("it cost 4,200 USD"), bare("비용은 420만원 들었고")
    ('4,200 USD', '420만원')
    """
    lead = _LEAD.match(part)
    return _TAIL.sub("", part[lead.end() if lead else 0 :]).strip() or part


def says_of(part: str) -> bool:
    """Whether a part is a sentence about the activity, as “it ran from …”, and no name."""
    return _SENTENCE.match(part) is not None or _KOREAN_SENTENCE.search(part) is not None


def says_no_tax(words: str) -> bool:
    """Whether words say that there was no tax.

    >>> says_no_tax("no VAT on that"), says_no_tax("세금은 없어요"), says_no_tax("no tax number")
    (True, True, False)
    """
    return _NO_TAX.fullmatch(words.strip(" .!,")) is not None


def is_money(words: str) -> bool:
    """Whether words are a sum with its currency, or a currency and nothing else."""
    code = read_currency(words)
    if code is None:
        return False
    is_sum = read_amount(words, currency=code, language="en") is not None
    return is_sum or (not re.search(r"\d", words) and len(words.split()) <= 2)


def is_unsure(words: str) -> bool:
    """Whether words deny something or only suppose it."""
    return _UNSURE.search(words) is not None


def is_denied(words: str) -> bool:
    """Whether words say that it is not this."""
    return is_unsure(words) or re.match(r"no\b", words, re.IGNORECASE) is not None


def is_unknown(words: str) -> bool:
    """Whether words that stand where a name does say that there is none, or none for certain."""
    return is_unsure(words) or may_be_either(words) or _UNKNOWN.fullmatch(words) is not None


def may_be_either(words: str) -> bool:
    """Whether words that stand where a name does may name two, of which one is meant.

    >>> [may_be_either(words) for words in ("콘토소나 유진", "유진이나 콘토소", "하나 투어")]
    [True, True, False]
    """
    return _EITHER.search(words) is not None or any(map(_says_or, _OR_KO.finditer(words)))


def may_be_two(words: str) -> bool:
    """Whether a stroke stands between what may be two names, and is no part of one.

    >>> [may_be_two(words) for words in ("Contoso / Fabrikam", "Nordic Media A/S", "24/7 Media")]
    [True, False, False]
    """
    plain = _IN_BRACKETS.sub(" ", words)
    found = [_sides(plain, stroke) for stroke in _STROKE.finditer(plain)]
    return bool(found) and all(map(_are_names, found))


def _sides(words: str, stroke: re.Match[str]) -> tuple[str, str, bool]:
    """What stands on both sides: up to the next stroke where there are gaps around it, else the
    words that touch it; and whether there are.
    """
    before, behind = words[: stroke.start()], words[stroke.end() :]
    is_apart = bool(stroke[0].strip() != stroke[0])
    left = _STROKE.split(before)[-1].strip()
    right = _STROKE.split(behind)[0].strip()
    if not is_apart and left and right:
        left, right = left.split()[-1], right.split()[0]
    return left, right, is_apart


def _are_names(sides: tuple[str, str, bool]) -> bool:
    left, right, is_apart = sides
    return all(
        _MAY_BE_NAME.fullmatch(one) and len(one) >= _least(one, is_apart) for one in (left, right)
    )


def _least(one: str, is_apart: bool) -> int:
    """Letters of a name; shorter ones that touch a stroke are halves as in A/S, AC/DC, I/O."""
    return 2 if is_apart or _HANGUL.match(one) else 3


def _says_or(found: re.Match[str]) -> bool:
    """Whether 나 is “or”: 이나 behind a final consonant, else behind a vowel of a longer word."""
    stem = found[1]
    if f"{stem}나" in _NO_OR_KO or len(stem) == 1:  # 하나, 안나
        return False
    return (stem[-1] == "이" and _is_closed(stem[-2])) or not _is_closed(stem[-1])


def _is_closed(syllable: str) -> bool:
    """Whether a Korean syllable ends in a consonant."""
    return (ord(syllable) - ord("가")) % 28 != 0


def is_no_name(words: str) -> bool:
    """The same of words behind the label of a name, in which “Think Media” is no doubt."""
    if QUOTED.fullmatch(words.strip()):
        return False
    in_small = _IN_CAPITALS.sub(" ", words)
    is_doubtful = says_nothing(words) or is_unsure(in_small) or may_be_either(words)
    return is_doubtful or may_be_two(words)


def says_nothing(text: str) -> bool:
    """Whether a whole message says nothing but that something is not known."""
    return _UNKNOWN.fullmatch(text.strip(" .!").replace("’", "'")) is not None


def takes_back(part: str) -> bool:
    """Whether a part is nothing but a word that takes something back, or leaves it in doubt."""
    return _TAKEN_BACK.fullmatch(part) is not None


def has_figure(words: str) -> bool:
    """Whether there is a digit in words."""
    return re.search(r"\d", words) is not None


def is_figure(part: str) -> bool:
    """Whether a part is a number, or a sum."""
    is_sum = has_figure(part) and read_currency(part) is not None
    return is_sum or re.fullmatch(r"[\d.,' ]+", part) is not None


def is_written_as_name(part: str) -> bool:
    """Whether the second word is written as in names: "May & June Ltd", "Will Media"."""
    return re.match(r"[A-Z]\w+ (?:& |[A-Z][a-z])", part) is not None


def may_be_gross(text: str) -> bool:
    """Whether a sum in the text may have its tax in it."""
    return _GROSS.search(text) is not None


def has_tax_in(text: str) -> bool:
    """Whether the text says of a sum that its tax is in it, whatever the sum is called."""
    return _TAX_IN.search(text) is not None
