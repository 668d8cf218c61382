"""Result lists as files, written while they are searched for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response, request, stream_with_context

from ..search.answer import Answer, Hit
from ..search.library import Library
from ..search.output import csv_row, hit_json, json_text
from .front import Front, front
from .question import Question

__all__ = ["add_exports"]

_MOST = 10_000
_AT_ONCE = 250
_COLUMNS = ("id", "title", "date", "source", "language", "url", "score", "snippet")
# Spreadsheets take text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def add_exports(blueprint: Front) -> None:
    """Add the routes."""
    blueprint.add_url_rule("/search.csv", "export_csv", export_csv)
    blueprint.add_url_rule("/search.jsonl", "export_jsonl", export_jsonl)


def export_csv() -> Response:
    """Write the results as a table."""
    return _file(_table(_hits(front().library, Question.strictly(request.args))), "text/csv", "csv")


def export_jsonl() -> Response:
    """Write the results as a JSON object a line."""
    hits = _hits(front().library, Question.strictly(request.args))
    lines = (json_text(hit_json(hit)) + "\n" for hit in hits)
    return _file(lines, "application/jsonl", "jsonl")


def _hits(library: Library, question: Question) -> Iterator[Hit]:
    """Return the hits of all pages.

    The first page is asked for at once: what goes wrong later cannot be answered any more.
    """
    text = question.asked(library)

    def page(offset: int) -> Answer:
        return question.ask(library, query=text, limit=_AT_ONCE, offset=offset)

    first = page(0)
    rest = map(page, range(_AT_ONCE, min(_MOST, first.total), _AT_ONCE))
    return chain(first, chain.from_iterable(rest))


def _table(hits: Iterator[Hit]) -> Iterator[str]:
    # Excel takes a file for UTF-8 only if it begins with this.
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(_COLUMNS)
    for hit in hits:
        about = [getattr(hit.document, name) for name in _COLUMNS[:6]]
        yield _line([*map(_harmless, about), f"{hit.score:.4f}", _harmless(hit.snippet.text)])


def _line(cells: Iterable[str]) -> str:
    return csv_row(cells) + "\r\n"


def _harmless(cell: str) -> str:
    # Tables are written without NUL.
    return f"'{cell}" if cell.lstrip("\0").startswith(_FORMULA) else cell


def _file(lines: Iterator[str], kind: str, ending: str) -> Response:
    response = Response(stream_with_context(lines), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="search.{ending}"'
    return response
