"""Addresses of pages."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from .front import front
from .question import Question

__all__ = ["absolute", "document_url", "search_url", "url"]


def search_url(question: Question, endpoint: str = "search") -> str:
    """Return the address of the page that answers ``question``."""
    return url_for(f".{endpoint}", **question.params())


def document_url(id: str, question: Question | None = None, **more: Any) -> str:  # noqa: A002
    """Return the address of the page of a document.

    An id can be any text, so it is a parameter and no part of the path.
    """
    # All of them, so that one comes back to the same results.
    params = question.params() if question else {}
    return url_for(".document", id=id, **params, **more)


def url(endpoint: str, **params: Any) -> str:
    """Return the address of a page in the language that the address of this one asks for."""
    if ui := request.args.get("ui"):
        params["ui"] = ui
    return url_for(f".{endpoint}", **params)


def absolute(address: str) -> str:
    """Return an address of ours as seen from outside."""
    root = front().settings.public_url or request.host_url
    return root.rstrip("/") + address
