"""All that a card template may see, one frozen view per template; every text here is already in
the partner's language.

A view carries results (`can_submit`), never a claim or a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class ButtonView(NamedTuple):
    """One action. Shape: `data` is the payload that comes back, plain JSON; `style` is "" or
    "positive" or "destructive".

    `url` makes it an open-link button instead. `needs_inputs` False sends the press without
    validating inputs.
    """

    title: str
    data: Mapping[str, Any] = MappingProxyType({})
    style: str = ""
    url: str = ""
    needs_inputs: bool = True


class FactView(NamedTuple):
    """A label and its value."""

    title: str
    value: str


class FindingView(NamedTuple):
    """One finding in words. `is_blocking` findings come first; `source` says which rule."""

    text: str
    is_blocking: bool
    source: str = ""


MANY_CHOICES = 20
"""Above so many, as of 150 currencies, choices are made once instead of for each card."""


class ChoiceView(NamedTuple):
    """One value of a choice input."""

    title: str
    value: str


class FieldView(NamedTuple):
    """One input of a form.

    Shape: `kind` is one of text, multiline, date, number, choice, multichoice, toggle, url, email.
    `value` is what was typed last, also when it was refused (several values of a multichoice are
    comma-joined; a toggle is "true" or "false"; a date is ISO). `error` is shown right at the
    input. `expanded` shows choices as radio buttons.
    """

    id: str
    kind: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    required: bool = True
    required_message: str = ""
    choices: tuple[ChoiceView, ...] = ()
    expanded: bool = False
    max_length: int = 0


class NoticeView(NamedTuple):
    """A message with an optional fact list, lines and buttons: welcome, help, errors, stale cards,
    confirmations.

    `tone` is one of plain, good, attention, warning; it is shown by an icon and a word, not by
    color alone.
    """

    title: str
    lines: tuple[str, ...] = ()
    facts: tuple[FactView, ...] = ()
    buttons: tuple[ButtonView, ...] = ()
    bullets: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    tone: str = "plain"


class OptionView(NamedTuple):
    """One option to choose: title, one line of explanation, and the button that takes it."""

    title: str
    detail: str
    button: ButtonView


class ChoiceCardView(NamedTuple):
    """Choose one of a few options, each a tappable row with an explanation; `buttons` are
    the ways around it.
    """

    title: str
    lines: tuple[str, ...] = ()
    options: tuple[OptionView, ...] = ()
    buttons: tuple[ButtonView, ...] = ()


class FormView(NamedTuple):
    """All fields of one step at once; errors stand beside their fields and what was typed
    is still there.
    """

    title: str
    progress: str
    lines: tuple[str, ...] = ()
    fields: tuple[FieldView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    buttons: tuple[ButtonView, ...] = ()
    footer: tuple[str, ...] = ()


class ChecklistItemView(NamedTuple):
    """One document that will be needed. `condition` is empty when it is always needed;
    `mark` is a short state word.
    """

    title: str
    detail: str = ""
    condition: str = ""
    mark: str = ""


class ChecklistView(NamedTuple):
    """What an activity will need, before anything is asked; also "what is still missing"
    of a draft.
    """

    title: str
    lines: tuple[str, ...] = ()
    facts: tuple[FactView, ...] = ()
    items: tuple[ChecklistItemView, ...] = ()
    notes: tuple[str, ...] = ()
    buttons: tuple[ButtonView, ...] = ()


class DocumentRequestView(NamedTuple):
    """One required document: which, why, what a reviewer looks at, formats, position ("3 of 5")."""

    title: str
    progress: str
    why: str
    reviewer_checks: tuple[str, ...] = ()
    formats: str = ""
    how: str = ""
    lines: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    findings: tuple[FindingView, ...] = ()
    link_field: FieldView | None = None
    buttons: tuple[ButtonView, ...] = ()


class ReviewSectionView(NamedTuple):
    """One part of the claim on the review card, with the button that opens it for change."""

    title: str
    facts: tuple[FactView, ...]
    button: ButtonView | None = None


class ReviewView(NamedTuple):
    """Everything on one card before submitting: parts, documents, findings, money,
    attestation, submit.
    """

    title: str
    summary: tuple[FactView, ...]
    sections: tuple[ReviewSectionView, ...]
    findings: tuple[FindingView, ...] = ()
    fields: tuple[FieldView, ...] = ()
    attestation: str = ""
    buttons: tuple[ButtonView, ...] = ()
    lines: tuple[str, ...] = ()


class ProgressStepView(NamedTuple):
    """One stage of a submission. `state` is one of done, now, next, failed; `label` says
    it in words.
    """

    label: str
    state: str


class ProgressView(NamedTuple):
    """A submission under way; the same card is updated until it becomes the receipt."""

    title: str
    lines: tuple[str, ...] = ()
    steps: tuple[ProgressStepView, ...] = ()
    buttons: tuple[ButtonView, ...] = ()


class ReceiptView(NamedTuple):
    """What the partner holds in the end: reference, content hash, documents, what happens
    next and when.
    """

    title: str
    facts: tuple[FactView, ...]
    documents: tuple[FactView, ...] = ()
    next_steps: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    buttons: tuple[ButtonView, ...] = ()


class ClaimRowView(NamedTuple):
    """One claim in a list."""

    title: str
    detail: str
    status: str
    button: ButtonView


class ClaimListView(NamedTuple):
    """The partner's claims, a page at a time; `fields` filter it."""

    title: str
    rows: tuple[ClaimRowView, ...]
    lines: tuple[str, ...] = ()
    fields: tuple[FieldView, ...] = ()
    buttons: tuple[ButtonView, ...] = ()


class ClaimStatusView(NamedTuple):
    """One claim: status in plain words, since when, what happens next, documents with
    their ledger, history; `lines` say what just happened.
    """

    title: str
    status: str
    facts: tuple[FactView, ...]
    next_steps: tuple[str, ...] = ()
    documents: tuple[FactView, ...] = ()
    history: tuple[FactView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    buttons: tuple[ButtonView, ...] = ()
    lines: tuple[str, ...] = ()


class SourceView(NamedTuple):
    """Where an answer comes from: title, its date, and whether the rule is published or
    assumed, in words.
    """

    text: str


class AnswerView(NamedTuple):
    """An answer to a question: short text, list, sources, and what can be done next."""

    title: str
    lines: tuple[str, ...]
    bullets: tuple[str, ...] = ()
    facts: tuple[FactView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    doubts: tuple[str, ...] = ()
    buttons: tuple[ButtonView, ...] = ()


View = (
    NoticeView
    | ChoiceCardView
    | FormView
    | ChecklistView
    | DocumentRequestView
    | ReviewView
    | ProgressView
    | ReceiptView
    | ClaimListView
    | ClaimStatusView
    | AnswerView
)
