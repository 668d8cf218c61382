"""The parts of a full name: its words, and what is glue between them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..analysis.fold import fold
from ..analysis.shape import HALF_SPACES
from .letters import script

__all__ = ["Part", "particles", "parts"]

_GLUE = Path(__file__).parent / "data" / "glue.txt"
_BETWEEN = re.compile(
    rf"[\s{HALF_SPACES}\-\N{{HYPHEN}}-\N{{HORIZONTAL BAR}}.,:;_/()\[\]\"\N{{ARABIC COMMA}}"
    "\N{ARABIC SEMICOLON}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{KATAKANA MIDDLE DOT}\N{MIDDLE DOT}]+"
)
# A name of more parts is a sentence.
_MOST = 8


class Part(NamedTuple):
    """A part of a full name."""

    #: The part, folded.
    text: str
    #: Whether a spelling of the name may be without it: a particle, a title.
    is_glue: bool = False
    #: The part as it was written.
    written: str = ""


def parts(name: str) -> tuple[Part, ...]:
    """Return the parts of a name in any script, at most eight.

    What has no letters of Latin or Arabic script is no part.
    """
    words = [(fold(word), word) for word in _BETWEEN.split(name)]
    words = [(folded, word) for folded, word in words if script(folded)][:_MOST]
    is_all_glue = all(folded in _glue() for folded, _word in words)
    return tuple(
        Part(folded, folded in _glue() and not is_all_glue, word) for folded, word in words
    )


@cache
def particles() -> frozenset[str]:
    """Return what stands among the words of names in Latin script, and is no name by itself."""
    return frozenset(_GLUE.read_text("utf-8").partition("\n")[0].split())


@cache
def _glue() -> frozenset[str]:
    return frozenset(fold(word) for word in _GLUE.read_text("utf-8").split())
