"""CSV and TSV: the first line names the columns."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from ..document import LONGEST_TEXT
from ..errors import UnreadableFile
from .record import Bad, Record
from .source import LONGEST_LINE, Source

__all__ = ["read_csv", "read_tsv"]

# So often lines are read once more: each time may be all that is left of the file.
_MOST_TRIES = 20
_TEXT_COLUMNS = frozenset(("text", "title", "body", "content", "headline"))


def read_csv(source: Source) -> Iterator[Record | Bad]:
    """Yield the rows of a file whose columns are separated by commas or semicolons."""
    return _rows(source, ",;\t")


def read_tsv(source: Source) -> Iterator[Record | Bad]:
    """Yield the rows of a file whose columns are separated by tabs."""
    return _rows(source, "\t")


def _rows(source: Source, separators: str) -> Iterator[Record | Bad]:
    csv.field_size_limit(LONGEST_TEXT * 2)
    lines = _text_lines(source)
    header = next(lines, "")
    separator = max(separators, key=header.count)
    columns = _columns(header, separator)
    if _TEXT_COLUMNS.isdisjoint(column.strip().lower() for column in columns):
        raise UnreadableFile(
            "the first line names no column with a text or a title;"
            " expected names like id, title, text, date, source, url, tags"
        )
    names = [column.strip() for column in columns]
    # Behind what is no row there may be more of a text that was cut off.
    least = 0
    for line, row in _split(_Lines(lines), separator):
        if isinstance(row, str):
            least = len(names)
            yield Bad(line, row)
        elif row and not least <= len(row) <= len(names):
            yield Bad(line, f"{len(row)} columns; expected {len(names)}, as in the first line")
        elif row:
            values = zip(names, row, strict=False)
            yield Record(line, {name: value for name, value in values if name and value})


def _split(lines: _Lines, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield where rows begin and their cells, or what is wrong with them.

    A quotation mark that nothing closes takes the rows behind it for a part of its column.  They
    are then read once more, without its line.
    """
    reader = csv.reader(lines, delimiter=separator, strict=True)
    tries = 0
    while tries <= _MOST_TRIES:
        line = lines.begin_row()
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _forgiving(lines, separator, error)
            tries += lines.go_back()
    raise UnreadableFile("many quotation marks are never closed")


def _forgiving(lines: _Lines, separator: str, error: csv.Error) -> list[str] | str:
    """Return the cells of a row that is not as it should be, or what is wrong with it."""
    if lines.ran_out or len(lines.row) > 1:
        return "a quotation mark opens a column, and none closes it"
    try:
        return next(csv.reader(lines.row, delimiter=separator))
    except csv.Error:
        return f"not a row: {error}"


class _Lines:
    """Lines behind the first, of which those of the last row can be read once more."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._number = 1
        #: Those of the last row.
        self.row: list[str] = []
        #: Whether it wanted more lines than there are.
        self.ran_out = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.ran_out = bool(self.row)
            raise StopIteration
        self.row.append(line)
        self._number += 1
        return line

    def begin_row(self) -> int:
        """Begin a row, and return the number of its first line."""
        self.row = []
        return self._number + 1

    def go_back(self) -> bool:
        """Go back to behind the first line of the row; say whether there were more."""
        rest = self.row[1:]
        self._again.extendleft(reversed(rest))
        self._number -= len(rest)
        self.ran_out = False
        return bool(rest)


def _columns(header: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=separator), [])
    except csv.Error as error:
        raise UnreadableFile(
            "the first line cannot be split into columns; expected lines that end in a line feed"
        ) from error


def _text_lines(source: Source) -> Iterator[str]:
    for _number, line in source.lines():
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(f"a line of more than {LONGEST_LINE:,} bytes; expected rows")
        yield source.text(line).replace("\0", "")
