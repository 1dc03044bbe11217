"""The plain-text twin of every card, for clients that cannot show it and for notifications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bot.text import Translator, translator
from cards.marks import finding_mark, label, step_mark, tone_mark
from cards.views import (
    AnswerView,
    ButtonView,
    ChecklistView,
    ChoiceCardView,
    ClaimListView,
    ClaimStatusView,
    DocumentRequestView,
    FactView,
    FieldView,
    FindingView,
    FormView,
    NoticeView,
    ProgressView,
    ReceiptView,
    ReviewView,
    View,
)

Lines = Iterator[str]
MOST_LISTED = 40
"""More choices, as of 150 currencies, are no list that anybody reads in plain text."""


def card_text(view: View, translator_: Translator | None = None) -> str:
    """The card's content as lines of plain text, in its order; own words in English by default.

    >>> saved = NoticeView("Saved", ("Come back any time.",), buttons=(ButtonView("Continue"),))
    >>> print(card_text(saved))
    Saved
    Come back any time.
    [Continue]
    """
    _ = translator_ or translator("en")
    lines = [*_WRITERS[type(view)](view, _), *_buttons(view.buttons)]
    return "\n".join(line for line in lines if line)


def _facts(facts: Iterable[FactView]) -> Lines:
    return (f"{label(fact.title)}{fact.value or '—'}" for fact in facts)


def _bullets(bullets: Iterable[str]) -> Lines:
    return (f"• {bullet}" for bullet in bullets)


def _findings(findings: Iterable[FindingView], _: Translator) -> Lines:
    for finding in findings:
        source = f" ({finding.source})" if finding.source else ""
        yield f"{finding_mark(finding, _)}{finding.text}{source}"


def _fields(fields: Iterable[FieldView], _: Translator) -> Lines:
    for field in fields:
        values = field.value.split(",") if field.kind == "multichoice" else [field.value]
        titles = {c.value: c.title for c in field.choices if c.value in values}
        yield f"{label(field.label)}{', '.join(titles.get(value, value) for value in values)}"
        if len(field.choices) <= MOST_LISTED:
            yield from (f"  {n}. {c.title}" for n, c in enumerate(field.choices, start=1))
        if field.error:
            yield "⚠ " + _("Please check: %(problem)s", problem=field.error)
        if field.hint:
            yield f"({field.hint})"


def _buttons(buttons: Iterable[ButtonView]) -> Lines:
    titles = [f"[{button.title}]" + (f" {button.url}" if button.url else "") for button in buttons]
    yield " ".join(titles)


def _notice(view: NoticeView, _: Translator) -> Lines:
    yield from (tone_mark(view.tone, _), view.title, *view.lines)
    yield from (*_facts(view.facts), *_bullets(view.bullets), *view.footer)


def _choice(view: ChoiceCardView, _: Translator) -> Lines:
    yield from (view.title, *view.lines)
    for number, option in enumerate(view.options, start=1):
        yield f"{number}. {option.title}" + (f" — {option.detail}" if option.detail else "")


def _form(view: FormView, _: Translator) -> Lines:
    yield from (view.progress, view.title, *view.lines)
    yield from (*_findings(view.findings, _), *_fields(view.fields, _), *view.footer)


def _checklist(view: ChecklistView, _: Translator) -> Lines:
    yield from (view.title, *view.lines, *_facts(view.facts))
    for item in view.items:
        yield " — ".join(filter(None, (f"• {item.title}", item.mark, item.condition, item.detail)))
    yield from view.notes


def _document(view: DocumentRequestView, _: Translator) -> Lines:
    yield from (view.progress, view.title, *view.lines, *_findings(view.findings, _), view.why)
    if view.reviewer_checks:
        yield from (_("A reviewer looks at:"), *_bullets(view.reviewer_checks))
    yield from (view.how, view.formats)
    if view.received:
        yield from (_("Received so far:"), *_bullets(view.received))
    yield from _fields(filter(None, (view.link_field,)), _)


def _review(view: ReviewView, _: Translator) -> Lines:
    yield from (view.title, *view.lines, *_findings(view.findings, _), *_facts(view.summary))
    for section in view.sections:
        yield from (section.title, *_facts(section.facts))
    yield from (view.attestation, *_fields(view.fields, _))


def _progress(view: ProgressView, _: Translator) -> Lines:
    yield from (view.title, *view.lines)
    yield from (f"{step_mark(step)}{step.label}" for step in view.steps)


def _receipt(view: ReceiptView, _: Translator) -> Lines:
    yield from (tone_mark("good", _), view.title, *view.lines, *_facts(view.facts))
    yield from (*_part(_("Documents"), _facts(view.documents)),)
    yield from (*_part(_("What happens next"), _bullets(view.next_steps)),)


def _claim_list(view: ClaimListView, _: Translator) -> Lines:
    yield from (view.title, *view.lines)
    for number, row in enumerate(view.rows, start=1):
        yield " — ".join(filter(None, (f"{number}. {row.title}", row.status, row.detail)))
    yield from _fields(view.fields, _)


def _claim_status(view: ClaimStatusView, _: Translator) -> Lines:
    yield from (view.title, *view.lines, view.status)
    yield from (*_findings(view.findings, _), *_facts(view.facts))
    yield from _part(_("What happens next"), _bullets(view.next_steps))
    yield from _part(_("Documents"), _facts(view.documents))
    yield from _part(_("History"), _facts(view.history))


def _answer(view: AnswerView, _: Translator) -> Lines:
    yield from (view.title, *view.lines, *_bullets(view.bullets), *_facts(view.facts))
    yield from (f"⚠ {doubt}" for doubt in view.doubts)
    yield from (_("Source: %(source)s", source=source.text) for source in view.sources)


def _part(heading: str, lines: Iterable[str]) -> Lines:
    """The lines under their heading; nothing without lines."""
    for number, line in enumerate(lines):
        if number == 0:
            yield heading
        yield line


_WRITERS: dict[type, Callable[[Any, Translator], Lines]] = {
    NoticeView: _notice,
    ChoiceCardView: _choice,
    FormView: _form,
    ChecklistView: _checklist,
    DocumentRequestView: _document,
    ReviewView: _review,
    ProgressView: _progress,
    ReceiptView: _receipt,
    ClaimListView: _claim_list,
    ClaimStatusView: _claim_status,
    AnswerView: _answer,
}
