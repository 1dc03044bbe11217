"""Nothing is mocked and nothing is unpickled, however it would be imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.source_tree import parsed, python_files

BANNED = frozenset({"unittest.mock", "pickle", "jsonpickle", "marshal", "dill", "shelve"})


def test_nothing_is_mocked_and_nothing_is_unpickled() -> None:
    banned = [
        f"{path}:{line}: {name}"
        for path in python_files()
        for line, name in _reached(parsed(path))
        if _is_banned(name)
    ]

    assert banned == []


@pytest.mark.parametrize(
    "text",
    [
        "import pickle as p",
        "from pickle import loads",
        "from joblib import numpy, pickle",
        "from unittest import mock",
        "import unittest.mock",
        "import marshal",
        "import shelve",
        "from dill import load",
        "__import__('pickle')",
        "builtins.__import__('jsonpickle')",
        "importlib.import_module('pickle')",
        "import_module(name='pickle')",
    ],
)
def test_each_way_to_unpickle_is_seen(text: str) -> None:
    names = [name for _, name in _reached(ast.parse(text))]

    assert any(map(_is_banned, names))


def _is_banned(name: str) -> bool:
    return (
        any(name == one or name.startswith(one + ".") for one in BANNED)
        or name.rpartition(".")[2] in BANNED
    )


def _reached(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of what is imported, by a statement or by a call, names of a package too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            if called in ("__import__", "import_module"):
                given = (*node.args, *(keyword.value for keyword in node.keywords))
                yield from (
                    (node.lineno, str(one.value))
                    for one in given[:1]
                    if isinstance(one, ast.Constant)
                )
