"""The table of contents: which segments make up the index.

One JSON file, replaced in one step; so the index changes from one commit to the next
and is never seen between them.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..engine import State
from .arrays import DamagedFile
from .segment import SUFFIX, Segment

__all__ = ["Toc", "open_toc", "read_toc", "toc_stamp", "write_toc"]

_FILE = "toc.json"
_FORMAT = 4
# What making sense of a damaged table ends in.
_NONSENSE = (
    AttributeError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
_RETRIES = 20
_PAUSE = 0.01


class Toc(NamedTuple):
    """What the file says."""

    generation: int
    state: State | None
    segments: Sequence[Segment]


def read_toc(folder: Path) -> Toc:
    """Read the table of contents; an index that was never written has an empty one.

    Raises :class:`.DamagedFile` or OSError.
    """
    try:
        saved = json.loads((folder / _FILE).read_bytes())
        if saved["format"] != _FORMAT:
            found = f"format {saved['format']!r:.20}, expected {_FORMAT}"
            raise DamagedFile(f"{_FILE} is of another version of Fehrest ({found})")
        state = State(int(saved["revision"]), str(saved["fingerprint"]))
        segments = [Segment.from_json(folder, segment) for segment in saved["segments"]]
        return Toc(int(saved["generation"]), state, segments)
    except FileNotFoundError:
        return Toc(0, None, [])
    except _NONSENSE as error:
        raise DamagedFile(f"{_FILE} cannot be read: {error}") from error


def toc_stamp(folder: Path) -> tuple[int, int]:
    """Return numbers that change with every commit, without reading the table."""
    try:
        # Several times in each question, so no path is made of it.
        found = os.stat(f"{folder}{os.sep}{_FILE}")  # noqa: PTH116
    except FileNotFoundError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)


def open_toc(folder: Path, known: Toc | None = None) -> Toc:
    """Read the table of contents and map the files of its segments.

    What ``known`` has mapped is used again.  A writer may replace the table, and remove
    files that the old one named, while we read: then we read again.
    """
    mapped = {segment.name: segment for segment in known.segments} if known else {}
    for retry in range(_RETRIES):
        toc = read_toc(folder)
        try:
            for segment in toc.segments:
                if segment.name in mapped:
                    segment.share_file_of(mapped[segment.name])
                _ = segment.fields
        except FileNotFoundError:
            if retry == _RETRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            break
    return toc


def write_toc(folder: Path, toc: Toc) -> None:
    """Put ``toc`` in the place of the one before it."""
    state = toc.state or State(0, "")
    saved = {
        "format": _FORMAT,
        "generation": toc.generation,
        "revision": state.revision,
        "fingerprint": state.fingerprint,
        "segments": [segment.to_json() for segment in toc.segments],
    }
    new = folder / f"{_FILE}.new"
    with new.open("w") as file:
        json.dump(saved, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / _FILE)
    _remove_leftovers(folder, {segment.path for segment in toc.segments})


def _remove_leftovers(folder: Path, wanted: set[Path]) -> None:
    """Delete the files of segments that no table of contents names any more."""
    for path in folder.glob(f"*{SUFFIX}"):
        if path not in wanted:
            path.unlink(missing_ok=True)
