"""Find the sentences of the program and keep a locale's file in step; a developer's tool.

A message id is a text that stands
* as first argument of `_(…)` or `say(…)`, or second of `….ngettext(…)` (languages with one form
  use that), in Python and, the first kind, in card templates;
* as `message=`, `label=` or `hint=` argument, in Python;
* anywhere else in a module listed in `SENTENCES_IN`, if it is a literal of more than one word that
  begins with a capital letter, a figure or a placeholder, or a value of a table whose name ends in
  WORDS, LABELS or TITLES.
Not counted: docstrings, texts of errors, f-strings, patterns.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.text.po import format_po, parse_po

MESSAGE_FOLDERS = ("bot", "dialogs", "cards")
SENTENCES_IN = (
    "bot/domain",
    "bot/files/findings.py",
    "bot/desk.py",
    "bot/answers/book.py",
    "bot/answers/claims.py",
    "bot/answers/general.py",
    "bot/answers/origins.py",
    "dialogs",
    "cards",
)
"""Here every sentence is one for partners."""

_NOT_FOR_PARTNERS = (
    "bot/backend/sandbox",
    "bot/channel",
    "bot/storage",
    "bot/understanding",
    "bot/demo.py",
    "bot/embedded.py",
    "bot/domain/catalog",
)
_IN_TEMPLATE = re.compile(r"""\b_\(\s*"((?:[^"\\]|\\.)*)\"""")
_SENTENCE = re.compile(r"(?:[A-Z]|\d|%\(\w+\)s|[“…✓]).*\s.*\S", re.DOTALL)
_NO_SENTENCE = re.compile(r"S\d+[ ,].*(?:published|assumed).*|.*\|.*|https?://.*", re.DOTALL)
"""Names of sources, lists of words that are understood, addresses."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_TABLES = re.compile(r".*(?:WORDS|LABELS|TITLES|_words|_labels|_titles)$")
_PLACES = {"_": slice(0, 1), "say": slice(0, 1), "ngettext": slice(1, 2)}
_NAMED_ARGUMENTS = frozenset({"message", "label", "hint"})
_QUIET_CALLS = frozenset({"compile", "getLogger", "debug", "info", "warning", "error", "exception"})


def placeholders(message: str) -> frozenset[str]:
    """Names that a message wants filled."""
    return frozenset(_PLACEHOLDER.findall(message))


def messages(root: Path) -> dict[str, tuple[str, ...]]:
    """Every message id under the root's folders → the files that use it, both sorted."""
    found: dict[str, set[str]] = {}
    for folder in MESSAGE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            for message in _messages_in(path, name):
                found.setdefault(message, set()).add(name)
    return {message: tuple(sorted(found[message])) for message in sorted(found)}


def update_po(root: Path, language: str) -> tuple[int, int]:
    """Bring `locales/<language>.po` in step: new ids empty, ids no longer used gone, sorted by id.

    Shape: how many ids were added and how many removed.
    """
    path = root / "locales" / f"{language}.po"
    old = _translations(path)
    wanted = messages(root)
    path.parent.mkdir(exist_ok=True)
    text = format_po(language, {message: old.get(message, "") for message in wanted})
    path.write_text(text, encoding="utf-8")
    return len(wanted.keys() - old.keys()), len(old.keys() - wanted.keys())


def _translations(path: Path) -> dict[str, str]:
    return parse_po(path.read_text(encoding="utf-8")) if path.exists() else {}


def _messages_in(path: Path, name: str) -> Iterator[str]:
    if name.startswith(_NOT_FOR_PARTNERS):
        return
    if name.endswith(".j2"):
        for text in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            yield text.encode().decode("unicode_escape") if "\\" in text else text
    elif name.endswith(".py") and not name.endswith("text/extract.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from _in_calls(tree)
        if name.startswith(SENTENCES_IN):
            yield from _sentences(tree)


def _in_calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        place = _PLACES.get(_called(node), slice(0))
        named = [k.value for k in node.keywords if k.arg in _NAMED_ARGUMENTS]
        yield from _literals([*node.args[place], *named])


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Texts of literals, also of both branches of a conditional expression."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value and not _NO_SENTENCE.fullmatch(node.value):
                yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])


def _sentences(node: ast.AST) -> Iterator[str]:
    """Sentences below a node, without docstrings, errors, patterns, logs and f-strings."""
    if isinstance(node, (ast.Raise, ast.JoinedStr, ast.Assert)) or _is_quiet(node):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and _called(node) == "ngettext":
        return
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and _is_table(node):
        values = node.value.values if isinstance(node.value, ast.Dict) else []
        yield from _literals(values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _SENTENCE.fullmatch(node.value):
            yield from _literals([node])
        return
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def _is_quiet(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and (
        _called(node) in _QUIET_CALLS or _called(node).endswith(("Error", "Field"))
    )


def _is_table(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(t, ast.Name) and _TABLES.fullmatch(t.id) for t in targets)
