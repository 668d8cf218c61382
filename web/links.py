"""Addresses of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from .front import front
from .question import Question

__all__ = ["absolute", "document_url", "page_url", "search_url", "url"]


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


def page_url(endpoint: str, params: Mapping[str, Sequence[str] | str]) -> str:
    """Return the address of a page with parameters of any name.

    Those of a request may be called _external or _scheme, which Flask takes for its own.
    """
    address = url_for(f".{endpoint}")
    return f"{address}?{urlencode(params, doseq=True)}" if params else address


def absolute(address: str) -> str:
    """Return an address of ours as seen from outside."""
    root = front().settings.public_url or request.host_url
    return root.rstrip("/") + address
