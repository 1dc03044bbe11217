"""Build the Teams app package: manifest, languages and icons in one zip.

    python app.py manifest --bot-id 12345678-… --website-url https://claims.contoso.example

The same input gives the same bytes, so that a package can be compared with the one in the catalog.
"""

from __future__ import annotations

import argparse
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
DEFAULT_TARGET = Path("build/claims-bot.zip")

_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class PackageError(ValueError):
    """An option cannot stand in a manifest; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Packaging:
    """What differs from one registration to the next; empty means as in manifest.json."""

    bot_id: str
    app_id: str = ""
    version: str = ""
    name: str = ""
    developer: str = ""
    website_url: str = ""
    privacy_url: str = ""
    terms_url: str = ""

    def __post_init__(self) -> None:
        """Raises: PackageError."""
        for option, value in (("--bot-id", self.bot_id), ("--app-id", self.app_id)):
            if value and not _GUID.fullmatch(value):
                raise PackageError(f"{option} is {value!r}: write the id as 8-4-4-4-12 hex digits")
        if not self.bot_id:
            raise PackageError("--bot-id is empty: write the application id of the bot")
        if self.version and not _VERSION.fullmatch(self.version):
            raise PackageError(f"--version is {self.version!r}: write three numbers, as in 1.2.0")
        for url in (self.website_url, self.privacy_url, self.terms_url):
            if url and not url.startswith("https://"):
                raise PackageError(f"{url!r}: Teams takes https:// addresses only")


def filled_manifest(packaging: Packaging, folder: Path = FOLDER) -> dict[str, Any]:
    """The manifest for one registration.

    The app id is the bot id unless another is given. Neither may change later: Teams would take it
    for another app.
    """
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["id"] = packaging.app_id or packaging.bot_id
    for bot in manifest["bots"]:
        bot["botId"] = packaging.bot_id
    if packaging.version:
        manifest["version"] = packaging.version
    if packaging.name:
        manifest["name"]["short"] = packaging.name
    developer = {
        "name": packaging.developer,
        "websiteUrl": packaging.website_url,
        "privacyUrl": packaging.privacy_url or _below(packaging.website_url, "privacy"),
        "termsOfUseUrl": packaging.terms_url or _below(packaging.website_url, "terms"),
    }
    manifest["developer"].update({key: value for key, value in developer.items() if value})
    return manifest


def _below(url: str, page: str) -> str:
    return f"{url.rstrip('/')}/{page}" if url else ""


def write_package(packaging: Packaging, target: Path, folder: Path = FOLDER) -> Path:
    """Write the zip to `target`, its folder made where missing; returns `target`."""
    manifest = filled_manifest(packaging, folder)
    contents = {
        "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
    }
    languages = manifest["localizationInfo"]["additionalLanguages"]
    for name in [*manifest["icons"].values(), *(language["file"] for language in languages)]:
        contents[name] = (folder / name).read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return target


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command to a parser."""
    parser.add_argument("--bot-id", required=True, help="application id of the bot registration")
    parser.add_argument("--app-id", default="", help="id of the Teams app; the bot id unless given")
    parser.add_argument("--version", default="", help="version of the package, as in 1.2.0")
    parser.add_argument("--name", default="", help="short name, at most 30 characters")
    parser.add_argument(
        "--developer", default="", help="name of the organization that offers the bot"
    )
    parser.add_argument("--website-url", default="", help="support page, https")
    parser.add_argument("--privacy-url", default="", help="WEBSITE_URL/privacy unless given")
    parser.add_argument("--terms-url", default="", help="WEBSITE_URL/terms unless given")
    parser.add_argument(
        "--output", type=Path, default=DEFAULT_TARGET, help=f"default {DEFAULT_TARGET}"
    )


def main(arguments: Sequence[str] | None = None) -> Path:
    """Build the package from command-line options; returns where it was written.

    Raises: SystemExit with a message when an option is wrong.
    """
    parser = argparse.ArgumentParser(
        prog="app.py manifest", description="Build the Teams app package."
    )
    add_options(parser)
    options = vars(parser.parse_args(arguments))
    target = options.pop("output")
    try:
        return write_package(Packaging(**options), target)
    except PackageError as error:
        parser.error(str(error))
