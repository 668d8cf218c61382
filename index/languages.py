"""Codes of languages: one for each language that is told apart, however one writes it."""

from __future__ import annotations

import re

from .errors import InvalidArgument

__all__ = ["checked_language", "language_code"]

# Other codes of the languages of documents, ISO 639-2 by both of its lists, and their names.
_CODES = {"fas": "fa", "per": "fa", "ara": "ar", "eng": "en"}
_NAMES = {"persian": "fa", "farsi": "fa", "arabic": "ar", "english": "en"}
_SHORT = _CODES | _NAMES
_OURS = frozenset(_SHORT.values())
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*|")


def checked_language(tag: str) -> str:
    """Return the code of a language; raise :class:`.InvalidArgument` for what can be none."""
    if tag.lower() not in _NAMES and not _TAG.fullmatch(tag):
        raise InvalidArgument(
            f'not a language: {tag!r:.40}; expected a code like "fa", "ar" or "en"'
        )
    return language_code(tag)


def language_code(tag: str) -> str:
    """Return the code of a language: "fa" for "fa-IR", "FA", "per" and "Persian".

    Of languages that are not told apart the code stays as it is, in lower case and with hyphens.
    """
    code = tag.lower().replace("_", "-")
    language = code.partition("-")[0]
    language = _SHORT.get(language, language)
    return language if language in _OURS else code
