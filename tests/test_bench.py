"""The benchmark's instrument can be trusted, and its files are what they say."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from PIL import Image

from bench import selftest
from bench.files import make_file
from bench.goals import (
    BAD_REPLIES,
    CPU_TO_FLOOR,
    REMINDER_MEMORY,
    REMINDERS_WRONG,
    Figure,
    table,
)
from bench.reminders import Reminded
from bench.run import is_failure
from tests.source_tree import ROOT

REMINDED = Reminded(
    log={"delivered": 2},
    delivered=2,
    missing=0,
    twice=1,
    twice_not_in_flight=0,
    in_flight=1,
    over={},
    busiest=2,
    answers={201: 3},
    seconds=1.0,
    memory=(150.0, 150.5),
)


async def test_the_instrument_counts_every_fault_exactly() -> None:
    assert await selftest.check() == []


@pytest.mark.parametrize("kind", ["pdf", "png", "docx"])
def test_a_made_file_is_about_as_large_as_asked_and_differs_by_seed(kind: str) -> None:
    one, other = make_file(kind, "1", 50_000), make_file(kind, "2", 50_000)

    assert one != other
    assert len(one) == pytest.approx(50_000, rel=0.05)


def test_made_files_are_whole() -> None:
    pages = pypdf.PdfReader(io.BytesIO(make_file("pdf", "1")), strict=True).pages
    Image.open(io.BytesIO(make_file("png", "1"))).load()
    package = zipfile.ZipFile(io.BytesIO(make_file("docx", "1")))

    assert "Invoice" in pages[0].extract_text()
    assert package.testzip() is None


def test_the_claim_has_the_shape_the_goals_speak_of() -> None:
    script = json.loads((ROOT / "bench/scripts/claim20.json").read_text("utf-8"))
    files = [step for step in script["loop"] if "file" in step]

    assert 18 <= len(script["loop"]) <= 22
    assert len(files) == 3


def test_one_wrong_reply_fails_and_the_limit_of_a_ratio_does_not() -> None:
    assert Figure(BAD_REPLIES, 1).fails
    assert not Figure(CPU_TO_FLOOR, CPU_TO_FLOOR.limit).fails


@pytest.mark.parametrize(
    "fault", [{"missing": 1}, {"twice_not_in_flight": 1}, {"over": {"tenant": 1}}]
)
def test_a_lost_or_doubled_reminder_or_a_passed_limit_fails_also_a_short_run(
    fault: dict[str, Any],
) -> None:
    figure = Figure(REMINDERS_WRONG, replace(REMINDED, **fault).wrong)

    assert REMINDED.wrong == 0
    assert is_failure(figure, smoke=True)
    assert not is_failure(Figure(REMINDER_MEMORY, REMINDER_MEMORY.limit + 1), smoke=True)


def test_a_figure_that_was_not_measured_says_why() -> None:
    assert "not measured: no network" in table([Figure(CPU_TO_FLOOR, None, "no network")])
