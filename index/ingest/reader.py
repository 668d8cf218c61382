"""Reading documents from files, folders and standard input."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..document import Document
from ..errors import InvalidArgument, InvalidDocument, UnreadableFile
from ..signature import is_library
from .folder import list_files
from .html import read_html
from .json_lines import read_json, read_json_lines
from .plain import read_text
from .record import Bad, Record, document_of
from .source import Source, is_encoding, no_encoding
from .table import read_csv, read_tsv

__all__ = ["FORMATS", "Problem", "Reader"]

Format = Callable[[Source], Iterator["Record | Bad"]]

#: The formats by name.
FORMATS: Mapping[str, Format] = {
    "jsonl": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "tsv": read_tsv,
    "text": read_text,
    "html": read_html,
}
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_STANDARD_INPUT = "-"


class Problem(NamedTuple):
    """Something in a file that is no document."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Say it in a line, with file and line first, as compilers do."""
        return f"{self.file}:{self.line}: {self.message}"


class _Input(NamedTuple):
    #: None is standard input.
    path: Path | None
    #: What the ids of documents that are whole files begin with.
    name: str


class Reader:
    """The documents of some inputs, as an iterable.

    What is no document is told to ``on_problem`` and passed over; a function that raises
    stops the reading.
    """

    def __init__(
        self,
        inputs: Iterable[str],
        *,
        format: str | None = None,  # noqa: A002 (what the command line calls it)
        encoding: str | None = None,
        on_problem: Callable[[Problem], None],
    ) -> None:
        """Prepare to read files, folders with all below them, and "-".

        Raises :class:`.InvalidArgument` for an input that is not there or is a library, an
        unknown format or encoding, or a file whose format its name does not tell.
        """
        if format is not None and format not in FORMATS:
            raise InvalidArgument(f"not a format: {format!r:.40}; expected {', '.join(FORMATS)}")
        if encoding is not None and not is_encoding(encoding):
            raise InvalidArgument(no_encoding(encoding))
        self._format = format
        self._encoding = encoding
        self._on_problem = on_problem
        #: How many files of folders are passed over, since their names tell no format.
        self.others = 0
        try:
            self._inputs = _told_apart([found for name in inputs for found in self._find(name)])
        except OSError as error:
            raise InvalidArgument(
                f"cannot look for {str(error.filename)!r:.80}: {error.strerror}"
            ) from error
        #: How many bytes there are, and how many have been read.
        self.total = sum(_size(found.path) for found in self._inputs if found.path)
        self.done = 0

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents."""
        for found in self._inputs:
            if found.path is None:
                yield from self._documents(Source(found.name, sys.stdin.buffer, self._encoding))
            else:
                yield from self._file(found.path, found.name)

    def _find(self, name: str) -> Iterator[_Input]:
        path = Path(name)
        if name == _STANDARD_INPUT:
            if sys.stdin is None:
                raise InvalidArgument("standard input is closed; expected documents there")
            yield _Input(None, "stdin")
        elif name and path.is_dir():
            yield from self._below(path)
        elif not name or not path.exists():
            raise InvalidArgument(f"no file or folder {name!r:.80}")
        elif not self._format_of(name):
            known = ", ".join(_SUFFIXES)
            raise InvalidArgument(
                f"the name {name!r} does not tell the format; expected one that ends in {known}"
                " (also with .gz, .bz2 or .xz), or --format"
            )
        else:
            yield _Input(path, path.name)

    def _below(self, folder: Path) -> Iterator[_Input]:
        """Yield the files of a folder, and the folders in it that cannot be listed."""
        if is_library(folder):
            raise InvalidArgument(f"{str(folder)!r} is a library; expected files with documents")
        files, unlisted = list_files(folder)
        known = [path for path in files if self._format_of(path.name)]
        self.others += len(files) - len(known)
        for path in sorted([*known, *unlisted]):
            relative = path if path == folder else path.relative_to(folder)
            yield _Input(path, relative.as_posix())

    def _format_of(self, name: str) -> str | None:
        return self._format or _SUFFIXES.get(Source.plain_suffix(name))

    def _file(self, path: Path, name: str) -> Iterator[Document]:
        before, size = self.done, _size(path)
        try:
            with path.open("rb") as file:
                source = Source(name, file, self._encoding)
                for document in self._documents(source):
                    self.done = before + source.position()
                    yield document
        except OSError as error:
            self._on_problem(Problem(name, 1, f"cannot be read: {error.strerror or error}"))
        self.done = before + size

    def _documents(self, source: Source) -> Iterator[Document]:
        read = FORMATS[self._format_of(source.name) or "jsonl"]
        try:
            for record in read(source):
                if isinstance(record, Bad):
                    self._on_problem(Problem(source.name, record.line, record.message))
                elif document := self._document(record, source):
                    yield document
        except UnreadableFile as error:
            self._on_problem(Problem(source.name, source.line, str(error)))

    def _document(self, record: Record, source: Source) -> Document | None:
        try:
            return document_of(record.values, f"{source.name}#{record.line}")
        except InvalidDocument as error:
            self._on_problem(Problem(source.name, record.line, str(error)))
            return None


def _size(path: Path) -> int:
    """Return how many bytes a file has, or 0 where that cannot be known."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _told_apart(inputs: Sequence[_Input]) -> Sequence[_Input]:
    """Name those that share a name by their paths: their documents would replace each other."""
    paths = defaultdict[str, set[Path | None]](set)
    for found in inputs:
        paths[found.name].add(found.path)
    return [
        found._replace(name=found.path.as_posix())
        if found.path and len(paths[found.name]) > 1
        else found
        for found in inputs
    ]
