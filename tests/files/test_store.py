"""Documents are kept under their content and survive."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import FileUnavailable
from bot.files import DocumentStore

BYTES = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(BYTES).hexdigest()


def spooled(store: DocumentStore, name: str = "upload") -> Path:
    store.spool.mkdir(parents=True, exist_ok=True)
    path = store.spool / name
    path.write_bytes(BYTES)
    return path


async def read(store: DocumentStore, sha256: str = SHA256) -> bytes:
    return b"".join([chunk async for chunk in store.open_stream(sha256)])


async def test_what_was_put_is_read_byte_for_byte_in_chunks(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path / "documents")
    await store.put(SHA256, spooled(store))

    chunks = [chunk async for chunk in store.open_stream(SHA256)]

    assert b"".join(chunks) == BYTES
    assert len(chunks) > 1
    assert (tmp_path / "documents" / SHA256[:2] / SHA256).read_bytes() == BYTES


async def test_putting_the_same_bytes_twice_changes_nothing(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    for source in (spooled(store), BYTES, BYTES):
        await store.put(SHA256, source)

    assert await read(store) == BYTES
    assert list(store.spool.iterdir()) == []


async def test_a_second_process_finds_the_same_document(tmp_path: Path) -> None:
    first = DocumentStore(f"file://{tmp_path}")
    await first.put(SHA256, spooled(first))

    assert await DocumentStore(tmp_path).exists(SHA256)
    assert await read(DocumentStore(tmp_path)) == BYTES


async def test_a_file_from_another_disk_is_copied_into_place(tmp_path: Path) -> None:
    shared_memory = Path("/dev/shm")  # noqa: S108 another file system, present on Linux
    if not shared_memory.is_dir() or shared_memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    elsewhere = shared_memory / f"claims-bot-test-{os.getpid()}"
    elsewhere.write_bytes(BYTES)
    store = DocumentStore(tmp_path)

    try:
        await store.put(SHA256, elsewhere)
        assert await read(store) == BYTES
    finally:
        elsewhere.unlink(missing_ok=True)


@pytest.mark.parametrize("is_spooled", [True, False])
async def test_bytes_reach_the_disk_before_their_name_and_then_the_folders_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_spooled: bool
) -> None:
    steps: list[object] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (steps.append(os.fstat(fd).st_ino), fsync(fd))[1])
    monkeypatch.setattr(os, "replace", lambda a, b: (replace(a, b), steps.append("replace")))
    store = DocumentStore(tmp_path)
    await store.put(SHA256, spooled(store) if is_spooled else BYTES)
    kept = tmp_path / SHA256[:2] / SHA256

    file, folder, parent = (path.stat().st_ino for path in (kept, kept.parent, tmp_path))
    assert steps == [file, "replace", folder, parent]


async def test_bytes_that_the_system_takes_in_pieces_are_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:100_000]))
    store = DocumentStore(tmp_path)
    await store.put(SHA256, BYTES)

    assert await read(store) == BYTES


@pytest.mark.parametrize("call", ["fsync", "replace"])
async def test_what_the_disk_does_not_take_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def is_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, is_full)
    store = DocumentStore(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        await store.put(SHA256, BYTES)

    assert list(store.spool.iterdir()) == []
    assert not await store.exists(SHA256)


async def test_a_deleted_document_is_gone_and_deleting_again_does_nothing(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    await store.put(SHA256, spooled(store))
    for _ in range(2):
        await store.delete(SHA256)

    assert not await store.exists(SHA256)
    with pytest.raises(FileUnavailable):
        await read(store)


async def test_a_key_that_is_no_hash_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="64 lower-case hex"):
        await DocumentStore(tmp_path).exists("../../etc/passwd")


async def test_what_a_killed_process_left_half_fetched_is_cleaned_up(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    old, fresh = spooled(store, "old"), spooled(store, "fresh")
    os.utime(old, (0, (now - timedelta(hours=2)).timestamp()))
    os.utime(fresh, (0, now.timestamp()))

    assert await store.clean_spool(now) == 1
    assert list(store.spool.iterdir()) == [fresh]


@pytest.mark.parametrize("url", ["memory:///documents", "{folder}"])
async def test_a_document_that_is_gone_is_told_as_unavailable(tmp_path: Path, url: str) -> None:
    store = DocumentStore(url.format(folder=tmp_path))

    with pytest.raises(FileUnavailable, match=SHA256):
        await read(store)


async def test_an_object_store_by_url_keeps_and_gives_documents(tmp_path: Path) -> None:
    store = DocumentStore("memory:///documents")
    await store.put(SHA256, spooled(DocumentStore(tmp_path)))

    assert await store.exists(SHA256)
    assert await read(store) == BYTES
