"""Hits as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..search.answer import Hit, Match, Snippet
from .dates import date_texts
from .facets import language_name
from .links import document_url, search_url
from .locale import say
from .question import Question
from .text import clipped, direction_of, host, isolated, opening, text_direction, web_address

__all__ = ["Result", "result"]

_MOST_REASONS = 4
_MOST_TAGS = 20
_LONGEST_TITLE = 400


@dataclass(frozen=True)
class Result:
    """A document that was found, as the page shows it."""

    url: str
    title: Snippet
    snippet: Snippet
    #: The code of its language, for the browser.
    language: str
    #: The side on which all of it begins: that of most of its letters, whatever its language is
    #: said to be.
    direction: str
    about: Sequence[str]
    dates: Sequence[str]
    iso_date: str
    source_url: str
    host: str
    tags: Sequence[tuple[str, str]]
    reasons: Sequence[Markup]


def result(hit: Hit, question: Question) -> Result:
    """Return a hit as the page shows it."""
    document = hit.document
    title = _clipped(hit.title) if hit.title.text.strip() else Snippet(opening(document.text))
    address = web_address(document.url)
    return Result(
        url=document_url(document.id, question),
        title=title,
        snippet=hit.snippet,
        language=document.language,
        direction=direction_of(
            f"{title.text} {hit.snippet.text}", text_direction(document.language)
        ),
        about=[
            part
            for part in (
                # Files without titles are known by their names.
                "" if document.title.strip() else clipped(document.id),
                clipped(document.source),
                document.language and language_name(document.language),
            )
            if part
        ],
        dates=date_texts(document.date) if document.date else [],
        iso_date=document.date,
        source_url=address,
        host=host(address) if address else "",
        tags=[
            (clipped(tag, 40), search_url(question.but(tag="" if tag == question.tag else tag)))
            for tag in document.tags[:_MOST_TAGS]
        ],
        reasons=list(_reasons(hit.matches)),
    )


def _clipped(title: Snippet) -> Snippet:
    """Return a title that is no longer than a few lines."""
    if len(title.text) <= _LONGEST_TITLE:
        return title
    marks = [mark for mark in title.marks if mark[1] <= _LONGEST_TITLE]
    return Snippet(title.text[:_LONGEST_TITLE], marks, is_cut_after=True)


def _reasons(matches: Iterable[Match]) -> Iterator[Markup]:
    """Yield why words match that are not the words of the query."""
    reasons = dict.fromkeys(
        _reason(match) for match in matches if match.kind != "exact" and match.found != match.query
    )
    yield from list(reasons)[:_MOST_REASONS]


def _reason(match: Match) -> Markup:
    found, query = isolated(clipped(match.found)), isolated(clipped(match.query))
    if match.kind == "spelling":
        return say("%(found)s is a spelling of %(query)s", found=found, query=query)
    if match.kind == "synonym":
        return say("%(found)s means %(query)s", found=found, query=query)
    if match.kind == "part":
        return say("%(found)s is a compound with %(query)s", found=found, query=query)
    if match.query.endswith("*"):
        beginning = isolated(clipped(match.query.removesuffix("*")))
        return say("%(found)s begins with %(query)s", found=found, query=beginning)
    return say("%(found)s is a form of %(query)s", found=found, query=query)
