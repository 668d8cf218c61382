"""Facets: the values of the hits, each a link that filters or stops filtering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from .links import search_url
from .locale import gettext, language
from .question import LONGEST_VALUE, Question
from .text import clipped

__all__ = ["Choice", "Facet", "facet_titles", "facets", "language_name"]

#: How many values are shown at first, and at all.
_FIRST, _MOST = 8, 60


@dataclass(frozen=True)
class Choice:
    """A value that one can filter by."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A field with its values, the most frequent first."""

    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


def facets(question: Question, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """Return the facets that have something to choose."""
    return [
        _facet(question, name, title, counts[name])
        for name, title in facet_titles().items()
        if counts.get(name)
    ]


def facet_titles() -> dict[str, str]:
    """Return the fields that are facets, each with its title."""
    return {"language": gettext("Language"), "source": gettext("Source"), "tag": gettext("Tag")}


def _facet(question: Question, name: str, title: str, counts: Mapping[str, int]) -> Facet:
    chosen = getattr(question, name)
    values = dict(sorted(counts.items(), key=lambda item: item[0] != chosen))
    if chosen and chosen not in values:
        values = {chosen: 0, **values}
    choices = tuple(
        Choice(
            label=clipped(language_name(value) if name == "language" else value),
            count=count,
            url=search_url(question.but(**{name: "" if value == chosen else value})),
            is_chosen=value == chosen,
        )
        for value, count in list(values.items())[:_MOST]
        if len(value) <= LONGEST_VALUE
    )
    return Facet(title, choices[:_FIRST], choices[_FIRST:])


def language_name(code: str) -> str:
    """Return the name of a language in that of the interface."""
    return _language_name(code, language())


@lru_cache(maxsize=500)
def _language_name(code: str, ui: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_language_name(ui) or code
    except (UnknownLocaleError, ValueError):
        return code
