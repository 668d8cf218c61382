"""A file or standard input as a stream of bytes, and its text."""

from __future__ import annotations

import codecs
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from ..document import LONGEST_TEXT
from ..errors import UnreadableFile
from .compression import opener_of

__all__ = ["LONGEST_LINE", "Source", "is_encoding", "no_encoding"]

#: The most bytes of a line, or of a file that is one document: characters take up to
#: four bytes, and JSON may write them in six.
LONGEST_LINE = 6 * LONGEST_TEXT + 1_000_000


def is_encoding(name: str) -> bool:
    """Say whether text can be written in the encoding ``name``."""
    try:
        b"a".decode(name)
    except UnicodeDecodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def no_encoding(name: str) -> str:
    """Say that ``name`` is no encoding."""
    return f"not an encoding: {name!r:.40}; expected a name like utf-8 or windows-1256"


# The longer marks first: one of them begins with a shorter one.
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHUNK = 1_000_000


def _marked(error: UnicodeError) -> tuple[str, int]:
    """Put a character that UTF-8 does not have in the place of bytes that are no text."""
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end


_MARKED = "fehrest-marked"
codecs.register_error(_MARKED, _marked)


class Source:
    """One input.  ``name`` stands for it in messages and in ids."""

    def __init__(self, name: str, file: IO[bytes], encoding: str | None = None) -> None:
        self.name = name
        self._raw = file
        opener = opener_of(name)
        self._file: Any = opener(file) if opener else file
        self._encoding = encoding
        #: What lines that come in UTF-8 were in.
        self._recoded_from: str | None = None
        self._has_begun = False
        #: The line that is being read, from 1.
        self.line = 1

    @staticmethod
    def plain_suffix(name: str) -> str:
        """Return the suffix of a file name, without that of a compression."""
        path = Path(name)
        return (path.with_suffix("") if opener_of(name) else path).suffix.lower()

    def position(self) -> int:
        """Return how many bytes of the file have been read."""
        return self._raw.tell() if self._raw.seekable() else 0

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines with their numbers; a line that is too long comes cut.

        Where a line end is more than a byte, the lines come in UTF-8.  Raises
        :class:`.UnreadableFile` where the file ends in what cannot be read, behind all
        lines before that.
        """
        line = self._read_line()
        encoding = self.encoding(line)
        if encoding and _is_wide(encoding):
            lines, self._encoding = self._recoded(line, encoding), "utf-8"
            self._recoded_from = encoding
        else:
            lines, self._encoding = self._lines(line), encoding
        for number, found in enumerate(lines, 1):
            self.line, self._has_begun = number, True
            yield number, found

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
        except (ValueError, LookupError) as error:
            if self._recoded_from:
                raise UnreadableFile(f"not {self._recoded_from}; expected text in it") from error
            raise UnreadableFile(_not_text(data, encoding, error)) from error

    def encoding(self, data: bytes) -> str | None:
        """Return the encoding that a byte order mark or the user says."""
        for mark, encoding in _BYTE_ORDER_MARKS.items():
            if data.startswith(mark):
                return encoding
        return self._encoding

    def _lines(self, line: bytes) -> Iterator[bytes]:
        """Yield the lines from ``line`` on."""
        while line:
            yield line
            while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                line = self._read_line()
            line = self._read_line()

    def _recoded(self, start: bytes, encoding: str) -> Iterator[bytes]:
        """Yield the lines from ``start`` on, in UTF-8 instead of ``encoding``.

        A line with what is no text comes as one that is no UTF-8.
        """
        rest = ""
        try:
            for text in codecs.iterdecode(self._chunks(start), encoding, _MARKED):
                *lines, rest = (rest + text).split("\n")
                yield from (f"{line}\n".encode(errors="surrogatepass") for line in lines)
                if len(rest) > LONGEST_LINE:
                    raise UnreadableFile(f"a line of more than {LONGEST_LINE:,} characters")
        except UnicodeError as error:
            raise UnreadableFile(f"not {encoding}: {error}") from error
        if rest:
            yield rest.encode(errors="surrogatepass")

    def _chunks(self, start: bytes) -> Iterator[bytes]:
        yield start
        # Of what is cut off, a whole chunk would be lost with the end.
        while data := self._read(lambda: self._file.read1(_CHUNK)):
            yield data

    def _read_line(self) -> bytes:
        return self._read(lambda: self._file.readline(LONGEST_LINE + 1))

    def _read(self, read: Callable[[], bytes]) -> bytes:
        try:
            return read()
        except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
            lost = "; nothing behind this line was read" if self._has_begun else ""
            raise UnreadableFile(f"cannot be read: {error}{lost}") from error


def _is_wide(encoding: str) -> bool:
    """Say whether letters, and so line ends, are two or four bytes in ``encoding``."""
    try:
        return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
    except (LookupError, ValueError):
        return False


def _not_text(data: bytes, encoding: str, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return (
            f"byte 0x{data[error.start]:02X} at {error.start:,} is not {encoding};"
            " expected UTF-8, or the encoding that --encoding names"
        )
    return no_encoding(encoding)
