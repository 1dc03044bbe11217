"""Turn a view into an Adaptive Card 1.5: templates, sizes, limits of the channel.

Texts are shown in text runs, which no client reads as Markdown: escaping with a backslash does not
work in all clients (AdaptiveCards issue 5590). Headings must be text blocks to be headings for a
screen reader; they are escaped. Teams takes cards up to 1.5 and advises six actions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from json import JSONEncoder, dumps
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound
from pydantic_core import from_json, to_json

from bot.domain.memo import once_for_each
from bot.text import Translator
from cards.drawn import DrawnCard
from cards.marks import finding_mark, label, step_mark, tone_mark
from cards.plain import card_text
from cards.shorten import LEVELS, shorten
from cards.views import (
    MANY_CHOICES,
    AnswerView,
    ButtonView,
    ChecklistView,
    ChoiceCardView,
    ChoiceView,
    ClaimListView,
    ClaimStatusView,
    DocumentRequestView,
    FieldView,
    FormView,
    NoticeView,
    ProgressView,
    ReceiptView,
    ReviewView,
    View,
)

MAX_CARD_BYTES = 25_000
"""Of the card as UTF-8 JSON; well under the channel's limit for a message, which counts UTF-16."""
MAX_ACTIONS = 6
MAX_EXPANDED_CHOICES = 5
SHORT_TEXT_CHARS = 1_000
"""Length of `fallbackText` on a card that would else be too big."""

_TEMPLATES = Path(__file__).with_name("templates")
_TEMPLATE_OF: dict[type[View], str] = {
    NoticeView: "notice.json.j2",
    ChoiceCardView: "choice.json.j2",
    FormView: "form.json.j2",
    ChecklistView: "checklist.json.j2",
    DocumentRequestView: "document.json.j2",
    ReviewView: "review.json.j2",
    ProgressView: "progress.json.j2",
    ReceiptView: "receipt.json.j2",
    ClaimListView: "claim_list.json.j2",
    ClaimStatusView: "claim_status.json.j2",
    AnswerView: "answer.json.j2",
}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INCLUDE = re.compile(r'\{% include "([\w.]+)" %\}')
_MARKDOWN = re.compile(
    r"([\\`*_\[\]<>~|&@]|:(?=//)|\.(?<=www\.))|^(\s*)([#+\-=])|^(\s*\d+)([.)])", re.MULTILINE
)
_UNSAFE_BYTES = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters and marks that turn the direction of what follows."""

_encode_json = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict).encode
_INPUT_TYPES = {
    "date": "Input.Date",
    "choice": "Input.ChoiceSet",
    "multichoice": "Input.ChoiceSet",
    "toggle": "Input.Toggle",
}


def render(view: View, translator: Translator) -> DrawnCard:
    """The card of a view: at most 25,000 bytes of UTF-8, six actions, plain text as fallback.

    A card that would be too big gets, step by step, a shorter plain text, shorter lists ("… and 7
    more") and shorter texts; what was typed into a field is cut last. Of more than six buttons the
    first five and the last are shown.
    """
    raw = _draw(view, translator)
    text = _clean(card_text(view, translator))
    card = DrawnCard.with_fallback(raw, text)
    if len(card.json_text) < MAX_CARD_BYTES * 0.8 or _size(card) <= MAX_CARD_BYTES:
        return card  # few are so big that they must be counted exactly
    card = DrawnCard.with_fallback(raw, text[:SHORT_TEXT_CHARS])
    for level in LEVELS:
        if _size(card) <= MAX_CARD_BYTES:
            break
        shorter = shorten(view, level, translator)
        text = _clean(card_text(shorter, translator)[:SHORT_TEXT_CHARS])
        card = DrawnCard.with_fallback(_draw(shorter, translator), text)
    return card


def escape_markdown(text: str) -> str:
    r"""The text with every character escaped that Markdown or HTML would take as formatting,
    bare addresses included.

    >>> escape_markdown("*5* <b>_x_</b>"), escape_markdown("1. # no list")
    ('\\*5\\* \\<b\\>\\_x\\_\\</b\\>', '1\\. # no list')
    >>> escape_markdown("http://a.b www.a.b a@b.c 1:2 a.b")
    'http\\://a.b www\\.a.b a\\@b.c 1:2 a.b'
    """
    return _MARKDOWN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        return "&amp;" if match[1] == "&" else "\\" + match[1]
    return f"{match[2]}\\{match[3]}" if match[3] else f"{match[4]}\\{match[5]}"


def _draw(view: View, translator: Translator) -> bytes:
    """The card without fallback text, as JSON with the spaces of the template."""
    rendered = _template(_TEMPLATE_OF[type(view)]).render(view=view, _=translator)
    raw = rendered.encode("utf-8", "replace")
    if b"\\u00" in raw or _UNSAFE_BYTES.search(raw):
        raw = to_json(_cleaned(from_json(raw)))
    return raw


def _size(card: DrawnCard) -> int:
    """Bytes with spaces after commas and colons, so that any way of writing it is smaller."""
    return len(dumps(dict(card), ensure_ascii=False).encode())


def _clean(text: str) -> str:
    if text.replace("\n", "").isprintable():
        return text
    return _UNSAFE.sub(" ", text).encode("utf-8", "replace").decode()


def _cleaned(node: Any) -> Any:
    if isinstance(node, str):
        return _UNSAFE.sub(" ", node)
    if isinstance(node, list):
        return [_cleaned(item) for item in node]
    if isinstance(node, dict):
        return {key: _cleaned(value) for key, value in node.items()}
    return node


class _Json(str):
    """What is JSON already."""

    __slots__ = ()


def _to_json(value: Any) -> str:
    """How an expression of a template is written."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is _Json:
        return value  # type: ignore[no-any-return]  # it is one
    try:
        return to_json(value).decode()  # several times as fast
    except ValueError:  # half a character pair, which is replaced with the whole card's
        return _encode_json(value)


def _action(button: ButtonView) -> dict[str, Any]:
    if button.url:
        return {"type": "Action.OpenUrl", "title": button.title, "url": button.url}
    action: dict[str, Any] = {
        "type": "Action.Submit",
        "title": button.title,
        "data": dict(button.data),
    }
    if button.style:
        action["style"] = button.style
    if not button.needs_inputs:
        action["associatedInputs"] = "none"
    return action


def _actions(buttons: tuple[ButtonView, ...]) -> list[dict[str, Any]]:
    """Six at most: of more the first five and the last."""
    if len(buttons) > MAX_ACTIONS:
        buttons = (*buttons[: MAX_ACTIONS - 1], buttons[-1])
    return [_action(button) for button in buttons]


def _choices(field: FieldView) -> _Json:
    make = _many_choices if len(field.choices) > MANY_CHOICES else _choices_json
    return make(field.choices)


def _choices_json(choices: tuple[ChoiceView, ...]) -> _Json:
    return _Json(_to_json([{"title": c.title or c.value, "value": c.value} for c in choices]))


_many_choices = once_for_each(_choices_json)


def _input_type(field: FieldView) -> str:
    """A refused day stays visible in a text input; amounts are text for their separators."""
    if field.kind == "date" and field.value and not _ISO_DAY.fullmatch(field.value):
        return "Input.Text"
    return _INPUT_TYPES.get(field.kind, "Input.Text")


def _input_value(field: FieldView) -> str:
    """What stands in the input; only offered values for a choice."""
    if field.kind == "choice":
        return field.value if any(c.value == field.value for c in field.choices) else ""
    if field.kind == "multichoice":
        offered = {choice.value for choice in field.choices}
        return ",".join(value for value in field.value.split(",") if value in offered)
    return field.value


def _choice_style(field: FieldView) -> str:
    few = len(field.choices) <= MAX_EXPANDED_CHOICES
    return "expanded" if few or field.expanded or field.kind == "multichoice" else "compact"


def _rows(text: str) -> list[str]:
    """Lines of a text; a text run shows a line break as a space."""
    return [row for row in text.split("\n") if row.strip()] if "\n" in text else [text]


class _Templates(BaseLoader):
    """Reads a template without the line breaks and indentation that are there for its reader.

    Parts that it includes are put in its text here: an include makes a context for each drawing.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        return self._text(template), str(_TEMPLATES / template), None

    def _text(self, template: str) -> str:
        path = _TEMPLATES / template
        if not path.is_file():
            raise TemplateNotFound(template)
        lines = path.read_text(encoding="utf-8").splitlines()
        return _INCLUDE.sub(
            lambda include: self._text(include[1]), "".join(line.strip() for line in lines)
        )


class _Environment(Environment):
    """Templates see attributes alone, not items by their name: half the cost of each."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # as templates call it


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = _Environment(
        loader=_Templates(), undefined=StrictUndefined, finalize=_to_json, auto_reload=False
    )
    environment.filters |= {
        "action": _action,
        "actions": _actions,
        "choice_style": _choice_style,
        "choices": _choices,
        "finding_mark": finding_mark,
        "input_type": _input_type,
        "input_value": _input_value,
        "label": label,
        "markdown": escape_markdown,
        "rows": _rows,
        "step_mark": step_mark,
        "tone_mark": tone_mark,
    }
    return environment


@lru_cache(maxsize=64)
def _template(name: str) -> Template:
    template = _environment().get_template(name)
    template.globals = dict(template.globals)  # a chain of mappings is walked at each drawing
    return template
