"""The files of the project, read and parsed once, for the tests over all of them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("bot", "cards", "dialogs", "manifest")


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project that is or may be committed, sorted, relative to its root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        names = [name for name in found.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive without its history
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if _belongs(path)]
    return tuple(sorted(Path(name) for name in names if (ROOT / name).is_file()))


def _belongs(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not any(
        (part.startswith(".") and part != ".ci") or part in ("var", "build") for part in parts
    )


def python_files(*under: str) -> tuple[Path, ...]:
    """Python files relative to the root: all, or those under the given top-level names."""
    files = (path for path in project_files() if path.suffix == ".py")
    return tuple(path for path in files if not under or path.parts[0] in under)


@cache
def text_of(path: Path) -> str:
    """The text of one file named relative to the root."""
    return (ROOT / path).read_text("utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one file named relative to the root."""
    return ast.parse(text_of(path), str(path))


def module_name(path: Path) -> str:
    """bot/domain/claim.py → bot.domain.claim; a package's __init__.py → the package."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
