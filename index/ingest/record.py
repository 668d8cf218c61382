"""A record of a file, on its way to a document."""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..document import Document
from ..errors import InvalidDocument

__all__ = ["Bad", "Record", "document_of", "shown"]


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
_STRINGS = ("text", "title", "date", "source", "url", "language")
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
    _check(fields)
    return Document(**fields)


def shown(value: object) -> str:
    """Return a value as a sentence can hold it, with the words that JSON has."""
    return f"{_SHORT.repr(value):.80}"


class _Short(reprlib.Repr):
    """Shortens values, and writes those that JSON has words for as it does."""

    def repr_NoneType(self, _value: None, _level: int) -> str:  # noqa: N802 (the name of the type)
        return "null"

    def repr_bool(self, value: bool, _level: int) -> str:
        return "true" if value else "false"

    def repr_float(self, value: float, _level: int) -> str:
        return json.dumps(value)


_SHORT = _Short()


def _id(value: object, default: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, type(None))):
        raise InvalidDocument(f"not an id: {shown(value)}; expected a string or a whole number")
    return default if value is None or value == "" else str(value)


def _check(fields: Mapping[str, Any]) -> None:
    """Say what a file has in the place of strings, as it is written there."""
    given = [(name, fields[name]) for name in _STRINGS if name in fields]
    tags = fields.get("tags", ())
    if not isinstance(tags, (tuple, list)):
        raise InvalidDocument(f"not a list of tags: {shown(tags)}; expected strings in a list")
    for name, value in (*given, *(("tag", tag) for tag in tags)):
        if not isinstance(value, str):
            raise InvalidDocument(f"{name} is {shown(value)}; expected a string")
