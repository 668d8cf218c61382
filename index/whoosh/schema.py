"""Whoosh's view of the fields: finished terms in, no analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from ..engine import KEYWORD_FIELDS, TEXT_FIELDS, Entry, Text

__all__ = ["KeywordField", "TermsField", "entry_of", "schema"]

_NO_TEXT = Text((), (), 0)


class TermsField(FieldType):
    """Running text that comes as a :class:`.Text`: terms with positions."""

    def __init__(self) -> None:
        super().__init__(Positions(), analyzer=None, scorable=True)

    def index(self, value: Text, **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield the terms of ``value`` as Whoosh's own writer wants them."""
        places = defaultdict[str, list[int]](list)
        for term, position in zip(value.terms, value.positions, strict=True):
            places[term].append(position)
        for term, positions in places.items():
            encoded = self.format.encode(positions)
            yield term.encode(), len(positions), float(len(positions)), encoded


class KeywordField(FieldType):
    """Whole values that come as a sequence of strings."""

    def __init__(self) -> None:
        super().__init__(Existence(), analyzer=None)

    def index(
        self, value: Sequence[str], **_options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield the values as Whoosh's own writer wants them."""
        for term in dict.fromkeys(value):
            yield term.encode(), 1, 1.0, b""


def schema() -> Schema:
    """Return the schema of an index."""
    fields: dict[str, FieldType] = {name: TermsField() for name in TEXT_FIELDS}
    fields |= {name: KeywordField() for name in KEYWORD_FIELDS}
    return Schema(serial=STORED(), **fields)


def entry_of(serial: int, fields: dict[str, Any]) -> Entry:
    """Return the fields of Whoosh's ``add_document`` as an entry."""
    return Entry(
        serial=serial,
        texts={name: fields.get(name, _NO_TEXT) for name in TEXT_FIELDS},
        keywords={name: fields.get(name, ()) for name in KEYWORD_FIELDS},
        date=None,
    )
