"""What a process tree costs: CPU seconds, resident memory, open files; read from /proc (Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Usage:
    """Of all processes of the tree together; CPU includes children that have ended."""

    cpu_seconds: float = 0.0
    resident_bytes: int = 0
    open_files: int = 0


def usage_of(pids: Iterable[int]) -> Usage:
    """Usage of these processes and all below them. A process that is gone counts nothing.

    Units: the kernel counts CPU in steps of 10 ms; give a measurement at least one CPU second.
    """
    cpu, resident, files = 0.0, 0, 0
    for pid in (member for root in pids for member in _tree(root)):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            cpu += sum(int(field) for field in fields[11:15]) / _TICKS_PER_SECOND
            resident += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
            files += len(os.listdir(f"/proc/{pid}/fd"))
        except OSError:
            continue
    return Usage(cpu, resident, files)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return
