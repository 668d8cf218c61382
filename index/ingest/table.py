"""CSV and TSV: the first line names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from ..document import LONGEST_TEXT
from ..errors import UnreadableFile
from .record import Bad, Record
from .source import LONGEST_LINE, Source

__all__ = ["read_csv", "read_tsv"]

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
    reader = csv.reader(lines, delimiter=separator)
    names = [column.strip() for column in columns]
    while True:
        line = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Bad(line, f"not a row: {error}")
            continue
        if len(row) > len(names):
            yield Bad(line, f"{len(row)} columns; expected {len(names)}, as in the first line")
        elif row:
            values = zip(names, row, strict=False)
            yield Record(line, {name: value for name, value in values if name and value})


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
