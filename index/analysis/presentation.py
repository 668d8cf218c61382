"""Presentation forms: the shapes of letters and ligatures as characters, spelled out."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["spell_out"]

_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LONGEST_LIGATURE = 3


def spell_out(text: str) -> tuple[str, list[int] | None]:
    """Replace presentation forms by letters; return the text and, if they moved, its places."""
    if not _FORMS.search(text):
        return text, None
    forms = [_FORMS.sub(_spelled, char) for char in text]
    return "".join(forms), [place for place, form in enumerate(forms) for _ in form]


def _spelled(form: re.Match[str]) -> str:
    """Spell one form; a mark's form loses the space that carries it."""
    letters = unicodedata.normalize("NFKC", form[0])
    return letters if len(letters) > _LONGEST_LIGATURE else letters.replace(" ", "")
