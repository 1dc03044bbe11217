"""The tables of the documentation that name tests name such as are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def rows(page: str) -> list[str]:
    """The rows of its tables, without their heads."""
    lines = (TESTS.parent / "docs" / page).read_text("utf-8").splitlines()
    heads = {at - 1 for at, line in enumerate(lines) if line.startswith("|--")}
    return [line for at, line in enumerate(lines) if line.startswith("| ") and at not in heads]


@pytest.mark.parametrize(
    "row",
    [*rows("bad-input.md"), *rows("promises.md")],
    ids=lambda row: row.split("|")[1].strip()[:40],
)
def test_every_line_has_a_test_that_is_there(row: str) -> None:
    named = NAMED.findall(row)
    assert named
    for path, test in named:
        tree = ast.parse((TESTS / path).read_text("utf-8"))
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        assert test in {node.name for node in tree.body if isinstance(node, functions)}, path
