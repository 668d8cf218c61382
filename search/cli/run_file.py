"""Answering the queries of a file into a TREC run."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ...index.arguments import whole_number
from ...index.errors import InvalidArgument
from ..filters import Filters
from .target import STANDARD_OUTPUT, writing
from .terminal import utf8

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["write_run"]

_STANDARD_INPUT = "-"


def write_run(
    library: Library, queries: str, run: str, depth: int, options: Mapping[str, Any]
) -> bool:
    """Write the best documents of each query of a file; say whether there is one.

    ``options`` are those of a search, of which the filters and the spellings count.  Raises
    :class:`.InvalidArgument`, :class:`.LibraryFailed` and OSError, and leaves the file of the
    run as it was.
    """
    from .. import output

    count = whole_number("--depth", depth)
    if _is_same_file(queries, run):
        raise InvalidArgument(f"--run {utf8(run)!r} is the file of --queries; expected another")
    ranking_options = {name: options[name] for name in (*Filters._fields, "spellings")}
    found = False
    with writing(run, "--run", str(library.path)) as write:
        for query_id, text in _queries(queries):
            ranking = library.rank(text, limit=count, **ranking_options)
            found = found or bool(ranking)
            for line in output.run_lines(query_id, ranking):
                write(line)
    return found


def _queries(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ids and texts of a file of queries, or of standard input for "-"."""
    shown = "stdin" if name == _STANDARD_INPUT else name
    with _opened(name) as file:
        try:
            for number, line in enumerate(file, 1):
                query_id, tab, text = line.rstrip("\r\n").partition("\t")
                if not tab or not query_id or " " in query_id:
                    raise InvalidArgument(
                        f"{shown}:{number}: {line[:60]!r}; expected id, tab, query"
                    )
                yield query_id, text
        except UnicodeDecodeError as error:
            raise InvalidArgument(f"{shown} is not UTF-8: {error}") from error


def _opened(name: str) -> TextIO:
    if name != _STANDARD_INPUT:
        return Path(name).open(encoding="utf-8-sig")
    if sys.stdin is None:
        raise InvalidArgument("standard input is closed; expected queries there")
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")


def _is_same_file(queries: str, run: str) -> bool:
    if queries == _STANDARD_INPUT or run == STANDARD_OUTPUT:
        return False
    return Path(run).exists() and Path(queries).exists() and Path(run).samefile(queries)
