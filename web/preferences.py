"""What a reader chose about the interface, kept in cookies that hold nothing else."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from .front import front
from .locale import LANGUAGE_COOKIE, LANGUAGES, language

__all__ = ["language_links", "remember", "theme", "theme_links"]

THEMES = ("light", "dark")
_THEME_COOKIE = "fehrest_theme"
_YEAR = 365 * 24 * 60 * 60
_PAGES = ("home", "search", "document", "names", "syntax", "api_docs")


def theme() -> str:
    """Return the theme that was chosen, or "" for the one of the system."""
    if "theme" in request.args:
        wanted = request.args["theme"]
    else:
        wanted = request.cookies.get(_THEME_COOKIE, "")
    return wanted if wanted in THEMES else ""


def remember(response: Response) -> Response:
    """Keep what the address of a page chooses."""
    if front().settings.is_guest or response.mimetype != "text/html":
        return response
    if request.args.get("ui") in LANGUAGES:
        _keep(response, LANGUAGE_COOKIE, request.args["ui"])
    if "theme" in request.args:
        _keep(response, _THEME_COOKIE, theme())
    return response


def language_links() -> list[tuple[str, str, str, bool]]:
    """Return the languages: code, own name, address of this page in it, whether it is on."""
    return [(code, name, _here(ui=code), code == language()) for code, name in LANGUAGES.items()]


def theme_links() -> list[tuple[str, str, bool]]:
    """Return the themes: name, address of this page in it, whether it is on."""
    return [(name or "system", _here(theme=name), name == theme()) for name in ("", *THEMES)]


def _here(**changes: Any) -> str:
    """Return the address of this page with other parameters."""
    name = (request.endpoint or "").rpartition(".")[2]
    if name not in _PAGES:
        return url_for(".home", **changes)
    params: dict[str, Any] = {**request.args.to_dict(flat=False), **changes}
    if "theme" not in changes:
        params.pop("theme", None)
    return url_for(f".{name}", **params)


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=_YEAR,
        path=url_for(".home"),
        secure=request.is_secure or front().settings.public_url.startswith("https:"),
        httponly=True,
        samesite="Lax",
    )
