"""Screening a full name: which names most of it can be read as, and which words those share.

What :mod:`.screen` says of words, here said of the segments of names.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from .align import BOUNDARIES
from .gazetteer import equivalents, forms
from .letters import by_script, script
from .pairing import ALONE, Segment
from .reading import Pair, Reading, readings
from .screen import screen
from .table import tables_between

__all__ = ["Screening"]

# What a letter of a screened word adds to its worth.
_WORST = 2.4
# What screens worse is not read.  Across scripts with what is worth nothing R@1 of full names is
# .01 lower, and with -4 as high for twice the time; within one, with -2.4 R@10 of words is some
# .005 lower and F1 of full names .01, and more makes other names the same.
_PROMISING_ACROSS, _PROMISING_WITHIN = -3.0, -2.8
# What an initial is worth, and a letter of what the gazetteer lists.
_INITIAL, _LISTED = 0.5, 0.8


class Screening:
    """How well each segment of a name may be read as each of many words."""

    def __init__(self, wanted: Sequence[Segment], names: Iterable[Sequence[Segment]]) -> None:
        """Screen the segments of a name against those of others."""
        self._wanted = wanted
        # Segments of several parts are only read as single parts, and the other way round.
        singles, joined = set[str](), set[str]()
        for name in names:
            for one in name:
                (joined if one.is_joined else singles).add(one.text)
        alone, all_words = by_script(sorted(singles)), by_script(sorted(singles | joined))
        self._readings: Mapping[Pair, tuple[Reading | None, ...]] = {}
        self._rows = {
            one.text: _screen(one.text, alone if one.is_joined else all_words)
            for one in self._wanted
        }

    def read_all(self, names: Iterable[Sequence[Segment]]) -> None:
        """Read the segments of the name as those of others, where that is promising."""
        self._readings = readings(
            {
                (one.text, other.text)
                for name in names
                for other in name
                for one in self._wanted
                if other.text in self._rows[one.text]
            }
        )

    def read(self, convention: int, word: str, other: str) -> Reading | None:
        """Return how a segment reads as another, where that was promising."""
        # Within a script there is no convention to choose.
        found = self._readings.get((word, other), (None,))
        return found[convention % len(found)]

    def total(self, other: Sequence[Segment]) -> float:
        """Return what a name is worth: what each part is worth that reads as any of its own."""
        best = [0.0] + [-math.inf] * max(segment.stop for segment in self._wanted)
        for segment in sorted(self._wanted):
            row = self._rows[segment.text]
            worth = max(row.get(one.text, -math.inf) for one in other)
            worth = max(worth, -ALONE * len(segment.text))
            best[segment.stop] = max(best[segment.stop], best[segment.start] + worth)
        return best[-1]


def _screen(word: str, others: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return what promising words are worth as spellings of ``word``, as far as screening tells."""
    worth: dict[str, float] = {}
    for name, words in others.items():
        least = _PROMISING_WITHIN if name == script(word) else _PROMISING_ACROSS
        for scores in screen(tables_between(script(word), name), word, words):
            for other, score in zip(words, scores.tolist(), strict=True):
                found = (score + _WORST) * (len(word) + len(other) + BOUNDARIES)
                if score >= least and found > worth.get(other, -math.inf):
                    worth[other] = found
        for other in words:
            if len(word) == 1 or len(other) == 1:
                worth[other] = _INITIAL
    for other in equivalents(word) | forms(word):
        worth[other] = max(worth.get(other, 0.0), _LISTED * (len(word) + len(other)))
    return worth
