"""Headers that keep a browser from doing what no page of ours asks for."""

from __future__ import annotations

from flask import Response

from .front import front

__all__ = ["add_headers", "secured"]

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Addresses hold what people search for; no other site is told.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_headers(response: Response) -> Response:
    """Add the headers to a response of the front."""
    return secured(response, front().settings.content_security_policy)


def secured(response: Response, policy: str | None) -> Response:
    """Add the headers to a response, where the application around has set none."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if policy:
        response.headers.setdefault("Content-Security-Policy", policy)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    if response.mimetype == "text/html":
        response.vary.update(("Accept-Language", "Cookie"))
    return response
