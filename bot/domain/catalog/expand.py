"""Short forms of the catalog files → full entries: shared rows, defaults, format groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.catalog.fault import CatalogFault

Spec = dict[str, Any]

_YES_NO: list[Spec] = [
    {
        "value": "yes",
        "title": {"en": "Yes", "ko": "예"},
    },
    {
        "value": "no",
        "title": {"en": "No", "ko": "아니요"},
    },
]


class Expander:
    """Fills an entry from the sections it refers to. `section` gives the entries of a section."""

    def __init__(self, section: Callable[[str], Spec]) -> None:
        self._section = section

    def program(self, spec: Spec) -> Spec:
        """A program with the defaults it does not override."""
        return {**self._section("program_defaults"), **spec}

    def kind(self, spec: Spec) -> Spec:
        """A document kind with its format groups spelled out."""
        return {**spec, "formats": self._extensions(spec.get("formats", []))}

    def question(self, spec: Spec) -> Spec:
        """A question; one of kind yesno gets its two choices, as `said` tells them."""
        if spec.get("kind") != "yesno" or "choices" in spec:
            return spec
        told = dict(spec)
        said = told.pop("said", {})
        return {**told, "choices": [{**one, "said": said.get(one["value"])} for one in _YES_NO]}

    def activity(self, spec: Spec) -> Spec:
        """An activity with its shared core requirements, costs and documents in full."""
        return {
            **spec,
            "core_requirements": [self._core(item) for item in spec.get("core_requirements", [])],
            "ineligible": [self._coded("ineligible", code) for code in spec.get("ineligible", [])],
            "requirements": [self._requirement(item) for item in spec.get("requirements", [])],
        }

    def _core(self, item: str | Spec) -> Spec:
        return self._coded("core", item) if isinstance(item, str) else item

    def _coded(self, section: str, code: str) -> Spec:
        return {"code": code, **self._entry(section, code)}

    def _requirement(self, item: str | Spec) -> Spec:
        changes = {"use": item} if isinstance(item, str) else dict(item)
        used = changes.pop("use")
        row = {"requirement_id": used, **self._entry("requirements", used), **changes}
        kinds = [self._entry("kinds", code) for code in row.get("kinds", [])]
        own = row.get("formats")
        groups = (
            [name for kind in kinds for name in kind.get("formats", [])] if own is None else own
        )
        hints = [hint for kind in kinds for hint in kind.get("name_hints", [])]
        defaults = {
            "takes_link": any(kind.get("takes_link") for kind in kinds),
            "link_only": bool(kinds) and all(kind.get("link_only") for kind in kinds),
        }
        return {
            **defaults,
            **row,
            "formats": self._extensions(groups),
            "name_hints": _distinct([*row.get("name_hints", []), *hints]),
        }

    def _extensions(self, groups: list[str]) -> list[str]:
        known = self._section("formats")
        return _distinct([extension for name in groups for extension in known.get(name, [name])])

    def _entry(self, section: str, code: str) -> Spec:
        entry = self._section(section).get(code)
        if not isinstance(entry, dict):
            raise CatalogFault(f'{section} has no "{code}"')
        return entry


def _distinct(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
