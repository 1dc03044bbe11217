"""Words, money, dates and numbers as the partner reads and types them.

Three parts: `Translator` says things in the partner's language, the `read_…` functions understand
what was typed, `detect_language` tells which language that was, `clear_language` whether a whole
message leaves no doubt about it. Readers take at most 200
characters into account, never raise, need time linear in the text's length and answer None when
they are not sure.
"""

from bot.text.amounts import read_amount, read_integer, two_amounts, typed_amount
from bot.text.choices import detect_language, read_choice, read_choices, read_yes_no
from bot.text.currencies import currency_named, minor_digits
from bot.text.currency_words import read_currency
from bot.text.dates import read_date
from bot.text.languages import clear_language
from bot.text.nth_days import read_day
from bot.text.ranges import read_date_range
from bot.text.translator import LANGUAGES, Translator, language_of, translator

__all__ = [
    "LANGUAGES",
    "Translator",
    "clear_language",
    "currency_named",
    "detect_language",
    "language_of",
    "minor_digits",
    "read_amount",
    "read_choice",
    "read_choices",
    "read_currency",
    "read_date",
    "read_date_range",
    "read_day",
    "read_integer",
    "read_yes_no",
    "translator",
    "two_amounts",
    "typed_amount",
]
