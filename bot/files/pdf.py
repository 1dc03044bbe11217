"""PDF: complete, unlocked, with pages, and without code that runs.

A well-formed file is judged by its own structure in a millisecond. Only what is encrypted, or bent
so that a reader would have to repair it, is opened with pypdf: that library takes 0.25 s and 17 MB
to load.
Source: ISO 32000-1, 7.5 (file structure), 12.6.4 (actions), Annex H (linearized files).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from bot.domain.claim import Finding
from bot.files.findings import refusal, remark
from bot.files.kinds import KINDS, kind_of
from bot.files.polyglots import name_rest

MAX_INFLATED_BYTES = 32 * 2**20
MAX_TRAILER_BYTES = 4_096
END_WITHIN = 1_024

_END = b"%%EOF"
_PADDING = b"\xef\xbb\xbf\0 \t\r\n\x0c"
_START = re.compile(rb"startxref\s+(\d{1,12})\s*$")
_OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d{1,12})\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb">>\s*(stream) *[\r\n]")
"""Where the bytes of a stream begin; the word alone may stand in any text or remark."""
_RUNS_SOMEWHERE = re.compile(rb"/S\s*/(Launch|ImportData)(?![A-Za-z0-9])")
_RUNS = re.compile(rb"/(Launch|RichMedia|ImportData)(?![A-Za-z0-9])")
_SCRIPT = re.compile(rb"/(JavaScript|JS)(?![A-Za-z0-9])")
_DYNAMIC = re.compile(rb"/XFA(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a PDF names, outside of pages. Shape: `problem` is a refusal code or empty."""

    names: bytes = b""
    problem: str = ""


def check_pdf(data: bytes, name: str) -> list[Finding]:
    """What is wrong with a PDF: one refusal, or remarks."""
    start = data.find(b"%PDF-")
    if front := data[:start].strip(_PADDING):
        kind = KINDS.get(kind_of(front), KINDS["txt"])
        return [refusal("hidden_content", name=name, found=kind.title)]
    if problem := _ending(data):
        return [refusal(problem, name=name)]
    if behind := _behind(data):
        return [refusal("hidden_content", name=name, found=behind)]
    outline = _outline(data, start)
    if outline.problem:
        return [refusal(outline.problem, name=name)]
    return _judge(outline.names, name)


def _judge(names: bytes, name: str) -> list[Finding]:
    """Refuse actions that start programs; remark on scripts.

    Why scripts pass: billing portals put one into each invoice to open the print dialog, tax forms
    check their fields with them, and readers run them in a cage.
    """
    if b"#" in names:
        names = _NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), names)
    if _RUNS.search(names):
        return [refusal("active_content", name=name)]
    findings = []
    if _DYNAMIC.search(names):
        findings.append(remark("dynamic_form", name=name))
    if _SCRIPT.search(names):
        findings.append(remark("scripted_pdf", name=name))
    return findings


def _ending(data: bytes) -> str:
    """Code of the refusal for a file whose end is missing."""
    linearized = _LINEARIZED.search(data, 0, END_WITHIN)
    if linearized and int(linearized[1]) > len(data):
        return "truncated"
    end = data.rfind(_END)
    if end < 0 or b" obj" in data[end:]:
        return "truncated"
    return ""


def _behind(data: bytes) -> str:
    rest = data[data.rfind(_END) + len(_END) :]
    return name_rest(rest) if len(rest) > END_WITHIN or b"<" in rest else ""


def _outline(data: bytes, start: int) -> Outline:
    trailer = _trailer(data, start)
    if trailer is None or b"/Encrypt" in trailer:
        return _second_opinion(data)
    names = _names(data)
    if names is None or not _PAGE.search(names):
        return _second_opinion(data)
    return Outline(names)


def _trailer(data: bytes, start: int) -> bytes | None:
    """The dictionary naming root and encryption; None if a reader would have to search it."""
    end = data.rfind(_END)
    found = _START.search(data, max(0, end - 64), end)
    if not found:
        return None
    for at in (int(found[1]), int(found[1]) + start):
        if data[at : at + 24].lstrip().startswith(b"xref"):
            begin = data.find(b"trailer", at)
            trailer = data[begin : begin + MAX_TRAILER_BYTES] if begin > 0 else b""
        elif _OBJECT.match(data, at):
            trailer = data[at : at + MAX_TRAILER_BYTES].partition(b"stream")[0]
        else:
            continue
        if b"/Root" in trailer:
            return trailer
    return None


def _names(data: bytes) -> bytes | None:
    """All outside of streams, with object streams unpacked; None if one cannot be unpacked."""
    parts, position, budget = [], 0, MAX_INFLATED_BYTES
    while found := _STREAM.search(data, position):
        begin = found.start(1)
        outside = data[position:begin]
        parts.append(outside)
        end = data.find(b"endstream", begin)
        if end < 0:
            break
        dictionary = outside[max(outside.rfind(b" obj"), 0) :]
        if b"/ObjStm" in dictionary:
            objects = _inflate(data[begin + 6 : end], budget)
            if objects is None:
                return None
            budget -= len(objects)
            parts.append(objects)
        position = end + len(b"endstream")
    parts.append(data[position:])
    parts += (found[0] for found in _RUNS_SOMEWHERE.finditer(data))  # also where a text hid them
    return b"\n".join(parts)


def _inflate(packed: bytes, budget: int) -> bytes | None:
    body = packed[2:] if packed.startswith(b"\r\n") else packed[1:]
    inflater = zlib.decompressobj()
    try:
        objects = inflater.decompress(body, max(budget, 1))
    except zlib.error:
        return None
    return None if inflater.unconsumed_tail or not inflater.eof else objects


def _second_opinion(data: bytes) -> Outline:
    from bot.files.pdf_reader import read_outline

    names, problem = read_outline(data)
    return Outline(names, problem)
