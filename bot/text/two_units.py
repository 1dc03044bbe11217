"""Sums in two units, as people say them: “1200 dollars and 50 cents”, “1,200달러 50센트”."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from bot.text.currencies import minor_digits
from bot.text.currency_words import DOLLARS, split_currency
from bot.text.numbers import NUMBER_WORD, english_number
from bot.text.patterns import pattern

_OF_100 = 2
"""Decimals of a hundredth, which also currencies have that no longer pay in it (won, yen)."""
_CENTS = (*DOLLARS, "EUR", "ZAR", "KES", "LKR", "MUR")
_MINOR: Mapping[str, tuple[str, ...]] = {
    word: codes
    for words, codes in (
        ("cents cent ¢ 센트", _CENTS),
        ("pence penny p 펜스", ("GBP",)),
        ("jeon 전", ("KRW",)),
        ("sen 센", ("JPY", "MYR", "IDR")),
        ("fils 필스", ("KWD", "BHD", "JOD", "IQD", "AED")),
        ("halalas halala", ("SAR",)),
        ("baisa baiza 바이사", ("OMR",)),
        ("paise paisa 파이사", ("INR",)),
        ("grosz groszy 그로시", ("PLN",)),
        ("centimes centime rappen", ("CHF",)),
        ("centavos centavo", ("MXN", "BRL", "PHP", "ARS", "COP", "CLP")),
        ("öre øre ore", ("SEK", "NOK", "DKK")),
        ("kuruş kurus", ("TRY",)),
        ("satang 사땅", ("THB",)),
        ("fen 펀", ("CNY",)),
    )
    for word in words.split()
}
"""Words of the smaller unit → currencies that have it."""
_COUNT = rf"\d{{1,3}}|(?:{NUMBER_WORD})(?:[ -](?:{NUMBER_WORD}))?|[일이삼사오육칠팔구십]{{1,3}}"
_UNIT = "|".join(sorted(_MINOR, key=len, reverse=True))
SMALLER = rf"(?:{_COUNT}) ?(?:{_UNIT})(?![a-z가-힣](?<![요이입]))"
"""Pattern of the part in the smaller unit."""
_BOTH = pattern(
    r"(?P<major>.+?)(?:\s?하고|이랑|랑|와|과|에)?(?:,| and| &|,? plus| 그리고)?"
    r"(?:\s+|(?<=[^\d\s.,]))"
    rf"(?P<count>{_COUNT}) ?(?P<unit>{_UNIT})"
)


def in_two_units(
    typed: str, currency: str, number: Callable[[str, str], Decimal | None]
) -> Decimal | None:
    """The sum of tidied words, None where they are not in two units of one currency, or where one
    of them is not whole, or too many of the smaller one.

    `number` reads digits of a currency; without `currency` the likeliest that is named is meant.
    """
    found = _BOTH.fullmatch(typed)
    core, codes = split_currency(found["major"]) if found else ("", None)
    if not found or not codes:
        return None
    meant = [code for code in codes if code in _MINOR[found["unit"]]]
    code = currency or (meant[0] if meant else "")
    if code not in meant:
        return None
    whole, few = number(core, code), _count(found["count"])
    places = max(minor_digits(code), _OF_100)
    if whole is None or few is None or whole < 0 or whole != whole.to_integral_value():
        return None
    return whole + few.scaleb(-places) if few < 10**places else None


def _count(said: str) -> Decimal | None:
    if said.isdecimal():
        return Decimal(said)
    korean = _TENS_KO.fullmatch(said)
    if korean is None:
        return english_number(said)
    tens = _figure(korean[2]) or 1 if korean[1] else 0
    return Decimal(10 * tens + _figure(korean[3]))


_TENS_KO = pattern(r"(([일이삼사오육칠팔구])?십)?([일이삼사오육칠팔구])?")


def _figure(said: str | None) -> int:
    return "일이삼사오육칠팔구".find(said) + 1 if said else 0
