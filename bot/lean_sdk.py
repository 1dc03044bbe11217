"""Leaves out the parts of the SDK that cost start-up time and memory and are never used.

`botbuilder.dialogs` imports packages that recognize numbers, dates and choices in a dozen
languages: 18 MiB and a sixth of a second, for prompts of the SDK that this bot has not got (its own
are in `dialogs/`, `bot.text` reads what is typed). Their names stand in for them; whoever calls one
is told. The two rooms that use the SDK, `dialogs` and `bot.channel`, call `leave_out()` before
their first import of it; taking those calls out brings the packages back.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

LEFT_OUT = frozenset(
    {
        "recognizers_choice",
        "recognizers_date_time",
        "recognizers_number",
        "recognizers_text",
    }
)


def leave_out() -> None:
    """From now on stand in for the packages; those that are loaded already stay."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Named(type):
    """A class whose attributes are their own names, as `Culture.English` is only a key."""

    def __getattr__(cls, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return name


class _Absent(ModuleType):
    """A module in which every public name is a class that cannot be made."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        where = f"{self.__name__}.{name}"

        def refuse(*_args: object, **_named: object) -> NoReturn:
            raise NotImplementedError(f"{where} is left out of this program: see bot.lean_sdk")

        return _Named(name, (), {"__new__": refuse})


class _Finder(MetaPathFinder, Loader):
    """Finds the packages before the import system does."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Ours for what is left out, nobody's for the rest."""
        return ModuleSpec(name, self) if name in LEFT_OUT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The stand-in."""
        return _Absent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is run."""
