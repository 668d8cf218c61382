"""Named NumPy arrays in one file, read through a memory map.

Layout: the magic, the length of the header (8 bytes, little-endian), the header, the
arrays, each at a multiple of 64 bytes.  The header is JSON: ``{name: [type, offset,
count]}``.  Reading checks that every array lies inside the file, and runs no code.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..errors import LibraryFailed
from ..runs import Array

__all__ = ["Array", "DamagedFile", "let_go", "read_arrays", "write_arrays"]

_MAGIC = b"FEHREST1"
_LENGTH = struct.Struct("<Q")
_ALIGNMENT = 64
_TYPES = frozenset(("|u1", "<u2", "<u4", "<u8", "<i8"))


class DamagedFile(LibraryFailed):
    """The file is not what was written."""


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write ``arrays`` to ``path`` and to the disk."""
    header: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        offset = _aligned(offset)
        header[name] = (array.dtype.str, offset, array.size)
        offset += array.nbytes
    text = json.dumps(header).encode()
    first = _aligned(len(_MAGIC) + _LENGTH.size + len(text))
    with path.open("wb") as file:
        file.write(_MAGIC + _LENGTH.pack(len(text)) + text)
        for name, array in arrays.items():
            file.seek(first + header[name][1])
            file.write(np.ascontiguousarray(array).data)
        file.truncate(max(file.tell(), first))
        file.flush()
        os.fsync(file.fileno())


def read_arrays(path: Path) -> dict[str, Array]:
    """Map the arrays of ``path`` into memory; raise :class:`DamagedFile` or OSError."""
    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedFile(f"{path.name} is empty") from error
    start = len(_MAGIC) + _LENGTH.size
    if len(data) < start or data[: len(_MAGIC)] != _MAGIC:
        raise DamagedFile(f"{path.name} does not begin like a segment")
    (length,) = _LENGTH.unpack(data[len(_MAGIC) : start])
    first = _aligned(start + length)
    try:
        header = json.loads(data[start : start + length])
        return {name: _view(data, first, *place) for name, place in header.items()}
    except (AttributeError, OverflowError, RecursionError, TypeError, ValueError) as error:
        raise DamagedFile(f"{path.name} has a header that cannot be read") from error


def let_go(arrays: Mapping[str, Array]) -> None:
    """Give the pages of mapped arrays back; they are read again where they are needed.

    Does nothing where the system does not know of that.
    """
    # All are of one file, and NumPy's base of an array is the view of it that it was given.
    base = next((array.base for array in arrays.values()), None)
    mapped: object = getattr(base, "obj", None)
    if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def _view(data: mmap.mmap, first: int, kind: str, offset: int, count: int) -> Array:
    if kind not in _TYPES or min(offset, count) < 0:
        raise ValueError(kind, offset, count)
    return np.frombuffer(data, np.dtype(kind), count, first + offset)


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT
