"""What can be said about a file, as findings: what is wrong and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.claim import Finding, Severity

REFUSALS: Mapping[str, str] = {
    "place_not_allowed": (
        "%(name)s lies in a place from which files cannot be taken. Please attach the file itself, "
        "from your computer, phone or OneDrive."
    ),
    "empty": "%(name)s is empty (0 bytes). Please check the file on your side and send it again.",
    "too_large": (
        "%(name)s is larger than the %(limit)s allowed. Please make it smaller (for example with a "
        "lower picture quality, or in two parts) and send it again."
    ),
    "link_wanted": "A link is needed here, not a file. Please paste the address into the chat.",
    "format_not_accepted": (
        "%(name)s is of a type that is not accepted here. Please send it in one of these formats: "
        "%(formats)s."
    ),
    "content_not_accepted": (
        "The content of %(name)s is %(found)s, which is not accepted here. Please send it in one "
        "of these formats: %(formats)s."
    ),
    "wrong_extension": (
        "%(name)s ends in .%(extension)s but its content is %(found)s. Please change the ending of"
        " its name to %(right)s, or save it as %(expected)s, and send it again."
    ),
    "mislabelled": (
        "%(name)s ends in .%(extension)s but its content is %(found)s. Please save it in one of "
        "these formats and send it again: %(formats)s."
    ),
    "unreadable": (
        "%(name)s does not contain what a %(expected)s file contains, so nobody could open it. "
        "Please open the original in its program, save it again as %(expected)s and send that."
    ),
    "truncated": (
        "%(name)s is incomplete: its end is missing, as after an interrupted download. Please get "
        "the complete file and send it again."
    ),
    "damaged": (
        "%(name)s is damaged and cannot be opened. Please save or scan it again from the original "
        "and send the new file."
    ),
    "no_pages": "%(name)s has no pages. Please export the document again and send the new file.",
    "locked": (
        "%(name)s is protected with a password, so a reviewer could not open it. Please save a "
        "copy without the password and send that."
    ),
    "unpacks_too_large": (
        "%(name)s unpacks to far more than a document should, so it was not opened. Please save it "
        "again as PDF and send that."
    ),
    "too_many_pixels": (
        "The picture %(name)s has %(width)s by %(height)s points, more than can be shown. Please "
        "send it in a smaller size."
    ),
    "hidden_content": (
        "%(name)s carries something else besides the document (%(found)s), which could harm "
        "whoever opens it. Please make the file anew from the original, for example by printing it"
        " to PDF, and send that."
    ),
    "active_content": (
        "%(name)s can start programs or load things from elsewhere when it is opened. Please print "
        "it to PDF and send that."
    ),
    "macros": (
        "%(name)s contains macros, which are not accepted. Please save it without macros, or as "
        "PDF, and send that."
    ),
}
"""Code → message id; each blocks."""

REMARKS: Mapping[str, str] = {
    "scripted_pdf": (
        "%(name)s contains scripts, so a reviewer may see other values than you do. If you can, "
        "print it to PDF and send that instead."
    ),
    "dynamic_form": (
        "%(name)s is an interactive form that many programs show as a blank page. If you can, "
        "print it to PDF and send that instead."
    ),
    "formulas": (
        "%(name)s contains formulas, which a reviewer's program may not calculate. If you can, "
        "save the sheet with its values only."
    ),
}
"""Code → message id; each is told with the file, which is taken."""

ADVICE: Mapping[str, str] = {
    "heic": (
        "%(name)s is an HEIC photo, which the program does not accept. On an iPhone choose "
        "Settings, Camera, Formats, Most Compatible, or share the photo as JPEG, and send that."
    ),
    "hwp": (
        "%(name)s is a Hangul document, which the program does not accept. Please save it as PDF "
        "in Hangul (File, Save as PDF) and send that."
    ),
    "eml": (
        "%(name)s is a saved mail, which the program does not accept in this form. Please save the "
        "mail as MSG in Outlook, or print it to PDF, and send that."
    ),
    "archive": (
        "%(name)s is an archive, which the program does not accept. Please unpack it and send the "
        "files one by one."
    ),
    "webp": (
        "%(name)s is a WebP picture, which the program does not accept. Please save it as PNG or "
        "JPEG and send that."
    ),
    "media": (
        "%(name)s is a video or sound recording, which the program does not accept. Please send "
        "screenshots of it, or a PDF with pictures and a description."
    ),
    "txt": (
        "%(name)s is a plain text file, which the program does not accept. Please save it as PDF "
        "or DOCX and send that."
    ),
    "web": (
        "%(name)s is a web page, which the program does not accept because it can change what it "
        "shows. Please print the page to PDF, or send a screenshot."
    ),
    "program": (
        "%(name)s is a program or script, which is never accepted. Please send the document itself."
    ),
    "macros": REFUSALS["macros"],
    "design": (
        "%(name)s is a design file, which the program does not accept. Please export it as PDF or "
        "PNG and send that."
    ),
    "open_document": (
        "%(name)s is an OpenDocument file, which the program does not accept. Please save it as "
        "PDF, or in the matching Microsoft Office format, and send that."
    ),
}
"""Family of types → message id: what to do with a type that no document accepts."""

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "heic": ("heic", "heif", "avif"),
    "hwp": ("hwp", "hwpx"),
    "eml": ("eml",),
    "archive": ("zip", "7z", "rar", "gz", "tgz", "tar", "bz2", "xz", "alz", "egg"),
    "webp": ("webp",),
    "media": ("mp4", "mov", "avi", "mkv", "webm", "wmv", "m4v", "mp3", "wav", "m4a", "wma"),
    "txt": ("txt", "md", "log"),
    "web": ("html", "mht", "svg", "xhtml", "url", "webloc"),
    "program": (
        "exe", "dll", "msi", "bat", "cmd", "ps1", "js", "vbs", "scr", "com", "sh", "jar", "apk",
        "lnk", "hta", "elf", "script",
    ),
    "macros": ("docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlsb"),
    "design": ("psd", "ai", "indd", "eps", "sketch", "fig"),
    "open_document": ("odt", "ods", "odp"),
}  # fmt: skip
_FAMILY_OF = {extension: family for family, members in _FAMILIES.items() for extension in members}


def refusal(code: str, **values: str) -> Finding:
    """A blocking finding. Raises: KeyError for a code that is not in `REFUSALS`."""
    return Finding(code=f"file_{code}", message=REFUSALS[code], values=values)


def remark(code: str, **values: str) -> Finding:
    """A warning. Raises: KeyError for a code that is not in `REMARKS`."""
    return Finding(
        code=f"file_{code}", severity=Severity.WARN, message=REMARKS[code], values=values
    )


def advice(kind: str, **values: str) -> Finding | None:
    """A blocking finding with advice for a type that is never accepted; None without advice."""
    family = _FAMILY_OF.get(kind)
    if family is None:
        return None
    return Finding(code=f"file_type_{family}", message=ADVICE[family], values=values)


def readable_size(size_bytes: int) -> str:
    """A limit as text that reads the same in every language.

    >>> readable_size(10 * 2**20), readable_size(1536)
    ('10 MB', '1.5 KB')
    """
    unit, name = next(
        (pair for pair in ((2**30, "GB"), (2**20, "MB"), (2**10, "KB")) if size_bytes >= pair[0]),
        (1, "B"),
    )
    return f"{size_bytes / unit:.3g} {name}"
