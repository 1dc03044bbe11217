"""The held-out sentences, without the recognizer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "heldout_dev"


def sentences(pattern: str, folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            intent, _, text = line.partition("\t")
            yield intent, text
