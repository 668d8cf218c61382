"""What is said when something cannot be done: a page to people, a problem to programs.

Neither tells of paths, versions or the code.
"""

from __future__ import annotations

import json
import logging

from flask import Response, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from ..index.errors import InvalidArgument, InvalidDocument, LibraryBusy, LibraryError
from .front import Front
from .locale import gettext

__all__ = [
    "ApiProblem",
    "handle_problems",
    "is_for_a_program",
    "not_allowed",
    "on_http_error",
    "problem",
]

logger = logging.getLogger("fehrest.web")

_RETRY_SECONDS = "5"


class ApiProblem(Exception):
    """A request to the API that cannot be answered; the message says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def problem(status: int, title: str, detail: str = "") -> Response:
    """Return problem details for a program (RFC 9457)."""
    body = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    return Response(
        json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json"
    )


def handle_problems(blueprint: Front) -> None:
    """Have everything that goes wrong in the routes of ``blueprint`` answered here."""
    blueprint.register_error_handler(ApiProblem, _on_api_problem)
    blueprint.register_error_handler(InvalidArgument, _on_invalid)
    blueprint.register_error_handler(InvalidDocument, _on_invalid)
    blueprint.register_error_handler(LibraryError, _on_library_error)
    blueprint.register_error_handler(HTTPException, on_http_error)
    blueprint.register_error_handler(Exception, _on_bug)


def _on_api_problem(error: ApiProblem) -> Response:
    titles = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}
    response = problem(error.status, titles.get(error.status, "Problem"), error.detail)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _on_invalid(error: InvalidArgument | InvalidDocument) -> Response:
    return problem(400, "Bad Request", str(error))


def _on_library_error(error: LibraryError) -> Response:
    # The message names files, which is for the log and for no client.
    logger.error("%s", error)
    busy = isinstance(error, LibraryBusy)
    detail = "Another process is writing; try again." if busy else "The library cannot be read."
    response = on_http_error(ServiceUnavailable(detail))
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _on_bug(error: Exception) -> Response:
    logger.error("a request failed", exc_info=error)
    return on_http_error(InternalServerError())


def on_http_error(error: HTTPException) -> Response:
    """Answer an HTTP error in the way that suits who asked."""
    if error.response is not None and error.code is None:
        return make_response(error.response)
    status = error.code or 500
    if is_for_a_program():
        response = problem(status, error.name, _detail(error, status))
    else:
        title, advice = _words(status)
        page = render_template("fehrest/error.html", title=title, advice=advice, status=status)
        response = make_response(page, status)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def not_allowed(error: HTTPException) -> str:
    """Say which methods an address has, where another was used."""
    allowed = dict(error.get_headers()).get("Allow", "")
    return f"{request.method} is not possible at this address; expected one of {allowed}."


def is_for_a_program() -> bool:
    """Say whether the address is one of the API."""
    return "/api/v1/" in request.path


def _detail(error: HTTPException, status: int) -> str:
    listed = url_for(".api_description")
    details = {
        404: f"There is nothing at this address; {listed} lists what there is.",
        413: "The request is too large.",
        429: f"Too many requests: {error.description}.",
    }
    return details.get(status, "" if status >= 500 and status != 503 else error.description or "")


def _words(status: int) -> tuple[str, str]:
    if status == 404:
        return gettext("Not found"), gettext("There is no such page or document here.")
    if status == 405:
        return gettext("That cannot be asked"), gettext(
            "This page can be read; nothing can be sent to it."
        )
    if status == 429:
        return gettext("A little slower, please"), gettext(
            "Too many requests came from your address; try again in a moment."
        )
    if status == 503:
        return gettext("The library cannot be read"), gettext("Try again in a moment.")
    if status < 500:
        return gettext("That cannot be asked"), gettext("The address of this page is not right.")
    return gettext("Something went wrong"), gettext(
        "It is our fault, not yours; it has been noted. Try again in a moment."
    )
