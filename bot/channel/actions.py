"""What a button of a card sent back; it went through the client, so every shape is checked."""

from __future__ import annotations

from bot.channel.raw import is_clean_id, without_controls
from bot.domain.inputs import CardAction

MAX_INPUTS = 100
MAX_INPUT_CHARS = 10_000


def read_action(value: object) -> CardAction | None:
    """The card action in what a button sent back, or None when it is none of ours.

    Shape: `{"act": {"kind": text, "claim"?: text, "v"?: whole number, "nonce"?: text, ...texts},
    input id: entered value, ...}`.
    """
    if not isinstance(value, dict) or not isinstance(value.get("act"), dict):
        return None
    act: dict[str, object] = value["act"]
    kind, claim, version, nonce = (act.get(key) for key in ("kind", "claim", "v", "nonce"))
    arguments = {k: v for k, v in act.items() if k not in ("kind", "claim", "v", "nonce")}
    if not isinstance(kind, str) or not is_clean_id(kind) or not kind:
        return None
    if not _is_text_or_none(claim) or not _is_text_or_none(nonce):
        return None
    if version is not None and type(version) is not int:
        return None
    inputs = {k: v for k, v in value.items() if k not in ("act", "msteams")}
    if len(inputs) + len(arguments) > MAX_INPUTS:
        return None
    if not all(isinstance(v, str) and is_clean_id(v) for v in arguments.values()):
        return None
    values = {k: _input_text(v) for k, v in inputs.items()}
    if None in values.values() or not all(map(is_clean_id, (*values, *arguments))):
        return None
    return CardAction(
        kind=kind,
        claim_id=claim,  # type: ignore[arg-type]  # a text or None, checked above
        version=version,
        nonce=nonce,  # type: ignore[arg-type]  # a text or None, checked above
        arguments=arguments,  # type: ignore[arg-type]  # texts, checked above
        values=values,  # type: ignore[arg-type]  # without None, checked above
    )


def _input_text(value: object) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return without_controls(value[:MAX_INPUT_CHARS])
    return None


def _is_text_or_none(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_clean_id(value))
