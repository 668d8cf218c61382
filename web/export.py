"""Result lists as files, written while they are searched for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Response, request, stream_with_context

from ..search.answer import Hit
from ..search.library import Library
from ..search.output import hit_json, json_text
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
    """Yield the hits of all pages."""
    text = question.asked(library)
    for offset in range(0, _MOST, _AT_ONCE):
        answer = question.ask(library, query=text, limit=_AT_ONCE, offset=offset)
        yield from answer
        if offset + _AT_ONCE >= answer.total:
            return


def _table(hits: Iterator[Hit]) -> Iterator[str]:
    # Excel takes a file for UTF-8 only if it begins with this.
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _row(_COLUMNS)
    for hit in hits:
        document = hit.document
        about = [getattr(document, name) for name in _COLUMNS[:6]]
        yield _row([*map(_harmless, about), f"{hit.score:.4f}", _harmless(hit.snippet.text)])


def _row(cells: tuple[str, ...] | list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _file(lines: Iterator[str], kind: str, ending: str) -> Response:
    response = Response(stream_with_context(lines), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="search.{ending}"'
    return response
