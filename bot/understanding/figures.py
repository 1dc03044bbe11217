"""Money inside a sentence.

What is found is read by `bot.text`, which knows the spellings.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.text import read_amount, read_currency
from bot.text.numbers import ENGLISH_NUMBER, MULTIPLE, NUMBER_WORD, without_zeros
from bot.understanding.taken_back import is_correction, is_taken_back

MAX_CANDIDATES = 8
_CODES = "usd|eur|krw|gbp|jpy|chf|cad|aud|nzd|sgd|hkd|inr|aed|sek|nok|dkk|pln|czk"
_UNIT = (
    r"(?:us ?dollars?|u\.s\. dollars|euros?|dollars?|bucks|won|pounds?|quid|sterling|yen|rupees?"
    rf"|rs\.?|{_CODES}|swiss francs|dirhams|ringgit"
    r"|원화?|유로|달러|파운드|엔화?|불|위안|[€£₩¥₹$])"
)
_NUMBER = r"\d[\d.,' ]{0,18}\d|\d"
_MULTIPLE = rf"(?: ?(?:{MULTIPLE})\b)?"
_COUNTED_KO = (
    r" ?(?:부|명|장|개|건|통|매|회|번|곳|분|인|시간|페이지|클릭|노출|뷰|콜|대|세트|박스|평"
    r"|여 ?명|조회|회원)"
)
_COUNTED = re.compile(
    rf"{_COUNTED_KO}| ?(?:km|mb|kb|gb|%)| ?(?:[a-z-]{{2,14}} )?(?:people|copies|guests|clicks"
    r"|contacts|visitors|attendees|addresses|calls|leads|e?-?mails|participants|views|impressions"
    r"|pieces|flyers|pages|postcards|leaflets|brochures|units|seats|users|followers|customers|times"
    r"|recipients|words|employees|companies|partners|letters|messages|sms|hours|days|miles|run"
    r"|prospects|readers|doors|numbers|households|homes|pax|delegates"
    r"|nos|sheets|stickers|boxes|minutes|subscribers|downloads|students|schools|registrations)\b"
)
"""What stands after a number that counts copies or people: that is no money."""
_KOREAN = r"\d[\d,.]{0,12} ?[십백천만억](?:[십백천만억]|[ ,]?\d[\d,]{0,8}(?= ?[십백천만원]))*"
_HANGUL = r"(?<![가-힣])(?:[일이삼사오육칠팔구]?[십백천만억] ?)+"
"""A number all in Hangul; money with a currency behind it, or where it is long enough."""
_LONG_HANGUL = (
    r"(?<![가-힣])(?:[일이삼사오육칠팔구][십백천만억]){0,3}[일이삼사오육칠팔구]?[십백천][만억]"
    r"(?![가-힣])"
)
_DIGIT = "[이삼사오육칠팔구]"
_WORDS = rf"(?:(?:{_NUMBER}) ?(?:{MULTIPLE})\b|{ENGLISH_NUMBER})"
_MONEY = re.compile(
    rf"(?:(?:us|ca?|au?|nz|s|hk|nt|mx|r)(?=\$))?[$€£₩¥₹] ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|(?:달러|유로|파운드|엔화?|원화)로 ?(?:{_NUMBER})"
    rf"|\b(?:{_CODES}|rs\.?) ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|{_KOREAN}(?: ?{_UNIT})?"
    rf"|{_HANGUL} ?(?:원|달러|유로|불(?![가-힣])|엔)|{_LONG_HANGUL}"
    rf"|(?<![가-힣])(?:{_DIGIT}?천(?:{_DIGIT}?백)?(?:{_DIGIT}?십)?|{_DIGIT}백(?:{_DIGIT}?십)?)"
    r"(?= ?(?:불렀|부르|달라|달래|들었|들어|썼|쓴|나왔|까였|깎|청구|견적|정도|쯤))"
    rf"|(?:{_NUMBER}){_MULTIPLE} ?{_UNIT}(?![a-z])"
    rf"|(?<![\w.,]){_WORDS}(?: ?{_UNIT}(?![a-z]))?"
    r"|(?<![\w.,])\d{1,3}(?:\.\d{3})+,\d\d(?!\d)"
    r"|(?<![\w.,])\d{1,2}(?:,\d\d)+,\d{3}(?![\d,])"
    rf"|\b(?:{NUMBER_WORD})(?:[ -](?:{NUMBER_WORD}))? (?:quid|bucks|pounds|dollars|euros|rupees)\b"
    rf"|(?<![\w.,])\d{{1,3}}(?:[.,]\d{{3}})+,-"
    rf"|(?<![\w.,/#-])\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?(?![\d-])"
)
_HINT = re.compile(
    r"\d|quid|bucks|pounds|dollars|euros|rupees|[십백천만억]|hundred|thousand|grand|mill?i?on|\bmil"
    r"|lakh|\blac|crore"
)
"""Without any of these no sum is said."""
_NO_SUM = re.compile(r"an? (?!grand)|[\d.,]+ ?m$")
_OF_CURRENCY = re.compile(r"\bcurrency|통화|화폐|외화")
_BARE_CURRENCY = re.compile(
    rf"\b(?:{_CODES}|us dollars?|dollars?|euros?|pounds?|won|yen)\b|원화|달러|유로|엔화|파운드|위안"
)
_GRAND_THING = re.compile(r" ?(?:total|opening|finale|prize|hotel|hyatt|ballroom|hall|launch)")
"""Without a currency "a million" and "10 m" are no sums."""
_SAYS_AMOUNT = re.compile(
    r"amount|total|\bsum\b|cost|price|claimed|my claim|spent|paid|spend|budget|charged|billed"
    r"|instead of [$€£]?\d|(?:should|must|has to) (?:be|read|say) [$€£]?\d|typo\b"
    r"|\b(?:tab|bill|invoice|receipt) (?:was|is|of|for|came)|came to|set us back|typed|entered"
    r"|금액|총액|비용|경비|합계|썼|쓴|결제|지불|집행|예산"
)
_QUANTITY = re.compile(r"quantity|how many|수량|부수|몇 ?부")
"""Then a number without a currency counts things."""
_UNIT_FIRST = re.compile(r"^(달러|유로|파운드|엔화?|원화)로 ?(.+)$")
_SAID_OF = re.compile(
    r"(?:경비|비용|금액|예산|총액|견적|합계|정산금)[은는이가]? ?(?P<sum>\d{2,7})"
    r"(?![\d.,]| ?(?:[일월년명개건번주차시분회배부장%]|퍼센트|가지|만|천|억))"
    r"|(?<![\w.,/#-])(?P<each>\d{1,5}(?:\.\d\d)?)"
    r"(?= ?(?:each\b|apiece|a piece|per (?:head|piece|person|guest|unit|seat|pax|month)"
    r"|/ ?mo(?:nth)?\b|a month\b|monthly\b|pp\b|p\.p\.))"
    r"|(?<![\d.,/월 ] )(?<![\d.,/월])(?P<paid>\d{2,4}) ?(?:줬|들었|들어갔|냈|나왔|결제|지불|입금"
    r"|송금)"
)
"""A number right behind a word for a sum."""
_PLAIN_SUM = re.compile(
    r"(?<![\w.,/#:-])(?<!mpn )(?<!id )(?<!po )(?<!number )(?<!claim )"
    r"(?!20\d\d\b)(?P<sum>\d{3,7}|\d{1,3}\.\d{3})(?![a-z\d/:-]|[.,]\d|일|월|년|번|명|부|개|건|장"
    r"|페이지|시간|호)"
)
"""A number alone is money only where the text speaks of a sum, and no year."""


def read_sums(plain: str, *, language: str) -> list[tuple[Decimal, str]]:
    """Amounts and ISO 4217 codes ("" if unsaid) of the sums of money in normalized text.

    In order, but one that is taken back comes last.

    >>> read_sums("claim $5k, not 3,410", language="en")
    [(Decimal('5000'), 'USD'), (Decimal('3410'), '')]
    """
    if not _HINT.search(plain):
        return []
    found: list[tuple[re.Match[str], tuple[Decimal, str]]] = []
    for match in list(_MONEY.finditer(plain))[:MAX_CANDIDATES]:
        said = _UNIT_FIRST.sub(r"\2\1", match[0].strip())
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
    found.sort(key=lambda one: (is_taken_back(plain, *one[0].span()), one[0].start()))
    return list(dict.fromkeys(money for _, money in found))


def read_bare_currency(plain: str) -> str:
    """ISO code of the currency that is named without a sum where a currency is the subject."""
    if not _OF_CURRENCY.search(plain):
        return ""
    named = list(_BARE_CURRENCY.finditer(plain))[:MAX_CANDIDATES]
    named.sort(key=lambda found: is_taken_back(plain, *found.span()))
    return next((code for found in named if (code := read_currency(found[0]))), "")


def _digits(match: re.Match[str]) -> str:
    """The figures of a number alone, without a point between thousands."""
    said = "".join(filter(None, match.groupdict().values()))
    return said if said[-4:-3] != "." else said.replace(".", "")


def _is_sum(plain: str, found: re.Match[str]) -> bool:
    """Whether a number without a currency may be money."""
    is_counted = _COUNTED.match(plain, found.end()) or _QUANTITY.search(plain)
    if _GRAND_THING.match(plain, found.end()) and found[0].endswith("grand"):
        return False
    return not (is_counted or _NO_SUM.match(found[0]))
