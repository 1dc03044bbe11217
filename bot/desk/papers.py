"""Documents on their way into a claim: fetched or made here, checked, stored; and handed back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.domain.claim import ClaimDocument
from bot.domain.inputs import IncomingFile
from bot.errors import FileRefused, FileUnavailable
from bot.files import DocumentStore, FileFetcher, FileLimits, KeptFile, keep, keep_made

UPLOADS = ("kept", "refused", "place_not_allowed", "unavailable")
"""What becomes of an upload; apart from other refusals those of places that are not allowed, which
a setting may have to name, and what the channel or the store did not give or take.
"""


@dataclass(frozen=True, slots=True)
class FileRoom:
    """Where uploads come from and go to. `counts` tells how often they became what."""

    fetcher: FileFetcher
    store: DocumentStore
    limits: FileLimits
    counts: Counter[str] = field(default_factory=Counter)

    async def keep(self, file: IncomingFile, formats: Collection[str]) -> KeptFile:
        """Fetch, check and store one upload; it survives a crash once this returns.

        Raises: FileRefused with a finding, FileUnavailable.
        """
        try:
            kept = await keep(
                file, formats=formats, fetcher=self.fetcher, store=self.store, limits=self.limits
            )
        except FileRefused as error:
            is_elsewhere = error.finding.code == "file_place_not_allowed"
            self.counts["place_not_allowed" if is_elsewhere else "refused"] += 1
            raise
        except FileUnavailable:
            self.counts["unavailable"] += 1
            raise
        self.counts["kept"] += 1
        return kept

    async def keep_made(self, data: bytes, name: str, formats: Collection[str]) -> KeptFile:
        """Store a document that was made here; it survives a crash once this returns.

        Raises: FileRefused, FileUnavailable.
        """
        return await keep_made(data, name, formats=formats, store=self.store, limits=self.limits)

    async def hand_over(self, document: ClaimDocument, address: str) -> None:
        """Put the very bytes of a stored document where its receiver allowed it.

        Raises: FileRefused for a place that is not allowed, FileUnavailable.
        """
        content = b"".join([chunk async for chunk in self.store.open_stream(document.sha256)])
        await self.fetcher.hand_over(content, document.name, address)
