"""Strict check of a card against Microsoft's models for Teams and limits no schema states.

The models accept unknown names and leave children unchecked, so the tree is walked: every node's
type must be known, every key one of its fields, every value of that field's type.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args, get_origin

from microsoft_teams import cards as models
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

MAX_BYTES = 25_000
MAX_ACTIONS = 6


def problems(card: dict[str, Any]) -> list[str]:
    """Everything wrong with a card, each with its place; empty for a good one."""
    found: list[str] = []
    if card.get("type") != "AdaptiveCard" or card.get("version") != "1.5":
        found.append("card: must be an AdaptiveCard of version 1.5")
    if not card.get("fallbackText"):
        found.append("card: no fallbackText")
    size = len(json.dumps(card, ensure_ascii=False).encode())
    if size > MAX_BYTES:
        found.append(f"card: {size} bytes, more than {MAX_BYTES}")
    if len(card.get("actions", ())) > MAX_ACTIONS:
        found.append(f"card: more than {MAX_ACTIONS} actions")
    walk = _Walk()
    walk.node(card, "card", models.AdaptiveCard)
    return found + walk.found


def nodes(card: Any) -> Iterator[dict[str, Any]]:
    """Every object of the card that has a type, without what buttons send back."""
    if isinstance(card, list):
        for item in card:
            yield from nodes(item)
    if isinstance(card, dict):
        if "type" in card:
            yield card
        for key, value in card.items():
            if key != "data":
                yield from nodes(value)


@dataclass
class _Walk:
    found: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def node(self, node: Any, where: str, model: type[BaseModel] | None) -> None:
        if isinstance(node, list):
            for place, item in enumerate(node):
                self.node(item, f"{where}[{place}]", model)
            return
        if not isinstance(node, dict):
            self.found.append(f"{where}: not an object")
            return
        kind = node.get("type")
        if kind is not None:
            model = _MODELS.get(kind)
            self._rules(node, where, str(kind))
        if model is None:
            self.found.append(f"{where}: unknown type {kind!r}")
            return
        known = _fields(model)
        for key, value in node.items():
            if key not in known:
                self.found.append(f"{where}.{key}: {model.__name__} has no such property")
            elif not (key == "data" and kind == "Action.Submit") and key != "$schema":
                self._value(value, f"{where}.{key}", known[key])

    def _value(self, value: Any, where: str, declared: FieldInfo) -> None:
        inner = _model_in(declared.annotation)
        if inner is not None and isinstance(value, (dict, list)):
            self.node(value, where, inner)
            return
        try:
            _adapter(declared, is_strict=inner is None).validate_python(value)
        except ValidationError as error:
            if not (isinstance(value, str) and value.lower() in _literals(declared.annotation)):
                self.found.append(f"{where}: {error.errors()[0]['msg']} (got {value!r})")

    def _rules(self, node: dict[str, Any], where: str, kind: str) -> None:
        """What clients need and models do not demand."""
        if kind == "Table" or (kind == "ColumnSet" and len(node["columns"]) > 2):
            self.found.append(f"{where}: too wide for a phone")
        if kind == "TextBlock" and not (node.get("text") and node.get("wrap")):
            self.found.append(f"{where}: a text block must have text and wrap it")
        if kind == "TextRun" and not node.get("text"):
            self.found.append(f"{where}: a text run without text")
        if kind.startswith("Action.") and not node.get("title"):
            self.found.append(f"{where}: an action without a title")
        if not kind.startswith("Input."):
            return
        if not node.get("id") or node["id"] in self.ids:
            self.found.append(f"{where}: an input needs an id of its own")
        self.ids[node.get("id", "")] = where
        if not node.get("title" if kind == "Input.Toggle" else "label"):
            self.found.append(f"{where}: an input without a label")
        if node.get("isRequired") and not node.get("errorMessage"):
            self.found.append(f"{where}: a required input without an error message")


def _all_models() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for model in vars(models).values():
        if (
            isinstance(model, type)
            and issubclass(model, BaseModel)
            and "type" in model.model_fields
        ):
            names = get_args(model.model_fields["type"].annotation)
            found |= {name: model for name in names if isinstance(name, str)}
    return found


_MODELS = _all_models()


@cache
def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    alias = getattr(model, "serialization_alias_generator", lambda name: name)
    return {alias(name): info for name, info in model.model_fields.items()} | {
        "$schema": FieldInfo(annotation=str)
    }


_ADAPTERS: dict[tuple[int, bool], TypeAdapter[Any]] = {}


def _adapter(declared: FieldInfo, *, is_strict: bool) -> TypeAdapter[Any]:
    """Kept, because making one takes longer than checking a card; `_fields` keeps the declared."""
    key = id(declared), is_strict
    if key not in _ADAPTERS:
        config = ConfigDict(strict=True) if is_strict else None
        _ADAPTERS[key] = TypeAdapter(declared.annotation, config=config)
    return _ADAPTERS[key]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model somewhere inside Optional[List[X]] and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _literals(annotation: Any) -> set[str]:
    """Allowed words in lower case; clients read them in any letter case."""
    if get_origin(annotation) is Literal:
        return {str(word).lower() for word in get_args(annotation)}
    return {word for arg in get_args(annotation) for word in _literals(arg)}
