"""Draw every sample card, light and dark, phone and desktop, into build/screenshots.

A developer's command: `python -m tests.cards.screenshots [part of a name …]`. Needs Chromium and
the renderer that the card tests install.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bot.text import LANGUAGES, translator
from tests.cards.pictured import PICTURED
from tests.cards.samples import drawn

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "build/node_modules/adaptivecards/dist/adaptivecards.js"
FOLDER = ROOT / "build/screenshots"
WIDTHS = {"phone": 420, "wide": 700}

_FONT = "'Segoe UI', 'Noto Sans', 'Noto Sans CJK KR', sans-serif"


def _colors(
    text: str, subtle: str, accent: str, red: str, amber: str, green: str
) -> dict[str, Any]:
    pairs = {"default": text, "accent": accent, "attention": red, "warning": amber, "good": green}
    return {name: {"default": color, "subtle": subtle} for name, color in pairs.items()}


LIGHT = _colors("#242424", "#616161", "#4f52b2", "#b10e1c", "#8a3707", "#0e700e")
DARK = _colors("#ffffff", "#adadad", "#9299f7", "#e37d80", "#e9835e", "#92c353")
THEMES = {
    "light": (
        "#ffffff",
        LIGHT,
        {"emphasis": "#f5f5f5", "attention": "#fdf3f4", "warning": "#fff9f5"},
    ),
    "dark": (
        "#292929",
        DARK,
        {"emphasis": "#333333", "attention": "#3b1519", "warning": "#411200"},
    ),
}


def host_config(colors: dict[str, Any], backgrounds: dict[str, str], page: str) -> dict[str, Any]:
    """Colors and sizes near those of Teams."""
    styles = {"default": page} | backgrounds
    return {
        "fontFamily": _FONT,
        "spacing": {"small": 4, "default": 8, "medium": 16, "large": 24, "padding": 12},
        "fontSizes": {"small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24},
        "actions": {"maxActions": 6, "actionsOrientation": "vertical", "buttonSpacing": 8},
        "inputs": {
            "label": {
                "requiredInputs": {"weight": "Bolder"},
                "optionalInputs": {"weight": "Bolder"},
            }
        },
        "containerStyles": {
            name: {"backgroundColor": color, "foregroundColors": colors}
            for name, color in styles.items()
        },
    }


def page_of(card: dict[str, Any], theme: str) -> str:
    """A page with one card in it."""
    page, colors, backgrounds = THEMES[theme]
    config = host_config(colors, backgrounds, page)
    text = colors["default"]["default"]
    source = json.dumps(card).replace("</", "<\\/")
    return f"""<style>
      body {{ background: {page}; margin: 12px; font-family: {_FONT}; color: {text}; }}
      input, textarea, select {{ width: 100%; box-sizing: border-box; padding: 6px; font: inherit;
        background: transparent; color: {text}; border: 1px solid #8888; border-radius: 4px; }}
      input[type=checkbox], input[type=radio] {{ width: auto; }}
      .ac-pushButton {{ font: inherit; padding: 6px 12px; border: 1px solid #8888; border-radius:
      4px; background: transparent; color: {text}; }}
    </style><div id="place"></div><script>{{
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig({json.dumps(config)});
      card.parse({source});
      document.getElementById("place").appendChild(card.render());
    }}</script>"""


def draw(page: Page, card: dict[str, Any], theme: str, width: int, path: Path) -> None:
    """Write one picture."""
    page.set_viewport_size({"width": width, "height": 400})
    page.set_content("<html><body></body></html>")
    page.add_script_tag(path=str(BUNDLE))
    body, script = page_of(card, theme).split("<script>")
    page.evaluate("html => { document.body.innerHTML = html }", body)
    page.add_script_tag(content=script.replace("</script>", ""))
    page.screenshot(path=str(path), full_page=True)


def main(parts: list[str]) -> None:
    """Draw the cards whose file name has one of the parts; all without any."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        for view in (view for language in LANGUAGES for view in PICTURED[language]):
            language = "en" if view in PICTURED["en"] else "ko"
            card = drawn(view, translator(language))
            for theme in THEMES:
                for size, width in WIDTHS.items():
                    name = f"{type(view).__name__}_{language}_{theme}_{size}.png"
                    if not parts or any(part in name for part in parts):
                        draw(page, card, theme, width, FOLDER / name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
