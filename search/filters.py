"""Filters: conditions that narrow what is found, by date, language, source or tag."""

from __future__ import annotations

from ..index.analysis.fold import fold
from ..index.dates import iso_date, moment
from ..index.engine import Engine, Keyword, Period, Query, Sum
from ..index.languages import language_code

__all__ = ["filter_query"]

_FIELDS = {"lang": "language", "source": "source", "tag": "tag"}
_LANGUAGES = {"persian": "fa", "farsi": "fa", "arabic": "ar", "english": "en"}


def filter_query(engine: Engine, name: str, value: str) -> Query:
    """Return the query for a condition; raise :class:`.InvalidArgument` for a bad date."""
    value = value.encode(errors="replace").decode()  # no index has a lone surrogate
    if name == "after":
        return Period(first=moment(iso_date(value)))
    if name == "before":
        return Period(end=moment(iso_date(value)))
    if name == "lang":
        value = _LANGUAGES.get(value.lower(), language_code(value))
    return _keyword(engine, _FIELDS[name], value)


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
