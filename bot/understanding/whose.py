"""The person by whom a claim is asked for: “Anna's claim”, “안나 씨 클레임”, “my colleague's”.

Who it is nobody knows here: whoever answers looks among the claims that the asker may see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from bot.text.patterns import pattern
from bot.understanding.people import SURNAMES, given_name
from bot.understanding.values import Outcome, Recognition

COLLEAGUES = ("colleagues",)
"""Instead of a name: any colleague."""
KO_THING = r"(?:클레임|청구 ?(?:건|내역|상태)|신청 ?(?:건|내역)|초안)"
_JOB = r"(?:과장|대리|부장|차장|사원|주임|이사|팀장|매니저)"
_TITLE = rf"(?:씨|님|{_JOB})님?"
_MAYBE_TITLED = rf"(?: ?{_TITLE})?"
_ENDING = r"(?:의|네|이|가|은|는|께서)?"
_FILED = r"(?:낸|올린|제출한|신청한|청구한|접수한|등록한|작성한|만든|보낸|쓴)"
_GAP = rf"[ ,]*(?:(?:최근|이번|지난|{_FILED}) ?)*"
_ONE = r"(?:거|것|건|꺼)(?=[ ?.,은는도이가]|$)"
_OF_CLAIMS = pattern(
    r"\b(?:claim|draft|submission|reimbursement|payout)|클레임|청구|신청|초안"
    r"|(?:거|것|건|꺼)(?:[ ?.은는도]|$)"
)
_NAME = r"([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)"
_THINGS = r"(?:claims?|drafts?|submissions?)"
_MONEY = r"(?:claims?|drafts?|submissions?|reimbursements?|payouts?)"
_DID = r"(?:filed|submitted|made|sent|started|entered|created|put in|handed in|worked on)"
_WRITTEN = pattern(
    rf"(?<=[\w,] )(?<!\b[Mm]y )(?<!\b[Oo]ur )(?<!\b[Tt]he )(?<!\b[Tt]his ){_NAME}['’]s? (?:\w+ )?"
    rf"{_THINGS}\b|\b{_THINGS} (?:of|by) (?:(?:my|our) (?:colleague|coworker) )?{_NAME}\b"
)
"""A name as it is written, behind another word."""
_TITLED = pattern(rf"(?<![가-힣])([가-힣]{{2,4}}) ?{_TITLE}{_ENDING}{_GAP}{KO_THING}")
_SURNAMED = pattern(
    rf"(?<![가-힣])([{''.join(sorted(SURNAMES))}]) ?{_JOB}님?{_ENDING}{_GAP}{KO_THING}"
)
_BESIDE = pattern(
    rf"(?<![a-z가-힣])([a-z]{{2,20}}|[가-힣]{{2,7}}){_MAYBE_TITLED}{_ENDING}{_GAP}(?:{KO_THING}|{_ONE})"
)
_GIVEN = pattern(
    rf"\b([a-z]{{2,20}})(?:'s|s') (?:[a-z]+ ){{0,2}}?{_MONEY}\b"
    rf"|\b{_MONEY} (?:that |which )?([a-z]{{2,20}}) (?:has |had |have |just |already )*{_DID}\b"
    rf"|\b{_MONEY} (?:(?:{_DID} )?by|of|from) ([a-z]{{2,20}})\b"
)
_HERS = pattern(rf"\b(?:her|his) (?:[a-z]+ ){{0,2}}?{_MONEY}\b")
"""Words for the claim of somebody who is named elsewhere in the text."""
_PEER = (
    r"(?:colleagues?|co-?workers?|team-?mates?|team members?|boss|manager|supervisor|predecessor"
    r"|successor|assistant|intern)"
)
_KO_PEER = (
    r"(?:동료|팀원|동기|상사|선배|후배|부사수|사수|전임자|후임자?"
    r"|(?:다른|같은 팀|우리 팀|옆자리) ?(?:직원|사람|분)"
    rf"|(?<![가-힣] )(?<![가-힣]){_JOB}(?=님))"
)
_OF_PEERS = pattern(
    rf"\b{_PEER}(?:'s|'|s') (?:[a-z]+ ){{0,2}}?{_MONEY}\b"
    rf"|\b(?:my|our|a|the) {_PEER} {_THINGS}(?: status)?\W*$"
    rf"|\b{_MONEY} (?:(?:{_DID} )?by|of|from) (?:(?:my|our|a|the|some|any|other|all) )*{_PEER}\b"
    rf"|\b{_MONEY} (?:that |which )?(?:my|our|a|the) (?:\w+ )?{_PEER} (?:has |had |have )?{_DID}\b"
    rf"|\b{_PEER} (?:has |had |have )?{_DID} (?:a |the |their |his |her |this |another )?{_MONEY}\b"
    rf"|(?<![가-힣]){_KO_PEER}(?:님|분)?들?(?:의|네)?"
    rf"(?:(?:이|가|께서)? ?{_FILED})? ?(?:(?:최근|이번|지난) ?)?(?:{KO_THING}|{_ONE})"
)
_GOES_ON = pattern(
    r"\b(?:it|that one|she|he|her|hers|his|they|theirs?)\b|그거|그건|그 ?(?:클레임|건)|그분|걔",
    re.IGNORECASE,
)
_OWN = pattern(
    r"\b(?:my|mine|our|ours|i|we|me|us)\b|(?<![가-힣])(?:제|내|저|나|저희|우리)(?![가-힣]{2})"
)
_MINE = pattern(
    r"\bmine\b|\bmy (?!(?:colleague|co-?worker|team|boss|manager|company|partner|office|firm"
    r"|organi[sz]ation|department|supervisor)\b)"
    r"|\b(?:claims?|drafts?|one|what) (?:that |which )?i (?:have |had |just )*"
    r"(?:filed|submitted|made|sent|started|entered|created)\b"
    r"|(?<![가-힣])(?:제|내)(?:가|(?= [가-힣])| ?(?:클레임|청구|신청|초안|[건거것꺼돈]|환급|이의))"
    r"|(?<![가-힣])(?:나의|저의|본인)(?![가-힣])"
)
_OURS = pattern(r"\bours?\b|(?<![가-힣])(?:우리|저희)(?![가-힣]{3})|회사|전체|모든")
MAX_SHORT_WORDS = 6
MAX_BARE_WORDS = 3
"""Up to so many words "지급됐어?" is about the claim that was spoken of."""
_SEES = pattern(r"\b(?:see|view|look|show|find|read|check|open)\b|보|조회|확인|열람|찾")
_NO_PERSON = frozenset(
    {
        *("google", "bing", "linkedin", "facebook", "youtube", "naver", "kakao", "meta"),
        *("microsoft", "azure", "teams", "office", "copilot", "windows", "partner", "center"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
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
        *("업체", "회사", "영업", "마케팅", "우리", "저희", "동료", "팀원", "상사", "선배", "후배"),
        *("과장", "대리", "부장", "차장", "사원", "주임", "이사", "팀장", "매니저", "직원", "다른"),
    }
)
ASKED_OF = frozenset(
    {
        *("claim_status", "roles_help", "payment", "balance", "resume_claim", "respond_request"),
        *("dispute", "edit_claim", "withdraw_claim"),
    }
)
"""Intents that may be about a colleague's claim, however sure they are."""


def names_asked_for(
    text: str,
    plain: str,
    owners: Collection[list[str]],
    *,
    is_strange: Callable[[str], bool],
    is_declined: bool,
    people: Collection[str],
    mine: Collection[str],
) -> tuple[str, ...]:
    """Words of names, in small letters, each once; `COLLEAGUES` where none is named.

    Shape: `plain` is normalized text, `owners` are the words that stand where an owner does, and
    `is_strange` tells which words we do not know: beside a claim of others (`is_declined`) they
    must be names; `people` are names of colleagues, `mine` words of the asker's own.
    """
    if not _OF_CLAIMS.search(plain):
        return ()
    known = {word for name in people for word in name.casefold().split() if len(word) > 1}
    standing = [word for words in owners for word in words]
    found = [word for word in standing if word in known or (is_declined and is_strange(word))]
    for written in _WRITTEN.finditer(text):
        words = (written[1] or written[2]).casefold().split()
        found += [one for one in words if one in known or is_strange(one) or given_name(one)]
    found += [titled[1] for titled in (*_TITLED.finditer(plain), *_SURNAMED.finditer(plain))]
    found += _given_names(plain, standing)
    found += [name for name in sorted(_called(people)) if _is_owner(name, plain)]
    named = tuple(
        dict.fromkeys(word for word in found if word not in _NO_PERSON and word not in mine)
    )
    return named or (COLLEAGUES if _OF_PEERS.search(plain) else ())


def is_about(found: Recognition, plain: str, whose: tuple[str, ...]) -> bool:
    """Whether such a claim is asked for; who may do what with one is a question of its own."""
    if whose != COLLEAGUES or found.outcome is not Outcome.ANSWER:
        return bool(whose)
    is_role = found.intent == "roles_help"
    return _SEES.search(plain) is not None if is_role else found.intent in ASKED_OF


def goes_on(found: Recognition, plain: str) -> bool:
    """Whether a question may be about the claim asked for last, and not about one's own."""
    count = len(plain.split())
    if found.smalltalk or count > MAX_SHORT_WORDS or _OWN.search(plain):
        return False
    if found.intent in ASKED_OF - {"roles_help"} and _GOES_ON.search(plain):
        return True
    is_bare = count <= MAX_BARE_WORDS and not re.search(r"claim|클레임|청구|신청", plain)
    return is_bare and found.intent in ("claim_status", "payment")


def says_mine(text: str) -> bool:
    """Whether a text is about what is the asker's own: “my claim”, “내 건”.

    >>> [says_mine(text) for text in ("is my claim paid?", "내 건 어떻게 됐어요", "my boss's one")]
    [True, True, False]
    """
    return _MINE.search(text.casefold()) is not None


def says_ours(text: str) -> bool:
    """Whether a text is about what is the whole company's."""
    plain = text.casefold()
    return _OURS.search(plain) is not None and _MINE.search(plain) is None


def _given_names(plain: str, standing: Iterable[str]) -> list[str]:
    """Names of persons, as far as they are known as such, where the owner of a claim stands."""
    beside = [found[1] for found in _BESIDE.finditer(plain)]
    beside += [next(filter(None, found.groups())) for found in _GIVEN.finditer(plain)]
    beside += standing
    if _HERS.search(plain):
        beside += re.findall(r"[a-z]{3,20}", plain)
    return [name for word in beside if (name := given_name(word))]


def _called(people: Collection[str]) -> set[str]:
    """Names as they are called in Korean: in full, each word, and a given name of two syllables."""
    words = {word for name in people for word in (*name.casefold().split(), name.casefold())}
    return words | {word[1:] for word in words if re.fullmatch(r"[가-힣]{3}", word)}


def _is_owner(name: str, plain: str) -> bool:
    """Whether a name stands before a word for a claim, with or without a title, as in Korean."""
    asked = rf"(?<![a-z가-힣]){re.escape(name)}{_MAYBE_TITLED}{_ENDING}{_GAP}{KO_THING}"
    return len(name) > 1 and re.search(asked, plain) is not None
