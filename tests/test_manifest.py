"""The app package follows Microsoft's schema and the store's rules.

Source: Teams store validation guidelines (bots, packages), app manifest schema 1.19.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image

from manifest.icons import color_icon, outline_icon
from manifest.package import FOLDER, PackageError, Packaging, filled_manifest, main, write_package
from tests.source_tree import ROOT

BOT = "0a1b2c3d-1111-4222-8333-444455556666"
PRODUCT_NAMES = re.compile(r"\b(teams|office|outlook|copilot|azure|windows)\b", re.IGNORECASE)


def _manifest() -> dict[str, Any]:
    return filled_manifest(Packaging(bot_id=BOT))


def _korean() -> dict[str, str]:
    texts: dict[str, str] = json.loads((FOLDER / "ko.json").read_text("utf-8"))
    return texts


def _commands() -> list[dict[str, str]]:
    (bot,) = _manifest()["bots"]
    (commands,) = bot["commandLists"]
    return list(commands["commands"])


def _schema(name: str) -> dict[str, Any]:
    folder = Path(os.environ.get("APP_MANIFEST_SCHEMAS") or ROOT / "build/app-manifest")
    path = folder / f"v{_manifest()['manifestVersion']}" / name
    if not path.is_file():
        pytest.skip("Microsoft's manifest schemas are not here: .ci/tools fetches them")
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


def test_the_manifest_follows_microsofts_schema() -> None:
    validator = jsonschema.Draft7Validator(_schema("MicrosoftTeams.schema.json"))

    assert [error.message for error in validator.iter_errors(_manifest())] == []


def test_the_korean_texts_follow_microsofts_schema() -> None:
    validator = jsonschema.Draft7Validator(_schema("MicrosoftTeams.Localization.schema.json"))

    assert [error.message for error in validator.iter_errors(_korean())] == []


def test_schema_and_version_agree_in_every_file() -> None:
    mark = f"/v{_manifest()['manifestVersion']}/"

    assert mark in _manifest()["$schema"]
    assert mark in _korean()["$schema"]


def test_nothing_is_left_to_fill_in() -> None:
    filled = filled_manifest(
        Packaging(bot_id=BOT, developer="Contoso", website_url="https://claims.contoso.com/")
    )
    text = json.dumps(filled)

    assert "${{" not in text
    assert "00000000-0000" not in text
    assert ".example" not in text


def test_the_bot_takes_files_and_speaks_in_the_personal_scope_only() -> None:
    (bot,) = _manifest()["bots"]

    assert bot["botId"] == BOT
    assert bot["scopes"] == ["personal"]
    assert bot["supportsFiles"] is True
    assert bot["isNotificationOnly"] is False


def test_there_are_at_most_ten_commands_that_read_as_words() -> None:
    titles = [command["title"] for command in _commands()]

    assert 1 <= len(titles) <= 10
    assert len({title.lower() for title in titles}) == len(titles)
    assert [title for title in titles if len(title) > 32 or not title[0].isalpha()] == []
    assert [c for c in _commands() if not 0 < len(c["description"]) <= 128] == []


def test_every_text_is_there_in_korean() -> None:
    commands = {
        f"bots[0].commandLists[0].commands[{n}].{part}"
        for n in range(len(_commands()))
        for part in ("title", "description")
    }
    texts = {"name.short", "name.full", "description.short", "description.full"}

    assert set(_korean()) - {"$schema"} == commands | texts


def test_korean_texts_keep_the_lengths() -> None:
    limits = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
    korean = _korean()
    limits |= {key: 32 for key in korean if key.endswith(".title")}
    limits |= {
        key: 128 for key in korean if key.startswith("bots") and key.endswith(".description")
    }

    assert [key for key, limit in limits.items() if not 0 < len(korean[key]) <= limit] == []


def test_korean_command_titles_differ_from_each_other() -> None:
    titles = [text for key, text in _korean().items() if key.endswith(".title")]

    assert len(set(titles)) == len(titles)


def test_the_name_is_our_own() -> None:
    name = _manifest()["name"]

    assert len(name["short"]) <= 30
    assert PRODUCT_NAMES.search(name["short"]) is None


def test_the_long_description_states_the_limits_in_at_most_500_words() -> None:
    text = _manifest()["description"]["full"]

    assert len(text.split()) <= 500
    assert "Limits:" in text
    assert re.search(r"\bMS\b|\bMSFT\b", text) is None


def test_no_domain_of_microsoft_and_no_tunnel_is_claimed() -> None:
    domains = _manifest().get("validDomains", [])

    assert [
        d for d in domains if "/" in d or d.endswith((".azurewebsites.net", ".microsoft.com"))
    ] == []


def test_the_color_icon_is_192_pixels_square_and_full() -> None:
    icon = Image.open(FOLDER / "color.png")

    assert icon.size == (192, 192)
    assert icon.convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_the_outline_icon_is_32_pixels_white_on_transparent() -> None:
    icon = Image.open(FOLDER / "outline.png")
    assert (icon.size, icon.mode) == ((32, 32), "RGBA")
    red, green, blue, alpha = (band.getextrema() for band in icon.split())

    assert (red, green, blue) == ((255, 255),) * 3
    assert alpha == (0, 255)


def test_the_icons_are_the_ones_that_are_drawn() -> None:
    drawn = {"color.png": color_icon(), "outline.png": outline_icon()}

    assert [n for n, i in drawn.items() if Image.open(FOLDER / n).tobytes() != i.tobytes()] == []


def test_the_package_holds_what_the_manifest_names_and_nothing_else(tmp_path: Path) -> None:
    target = main(
        ["--bot-id", BOT, "--version", "1.2.0", "--output", str(tmp_path / "new/app.zip")]
    )

    with zipfile.ZipFile(target) as package:
        names, manifest = package.namelist(), json.loads(package.read("manifest.json"))
    assert sorted(names) == ["color.png", "ko.json", "manifest.json", "outline.png"]
    assert (manifest["id"], manifest["version"]) == (BOT, "1.2.0")


def test_the_same_input_gives_the_same_package(tmp_path: Path) -> None:
    one, two = (
        write_package(Packaging(bot_id=BOT), tmp_path / name) for name in ("1.zip", "2.zip")
    )

    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"bot_id": "bot"}, "--bot-id"),
        ({"bot_id": ""}, "--bot-id"),
        ({"bot_id": BOT, "app_id": "x"}, "--app-id"),
        ({"bot_id": BOT, "version": "1.2"}, "--version"),
        ({"bot_id": BOT, "website_url": "http://claims.contoso.com"}, "https://"),
    ],
)
def test_an_option_that_cannot_stand_is_named(options: dict[str, str], told: str) -> None:
    with pytest.raises(PackageError, match=told):
        Packaging(**options)
