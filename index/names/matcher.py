"""A name among many, without any index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from ..arguments import string, strings, whole_number
from ..runs import distinct
from .gazetteer import equivalents, forms
from .grams import Floats, Ints
from .keys import UNUSUAL, keys
from .matching import NameMatch, conventions, match
from .pairing import Segment, segments
from .parts import parts
from .screening import Screening

__all__ = ["NameMatcher"]

# Names of so many segments are screened, and so many of them at least paired with care: on
# the developers' half 98 % of what is right is among the first, and nearly all of that among
# the others.
_SCREENED, _PAIRED = 1000, 30
# For each letter that one name has more than the other, while names are chosen.
_LONGER = 0.2


class NameMatcher:
    """Many names, each to be found by its spellings in any script.

    Three steps lead from a name to those that are the same: names that share a key with a
    part of it (:mod:`.keys`); of those, the ones that most of it can be read as, by single
    units (:mod:`.screening`); and the best thirty paired with care (:mod:`.matching`).
    """

    def __init__(self, names: Iterable[str], *, language: str | None = None) -> None:
        """Take the names in; that takes about two seconds for ten thousand.

        ``language`` is that of the names in Arabic script, "fa" or "ar", of these or of
        those that are looked for; without it each is read as either.  Raises
        :class:`.InvalidArgument` for another language.
        """
        self._conventions = conventions(language)
        self._names = list(strings("names", names))
        self._parts = [parts(name) for name in self._names]
        self._segments = [segments(known) for known in self._parts]
        self._lengths = np.array([_length(known) for known in self._segments], np.float32)
        places = defaultdict[str, list[int]](list)
        for place, known in enumerate(self._segments):
            for segment in known:
                places[segment.text].append(place)
        self._places = {word: distinct(np.array(where)) for word, where in places.items()}
        self._with_key = defaultdict[str, list[str]](list)
        for word in self._places:
            for key in keys(word):
                self._with_key[key].append(word)

    def __len__(self) -> int:
        """Return the number of names."""
        return len(self._names)

    def find(self, name: str, limit: int = 10) -> list[NameMatch]:
        """Return up to ``limit`` names that may be the same as ``name``, the likeliest first.

        Of several that are as likely, what is spelled as ``name`` comes first.

        Raises :class:`.InvalidArgument` if ``limit`` is below one.
        """
        count = whole_number("limit", limit, least=1, most=None)
        asked = parts(string("name", name))
        wanted = segments(asked)
        sharing = self._sharing(wanted)
        screening = Screening(wanted, [self._segments[place] for place in sharing])
        promising = self._promising(wanted, sharing, screening)[: max(count, _PAIRED)]
        screening.read_all(self._segments[place] for place in promising)
        found = [
            match(asked, self._parts[place], self._names[place], screening, self._conventions)
            for place in promising
        ]
        found.sort(key=lambda one: (-one.probability, one.name != name, one.name))
        return found[:count]

    def _sharing(self, wanted: Sequence[Segment]) -> list[int]:
        """Return the places of names that share keys with most letters of a name."""
        shared = np.zeros(len(self), np.float32)
        for segment in wanted:
            shared[self._near(segment.text)] += len(segment.text)
        worth = shared - _LONGER * self._apart(wanted)
        best = np.argsort(np.where(shared, -worth, np.inf), kind="stable")
        best = best[: np.count_nonzero(shared)][:_SCREENED]
        sizes = np.cumsum([len(self._segments[place]) for place in best])
        return [int(place) for place in best[sizes <= _SCREENED]]

    def _near(self, word: str) -> Ints:
        """Return the places of names with a word that shares a key with ``word``."""
        wanted = keys(word, UNUSUAL).union(*map(keys, equivalents(word) | forms(word)))
        words = {other for key in wanted for other in self._with_key.get(key, ())}
        places = [self._places[other] for other in words]
        return distinct(np.concatenate(places)) if places else np.empty(0, np.intp)

    def _promising(
        self, wanted: Sequence[Segment], places: Sequence[int], screening: Screening
    ) -> list[int]:
        """Return places in the order in which their names promise to be ``wanted``."""
        apart = self._apart(wanted)
        worth = {
            place: screening.total(self._segments[place]) - _LONGER * float(apart[place])
            for place in places
        }
        return sorted(places, key=lambda place: (-worth[place], place))

    def _apart(self, wanted: Sequence[Segment]) -> Floats:
        """Return by how many letters each name is longer or shorter than ``wanted``."""
        apart: Floats = np.abs(self._lengths - np.float32(_length(wanted)))
        return apart


def _length(name: Sequence[Segment]) -> int:
    return sum(len(segment.text) for segment in name if not segment.is_joined)
