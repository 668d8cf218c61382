"""Filters: conditions that narrow what is found, by date, language, source or tag."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..index.analysis.fold import fold
from ..index.arguments import string
from ..index.dates import iso_date, moment
from ..index.engine import Engine, Keyword, Period, Query, Sum
from ..index.languages import checked_language, language_code

__all__ = ["Filters", "filter_query"]

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

    def queries(self, engine: Engine) -> list[Query]:
        """Return a query for each condition; raise :class:`.InvalidArgument`."""
        if self.language is not None:
            checked_language(string("language", self.language))
        given = self._asdict().items()
        return [filter_query(engine, name, value) for name, value in given if value is not None]


def filter_query(engine: Engine, name: str, value: str | date) -> Query:
    """Return the query for a condition; raise :class:`.InvalidArgument` for a bad value."""
    if name == "after":
        return Period(first=moment(iso_date(value)))
    if name == "before":
        return Period(end=moment(iso_date(value)))
    # No index has a lone surrogate.
    text = string(name, value).encode(errors="replace").decode()
    if _FIELDS[name] == "language":
        text = language_code(text)
    return _keyword(engine, _FIELDS[name], text)


def _keyword(engine: Engine, name: str, value: str) -> Query:
    """Ask for a value; if there is none such, for those that differ in case or keyboard."""
    if not any(engine.frequencies(name, [value])):
        folded = _folded(value)
        alike = [term for term, _count in engine.vocabulary(name) if _folded(term) == folded]
        if alike:
            return Sum(tuple(Keyword(name, term) for term in alike))
    return Keyword(name, value)


def _folded(value: str) -> str:
    return " ".join(map(fold, value.split()))
