"""One file that came with a message: fetched, checked, kept, and made a document of a claim."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from bot.desk import KeptFile, clean_name
from bot.domain.claim import ClaimDocument, DocumentState, Finding
from bot.domain.inputs import FileSource, IncomingFile
from bot.errors import FileRefused, FileUnavailable
from bot.text.patterns import pattern
from dialogs.turn import Turn

LINK = pattern(r"https://[^\s<>\"']{3,1900}", re.IGNORECASE)
_ADDRESS = pattern(
    r"(?:www(?:\.[\w-]+){1,8}|[\w-]+(?:\.[\w-]+){0,7}\.[a-z][a-z-]+(?=/))(?:/[^\s<>\"']*)?",
    re.IGNORECASE,
)
_NEARLY_A_LINK = pattern(
    r"(?:http:/*|www\.)\S+|(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?/\S*", re.IGNORECASE
)


class Taken(NamedTuple):
    """What became of a file: the document and what a reviewer may not see in it, or only what is
    wrong.
    """

    document: ClaimDocument | None
    findings: tuple[Finding, ...]


async def take_file(
    turn: Turn, file: IncomingFile, formats: Collection[str], requirement_id: str, title: str
) -> Taken:
    """Fetch, judge and keep a file; `title` is its note where no words came with it."""
    if file.source is FileSource.MISSING:
        return _not_taken(
            Finding(
                code="file_missing",
                message="Your phone announced a file but Teams did not hand it over. Please take "
                "the photo with the "
                "camera inside Teams, or send the file from a computer.",
            )
        )
    try:
        kept = await turn.house.desk.files.keep(file, formats)
    except FileRefused as refused:
        return _not_taken(refused.finding)
    except FileUnavailable:
        return _not_taken(
            Finding(
                code="file_unavailable",
                message="I could not get “%(name)s” just now, so it is not in your claim. Please "
                "send it again; if that does not help, try later: everything else is saved.",
                values={"name": clean_name(file.name)},
            )
        )
    return Taken(_document(turn, requirement_id, title, kept), kept.findings)


def _not_taken(finding: Finding) -> Taken:
    return Taken(None, (finding,))


def is_nearly_a_link(text: str) -> bool:
    """Whether the text is nothing but an address, of a kind that is not taken.

    >>> [is_nearly_a_link(text) for text in ("www.a.example", "a.example/b", "and/or", "a.pdf")]
    [True, True, False, False]
    """
    return _NEARLY_A_LINK.fullmatch(text.strip()) is not None


def whole_link(text: str) -> str:
    """An address as people copy it, with the https:// that they leave out; other text as it is.

    >>> [whole_link(text) for text in ("www.a.example", "a.example/b", "http://a.example", "a/b")]
    ['https://www.a.example', 'https://a.example/b', 'http://a.example', 'a/b']
    """
    text = text.strip()
    return f"https://{text}" if _ADDRESS.fullmatch(text) else text


def link_document(turn: Turn, text: str, requirement_id: str, title: str) -> ClaimDocument | None:
    """The document that a link in the text becomes, None without a link."""
    found = LINK.search(text.strip())
    if not found:
        return None
    url = found.group(0).rstrip(".,;)")
    return ClaimDocument(
        document_id=turn.house.new_id(),
        requirement_id=requirement_id,
        name=url[:120],
        url=url,
        note=title,
        received_at=turn.now,
        received_from=turn.contact.contact_id,
    )


def _document(turn: Turn, requirement_id: str, title: str, kept: KeptFile) -> ClaimDocument:
    """Each proof needs a descriptive note (S7 published): what came along as text, else what it is
    for.
    """
    return ClaimDocument(
        document_id=turn.house.new_id(),
        requirement_id=requirement_id,
        name=kept.name,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
        note=turn.incoming.text[:500] or title,
        state=DocumentState.STORED,
        received_at=turn.now,
        received_from=turn.contact.contact_id,
    )
