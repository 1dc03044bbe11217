"""A sum in a question that may be two: asked about before the answer, which is made without it."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.values import Answer, Ask
from bot.text import typed_amount
from bot.understanding.figures import unclear_sum


def first_asked(ask: Ask, answer: Answer) -> Answer:
    """The answer behind the question which sum is meant; the answer alone where that is clear."""
    found = unclear_sum(ask.text) if ask.text else None
    if found is None:
        return answer
    _, (first, second, currency) = ask.say, found
    line = _(
        "The sum may be %(first)s or %(second)s. Please write %(type_first)s %(currency)s if you "
        "mean the first, %(type_second)s %(currency)s if you mean the second.",
        first=_.money(first, currency),
        second=_.money(second, currency),
        type_first=typed_amount(first, currency),
        type_second=typed_amount(second, currency),
        currency=currency,
    )
    return replace(answer, lines=(line, *answer.lines))
