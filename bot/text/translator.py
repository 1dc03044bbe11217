"""One translator per language and zone: sentences, money, dates, numbers, sizes, lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.text.currencies import minor_digits
from bot.text.patterns import pattern
from bot.text.po import parse_po

LOCALES = Path(__file__).resolve().parents[2] / "locales"
LANGUAGES = ("en", "ko")
PROGRAM_ZONE = "America/Los_Angeles"
"""Zone of the programs' deadlines, used when the partner's is not known."""

Messages = Mapping[str, str]

_PLACEHOLDER = pattern(r"%\((\w+)\)[sd]|%%?")
_DATE_PATTERNS = {"en": "d MMMM y", "en_US": "MMMM d, y"}
_WON_IN_KOREAN = "원"


def language_of(tag: str | None, default: str = "en") -> str:
    """Our language for a BCP 47 tag such as "ko-KR"; `default` for one that we do not speak.

    >>> language_of("ko-KR"), language_of("pt-BR"), language_of(None)
    ('ko', 'en', 'en')
    """
    language = (tag or "")[:2].lower()
    return language if language in LANGUAGES else default


@lru_cache(maxsize=64)
def translator(language: str, zone: str = PROGRAM_ZONE) -> Translator:
    """The shared translator for a language or BCP 47 tag and an IANA zone.

    An unknown language is answered in English, an unknown zone with the programs' zone.
    """
    return Translator(language, zone)


class Translator:
    """Says whole sentences, and formats values, for one partner; usually named `_`.

    Shape: `language` is one of `LANGUAGES`; `locale` the tag it was made from, which decides the
    order of day and month. `zone` is an IANA name.
    """

    __slots__ = ("_babel", "_messages", "language", "locale", "zone")

    def __init__(self, language: str, zone: str = PROGRAM_ZONE) -> None:
        self.language = language_of(language)
        self.locale = language
        self.zone = zone if _zone(zone) else PROGRAM_ZONE
        self._messages = _messages(self.language)
        us = self.language == "en" and language.lower().replace("_", "-") == "en-us"
        self._babel = "en_US" if us else self.language

    def __call__(self, message: str, /, **values: Any) -> str:
        """The message in this language, filled; a message without a translation stays English.

        Raises: KeyError if the message has a placeholder that is not among `values`.

        >>> translator("en")("%(count)s of %(total)s", count=3, total=5)
        '3 of 5'
        """
        return _fill(self._messages.get(message) or message, values)

    def ngettext(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """The singular or plural message for `n`; `%(n)s` is the formatted number.

        Languages other than English have one form, stored under the plural id.

        >>> translator("en").ngettext("%(n)s document", "%(n)s documents", 2)
        '2 documents'
        """
        message = self._messages.get(many) or (one if n == 1 else many)
        return _fill(message, {"n": self.number(n)} | values)

    def date(self, day: Day) -> str:
        """A day with its month's name, so that nobody mixes up day and month.

        >>> from datetime import date
        >>> translator("en").date(date(2026, 3, 4)), translator("ko").date(date(2026, 3, 4))
        ('4 March 2026', '2026년 3월 4일')
        """
        return _date(Day(day.year, day.month, day.day), self._babel)

    def instant(self, moment: datetime, zone: str | None = None) -> str:
        """Day, time and zone of a moment, in the partner's zone or the one given.

        >>> from datetime import timezone
        >>> translator("en").instant(datetime(2027, 2, 16, 7, 59, tzinfo=timezone.utc))
        '15 February 2027, 23:59 (Los Angeles, PST)'
        """
        name = zone if zone and _zone(zone) else self.zone
        local = moment.astimezone(_zone(name))
        time = format_time(local, "HH:mm", locale=self._babel)
        where = ", ".join(filter(None, (_city(name, self._babel), _abbreviation(local))))
        separator = " " if self.language == "ko" else ", "
        return f"{self.date(local)}{separator}{time} ({where})"

    def tells_the_same(self, moment: datetime, zone: str, other: str) -> bool:
        """Whether the clocks of two zones agree at a moment, so that one of them is enough.

        >>> from datetime import timezone
        >>> winter = datetime(2027, 2, 16, 7, 59, tzinfo=timezone.utc)
        >>> same = translator("en").tells_the_same
        >>> same(winter, "America/Los_Angeles", "America/Vancouver")
        True
        >>> same(winter, "America/Los_Angeles", "Asia/Seoul")
        False
        """
        here, there = (moment.astimezone(_zone(name) or _zone(self.zone)) for name in (zone, other))
        return here.utcoffset() == there.utcoffset()

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency code, never an ambiguous "$"; won in Korean as "원".

        Shape: as many decimals as the currency has, more only if the amount has more.

        >>> translator("en").money(Decimal("1234.5"), "USD")
        'USD 1,234.50'
        >>> translator("ko").money(Decimal(12000), "KRW")
        '12,000원'
        """
        number = _decimal(amount, minor_digits(currency), self._babel)
        if currency == "KRW" and self.language == "ko":
            return number + _WON_IN_KOREAN
        return f"{currency} {number}"

    def number(self, number: int | Decimal) -> str:
        """A number with grouping: 1,234.5."""
        return _decimal(Decimal(number), 0, self._babel)

    def size(self, size_bytes: int) -> str:
        """A file size in bytes, KB or MB (1 KB = 1,024 bytes), rounded to one decimal.

        >>> [translator("en").size(size_bytes) for size_bytes in (900, 200_000, 15_728_640)]
        ['900 bytes', '195.3 KB', '15 MB']
        """
        if size_bytes < 1024:
            return self.ngettext("%(n)s byte", "%(n)s bytes", size_bytes)
        unit, divisor = ("KB", 1024) if size_bytes < 1024**2 else ("MB", 1024**2)
        rounded = (Decimal(size_bytes) / divisor).quantize(Decimal("0.1")).normalize()
        return f"{self.number(rounded)} {unit}"

    def list(self, items: Iterable[str]) -> str:
        """Items joined as in a sentence: "a, b, and c"; empty for no items."""
        parts = list(items)
        return format_list(parts, locale=self._babel) if len(parts) > 1 else "".join(parts)


def _fill(message: str, values: Mapping[str, Any]) -> str:
    """Fill `%(name)s`; a lone percent sign is text, `%%` is one percent sign."""
    return _format(message) % values if "%" in message else message


@lru_cache(maxsize=4096)
def _format(message: str) -> str:
    """The message as Python's own formatting takes it, which is several times as fast."""
    return _PLACEHOLDER.sub(lambda m: f"%({m[1]})s" if m[1] else "%%", message)


@lru_cache(maxsize=8)
def _messages(language: str) -> Messages:
    path = LOCALES / f"{language}.po"
    return parse_po(path.read_text(encoding="utf-8")) if path.exists() else {}


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=2048)
def _date(day: Day, locale: str) -> str:
    return str(format_date(day, _DATE_PATTERNS.get(locale, "long"), locale=locale))


@lru_cache(maxsize=256)
def _city(zone: str, locale: str) -> str:
    if "/" not in zone:
        return ""
    return str(get_timezone_location(zone, locale=Locale.parse(locale), return_city=True))


def _abbreviation(local: datetime) -> str:
    """PST, KST, UTC; an offset where a zone has no letters of its own."""
    name = local.tzname() or ""
    return f"UTC{name[:3]}:{name[3:5] or '00'}" if name[:1] in "+-" else name


@lru_cache(maxsize=4096)
def _decimal(number: Decimal, digits: int, locale: str) -> str:
    exponent = number.normalize().as_tuple().exponent
    shown = max(digits, -exponent if isinstance(exponent, int) else 0)
    pattern = "#,##0." + "0" * shown if shown else "#,##0"
    return str(format_decimal(number, pattern, locale=locale, decimal_quantization=False))
