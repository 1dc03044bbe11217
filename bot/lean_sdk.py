"""Leaves out the parts of the SDK that cost start-up time and memory and are never used.

`botbuilder.dialogs` imports packages that recognize numbers, dates and choices in a dozen
languages: 18 MiB and a sixth of a second, for prompts of the SDK that this bot has not got (its own
are in `dialogs/`, `bot.text` reads what is typed). Their names stand in for them; whoever calls one
is told. Its clients, which this bot has its own for, bring a second HTTP library with all that
belongs to it; that is kept away while the SDK is imported, and there for who imports it afterwards.
The memory scopes of its dialogs, which adaptive dialogs need and these do not, are neither loaded
nor made for each turn.
The two rooms that use the SDK, `dialogs` and `bot.channel`, call `leave_out()` before their first
import of it; taking those calls out brings the packages back.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

LEFT_OUT = frozenset(
    {
        "botbuilder.dialogs.memory",
        "recognizers_choice",
        "recognizers_date_time",
        "recognizers_number",
        "recognizers_text",
    }
)


KEPT_AWAY = frozenset(
    {"azure", "jsonpickle", "msal", "oauthlib", "requests", "requests_oauthlib", "urllib3"}
)
"""Packages of which the SDK gets stand-ins, and nobody else."""

_MEMORY = "botbuilder.dialogs.dialog_context"
"""Where a dialog's context asks for its memory scopes, which this bot's dialogs have not got: what
they know stands in their state and in the turn.
"""
_SDK = ("botbuilder.schema", "botbuilder.core", "botbuilder.dialogs", "botframework.connector.auth")


def leave_out() -> None:
    """From now on stand in for the packages; those that are loaded already stay."""
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder(LEFT_OUT))
    passing = _Finder(KEPT_AWAY.difference(sys.modules))
    sys.meta_path.insert(0, passing)
    for name in _SDK:
        importlib.import_module(name)
    vars(sys.modules[_MEMORY])["DialogStateManager"] = _NoMemory
    sys.meta_path.remove(passing)
    for name in [name for name, module in sys.modules.items() if type(module) is _Absent]:
        if name.partition(".")[0] in KEPT_AWAY:
            del sys.modules[name]


class _NoMemory:
    """Stands in for the memory scopes of a dialog's context, which would be made for each twice a
    turn.
    """

    def __init__(self, _dialog_context: object) -> None:
        """Nothing is looked for."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NotImplementedError(
            f"memory scopes are left out of this program ({name}): see {__name__}"
        )


class _Named(type):
    """A class whose attributes are their own names, as `Culture.English` is only a key."""

    def __getattr__(cls, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return name


class _Absent(ModuleType):
    """A module in which every public name is a class that does nothing, or cannot be made."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        where = f"{self.__name__}.{name}"
        if where.partition(".")[0] in KEPT_AWAY:  # the SDK derives from some and makes one
            return _Named(name, (), {"__init__": lambda self, *_args, **_named: None})

        def refuse(*_args: object, **_named: object) -> NoReturn:
            raise NotImplementedError(f"{where} is left out of this program: see bot.lean_sdk")

        return _Named(name, (), {"__new__": refuse})


class _Finder(MetaPathFinder, Loader):
    """Finds the packages, and what is in them, before the import system does."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages, self._inside = packages, tuple(f"{package}." for package in packages)

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Ours for what is left out, nobody's for the rest."""
        ours = name in self._packages or name.startswith(self._inside)
        return ModuleSpec(name, self, is_package=True) if ours else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The stand-in."""
        return _Absent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is run."""
