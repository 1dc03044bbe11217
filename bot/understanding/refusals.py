"""What is declined whatever the intent: orders to us, other people's claims, other vendors' funds.

Patterns over normalized text: no wording of a claim in scope makes up for them. Names of companies
are data, in `lexicon/companies.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from bot.text.patterns import any_of, pattern
from bot.understanding.lexicon import FOLDER, entries
from bot.understanding.values import Refusal
from bot.understanding.whose import names_asked_for
from bot.understanding.words import stem

_RULES = (
    r"(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|restrictions?|safeguards?"
    r"|programming|training)"
)
_SOMEONE = (
    r"(?:dan|admin\w*|root|reviewer|approver|developer|unrestricted|jailbroken|superuser|evil)"
)
_POLITE = (
    r"(?:(?:hi|hello|hey|ok|okay|so|and|now|then|please|pls|just|simply|you (?:must|should|have to)"
    r"|(?:can|could|will|would) you|i (?:order|want|need) you to)[ ,]+)*"
)
_MINE = r"(?:my|our|this|the|that|all|every|each|it|claim\w*|them|everything)"
"""A claim's number stands as "claimref" in the text."""
_GUARD = r"(?:deadlines?|checks?|validation|reviews?|verification|limits?|caps?)"
_ORDERS = any_of(
    # forget what you were told
    rf"\b(?:ignor\w+|disregard|forget|overrid\w+|bypass|drop|skip|break)\b.{{0,40}}\b{_RULES}\b",
    rf"\b(?:new|updated|real|your) {_RULES}:",
    r"\bignor\w+ .{0,20}\b(?:documents?|papers|missing|warnings?|checks?|deadline|errors?)\b"
    r".{0,20}\b(?:submit|accept|approve|send|pay)\b",
    r"\bfrom now on,? you\b|\bdo anything now\b",
    r"(?:지시|명령|규칙|지침|프롬프트|제한|정책|규정|가이드라인)\S{0,4} ?(?:을|를|은|는)? ?"
    r"(?:모두|전부|다|싹)? ?(?:무시|잊|따르지|어기|우회|해제)",
    # be somebody else
    r"\b(?:you are|you're|(?:act|behave|respond|answer|talk) (?:as|like)) "
    rf"(?:if you (?:are|were) )?(?:now )?(?:an? |the |my )?{_SOMEONE}\b",
    rf"\b(?:pretend|imagine|role-?play|simulate)\b.{{0,30}}\b(?:you|rules|{_SOMEONE})\b",
    r"^\W*(?:system|assistant|developer|admin|root)\W{0,3}[:>\]]|im_start|\[/?inst\]"
    r"|#{2,} ?(?:system|instruction)",
    r"(?:^|[\s.,!])(?:너는|넌|당신은|네가|니가|너를|지금부터) ?(?:이제|지금)?(?:부터)? ?.{0,15}"
    r"(?:관리자|검토자|심사|개발자|해커|시스템이|dan|승인권)",
    r"(?:검토자|관리자|심사자|개발자|담당자|마이크로소프트)\S{0,2} ?"
    r"(?:인 ?척|라고 (?:치고|생각|가정)|역할을 (?:해|맡)|행세|흉내)",
    r"^\W*(?:시스템|관리자|개발자)\W{0,2}[:>\]]",
    # show what is inside
    r"\b(?:system prompt|hidden prompt|initial prompt|(?:developer|god|admin) mode|jail ?break"
    r"|sudo)\b",
    r"\b(?:print|show|reveal|repeat|output|leak|dump|tell me)\b.{0,20}"
    r"\b(?:your (?:prompt|instructions|rules|config\w*|source|secrets?|password|token)"
    r"|api keys?|source code)\b",
    r"\b(?:drop|truncate) table\b|\bselect \* from\b|\bor 1 ?= ?1\b"
    r"|\bdelete all (?:the )?(?:claims|data|partners)\b",
    r"시스템 ?프롬프트|(?:개발자|관리자) ?모드|관리자 ?권한으로|탈옥",
    # decide the claim
    rf"^{_POLITE}(?:auto-?)?approve {_MINE}\b|(?:\b(?:and|then|just)|[,.:;]) approve {_MINE}\b"
    r"|\bapprove (?:all|every|each|everything)\b"
    r"|\byou (?:could|can|would|will|may|must|should|have to) (?:just |simply )?approve\b",
    rf"(?:^{_POLITE}|[,.:;] )release (?:my|our|the) (?:payment|money|funds)\b",
    rf"\b(?:overrid\w+|bypass\w*|circumvent|waive|skip) (?:\w+ ){{0,2}}{_GUARD}\b",
    r"\b(?:increase|raise|set|change|double|extend) (?:my|our|the) (?:balance|cap|deadline)\b"
    r".{0,10}\bto\b",
    r"\b(?:mark|set|change|switch|flag|flip|move|put|update)\b.{0,40}"
    r"\b(?:as|to|into) (?:approved|paid|accepted|received)\b",
    r"(?:무시하고|잊고|상관없이|생략하고|건너뛰고|없이|말고) ?.{0,20}승인 ?(?:해|처리|시켜)",
    r"(?:기한|서류|검토|심사|한도)\S{0,2} ?(?:무시|건너뛰|생략)하?고 ?.{0,12}"
    r"(?:접수|제출|승인|지급)",
    r"(?:잔액|한도|기한|자금)(?:을|를) ?.{0,12}로 ?(?:바꿔|바꾸|변경|늘려|올려|수정)",
    r"(?:받은|승인된|제출된|완료된) ?(?:걸로|것으로|거로) ?(?:처리|표시|해)",
    r"상태를? ?.{0,8}(?:승인|지급)\S{0,3} ?(?:으로|로) ?(?:변경|바꿔|바꾸|수정|처리)",
    r"(?:클레임|claimref|청구|신청|건|이거|이것|전부|모두|모든 ?것|다) ?\S{0,3} ?"
    r"(?:바로|지금|당장|그냥|좀|빨리)? ?승인 ?(?:처리 ?)?"
    r"(?:해라|해 ?줘|해 ?주세요|해 ?주십시오|시켜 ?줘|하세요|하라|처리해|해)[요.! ]*$",
)
_THING = (
    r"(?:claims?|drafts?|submissions?|balances?|co-?op|funds?|payouts?|payments?|reimbursements?"
    r"|bank (?:accounts?|details)|account numbers?|rejections?|earnings|claimref)\b"
)
_KO_THING = r"(?:클레임|청구 ?(?:건|내역|상태)|신청 ?(?:건|내역)|잔액|자금|지급|계좌|정산|초안)"
_NO_VERB = r"(?! (?:the|our|my|this|that|a|an|same|it|on|to|about)\b)"
_BEFORE = r"(?:(?!my |our )[a-z0-9-]+ ){0,3}?"
_ELSE = (
    r"(?:(?:another|other|different|competing|rival|all|every|neighbou?ring) "
    r"(?:partner|compan|reseller|firm|organi[sz]ation|distributor|business|tenant|people|client)\w*"
    r"|(?:some|any|every)(?:one|body) else|others|competitors?|rivals?)"
)
_KO_ELSE = r"(?:다른|타|남의|옆) ?(?:파트너|회사|업체|리셀러|기업|사람|고객사|총판|조직)\S{0,2}"
_PERSON = (
    r"(?:^|\s)[김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민]"
    r"[가-힣]{2} ?(?:씨|과장|대리|부장|차장|사원|주임|이사)\S{0,2} ?(?:\S+ )?(?:클레임|청구|신청)"
)
"""A person by family name, given name and title."""
_OF_OTHERS = (
    rf"\b{_ELSE}(?:'s|s'|')? {_BEFORE}{_THING}{_NO_VERB}",
    rf"\b{_THING} (?:status )?(?:of|from|by|belonging to|for) (?:an? |the |our |my )?{_ELSE}\b",
    rf"\b{_THING} {_ELSE} (?:has |have |had )?(?:filed|submitted|made|sent|got|received)\b",
    rf"\b(?:did|do|does|has|have|was|were|is|are|will) (?:my |our |the |any )?{_ELSE} (?:\w+ )?"
    r"(?:file|submit|claim|get|got|receive|earn|been|paid|approved)\b",
    r"\bwho else (?:has |had )?(?:claimed|filed|submitted|got|received)\b",
    r"\b(?:which|what) (?:other )?(?:partner|compan|reseller)\w* (?:\w+ )?"
    r"(?:got|was|were|received|filed|claimed|submitted)\b",
    r"\blist (?:of )?all (?:the )?(?:partners|companies|resellers)\b|\bclaims in the system\b",
    rf"{_KO_ELSE}(?:들)?(?:은|는|이|가)? ?(?:얼마|몇 ?건)",
    r"(?:어떤|어느) ?(?:회사|파트너|업체)\S{0,2} ?(?:\S+ )?(?:받았|지급|승인|청구했|신청했)",
    rf"{_KO_ELSE}(?:의|꺼|네|들의)? ?(?:(?!제 |내 |우리 |저희 )\S+ )?{_KO_THING}",
    rf"(?:경쟁사|경쟁 ?업체|타사)(?:의|가|에서|네)? ?(?:\S+ )?{_KO_THING}",
    rf"{_KO_ELSE}(?:가|에서)? ?(?:낸|제출한|올린|신청한|청구한) ?(?:거|것|건|클레임|청구)",
)
_ANYBODY, _OTHERS = any_of(*_OF_OTHERS), any_of(*_OF_OTHERS, _PERSON)
_NAME = r"[a-z][\w&.-]{0,30}"
_TWO = rf"((?:{_NAME} )?{_NAME})"
_NAMED = (
    rf"\b{_TWO}(?:'s|(?<=s)') {_BEFORE}{_THING}",
    rf"\b{_THING} (?:status |number )?"
    rf"(?:of|by|from|belonging to|(?:filed|submitted|made) by) {_TWO}",
    rf"\b(?:has|have|did|does|do|is|was|will) {_TWO} (?:already |also |ever |still |even |yet )?"
    r"(?:submit\w*|file[sd]?|claim(?:ed)?|get|gets|got|been|be|receive\w*|have|has|paid|approved"
    r"|earn\w*)\b",
    rf"\bis {_TWO} a (?:partner|reseller|customer)\b",
)
"""Where a name stands for who owns a claim; a word that we do not know there is a name."""
_BEFORE_NO_NAME = frozenset(
    {"my", "our", "your", "the", "this", "that", "a", "an", "it", "i", "we"}
)
_FIRM = pattern(
    r"((?:\(주\)|주식회사) ?[가-힣a-z0-9]+"
    r"|[가-힣]{2,}(?:전자|상사|테크|소프트|시스템즈?|솔루션즈?|네트웍스|정보통신|건설|물산|산업|그룹|코리아))"
    rf"(?:의|은|는|이|가)? ?(?:\S+ )?{_KO_THING}"
)
"""A Korean firm by the form of its name."""
_NO_FIRM = "마이크로소프트"
_NAMED_LOOSELY = (
    rf"\b{_TWO} {_THING}",
    rf"((?<![a-z]){_NAME}(?: {_NAME})??|[가-힣]{{2,12}}(?: [가-힣]{{2,12}})??)"
    r"(?:이라는|라는|네|의|은|는|이|가|사|사의)? ?(?:회사 |파트너 |씨 |님 )?(?:최근 |이번 |지난 )?"
    rf"(?:{_KO_THING}|얼마)",
)
"""Where only the name of a company that we know tells."""
_BY_FORM, _BESIDE = tuple(map(pattern, _NAMED)), tuple(map(pattern, _NAMED_LOOSELY))
_FUND = (
    r"(?:mdf|co-?op|(?:marketing |development |partner )*funds?\b|funding|rebates?|incentives?"
    r"|(?:partner|channel|reseller|incentive) programs?|deal registration)"
)
_KO_FUND = (
    r"(?:mdf|co-?op|코옵|펀드|기금|협력 ?자금|협력 ?마케팅|마케팅 ?(?:자금|지원금|펀드)|리베이트"
    r"|인센티브|파트너 ?프로그램|지원금)"
)
_NO_AD = r"(?! ?(?:ads?|adwords|campaigns?|banners?)\b)"
_OF_VENDOR = (
    rf"\b{{vendor}}{_NO_AD}(?:'s|')? (?:\w+ )?{_FUND}",
    rf"\b(?:{_FUND}|claim\w*) (?:\w+ )?(?:from|of|at|with) {{vendor}}\b{_NO_AD}",
    r"\b(?:does|do|has|have|will|is|can) {vendor} (?:\w+ )?(?:have|offer|pay|give|reimburse|run)\b",
    r"{vendor}(?:도|는|은|이|가|에서) .{0,15}(?:지원하|지원해|환급하|환급해|돌려주)",
    rf"{{vendor}}(?! ?광고| ?애즈)(?:의|도|는|은|가|이|에서|에)? ?(?:\S+ )?{_KO_FUND}",
)
_ASSOCIATION = pattern(
    r"\b(?:cpor|dpor|osa|osu|associat\w*|link\w*|tenants?|domain|opt(?:ed|s)?[ -]out|workloads?"
    r"|subscriptions?|claiming partner)\b"
    r"|클레임 ?파트너|연결|연관|제휴|연계|테넌트|도메인|워크로드|구독|고객이"
)
"""Words of customer associations, which name other companies by their nature."""
_OF_CLAIMS = pattern(
    r"\b(?:claims?|events?|webinars?|seminars?|booth|campaign|roadshow)\b"
    r"|클레임|청구|행사|세미나|웨비나|부스|캠페인"
)
_OWN_DATA = frozenset(
    {
        *("claim_status", "balance", "payment", "resume_claim", "roles_help", "edit_claim"),
        *("withdraw_claim", "respond_request", "dispute", "cpor", "cpor_status"),
        *("out_of_scope", "human_support", "file_claim"),
    }
)
"""Intents in whose words somebody else's claim is asked for."""


class Refusals:
    """Finds what is declined; `known` are the stems of words that are no names."""

    def __init__(self, known: Collection[str], folder: Path = FOLDER) -> None:
        self._known = known
        names: dict[str, list[str]] = {"VENDOR": [], "PARTNER": []}
        for kind, name in entries((folder / "companies.txt").read_text("utf-8")):
            names[kind].append(name)
        self._companies = frozenset(names["PARTNER"])
        self._vendors = frozenset(names["VENDOR"])
        by_length = sorted(map(re.escape, names["PARTNER"]), key=len, reverse=True)
        self._company = pattern(
            rf"(?<![a-z])(?:{'|'.join(by_length)})(?:'s|')?(?![a-z])", re.IGNORECASE
        )
        longest = sorted(map(re.escape, names["VENDOR"]), key=len, reverse=True)
        vendor = f"(?:{'|'.join(longest)})"
        self._of_vendor = any_of(*(part.replace("{vendor}", vendor) for part in _OF_VENDOR))

    def find(self, plain: str, intent: str, own: Collection[str] = ()) -> Refusal | None:
        """Why a text is declined, if it is.

        Shape: `plain` normalized, `intent` the likeliest one; `own` are names of the partner's own:
        company, places, claims.
        """
        if _ORDERS.search(plain):
            return Refusal.ORDERS
        if intent in _OWN_DATA and not _ASSOCIATION.search(plain):
            mine = frozenset(word for name in own for word in name.casefold().split())
            if _OTHERS.search(plain) or self._names_another(plain, mine):
                return Refusal.OTHERS
        return Refusal.VENDOR if self._of_vendor.search(plain) else None

    def whose(
        self,
        text: str,
        plain: str,
        *,
        own: Collection[str] = (),
        people: Collection[str] = (),
        is_declined: bool,
    ) -> tuple[str, ...]:
        """Words of the name of a person, no company, whose claim is asked for; `people` are
        colleagues, `is_declined` what `find` said; see `names_asked_for`.
        """
        if _ASSOCIATION.search(plain) or _ANYBODY.search(plain) or _FIRM.search(plain):
            return ()
        mine = frozenset(word for name in own for word in name.casefold().split())
        owners, near = self._owners(plain)
        if any(not set(name.split()) <= mine for name in self._companies_in(owners, near)):
            return ()
        return names_asked_for(
            text,
            plain,
            [words for words in owners if not _BEFORE_NO_NAME & set(words)],
            is_strange=lambda word: self._is_strange([word], mine),
            is_declined=is_declined,
            people=people,
            mine=mine,
        )

    def without_companies(self, text: str) -> str:
        """The text without the names of companies that we know, for what is asked about a claim.

        Beside words of customer associations they stay: there they are the customers.
        """
        plain = text.casefold()
        is_claim = _OF_CLAIMS.search(plain) and not _ASSOCIATION.search(plain)
        return self._company.sub(" ", text) if is_claim else text

    def title_of(self, plain: str, titles: Iterable[str]) -> str:
        """The claim whose title has the company in it by which the text names a claim, else ""."""
        for name in sorted(self._companies_in(*self._owners(plain))):
            for title in titles:
                if set(name.split()) <= set(title.casefold().split()):
                    return title
        return ""

    def _names_another(self, plain: str, mine: Collection[str]) -> bool:
        owners, near = self._owners(plain)
        firms = [found[1].removeprefix("(주)").strip() for found in _FIRM.finditer(plain)]
        if any(firm not in mine and not firm.endswith(_NO_FIRM) for firm in firms):
            return True
        if any(self._is_strange(words, mine) for words in owners):
            return True
        return any(not set(name.split()) <= set(mine) for name in self._companies_in(owners, near))

    def _owners(self, plain: str) -> tuple[list[list[str]], list[list[str]]]:
        """Words that stand where the owner of a claim does: by form, and only beside the claim."""
        by_form = [found[1].split() for one in _BY_FORM for found in one.finditer(plain)]
        beside = [found[1].split() for one in _BESIDE for found in one.finditer(plain)]
        return by_form, beside

    def _companies_in(self, owners: list[list[str]], near: list[list[str]]) -> set[str]:
        spelled = {name for words in owners for name in (*words, " ".join(words))}
        spelled |= {name for words in near for name in (words[-1], " ".join(words))}
        bare = {name[:-1] for name in spelled if name[-1] in "은는이가의네사"}
        return (spelled | bare) & self._companies

    def _is_strange(self, words: list[str], mine: Collection[str]) -> bool:
        """Whether there is a word that partners never use about claims: it must be a name.

        After "my" or "the" it is only mistyped.
        """
        if _BEFORE_NO_NAME & set(words):
            return False
        return any(
            len(word) > 2
            and word.isascii()
            and word.isalpha()
            and not (word in mine or word in self._vendors or stem(word) in self._known)
            for word in (word.rstrip(".-&") for word in words)
        )
