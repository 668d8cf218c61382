"""What a reader chose about the interface, kept in cookies that hold nothing else.

An address with ``ui`` or ``theme`` changes what it shows, and nothing else: it may be one that
somebody else shared.  A link of the page that chooses says ``keep`` as well.
"""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug import Response

from .front import endpoint, front
from .links import page_url
from .locale import LANGUAGE_COOKIE, LANGUAGES, language

__all__ = ["keep", "language_links", "theme", "theme_links"]

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


def keep() -> Response | None:
    """Keep what a link chose, and lead on to the page without the choice in its address."""
    name, page = request.args.get("keep"), _page()
    if name not in ("ui", "theme") or not page or front().settings.is_guest:
        return None
    given = request.args.to_dict(flat=False)
    rest = {key: values for key, values in given.items() if key not in ("keep", name)}
    response = redirect(page_url(page, rest))
    if name == "theme":
        _set(response, _THEME_COOKIE, theme())
    elif request.args.get("ui") in LANGUAGES:
        _set(response, LANGUAGE_COOKIE, request.args["ui"])
    return response


def language_links() -> list[tuple[str, str, str, bool]]:
    """Return the languages: code, own name, address of this page in it, whether it is on."""
    return [
        (code, name, _choosing("ui", code), code == language()) for code, name in LANGUAGES.items()
    ]


def theme_links() -> list[tuple[str, str, bool]]:
    """Return the themes: name, address of this page in it, whether it is on."""
    return [(name or "system", _choosing("theme", name), name == theme()) for name in ("", *THEMES)]


def _choosing(name: str, value: str) -> str:
    """Return the address of this page that chooses a language or a theme."""
    page = _page()
    params: dict[str, list[str] | str] = {**request.args.to_dict(flat=False)} if page else {}
    params[name] = value
    if not front().settings.is_guest:
        params["keep"] = name
    return page_url(page or "home", params)


def _page() -> str:
    """Return which page this is, "" if it is none that has the choices in its address."""
    name = endpoint()
    return name if name in _PAGES else ""


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=_YEAR,
        path=url_for(".home"),
        secure=request.is_secure or front().settings.public_url.startswith("https:"),
        httponly=True,
        samesite="Lax",
    )
