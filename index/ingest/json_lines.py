"""JSONL: an object a line.  Also a JSON file that is one list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableFile
from .record import Bad, Record
from .source import LONGEST_LINE, Source

__all__ = ["read_json", "read_json_lines"]


def read_json_lines(source: Source) -> Iterator[Record | Bad]:
    """Yield the objects of a file, one a line; empty lines are passed over."""
    encoding: str | None = None
    for number, line in source.lines():
        if number == 1:
            encoding = source.encoding(line)
        if len(line) > LONGEST_LINE:
            yield Bad(number, f"a line of more than {LONGEST_LINE:,} bytes; expected a document")
        elif not line.isspace():
            try:
                yield _line(number, source.text(line, encoding))
            except UnreadableFile as error:
                yield Bad(number, str(error))


def read_json(source: Source) -> Iterator[Record | Bad]:
    """Yield the objects of a list, or of a file that holds one a line all the same."""
    text = source.text(source.content())
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, list):
        yield from (_object(number, value) for number, value in enumerate(values, 1))
    else:
        lines = enumerate(text.split("\n"), 1)
        yield from (_line(number, line) for number, line in lines if line.strip())


def _line(number: int, line: str) -> Record | Bad:
    try:
        return _object(number, json.loads(line))
    except RecursionError:
        return Bad(number, "not a document: brackets nested too deep")
    except json.JSONDecodeError as error:
        return Bad(number, f"not JSON: {error.msg} at character {error.colno}")


def _object(number: int, value: Any) -> Record | Bad:
    if isinstance(value, dict):
        return Record(number, value)
    return Bad(number, f"not an object: {value!r:.40}; expected {{...}} with a text or a title")
