"""Money inside a sentence.

What is found is read by `bot.text`, which knows the spellings.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.text import read_amount, read_currency, two_amounts
from bot.text.numbers import ENGLISH_NUMBER, MULTIPLE, NUMBER_WORD, without_zeros
from bot.text.patterns import pattern
from bot.understanding.currencies import CODES, coded
from bot.understanding.taken_back import is_correction, is_taken_back

MAX_CANDIDATES = 8
_GULF = (
    r"(?:kuwaiti |bahraini |jordanian |tunisian )?dinars?|(?:omani )?rials?|riyals?|dirhams?"
    r"|(?:(?:쿠웨이트|바레인|요르단|튀니지) )?디나르|(?:오만 )?리얄|디르함"
)
_UNIT = (
    r"(?:(?:canadian|australian|aussie|new zealand|kiwi|singapore|hong kong|american) dollars"
    r"|(?:swedish )?kronor|(?:norwegian|danish) kroner|zlotys?|reais|rand|(?:mexican )?pesos|baht"
    r"|lira|shekels|francs|(?:캐나다|호주|홍콩|싱가포르|미국) 달러|루피|(?:스위스 )?프랑"
    r"|us ?dollars?|u\.s\. dollars|euros?|dollars?|bucks|won|pounds?|quid|sterling|yen|rupees?"
    rf"|rs\.?|{CODES}|swiss francs|ringgit|{_GULF}"
    r"|원화?|유로|달러|파운드|엔화?|불|위안|[€£₩¥₹$])"
)
_NUMBER = r"\d[\d.,' ]{0,18}\d|\d"
_MULTIPLE = rf"(?: ?(?:{MULTIPLE})\b)?"
_COUNTED_KO = (
    r" ?(?:부(?![스가터산])|명(?![함절])|장(?![소비려])|개(?!월)|건(?![물비])|통(?![역신])"
    r"|매(?![체장])"
    r"|회(?![의사식비])|번(?![역])|곳|분(?!기)|인(?![데가지건보쇄터스])|시간|페이지|클릭|노출|뷰"
    r"|콜|대(?![관여금행])"
    r"|세트|박스|평|여 ?명|조회|회원)"
)
_NO_COUNTED = (
    "(?:plus|less|across|towards|gross|minus|this|was|versus|always|besides|thanks|costs|fees|taxes"
    "|sales|its|has|lakhs|crores|grands|terms|expenses|works|equals|comes|goes|looks|seems|needs"
    "|wheres|whats|thats|heres|theres|hows|whos|lets|is|us|as|vs|pls|does|excludes|includes"
    "|arrives|lands|clears|gets|expires|disappears|remains|covers|counts|pays|starts|ends|runs|hits"
    "|makes|stays|yes|years|usds|euros|dollars|pounds|bucks)"
)
"""Words in -s that may follow a sum."""
_COUNTED = pattern(
    rf"{_COUNTED_KO}| ?(?:km|mb|kb|gb|%)"
    r"| ?(?:(?!(?:on|for|to|in|at|and|with|from|by|plus|or|per|of|less|minus|incl"
    r"|including) )[a-z-]{2,14} )?(?:people|copies|guests|clicks"
    r"|contacts|visitors|attendees|addresses|calls|leads|e?-?mails|participants|views|impressions"
    r"|pieces|flyers|pages|postcards|leaflets|brochures|units|seats|users|followers|customers|times"
    r"|recipients|words|employees|companies|partners|letters|messages|sms|hours|days|miles|run"
    r"|prospects|readers|doors|numbers|households|homes|pax|delegates"
    rf"|(?!{_NO_COUNTED}\b)[a-z]{{3,16}}(?:ies|[a-rt-z]s)"
    r"|pcs|pc|qty|nos|sheets|stickers|boxes|minutes|subscribers|downloads|students|schools"
    r"|registrations)\b"
)
"""What stands after a number that counts copies or people: that is no money."""
_KOREAN = r"\d[\d,.]{0,12} ?[십백천만억](?:[십백천만억]|[ ,]?\d[\d,]{0,8}(?= ?[십백천만원]))*"
_HANGUL = r"(?<![가-힣])(?<!몇 )(?<!수 )(?:[일이삼사오육칠팔구]?[십백천만억] ?)+"
"""A number all in Hangul; money with a currency behind it, or where it is long enough."""
_LONG_HANGUL = (
    r"(?<![가-힣])(?:[일이삼사오육칠팔구][십백천만억]){0,3}[일이삼사오육칠팔구]?[십백천][만억]"
    r"(?![가-힣])"
)
_DIGIT = "[이삼사오육칠팔구]"
_WORDS = rf"(?:(?:{_NUMBER}) ?(?:{MULTIPLE})\b|{ENGLISH_NUMBER})"
_MONEY = pattern(
    rf"(?:(?:us|ca?|au?|nz|s|hk|nt|mx|r)(?=\$))?[$€£₩¥₹] ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|(?:(?:(?:캐나다|호주|홍콩|싱가포르|미국) ?)?달러|유로|파운드|엔화?|원화|즈워티|위안화?"
    rf"|루피|프랑|페소)로 ?(?:{_NUMBER})(?: ?[백천만억])*"
    rf"|\b(?:zloty|(?:canadian |australian |singapore |us )?dollars|euros?|pounds|francs|rupees"
    rf"|kronor|kroner|pesos|rand"
    rf"|yen),? (?:{_NUMBER})"
    rf"|\b(?:{CODES}|rs\.?) ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|\b(?:{_GULF})(?:로|으로)? ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|(?<![몇수] )(?<![몇수\d.,]){_KOREAN}(?: ?{_UNIT})?"
    rf"|{_HANGUL} ?(?:원|달러|유로|불(?![가-힣])|엔)|{_LONG_HANGUL}"
    rf"|(?<![가-힣])(?:백{_DIGIT}?십|{_DIGIT}?천(?:{_DIGIT}?백)?(?:{_DIGIT}?십)?"
    rf"|{_DIGIT}백(?:{_DIGIT}?십)?)"
    r"(?= ?(?:불렀|부르|달라|달래|들었|들어|썼|쓴|나왔|까였|깎|청구|견적|정도|쯤))"
    rf"|(?:{_NUMBER}){_MULTIPLE} ?{_UNIT}(?![a-z])"
    rf"|(?<![\w.,]){_WORDS}(?: ?{_UNIT}(?![a-z]))?"
    r"|(?<![\w.,])\d{1,3}(?:\.\d{3})+,\d\d(?!\d)"
    r"|(?<![\w.,])\d{1,2}(?:,\d\d)+,\d{3}(?![\d,])"
    rf"|\b(?:{NUMBER_WORD})(?:[ -](?:{NUMBER_WORD}))? (?:quid|bucks|pounds|dollars|euros|rupees)\b"
    rf"|(?<![\w.,])\d{{1,3}}(?:[.,]\d{{3}})+,-"
    rf"|(?<![\w.,/#-])\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d?)?(?![\d-])"
)
_FROM_A_SIZE = pattern(
    rf"(?<![\d.,/-])(\d{{1,3}}(?:\.\d)?)( ?(?:{MULTIPLE})) (?:down "
    rf"|up )?to [$€£]?(\d{{1,3}}(?:\.\d)?)"
    r"(?![\w%]|[.,]\d| ?(?:%|percent|people|guests|k\b|thousand|grand|days|weeks|months|hours))"
)
"""The size of the first is that of the second: "40 grand to 20"."""
_ONE_AND_A_HALF = pattern(rf"\b(\d{{1,3}}) and a half(?= (?:{MULTIPLE})\b)")
_FROM_TO = pattern(
    rf"(?<![\d.,/-])(\d{{1,3}}(?:\.\d)?) ?(?:-|–|to|or) ?(?=[$€£]?\d)[$€£]?(\d{{1,3}}(?:\.\d)?)"
    rf"( ?(?:{MULTIPLE}))\b"
)
"""The size of both: "10 to 15 thousand"."""
_HINT = pattern(
    r"\d|quid|bucks|pounds|dollars|euros|rupees|[십백천만억]|hundred|thousand|grand|mill?i?on|\bmil"
    r"|lakh|\blac|crore"
)
"""Without any of these no sum is said."""
_NO_SUM = pattern(r"an? (?!grand)|[\d.,]+ ?m$")
_GRAND_THING = pattern(r" ?(?:total|opening|finale|prize|hotel|hyatt|ballroom|hall|launch)")
"""Without a currency "a million" and "10 m" are no sums."""
_SAYS_AMOUNT = pattern(
    r"\b(?:knocked|deducted|docked|took off|shaved|slashed|cut|reduced|trimmed|disallowed)\b"
    r"|\b\d{3,7} (?:and |but )?not \d{3,7}\b|\bnot \d{3,7} but \d{3,7}\b"
    r"|amount|total|\bsum\b|cost|price|claimed|my claim|spent|paid|spend|budget|charged|billed"
    r"|instead of [$€£]?\d|(?:should|must|has to) (?:be|read|say) [$€£]?\d|typo\b"
    r"|\b(?:tab|bill|invoice|receipt) (?:was|is|of|for|came)|came to|set us back|typed|entered"
    r"|금액|총액|비용|경비|합계|썼|쓴|결제|지불|집행|예산"
)
_COUNTS_BEFORE = pattern(
    r"(?:조회수|노출|클릭|도달|팔로워|구독자|방문자|참석자|인원|발행부수"
    r"|부수)[은는이가]? ?(?:총 |약 )?$"
)
_QUANTITY = pattern(r"quantity|how many|수량|부수|몇 ?부")
"""Then a number without a currency counts things."""
_UNIT_FIRST = pattern(
    r"^((?:[가-힣]+ ?)?(?:달러|디나르|리얄|디르함)"
    r"|유로|파운드|엔화?|원화|즈워티|위안화?|루피|프랑|페소)로 ?(.+)$"
    r"|^((?:[a-z]+ )?[a-z]{3,7}),? (?=\d)(.+)$"
)
_SAID_OF = pattern(
    r"(?:경비|비용|금액|예산|총액|견적|합계|정산금)[은는이가]? ?(?P<sum>\d{2,7})"
    r"(?![\d.,]| ?(?:[일월년명개건번주차시분회배부장%]|퍼센트|가지|만|천|억))"
    r"|\b(?:rental|hire|fees?|bill|invoice|receipt|amount|sum|costs?|charge|price|honorarium"
    r"|budget|spend"
    r"|expenses?|reimbursement|payment|payout|deduction|total|lunch|dinner|catering|hotel|flights?"
    r"|printing|postage|rent) of (?:about |around |roughly "
    r"|the )?(?P<of>\d{2,6}(?:\.\d\d)?)"
    r"(?![\d.,%]*[\d%]| ?per ?cent)"
    r"|(?<![\w.,/#-])(?P<each>\d{1,5}(?:\.\d\d)?)"
    r"(?= ?(?:each\b|apiece|a piece|per (?:head|piece|person|guest|unit|seat|pax|month|night|day"
    r"|hour)"
    r"|/ ?mo(?:nth)?\b|an? (?:month|night|head|day|hour)\b|monthly\b|pp\b|p\.p\.))"
    r"|\b(?:hours|hrs|days|nights|units|pieces|heads|months) "
    r"(?:at|@|for|x|×) ?(?P<at>\d{2,5}(?:\.\d\d)?)"
    r"(?![\d.,%]*[\d%]| ?(?:per ?cent|degrees|%|locations|sites|venues|stores|shops|schools))"
    r"|(?<![\d.,/월])(?P<worth>\d{3,7})(?= ?짜리)"
    r"|(?<![\d.,/월 ] )(?<![\d.,/월])(?P<paid>\d{2,4}) ?(?:줬|들었|들어갔|냈|나왔|결제|지불|입금"
    r"|송금)"
)
"""A number right behind a word for a sum."""
_FIGURE = r"\d{1,3}(?:[.,]\d{3})+|\d{2,7}"
_TWO_SUMS = pattern(
    r"(?:\b(?:from|correct|change|changed|cut|reduced|lowered|raised|adjusted?)(?: it| down| up)?"
    rf" (?P<old>{_FIGURE})(?: down| up)? (?:to|into) (?P<new>{_FIGURE})"
    rf"|(?P<old_ko>{_FIGURE})(?:만)? ?에서 ?(?P<new_ko>{_FIGURE}) ?으?로"
    rf"|\bthe (?P<the>{_FIGURE})(?= (?:from|for|of)\b)"
    rf"|\b(?:vat|tax|gst|net|gross|subtotal|tax amount)(?: of| is| was)? ?(?P<part>{_FIGURE})"
    rf"|(?<![\w.,])(?P<named>{_FIGURE}) (?:vat|gst|tax|net|gross)\b"
    rf"|(?:부가세|공급가액?|세액) ?(?P<part_ko>{_FIGURE}))"
    r"(?![\d%/-]|[.,]\d| ?(?:%|percent|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|[일월년명부개건번장매분시]))"
)
"""One sum put for another, and the parts of a bill: each of them is told."""
_PLAIN_SUM = pattern(
    r"(?<![\w.,/#:-])(?<!mpn )(?<!id )(?<!po )(?<!number )(?<!claim )(?<!room )"
    r"(?<!office )(?<!microsoft )(?<!windows )(?<!dynamics )(?<!오피스 )"
    r"(?!20\d\d\b)(?P<sum>\d{3,7}|\d{1,3}[. ]\d{3})(?![a-z\d/:-]|[.,]\d|일|월|년|번|명|부|개|건|장"
    r"|페이지|시간|호)"
)
"""A number alone is money only where the text speaks of a sum, and no year."""


_ITEM = pattern(
    r"(?:^|[,;:(] ?|\band |\bplus )(?:the |for |an? )?(?:[a-z]{3,14} )?"
    r"(?!room|page|hall|claim|number|version|step|invoice|photo|floor|window|office|surface|gate"
    r"|line"
    r"|level|since|until|from|around|about|year|over|under|above|below|than|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec|serial|build|hub|model|exam|phone|code|zip)[a-z]{3,14} "
    r"(?P<item>\d{3,5}(?:\.\d\d)?)(?= ?(?:[;)]|[,.](?!\d)|and\b|plus\b|at\b|for\b|$))"
)
"""One of several things with its price: "caterer 940, room 1,200"."""
Found = tuple[re.Match[str], tuple[Decimal, str]]


def read_sums(plain: str, *, language: str) -> list[tuple[Decimal, str]]:
    """Amounts and ISO 4217 codes ("" if unsaid) of the sums of money in normalized text.

    In order, but one that is taken back comes last.

    >>> read_sums("claim $5k, not 3,410", language="en")
    [(Decimal('5000'), 'USD'), (Decimal('3410'), '')]
    """
    if not _HINT.search(plain):
        return []
    plain = _spelled(plain)
    found: list[Found] = []
    for match in list(_MONEY.finditer(plain))[:MAX_CANDIDATES]:
        said = _UNIT_FIRST.sub(_unit_last, match[0].strip())
        if said.endswith(",-"):
            said = said.replace(".", "")
        currency = read_currency(said) or ("KRW" if "원" in said else "")
        amount = read_amount(said, currency=currency, language=language)
        if amount and (currency or _is_sum(plain, match)):
            found.append((match, (without_zeros(amount), currency)))
    bare = list(_SAID_OF.finditer(plain))
    if _SAYS_AMOUNT.search(plain):
        bare += _PLAIN_SUM.finditer(plain)
    for match in bare:
        is_new = not any(o.start() < match.end() and match.start() < o.end() for o, _ in found)
        if is_new and _is_sum(plain, match) and (not found or is_correction(plain)):
            found.append((match, (Decimal(_digits(match)), "")))
    found += _of_two(plain, found) if found or _SAYS_AMOUNT.search(plain) else []
    found += _items(plain, found)
    found.sort(key=lambda one: (is_taken_back(plain, *one[0].span()), one[0].start()))
    return list(dict.fromkeys(money for _, money in found))


_ONE_SEPARATOR = pattern(r"(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}(?![\d])")


def unclear_sum(plain: str) -> tuple[Decimal, Decimal, str] | None:
    """The first sum that may be two amounts, and its ISO 4217 code; None without one.

    >>> unclear_sum("can we claim 1,234 kwd")
    (Decimal('1234'), Decimal('1.234'), 'KWD')
    """
    if not _ONE_SEPARATOR.search(plain):
        return None
    for match in list(_MONEY.finditer(_spelled(plain.casefold())))[:MAX_CANDIDATES]:
        currency = read_currency(match[0])
        both = two_amounts(match[0], currency=currency) if currency else None
        if currency and both:
            return (*both, currency)
    return None


def _spelled(plain: str) -> str:
    """The text with every sum in a form of its own."""
    plain = _ONE_AND_A_HALF.sub(r"\1.5", plain)
    plain = _FROM_A_SIZE.sub(r"\1\2 to \3\2", _FROM_TO.sub(r"\1\3 to \2\3", plain))
    return coded(plain)


def _items(plain: str, found: list[Found]) -> list[Found]:
    """The prices in a list of things, where there are two sums at least."""
    free = [
        item
        for item in _ITEM.finditer(plain)
        if not any(o.start() < item.end("item") and item.start("item") < o.end() for o, _ in found)
        and not 2000 <= float(item["item"]) <= 2099
    ]
    if not free or len(free) + len(found) < 2 or not (found or _SAYS_AMOUNT.search(plain)):
        return []
    one = (re.compile(re.escape(i["item"])).match(plain, i.start("item")) for i in free)
    return [(match, (without_zeros(Decimal(match[0])), "")) for match in one if match]


def _unit_last(found: re.Match[str]) -> str:
    """The unit behind the number, as the reader wants it."""
    return f"{found[2]}{found[1]}" if found[1] else f"{found[4]} {found[3]}"


def _of_two(plain: str, found: list[Found]) -> list[Found]:
    """Numbers that are sums since they stand in the place of another, or are a tax."""
    result = []
    for match in list(_TWO_SUMS.finditer(plain))[:MAX_CANDIDATES]:
        for name, said in match.groupdict().items():
            start, end = match.span(name)
            if said and not any(o.start() < end and start < o.end() for o, _ in found):
                one = re.compile(re.escape(said)).match(plain, start, end)
                if one:
                    result.append((one, (Decimal(re.sub("[.,]", "", said)), "")))
    return result


def _digits(match: re.Match[str]) -> str:
    """The figures of a number alone, without a point between thousands."""
    said = "".join(filter(None, match.groupdict().values()))
    return said.replace(".", "").replace(" ", "") if said[-4:-3] in (".", " ") else said


def _is_sum(plain: str, found: re.Match[str]) -> bool:
    """Whether a number without a currency may be money."""
    is_counted = _COUNTED.match(plain, found.end()) or _QUANTITY.search(plain)
    if _GRAND_THING.match(plain, found.end()) and found[0].endswith("grand"):
        return False
    is_counted = is_counted or _COUNTS_BEFORE.search(plain, 0, found.start())
    return not (is_counted or _NO_SUM.match(found[0]))
