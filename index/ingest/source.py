"""A file or standard input as a stream of bytes, and its text."""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from ..document import LONGEST_TEXT
from ..errors import UnreadableFile

__all__ = ["LONGEST_LINE", "Source"]

#: The most bytes of a line, or of a file that is one document: characters take up to
#: four bytes, and JSON may write them in six.
LONGEST_LINE = 6 * LONGEST_TEXT + 1_000_000

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def _as_it_is(file: IO[bytes]) -> IO[bytes]:
    return file


_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class Source:
    """One input.  ``name`` stands for it in messages and in ids."""

    def __init__(self, name: str, file: IO[bytes], encoding: str | None = None) -> None:
        self.name = name
        self._raw = file
        self._file = _OPENERS.get(Path(name).suffix.lower(), _as_it_is)(file)
        self._encoding = encoding

    @staticmethod
    def plain_suffix(name: str) -> str:
        """Return the suffix of a file name, without that of a compression."""
        path = Path(name)
        return (path.with_suffix("") if path.suffix.lower() in _OPENERS else path).suffix.lower()

    def position(self) -> int:
        """Return how many bytes of the file have been read."""
        return self._raw.tell() if self._raw.seekable() else 0

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines with their numbers; a line that is too long comes cut."""
        number = 0
        while line := self._read(lambda: self._file.readline(LONGEST_LINE + 1)):
            number += 1
            yield number, line
            while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                line = self._read(lambda: self._file.readline(LONGEST_LINE + 1))

    def content(self) -> bytes:
        """Return all bytes; raise :class:`.UnreadableFile` for too many."""
        data = self._read(lambda: self._file.read(LONGEST_LINE + 1))
        if len(data) > LONGEST_LINE:
            raise UnreadableFile(f"more than {LONGEST_LINE:,} bytes; expected one document")
        return data

    def text(self, data: bytes, declared: str | None = None) -> str:
        """Decode ``data``: as a byte order mark, the user, the file or UTF-8 says."""
        encoding = self.encoding(data) or declared or "utf-8"
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise UnreadableFile(_not_text(data, encoding, error)) from error

    def encoding(self, data: bytes) -> str | None:
        """Return the encoding that a byte order mark or the user says."""
        for mark, encoding in _BYTE_ORDER_MARKS.items():
            if data.startswith(mark):
                return encoding
        return self._encoding

    def _read(self, read: Callable[[], bytes]) -> bytes:
        try:
            return read()
        except (OSError, EOFError, lzma.LZMAError) as error:
            raise UnreadableFile(f"cannot be read: {error}") from error


def _not_text(data: bytes, encoding: str, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return (
            f"byte 0x{data[error.start]:02X} at {error.start:,} is not {encoding};"
            " expected UTF-8, or the encoding that --encoding names"
        )
    return f"not an encoding: {encoding!r:.40}"
