"""What a file is, told by its content: the types we know, their names and their signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A file type. Shape: `title` reads the same in every language."""

    extension: str
    title: str
    media_type: str = "application/octet-stream"


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_KINDS = (
    Kind("pdf", "PDF", "application/pdf"),
    Kind("docx", "Microsoft Word (DOCX)", f"{_OPEN_XML}.wordprocessingml.document"),
    Kind("xlsx", "Microsoft Excel (XLSX)", f"{_OPEN_XML}.spreadsheetml.sheet"),
    Kind("pptx", "Microsoft PowerPoint (PPTX)", f"{_OPEN_XML}.presentationml.presentation"),
    Kind("doc", "Microsoft Word 97 (DOC)", "application/msword"),
    Kind("xls", "Microsoft Excel 97 (XLS)", "application/vnd.ms-excel"),
    Kind("ppt", "Microsoft PowerPoint 97 (PPT)", "application/vnd.ms-powerpoint"),
    Kind("msg", "Microsoft Outlook (MSG)", "application/vnd.ms-outlook"),
    Kind("rtf", "RTF", "application/rtf"),
    Kind("csv", "CSV", "text/csv"),
    Kind("jpg", "JPEG", "image/jpeg"),
    Kind("png", "PNG", "image/png"),
    Kind("gif", "GIF", "image/gif"),
    Kind("bmp", "BMP", "image/bmp"),
    Kind("tiff", "TIFF", "image/tiff"),
    Kind("docm", "Microsoft Word + macros (DOCM)"),
    Kind("xlsm", "Microsoft Excel + macros (XLSM)"),
    Kind("pptm", "Microsoft PowerPoint + macros (PPTM)"),
    Kind("xlsb", "Microsoft Excel (XLSB)"),
    Kind("dotx", "Microsoft Word (DOTX)"),
    Kind("xltx", "Microsoft Excel (XLTX)"),
    Kind("potx", "Microsoft PowerPoint (POTX)"),
    Kind("ppsx", "Microsoft PowerPoint (PPSX)"),
    Kind("odt", "OpenDocument (ODT)"),
    Kind("ods", "OpenDocument (ODS)"),
    Kind("odp", "OpenDocument (ODP)"),
    Kind("hwp", "Hangul (HWP)"),
    Kind("hwpx", "Hangul (HWPX)"),
    Kind("xps", "XPS"),
    Kind("epub", "EPUB"),
    Kind("zip", "ZIP"),
    Kind("7z", "7-Zip"),
    Kind("rar", "RAR"),
    Kind("gz", "GZIP"),
    Kind("alz", "ALZ"),
    Kind("egg", "EGG"),
    Kind("heic", "HEIC"),
    Kind("webp", "WebP"),
    Kind("psd", "Photoshop (PSD)"),
    Kind("eps", "PostScript"),
    Kind("ico", "ICO"),
    Kind("mp4", "MP4"),
    Kind("avi", "AVI"),
    Kind("wmv", "WMV"),
    Kind("webm", "WebM"),
    Kind("mp3", "MP3"),
    Kind("wav", "WAV"),
    Kind("html", "HTML"),
    Kind("svg", "SVG"),
    Kind("mht", "MHTML"),
    Kind("xml", "XML"),
    Kind("eml", "EML"),
    Kind("txt", "TXT"),
    Kind("exe", "EXE"),
    Kind("elf", "ELF"),
    Kind("lnk", "LNK"),
    Kind("script", "script"),
    Kind("ole", "OLE"),
)
KINDS = {kind.extension: kind for kind in _KINDS}
"""Extension → type."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"8BPS", "psd"),
    (b"%!PS", "eps"),
    (b"\x7fELF", "elf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
    (b"ALZ\x01", "alz"),
    (b"EGGA", "egg"),
    (b"HWP Document File", "hwp"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\x1a\x45\xdf\xa3", "webm"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
    (b"ID3", "mp3"),
)
_PDF_HEADER_WITHIN = 1024
_MARKUP = re.compile(
    rb"<(!doctype\s+html|html|head|body|script|table|meta|iframe|div|style|title)[\s>]",
    re.IGNORECASE,
)
_MAIL = re.compile(
    rb"(received|return-path|delivered-to|from|date|subject|mime-version|message-id|x-[\w-]+): ",
    re.IGNORECASE,
)
_SCRIPT = re.compile(rb"(#!\s*/|@echo off|<\?php|<%@|wscript\.|powershell )", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """What these bytes are, as an extension; `zip` and `ole` for containers, else empty.

    A PDF may hide behind up to 1,024 other bytes (readers allow it); it is then named by what
    stands in front.
    """
    for signature, extension in _SIGNATURES:
        if data.startswith(signature):
            return extension
    boxed = _boxed(data)
    if boxed:
        return boxed
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return "pdf"
    return _text_kind(data)


def _boxed(data: bytes) -> str:
    """Types whose signature stands further in, or is too short to stand alone."""
    if data[:4] == b"RIFF":
        return {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "heic" if brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif") else "mp4"
    if (
        data[:2] == b"BM"
        and len(data) >= 26
        and int.from_bytes(data[14:18], "little") in _BMP_HEADERS
    ):
        return "bmp"
    if data[:2] == b"MZ" and (b"\0" in data[:64] or len(data) < 64):
        return "exe"
    return ""


_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})


def _text_kind(data: bytes) -> str:
    head = text_of(data[:4096], is_cut=True)
    if head is None:
        return ""
    start = head.lstrip("\ufeff \t\r\n").encode("utf-8", "replace")
    lower = start.lower()
    if lower.startswith((b"<?xml", b"<svg")):
        if b"<svg" in lower:
            return "svg"
        return "html" if b"<html" in lower else "xml"
    if start.startswith(b"<") and (lower.startswith(b"<!--") or _MARKUP.match(start)):
        return "html"
    if _SCRIPT.match(start):
        return "script"
    if _MAIL.match(start) and (b"\nmime-version:" in lower or b"\nsubject:" in lower):
        return "mht" if b"multipart/related" in lower else "eml"
    return "txt"


def text_of(data: bytes, *, is_cut: bool = False) -> str | None:
    """The bytes as text (UTF-8, marked UTF-16, Korean or Western Windows); None if not text.

    Shape: with `is_cut` the bytes may end within a character.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data[: len(data) & ~1].decode("utf-16", "replace")
        return None if "\ufffd" in text[:-1] or _has_controls(text) else text
    if b"\0" in data:
        return None
    encodings = ("utf-8-sig", "cp949", "cp1252")
    for encoding in encodings:
        for length in range(len(data), len(data) - (4 if is_cut else 1), -1):
            try:
                text = data[: max(length, 0)].decode(encoding)
            except UnicodeDecodeError:
                continue
            return None if _has_controls(text) else text
    return None


_CONTROLS = "".join(map(chr, {*range(1, 32), 127} - set(b"\t\n\f\r\x1a")))


def _has_controls(text: str) -> bool:
    return any(control in text for control in _CONTROLS)
