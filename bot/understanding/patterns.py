"""Utterance files → training sentences. One pattern per line; in `plain/`, one sentence.

Used when training, never at run time. Each folder of `plain/` has one writer, so that the training
can tell how well it does on writers it has not seen.

`(a|b)` takes one of them, `[a|b]` one of them or nothing, `{name}` a filling from `slots.txt`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from bot.understanding.lexicon import FOLDER as LEXICON

FOLDER = Path(__file__).parent / "utterances"
LANGUAGES = ("en", "ko")
PER_LINE = 4
PLAIN_WEIGHT = 2.0
"""A sentence somebody wrote counts for more than all that a pattern expands to."""
PATTERN_WEIGHT = 0.3
PER_TALK_LINE = 60
"""Lines of small talk list whole sentences, each of which counts."""
_GROUP = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_OPENERS = {
    "en": (
        "hi, ", "hello, ", "hey ", "quick question: ", "sorry, ", "so ",
        "ok ", "good morning, ",
        "hi there! ", "just wondering, ", "um, ", "question - ", "dear team, ",
        "and ", "btw ",
        "can you tell me ", "i wonder ", "we are a small partner. ", "my boss wants to know: ",
    ),
    "ko": (
        "안녕하세요 ", "안녕하세요, ", "혹시 ", "저기요 ", "질문 있는데요 ", "그런데 ", "저희 ",
        "음 ",
        "죄송한데 ", "근데 ", "그럼 ", "문의드립니다 ", "저 ", "수고하십니다 ",
    ),
}  # fmt: skip
_CLOSERS = {
    "en": (" please", " thanks", " thank you", "?", " asap", " pls", "??", "!", ".", " thx"),
    "ko": (" 부탁드립니다", " 감사합니다", "?", " 궁금합니다", "~", "!!", "요", ".", "ㅠㅠ"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One training sentence.

    `line` tells which pattern it came from, so that nothing splits a pattern; `writer` is the
    folder of a plain sentence, empty for a pattern.
    """

    label: str
    language: str
    text: str
    line: str
    weight: float
    writer: str = ""


def examples(folder: Path = FOLDER) -> list[Example]:
    """All training sentences, in the order of the files; always the same for the same files."""
    fillings = _fillings(folder / "slots.txt")
    result = []
    for path in sorted(folder.glob("*.*.txt")):
        for label, language, line in _lines(path):
            result += _of_line(label, language, line, fillings)
    for path in sorted(folder.glob("plain/*/*.*.txt")):
        for label, language, line in _lines(path):
            key = f"{path.parent.name}/{label}.{language}:{line}"
            result.append(Example(label, language, line, key, PLAIN_WEIGHT, path.parent.name))
    return result


def fingerprint(utterances: Path = FOLDER, concepts: Path = LEXICON) -> str:
    """SHA-256 over names and contents of all files a model is trained from."""
    digest = sha256()
    for path in [*sorted(utterances.rglob("*.txt")), *sorted(concepts.glob("concepts.*.txt"))]:
        name = f"{path.parent.name}/{path.name}"
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    label, _, language = path.name.removesuffix(".txt").rpartition(".")
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield label, language, line.strip()


def _fillings(path: Path) -> dict[str, list[str]]:
    lines = (line.partition(":") for line in path.read_text("utf-8").splitlines())
    return {
        name: [value.strip() for value in values.split("|")] for name, _, values in lines if values
    }


def _of_line(label: str, language: str, line: str, fillings: dict[str, list[str]]) -> list[Example]:
    chance = random.Random(crc32(f"{label}{language}{line}".encode()))  # noqa: S311 - reproducible
    is_talk = label.startswith("smalltalk")
    most = PER_TALK_LINE if is_talk else PER_LINE
    texts = dict.fromkeys(_expand(line, language, fillings, chance) for _ in range(3 * most))
    chosen = list(texts)[:most]
    if label != "cancel" and not is_talk:
        chosen += [_dressed(text, language, chance) for text in chosen[: PER_LINE // 3]]
    weight = PATTERN_WEIGHT * (1.0 if is_talk else min(len(chosen), 6) / len(chosen))
    return [Example(label, language, text, f"{label}.{language}:{line}", weight) for text in chosen]


def _expand(line: str, language: str, fillings: dict[str, list[str]], chance: random.Random) -> str:
    def group(found: re.Match[str]) -> str:
        if found.group(1) is not None:
            return str(chance.choice(found.group(1).split("|")))
        return chance.choice([*found.group(2).split("|"), ""]) if chance.random() < 0.8 else ""

    def slot(found: re.Match[str]) -> str:
        return chance.choice(fillings[f"{found.group(1)}.{language}"])

    while _GROUP.search(line):
        line = _GROUP.sub(group, line)
    return " ".join(_SLOT.sub(slot, line).split())


def _dressed(text: str, language: str, chance: random.Random) -> str:
    which = chance.randrange(3)
    opener = chance.choice(_OPENERS[language]) if which != 1 else ""
    return opener + text + (chance.choice(_CLOSERS[language]) if which else "")
