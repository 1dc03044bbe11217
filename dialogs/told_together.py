"""Several answers in one typed message: which parts surely answer which open fields, and the rest.

Nothing is guessed: a part is taken where its form or its own words say which field it is for, or
where it reads as the very field that is asked; what two parts say differently is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers.several import looks_like_question
from bot.domain.claim import Claim, Finding
from bot.domain.fields import DAYS, FieldKind, FieldSpec
from bot.text.patterns import pattern
from bot.text.typed import tidy
from bot.understanding import Slots
from dialogs import answering, names
from dialogs.correction_words import hints_at_correction, only_takes_back
from dialogs.labelled import (
    QUOTED,
    has_figure,
    is_no_name,
    is_unknown,
    is_written_as_name,
    says_nothing,
    takes_back,
)
from dialogs.labels import NAMES, is_called_wrong, marked
from dialogs.names import NAME_FIELDS, Kind
from dialogs.part_reader import RIVALS, PartReader, Values
from dialogs.parting import answers_of
from dialogs.reading import choice_titles, read_field
from dialogs.turn import Turn

MAX_CHARS = 200
MAX_PARTS = 8
_VENDOR = "vendor_name"
_WRITTEN_AS_NAME = pattern(
    r"[A-Z][\w&.-]*(?: (?:[A-Z&0-9][\w&.-]*|of|and|de|von))*"
    r"|(?:\(주\)|㈜|주식회사 )?(?!.*(?:[요죠다까고며서에]|부터|까지)(?: |$))[가-힣A-Z][\w&.가-힣]+"
    r"(?: [\w&.가-힣]+){0,2}(?: ?\(주\))?"
)


@dataclass(frozen=True, slots=True)
class Together:
    """What a message says. Shape: `values` field id → value; `left` parts not taken, as typed;
    `aside` fields that stand in a title besides: they are dropped where they are wrong; `findings`
    what is to be asked about it.
    """

    values: Values
    left: tuple[str, ...]
    aside: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


def read_together(
    turn: Turn,
    claim: Claim,
    specs: Sequence[FieldSpec],
    asked: FieldSpec,
    slots_of: Callable[[str], Slots],
) -> Together | None:
    """The answers to `specs`, the open fields; None for a message that is one answer without words
    around it, or none.

    `slots_of` understands a part in talk about the activity of the claim.
    """
    text = turn.incoming.text.strip()
    if _takes_any(asked):
        return _without_label(turn, asked, text)
    if len(text) > MAX_CHARS or re.search(r"[?？]|https?:", text):
        return None
    reader = PartReader(turn, claim, specs, asked, slots_of)
    text = reader.plain(text)
    parts = answers_of(text, with_yes=asked.kind is FieldKind.YESNO)
    named = 1 if parts and asked.id in NAMES and is_written_as_name(parts[0]) else 0
    if not 0 < len(parts) <= MAX_PARTS or any(map(looks_like_question, parts[named:])):
        return None
    if asked.kind in RIVALS and any(takes_back(part) or only_takes_back(part) for part in parts):
        return None  # what it takes back may be an answer of before
    if len(parts) == 1 and parts[0].strip(" .!") == text.strip(" .!"):
        return _read_alone(reader, asked, text)
    if _is_one(turn, asked, text, claim.currency):
        return None
    return _read_parts(reader, specs, asked, text, parts)


def _read_alone(reader: PartReader, asked: FieldSpec, text: str) -> Together | None:
    """A message of one part: only with its label, or where it is no name but says one."""
    if asked.id in NAMES and reader.tells_none(asked.id, text):
        is_wrong = is_called_wrong(asked.id, text)
        is_put_right = asked.id == "vendor_name" and not is_wrong and hints_at_correction(text)
        return None if is_put_right else _in_doubt(asked, text)
    values = reader.as_labelled(text)
    if not values and asked.id in NAME_FIELDS:
        name = names.said_alone(asked.id, text)
        is_sure = QUOTED.fullmatch(text) or not is_unknown(name)
        values = {asked.id: name} if name and is_sure else {}
    if not values and asked.id == "claim_name":
        values = reader.days_alone(text)
    if not values and asked.id == DAYS[1]:
        values = reader.last_day_alone(text)
    return Together(values, ()) if values else None


def _read_parts(
    reader: PartReader, specs: Sequence[FieldSpec], asked: FieldSpec, text: str, parts: list[str]
) -> Together | None:
    found = reader.read_all(parts)
    values, left = _agreed(parts, found)
    if {"net", "expense_type"} & {spec.id for spec in specs} and _differ(found):
        # of several costs none is told for certain
        values = {name: value for name, value in values.items() if name == asked.id}
        left = [part for part, one in zip(parts, found, strict=True) if set(one) != {*values}]
        return Together(values, tuple(left))
    is_labelled = any(map(reader.is_marked, parts)) or any(NAMES & set(one) for one in found)
    if asked.id == "claim_name" and set(values) <= {"currency"} and not is_labelled:
        return None  # it may be called after its sum
    aside: set[str] = set()
    for field in NAME_FIELDS:
        if field == asked.id or field in values:
            aside |= _name(reader, field, text, values, parts, found, left)
    if not values and asked.id == "vendor_name" and is_no_name(text):
        return _in_doubt(asked, text)
    if _VENDOR in {spec.id for spec in specs} - {*values} and _is_vendor(reader, values, left):
        values[_VENDOR], left = names.clean(left[0]), []
    return Together(values, tuple(left), frozenset(aside)) if values else None


def _in_doubt(asked: FieldSpec, text: str) -> Together:
    """A name that is not known, or not for certain."""
    if asked.id != "vendor_name" or says_nothing(text) or is_called_wrong(asked.id, text):
        return Together({}, (text,))
    return Together({}, (), findings=(doubt_about(asked, text),))


def doubt_about(asked: FieldSpec, words: str) -> Finding:
    """What is asked about a name that is not sure."""
    return Finding(
        code="name_in_doubt",
        field=asked.id,
        message="I am not sure which vendor “%(words)s” means. Please type the name that is on the "
        "invoice; put it in quotes if these words are the name.",
        values={"words": words},
    )


def _is_vendor(reader: PartReader, values: Values, left: Sequence[str]) -> bool:
    """Whether the one part of a told cost that is nothing else is written as a name is."""
    if len(left) != 1 or not {"net", "invoice_number"} & {*values} or "expense_type" not in values:
        return False
    part = left[0]
    is_name = _WRITTEN_AS_NAME.fullmatch(part) is not None
    is_none = has_figure(part) or is_unknown(part) or is_no_name(part)
    return is_name and not (reader.is_marked(part) or is_none)


def _name(
    reader: PartReader,
    field: str,
    text: str,
    values: Values,
    parts: Sequence[str],
    found: Sequence[Values],
    left: list[str],
) -> set[str]:
    """Put the name as it was typed among the values, and take its parts off what is left; gives
    fields that stand in it besides.
    """
    kinds = reader.kinds(field, parts, found)
    span = names.span_of(field, parts, kinds)
    said = reader.value_words(field, parts[span[0]]) if span and Kind.NAME in kinds else ""
    if not span:
        return set()
    name = names.written(text, parts, span, said)
    is_none = is_no_name(name) if field == "vendor_name" else is_unknown(parts[span[0]])
    if not said and is_none:
        return set()
    values[field] = name
    for n in span:
        if parts[n] in left:
            left.remove(parts[n])
    inside = [name for n in span if kinds[n] is Kind.DAYS for name in found[n]]
    told = {name for n, one in enumerate(found) if n not in span for name in one}
    return set(inside) - told


def _without_label(turn: Turn, asked: FieldSpec, text: str) -> Together | None:
    """Any words behind the label of their field."""
    for name, words in marked(text, {asked.id: turn.words(asked.label).rstrip("?")}):
        if name == asked.id:
            return Together({name: words}, ())
    return None


def read_parts(
    turn: Turn, claim: Claim, specs: Sequence[FieldSpec], asked: FieldSpec
) -> Together | None:
    """The same of words that are known to be an answer, be it a single one."""
    slots_of = partial(answering.slots_about, turn, claim.incentive_activity)
    reader = PartReader(turn, claim, specs, asked, slots_of)
    text = reader.plain(turn.incoming.text)
    parts = answers_of(text, with_yes=asked.kind is FieldKind.YESNO)
    if not 0 < len(parts) <= MAX_PARTS:
        return None
    values, left = _agreed(parts, reader.read_all(parts))
    return Together(values, tuple(left)) if values else None


def _takes_any(asked: FieldSpec) -> bool:
    """Whether the field takes any words."""
    return asked.kind in (FieldKind.TEXT, FieldKind.MULTILINE) and asked.id not in NAMES


def _is_one(turn: Turn, asked: FieldSpec, text: str, currency: str) -> bool:
    """Whether the whole message is the answer to the field that is asked."""
    if asked.kind is FieldKind.CHOICE:
        return tidy(text) in {tidy(word) for one in choice_titles(turn, asked) for word in one}
    if asked.kind in (FieldKind.TEXT, FieldKind.MULTILINE):
        return False
    return not isinstance(read_field(turn, asked, text, currency), Finding)


def _agreed(parts: Sequence[str], found: Sequence[Values]) -> tuple[Values, list[str]]:
    """What no two parts say differently, and the parts that are not taken, or whose figures are
    not: of a sum only the currency may be.
    """
    against = _differ(found)
    values: Values = {}
    left: list[str] = []
    for part, one in zip(parts, found, strict=True):
        if one and not against & set(one):
            values |= one
            if not has_figure(part) or any(has_figure(str(value)) for value in one.values()):
                continue
        left.append(part)
    return values, left


def _differ(found: Sequence[Values]) -> set[str]:
    """Fields of which two parts say different things."""
    said: Values = {}
    return {
        name
        for one in found
        for name, value in one.items()
        if said.setdefault(name, value) != value
    }
