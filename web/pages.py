"""The pages that people see."""

from __future__ import annotations

from typing import NoReturn

from flask import Response, abort, make_response, redirect, render_template, request
from werkzeug import Response as BaseResponse

from . import locale
from .facets import language_name
from .front import Front, front
from .links import page_url, search_url
from .names import LONGEST_NAME, compared, spelled
from .question import LONGEST_VALUE, Question
from .reading import reading
from .results import results
from .syntax_help import EXAMPLES
from .text import clipped, shown

__all__ = ["add_pages"]

_MOST_SOURCES = 24


def add_pages(blueprint: Front) -> None:
    """Add the routes."""
    blueprint.add_url_rule("/", "home", home)
    blueprint.add_url_rule("/search", "search", search)
    blueprint.add_url_rule("/results", "results", fragment)
    blueprint.add_url_rule("/document", "document", document)
    blueprint.add_url_rule("/document.txt", "document_text", document_text)
    blueprint.add_url_rule("/names", "names", names)
    blueprint.add_url_rule("/syntax", "syntax", syntax)
    blueprint.add_url_rule("/<path:rest>", "missing", missing)


def home() -> str | BaseResponse:
    """Invite to search; an address that asks something is answered where searches are."""
    question = Question.of(request.args)
    if question.is_empty:
        return _invitation(question)
    return redirect(page_url("search", request.args.to_dict(flat=False)))


def search() -> str:
    """Show the results of a question, or the invitation if it asks nothing."""
    question = Question.of(request.args)
    if question.is_empty:
        return _invitation(question)
    return render_template(
        "fehrest/search.html", question=question, results=results(front(), question)
    )


def fragment() -> str:
    """Show what changes on the search page when the question does."""
    question = Question.of(request.args)
    if question.is_empty:
        return render_template("fehrest/welcome.html", question=question, **_welcome(question))
    return render_template(
        "fehrest/results.html", question=question, results=results(front(), question)
    )


def document() -> str:
    """Show a document."""
    question = Question.of(request.args)
    match = request.args.get("match", 0, type=int)
    found = reading(front(), request.args.get("id", ""), question, match)
    if found is None:
        abort(404)
    return render_template("fehrest/document.html", question=question, reading=found)


def document_text() -> Response:
    """Give the text of a document as it is."""
    found = front().library.get(request.args.get("id", ""))
    if found is None:
        abort(404)
    response = make_response(found.text)
    response.content_type = "text/plain; charset=utf-8"
    return response


def names() -> str:
    """Show how a name is spelled here, or how two names are one."""
    question = Question.of(request.args)
    given = (shown(request.args.get(key, "")) for key in ("q", "other"))
    name, other = (text.strip()[:LONGEST_NAME] for text in given)
    return render_template(
        "fehrest/names.html",
        question=question,
        name=name,
        other=other,
        longest=LONGEST_NAME,
        comparison=compared(name, other) if name and other else None,
        words=[] if other else spelled(front().library, name, question),
    )


def syntax() -> str:
    """Explain the query language by examples that can be tried."""
    question = Question.of(request.args)
    return render_template("fehrest/syntax.html", question=question, examples=EXAMPLES)


def missing(rest: str) -> NoReturn:
    """Say that there is no such page."""
    abort(404)


def _invitation(question: Question) -> str:
    return render_template("fehrest/search.html", question=question, **_welcome(question))


def _welcome(question: Question) -> dict[str, object]:
    """Return what the library holds, each value an address that lists it."""
    counts = front().library.overview()
    languages = counts.get("language", {})
    return {
        "total": len(front().library),
        "languages": [
            (language_name(code), count, search_url(question.but(language=code, order="newest")))
            for code, count in languages.items()
        ],
        "sources": [
            (clipped(name), count, search_url(question.but(source=name, order="newest")))
            for name, count in list(counts.get("source", {}).items())[:_MOST_SOURCES]
            if len(name) <= LONGEST_VALUE
        ],
        "tags": [
            (clipped(name), count, search_url(question.but(tag=name, order="newest")))
            for name, count in list(counts.get("tag", {}).items())[:_MOST_SOURCES]
            if len(name) <= LONGEST_VALUE
        ],
        "interface": locale.language(),
    }
