"""Who may import whom. The table stands in words in docs/architecture.md; change both at once."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.source_tree import PRODUCT, ROOT, module_name, parsed, python_files

SDK = frozenset({"botbuilder", "botframework", "msrest"})
IO = frozenset(
    {
        "asyncio",
        "concurrent",
        "http",
        "io",
        "locale",
        "logging",
        "multiprocessing",
        "os",
        "pathlib",
        "random",
        "secrets",
        "select",
        "shelve",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "ssl",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib",
    }
)
"""Standard modules that read a clock, chance, the locale or the outside: not for pure code."""


@dataclass(frozen=True)
class Storey:
    """What the modules under one name may import, and what of the standard library they may not."""

    ours: frozenset[str] = frozenset()
    packages: frozenset[str] = frozenset()
    not_of_stdlib: frozenset[str] = field(default_factory=frozenset)


def _may(ours: str = "", packages: str = "", *, pure: bool = False) -> Storey:
    free = set() if pure else {"bot.errors", "bot.settings", "bot.lean_sdk"}
    return Storey(
        frozenset(ours.split()) | free, frozenset(packages.split()), IO if pure else frozenset()
    )


DATABASE = "sqlalchemy alembic psycopg pydantic_core"
STOREYS = {
    "bot.domain": _may("bot.domain bot.errors", "pydantic yaml", pure=True),
    "bot.errors": _may(""),
    "bot.settings": _may("bot.errors bot.setting_values"),
    "bot.setting_values": _may("bot.errors"),
    "bot.lean_sdk": _may(""),
    "bot.text": _may("", "babel"),
    "bot.catalog": _may("bot.domain", "yaml"),
    "bot.understanding": _may("bot.domain bot.text", "rapidfuzz yaml"),
    "bot.understanding.train": _may("bot.understanding bot.domain", "numpy sklearn scipy yaml"),
    "cards": _may("bot.domain bot.text", "jinja2 pydantic_core"),
    "bot.storage": _may("bot.domain bot.hands", DATABASE),
    "bot.backend": _may("bot.domain", "aiohttp pydantic yaml"),
    "bot.backend.sandbox": _may(
        "bot.backend.contract bot.backend.signature bot.domain", "aiohttp pydantic jinja2"
    ),
    "bot.files": _may("bot.domain bot.hands", "aiohttp yarl obstore pypdf PIL"),
    "bot.answers": _may("bot.domain bot.text bot.understanding", "aiohttp yaml"),
    "bot.csr_document": _may("bot.domain bot.text bot.files"),
    "bot.questions": _may("bot.domain bot.storage bot.answers.masking", "sqlalchemy"),
    "bot.commands": _may(
        "bot.domain bot.catalog bot.text bot.understanding bot.answers bot.questions bot.demo "
        "bot.reminders.report "
        "bot.operator "
        "bot.setting_values "
        "bot.storage.database "
        "manifest"
    ),
    "bot.clock": _may(""),
    "bot.hands": _may(""),
    "bot.counting": _may(""),
    "bot.ground": _may(
        "bot.backend.client bot.channel bot.clock bot.commands bot.domain bot.files"
        " bot.storage.database",
        "aiohttp",
    ),
    "bot.demo": _may("bot.domain bot.catalog", "aiohttp"),
    "bot.loop_probe": _may(""),
    "bot.housekeeping": _may("bot.files bot.storage bot.worker", "sqlalchemy"),
    "bot.warm_up": _may(""),
    "bot.holidays": _may(""),
    "bot.holidays.write": _may("bot.holidays", "holidays"),
    "bot.embedded": _may(
        "bot.channel.webchat bot.clock bot.domain.catalog bot.reminders bot.storage",
        "aiohttp sqlalchemy",
    ),
    "bot.support": _may("bot.storage bot.worker", "aiohttp sqlalchemy"),
    "bot.desk": _may(
        "bot.domain bot.storage bot.files bot.holidays bot.backend.client bot.backend.contract",
        "sqlalchemy",
    ),
    "bot.worker": _may(
        "bot.desk bot.backend.client bot.storage.database bot.storage.jobs bot.storage.slots",
        "sqlalchemy",
    ),
    "bot.notices": _may("bot.domain bot.storage bot.worker bot.channel.proactive", "sqlalchemy"),
    "bot.reminders": _may(
        "bot.domain bot.desk bot.holidays bot.storage bot.worker bot.channel.proactive",
        "aiohttp sqlalchemy",
    ),
    "bot.submission": _may(
        "bot.domain bot.storage bot.files bot.backend.client bot.backend.contract bot.worker"
        " bot.notices",
        "sqlalchemy",
    ),
    "bot.operator": _may("bot.storage", "sqlalchemy"),
    "bot.metrics": _may(
        "bot.backend.transport bot.channel bot.clock bot.counting bot.desk bot.domain bot.ground"
        " bot.lifecycle bot.storage bot.worker",
        "aiohttp sqlalchemy",
    ),
    "bot.lifecycle": _may(
        "bot.domain bot.storage bot.files bot.backend.client bot.backend.contract"
        " bot.backend.signature bot.worker bot.notices",
        "aiohttp pydantic sqlalchemy",
    ),
    "bot.channel": _may(
        "bot.counting bot.domain bot.text bot.storage.database bot.storage.conversations"
        " bot.storage.recent cards",
        "aiohttp yarl jwt msal requests cryptography botbuilder botframework msrest pydantic_core"
        " sqlalchemy",
    ),
    "dialogs": _may(
        "bot.domain bot.desk bot.csr_document bot.questions bot.answers bot.understanding"
        " bot.text cards",
        "botbuilder botframework",
    ),
    "manifest": _may("", "PIL"),
}
"""Longest name wins. Every storey may import itself, `app` everything; nothing imports `app`."""


def _storey_of(module: str) -> str:
    names = [name for name in STOREYS if module == name or module.startswith(name + ".")]
    return max(names, key=len, default="")


def _is_under(module: str, names: frozenset[str]) -> bool:
    return any(module == name or module.startswith(name + ".") for name in names)


@cache
def _own_modules() -> frozenset[str]:
    return frozenset(module_name(path) for path in python_files())


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported; `from a import b` is a.b if that is our module."""
    package = module_name(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield node.lineno, inner if inner in _own_modules() else source


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in {"app", *PRODUCT, "bench", "tests"}


def _offence(module: str, imported: str) -> str | None:
    name = _storey_of(module)
    storey = STOREYS[name]
    top = imported.partition(".")[0]
    if _is_ours(imported):
        allowed = _storey_of(imported) == name or _is_under(imported, storey.ours)
        return None if allowed else f"{name} may not import {imported}"
    if top in sys.stdlib_module_names:
        forbidden = _is_under(imported, storey.not_of_stdlib) and imported != "collections.abc"
        return f"{name} is pure and may not import {imported}" if forbidden else None
    return None if top in storey.packages else f"{name} may not import the package {top}"


@pytest.mark.parametrize("path", python_files(*PRODUCT), ids=str)
def test_a_module_imports_only_from_the_storeys_below(path: Path) -> None:
    module = module_name(path)
    if module == "bot":
        return
    assert _storey_of(module), f"{path}: no storey for {module}; add one to STOREYS with its reason"

    offences = [
        f"{path}:{line}: {offence}"
        for line, imported in _imports(path)
        if (offence := _offence(module, imported))
    ]

    assert offences == []


def test_only_the_composition_root_imports_the_sandbox() -> None:
    importers = {
        module_name(path)
        for path in python_files(*PRODUCT)
        for _, imported in _imports(path)
        if imported.startswith("bot.backend.sandbox")
        and not module_name(path).startswith("bot.backend.sandbox")
    }

    assert importers == set()


def test_the_bot_framework_appears_in_its_two_rooms_and_the_composition_root_only() -> None:
    strangers = [
        f"{path}:{line}"
        for path in python_files("app.py", *PRODUCT)
        for line, imported in _imports(path)
        if imported.partition(".")[0] in SDK
        and not _is_under(module_name(path), frozenset({"app", "dialogs", "bot.channel"}))
    ]

    assert strangers == []


def test_every_imported_package_is_declared_with_its_purpose() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = {_distribution(text) for text in project["project"]["dependencies"]}
    allowed = declared | set(BROUGHT_ALONG)
    owners = packages_distributions()

    undeclared = {
        f"{path}: {imported}"
        for path in python_files("app.py", *PRODUCT)
        for _, imported in _imports(path)
        if not _is_ours(imported)
        and (top := imported.partition(".")[0]) not in sys.stdlib_module_names
        and not allowed & {_distribution(owner) for owner in owners.get(top, [top])}
    }

    assert undeclared == set()


BROUGHT_ALONG = {
    "yarl": "aiohttp's addresses",
    "pydantic-core": "pydantic's reader and writer of JSON",
    "cryptography": "pyjwt[crypto]'s keys",
    "requests": "what msal raises when the login host cannot be reached",
    "botbuilder-schema": "botbuilder-core's activities",
    "scikit-learn": "trains the recognizer, when it is developed",
    "scipy": "what scikit-learn takes",
    "numpy": "what scikit-learn takes and gives",
    "holidays": "writes down the public holidays, when they are developed",
    "msrest": "the base of botbuilder-core's activities",
    "botframework-connector": "botbuilder-core's claims identity",
}
"""Package → why it is used though only another one is declared: it is part of that one's face."""


def _distribution(text: str) -> str:
    name = text.strip()
    for mark in "[<>=!~ ;":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")
