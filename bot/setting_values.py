"""Values of settings as the environment writes them: all are texts there."""

from __future__ import annotations

from typing import Any

from bot.errors import SettingsError


def read_value(name: str, text: str, default: Any) -> Any:
    """What an environment variable says, in the type of its default; tuples by commas.

    Raises: SettingsError naming the variable.
    """
    try:
        if isinstance(default, bool):
            if text.lower() not in ("1", "true", "yes", "0", "false", "no"):
                raise ValueError("write true or false")
            return text.lower() in ("1", "true", "yes")
        if isinstance(default, int):
            return int(text)
        if isinstance(default, tuple) and default and isinstance(default[0], int):
            return tuple(int(part) for part in text.split(","))
        if isinstance(default, float):
            return float(text)
    except ValueError as error:
        raise SettingsError(f"{name} is {text!r}: {error}") from error
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
