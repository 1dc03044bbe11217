"""The held-out sentences, without the recognizer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "heldout_dev"
BLIND = tuple(HERE / f"heldout_blind_{name}" for name in "abcde")
"""A quarter each of what five people wrote who did not know the training files."""
PLAINEST = HERE / "plainest"
"""What must be answered, not asked back; neither held out nor trained on as a file."""


def sentences(pattern: str, folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            intent, _, text = line.partition("\t")
            yield intent, text


def by_intent(language: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Intent and sentence of the files `<intent>.<language>.txt`."""
    for path in sorted(folder.glob(f"*.{language}.txt")):
        for line in path.read_text("utf-8").splitlines():
            yield path.name.split(".")[0], line
