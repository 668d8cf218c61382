"""How much of the mapped files is in memory, and no more of it than need be.

What was read of a mapped file counts as the memory of the process until the system wants it
for something else, so one that serves a large library seems to grow and grow.  Pages that are
given back stay in the system's cache: to read them again costs a fraction of a microsecond each.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from pathlib import Path

from .arrays import let_go
from .segment import Segment

__all__ = ["held", "trim"]

_STATUS = Path("/proc/self/statm")
_MOST = 256_000_000


def held() -> int:
    """Return how many bytes of files this process has in memory; 0 if nobody tells."""
    try:
        _size, _resident, shared, *_rest = map(int, _STATUS.read_bytes().split())
    except (OSError, ValueError):
        return 0
    return shared * mmap.PAGESIZE


def trim(segments: Iterable[Segment]) -> None:
    """Give the pages of segments back if there are many."""
    if held() > _MOST:
        for segment in segments:
            let_go(segment.arrays)
