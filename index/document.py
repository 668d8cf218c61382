"""What a document is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

from .arguments import shown
from .dates import lasting_date
from .errors import InvalidArgument, InvalidDocument
from .languages import checked_language
from .read_only import ReadOnlyDict, ReadOnlyList

__all__ = ["LONGEST_ID", "LONGEST_TEXT", "Document"]

#: The most characters of a text, and of an id.
LONGEST_TEXT = 10_000_000
LONGEST_ID = 1_000

# Deeper ones fail somewhere between here and the database, where the stack is used up.
_DEEPEST_EXTRA = 100
# Of an id, which are no printable characters: the half-space, and what joins emoji.
_JOINERS = str.maketrans("", "", "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


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
    #: ISO 8601, a year to a moment, Gregorian or Solar Hijri; see :mod:`.dates`.  Python's own
    #: dates and datetimes become that, but for years that are Solar Hijri in a text.
    date: str = ""
    source: str = ""
    url: str = ""
    #: A code like "fa", also as "fa-IR", "per" or "Persian"; see :mod:`.languages`.  The library
    #: fills in what it detects where this is "".
    language: str = ""
    tags: tuple[str, ...] = ()
    #: Anything else that JSON can hold: stored and given back, not searched.  It cannot be
    #: changed, nor can what is in it.
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    if TYPE_CHECKING:
        # The constructor takes more than the fields hold.
        def __init__(
            self,
            id: str,  # noqa: A002
            text: str = "",
            title: str = "",
            date: str | datetime.date = "",
            source: str = "",
            url: str = "",
            language: str = "",
            tags: tuple[str, ...] | list[str] | set[str] | frozenset[str] = (),
            extra: Mapping[str, Any] = {},
        ) -> None: ...

    def __post_init__(self) -> None:
        """Check and canonicalize the fields."""
        for name in ("id", "text", "title", "date", "source", "url", "language"):
            value = getattr(self, name)
            if name != "date":
                self._set(name, _well_formed(name, value))
            elif not isinstance(value, datetime.date):
                self._set(name, _well_formed(name, value, "a string or a date"))
        tags = (_well_formed("tag", tag) for tag in _list_of_tags(self.tags))
        self._set("tags", tuple(dict.fromkeys(tags)))
        self._check()
        try:
            self._set("language", checked_language(self.language))
            self._set("extra", _plain(self.extra))
            self._set("date", lasting_date(self.date) if self.date else "")
        except InvalidArgument as error:
            raise InvalidDocument(f"document {self.id!r:.80}: {error}") from error

    def in_language(self, language: str) -> Document:
        """Return the same document in a language that was detected, unchecked."""
        found = copy(self)
        found._set("language", language)
        return found

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check(self) -> None:
        if not 0 < len(self.id) <= LONGEST_ID or not _is_printable(self.id):
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
        if not isinstance(self.extra, Mapping):
            raise InvalidDocument(
                f"document {self.id!r:.80}: extra is {shown(self.extra)}; expected a mapping"
            )


def _well_formed(name: str, value: object, expected: str = "a string") -> str:
    if not isinstance(value, str):
        raise InvalidDocument(f"{name} is {shown(value)}; expected {expected}")
    return _clean(value)


def _list_of_tags(tags: object) -> tuple[object, ...]:
    if isinstance(tags, str) or not isinstance(tags, (tuple, list, set, frozenset)):
        raise InvalidDocument(f"not a list of tags: {shown(tags)}; expected strings in a list")
    return tuple(tags)


def _plain(value: object, depth: int = 0) -> Any:
    """Return a copy of a value of JSON that cannot be changed, with its strings well-formed."""
    if isinstance(value, Mapping) and depth < _DEEPEST_EXTRA and all(map(_is_string, value)):
        items = ((_clean(name), _plain(item, depth + 1)) for name, item in value.items())
        return ReadOnlyDict(items)
    if isinstance(value, (list, tuple)) and depth < _DEEPEST_EXTRA:
        return ReadOnlyList(_plain(item, depth + 1) for item in value)
    if isinstance(value, str):
        return _clean(value)
    if value is None or isinstance(value, bool) or _is_number(value):
        return value
    raise InvalidArgument(
        f"extra holds {shown(value)}; expected what JSON can hold, {_DEEPEST_EXTRA} deep at most"
    )


def _clean(text: str) -> str:
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_printable(id: str) -> bool:  # noqa: A002
    rest = id.translate(_JOINERS)
    return bool(rest) and rest.isprintable()


def _is_string(name: object) -> bool:
    return isinstance(name, str)


def _is_number(value: object) -> bool:
    """Say whether ``value`` is a number of a size that JSON readers take."""
    try:
        return isinstance(value, (int, float)) and isfinite(value)
    except OverflowError:
        return False
