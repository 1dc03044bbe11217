"""Dialog state as plain JSON: the SDK's stack becomes lists, what is not JSON is refused."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from botbuilder.dialogs import DialogInstance, DialogState

from bot.channel.raw import json_bytes
from bot.errors import NotStorable
from bot.storage.conversations import WrittenState

MAX_STATE_BYTES = 64 * 1024
_STACK = "$stack"
_MAX_DEPTH = 40
_PLAIN = frozenset({str, int, bool, type(None)})


def encode_state(state: DialogState, schema_version: int) -> WrittenState:
    """The stored form of a dialog stack.

    Shape: `{"schema_version": int, "stack": [[dialog id, state], ...]}`, bottom of the stack last;
    a stack inside a dialog's state stands as `{"$stack": [...]}`.
    Raises: NotStorable for anything that is not plain JSON, too deep or larger than
    `MAX_STATE_BYTES`.
    """
    stored = {"schema_version": schema_version, "stack": _encode_stack(state, 0)}
    written = json_bytes(stored)
    if len(written) > MAX_STATE_BYTES:
        raise NotStorable("dialog state is too large")
    return WrittenState(stored, written.decode())


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
    if kind in _PLAIN:
        return value
    if depth > _MAX_DEPTH:
        raise NotStorable("dialog state is too deep")
    if kind is dict:
        return _encode_mapping(value, depth + 1)  # type: ignore[arg-type]  # a dict, checked
    if kind is list or kind is tuple:
        return [_encode(entry, depth + 1) for entry in value]  # type: ignore[attr-defined]
    if isinstance(value, float) and math.isfinite(value):
        return value
    if kind is DialogState:
        return {_STACK: _encode_stack(value, depth + 1)}
    raise NotStorable(f"{kind.__module__}.{kind.__qualname__}")


def _encode_mapping(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    if _STACK in value:
        raise NotStorable(f"the reserved key {_STACK}")
    stored = {}
    for key, entry in value.items():
        if type(key) is not str:
            raise NotStorable("a key that is not text")
        stored[key] = entry if type(entry) in _PLAIN else _encode(entry, depth)
    return stored


def _decode_stack(stored: list[Any]) -> DialogState:
    return DialogState([DialogInstance(name, _decode(state)) for name, state in stored])


def _decode(stored: Any) -> Any:
    if isinstance(stored, list):
        return [_decode(entry) for entry in stored]
    if isinstance(stored, dict):
        if _STACK in stored:
            return _decode_stack(stored[_STACK])
        return {k: v if type(v) in _PLAIN else _decode(v) for k, v in stored.items()}
    return stored
