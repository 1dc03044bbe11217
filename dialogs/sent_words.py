"""“Did they get all my documents?”, “show me the receipt again”: of a claim that was sent."""

from __future__ import annotations

from bot.text.patterns import pattern
from bot.text.typed import tidy

MAX_CHARS = 100

_LEAD = (
    r"(?:(?:ok(?:ay)?|so|and|but|hey|please|sorry|hi|can you|could you|can i|could i|may i"
    r"|i want to|i need(?: to)?|i'd like to|tell me|네|그럼|근데|그런데|저기|혹시)[ ,]+)*"
)
_NUMBER = r"(?:reference|ref|receipt|claim|case|confirmation|tracking)"
_WHY = pattern(
    r"(?:(?:ok(?:ay)?|so|and|but|hey|please|well)[ ,]+)*(?:why (?:was|is|did|has|have) (?:it|they"
    r"|this|that|my claim|the claim|our claim)(?: been)? (?:rejected|refused|declined|denied"
    r"|turned down|not approved|reject(?: (?:it|my claim|us))?|refuse(?: it)?|decline(?: it)?"
    r"|cut(?: it)?|reduced?(?: it)?|approve (?:less|only .{2,20}))"
    r"|why (?:is it |did (?:i|we) (?:only )?get |only |so )*(?:less|part|that little|little"
    r"|much less)(?: than .{2,30}| of it)?|what (?:went wrong|was wrong"
    r"|is wrong(?: with (?:it|my claim))?|did (?:i|we) do wrong"
    r"|do (?:i|we) (?:have to|need to) (?:fix|correct|change)|is the reason"
    r"|(?:is|was) the problem))|(?:그럼|그래서|근데)? ?왜 ?(?:반려|거부|거절|기각|깎)(?:됐|되었|된"
    r"|당했|하셨|였)\S*(?: \S{1,6})?|왜 ?(?:일부만|적게|덜|금액이) ?\S*(?: \S{1,8}){0,2}"
    r"|(?:뭐가|무엇이|어디가|어떤 점이) ?(?:잘못|문제|틀)\S*(?: \S{1,6}){0,2}"
)
_NOW = pattern(
    r"(?:(?:ok(?:ay)?|so|and|but|hey|please|well)[ ,]+)*(?:what (?:(?:happens|comes) (?:now|next"
    r"|then)|now|do i do (?:now|next)|is the next step)|what's the next step"
    r"|(?:what(?:'s| is) new|any(?: \w+)? (?:news|updates?)|anything new)(?: on (?:it|my claim))?)"
    r"|(?:그럼|그래서|이제|앞으로|다음에?는?) ?(?:어떻게) ?(?:돼|되|해|하|진행)\S*(?: \S{1,6})?"
    r"|(?:새로?운? ?)?(?:소식|진전|업데이트)(?:은|이|는)? ?(?:있|없)\S*(?: \S{1,6})?"
)
_DONE = (
    r"(?: (?:exactly|so far|again|yet|already|now|please|safely|properly|correctly|in time|ok"
    r"|okay))*"
)
_ALL = (
    r"(?: (?:it|them|that|everything|all(?: of (?:it|them|my [a-z]+))?"
    r"|(?:all )?(?:of )?(?:my|the|our) (?:[a-z]+ )?(?:claim|answers?|documents?|files?|papers?"
    r"|invoices?|proofs?|screenshots?|pictures?)))"
)
_ASKED = pattern(
    _LEAD + rf"(?:what(?:'s| is| was) (?:my|the|our) (?:{_NUMBER} (?:number|no|id|code)"
    r"|reference|receipt|confirmation)"
    rf"|(?:where(?:'s| is| do i find| can i find|do i see)|show(?: me)?|see|get|have|find|give me"
    rf"|send me|resend|open)(?: (?:my|the|our|a copy of (?:my|the)))* (?:receipt|confirmation"
    rf"|{_NUMBER} (?:number|no|id|code)"
    r"|reference|claim details|details of (?:my|the) claim)"
    r"|(?:my |the )?(?:reference|receipt|claim|confirmation)(?: (?:number|no|id))"
    rf"|(?:did|have|has) (?:they|you|microsoft|the (?:claims? )?(?:office|reviewers?|team)|anybody"
    rf"|anyone) (?:all )?(?:get|got|gotten|receive|received|accept|accepted|have){_ALL}"
    rf"|(?:was|were|has|have|is|are){_ALL} (?:been )?(?:really |all )?(?:sent|submitted|received"
    rf"|accepted|filed"
    r"|delivered|transmitted|through|complete|there|arrived)"
    rf"|did{_ALL} (?:really |all )?(?:arrive|go through|get through|reach them|go out|get there)"
    r"|what (?:exactly )?(?:all )?(?:did|have) (?:i|we) (?:send|sent|submit(?:ted)?"
    r"|filed?)(?: in)?(?: (?:to them|with (?:it|the claim)))?"
    r"|which (?:documents|files|papers) (?:did|have) (?:i|we) (?:send|sent|submit(?:ted)?"
    r"|attach(?:ed)?)"
    rf"|is (?:my|the|our) claim (?:safe|saved|in|through|there|with them)){_DONE}"
)
_ASKED_KO = pattern(
    _LEAD
    + r"(?:(?:내|제|저희|클레임|접수|신청)의? ?)*(?:접수|참조|클레임|신청|조회) ?번호(?:가|는|를"
    r"|좀)?(?: ?(?:뭐|무엇|알려|다시|몇|어디|보여|확인|궁금)\S*(?: \S{1,6}){0,2})?|"
    + _LEAD
    + r"(?:(?:접수증|접수 ?확인(?:서|증)?|영수증)(?:을|를|좀)? ?(?:다시|어디|보여|보내|확인"
    r"|주)\S*(?: \S{1,6}){0,2})|"
    + _LEAD
    + r"(?:(?:서류|파일|클레임|신청|제출|문서|그거|제 ?것|다|모두|전부)(?:들|가|는|이|은"
    r"|도)* ?)*(?:(?:다|모두|전부|잘|제대로|정상적으로|무사히) ?)+(?:갔|도착|접수|들어갔|전송|전달"
    r"|제출됐|제출되)\S*(?: \S{1,6})?|"
    + _LEAD
    + r"(?:그쪽에?서?|거기서|담당자가|심사팀이?|Microsoft가"
    r"|마이크로소프트(?:가|에서)) ?(?:(?:서류|파일|클레임)(?:를|을)? ?)?(?:(?:다|모두|전부"
    r"|잘) ?)?받(?:았|으셨|은)\S*(?: \S{1,6})?|"
    + _LEAD
    + r"(?:(?:내가|제가|우리가) ?)?(?:뭐|뭘|무엇을|어떤 ?(?:서류|파일|것)(?:를|을)?) ?(?:제출했"
    r"|제출한|신청했|신청한|보냈|보낸|냈)\S*(?: \S{1,5})?|"
    + _LEAD
    + r"제출(?:한|된|했던) ?(?:거|것|내용|서류|클레임)(?:을|를|이|은|좀)? ?(?:다시 ?)?(?:보여|확인"
    r"|볼|뭐|알려)\S*(?: \S{1,6}){0,2}"
)


def asks_what_was_sent(text: str) -> bool:
    """Whether a message asks for the number, the receipt or the arrival of what was submitted.

    >>> asks_what_was_sent("Did they get all my documents?"), asks_what_was_sent("see my invoice")
    (True, False)
    """
    if len(text) > MAX_CHARS:
        return False
    said = tidy(text)
    return bool(_ASKED.fullmatch(said) or _ASKED_KO.fullmatch(said))


def asks_why(text: str) -> bool:
    """Whether a message asks, of the claim at hand, why it was rejected or cut.

    >>> asks_why("Why was it rejected?"), asks_why("why do I need an invoice")
    (True, False)
    """
    return len(text) <= MAX_CHARS and _WHY.fullmatch(tidy(text)) is not None


def asks_what_now(text: str) -> bool:
    """Whether a message asks, of the claim at hand, what comes next.

    >>> asks_what_now("And what happens now?"), asks_what_now("what do I need now")
    (True, False)
    """
    return len(text) <= MAX_CHARS and _NOW.fullmatch(tidy(text)) is not None
