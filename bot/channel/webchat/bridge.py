"""Buttons of cards as Web Chat can press them, and what a press means to Teams.

Web Chat does not tell which card a press came from, and it draws `Action.Execute` without being
able to press it. So every button goes out as a Submit whose data carries a mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MARK = "__pressed"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: on which message, with what data; `execute` is None for a Submit."""

    activity_id: str
    data: Mapping[str, Any]
    execute: Mapping[str, Any] | None

    @property
    def invoke_value(self) -> Mapping[str, Any]:
        """The value of the `adaptiveCard/action` invoke."""
        action = {"type": "Action.Execute", **(self.execute or {}), "data": self.data}
        return {"action": action, "trigger": "manual"}


def drawn(node: Any, activity_id: str) -> Any:
    """Attachments whose buttons remember the message they are on."""
    if isinstance(node, list):
        return [drawn(child, activity_id) for child in node]
    if not isinstance(node, dict):
        return node
    node = {key: drawn(child, activity_id) for key, child in node.items()}
    if node.get("type") not in ("Action.Execute", "Action.Submit"):
        return node
    data = node.get("data") or {}
    if not isinstance(data, dict):
        return node
    mark: dict[str, Any] = {"card": activity_id}
    if node["type"] == "Action.Execute":
        mark["execute"] = {key: node[key] for key in ("verb", "id", "title") if node.get(key)}
        node.pop("verb", None)
    return node | {"type": "Action.Submit", "data": {**data, MARK: mark}}


def pressed(value: Any) -> Press | None:
    """The press that a marked value tells of; None for any other value."""
    if not isinstance(value, dict) or not isinstance(value.get(MARK), dict):
        return None
    mark = value[MARK]
    execute = mark.get("execute")
    return Press(
        activity_id=str(mark.get("card", "")),
        data={key: entry for key, entry in value.items() if key != MARK},
        execute=execute if isinstance(execute, dict) else None,
    )
