"""Dialog state as plain JSON: the SDK's stack becomes lists, what is not JSON is refused."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from botbuilder.dialogs import DialogInstance, DialogState

from bot.channel.raw import json_bytes
from bot.errors import NotStorable

MAX_STATE_BYTES = 64 * 1024
_STACK = "$stack"
_MAX_DEPTH = 40


def encode_state(state: DialogState, schema_version: int) -> dict[str, Any]:
    """The stored form of a dialog stack.

    Shape: `{"schema_version": int, "stack": [[dialog id, state], ...]}`, bottom of the stack last;
    a stack inside a dialog's state stands as `{"$stack": [...]}`.
    Raises: NotStorable for anything that is not plain JSON, too deep or larger than
    `MAX_STATE_BYTES`.
    """
    stored = {"schema_version": schema_version, "stack": _encode_stack(state, 0)}
    if len(json_bytes(stored)) > MAX_STATE_BYTES:
        raise NotStorable("dialog state is too large")
    return stored


def decode_state(stored: Mapping[str, Any], schema_version: int) -> DialogState:
    """The dialog stack of a stored form; empty when the version differs or it cannot be read."""
    if stored.get("schema_version") != schema_version:
        return DialogState([])
    try:
        return _decode_stack(stored["stack"])
    except (KeyError, TypeError, ValueError):
        return DialogState([])


def listening_state(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """The state of the dialog that waits for the next message, empty without one."""
    state: Mapping[str, Any] = {}
    stack = stored.get("stack")
    while stack:
        state = stack[0][1]
        stack = next((v[_STACK] for v in state.values() if type(v) is dict and _STACK in v), None)
    return state


def _encode_stack(state: DialogState, depth: int) -> list[Any]:
    return [[entry.id, _encode(entry.state, depth + 1)] for entry in state.dialog_stack]


def _encode(value: object, depth: int) -> Any:
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if depth > _MAX_DEPTH:
        raise NotStorable("dialog state is too deep")
    if kind is dict:
        return _encode_mapping(value, depth)  # type: ignore[arg-type]  # a dict, checked
    if kind is list or kind is tuple:
        return [_encode(entry, depth + 1) for entry in value]  # type: ignore[attr-defined]
    if isinstance(value, float) and math.isfinite(value):
        return value
    if kind is DialogState:
        return {_STACK: _encode_stack(value, depth + 1)}
    raise NotStorable(f"{kind.__module__}.{kind.__qualname__}")


def _encode_mapping(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    if any(type(key) is not str for key in value):
        raise NotStorable("a key that is not text")
    if _STACK in value:
        raise NotStorable(f"the reserved key {_STACK}")
    return {key: _encode(entry, depth + 1) for key, entry in value.items()}


def _decode_stack(stored: list[Any]) -> DialogState:
    return DialogState([DialogInstance(name, _decode(state)) for name, state in stored])


def _decode(stored: Any) -> Any:
    if isinstance(stored, list):
        return [_decode(entry) for entry in stored]
    if isinstance(stored, dict):
        if _STACK in stored:
            return _decode_stack(stored[_STACK])
        return {key: _decode(entry) for key, entry in stored.items()}
    return stored
