"""A segment: documents that were written together, and which of them are deleted.

A segment's file never changes.  A deletion is a bit in the table of contents, so a
reader that opened the table before still sees the document.
"""

from __future__ import annotations

import base64
import os
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ..engine import KEYWORD_FIELDS, TEXT_FIELDS
from ..runs import smallest
from .arrays import Array, DamagedFile, read_arrays, write_arrays
from .inverted import NO_TERMS, Inverted

__all__ = ["NO_DATE", "SUFFIX", "Segment"]

#: Stands for "no date" among the dates, below all of them.
NO_DATE = -(2**63)
# Where no document of a segment has a date, its file has none.
_NO_DATES = np.empty(0, np.int64)
#: Ends the names of segments' files.
SUFFIX = ".arrays"

_BLOCK = 1 << 20


class Segment:
    """A segment whose postings are arrays in one file."""

    def __init__(self, folder: Path, name: str, count: int, size: int, checksum: int) -> None:
        self.name = name
        self.path = folder / f"{name}{SUFFIX}"
        self.count = count
        self.size = size
        self.checksum = checksum
        #: A mask of the documents that are deleted.
        self.deleted = np.zeros(count, bool)

    @classmethod
    def write(cls, folder: Path, arrays: dict[str, Array]) -> Segment:
        """Write a new segment to the disk and return it."""
        serials = arrays["serials"]
        segment = cls(folder, os.urandom(8).hex(), len(serials), 0, 0)
        if serials.max(initial=0) <= np.iinfo(np.uint32).max:
            serials = serials.astype(np.uint32)
        dates = arrays["dates"] if (arrays["dates"] != NO_DATE).any() else _NO_DATES
        write_arrays(segment.path, arrays | {"serials": serials, "dates": dates})
        segment.size = segment.path.stat().st_size
        segment.checksum = segment.file_checksum()
        return segment

    @classmethod
    def from_json(cls, folder: Path, saved: dict[str, Any]) -> Segment:
        """Return the segment that :meth:`to_json` described; its file is not opened yet."""
        count, size, checksum = (int(saved[key]) for key in ("count", "size", "checksum"))
        if not 0 <= count <= size:
            raise ValueError(f"{count} documents in {size} bytes")
        segment = cls(folder, str(saved["name"]), count, size, checksum)
        if saved["deleted"]:
            bits = np.frombuffer(zlib.decompress(base64.b64decode(saved["deleted"])), np.uint8)
            if len(bits) != -(-count // 8):
                raise ValueError(f"{len(bits)} bytes say which of {count} documents are deleted")
            segment.deleted = np.unpackbits(bits, count=count).astype(bool)
        return segment

    def to_json(self) -> dict[str, Any]:
        """Describe the segment for the table of contents."""
        bits = np.packbits(self.deleted).tobytes() if self.deleted.any() else b""
        return {
            "name": self.name,
            "count": self.count,
            "size": self.size,
            "checksum": self.checksum,
            "deleted": base64.b64encode(zlib.compress(bits)).decode() if bits else "",
        }

    @cached_property
    def arrays(self) -> dict[str, Array]:
        """Map the file into memory; raise :class:`.DamagedFile` or OSError."""
        if self.path.stat().st_size != self.size:
            raise DamagedFile(f"{self.path.name} does not have its {self.size:,} bytes")
        return read_arrays(self.path)

    @cached_property
    def fields(self) -> dict[str, Inverted]:
        """Return the inverted fields."""
        try:
            fields = {
                field: Inverted.of(self.arrays, field) for field in (*TEXT_FIELDS, *KEYWORD_FIELDS)
            }
            columns = [self.serials, self.dates, *(fields[name].lengths for name in TEXT_FIELDS)]
        except KeyError as error:
            raise DamagedFile(f"{self.path.name} lacks the array {error}") from error
        whole = all(field.is_whole() for field in fields.values())
        if not whole or any(len(column) != self.count for column in columns):
            raise DamagedFile(f"{self.path.name} has arrays that do not fit one another")
        return fields

    def field(self, name: str) -> Inverted:
        """Return a field; one that the index does not have holds no term."""
        return self.fields.get(name, NO_TERMS)

    def filed(self, name: str) -> Array:
        """Return the documents of all terms of a keyword field, term by term."""
        if name not in self._filed:
            inverted = self.field(name)
            self._filed[name] = smallest(inverted.postings_of(0, len(inverted)).docs)
        return self._filed[name]

    @cached_property
    def _filed(self) -> dict[str, Array]:
        return {}

    def share_file_of(self, other: Segment) -> None:
        """Use what ``other``, the same segment read earlier, has mapped already."""
        for name in ("arrays", "fields", "dates", "_dates_in", "_filed"):
            if name in other.__dict__:
                self.__dict__[name] = other.__dict__[name]

    @property
    def serials(self) -> Array:
        """Return the serial of each document, in ascending order."""
        return self.arrays["serials"]

    @cached_property
    def dates(self) -> Array:
        """Return the date of each document, in seconds since 1970, or NO_DATE."""
        dates = self.arrays["dates"]
        return dates if len(dates) else np.full(self.count, NO_DATE, np.int64)

    def dates_in(self, unit: str) -> Array:
        """Return the dates in NumPy's "Y" or "D", counted from 1970; of no date some number."""
        if unit not in self._dates_in:
            dates = self.dates.astype("datetime64[s]").astype(f"datetime64[{unit}]")
            self._dates_in[unit] = dates.astype(np.int64)
        return self._dates_in[unit]

    @cached_property
    def _dates_in(self) -> dict[str, Array]:
        return {}

    @property
    def live(self) -> Array:
        """Return a mask of the documents that are not deleted."""
        return ~self.deleted

    @property
    def live_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self.count - int(np.count_nonzero(self.deleted))

    def delete(self, serials: Array) -> None:
        """Mark the documents with these serials as deleted."""
        self.deleted |= np.isin(self.serials, serials)

    def verify(self) -> None:
        """Raise :class:`.DamagedFile` if the file is not as it was written."""
        if self.file_checksum() != self.checksum:
            raise DamagedFile(f"{self.path.name} is not as it was written")

    def file_checksum(self) -> int:
        """Return the CRC-32 of the file."""
        checksum = 0
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                checksum = zlib.crc32(block, checksum)
        return checksum
