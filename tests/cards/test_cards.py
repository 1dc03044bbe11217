"""Every view in every language and mood is a card that Teams and Web Chat can show."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft6Validator

from bot.text import LANGUAGES, translator
from cards.plain import card_text
from cards.render import MAX_CARD_BYTES
from cards.views import View
from tests.cards.check_card import nodes, problems
from tests.cards.samples import HOSTILE, MOODS, NORMAL, drawn, sample

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "card-checks"
BUNDLE = Path("adaptivecards", "dist", "adaptivecards.js")


def all_cards() -> dict[str, dict[str, Any]]:
    return {
        f"{type(view).__name__} {language} {mood}": drawn(sample(view, mood), translator(language))
        for view in NORMAL
        for language in LANGUAGES
        for mood in MOODS
    }


CARDS = all_cards()


@pytest.fixture(scope="session")
def schema() -> Draft6Validator:
    text = (HERE.parent / "schemas" / "adaptive-card-1.5.0.json").read_text(encoding="utf-8")
    # The top-level id is an address that references would be resolved against.
    return Draft6Validator({k: v for k, v in json.loads(text).items() if k != "id"})


@pytest.fixture(scope="session")
def renderer() -> Path:
    """Microsoft's renderer, installed on first use under build/ unless it is there."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        pytest.skip("Node is not installed")
    folders = [Path(given) for given in (os.environ.get("NODE_PATH"),) if given]
    folders += [ROOT / "build" / "node_modules", BUILD / "node_modules"]
    for folder in folders:
        if (folder / BUNDLE).exists():
            return folder / BUNDLE
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, BUILD)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=BUILD, capture_output=True, text=True, timeout=120)
    if done.returncode:
        pytest.skip(f"the card renderer could not be installed: {done.stderr[-200:]}")
    return BUILD / "node_modules" / BUNDLE


@pytest.fixture(scope="session")
def rendered(renderer: Path) -> dict[str, dict[str, Any]]:
    command = ["node", str(HERE / "check_cards.js"), str(renderer)]
    done = subprocess.run(
        command, input=json.dumps(CARDS), capture_output=True, text=True, timeout=60, check=True
    )
    results: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return results


def test_there_is_a_sample_of_every_view() -> None:
    assert {type(view) for view in NORMAL} == set(get_args(View))


@pytest.mark.parametrize("name", CARDS)
def test_a_card_passes_the_strict_check(name: str) -> None:
    assert problems(CARDS[name]) == []


@pytest.mark.parametrize("name", CARDS)
def test_a_card_fits_the_official_schema(name: str, schema: Draft6Validator) -> None:
    assert [error.message for error in schema.iter_errors(CARDS[name])] == []


@pytest.mark.node
@pytest.mark.parametrize("name", CARDS)
def test_the_official_renderer_shows_a_card(name: str, rendered: dict[str, Any]) -> None:
    assert rendered[name]["problems"] == []


@pytest.mark.node
@pytest.mark.parametrize("name", [name for name in CARDS if "normal" in name])
def test_the_official_renderer_shows_every_text(name: str, rendered: dict[str, Any]) -> None:
    shown = " ".join(rendered[name]["text"].split())
    texts = [n["text"] for n in nodes(CARDS[name]) if n["type"] in ("TextRun", "TextBlock")]

    assert [text for text in texts if " ".join(text.split()) not in shown] == []


@pytest.mark.parametrize("name", [name for name in CARDS if "hostile" in name])
def test_hostile_text_has_no_control_characters_left(name: str) -> None:
    text = json.dumps(CARDS[name], ensure_ascii=False)

    assert not set("\x00\x07\u202e") & set(json.loads(f"[{text}]").__repr__())
    assert "\\u0000" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("name", [name for name in CARDS if "hostile" in name])
def test_hostile_text_stands_in_text_runs_or_is_escaped(name: str) -> None:
    blocks = [n["text"] for n in nodes(CARDS[name]) if n["type"] == "TextBlock"]

    assert [text for text in blocks if "<script>" in text or " *bold*" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_stands_unchanged_in_its_input(language: str) -> None:
    form = sample(next(v for v in NORMAL if type(v).__name__ == "FormView"), "hostile")
    inputs = [n for n in nodes(drawn(form, translator(language))) if n["type"] == "Input.Text"]
    safe = HOSTILE.replace("\x00", " ").replace("\x07", " ").replace("\u202e", " ")

    assert {n["value"] for n in inputs} == {safe.replace("\ud83d", "?")}


@pytest.mark.parametrize("name", [n for n in CARDS if "long" in n or "full" in n])
def test_a_big_card_is_shortened_to_the_limit_and_says_so(name: str) -> None:
    text = json.dumps(CARDS[name], ensure_ascii=False)

    assert len(text.encode()) <= MAX_CARD_BYTES
    assert "long" not in name or "…" in text


def test_the_same_view_gives_the_same_card() -> None:
    assert all_cards() == CARDS


def test_a_shortened_list_counts_what_was_left_out() -> None:
    answer = sample(next(v for v in NORMAL if type(v).__name__ == "AnswerView"), "full")

    assert "… and " in card_text_of(answer)


def card_text_of(view: View) -> str:
    return json.dumps(drawn(view, translator("en")), ensure_ascii=False)


@pytest.mark.parametrize("view", NORMAL, ids=lambda view: type(view).__name__)
def test_the_plain_text_has_every_text_of_the_card(view: View) -> None:
    card, text = drawn(view, translator("en")), card_text(view)
    runs = [n["text"].strip(" •·›✎📎✔") for n in nodes(card) if n["type"] == "TextRun"]

    assert card["fallbackText"] == text
    assert [run for run in runs if run not in text and run != "Change"] == []


def test_a_field_error_stands_right_below_its_input_with_a_word() -> None:
    form = next(v for v in NORMAL if type(v).__name__ == "FormView")
    body = drawn(form, translator("en"))["body"]
    place = next(n for n, node in enumerate(body) if node.get("id") == "start")

    assert body[place + 1]["inlines"][0] == {
        "type": "TextRun",
        "text": "⚠ Please check: This day is outside the usage period.",
        "color": "attention",
        "weight": "bolder",
    }


def test_inputs_are_of_the_kind_that_takes_what_people_type() -> None:
    form = next(v for v in NORMAL if type(v).__name__ == "FormView")
    inputs = {n["id"]: n for n in nodes(drawn(form, translator("en"))) if n["type"][:6] == "Input."}

    assert inputs["start"]["type"] == "Input.Date"
    assert (inputs["end"]["type"], inputs["end"]["value"]) == ("Input.Text", "31 June")
    assert (inputs["net"]["type"], inputs["net"]["value"]) == ("Input.Text", "1.234,56")
    assert (inputs["currency"]["style"], inputs["work"]["style"]) == ("compact", "expanded")
    assert "value" not in inputs["work"]
    assert inputs["touches"]["value"] == "usd,krw"


def test_of_nine_buttons_the_first_five_and_the_last_are_shown() -> None:
    view = sample(NORMAL[0], "full")
    titles = [action["title"] for action in drawn(view, translator("en"))["actions"]]

    assert titles == [b.title for b in (*view.buttons[:5], view.buttons[-1])]


def test_a_button_without_inputs_sends_no_inputs() -> None:
    actions = drawn(NORMAL[2], translator("en"))["actions"]

    assert ["associatedInputs" in action for action in actions] == [False, True, True, False]
