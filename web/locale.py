"""The language of the interface, and its messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flask_babel
from babel import Locale
from flask import request
from flask_babel import Domain, get_locale
from markupsafe import Markup, escape

from ..index.analysis.language import guess
from .text import isolated

__all__ = [
    "LANGUAGES",
    "direction",
    "gettext",
    "language",
    "ngettext",
    "say",
    "select_language",
    "spoken",
    "translated",
]

#: The languages of the interface, each by its own name.
LANGUAGES = {"en": "English", "fa": "فارسی", "ar": "العربية"}
LANGUAGE_COOKIE = "fehrest_language"

_messages = Domain(str(Path(__file__).parent / "translations"), domain="fehrest")


def select_language() -> str:
    """Return the language that a request wants: by its address, its cookie or its header."""
    for wanted in (request.args.get("ui"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    return request.accept_languages.best_match(list(LANGUAGES), "en")


def language() -> str:
    """Return the language of the interface: that of the application, if it is one of ours."""
    locale: Locale | None = get_locale()
    found = locale.language if locale else "en"
    return found if found in LANGUAGES else "en"


def direction() -> str:
    """Return the direction of the interface, as HTML has it."""
    return "ltr" if language() == "en" else "rtl"


def gettext(message: str, **values: Any) -> str:
    """Return a message in the language of the interface."""
    return str(_messages.gettext(message, **values))


def translated(message: str, **values: Any) -> str:
    """Return a message of ours in that language, or else one of the application around."""
    found = gettext(message, **values)
    return found if found != message else str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """Return the message for a number of things."""
    return str(_messages.ngettext(one, many, num, **values))


def say(message: str, **values: object) -> Markup:
    """Return a message with markup in it: values that are no markup are escaped."""
    safe = Markup(escape(gettext(message)))  # noqa: S704 (it is escaped)
    return safe % {name: escape(value) for name, value in values.items()}


def spoken(text: str) -> Markup:
    """Return words as a run of its own, with their language where it is not that of the page.

    Few words are surely Persian or surely Arabic; those that may be either are read as the page is
    if that is in one of the two.
    """
    guessed = guess(text)
    both = {guessed.language, language()}
    is_same = len(both) == 1 or (not guessed.certain and both == {"fa", "ar"})
    return isolated(text, "" if is_same else guessed.language)
