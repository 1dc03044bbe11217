"""Answers as the partner reads them: each by the name of its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.domain.fields import FieldSpec
from dialogs.reading import choice_titles
from dialogs.turn import Turn


def told_values(
    turn: Turn, specs: Sequence[FieldSpec], values: Mapping[str, object], currency: str
) -> str:
    """What was taken, as the partner reads it: each field by its name."""
    return "; ".join(
        f"{turn.words(spec.label).rstrip('?')}: "
        f"{value_words(turn, spec, values[spec.id], currency)}"
        for spec in specs
        if spec.id in values
    )


def value_words(turn: Turn, spec: FieldSpec, value: object, currency: str) -> str:
    """One answer as the partner reads it."""
    if isinstance(value, date):
        return turn._.date(value)
    if isinstance(value, Decimal):
        return turn._.money(value, currency) if currency else turn._.number(value)
    chosen = value if isinstance(value, tuple) else (value,)
    titles = dict(choice_titles(turn, spec)) | {"yes": turn._("Yes"), "no": turn._("No")}
    return turn._.list([titles.get(str(one), str(one)) for one in chosen])
