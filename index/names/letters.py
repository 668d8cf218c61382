"""The letters that names are written with, as folded words have them."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["ALPHABETS", "ARABIC", "LATIN", "by_script", "script"]

LATIN = "abcdefghijklmnopqrstuvwxyz"
#: Those of Persian and Arabic together, after folding.
ARABIC = (
    "\N{ARABIC LETTER HAMZA}"
    "\N{ARABIC LETTER ALEF}"
    "\N{ARABIC LETTER BEH}"
    "\N{ARABIC LETTER PEH}"
    "\N{ARABIC LETTER TEH}"
    "\N{ARABIC LETTER THEH}"
    "\N{ARABIC LETTER JEEM}"
    "\N{ARABIC LETTER TCHEH}"
    "\N{ARABIC LETTER HAH}"
    "\N{ARABIC LETTER KHAH}"
    "\N{ARABIC LETTER DAL}"
    "\N{ARABIC LETTER THAL}"
    "\N{ARABIC LETTER REH}"
    "\N{ARABIC LETTER ZAIN}"
    "\N{ARABIC LETTER JEH}"
    "\N{ARABIC LETTER SEEN}"
    "\N{ARABIC LETTER SHEEN}"
    "\N{ARABIC LETTER SAD}"
    "\N{ARABIC LETTER DAD}"
    "\N{ARABIC LETTER TAH}"
    "\N{ARABIC LETTER ZAH}"
    "\N{ARABIC LETTER AIN}"
    "\N{ARABIC LETTER GHAIN}"
    "\N{ARABIC LETTER FEH}"
    "\N{ARABIC LETTER QAF}"
    "\N{ARABIC LETTER KEHEH}"
    "\N{ARABIC LETTER GAF}"
    "\N{ARABIC LETTER LAM}"
    "\N{ARABIC LETTER MEEM}"
    "\N{ARABIC LETTER NOON}"
    "\N{ARABIC LETTER HEH}"
    "\N{ARABIC LETTER WAW}"
    "\N{ARABIC LETTER FARSI YEH}"
)
ALPHABETS = {"latin": LATIN, "arabic": ARABIC}
_SCRIPT = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in ALPHABETS.items()))


def script(word: str) -> str:
    """Return "latin" or "arabic" for a folded word all in that script, else ""."""
    found = _SCRIPT.fullmatch(word)
    return (found and found.lastgroup) or ""


def by_script(words: Sequence[str]) -> dict[str, list[str]]:
    """Return the folded words that are all in one script, by its name and in their order."""
    # One by one takes six times as long, and a common skeleton has thousands of words.
    latin = [word for word in words if word.isascii()]
    others = [word for word in words if not word.isascii()]
    return {"latin": _written_in("latin", latin), "arabic": _written_in("arabic", others)}


def _written_in(name: str, words: list[str]) -> list[str]:
    if all(words) and script("".join(words)) == name:
        return words
    return [word for word in words if script(word) == name]
