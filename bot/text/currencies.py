"""Minor units of currencies, and currencies named in words. Source: CLDR (Babel), ISO 4217."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_precision, list_currencies

from bot.text.typed import tidy

_OF_ISO = dict.fromkeys(("AFN", "ALL", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "YER"), 2)
_OF_ISO |= {"IQD": 3}
"""Where CLDR shows fewer decimals than ISO 4217 has, since coins are no longer used."""
_LANGUAGES = ("en", "ko")


@lru_cache(maxsize=256)
def minor_digits(currency: str) -> int:
    """Decimals of a currency's minor unit by ISO 4217; 2 for an unknown code and for none.

    >>> [minor_digits(code) for code in ("KWD", "USD", "KRW", "IQD", "CLF", "")]
    [3, 2, 0, 3, 4, 2]
    """
    known = _OF_ISO.get(currency)
    return int(get_currency_precision(currency)) if known is None else known


def currency_named(text: str) -> str:
    """ISO code of the currency that is called so in English or Korean, or "" without one.

    >>> [currency_named(said) for said in ("Kuwaiti dinars", "오만 리얄", "kwd", "XAU", "dinar")]
    ['KWD', 'OMR', 'KWD', 'XAU', '']
    """
    return _codes_by_name().get(tidy(text).removeprefix("the "), "")


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    """Names in lower case → code; Babel's are read when somebody first writes one out."""
    names = {code.lower(): code for code in list_currencies()}
    for language in _LANGUAGES:
        locale = Locale(language)
        for code, name in locale.currencies.items():
            names.setdefault(tidy(name), code)
            if language == "en":
                names.setdefault(tidy(f"{name}s"), code)
    return names
