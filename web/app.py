"""The application: the blueprint on its own."""

from __future__ import annotations

import os

from flask import Flask, Response, current_app, make_response, request
from werkzeug.exceptions import HTTPException

from ..search.library import Library
from .blueprint import create_blueprint
from .problems import is_for_a_program, not_allowed, on_http_error, problem
from .security import secured
from .settings import CONTENT_SECURITY_POLICY, Settings

__all__ = ["LARGEST_REQUEST", "create_app"]

#: The largest body that is read: a document may have ten million characters.
LARGEST_REQUEST = 48_000_000


def create_app(
    library: Library | str | os.PathLike[str], settings: Settings | None = None
) -> Flask:
    """Return an application that serves ``library`` at its root.

    A path opens the library that is there; a missing one raises :class:`.NotALibrary`.
    """
    if not isinstance(library, Library):
        library = Library(library, create=False)
    app = Flask("fehrest.web", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.register_blueprint(create_blueprint(library, settings))
    app.register_error_handler(HTTPException, _on_no_route)
    return app


def _on_no_route(error: HTTPException) -> Response:
    """Answer what reaches no route of the blueprint: a method that an address has not."""
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    if error.code == 405 and not is_for_a_program():
        # What a browser would show at the address says it.
        adapter = current_app.create_url_adapter(request)
        assert adapter is not None
        request.url_rule, _arguments = adapter.match(method="GET", return_rule=True)
        return on_http_error(error)
    detail = not_allowed(error) if error.code == 405 else error.description or ""
    response = problem(error.code, error.name, detail)
    response.headers.extend(value for value in error.get_headers() if value[0] == "Allow")
    return secured(response, CONTENT_SECURITY_POLICY)
