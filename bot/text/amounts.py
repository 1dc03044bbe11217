"""Read money and whole numbers as people type them in English and Korean.

Rules for separators, in this order:
* with both "." and ",", the last one is the decimal sign: 1,234.56 and 1.234,56;
* a separator that occurs twice, spaces and apostrophes group: 1.234.567, 12 000, 1'234.50;
* one comma before exactly three digits groups: 1,234;
* one dot before exactly three digits groups for currencies whose home writes so (EUR, VND, …); else
  it is a decimal sign, so that the check can say that there are too many decimals;
* everything else is a decimal sign: 1234,5 and 1234.56.

In a currency with three decimals the third and the fourth rule would be guesses, a thousand times
off where they are wrong: 1,234 is not read there, nor 1.234 where the home of the currency groups
by dots. `two_amounts` tells what they may be.
"""

from __future__ import annotations

from decimal import Decimal

from bot.text.currencies import minor_digits
from bot.text.currency_words import split_currency
from bot.text.numbers import (
    KOREAN_UNITS,
    MULTIPLE,
    MULTIPLIERS,
    NUMBER_WORD,
    english_number,
    korean_number,
    without_zeros,
)
from bot.text.patterns import pattern
from bot.text.two_units import in_two_units
from bot.text.typed import tidy
from bot.text.vocabulary import DOT_GROUPS

_MAX_DIGITS = 18

_BEFORE = pattern(
    r"(?:about|around|approximately|approx\.?|roughly|ca\.?|it is|it's|total|약|대략|총|~"
    r"|일?금(?=\s*[\d일이삼사오육칠팔구십백천만억₩]))\s*"
)
_AFTER = pattern(
    r"[,.]--?$|/-$"
    r"|\s?(?:in total|total|only|or so|정도|쯤|가량|남짓|입니다|이에요|예요|이요|요|정)$"
)
_WESTERN = pattern(rf"([+-]?[\d.,' ]*\d)\s?({MULTIPLE})?")
_SPACED = pattern(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_NOT_COUNTED = (
    rf"(?:(?:{NUMBER_WORD}|{MULTIPLE}|dozens?|billions?|bn|half|and|x|to|or|point|tenths?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|dollars?|euros?|pounds?|won|yen|bucks|cents?|percent|per)\b)"
)
"""Words behind a number that are part of it, of a day or of a sum: “2 million”, “3 May”."""
_COUNTED = pattern(
    r"\s?(?:명|개사|개|건|회|번|분|대|곳|장|부|편|사람|클릭|노출|조회"
    rf"|(?<![a-z])(?!{_NOT_COUNTED})[a-z]{{3,20}}(?: (?!{_NOT_COUNTED})[a-z]{{3,20}})?)"
    r"(?:이에요|예요|입니다|요)?$"
)


def read_amount(text: str, *, currency: str = "", language: str = "en") -> Decimal | None:
    """The amount typed, also negative or with too many decimals: a check can say what is wrong.

    None when it is not one amount, names a currency other than `currency`, is not finite, is in
    scientific notation, has more than 18 digits, or may be two amounts (see `two_amounts`).
    Words such as "about" or "정도" are skipped; zeros beyond the minor unit are dropped.

    >>> [str(read_amount(t, currency="EUR")) for t in ("€12k", "1.234,56", "12 000", "12.000")]
    ['12000', '1234.56', '12000', '12000']
    >>> str(read_amount("120만원", currency="KRW", language="ko")), str(read_amount("1만2천"))
    ('1200000', '12000')
    """
    core, meant = _core(text, currency)
    both = in_two_units(_strip_filler(tidy(text)), currency, _any_number)
    if both is not None:
        return _trimmed(both, minor_digits(meant or "USD"))
    return None if core is None else _number(core, meant)


def two_amounts(text: str, *, currency: str) -> tuple[Decimal, Decimal] | None:
    """What a sum in a three-decimal currency may be whose one separator stands before three digits.

    Shape: read as thousands, then as decimals; None where `read_amount` needs not ask.

    >>> [str(amount) for amount in two_amounts("KWD 1,234", currency="KWD") or ()]
    ['1234', '1.234']
    >>> two_amounts("1,234.500", currency="KWD"), two_amounts("1,234", currency="USD")
    (None, None)
    """
    core, meant = _core(text, currency)
    found = _WESTERN.fullmatch(core) if core else None
    digits = found[1].lstrip("+-").strip() if found else ""
    if core is None or not _is_unclear(digits, meant):
        return None
    thousands, decimals = (core.replace(digits, said) for said in _said_clearly(digits))
    first, second = _number(thousands, meant), _number(decimals, meant)
    return None if first is None or second is None else (first, second)


def typed_amount(amount: Decimal, currency: str) -> str:
    """An amount as `read_amount` reads it back: plain digits, a fourth decimal where three are
    not clear.

    >>> typed_amount(Decimal("1234.50"), "USD"), typed_amount(Decimal("1.234"), "TND")
    ('1234.50', '1.2340')
    """
    plain = f"{amount:f}"
    return plain + "0" if _is_unclear(plain.lstrip("-"), currency) else plain


def read_integer(text: str) -> int | None:
    """The whole number typed, with or without what is counted; None for fractions, several numbers.

    >>> [read_integer(text) for text in ("1,200 ads", "약 50명", "12k", "3 May", "2 million ads")]
    [1200, 50, 12000, None, 2000000]
    """
    typed = _strip_filler(tidy(text))
    value = _number(typed, "EUR")
    if value is None:
        value = _number(_COUNTED.sub("", typed), "EUR")
    return int(value) if value is not None and value == value.to_integral_value() else None


def _core(text: str, currency: str) -> tuple[str | None, str]:
    """The number alone and its currency ("" if unsaid); None where it is in another currency."""
    typed = _strip_filler(tidy(text))
    core, codes = split_currency(typed)
    code = currency.casefold()
    if code and not codes and code in (core[:3], core[-3:]):  # a code that is also a word
        return core.removeprefix(code).removesuffix(code).strip(), currency
    if codes is None or (codes and currency and currency not in codes):
        return None, currency
    return core, currency or (codes[0] if codes else "")


def _strip_filler(typed: str) -> str:
    before = _BEFORE.match(typed)
    return _AFTER.sub("", typed[before.end() :] if before else typed)


def _number(core: str, currency: str) -> Decimal | None:
    number = _any_number(core, currency)
    return number if number is None or not currency else _trimmed(number, minor_digits(currency))


def _trimmed(number: Decimal, digits: int) -> Decimal:
    """The number without zeros beyond so many decimals; other digits there stay, for the check."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= digits:
        return number
    shorter = number.quantize(Decimal(1).scaleb(-digits))
    return shorter if shorter == number else number


def _any_number(core: str, currency: str) -> Decimal | None:
    if sum(map(str.isdigit, core)) > _MAX_DIGITS or not core.replace("′", "").strip():
        return None
    if KOREAN_UNITS.search(core):
        return korean_number(core, lambda digits: _plain_number(digits, "KRW"))
    match = _WESTERN.fullmatch(core)
    if not match:
        return english_number(core)
    sign = -1 if match[1].startswith("-") else 1
    plain = _plain_number(match[1].lstrip("+-").strip(), currency)
    if plain is None or not match[2]:
        return plain if plain is None else sign * plain
    return without_zeros(sign * plain * MULTIPLIERS[match[2]])


def _plain_number(digits: str, currency: str) -> Decimal | None:
    """A number without sign or multiplier, by the separator rules of this module."""
    if " " in digits or "'" in digits:
        if not _SPACED.fullmatch(digits):
            return None
        digits = digits.replace(" ", "").replace("'", "")
        return Decimal(digits.replace(",", "."))
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        return _joined(digits, *((".", ",") if comma > dot else (",", ".")))
    mark = "," if comma >= 0 else "."
    whole, _, fraction = digits.partition(mark)
    if mark in fraction:
        return _joined(digits, mark, "")
    if _is_unclear(digits, currency):
        return None
    groups = len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if groups and (mark == "," or currency in DOT_GROUPS):
        return Decimal(whole + fraction)
    return Decimal(f"{whole or 0}.{fraction}") if fraction else Decimal(whole)


_ONE_GROUP = pattern(r"([1-9]\d{0,2})([.,])(\d{3})")


def _is_unclear(digits: str, currency: str) -> bool:
    """Whether one separator may mark thousands as well as decimals in this currency."""
    found = _ONE_GROUP.fullmatch(digits)
    if found is None or (found[2] == "." and currency not in DOT_GROUPS):
        return False
    return bool(currency) and minor_digits(currency) == 3


def _said_clearly(digits: str) -> tuple[str, str]:
    """Both meanings of unclear digits so that each can be read: a fourth decimal groups nothing."""
    whole, fraction = digits[:-4], digits[-3:]
    return whole + fraction, f"{whole}.{fraction}0"


def _joined(digits: str, group: str, point: str) -> Decimal | None:
    """The number when its groups fit (two or three digits, the last three)."""
    whole, _, fraction = digits.partition(point) if point else (digits, "", "")
    parts = whole.split(group)
    fits = (
        1 <= len(parts[0]) <= 3 and all(len(p) in (2, 3) for p in parts[1:]) and len(parts[-1]) == 3
    )
    if not fits or (fraction and not fraction.isdecimal()):
        return None
    return Decimal("".join(parts) + (f".{fraction}" if fraction else ""))
