"""CSV and TSV: the first line names the columns."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from ..document import LONGEST_TEXT
from ..errors import UnreadableFile
from .record import Bad, Record
from .source import LONGEST_LINE, Source

__all__ = ["read_csv", "read_tsv"]

# So many lines are read once more for each of the file: after a quotation mark that nothing closes
# it may be all that is left.
_MOST_AGAIN = 20
_UNCLOSED = "a quotation mark opens a column, and none closes it"
_LOST = "many quotation marks are never closed; no row from here on is read"
_TEXT_COLUMNS = frozenset(("text", "title", "body", "content", "headline"))


def read_csv(source: Source) -> Iterator[Record | Bad]:
    """Yield the rows of a file whose columns are separated by commas or semicolons."""
    return _rows(source, ",;\t")


def read_tsv(source: Source) -> Iterator[Record | Bad]:
    """Yield the rows of a file whose columns are separated by tabs."""
    return _rows(source, "\t")


class _Line(NamedTuple):
    text: str
    #: What is wrong with it: then the text only tells where rows end.
    problem: str = ""


def _rows(source: Source, separators: str) -> Iterator[Record | Bad]:
    csv.field_size_limit(LONGEST_TEXT * 2)
    lines = _decoded(source)
    header, problem = next(lines, _Line(""))
    if problem:
        raise UnreadableFile(problem)
    separator = max(separators, key=header.count)
    names = _names(_columns(header, separator))
    if _TEXT_COLUMNS.isdisjoint(name.lower() for name in names):
        raise UnreadableFile(
            "the first line names no column with a text or a title;"
            " expected names like id, title, text, date, source, url, tags"
        )
    least = 0
    for line, row in _split(_Lines(lines), separator):
        if isinstance(row, Bad):
            if row.message == _UNCLOSED:
                # Behind it there may be more of a text that was cut off.
                least = len(names)
            yield row
        elif row and (len(row) < least or any(row[len(names) :])):
            yield Bad(line, f"{len(row)} columns; expected {len(names)}, as in the first line")
        elif row:
            values = zip(names, row, strict=False)
            yield Record(line, {name: value for name, value in values if value})


def _split(lines: _Lines, separator: str) -> Iterator[tuple[int, list[str] | Bad]]:
    """Yield where rows begin and their cells, or what is wrong with them.

    A quotation mark that nothing closes takes the rows behind it for a part of its column.  They
    are then read once more, without its line.  Raises :class:`.UnreadableFile` behind the last
    row if the file ends in what cannot be read.
    """
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = lines.begin_row()
        if lines.again > _MOST_AGAIN * lines.count:
            yield line, Bad(line, _LOST)
            return
        try:
            row = next(reader)
        except StopIteration:
            lines.check_end()
            return
        except csv.Error as error:
            yield line, _forgiving(line, lines, separator, error)
            lines.go_back()
        else:
            yield line, lines.bad or row


def _forgiving(line: int, lines: _Lines, separator: str, error: csv.Error) -> list[str] | Bad:
    """Return the cells of a row that is not as it should be, or what is wrong with it."""
    if lines.ran_out or len(lines.row) > 1:
        return Bad(line, _UNCLOSED)
    if lines.bad:
        return lines.bad
    try:
        return next(csv.reader([lines.row[0].text], delimiter=separator))
    except csv.Error:
        return Bad(line, f"not a row: {error}")


class _Lines:
    """Lines behind the first, of which those of the last row can be read once more."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._waiting: deque[_Line] = deque()
        self._number = 1
        self._failure: UnreadableFile | None = None
        #: How many lines were read, and how many of them once more.
        self.count = 0
        self.again = 0
        #: Those of the last row.
        self.row: list[_Line] = []
        #: The first of them that is no text.
        self.bad: Bad | None = None
        #: Whether it wanted more lines than there are.
        self.ran_out = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._read()
        if line is None:
            self.ran_out = bool(self.row)
            raise StopIteration
        self.row.append(line)
        self._number += 1
        if line.problem and not self.bad:
            self.bad = Bad(self._number, line.problem)
        return line.text

    def begin_row(self) -> int:
        """Begin a row, and return the number of its first line."""
        self.row, self.bad = [], None
        return self._number + 1

    def go_back(self) -> None:
        """Go back to behind the first line of the row."""
        rest = self.row[1:]
        self._waiting.extendleft(reversed(rest))
        self._number -= len(rest)
        self.again += len(rest)
        self.ran_out = False

    def check_end(self) -> None:
        """Raise what ended the lines, if it was not the end of the file."""
        if self._failure:
            raise self._failure

    def _read(self) -> _Line | None:
        """Return the next line of the file; what ends them early is kept, so that rows can end."""
        try:
            line = next(self._lines, None)
        except UnreadableFile as error:
            self._failure = error
            return None
        self.count += line is not None
        return line


def _columns(header: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=separator), [])
    except csv.Error as error:
        raise UnreadableFile(
            "the first line cannot be split into columns; expected lines that end in a line feed"
        ) from error


def _names(columns: list[str]) -> list[str]:
    """Name each column as the first line does; no two share a name, since one would be lost."""
    names = dict[str, None]()
    for number, column in enumerate(columns, 1):
        name = column.strip() or f"column {number}"
        while name in names:
            name = f"{name} {number}"
        names[name] = None
    return list(names)


def _decoded(source: Source) -> Iterator[_Line]:
    for _number, line in source.lines():
        if len(line) > LONGEST_LINE:
            yield _Line("", f"a line of more than {LONGEST_LINE:,} bytes; expected a row")
            continue
        try:
            text, problem = source.text(line), ""
        except UnreadableFile as error:
            text, problem = line.decode("ascii", errors="replace"), str(error)
        yield _Line(text.replace("\0", ""), problem)
