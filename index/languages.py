"""Codes of languages: one for each language that is told apart, however files write it."""

from __future__ import annotations

__all__ = ["language_code"]

# Other codes of the languages of documents: ISO 639-2, by both of its lists.
_SHORT = {"fas": "fa", "per": "fa", "ara": "ar", "eng": "en"}
_OURS = frozenset(_SHORT.values())


def language_code(tag: str) -> str:
    """Return the code of a language: "fa" for "fa-IR", "FA" and "per".

    Of languages that are not told apart the code stays as it is, in lower case and with hyphens.
    """
    code = tag.lower().replace("_", "-")
    language = code.partition("-")[0]
    language = _SHORT.get(language, language)
    return language if language in _OURS else code
