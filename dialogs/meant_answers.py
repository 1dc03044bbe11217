"""Which answer a correction means: sure, to be chosen, to be said anew, or none.

An answer is changed only where it is the one just given, or named, or its old value is said; where
that leaves two, or the old value is none of ours, the partner is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.claim import Claim
from bot.domain.fields import DAYS, FieldKind, FieldSpec
from bot.text.patterns import pattern
from dialogs.correction_words import Correction, correction_in, is_lone_value
from dialogs.cost_names import cost_named
from dialogs.day_counts import days_told
from dialogs.field_names import as_figure, is_put_as, names_several
from dialogs.held_answers import (
    TYPED,
    Held,
    answers_held,
    is_value,
    only,
    same,
    value_of,
    with_net,
)
from dialogs.labelled import has_figure, says_no_tax
from dialogs.labels import NAMES
from dialogs.parting import answers_of
from dialogs.reading import locale_of
from dialogs.tax_rates import rate_in
from dialogs.turn import Turn

MAX_PARTS = 4
MAX_WORDS, MAX_LETTERS = 6, 40
"""More words, where any may be the answer, are the answer."""
_AND = pattern(r"\s+and\s+|,\s+|(?<=[고며])\s+", re.IGNORECASE)
Change = tuple[Held, object]


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant. Shape: one of `changes`, all of them sure; `choices` with the `words` of the
    value, to be asked which; `again`, an answer that is denied without another value.
    """

    changes: tuple[Change, ...] = ()
    choices: tuple[Change, ...] = ()
    words: str = ""
    again: Held | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the words. Shape: `given` keys of the answers given last; `unfilled` the
    id of the cost that was told to lack something; `asked` the field that is asked now.
    """

    given: frozenset[str]
    unfilled: str
    asked: FieldSpec | None

    @property
    def in_words(self) -> bool:
        """Whether any words may be the answer to what is asked."""
        return self.asked is not None and self.asked.kind in (FieldKind.TEXT, FieldKind.MULTILINE)


def meant_in(
    turn: Turn, claim: Claim, text: str, typed: dict[str, str], around: Around
) -> Meant | None:
    """What the text takes back or puts right, None where that is nothing of this claim."""
    plain, line = cost_named(text, claim.expense_lines)
    whole = correction_in(plain)
    is_lone = bool(around.unfilled) and not line and is_lone_value(plain)
    if whole is None and not line and not is_lone and not says_no_tax(plain):
        return None
    held = answers_held(turn, claim, typed)
    reading = _Reading(turn, claim, held, around, line)
    if is_lone:
        return reading.lone(plain)
    if names_several(plain):
        return reading.in_parts(plain)
    found = reading.meant(whole or Correction(plain, "", (), is_plain=False))
    return found or reading.in_parts(plain)


class _Reading:
    """One message against the answers held. `line` is the id of the cost it names, or ""."""

    def __init__(
        self, turn: Turn, claim: Claim, held: Sequence[Held], around: Around, line: str
    ) -> None:
        self._turn, self._claim, self._around, self._line = turn, claim, around, line
        self._held = [one for one in held if not line or one.line == line]

    def meant(self, said: Correction) -> Meant | None:
        """What one correction means."""
        if self._around.in_words and _is_long(said.new):
            return None
        if days := self._both_days(said):
            return days
        held = self._named(said) if said.fields else [h for h in self._held if h.value is not None]
        if not held:
            return None
        if said.old:
            return self._replaced(said, held)
        if said.fields:
            return self._put(said, held)
        return self._unnamed(said, held)

    def in_parts(self, text: str) -> Meant | None:
        """Several fields put right in one message, each by its name."""
        parts = answers_of(text)
        if names_several(text) and len(parts) == 1:
            parts = [part for part in _AND.split(text) if part.strip()]
        if not 0 < len(parts) <= MAX_PARTS or any(map(names_several, parts)):
            return None
        changes: list[Change] = []
        for part in sorted(parts, key=lambda part: rate_in(part) is not None):
            if says_no_tax(part):
                taxes = [one for one in self._held if one.spec.id == "tax"]
                sure = self._sure([(one, Decimal(0)) for one in taxes], part) if taxes else None
                if sure is None or not sure.changes:
                    return None
                changes += sure.changes
                continue
            said = correction_in(part)
            if said is None or not (said.new or said.fields):
                if said is None:
                    return None
                continue  # nothing but “sorry”
            found = self.meant(said) if said.fields else None
            if found is None or not found.changes:
                return None
            changes += found.changes
            self._held = with_net(self._held, changes)  # of which a tax in percent is one
        names = [one.key for one, _ in changes]
        return Meant(changes=tuple(changes)) if len(set(names)) == len(names) > 0 else None

    def lone(self, words: str) -> Meant | None:
        """A value and nothing else, behind a cost that was told to lack something: a number of
        letters and digits is that of the invoice, of a sum it is not sure what it is.
        """
        open_one = [one for one in self._held if one.line == self._around.unfilled]
        numbers = [one for one in open_one if one.spec.id == "invoice_number" and not one.value]
        if found := self._as(numbers, words, is_named=True):
            is_sum = re.fullmatch(r"[\d.,]+", as_figure(words)) is not None
            if not is_sum:
                return Meant(changes=(found[0],))
        sums = [one for one in open_one if one.spec.id in ("tax", "net")]
        found = self._as([one for one in sums if one.value is None], words, is_named=True)
        found += self._as([one for one in sums if one.value is not None], words, is_named=True)
        return Meant(choices=tuple(found), words=words) if found else None

    def _named(self, said: Correction) -> list[Held]:
        held = [one for one in self._held if one.spec.id in said.fields]
        if any(one.line == TYPED for one in held):
            return [one for one in held if one.line in ("", TYPED) or self._is(one, said.old)]
        if any(one.value is not None for one in self._held if one.line == TYPED):
            return [one for one in held if not one.line or self._is(one, said.old)]
        return held

    def _is(self, one: Held, words: str) -> bool:
        return bool(words) and is_value(self._turn, self._claim, one, words)

    def _as(self, held: Iterable[Held], words: str, *, is_named: bool) -> list[Change]:
        found = (
            (one, value_of(self._turn, self._claim, one, words, is_named=is_named)) for one in held
        )
        return [(one, value) for one, value in found if value is not None]

    def _both_days(self, said: Correction) -> Meant | None:
        days = {one.spec.id: one for one in self._held if one.spec.id in DAYS and one.value}
        both = set(said.fields) == set(DAYS)  # “change the dates of the show to …”
        is_old = not said.old or has_figure(said.old)
        is_of_days = both or (set(said.fields) <= set(DAYS) and is_old)
        if not said.is_plain or len(days) < 2 or not is_of_days:
            return None
        now, language = [days[name].value for name in DAYS], locale_of(self._turn)
        for words in (said.new, as_figure(said.new)):
            told = days_told(self._turn, words, now, language=language, is_of_both=both)
            if told:
                return Meant(changes=tuple(zip(map(days.__getitem__, DAYS), told, strict=True)))
        return None

    def _replaced(self, said: Correction, held: Sequence[Held]) -> Meant | None:
        """The old value is said: it must be one of ours."""
        were = [one for one in held if one.value is not None and self._is(one, said.old)]
        if not said.new:
            one = only(were) or only([h for h in were if h.key in self._around.given])
            return Meant(again=one) if one else None
        if were:
            found = self._as(were, said.new, is_named=True)
            if not found:
                one = only(were)
                return Meant(again=one) if one else None
            return self._sure(found, said.new)
        if not said.fields:  # the old value is none of ours: of its kind at least
            held = [one for one in held if one.spec.id not in NAMES]
            held = [one for one, _old in self._as(held, said.old, is_named=True)]
        found = self._as(held, said.new, is_named=bool(said.fields))
        return self._which([*found, *self._asked_too(said.new)], said.new) if found else None

    def _put(self, said: Correction, held: Sequence[Held]) -> Meant | None:
        """A field is named: the value belongs to it."""
        if not said.is_plain:  # of a name that is not said to be wrong the form must tell
            held = [
                one for one in held if one.spec.id not in NAMES or is_put_as(said.new, one.spec.id)
            ]
        found = self._as(held, said.new, is_named=True)
        if not found:
            was = [one for one in held if one.value is not None]
            near = only(was) or only([h for h in was if h.key in self._around.given])
            return Meant(again=near) if near and said.is_plain else None
        if not said.is_plain and any(_is_no_name(one, value) for one, value in found):
            return self._which(found, said.new)
        return self._sure(found, said.new)

    def _sure(self, found: Sequence[Change], words: str) -> Meant:
        given, unfilled = self._around.given, self._around.unfilled
        ways: tuple[Callable[[Held], bool], ...] = (
            lambda one: True,
            lambda one: one.key in given,
            lambda one: bool(unfilled) and one.line == unfilled and one.value is None,
        )
        for way in ways:
            left = [change for change in found if way(change[0])]
            if len(left) == 1:
                return Meant(changes=(left[0],))
        return Meant(choices=tuple(found), words=words)

    def _unnamed(self, said: Correction, held: Sequence[Held]) -> Meant | None:
        """Only a value is said: that of the answer just given, or the only one it can be."""
        near = [one for one in held if one.key in self._around.given]
        given = self._as(near, said.new, is_named=False)
        if not said.is_plain and not self._line:
            return self._sighed(said, given)
        figures = [one for one in held if one.spec.kind in self._far_kinds()]
        others = self._as(figures, said.new, is_named=False)
        if given and not self._line:
            is_name = any(one.spec.id in NAMES for one, _value in given)
            given += [one for one in others if is_name and one not in given]
            return Meant(changes=(given[0],)) if len(given) == 1 else self._which(given, said.new)
        asked = self._asked_too(said.new) if not self._line else []
        if len(others) == 1 and not asked:
            return Meant(changes=(others[0],))
        return self._which([*others, *asked], said.new) if (others or asked) else None

    def _sighed(self, said: Correction, given: list[Change]) -> Meant | None:
        """“Oh, it was the 4th”: the answer just given, or the one that is asked."""
        asked = self._asked_too(said.new)
        if not (said.is_sigh and given):
            return None
        if len(given) == 1 and self._around.asked is None:
            return Meant(changes=(given[0],))
        return self._which([*given, *asked], said.new)

    def _asked_too(self, words: str) -> list[Change]:
        """The field that is asked now, as one that may be meant."""
        asked = self._around.asked
        if asked is None or self._around.in_words:
            return []
        from_given = next((h.value for h in self._held if h.key in self._around.given), None)
        line = TYPED if any(h.line == TYPED for h in self._held) else ""
        step = next((h.step for h in self._held if h.line == line), None)
        if step is None:
            return []
        blank = Held(asked, step, from_given if isinstance(from_given, date) else None, line)
        return self._as([blank], words, is_named=False)

    def _far_kinds(self) -> tuple[FieldKind, ...]:
        """Kinds of answers that a value alone may mean though they were not given last."""
        if self._around.in_words:
            return (FieldKind.DATE, FieldKind.AMOUNT)
        return tuple(kind for kind in FieldKind if kind is not FieldKind.TEXT)

    def _which(self, found: Sequence[Change], words: str) -> Meant:
        return Meant(choices=tuple(found), words=words)


def _is_long(words: str) -> bool:
    return len(words.split()) > MAX_WORDS or len(words) > MAX_LETTERS


def _is_no_name(one: Held, value: object) -> bool:
    """Whether a name is not written like one: “the vendor is on holiday”."""
    is_name = one.spec.id in ("vendor_name", "claim_name") and one.value is not None
    return is_name and str(value)[:1].islower()


def changes_nothing(meant: Meant) -> bool:
    """Whether every sure change puts the value that is there already."""
    return bool(meant.changes) and all(same(one.value, value) for one, value in meant.changes)
