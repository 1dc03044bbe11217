"""Asks for the judgement of one file, as the tests of this folder do."""

from __future__ import annotations

from collections.abc import Callable

from bot.files import FileLimits, Inspection
from bot.files.inspection import inspect_bytes
from tests import samples

EVERY = (
    "pdf",
    "docx",
    "xlsx",
    "pptx",
    "doc",
    "xls",
    "ppt",
    "csv",
    "rtf",
    "msg",
    "jpg",
    "jpeg",
    "png",
    "gif",
    "bmp",
    "tiff",
)
IMG = ("jpg", "jpeg", "png", "gif", "bmp", "tiff", "pdf")
LIMITS = FileLimits()
WHOLE: dict[str, Callable[[], bytes]] = {
    extension: getattr(samples, extension)
    for extension in [
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "doc",
        "xls",
        "ppt",
        "msg",
        "rtf",
        "csv",
        "jpg",
        "png",
        "gif",
        "bmp",
        "tiff",
    ]
}


def judged(data: bytes, name: str, formats: tuple[str, ...] = EVERY) -> Inspection:
    return inspect_bytes(data, name, formats=formats, limits=LIMITS)


def code(data: bytes, name: str, formats: tuple[str, ...] = EVERY) -> str:
    """Code of the only finding, checked to read as a sentence; empty if there is none."""
    findings = judged(data, name, formats).findings
    assert len(findings) < 2
    for finding in findings:
        assert finding.message % finding.values
    return findings[0].code if findings else ""
