"""What an activity asks for: questions, document kinds, document requirements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from pydantic import Field

from bot.domain.catalog.wording import LocalText, Sourced, Synonyms, Text
from bot.domain.claim import ExpenseSource, Value


class QuestionChoice(Value):
    """One answer to a question; `implies` are further values that are true with it."""

    value: Text
    title: LocalText
    said: LocalText | None = Field(
        default=None, description="The answer without its question, as part of a case"
    )
    implies: tuple[str, ...] = ()
    is_exclusive: bool = Field(default=False, description="May not be chosen beside others")
    synonyms: Synonyms = Synonyms()


class Question(Sourced):
    """A question whose answer decides which documents are asked for.

    Shape: a yes-no question has the choices "yes" and "no"; `minimum` counts chosen values.
    """

    id: Text
    kind: Literal["choice", "multichoice", "yesno"]
    text: LocalText
    hint: LocalText | None = None
    choices: tuple[QuestionChoice, ...]
    minimum: int = 1

    def choice(self, value: str) -> QuestionChoice | None:
        """The choice with this value, None without one."""
        return next((choice for choice in self.choices if choice.value == value), None)

    def told(self, choice: QuestionChoice, language: str) -> str:
        """A choice as part of a case: “held online”; without such words those it is chosen by."""
        if choice.said is not None:
            return choice.said.get(language)
        title = choice.title.get(language)
        return f"{self.text.get(language)} {title}" if self.kind == "yesno" else title

    def meaning(self, values: Iterable[str]) -> frozenset[str]:
        """The values together with all that they imply; unknown values are left out."""
        chosen = [choice for value in values if (choice := self.choice(value))]
        return frozenset(v for choice in chosen for v in (choice.value, *choice.implies))

    def accepts(self, values: Collection[str]) -> bool:
        """Whether this is a complete answer: known values, and as many as may be chosen.

        Shape: nothing stands beside an exclusive value; a value that another chosen one implies
        does not count towards `minimum`.
        """
        chosen = [choice for value in set(values) if (choice := self.choice(value))]
        if len(chosen) != len(set(values)) or not chosen:
            return False
        if len(chosen) > 1 and (self.kind != "multichoice" or any(c.is_exclusive for c in chosen)):
            return False
        implied = {value for choice in chosen for value in choice.implies}
        return sum(choice.value not in implied for choice in chosen) >= self.minimum


class DocumentKind(Sourced):
    """A kind of document, with the file extensions it may come in (without dot, lower case).

    Shape: with `link_only` a link must be given and a file of `formats` may be added to it.
    """

    code: Text
    title: LocalText
    formats: tuple[str, ...] = ()
    takes_link: bool = False
    link_only: bool = False
    name_hints: tuple[str, ...] = ()


class CoreRequirement(Sourced):
    """What the activity and its materials must show."""

    code: Text
    text: LocalText


class DocumentRequirement(Sourced):
    """One document an activity asks for; any one of `kinds` answers it.

    Shape: `when` question id → values of which one must be answered, for every question named;
    empty means always. A `cost_source` row is also needed when an expense line has that source.
    `on_request` never blocks.
    """

    requirement_id: Text
    kinds: tuple[str, ...] = Field(min_length=1)
    title: LocalText
    why: LocalText
    reviewer_checks: tuple[LocalText, ...] = Field(min_length=1)
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    on_request: bool = False
    cost_source: ExpenseSource | None = None
    takes_link: bool = False
    link_only: bool = False
    formats: tuple[str, ...] = ()
    name_hints: tuple[str, ...] = Field(
        default=(), description="Lower-case parts of file names that suggest this document"
    )

    @property
    def is_conditional(self) -> bool:
        """Whether an answer or a line decides if it is needed."""
        return bool(self.when)

    def applies(
        self, answers: Mapping[str, Collection[str]], sources: Collection[ExpenseSource] = ()
    ) -> bool:
        """Whether it is needed for these answers (implied values included) and line sources."""
        if self.on_request:
            return False
        if self.cost_source is not None and self.cost_source in sources:
            return True
        return all(
            any(value in answers.get(question, ()) for value in values)
            for question, values in self.when.items()
        )
