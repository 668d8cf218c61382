"""Filters: conditions that narrow what is found, by date, language, source or tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..index.analysis.fold import fold
from ..index.arguments import string
from ..index.catalog import Catalog
from ..index.dates import iso_date, moment
from ..index.engine import (
    KEYWORD_FIELDS,
    Best,
    Cover,
    Every,
    Keyword,
    Period,
    Query,
    Sum,
    Without,
)
from ..index.languages import checked_language, language_code
from .remembered import Remembered

__all__ = ["NO_DATES", "Conditions", "Filters", "is_by_date"]

#: What is noted where dates are asked for and no document has one.
NO_DATES = "no document of this library has a date"

_FIELDS = {"lang": "language", "language": "language", "source": "source", "tag": "tag"}


class Filters(NamedTuple):
    """Conditions that all documents of an answer meet; None is no condition."""

    language: str | None = None
    source: str | None = None
    tag: str | None = None
    #: From this date on.
    after: str | date | None = None
    #: Up to this date, exclusive.
    before: str | date | None = None

    def queries(self, conditions: Conditions) -> list[Query]:
        """Return a query for each condition; raise :class:`.InvalidArgument`."""
        if self.language is not None:
            checked_language(string("language", self.language))
        given = self._asdict().items()
        return [conditions.query(name, value) for name, value in given if value is not None]


class Conditions:
    """Makes queries of conditions, for one library."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._values = Remembered[str, Mapping[str, Sequence[str]]](len(KEYWORD_FIELDS))

    def query(self, name: str, value: str | date) -> Query:
        """Return the query for a condition; raise :class:`.InvalidArgument` for a bad value."""
        if name == "after":
            return Period(first=moment(iso_date(value)))
        if name == "before":
            return Period(end=moment(iso_date(value)))
        text = string(name, value)
        if _FIELDS[name] == "language":
            text = language_code(text)
        return self._keyword(_FIELDS[name], text)

    def _keyword(self, field: str, value: str) -> Query:
        """Ask for a value; if there is none such, for those that differ in case or keyboard."""
        if any(self._catalog.engine.frequencies(field, [value])):
            return Keyword(field, value)
        alike = self._by_folding(field).get(_folded(value), ())
        return (
            Sum(tuple(Keyword(field, term) for term in alike)) if alike else Keyword(field, value)
        )

    def _by_folding(self, field: str) -> Mapping[str, Sequence[str]]:
        """Return the values of a field that fold to the same, by what that is."""
        remembered = self._values.of(self._catalog.engine)
        if field not in remembered:
            found: dict[str, list[str]] = {}
            for term, _count in self._catalog.engine.vocabulary(field):
                found.setdefault(_folded(term), []).append(term)
            remembered[field] = found
        return remembered[field]


def is_by_date(query: Query) -> bool:
    """Say whether a query asks for documents by their dates."""
    if isinstance(query, Without):
        return is_by_date(query.query)
    if isinstance(query, Cover):
        return any(is_by_date(part.query) for part in query.parts)
    if isinstance(query, Sum | Best | Every):
        return any(map(is_by_date, query.queries))
    return isinstance(query, Period)


def _folded(value: str) -> str:
    return " ".join(map(fold, value.split()))
