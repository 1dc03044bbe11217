"""File names as partners type them, made safe to show, store and send on."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME_CHARACTERS = 120
NAMELESS = "file"

_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,10})$")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_ALIASES = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "jfif": "jpg",
    "tif": "tiff",
    "dib": "bmp",
    "htm": "html",
    "mhtml": "mht",
}


def clean_name(name: str) -> str:
    """A file name without path, control and direction marks, of 1 to 120 characters.

    Shape: Unicode NFC, so that Korean names from a Mac equal those from Windows; the extension is
    kept; cleaning a clean name changes nothing.

    >>> clean_name("C:\\\\Users\\\\kim\\\\invoice.pdf")
    'invoice.pdf'
    >>> clean_name("../../etc/passwd")
    'passwd'
    >>> clean_name("con.pdf")
    '_con.pdf'
    >>> clean_name("...")
    'file'
    """
    seen = "".join(_visible(character) for character in unicodedata.normalize("NFC", name))
    last_part = next((part for part in re.split(r"[/\\]", seen)[::-1] if part.strip(" .")), "")
    spaced = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", last_part))
    cut = _cut(unicodedata.normalize("NFC", spaced.strip(" ."))) or NAMELESS
    if _DEVICES.fullmatch(cut.split(".")[0].rstrip()):
        return _cut(f"_{cut}")
    return cut


def extension_of(name: str) -> str:
    """Extension in its one spelling: lower case, jpg for jpeg, tiff for tif; may be empty.

    >>> extension_of("Photo.JPEG"), extension_of("invoice.pdf.exe"), extension_of("scan")
    ('jpg', 'exe', '')
    """
    match = _EXTENSION.search(name)
    return canonical(match[1]) if match else ""


def canonical(extension: str) -> str:
    """The one spelling of an extension, without a dot."""
    lower = extension.lower().lstrip(".")
    return _ALIASES.get(lower, lower)


def with_extension(name: str, extension: str) -> str:
    """The name with this extension behind it.

    >>> with_extension("Pasted image", "png")
    'Pasted image.png'
    """
    return _cut(f"{name}.{extension}")


def respelled(name: str, extension: str) -> str:
    """The name with its extension spelled as given.

    >>> respelled("scan.tif", "tiff")
    'scan.tiff'
    """
    return _cut(f"{_EXTENSION.sub('', name)}.{extension}")


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return " " if character in "\t\r\n" else ""
    return " " if category in ("Zl", "Zp", "Zs") else character


def _cut(name: str) -> str:
    if len(name) <= MAX_NAME_CHARACTERS:
        return name
    match = _EXTENSION.search(name)
    end = match[0] if match else ""
    stem = name[: MAX_NAME_CHARACTERS - len(end)]
    return stem.rstrip(" .") + end
