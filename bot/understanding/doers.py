"""Who did the work, where a sentence says it by its verbs: "executed by Brightline", 업체 썼어.

Phrases that name a doer alone ("our agency", 외주) stand in `lexicon/slots.txt`.
"""

from __future__ import annotations

from bot.text.patterns import pattern

IN_HOUSE, THIRD_PARTY = "in_house", "third_party"
_STAFF = (
    r"(?:staff|people|team|designers?|engineers?|trainers?|developers?|devs?|reps?|interns?"
    r"|marketers?|copywriters?|crew|techs?|technicians?|presales|specialists?|consultants?|guys?"
    r"|folks|lads?|lass(?:es|ies)?|girls?|boys|bod|person|temps?|colleagues?|executives?"
    r"|employees?|assistant|webmaster"
    r"|department)"
)
_OURS = rf"(?:our|my)(?: own)?(?: [a-z'-]+){{0,2}}? {_STAFF}"
_DID = (
    r"(?:(?:have|has|had|all|just|also|actually|then|mostly) )*(?:spent|did|redid|redesigned"
    r"|rebuilt|made|ran|built|wrote"
    r"|drafted|designed|held|shot|filmed|set up|put together|demo(?:ed|'?d)|taught|gave|drew|cut"
    r"|rang|called|coded|knocked|created|produced|handled|conducted|delivered|organi[sz]ed|executed"
    r"|trained|edited|printed|staffed|manned|translated|hosted|prepared|presented|developed"
    r"|managed|carried out|worked)\b"
)
_WORKED = (
    r"(?:executed|handled|run|made|done|built|designed|organi[sz]ed|conducted|produced|printed"
    r"|written|managed|delivered|created|set up|shot|filmed|carried out|hosted|developed|edited"
    r"|fabricated|supplied|staffed|outsourced|contracted|subcontracted|catered|translated|drafted)"
)
_NOBODY = (
    r"(?:us|our|my|me|ourselves|myself|hand|the|them|it|him|her|then|now|next|end|microsoft|ms"
    r"|email|noon|eod|cob|close|courier|sms|law|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|e-mail|mail|post|phone|today|tomorrow|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun"
    r"|jul"
    r"|aug|sep|oct|nov|dec|when|which|whom|who|what|mistake|accident|default|far|myself|in-house"
    r"|staff|own|internal|christmas|month|year|week|using)"
)
_OUR_WORK = pattern(
    rf"\b{_OURS}(?: in [a-z]+)?(?:,? who)? {_DID}|\b(?:by|from) {_OURS}\b(?! for)"
    rf"|\b(?:{_STAFF[3:-1]}) of ours\b"
    rf"|\b(?:one|two|three|four|some|couple|few|both|\d+) of (?:our"
    rf"|my) (?:own )?[a-z'-]+ (?:[a-z]+ )?{_DID}"
    r"|\b(?:with|w/|by|using) our own (?!brand|logo|name|product|money|budget|funds|site"
    r"|website)[a-z]+"
    r"|\b(?:[a-z]+ and i|me and [a-z]+) (?:put|did|made|wrote|built|designed|filmed|printed|ran)\b"
    r"|\bthe (?:web|design|marketing|video|it|dev|sales|digital|creative)"
    rf" (?:lads|team|guys|girls|folks|people|department|dept|cell) {_DID}"
    r"|\b(?:two|three|four|five|six|\d+|some|couple|most|both|few|bunch) of us\b"
    r"|\b(?:salar(?:y|ies)|wages?|overtime|payroll|time|hours) (?:cost )?of"
    r" (?:the |our |two |three )"
    r"|\b(?:some|part|half|most|bits?) (?:of (?:it|the work|that|them) )?(?:was |were |is )?"
    r"(?:ours|us|in-house)\b|\bfrom (?:marketing|sales|it|our) .{1,40}\b(?:her|him|them)sel(?:f"
    r"|ves)\b"
    r"|\bour (?:own )?(?:hours|salaries|payroll|printer|studio|camera|kitchen)\b"
    rf"|\b(?:did|made|built|wrote|designed|ran|printed|filmed) (?:it |them |this |all )?"
    r"(?:all )?(?:myself|on our own|internally)\b"
    r"|\b(?:my|our) (?:own )?(?:time|hours)\b|on (?:our )?payroll\b"
)
_OUR_WORK_KO = pattern(
    r"(?:우리|저희|자사|사내|내부|당사) ?(?:[가-힣a-z]{1,6} ?)?(?:직원|인력|디자이너|개발자|강사"
    r"|팀"
    r"|마케터|엔지니어|영업사원|팀원|사람|컨설턴트|애|막내|대리|과장)(?:들|분들?)?"
    r"(?:이|가|끼리|만으로|으로만|로만|만 ?(?:써|투입)|이서)"
    r"|(?:직원|팀원|디자이너|개발자|엔지니어|마케터|사원|대리) ?(?:[둘셋넷]|[한두세네] ?명"
    r"|\d+명)이?서? ?(?:이|가|만)?"
    r"|(?:제|우리|저희) ?시간[은을이도]|(?:둘이|셋이|넷이)서"
    r"|(?:팀에서|팀이|제가|내가|저희가|우리가|인턴이|막내가|대리가|신입이|디자이너가|개발자가"
    r"|마케터가|직원이|직원들이) ?(?:다 |직접 |손수 )?"
    r"(?:만들|그렸|그린|찍었|찍은|썼(?!는데요?\?)|짰|짠|디자인|편집|촬영|코딩|인쇄|번역)"
    r"|(?:일부|반|절반|나머지)[은는]? ?(?:우리가 ?|저희가 ?)?직접|직접 ?(?:집행|돌[렸린림])"
)
_WE_DID = pattern(
    r"\b(?:we|i) (?:designed|wrote|drafted|filmed|edited|coded|drew|translated|knocked up"
    r"|put together|built|printed|shot) (?:the|it|all|this|that|them|everything|those|our|a)\b"
)
"""Told by whoever had it done too: "we shot a video, the film crew billed us"."""
_VENDOR = (
    r"(?:(?:film |video |camera |design |web |print |event |stand |media )?(?:crew|studio|agency"
    r"|firm"
    r"|outfit|bureau|vendor|supplier|contractor|freelancer|videographer|photographer|copywriter"
    r"|print(?:er|shop)|print shop|production company|call cent(?:er|re)|consultant|consultancy))"
)
_THEIR_WORK = pattern(
    rf"\b{_WORKED}(?: out)?(?: for us)? (?:by|through|via|to) (?!{_NOBODY}\b|\d)[a-z]"
    r"|\bpaid (?:an? |some |one )?(?!(?:in|for|out|off|by|on|up|back|to|the|us|me|it|them"
    r"|microsoft|ms|our|my|about|around|only|just)\b|deposit|total|over|nearly|almost|with|via|cash"
    r"|half|third|quarter|part|share|vat|tax|fee|fine|less|more|too|roughly|something)"
    r"[a-z&/.'-]+(?: (?!for\b|in\b|on\b)[a-z&'-]+){0,4} ?(?:[$€£₹]|c\$|rs\.?|\d|to \w+)"
    r"|\b(?:hired|commissioned|contracted|engaged|appointed|roped in|brought in|used|went with)"
    r" (?:an? |some )(?:[a-z'-]+ ){0,2}(?:firm|studio|outfit|company|shop|house|consultants?|guy"
    r"|team|group|vendor|provider|centre|center|photographer|designer|writer|trainer|speaker)"
    r"|\b(?:hired|commissioned|contracted|engaged|appointed|tasked) (?!an?\b|the\b|our\b|my\b|new\b"
    r"|more\b|some\b|two\b|three\b|people\b|staff\b|in\b|with\b|for\b|by\b|microsoft\b|us\b)"
    r"[a-z&.'-]+ (?:[a-z&.'-]+ )?(?:for|to)\b"
    r"|\b(?:campaign|blitz|video|film|site|website|webinar|seminar|mailing|design|translation|calls"
    rf"|flyers?|brochures?|banners?|booth|stand) (?:made |done |built )?by (?!{_NOBODY}\b|\d)[a-z]"
    r"|\b(?:had|got|let) (?:an? |some )(?:[a-z]+ )?(?:firm|company|studio|outfit"
    r"|agency|vendor"
    r"|freelancer|bureau|supplier|contractor) (?!that|which|who|in|on|for|called|named|already"
    r"|yet)[a-z]"
    r"|\b(?:consultants?|consultancy|freelancers?|contractors?|studio|vendor)(?: has| have)?"
    r" (?:helped|did|made|wrote|built|ran|came|designed|worked|delivered)\b"
    r"|\b(?:consultants?|trainers?|freelancers?|contractors?) in (?:for|to)\b"
    r"|\b(?:made|did|wrote|built|designed|ran|produced|printed|filmed|organi[sz]ed|handled"
    r"|translated"
    r"|created|developed|shot|drew|set up) (?:it |this |that |them |everything |all )?for us\b"
    rf"|\b{_VENDOR} (?:(?:has|have|had|then|only|just|already|also) )?(?:cost|charged?|charges"
    rf"|billed|invoiced"
    rf"|quoted|sent) us\b|\b{_VENDOR} (?:was|were|got|has been|is|are|gets|wants to be) paid\b"
    rf"|\d[\d.,' ]*(?: ?(?:k|eur|usd|gbp|chf|euros?|dollars|pounds|bucks|quid))? (?:paid )?(?:to"
    rf"|for) (?:the|an?) {_VENDOR}\b"
    r"|\b(?:invoices?|bills?|quotes?|receipts?) (?:came |is |was )?from (?:the|our|an?) [a-z-]+"
    r" (?:people|guys|folks|crowd|mob|lot|lads|outfit|firm|company|studio|shop|house|bureau)\b"
    r"|\ba (?:local |small |big |nearby )?(?:print(?:er|ing)(?: shop| firm)?|video|film|web|design"
    r"|events?|pr|media|marketing|calling|telecalling) (?:firm|studio|outfit|company|shop|house"
    r"|boutique)\b"
)
_THEIR_WORK_KO = pattern(
    r"(?:업체|대행사|에이전시|프로덕션|스튜디오|기획사|인쇄소|회사|컨설턴트|강사|센터|작가|외주)"
    r"(?:를|을|에|에게|한테|에다가?|로|랑|와|과)? ?(?:썼|쓴 |써서|쓰고|통해|끼고|불러|불렀|섭외"
    r"|고용|계약|맡[기겨겼긴]|시켰|시킨|의뢰|(?:[\d,.]+ ?[만천백]* ?원? ?)?줬|돌렸|돌린)"
    r"|(?<![가-힣])(?!우리|저희|직원|팀|제|내|디자이너|개발자|사내|담당|엔지니어|막내|대리|과장"
    r"|부장|대표"
    r"|사장|인턴|본인|누가|고객|저|신입|동료|영업|마케팅|페이지|사이트|영상|광고|행사|배너|자료"
    r"|사람|혼자)"
    r"[가-힣a-z]{2,10}(?<!직원)(?<!팀원)(?<!페이지)(?<!사이트)(?<!디자이너)(?:이|가|에서)"
    r" ?(?:만들었|만들어 ?줬|만든|제작했|제작한|디자인했|개발했|개발한|촬영했|촬영한) ?"
    r"|[가-힣a-z0-9&]{2,14}(?:에게?|한테|에다가?|쪽에) ?(?:맡[기겨겼긴]|의뢰|외주|위탁|하청)"
    r"|[가-힣a-z0-9&]{2,14}(?:을|를)? ?통해서? ?(?:[가-힣a-z]+ ){0,3}(?:집행|제작|진행했|진행한"
    r"|만들"
    r"|개발|운영|발송|촬영|섭외|돌렸|돌린|냈|찍었)"
    r"|[가-힣a-z0-9&]{2,14}(?:에서|이|가) ?(?:대행했|대행한|대행해|납품|(?:제작해|만들어"
    r"|찍어) ?[줬주])"
)
_HANGUL, _LATIN = pattern(r"[가-힣]"), pattern(r"[a-z]{2}")
_TRAVEL = pattern(
    r"\b(?:flights?|airfare|train|rail|hotels?|travel|trip|taxi)\b|교통비|ktx|항공|호텔|숙박|출장"
    r"|기차"
)


def doers(plain: str) -> tuple[str, ...]:
    """Who is said to have done something, in normalized text.

    >>> doers("two of us spent 30 hours on it"), doers("the calls were handled by brightline")
    (('in_house',), ('third_party',))
    """
    found = []
    is_korean, is_latin = bool(_HANGUL.search(plain)), bool(_LATIN.search(plain))
    if (is_latin and _OUR_WORK.search(plain)) or (is_korean and _OUR_WORK_KO.search(plain)):
        found.append(IN_HOUSE)
    if (is_latin and _THEIR_WORK.search(plain)) or (is_korean and _THEIR_WORK_KO.search(plain)):
        found.append(THIRD_PARTY)
    if not found and _WE_DID.search(plain):
        found.append(IN_HOUSE)
    return tuple(found)


def is_about_travel(plain: str) -> bool:
    """Whether somebody is named for a journey and not for the work."""
    return bool(_TRAVEL.search(plain))


def is_had_done(plain: str) -> bool:
    """Whether "we filmed it" tells no more than that we had it done by whoever is named."""
    return bool(_WE_DID.search(plain)) and not _OUR_WORK.search(plain)
