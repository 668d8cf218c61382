"""Answers for other programs: JSON, JSONL, CSV and TREC run files."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from ..index.document import Document
from ..index.errors import InvalidArgument
from .answer import Answer, Hit

if TYPE_CHECKING:
    from ..index.names.matching import NameMatch
    from .spellings import Spelling

__all__ = [
    "answer_json",
    "csv_lines",
    "csv_row",
    "document_json",
    "hit_json",
    "json_text",
    "match_json",
    "run_lines",
    "spellings_json",
]

# What JSON leaves as it is, though it is not text or would act on a terminal: lone
# surrogates, C1 controls, direction embeddings, overrides and isolates.
_ACTIVE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COLUMNS = ("id", "score", "title", "date", "source", "language", "url", "snippet")


def document_json(document: Document) -> dict[str, Any]:
    """Return a document as JSON has it; what is empty is left out."""
    values = ((field.name, getattr(document, field.name)) for field in fields(document))
    return {name: value for name, value in values if value}


def spellings_json(found: Mapping[str, Sequence[Spelling]]) -> list[dict[str, Any]]:
    """Return, for each name, the spellings that a library has."""
    return [
        {"name": name, "spellings": [_spelling_json(one) for one in spellings]}
        for name, spellings in found.items()
    ]


def _spelling_json(spelling: Spelling) -> dict[str, Any]:
    return {
        "word": spelling.word,
        "probability": round(spelling.probability, 4),
        "documents": spelling.documents,
        "units": [list(unit) for unit in spelling.units],
        "listed": spelling.is_listed,
    }


def match_json(name: str, match: NameMatch) -> dict[str, Any]:
    """Return how ``name`` is the other one, which the match has."""
    return {
        "name": name,
        "other": match.name,
        "probability": round(match.probability, 4),
        "alignment": [
            {"left": one.left, "right": one.right, "units": [list(unit) for unit in one.units]}
            for one in match.alignment
        ],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit as JSON has it: the document without its text, and why it was found."""
    about = document_json(hit.document)
    about.pop("text", None)
    return {
        **about,
        "score": round(hit.score, 6),
        "snippet": {
            "text": hit.snippet.text,
            "marks": list(hit.snippet.marks),
            "is_cut_before": hit.snippet.is_cut_before,
            "is_cut_after": hit.snippet.is_cut_after,
        },
        "title_marks": list(hit.title.marks),
        "matches": [match._asdict() for match in hit.matches],
        **(
            {"contributions": [part._asdict() for part in hit.contributions]}
            if hit.contributions
            else {}
        ),
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON has it."""
    return {
        "query": answer.query,
        "total": answer.total,
        "seconds": round(answer.seconds, 6),
        "hits": [hit_json(hit) for hit in answer],
        "facets": answer.facets,
        "spellings": answer.spellings,
        "notes": list(answer.notes),
    }


def json_text(value: object) -> str:
    """Return ``value`` as JSON on one line, in the letters that it has."""
    text = json.dumps(value, ensure_ascii=False)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def csv_lines(answer: Answer) -> Iterator[str]:
    """Yield the lines of a table of the hits, the names of the columns first."""
    yield csv_row(_COLUMNS)
    for hit in answer:
        about = [getattr(hit.document, name) for name in _COLUMNS[3:7]]
        yield csv_row([hit.id, f"{hit.score:.6f}", hit.document.title, *about, hit.snippet.text])


def run_lines(query_id: str, ranking: Iterable[tuple[str, float]]) -> Iterator[str]:
    """Yield the lines of a TREC run file for one query.

    Raises :class:`.InvalidArgument` for a document whose id has a space: a run cannot have it.
    """
    for rank, (document_id, score) in enumerate(ranking, 1):
        if len(document_id.split()) != 1:
            raise InvalidArgument(
                f"the document {document_id!r:.60} cannot be in a run; expected no spaces"
            )
        yield f"{query_id} Q0 {document_id} {rank} {score:.6f} fehrest"


def csv_row(cells: Iterable[str]) -> str:
    """Return a line of a table, without its end."""
    # Few answers are tables.
    import csv

    line = io.StringIO()
    # Cells that hold the end of a line are quoted, so it has to be a real one.
    # Tables have no NUL: Python 3.10 does not write one, and others do not read on after it.
    csv.writer(line, lineterminator="\r\n").writerow(cell.replace("\0", "") for cell in cells)
    return line.getvalue().removesuffix("\r\n")
