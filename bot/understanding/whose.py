"""The name of a person by which a claim is asked for: “Anna's claim”, “안나 씨 클레임”.

Who it is nobody knows here: whoever answers looks among the claims that the asker may see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from bot.text.patterns import pattern

KO_THING = r"(?:클레임|청구 ?(?:건|내역|상태)|신청 ?(?:건|내역)|초안)"
_TITLE = r"(?:씨|님|과장|대리|부장|차장|사원|주임|이사|팀장|매니저)님?"
_MAYBE_TITLED = rf"(?: ?{_TITLE})?"
_ENDING = r"(?:의|네|이|가|은|는|께서)?"
_GAP = r"[ ,]*(?:(?:최근|이번|지난|낸|올린|제출한|만든) ?)?"
_OF_CLAIMS = pattern(r"\b(?:claim|draft|submission)|클레임|청구|신청|초안")
_NAME = r"([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)"
_THINGS = r"(?:claims?|drafts?|submissions?)"
_WRITTEN = pattern(
    rf"(?<=[\w,] )(?<!\b[Mm]y )(?<!\b[Oo]ur )(?<!\b[Tt]he )(?<!\b[Tt]his ){_NAME}['’]s? (?:\w+ )?"
    rf"{_THINGS}\b|\b{_THINGS} (?:of|by) (?:(?:my|our) (?:colleague|coworker) )?{_NAME}\b"
)
"""A name as it is written, behind another word."""
_TITLED = pattern(rf"(?<![가-힣])([가-힣]{{2,4}}) ?{_TITLE}{_ENDING}{_GAP}{KO_THING}")
_NO_PERSON = frozenset(
    {
        *("google", "bing", "linkedin", "facebook", "youtube", "naver", "kakao", "meta"),
        *("microsoft", "azure", "teams", "office", "copilot", "windows", "partner", "center"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today"),
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("october", "november", "december", "spring", "summer", "autumn", "fall", "winter"),
        *(
            "담당자",
            "검토자",
            "심사자",
            "관리자",
            "고객",
            "고객사",
            "대표",
            "선생",
            "사장",
            "파트너",
        ),
        *("업체", "회사", "영업", "마케팅", "우리", "저희"),
    }
)


def names_asked_for(
    text: str,
    plain: str,
    owners: Iterable[list[str]],
    *,
    is_strange: Callable[[str], bool],
    people: Collection[str],
    mine: Collection[str],
) -> tuple[str, ...]:
    """Words of names, in small letters, each once.

    Shape: `plain` is normalized text, `owners` are the words that stand where an owner does, and
    `is_strange` tells which of them must be names; `people` are names of colleagues, `mine` words
    of the asker's own.
    """
    if not _OF_CLAIMS.search(plain):
        return ()
    known = {word for name in people for word in name.casefold().split() if len(word) > 1}
    found = [word for words in owners for word in words if is_strange(word) or word in known]
    for written in _WRITTEN.finditer(text):
        found += (written[1] or written[2]).casefold().split()
    found += [titled[1] for titled in _TITLED.finditer(plain)]
    found += [name for name in sorted(_called(people)) if _is_owner(name, plain)]
    return tuple(
        dict.fromkeys(word for word in found if word not in _NO_PERSON and word not in mine)
    )


def _called(people: Collection[str]) -> set[str]:
    """Names as they are called in Korean: in full, each word, and a given name of two syllables."""
    words = {word for name in people for word in (*name.casefold().split(), name.casefold())}
    return words | {word[1:] for word in words if re.fullmatch(r"[가-힣]{3}", word)}


def _is_owner(name: str, plain: str) -> bool:
    """Whether a name stands before a word for a claim, with or without a title, as in Korean."""
    asked = rf"(?<![a-z가-힣]){re.escape(name)}{_MAYBE_TITLED}{_ENDING}{_GAP}{KO_THING}"
    return len(name) > 1 and re.search(asked, plain) is not None
