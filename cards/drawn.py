"""A card as its template wrote it: JSON, read as a mapping only where somebody looks inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json, to_json


class DrawnCard(Mapping[str, Any]):
    """A card of which most are sent without anybody looking inside.

    Shape: `json_text` is the whole card as JSON in UTF-8; `fallback` its `fallbackText`.
    """

    __slots__ = ("_content", "fallback", "json_text")

    def __init__(
        self, json_text: bytes, fallback: str, content: Mapping[str, Any] | None = None
    ) -> None:
        self.json_text, self.fallback, self._content = json_text, fallback, content

    @classmethod
    def written(cls, content: Mapping[str, Any]) -> DrawnCard:
        """The card of a mapping."""
        return cls(to_json(content), str(content["fallbackText"]), content)

    @classmethod
    def with_fallback(cls, raw: bytes, fallback: str) -> DrawnCard:
        """A card from the JSON of an object and the plain text that is added to it."""
        return cls(b'%b,"fallbackText":%b}' % (raw.rstrip()[:-1], to_json(fallback)), fallback)

    def __getitem__(self, key: str) -> Any:
        return self._mapping()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping())

    def __len__(self) -> int:
        return len(self._mapping())

    def _mapping(self) -> Mapping[str, Any]:
        if self._content is None:
            self._content = from_json(self.json_text, cache_strings="keys")
        return self._content
