"""A record of a file, on its way to a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..document import Document
from ..errors import InvalidDocument

__all__ = ["Bad", "Record", "document_of"]


class Record(NamedTuple):
    """What a file says of one document."""

    #: The line of the file where it begins, from 1; in a list, its number there.
    line: int
    values: Mapping[str, Any]


class Bad(NamedTuple):
    """A place in a file where no document can be read."""

    line: int
    message: str


# Other names that files give to the fields of a document.
_ALIASES = {
    "body": "text",
    "content": "text",
    "headline": "title",
    "published": "date",
    "link": "url",
    "lang": "language",
    "keywords": "tags",
}
_FIELDS = ("id", "text", "title", "date", "source", "url", "language", "tags", "extra")
_TAG_SEPARATORS = re.compile("[,;|\N{ARABIC COMMA}\N{ARABIC SEMICOLON}]")


def document_of(values: Mapping[str, Any], default_id: str) -> Document:
    """Return the document that ``values`` describe; raise :class:`.InvalidDocument`.

    Values with other names than the fields of a document are kept in ``extra``.
    """
    fields: dict[str, Any] = {"extra": {}}
    for name, value in values.items():
        field = _ALIASES.get(name.lower(), name.lower())
        if field == "extra" and isinstance(value, Mapping):
            fields["extra"].update(value)
        elif field not in _FIELDS or field in fields:
            fields["extra"][name] = value
        elif value is not None:
            fields[field] = value
    fields["id"] = _id(fields.get("id"), default_id)
    if isinstance(fields.get("tags"), str):
        tags = (tag.strip() for tag in _TAG_SEPARATORS.split(fields["tags"]))
        fields["tags"] = tuple(tag for tag in tags if tag)
    return Document(**fields)


def _id(value: object, default: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, type(None))):
        raise InvalidDocument(f"not an id: {value!r:.80}; expected a string or a whole number")
    return default if value is None or value == "" else str(value)
