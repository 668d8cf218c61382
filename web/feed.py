"""Searches outside of pages: a feed to follow one, a search engine for the browser."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timezone
from typing import NamedTuple

from flask import Response, render_template, request, url_for

from ..search.answer import Hit
from ..search.library import Library
from .front import Front, front
from .links import absolute, document_url, search_url
from .question import Question
from .text import opening, shown, web_address

__all__ = ["add_feeds"]

_ENTRIES = 30


class Entry(NamedTuple):
    """A document in a feed."""

    address: str
    title: str
    updated: str
    summary: str
    source: str
    source_url: str
    language: str


def add_feeds(blueprint: Front) -> None:
    """Add the routes."""
    blueprint.add_url_rule("/feed.atom", "feed", feed)
    blueprint.add_url_rule("/opensearch.xml", "opensearch", opensearch)
    blueprint.add_url_rule("/suggest.json", "browser_suggest", browser_suggest)


def feed() -> Response:
    """Give the newest results as an Atom feed."""
    question = Question.strictly(request.args)
    library = front().library
    answer = question.ask(library, limit=_ENTRIES, order="newest")
    indexed = _indexed(library)
    entries = [_entry(hit, indexed) for hit in answer]
    body = render_template(
        "fehrest/feed.xml",
        question=question,
        entries=entries,
        updated=max((entry.updated for entry in entries), default=indexed),
        this=absolute(search_url(question, "feed")),
        page=absolute(search_url(question)),
    )
    response = Response(body, content_type="application/atom+xml; charset=utf-8")
    # Readers ask again and again for what has not changed.
    response.add_etag()
    response.make_conditional(request)
    return response


def opensearch() -> Response:
    """Describe the front to a browser, so that it can search here."""
    body = render_template(
        "fehrest/opensearch.xml",
        search=absolute(url_for(".search")),
        feed=absolute(url_for(".feed")),
        suggest=absolute(url_for(".browser_suggest")),
    )
    return Response(body, content_type="application/opensearchdescription+xml; charset=utf-8")


def browser_suggest() -> Response:
    """Suggest in the way that browsers ask for it."""
    query = Question.of(request.args).text
    texts = [found.text for found in front().library.suggest(query)]
    body = json.dumps([query, texts], ensure_ascii=False)
    return Response(body, content_type="application/x-suggestions+json")


def _entry(hit: Hit, indexed: str) -> Entry:
    document = hit.document
    return Entry(
        address=absolute(document_url(document.id)),
        title=shown(document.title if document.title.strip() else opening(document.text)),
        updated=_moment(document.date) if document.date else indexed,
        summary=shown(hit.snippet.framed(hit.snippet.text)),
        source=shown(document.source),
        source_url=web_address(document.url),
        language=document.language,
    )


def _indexed(library: Library) -> str:
    """Return the moment when documents were written last, which those without a date get.

    The files of the engine, in a folder of its own, are written then and only then.
    """
    times = [0.0]
    for path in library.path.glob("*/*"):
        # Another process that writes may take it away just now.
        with suppress(FileNotFoundError):
            times.append(path.stat().st_mtime)
    return f"{datetime.fromtimestamp(max(times), timezone.utc):%Y-%m-%dT%H:%M:%SZ}"


def _moment(date: str) -> str:
    """Return a date as a moment; that of a year or month is its first."""
    return date if "T" in date else f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"
