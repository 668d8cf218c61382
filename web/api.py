"""The API: ``/api/v1``, described by :mod:`.openapi`."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from flask import Response, render_template, request, url_for

from ..index.analysis.language import guess
from ..index.document import Document
from ..index.errors import InvalidDocument
from ..index.names.matching import match_names
from ..search.library import FACETS
from ..search.meant import meant
from ..search.output import answer_json, document_json, match_json, spellings_json
from .arguments import Arguments
from .front import Front, front
from .names import LONGEST_NAME
from .openapi import (
    DEEPEST,
    LONGEST_TEXT,
    MOST_DOCUMENTS,
    MOST_HITS,
    MOST_SUGGESTIONS,
    openapi,
    operations,
)
from .problems import ApiProblem

__all__ = ["add_api"]

PREFIX = "/api/v1"
_FIELDS = frozenset(field.name for field in fields(Document))


def add_api(blueprint: Front) -> None:
    """Add the routes."""
    reads = {
        "search": search,
        "suggest": suggest,
        "names": names,
        "names/match": match,
        "documents": documents,
        "analyze": analyze,
        "stats": stats,
        "health": health,
        "openapi.json": description,
    }
    for path, view in reads.items():
        blueprint.add_url_rule(f"{PREFIX}/{path}", f"api_{view.__name__}", view)
    blueprint.add_url_rule(f"{PREFIX}/documents", "api_add", add, methods=["POST"])
    blueprint.add_url_rule(f"{PREFIX}/documents", "api_delete", delete, methods=["DELETE"])
    blueprint.add_url_rule("/api", "api_docs", docs)


def docs() -> str:
    """Show the API to people."""
    return render_template("fehrest/api.html", operations=operations(), question=None)


# -- Reading ------------------------------------------------------------------


def search() -> Response:
    """Search."""
    args = Arguments(request.args)
    offset = args.number("offset", 0, 0, DEEPEST)
    limit = args.number("limit", 10, 0, MOST_HITS)
    query = args.text("q")
    options: dict[str, Any] = {
        **{name: args.optional(name) for name in ("language", "source", "tag", "after", "before")},
        "order": args.choice("order", ("relevance", "newest", "oldest"), "relevance"),
        "facets": args.listed("facets", FACETS),
        "spellings": args.flag("spellings", default=True),
        "without_spellings": args.many("without"),
        "explain": args.flag("explain", default=False),
    }
    args.done()
    library = front().library
    answer = library.search(query, limit=limit, offset=offset, **options)

    def total(other: str) -> int:
        return library.search(other, limit=0, **{**options, "facets": (), "explain": False}).total

    following = offset + limit
    more = limit and following < min(answer.total, DEEPEST + 1)
    params: dict[str, Any] = {**request.args.to_dict(flat=False), "offset": [str(following)]}
    return _json(
        {
            **answer_json(answer),
            "correction": None if offset else meant(library, query, answer, total),
            "offset": offset,
            "next": url_for(".api_search", **params) if more else None,
        }
    )


def suggest() -> Response:
    """Suggest how a query may go on."""
    args = Arguments(request.args)
    query, limit = args.text("q"), args.number("limit", 8, 1, MOST_SUGGESTIONS)
    args.done()
    found = front().library.suggest(query, limit=limit)
    return _json({"query": query, "suggestions": [one._asdict() for one in found]})


def names() -> Response:
    """Give the spellings of names."""
    args = Arguments(request.args)
    query = args.text("q", longest=LONGEST_NAME)
    args.done()
    found = front().library.spellings(query)
    return _json({"query": query, "names": spellings_json(found)})


def match() -> Response:
    """Say whether two names are one."""
    args = Arguments(request.args)
    name, other = (args.required(key, longest=LONGEST_NAME) for key in ("name", "other"))
    language = args.choice("language", ("fa", "ar")) or None
    args.done()
    return _json(match_json(name, match_names(name, other, language=language)))


def documents() -> Response:
    """Give documents."""
    args = Arguments(request.args)
    ids = args.many("id", least=1)
    args.done()
    found = {id: front().library.get(id) for id in ids}  # noqa: A001
    held = [document_json(document) for document in found.values() if document]
    if not held:
        raise ApiProblem(404, f"There is no document {ids[0]!r:.80}.")
    missing = [id for id, document in found.items() if not document]  # noqa: A001
    return _json({"documents": held, "missing": missing})


def analyze() -> Response:
    """Give the tokens of a text."""
    args = Arguments(request.args)
    text = args.text("text", longest=LONGEST_TEXT)
    language = args.choice("language", ("fa", "ar", "en")) or None
    args.done()
    guessed = guess(text)
    tokens = front().library.analyze(text, language)
    return _json(
        {
            "language": language or guessed.language,
            "is_certain": bool(language) or guessed.certain,
            "tokens": [token._asdict() for token in tokens],
        }
    )


def stats() -> Response:
    """Say what the library holds."""
    Arguments(request.args).done()
    return _json(front().library.stats()._asdict())


def health() -> Response:
    """Say that the library can be read."""
    Arguments(request.args).done()
    return _json({"status": "ok", "documents": len(front().library)})


def description() -> Response:
    """Describe the API."""
    Arguments(request.args).done()
    return _json(openapi(request.script_root + url_for(".home").rstrip("/") + PREFIX))


# -- Writing ------------------------------------------------------------------


def add() -> Response:
    """Add documents."""
    _check_token()
    Arguments(request.args).done()
    found = [_document(record, place) for place, record in enumerate(_records(), 1)]
    return _json({"added": front().library.add(found)})


def delete() -> Response:
    """Delete documents."""
    _check_token()
    args = Arguments(request.args)
    ids = args.many("id", least=1)
    args.done()
    return _json({"deleted": front().library.delete(ids)})


def _check_token() -> None:
    """Let only those write who know the token."""
    token = front().settings.token
    if token is None:
        raise ApiProblem(403, "This server is for reading only.")
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    is_right = hmac.compare_digest(given.strip().encode(), token.encode())
    if scheme.lower() != "bearer" or not is_right:
        raise ApiProblem(401, "Expected the token of this server: Authorization: Bearer TOKEN.")


def _records() -> Sequence[Any]:
    """Return the JSON objects of the body: one, or a list of them."""
    if not request.is_json:
        raise ApiProblem(400, "Expected a body of the type application/json.")
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise ApiProblem(400, "The body is not JSON.") from error
    records = body if isinstance(body, list) else [body]
    if not 1 <= len(records) <= MOST_DOCUMENTS:
        raise ApiProblem(400, f"Expected 1 to {MOST_DOCUMENTS:,} documents.")
    return records


def _document(record: Any, place: int) -> Document:
    """Return the document of a JSON object, which has that place in the body."""
    if not isinstance(record, Mapping):
        raise ApiProblem(400, f"Document {place} is {record!r:.60}; expected a JSON object.")
    if unknown := sorted(set(record) - _FIELDS):
        raise ApiProblem(
            400,
            f"Document {place} has {unknown[0]!r:.60}, which is no field of a document;"
            " put what is yours into 'extra'.",
        )
    if "id" not in record:
        raise ApiProblem(400, f"Document {place} has no 'id'.")
    if not isinstance(record.get("extra", {}), dict):
        raise ApiProblem(400, f"Document {place}: 'extra' is not a JSON object.")
    try:
        return Document(**record)
    except InvalidDocument as error:
        raise ApiProblem(400, f"Document {place}: {error}") from error


def _json(value: object) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), content_type="application/json")
