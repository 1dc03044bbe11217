"""Documents addressed by their content: a local folder by default, Azure Blob or S3 by URL.

Why the local folder is written by hand: obstore's local store renames into place (atomic) but never
calls fsync (seen with strace, obstore 0.12), so a claim row could outlive the bytes it names when
the machine loses power. It is read by hand too, as obstore has a runtime with threads of its own,
which a whole submission does not otherwise need. Looking up and deleting go through obstore for
every kind of store.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import FileUnavailable
from bot.hands import in_thread

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK_BYTES = 512 * 2**10
SPOOL_AGE = timedelta(hours=1)

_OURS = uuid.uuid4().hex
"""Begins the names of this process's files on the way: another replica may have the same number."""
_numbers = itertools.count()
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_URL = re.compile(r"[a-z0-9+]{2,}://")


class DocumentStore:
    """Keeps documents under their SHA-256; putting the same bytes again changes nothing.

    Shape: `location` is a folder, `file://…`, or a URL such as `az://container/prefix` and
    `s3://bucket/prefix` whose credentials obstore takes from the environment. `spool` is where to
    write a file before `put`: on the same disk for a local folder, so that putting is a rename.
    """

    def __init__(self, location: str | Path) -> None:
        text = str(location).removeprefix("file://")
        self._folder = None if _URL.match(text) else Path(text).absolute()
        self._url = text
        self._opened: ObjectStore | None = None
        self.spool = (
            self._folder / "incoming"
            if self._folder
            else Path(tempfile.gettempdir()) / "claims-bot-incoming"
        )

    async def put(self, sha256: str, source: bytes | Path) -> None:
        """Keep these bytes, or the file there, which may be moved; durable when this returns.

        Raises: FileUnavailable when the store cannot be reached.
        """
        if self._folder:
            await in_thread(_place, source, self._folder / _key(sha256), self.spool)
            return
        import obstore

        try:
            await obstore.put_async(self._store(), _key(sha256), source)
        except obstore.exceptions.BaseError as error:
            raise FileUnavailable(
                f"document store: {type(error).__name__} while writing"
            ) from error

    async def open_stream(self, sha256: str) -> AsyncIterator[bytes]:
        """The bytes, in chunks. Raises: FileUnavailable when they cannot be read."""
        if self._folder:
            async for chunk in _read(self._folder / _key(sha256)):
                yield chunk
            return
        import obstore

        try:
            found = await obstore.get_async(self._store(), _key(sha256))
            async for chunk in found.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(chunk)
        except (obstore.exceptions.BaseError, FileNotFoundError) as error:
            raise FileUnavailable(f"document {sha256}: {type(error).__name__}") from error

    async def exists(self, sha256: str) -> bool:
        """Whether these bytes are kept. Raises: FileUnavailable when nobody knows."""
        import obstore

        try:
            await obstore.head_async(self._store(), _key(sha256))
        except FileNotFoundError:
            return False
        except obstore.exceptions.BaseError as error:
            raise FileUnavailable(f"document store: {type(error).__name__}") from error
        return True

    async def delete(self, sha256: str) -> None:
        """Forget these bytes; nothing happens if they are not there."""
        import obstore

        try:
            await obstore.delete_async(self._store(), _key(sha256))
        except FileNotFoundError:
            return
        except obstore.exceptions.BaseError as error:
            raise FileUnavailable(f"document store: {type(error).__name__}") from error

    async def clean_spool(self, now: datetime) -> int:
        """Delete what killed processes left half-fetched; how many files. For the app's start."""
        return await in_thread(_delete_older, self.spool, (now - SPOOL_AGE).timestamp())

    def _store(self) -> ObjectStore:
        if self._opened is None:
            from obstore.store import LocalStore, from_url

            if self._folder:
                self._opened = LocalStore(self._folder, mkdir=True)
            else:
                self._opened = from_url(self._url)
        return self._opened


def _key(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise ValueError("a document is addressed by 64 lower-case hex digits")
    return f"{sha256[:2]}/{sha256}"


async def _read(path: Path) -> AsyncIterator[bytes]:
    """A file in chunks, each read in a thread; the thread that opens it reads the first."""
    try:
        file, chunk = await in_thread(_open_and_read, path)
        with file:
            while chunk:
                yield chunk
                if len(chunk) < CHUNK_BYTES:
                    return
                chunk = await in_thread(file.read, CHUNK_BYTES)
    except OSError as error:
        raise FileUnavailable(f"document {path.name}: {type(error).__name__}") from error


def _open_and_read(path: Path) -> tuple[FileIO, bytes]:
    file = FileIO(path)
    try:
        return file, file.read(CHUNK_BYTES)
    except BaseException:
        file.close()
        raise


def _place(source: bytes | Path, target: Path, spool: Path) -> None:
    """Bring a file into place: its bytes reach the disk first, then its name."""
    written = _moved(source, target) if isinstance(source, Path) else _written(source, spool)
    is_new_folder = False
    try:
        try:
            os.replace(written, target)
        except FileNotFoundError:
            is_new_folder = True
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(written, target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    _sync(target.parent)
    if is_new_folder:
        _sync(target.parent.parent)


def _moved(source: Path, target: Path) -> Path:
    """A file on the target's disk, whose bytes have reached it."""
    folder = target.parent.parent
    folder.mkdir(parents=True, exist_ok=True)
    if source.stat().st_dev != folder.stat().st_dev:
        source = Path(shutil.copyfile(source, folder / f"{_OURS}-{next(_numbers)}"))
    _sync(source)
    return source


def _written(data: bytes, spool: Path) -> Path:
    """A file in the spool, whose bytes have reached the disk; with few calls of the system, as the
    thread must win the interpreter back after each.
    """
    written = spool / f"{_OURS}-{next(_numbers)}"
    try:
        descriptor = os.open(written, _NEW, 0o666)
    except FileNotFoundError:
        spool.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(written, _NEW, 0o666)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _delete_older(folder: Path, before: float) -> int:
    if not folder.is_dir():
        return 0
    old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
