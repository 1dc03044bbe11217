"""Sizes, clocks, hosts and documentation, over all files."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.source_tree import PRODUCT, ROOT, parsed, project_files, python_files, text_of

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40

LONGER_FILES: dict[str, str] = {}
"""File → why it is longer than MAX_FILE_LINES."""
LONGER_FUNCTIONS: dict[str, str] = {
    "tests/journeys/test_crash.py:test_a_claim_survives_a_kill_at_every_point_of_its_way": (
        "one story with a kill at each of its points"
    ),
    "tests/test_lean_sdk.py:test_a_dialog_inside_a_dialog_runs_without_them": (
        "a whole program, run in a process of its own"
    ),
}
"""file:function → why it is longer than MAX_FUNCTION_LINES."""

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_file_is_short_or_says_why_not(path: Path) -> None:
    if _is_revision(path) or str(path) in LONGER_FILES:
        return

    assert len(text_of(path).splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_function_is_short_or_says_why_not(path: Path) -> None:
    too_long = [
        f"{path}:{node.lineno}: {node.name} has {_lines(node)} lines"
        for node in ast.walk(parsed(path))
        if isinstance(node, FunctionNode)
        and _lines(node) > MAX_FUNCTION_LINES
        and f"{path}:{node.name}" not in LONGER_FUNCTIONS
        and not _is_revision(path)
    ]

    assert too_long == []


def test_every_exception_to_the_sizes_is_still_needed() -> None:
    long_files = {str(p) for p in python_files() if len(text_of(p).splitlines()) > MAX_FILE_LINES}
    long_functions = {
        f"{path}:{node.name}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, FunctionNode) and _lines(node) > MAX_FUNCTION_LINES
    }

    assert set(LONGER_FILES) - long_files == set()
    assert set(LONGER_FUNCTIONS) - long_functions == set()


def test_every_file_and_test_that_the_documentation_names_is_there() -> None:
    missing = []
    for page in (Path("README.md"), *sorted(Path("docs").glob("*.md"))):
        for name, test in _NAMED.findall((ROOT / page).read_text("utf-8")):
            found = [path for path in project_files() if f"/{path}".endswith(f"/{name}")]
            if not any(f"def {test}(" in text_of(path) or not test for path in found):
                missing.append(f"{page}: {name} {test}".strip())

    assert missing == []


_NAMED = re.compile(r"`(?:\w+=)?([\w./-]+\.(?:py|md|yaml|txt|po|tsv))(?:::(\w+))?[^`\n]*`")
_LINKED = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = (Path("README.md"), Path("CHANGELOG.md"), *sorted(Path("docs").glob("*.md")))
    dead = [
        f"{page}: {link}"
        for page in pages
        for link in _LINKED.findall((ROOT / page).read_text("utf-8"))
        if not (ROOT / page.parent / link).exists()
    ]

    assert dead == []


def _is_revision(path: Path) -> bool:
    return "migrations" in path.parts and "versions" in path.parts


def _lines(node: FunctionNode) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and ast.get_docstring(node) is not None
    words = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - words


CLOCK_READERS = {"bot/worker.py": "waits between polls", "app.py": "hands the clock to everybody"}
"""Files that may name the real clock."""


def test_nobody_reads_the_calendar_without_a_zone() -> None:
    readings = [
        f"{path}:{line}: {name}"
        for path in python_files("app.py", *PRODUCT)
        for line, name, arguments in _calls(path)
        if name.endswith((".utcnow", ".today", ".utcfromtimestamp"))
        or (
            name.endswith(("datetime.now", "datetime.fromtimestamp"))
            and arguments < _with_zone(name)
        )
    ]

    assert readings == []


def test_rules_words_and_cards_are_told_the_time() -> None:
    readings = [
        f"{path}:{line}: {name}"
        for path in python_files(*PRODUCT)
        if _is_told_the_time(path)
        for line, name, _ in _calls(path)
        if name in ("datetime.now", "datetime.datetime.now", "time.time", "time.monotonic")
    ]

    assert readings == []


def _with_zone(name: str) -> int:
    return 1 if name.endswith(".now") else 2


def _is_told_the_time(path: Path) -> bool:
    return path.parts[0] in ("dialogs", "cards") or path.parts[:2] in (
        ("bot", "domain"),
        ("bot", "desk.py"),
    )


def _calls(path: Path) -> Iterator[tuple[int, str, int]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), len(node.args) + len(node.keywords)


REGISTRIES = [
    ".".join(words) for words in (("pypi", "org"), ("files", "pythonhosted"), ("registry", "npmjs"))
]
MACHINE_PATHS = [
    "/".join(("", *words)) for words in (("root", ""), ("home", ""), ("work", ""), ("opt", "pypi"))
]
WORD_START = r"(?<![\w.\-/$}])"


@pytest.mark.parametrize("path", [p for p in project_files() if p.suffix != ".png"], ids=str)
def test_no_file_names_a_package_registry_or_a_path_of_one_machine(path: Path) -> None:
    try:
        text = text_of(path)
    except UnicodeDecodeError:
        return

    assert [host for host in REGISTRIES if host in text] == []
    assert [
        place for place in MACHINE_PATHS if re.search(WORD_START + re.escape(place), text)
    ] == []


def test_every_folder_stands_in_the_readme() -> None:
    readme = text_of(Path("README.md"))
    folders = {path.parts[0] for path in project_files() if len(path.parts) > 1}
    folders |= {
        path.parts[1] for path in project_files() if path.parts[0] == "bot" and len(path.parts) > 2
    }

    assert sorted(folder for folder in folders if f"{folder}/" not in readme) == []


def test_every_setting_is_documented_and_nothing_else() -> None:
    documented = set(
        re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", text_of(Path("docs/settings.md")), re.MULTILINE)
    )
    settings = {setting.name.upper() for setting in dataclasses.fields(Settings)}

    assert sorted(settings - documented) == []
    assert sorted(documented - settings) == []


def test_every_command_of_the_makefile_stands_in_the_readme() -> None:
    targets = re.findall(r"^\.PHONY: (.+)$", text_of(Path("Makefile")), re.MULTILINE)[0].split()

    assert [
        target for target in targets if f"make {target}" not in text_of(Path("README.md"))
    ] == []


def test_the_first_screen_of_the_readme_shows_the_review_and_the_two_commands() -> None:
    readme = text_of(Path("README.md"))
    first_screen = "\n".join(readme.split("\n")[:40])
    pictures = re.findall(r"^!\[[^\]]*review[^\]]*\]\((.+)\)$", first_screen, re.MULTILINE | re.I)

    assert [(ROOT / picture).is_file() for picture in pictures] == [True]
    assert "two commands" in first_screen
    for command in ("make run", "make test", "make demo", "PORT=4000 make run", "/healthz"):
        assert command in first_screen, command
    assert re.search(
        r"^npx .*m365agentsplayground.* -e http://127\.0\.0\.1:3978/api/messages", readme, re.M
    )


def test_the_root_is_where_the_tests_think_it_is() -> None:
    assert (ROOT / "pyproject.toml").is_file()
