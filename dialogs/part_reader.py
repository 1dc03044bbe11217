"""One part of a message read as an answer to one of the open fields of a form; never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.claim import Claim, Finding
from bot.domain.fields import CONDITION_PREFIX, DAYS, FieldKind, FieldSpec
from bot.text import read_currency, read_date_range
from bot.text.patterns import pattern
from bot.text.periods import read_period
from bot.text.typed import tidy
from bot.understanding import Slots
from dialogs import names
from dialogs.field_words import BOTH_DAYS
from dialogs.labelled import (
    bare,
    has_figure,
    has_tax_in,
    is_denied,
    is_figure,
    is_money,
    is_no_name,
    is_unsure,
    may_be_gross,
    says_nothing,
    says_of,
)
from dialogs.labels import NAMES, is_called_wrong, labelled, marked, may_be_marked, tells_sum
from dialogs.last_days import last_day
from dialogs.names import Kind
from dialogs.reading import locale_of, read_field
from dialogs.turn import Turn

Values = dict[str, object]
_EMAIL = pattern(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_FIGURES = pattern(r"\d")
_DAY = pattern(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|월|\d[-./]\d|\d(?:st|nd|rd|th)\b"
    r"|day\b|yesterday|요일|어제|오늘|week|주",
    re.IGNORECASE,
)
RIVALS = {
    FieldKind.DATE: _DAY,
    FieldKind.AMOUNT: _FIGURES,
    FieldKind.INTEGER: _FIGURES,
    FieldKind.NUMBER: _FIGURES,
}
"""Kinds of fields whose answer is a figure → what a part that may be one looks like."""
_OR = pattern(r"(?:or|또는|아니면|아님|혹은)\b", re.IGNORECASE)
_ELSEWHERE = ("vendor_name", "invoice_number", "claim_name", "preapproval_id")
"""Fields that may be told in another form than theirs, without a mark."""


class PartReader:
    """Reads the parts of one message. Shape: `own` field id → what it is called on the card."""

    def __init__(
        self,
        turn: Turn,
        claim: Claim,
        specs: Sequence[FieldSpec],
        asked: FieldSpec,
        slots_of: Callable[[str], Slots],
    ) -> None:
        self._turn, self._claim, self._asked = turn, claim, asked
        taxed = {"net"} if has_tax_in(turn.incoming.text) else ()
        self._specs = {spec.id: spec for spec in specs if spec.id not in taxed}
        self._slots_of = slots_of
        self._own: Mapping[str, str] = {}
        self._with_commas: list[str] = []
        if may_be_marked(turn.incoming.text):
            titles = {spec.id: turn.words(spec.label).rstrip("?") for spec in specs}
            self._own = {name: title.replace(",", "") for name, title in titles.items()}
            self._with_commas = [title for title in titles.values() if "," in title]

    def plain(self, text: str) -> str:
        """The text with the commas taken out of what a card calls its fields."""
        for label in self._with_commas:
            if label in text:
                text = text.replace(label, label.replace(",", ""))
        return text

    def read_all(self, parts: Sequence[str]) -> list[Values]:
        """Field id → value of each part; empty where it is not sure.

        A figure alone is that of the field that is asked while no other part may be it.
        """
        found = [self.read(part) for part in parts]
        rival = RIVALS.get(self._asked.kind)
        unread = [n for n, one in enumerate(found) if not one and rival and rival.search(parts[n])]
        for n, part in enumerate(parts):
            if n and _OR.match(part):  # then it is not sure what stands before it either
                found[n - 1 : n + 1] = [{}, {}]
        if len(unread) == 1:
            found[unread[0]] = self._as_asked(bare(parts[unread[0]]))
        if any(not one and self._is_foreign(parts[n]) for n, one in enumerate(found)):
            amounts = {n for n, one in self._specs.items() if one.kind is FieldKind.AMOUNT}
            found = [{} if amounts & set(one) else one for one in found]
        return found

    def read(self, part: str) -> Values:
        """The same of one part, without a figure that is only asked for."""
        core = bare(part)
        ways = [self.as_labelled, self._as_days, self._as_asked, self._as_known_form]
        if self._asked.kind in RIVALS:
            ways.remove(self._as_asked)
        if self.is_marked(part):  # for nothing else than its label says
            return self.as_labelled(part)
        return next((found for way in ways if (found := way(core))), {})

    def is_marked(self, part: str) -> bool:
        """Whether a label with its mark stands before the part."""
        return next(marked(part, self._own), None) is not None

    def kinds(self, field: str, parts: Sequence[str], found: Sequence[Values]) -> list[Kind]:
        """What each part is for a name that may stand among them."""
        kinds = [self._kind(field, part, one) for part, one in zip(parts, found, strict=True)]
        if Kind.NAME in kinds:  # then also others may be told by labels without a mark
            for n, part in enumerate(parts):
                is_told = next(labelled(part, _ELSEWHERE), None) is not None
                kinds[n] = Kind.OTHER if kinds[n] is Kind.WORDS and is_told else kinds[n]
        return kinds

    def _kind(self, field: str, part: str, found: Values) -> Kind:
        if field in found:
            return Kind.NAME
        if self.is_marked(part):
            return Kind.OTHER
        if set(found) == set(DAYS) and field == "claim_name" and not says_of(part):
            return Kind.DAYS
        if field == "claim_name" and not found and self._is_day(part):
            return Kind.DAYS
        is_sum = is_figure(part) or (field == "vendor_name" and tells_sum(part))
        return Kind.OTHER if found or is_sum else Kind.WORDS

    def tells_none(self, field: str, text: str) -> bool:
        """Whether a name is said not to be known, with its label or, but for a title, without."""
        words = self.value_words(field, text)
        if is_called_wrong(field, text):
            return True
        if field == "claim_name":
            return says_nothing(words)
        return is_no_name(words or text)

    def days_alone(self, text: str) -> Values:
        """First and last day where the text is nothing else."""
        return {} if says_of(text) else self._as_days(text)

    def last_day_alone(self, text: str) -> Values:
        """The last day told by the first."""
        day = last_day(text, self._claim.activity_start)
        return {DAYS[1]: day} if day else {}

    def value_words(self, field: str, part: str) -> str:
        """What stands behind the label of a field."""
        both = (*marked(part, self._own), *labelled(bare(part), [field], self._asked.id))
        return next((words for name, words in both if name == field), "")

    def as_labelled(self, core: str) -> Values:
        """The field that the words say they are for."""
        both = (
            *marked(core, self._own),
            *labelled(core, self._specs, self._asked.id),
        )
        for name, words in both:
            if found := self._told(name, words):
                return found
        return {}

    def _told(self, name: str, words: str) -> Values:
        if name == BOTH_DAYS:
            return self._as_days(words) or self._as_first_day(words)
        if says_nothing(words) or (name != "claim_name" and name in NAMES and is_no_name(words)):
            return {}
        if name not in self._specs or (name == "tax" and "%" in words):
            return {}
        if name in names.NAME_FIELDS:
            return {name: names.clean(words)}
        value = self._value(name, bare(words))
        if value is None and name == "net":  # “net: 4,200 (excl. VAT)”
            again = (self._value(name, one) for _, one in labelled(words, [name]))
            value = next(filter(None, again), None)
        if value is not None:
            return {name: value}
        said = {} if is_unsure(words) else self._as_slots(words)
        return {name: said[name]} if name in said else {}

    def _value(self, name: str, words: str) -> object | None:
        value = read_field(self._turn, self._specs[name], words, self._claim.currency)
        return None if isinstance(value, Finding) else value

    def _as_days(self, core: str) -> Values:
        days = [name for name in DAYS if name in self._specs]
        if len(days) < 2 or (self._asked.id == "claim_name" and not has_figure(core)):
            return {}  # also the name of a quarter or of two months
        if read_period(tidy(core), today=self._turn.today):
            return {}
        found = self._range(core)
        return dict(zip(DAYS, found, strict=True)) if found and found[0] != found[1] else {}

    def _as_first_day(self, core: str) -> Values:
        found = None if read_period(tidy(core), today=self._turn.today) else self._range(core)
        return {DAYS[0]: found[0]} if found and DAYS[0] in self._specs else {}

    def _range(self, words: str) -> tuple[date, date] | None:
        return read_date_range(words, language=locale_of(self._turn), today=self._turn.today)

    def _is_day(self, part: str) -> bool:
        return not says_of(part) and self._range(part) is not None

    def _is_foreign(self, part: str) -> bool:
        """Whether a part is of money in another currency than that of the claim."""
        code, currency = read_currency(part), self._claim.currency
        is_other = code is not None and currency not in ("", code)
        return is_other and (has_figure(part) or is_money(part))

    def _as_asked(self, core: str) -> Values:
        """The field that is asked, where the part is nothing but its value."""
        spec = self._asked
        if spec.kind in (FieldKind.TEXT, FieldKind.MULTILINE, FieldKind.EMAIL):
            return {}
        if spec.id == "currency" and not self._is_currency(core):
            return {}
        if spec.id == "net" and may_be_gross(self._turn.incoming.text):
            return {}
        if spec.choices and is_unsure(core):
            return {}
        value = self._value(spec.id, core)
        return {} if value is None else {spec.id: value}

    def _as_known_form(self, core: str) -> Values:
        """A currency, an address, or what the slots of a sentence tell."""
        if "currency" in self._specs and self._is_currency(core):
            value = self._value("currency", core)
            return {} if value is None else {"currency": value}
        if "contact_email" in self._specs and _EMAIL.fullmatch(core):
            return {"contact_email": core}
        return {} if is_unsure(core) else self._as_slots(core)

    def _is_currency(self, core: str) -> bool:
        """Whether a part is of money, and the message of one currency."""
        if is_denied(core):
            return False
        return is_money(core) and read_currency(self._turn.incoming.text) is not None

    def _as_slots(self, core: str) -> Values:
        slots = self._slots_of(core)
        found: Values = {}
        for name, said in slots.conditions.items():
            spec = self._specs.get(CONDITION_PREFIX + name) or self._work_by(name)
            if spec and set(said) <= {value for value, _ in spec.choices}:
                is_one = spec.kind is FieldKind.CHOICE
                found[spec.id] = said[0] if is_one and len(said) == 1 else tuple(said)
        costs = slots.expenses or tuple(filter(None, (slots.expense,)))
        kinds = self._specs.get("expense_type")
        if kinds and len(costs) == 1 and costs[0] in dict(kinds.choices):
            found["expense_type"] = costs[0]
        return found

    def _work_by(self, name: str) -> FieldSpec | None:
        """Who did the work of a cost is asked with it, too."""
        return self._specs.get("source") if name == "work_by" else None
