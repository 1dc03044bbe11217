"""Money inside a sentence.

What is found is read by `bot.text`, which knows the spellings.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.text import read_amount, read_currency
from bot.text.numbers import ENGLISH_NUMBER, MULTIPLE, without_zeros

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
    r"|prospects|readers)\b"
)
"""What stands after a number that counts copies or people: that is no money."""
_KOREAN = r"\d[\d,.]{0,12} ?[십백천만억](?:[십백천만억]|[ ,]?\d[\d,]{0,8}(?= ?[십백천만원]))*"
_HANGUL = r"(?<![가-힣])(?:[일이삼사오육칠팔구]?[십백천만억] ?)+"
"""A number all in Hangul; money with a currency behind it, or where it is long enough."""
_LONG_HANGUL = (
    r"(?<![가-힣])(?:[일이삼사오육칠팔구][십백천만억]){0,3}[일이삼사오육칠팔구]?[십백천][만억]"
    r"(?![가-힣])"
)
_WORDS = rf"(?:(?:{_NUMBER}) ?(?:{MULTIPLE})\b|{ENGLISH_NUMBER})"
_MONEY = re.compile(
    rf"(?:us)?[$€£₩¥₹] ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|\b(?:{_CODES}|rs\.?) ?(?:{_NUMBER}){_MULTIPLE}"
    rf"|{_KOREAN}(?: ?{_UNIT})?"
    rf"|{_HANGUL} ?(?:원|달러|유로|불|엔)|{_LONG_HANGUL}"
    rf"|(?:{_NUMBER}){_MULTIPLE} ?{_UNIT}(?![a-z])"
    rf"|(?<![\w.,]){_WORDS}(?: ?{_UNIT}(?![a-z]))?"
    rf"|(?<![\w.,])\d{{1,3}}(?:[.,]\d{{3}})+,-"
    rf"|(?<![\w.,/#-])\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?(?![\d-])"
)
_NO_SUM = re.compile(r"an? |[\d.,]+ ?m$")
"""Without a currency "a million" and "10 m" are no sums."""
_SAYS_AMOUNT = re.compile(
    r"amount|total|\bsum\b|cost|price|claimed|my claim|spent|paid|spend|budget|charged|billed"
    r"|금액|총액|비용|합계|썼|쓴|결제|지불|집행|예산"
)
_QUANTITY = re.compile(r"quantity|how many|수량|부수|몇 ?부")
"""Then a number without a currency counts things."""
_PLAIN_SUM = re.compile(
    r"(?<![\w.,/#:-])(?<!mpn )(?<!id )(?<!po )(?<!number )(?<!claim )"
    r"(?!20\d\d\b)\d{3,7}(?![\w./:-])"
)
"""A number alone is money only where the text speaks of a sum, and no year."""


def read_money(plain: str, *, language: str) -> tuple[Decimal | None, str]:
    """Amount and ISO 4217 code ("" if unsaid) of the first sum of money in normalized text.

    >>> read_money("claim $5k for telemarketing", language="en")
    (Decimal('5000'), 'USD')
    """
    for found in list(_MONEY.finditer(plain))[:MAX_CANDIDATES]:
        said = found[0].strip()
        if said.endswith(",-"):
            said = said.replace(".", "")
        currency = read_currency(said) or ("KRW" if "원" in said else "")
        amount = read_amount(said, currency=currency, language=language)
        if amount and (currency or _is_sum(plain, found)):
            return without_zeros(amount), currency
    bare = _PLAIN_SUM.search(plain) if _SAYS_AMOUNT.search(plain) else None
    return (Decimal(bare[0]), "") if bare and _is_sum(plain, bare) else (None, "")


def _is_sum(plain: str, found: re.Match[str]) -> bool:
    """Whether a number without a currency may be money."""
    is_counted = _COUNTED.match(plain, found.end()) or _QUANTITY.search(plain)
    return not (is_counted or _NO_SUM.match(found[0]))
