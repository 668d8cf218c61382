"""JSONL: an object a line.  Also a JSON file that is one list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableFile
from .record import Bad, Record, shown
from .source import LONGEST_LINE, Source

__all__ = ["read_json", "read_json_lines"]


def read_json_lines(source: Source) -> Iterator[Record | Bad]:
    """Yield the objects of a file, one a line; empty lines are passed over."""
    for number, line in source.lines():
        if len(line) > LONGEST_LINE:
            yield Bad(number, f"a line of more than {LONGEST_LINE:,} bytes; expected a document")
            continue
        try:
            text = source.text(line)
        except UnreadableFile as error:
            yield Bad(number, str(error))
        else:
            if text.strip():
                yield _line(number, text)


def read_json(source: Source) -> Iterator[Record | Bad]:
    """Yield the objects of a list, an object, or what a file holds one a line all the same."""
    text = source.text(source.content())
    try:
        value = _value(text)
    except ValueError as error:
        if text.lstrip().startswith("["):
            yield Bad(getattr(error, "lineno", 1), _not_json(error))
        else:
            lines = enumerate(text.split("\n"), 1)
            yield from (_line(number, line) for number, line in lines if line.strip())
    else:
        values = value if isinstance(value, list) else [value]
        yield from (_object(number, value) for number, value in enumerate(values, 1))


def _line(number: int, line: str) -> Record | Bad:
    try:
        return _object(number, _value(line.rstrip()))
    except ValueError as error:
        return Bad(number, _not_json(error))


def _value(text: str) -> Any:
    """Read JSON; raise ValueError, which says what is wrong, for anything else."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise ValueError("brackets nested too deep") from None
    except ValueError:
        raise ValueError("a number of too many digits") from None


def _not_json(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at character {error.colno}"
    return f"not a document: {error}"


def _object(number: int, value: Any) -> Record | Bad:
    if isinstance(value, dict):
        return Record(number, value)
    expected = "{...} with a text or a title"
    return Bad(number, f"not an object: {shown(value):.40}; expected {expected}")
