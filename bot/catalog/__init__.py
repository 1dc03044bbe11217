"""Programs and incentive activities as data: the YAML files of this folder, read once at start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.domain.catalog import Catalog, CatalogFault, parse_catalog
from bot.errors import CatalogError


def load_catalog(folder: Path | None = None, extra: Sequence[Path] = ()) -> Catalog:
    """The catalog in every *.yaml file below `folder` (this package's own by default) and the
    files in `extra`, as if they stood there too.

    Raises: CatalogError naming file and key when something in it is wrong.
    """
    root = folder or Path(__file__).parent
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.yaml"))
    }
    if not files:
        raise CatalogError(f"{root}: no catalog files (*.yaml) here")
    for path in extra:
        files[str(path)] = _text(path)
    try:
        return parse_catalog(files)
    except CatalogFault as fault:
        raise CatalogError(str(fault)) from fault


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}: not readable: {error}") from error
