"""Documents that partners send: fetched safely, judged by their content, kept under their hash.

The face of the package: `keep` does all three for one upload; `FileFetcher`, `inspect` and
`DocumentStore` do one each. Nothing here knows claims or conversations.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.domain.claim import Finding, Severity
from bot.domain.inputs import IncomingFile
from bot.errors import FileRefused, FileUnavailable
from bot.files.fetch import FetchedFile, FileFetcher
from bot.files.findings import refusal
from bot.files.hosts import DOWNLOAD_HOSTS, SERVICE_HOSTS
from bot.files.inspection import Inspection, inspect
from bot.files.limits import FileLimits
from bot.files.names import clean_name
from bot.files.store import DocumentStore
from bot.hands import in_thread

__all__ = [
    "DOWNLOAD_HOSTS",
    "SERVICE_HOSTS",
    "DocumentStore",
    "FetchedFile",
    "FileFetcher",
    "FileLimits",
    "Inspection",
    "KeptFile",
    "clean_name",
    "inspect",
    "keep",
    "keep_made",
]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A document that is durably stored.

    Shape: `sha256` is hex of the exact bytes; `name` is clean and ends as the content demands;
    `findings` are remarks (never blocking) for the partner.
    """

    sha256: str
    size_bytes: int
    media_type: str
    name: str
    findings: tuple[Finding, ...] = ()


async def keep(
    file: IncomingFile,
    *,
    formats: Collection[str],
    fetcher: FileFetcher,
    store: DocumentStore,
    limits: FileLimits,
) -> KeptFile:
    """Fetch an upload, judge it and store it; when this returns, the bytes survive a crash.

    Shape: `formats` are extensions without a dot that the document requirement accepts.
    Raises: FileRefused with the finding to show; FileUnavailable when the channel or the store does
    not answer.
    """
    try:
        fetched = await fetcher.fetch(file, store.spool)
        try:
            return await _keep_judged(fetched, formats, store, limits)
        finally:
            if isinstance(fetched.content, Path):
                fetched.content.unlink(missing_ok=True)
    except OSError as error:
        raise _disk_fault(error) from error


async def keep_made(
    data: bytes, name: str, *, formats: Collection[str], store: DocumentStore, limits: FileLimits
) -> KeptFile:
    """Judge and store a document that was made here, as `keep` does with an upload.

    Raises: FileRefused with the finding; FileUnavailable when the store does not answer.
    """
    made = FetchedFile(data, len(data), hashlib.sha256(data).hexdigest(), clean_name(name))
    try:
        return await _keep_judged(made, formats, store, limits)
    except OSError as error:
        raise _disk_fault(error) from error


def _disk_fault(error: OSError) -> FileUnavailable:
    """A full or broken disk: the partner sends the file again, an operator must make room."""
    log.warning("document_not_stored reason=%s", error.strerror or type(error).__name__)
    return FileUnavailable(f"document store: {type(error).__name__} while writing")


async def _keep_judged(
    fetched: FetchedFile, formats: Collection[str], store: DocumentStore, limits: FileLimits
) -> KeptFile:
    inspection = await _judge(fetched, formats, limits)
    for finding in inspection.findings:
        if finding.severity is Severity.BLOCK:
            raise FileRefused(finding)
    await store.put(fetched.sha256, fetched.content)
    return KeptFile(
        sha256=fetched.sha256,
        size_bytes=fetched.size_bytes,
        media_type=inspection.media_type,
        name=inspection.name,
        findings=inspection.findings,
    )


async def _judge(fetched: FetchedFile, formats: Collection[str], limits: FileLimits) -> Inspection:
    """Inspect in a thread; a file on which readers choke is as good as damaged."""
    try:
        async with asyncio.timeout(limits.inspect_seconds):
            return await in_thread(
                inspect, fetched.content, fetched.name, formats=formats, limits=limits
            )
    except TimeoutError:
        raise FileRefused(refusal("damaged", name=fetched.name)) from None
