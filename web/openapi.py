"""The API described: OpenAPI 3.1, and the same for the page that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from ..index.document import LONGEST_ID
from ..search.answer import Kind, Role
from ..search.library import FACETS
from .arguments import MOST_TIMES
from .names import LONGEST_NAME

__all__ = [
    "DEEPEST",
    "LONGEST_TEXT",
    "MOST_DOCUMENTS",
    "MOST_HITS",
    "MOST_SUGGESTIONS",
    "Operation",
    "Parameter",
    "openapi",
    "operations",
]

#: How many hits are given at a time, and how many can be left out before them.
MOST_HITS, DEEPEST = 100, 100_000
MOST_SUGGESTIONS = 20
#: How many documents are added at a time.
MOST_DOCUMENTS = 1_000
#: The longest text that is analysed.
LONGEST_TEXT = 20_000

_Schema = Mapping[str, Any]

_TEXT: _Schema = {"type": "string"}
_NAME: _Schema = {"type": "string", "maxLength": LONGEST_NAME}
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_PLACES: _Schema = {
    "type": "array",
    "items": {"type": "array", "prefixItems": [_COUNT, _COUNT], "minItems": 2, "maxItems": 2},
}


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address."""

    name: str
    about: str
    schema: _Schema = field(default_factory=lambda: _TEXT)
    is_required: bool = False

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI has it."""
        return {
            "name": self.name,
            "in": "query",
            "description": self.about,
            "required": self.is_required,
            "schema": self.schema,
            **({"style": "form", "explode": False} if self.name == "facets" else {}),
        }


@dataclass(frozen=True)
class Operation:
    """What one can ask of the API."""

    name: str
    method: str
    path: str
    about: str
    answer: str
    parameters: Sequence[Parameter] = ()
    body: str = ""
    #: An address to try, or a body to send.
    example: str = ""
    errors: Sequence[int] = (400,)

    @property
    def is_writing(self) -> bool:
        """Say whether it needs the token."""
        return self.method != "get"

    def described(self) -> dict[str, Any]:
        """Return the operation as OpenAPI has it."""
        found: dict[str, Any] = {
            "operationId": self.name,
            "summary": self.about,
            "parameters": [parameter.described() for parameter in self.parameters],
            "responses": {
                "200": {"description": "The answer", "content": _content(self.answer)},
                **{str(status): _problem(status) for status in (*self.errors, 429, 503)},
            },
        }
        if self.body:
            found["requestBody"] = {"required": True, "content": _content(self.body)}
        if self.is_writing:
            found["security"] = [{"token": []}]
        return found


def _content(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _problem(status: int) -> dict[str, Any]:
    reasons = {
        400: "A parameter or the body does not fit",
        401: "The token is missing or wrong",
        403: "The server is for reading only",
        404: "There is no such document",
        413: "The body is too large",
        429: "Too many requests; Retry-After says when to come again",
        503: "The library cannot be read or written; Retry-After says when to come again",
    }
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": reasons[status], "content": {"application/problem+json": schema}}


def _listed(items: _Schema, **more: Any) -> _Schema:
    return {"type": "array", "items": items, **more}


_QUERY = Parameter("q", "The query, in the query language.")
_IDS = Parameter(
    "id",
    "The id of a document; may be repeated.",
    _listed(_TEXT, minItems=1, maxItems=MOST_TIMES),
    True,
)
_LANGUAGE: _Schema = {
    "type": "string",
    "pattern": "^(([A-Za-z]{2,3}([-_][A-Za-z0-9]+)*)|persian|farsi|arabic|english)?$",
}
_DATE: _Schema = {
    "type": "string",
    # Registered by no standard: the description says what it is.
    "format": "partial-date",
    "description": "A year, month, day or moment, Gregorian or Solar Hijri: 2023-05, 1402-02-11",
}
_SEARCH = (
    _QUERY,
    Parameter("limit", "How many hits.", {"type": "integer", "minimum": 0, "maximum": MOST_HITS}),
    Parameter(
        "offset",
        "How many hits to leave out before.",
        {"type": "integer", "minimum": 0, "maximum": DEEPEST},
    ),
    Parameter("language", "Only documents in a language, such as fa, ar or en.", _LANGUAGE),
    Parameter("source", "Only documents of a source."),
    Parameter("tag", "Only documents with a tag."),
    Parameter("after", "Only documents from this date on.", _DATE),
    Parameter("before", "Only documents before this date.", _DATE),
    Parameter(
        "order", "Which come first.", {"type": "string", "enum": ["relevance", "newest", "oldest"]}
    ),
    Parameter(
        "facets",
        "What to count over all hits, with commas between.",
        _listed({"type": "string", "enum": list(FACETS)}),
    ),
    Parameter("spellings", "Whether to search for other spellings of names.", {"type": "boolean"}),
    Parameter(
        "without", "A spelling to leave out; may be repeated.", _listed(_TEXT, maxItems=MOST_TIMES)
    ),
    Parameter("explain", "Whether to say what made up each score.", {"type": "boolean"}),
)

_OPERATIONS = (
    Operation(
        "search",
        "get",
        "/search",
        "Find documents, best first.",
        "Answer",
        _SEARCH,
        example="/search?q=Gantz&limit=2&facets=language,year",
    ),
    Operation(
        "suggest",
        "get",
        "/suggest",
        "Suggest words of the library that a query may go on with.",
        "Suggestions",
        (
            _QUERY,
            Parameter(
                "limit", "How many.", {"type": "integer", "minimum": 1, "maximum": MOST_SUGGESTIONS}
            ),
        ),
        example="/suggest?q=گان",
    ),
    Operation(
        "names",
        "get",
        "/names",
        "Give the spellings that the library has of each word.",
        "Names",
        (Parameter("q", "A name.", _NAME),),
        example="/names?q=Gantz",
    ),
    Operation(
        "match",
        "get",
        "/names/match",
        "Say how likely two names in any scripts are one, and by which letters.",
        "NameMatch",
        (
            Parameter("name", "A name.", _NAME, is_required=True),
            Parameter("other", "Another.", _NAME, is_required=True),
            Parameter(
                "language",
                "The language that a name in Arabic letters is spelled in; else the one"
                " that fits better.",
                {"type": "string", "enum": ["fa", "ar"]},
            ),
        ),
        example="/names/match?name=Benny+Gantz&other=بيني+غانتس",
    ),
    Operation(
        "documents",
        "get",
        "/documents",
        "Give documents by id.",
        "Documents",
        (_IDS,),
        example="/documents?id=fa-001&id=ar-001",
        errors=(400, 404),
    ),
    Operation(
        "analyze",
        "get",
        "/analyze",
        "Give the tokens that a text is indexed as.",
        "Analysis",
        (
            Parameter("text", "The text.", {"type": "string", "maxLength": LONGEST_TEXT}),
            Parameter(
                "language",
                "Its language; else it is guessed.",
                {"type": "string", "enum": ["fa", "ar", "en"]},
            ),
        ),
        example="/analyze?text=می‌شود&language=fa",
    ),
    Operation("stats", "get", "/stats", "Say what the library holds.", "Stats", example="/stats"),
    Operation(
        "health",
        "get",
        "/health",
        "Say that the library can be read.",
        "Health",
        example="/health",
    ),
    Operation(
        "add",
        "post",
        "/documents",
        "Add a document or a list of them; each replaces the one with its id.",
        "Added",
        body="NewDocuments",
        example='{"id": "x1", "text": "بنی گانتس وزیر دفاع بود.", "date": "1401-02-11"}',
        errors=(400, 401, 403, 413),
    ),
    Operation(
        "delete",
        "delete",
        "/documents",
        "Delete documents by id.",
        "Deleted",
        (_IDS,),
        example="/documents?id=x1",
        errors=(400, 401, 403),
    ),
)


def operations() -> Sequence[Operation]:
    """Return all operations."""
    return _OPERATIONS


def openapi(server: str) -> dict[str, Any]:
    """Return the description of the API that is at ``server``."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in _OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = operation.described()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fehrest",
            "version": "1",
            "summary": "Search Persian and Arabic, and names across scripts.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": _SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _object(properties: Mapping[str, Any], *, optional: Sequence[str] = ()) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_COUNTS: _Schema = {"type": "object", "additionalProperties": _COUNT}
_FACETS: _Schema = {"type": "object", "additionalProperties": _COUNTS}
_ABOUT: dict[str, Any] = {
    "id": {"type": "string", "minLength": 1, "maxLength": LONGEST_ID},
    "title": _TEXT,
    "date": {"type": "string", "description": "ISO 8601: a year, month, day or moment"},
    "source": _TEXT,
    "url": _TEXT,
    "language": {"type": "string", "description": "A code like fa"},
    "tags": _listed(_TEXT),
    "extra": {"type": "object", "description": "Whatever else was stored with it"},
}
_ABOUT_OPTIONAL = [name for name in _ABOUT if name != "id"]
# What is more exact of a document that is given than of one that is got.
_NEW: dict[str, Any] = {
    "id": {**_ABOUT["id"], "format": "printable"},
    "date": {**_DATE, "description": f"{_DATE['description']}; empty for none"},
    "language": {"type": "string", "pattern": "^([a-z]{2,3}(-[a-z0-9]+)*)?$"},
}
_SCORE: _Schema = {"type": "number"}
_SHARE: _Schema = {"type": "number", "minimum": 0, "maximum": 1}

_UNITS: _Schema = {
    **_listed(_listed(_TEXT, minItems=2, maxItems=2)),
    "description": "Letters that stand for each other",
}

_SCHEMAS: dict[str, _Schema] = {
    "Answer": _object(
        {
            "query": _TEXT,
            "total": _COUNT,
            "offset": _COUNT,
            "next": {"type": ["string", "null"], "description": "Where the next page is"},
            "seconds": _SCORE,
            "hits": _listed(_ref("Hit")),
            "facets": _FACETS,
            "spellings": {"type": "object", "additionalProperties": _listed(_TEXT)},
            "notes": _listed(_TEXT),
            "correction": {
                "type": ["string", "null"],
                "description": "What the query may have been meant to be, if that finds more;"
                " only with the first hits",
            },
        }
    ),
    "Hit": _object(
        {
            **_ABOUT,
            "score": _SCORE,
            "snippet": _ref("Snippet"),
            "title_marks": _PLACES,
            "matches": _listed(_ref("Match")),
            "contributions": _listed(_ref("Contribution")),
        },
        optional=[*_ABOUT_OPTIONAL, "contributions"],
    ),
    "Snippet": _object(
        {
            "text": _TEXT,
            "marks": {**_PLACES, "description": "Start and end of each word that matches"},
            "is_cut_before": {"type": "boolean"},
            "is_cut_after": {"type": "boolean"},
        }
    ),
    "Match": _object(
        {
            "query": _TEXT,
            "found": _TEXT,
            "kind": {"type": "string", "enum": list(get_args(Kind))},
            "probability": _SHARE,
        }
    ),
    "Contribution": _object(
        {
            "field": _TEXT,
            "term": _TEXT,
            "score": _SCORE,
            "query": _TEXT,
            "found": _listed(_TEXT),
            "role": {
                "type": "string",
                "enum": list(get_args(Role)),
                "description": "What the term is to the word of the query",
            },
        }
    ),
    "Suggestions": _object(
        {
            "query": _TEXT,
            "suggestions": _listed(
                _object(
                    {
                        "text": _TEXT,
                        "word": _TEXT,
                        "kind": {"type": "string", "enum": ["word", "spelling"]},
                        "documents": _COUNT,
                    }
                )
            ),
        }
    ),
    "Names": _object(
        {
            "query": _TEXT,
            "names": _listed(
                _object(
                    {
                        "name": _TEXT,
                        "spellings": _listed(
                            _object(
                                {
                                    "word": _TEXT,
                                    "probability": _SHARE,
                                    "documents": _COUNT,
                                    "units": _UNITS,
                                    "listed": {
                                        "type": "boolean",
                                        "description": "Whether the list of names has it",
                                    },
                                }
                            )
                        ),
                    }
                )
            ),
        }
    ),
    "NameMatch": _object(
        {
            "name": _TEXT,
            "other": _TEXT,
            "probability": _SHARE,
            "alignment": _listed(
                _object({"left": _TEXT, "right": _TEXT, "units": _UNITS}),
                description="Parts that stand for each other; one side may be empty",
            ),
        }
    ),
    "Document": _object({**_ABOUT, "text": _TEXT}, optional=[*_ABOUT_OPTIONAL, "text"]),
    "Documents": _object({"documents": _listed(_ref("Document")), "missing": _listed(_TEXT)}),
    "NewDocument": {
        **_object({**_ABOUT, **_NEW, "text": _TEXT}, optional=[*_ABOUT_OPTIONAL, "text"]),
        "anyOf": [
            {"required": [name], "properties": {name: {"pattern": "\\S"}}}
            for name in ("text", "title")
        ],
    },
    "NewDocuments": {
        "oneOf": [
            _ref("NewDocument"),
            _listed(_ref("NewDocument"), minItems=1, maxItems=MOST_DOCUMENTS),
        ]
    },
    "Analysis": _object(
        {
            "language": _TEXT,
            "is_certain": {"type": "boolean"},
            "tokens": _listed(
                _object(
                    {
                        "text": _TEXT,
                        "start": _COUNT,
                        "end": _COUNT,
                        "position": _COUNT,
                        "span": _COUNT,
                        "surface": _TEXT,
                        "stems": _listed(_TEXT),
                    }
                )
            ),
        }
    ),
    "Stats": _object({"documents": _COUNT, "facets": _FACETS, "words": _COUNT, "size": _COUNT}),
    "Health": _object({"status": {"const": "ok"}, "documents": _COUNT}),
    "Added": _object({"added": _COUNT}),
    "Deleted": _object({"deleted": _COUNT}),
    "Problem": _object(
        {"type": _TEXT, "title": _TEXT, "status": _COUNT, "detail": _TEXT}, optional=["detail"]
    ),
}
