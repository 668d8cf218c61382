"""What a document is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .dates import iso_date
from .errors import InvalidArgument, InvalidDocument

__all__ = ["LONGEST_ID", "LONGEST_TEXT", "Document"]

#: The most characters of a text, and of an id.
LONGEST_TEXT = 10_000_000
LONGEST_ID = 1_000

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*|")


@dataclass(frozen=True)
class Document:
    """A document as a library stores it and gives it back.

    Strings are made well-formed: a lone surrogate becomes U+FFFD.  Raises
    :class:`.InvalidDocument` when a field cannot be what it is said to be.
    """

    #: Names the document; adding another one with the same id replaces it.
    id: str
    text: str = ""
    title: str = ""
    #: ISO 8601, a year to a moment, Gregorian or Solar Hijri; see :mod:`.dates`.
    date: str = ""
    source: str = ""
    url: str = ""
    #: A code like "fa"; the library fills in what it detects where this is "".
    language: str = ""
    tags: tuple[str, ...] = ()
    #: Anything else that JSON can hold: stored and given back, not searched.
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check and canonicalize the fields."""
        for name in ("id", "text", "title", "date", "source", "url", "language"):
            self._set(name, _well_formed(name, getattr(self, name)))
        self._set("tags", tuple(_well_formed("tags", tag) for tag in _list_of_tags(self.tags)))
        self._check()
        if self.date:
            try:
                self._set("date", iso_date(self.date))
            except InvalidArgument as error:
                raise InvalidDocument(f"document {self.id!r:.80}: {error}") from error

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check(self) -> None:
        if not self.id or len(self.id) > LONGEST_ID or not self.id.isprintable():
            raise InvalidDocument(
                f"not an id: {self.id!r:.80}; expected 1 to {LONGEST_ID:,} printable characters"
            )
        if not (self.text.strip() or self.title.strip()):
            raise InvalidDocument(f"document {self.id!r:.80} has neither text nor title")
        if len(self.text) + len(self.title) > LONGEST_TEXT:
            raise InvalidDocument(
                f"document {self.id!r:.80} has {len(self.text) + len(self.title):,} characters;"
                f" expected at most {LONGEST_TEXT:,}"
            )
        if not _LANGUAGE.fullmatch(self.language):
            raise InvalidDocument(
                f"document {self.id!r:.80}: not a language: {self.language!r:.40};"
                ' expected a code like "fa", "ar" or "en"'
            )


def _well_formed(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidDocument(f"not a {name}: {value!r:.80}; expected a string")
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)


def _list_of_tags(tags: object) -> tuple[object, ...]:
    if isinstance(tags, str) or not isinstance(tags, (tuple, list, set, frozenset)):
        raise InvalidDocument(f"not a list of tags: {tags!r:.80}; expected strings in a list")
    return tuple(dict.fromkeys(tags))
