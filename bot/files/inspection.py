"""Judging a file by its content: is it what it says, can it be opened, is it safe to open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from bot.domain.claim import Finding
from bot.files.compound import check_compound, open_compound
from bot.files.findings import advice, readable_size, refusal
from bot.files.images import check_image
from bot.files.kinds import KINDS, kind_of
from bot.files.limits import FileLimits
from bot.files.names import canonical, clean_name, extension_of, respelled, with_extension
from bot.files.packages import check_package, open_package
from bot.files.pdf import check_pdf
from bot.files.plain import check_csv, check_rtf
from bot.files.polyglots import hidden_in

_PACKAGES = frozenset({"docx", "xlsx", "pptx"})
_COMPOUNDS = frozenset({"doc", "xls", "ppt", "msg"})
_PICTURES = frozenset({"png", "jpg", "gif", "bmp", "tiff"})
_NEVER = frozenset({"docm", "xlsm", "pptm", "exe", "elf", "lnk", "script"})
"""Kinds of which the advice matters more than the wrong extension."""

Check = Callable[[str], list[Finding]]
"""File name → what is wrong with the content."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file turned out to be.

    Shape: `extension` in its one spelling, empty if unknown; `name` clean and ending as the content
    demands; `findings` empty when there is nothing to say, otherwise one that blocks, or remarks.
    """

    media_type: str
    extension: str
    name: str
    findings: tuple[Finding, ...] = ()


def inspect(
    content: bytes | Path, name: str, *, formats: Collection[str], limits: FileLimits
) -> Inspection:
    """Judge a file, in memory or on disk; for a worker thread, as it computes for milliseconds.

    Shape: `formats` are the accepted extensions; none means that only a link is accepted.
    Raises: OSError if the file cannot be read, nothing else.
    """
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    if size > limits.max_file_bytes:
        name = clean_name(name)
        limit = readable_size(limits.max_file_bytes)
        return _refused(name, refusal("too_large", name=name, limit=limit))
    data = content.read_bytes() if isinstance(content, Path) else content
    return inspect_bytes(data, name, formats=formats, limits=limits)


def inspect_bytes(
    data: bytes, name: str, *, formats: Collection[str], limits: FileLimits
) -> Inspection:
    """Judge bytes in memory, as `inspect` does."""
    name = clean_name(name)
    accepted = tuple(dict.fromkeys(canonical(extension) for extension in formats))
    if not accepted:
        return _refused(name, refusal("link_wanted", name=name))
    if not data:
        return _refused(name, refusal("empty", name=name))
    kind, check = _recognize(data, name, limits)
    if finding := _check_type(kind, name, accepted):
        return _refused(name, finding, kind)
    name = _named_as(name, kind)
    return Inspection(KINDS[kind].media_type, kind, name, tuple(check(name)))


def _refused(name: str, finding: Finding, kind: str = "") -> Inspection:
    known = KINDS.get(kind)
    return Inspection(known.media_type if known else "", kind, name, (finding,))


def _recognize(data: bytes, name: str, limits: FileLimits) -> tuple[str, Check]:
    """The kind, and what judges it. A container too broken to tell is what its name says."""
    kind = kind_of(data)
    if kind == "zip":
        package = open_package(data, limits)
        named = _or_named(package.kind, package.problem, name, _PACKAGES)
        return named, lambda name: check_package(package, data, name, limits)
    if kind == "ole":
        compound = open_compound(data)
        named = _or_named(compound.kind, compound.problem, name, _PACKAGES | _COMPOUNDS)
        return named, lambda name: check_compound(compound, data, name)
    if kind == "txt" and extension_of(name) == "csv":
        kind = "csv"
    return kind, lambda name: _check_content(data, kind, name, limits)


def _or_named(kind: str, problem: str, name: str, members: frozenset[str]) -> str:
    extension = extension_of(name)
    return extension if problem and kind in ("zip", "ole") and extension in members else kind


def _check_type(kind: str, name: str, accepted: tuple[str, ...]) -> Finding | None:
    """Do name and content agree, and is the type accepted? No extension agrees with all."""
    extension = extension_of(name)
    if kind in accepted:
        return None if extension in ("", kind) else _wrong_extension(kind, name, extension)
    if kind in _NEVER or extension not in accepted:
        found = advice(extension, name=name) or advice(kind, name=name)
        return found or _not_accepted(kind, name, accepted)
    if not kind:
        return refusal("unreadable", name=name, expected=_title(extension))
    return refusal(
        "mislabelled",
        name=name,
        extension=extension,
        found=_title(kind),
        formats=_shown(accepted),
    )


def _wrong_extension(kind: str, name: str, extension: str) -> Finding:
    return refusal(
        "wrong_extension",
        name=name,
        extension=extension,
        found=_title(kind),
        right=f".{kind}",
        expected=_title(extension),
    )


def _not_accepted(kind: str, name: str, accepted: tuple[str, ...]) -> Finding:
    if not kind:
        return refusal("format_not_accepted", name=name, formats=_shown(accepted))
    return refusal("content_not_accepted", name=name, found=_title(kind), formats=_shown(accepted))


def _title(kind: str) -> str:
    return KINDS[kind].title if kind in KINDS else kind.upper()


def _shown(accepted: tuple[str, ...]) -> str:
    return ", ".join(extension.upper() for extension in accepted)


def _named_as(name: str, kind: str) -> str:
    """The name with an extension the backend knows: added if missing, .tiff for .tif."""
    if not extension_of(name):
        return with_extension(name, kind)
    if name.lower().endswith((f".{kind}", ".jpeg")):
        return name
    return respelled(name, kind)


def _check_content(data: bytes, kind: str, name: str, limits: FileLimits) -> list[Finding]:
    if hidden := hidden_in(data, kind):
        return [refusal("hidden_content", name=name, found=hidden)]
    if kind == "pdf":
        return check_pdf(data, name)
    if kind == "csv":
        return check_csv(data, name)
    if kind == "rtf":
        return check_rtf(data, name)
    return check_image(data, kind, name, limits) if kind in _PICTURES else []
