"""Train the tables of units by which spellings of names are aligned.

Run it through ``scripts/train_names``.  The method, for each pair of scripts:

1. Joint units of up to a few letters of either side, found by expectation maximisation
   over all segmentations (many-to-many alignment: Jiampojamarn, Kondrak and Sherif,
   "Applying Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme
   Conversion", NAACL 2007).  Tables of names are noisy, so each pair is drawn either from
   the units or from a noise model, in which the spellings have nothing to do with each
   other, and counts as much as it is probably no noise (Sajjad, Fraser and Schmid, "A
   Statistical Model for Unsupervised and Semi-supervised Transliteration Mining", ACL
   2012).
2. Bigrams of units, from the best segmentation of the pairs that are no noise, smoothed
   by absolute discounting (joint n-gram models: Bisani and Ney, "Joint-sequence models
   for grapheme-to-phoneme conversion", Speech Communication 50, 2008).
3. How likely a word of either script is in itself, by bigrams of letters.

Then, for each script and each that is written along it, a network that says how likely each
letter is (:mod:`networks`), from the best segmentations.  Within Arabic script most of what is
learned from is written by the network that writes along Latin spellings (:mod:`invented`).

The same input gives the same bytes, of the networks on one kind of processor.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from fehrest.index.names.letters import ARABIC, LATIN
from fehrest.index.names.network import packed, unpacked
from fehrest.index.names.packed import write_arrays
from fehrest.index.names.table import STEPS
from fehrest.index.names.writing import turned
from fehrest.index.runs import smallest
from invented import invented
from networks import Aligned, train_network
from numba import njit
from numpy.typing import NDArray
from pairs import Pair, added, lacking, pairs

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 10
# The noise model comes in when the units are roughly right.
FIRST_NOISY_ROUND = 2
INITIAL_NOISE = 0.2
# Taken from the expected count of each longer unit, so that few of them stay.
PRUNED = 0.5
END = 0.15

BIGRAM_ROUNDS = 4
LEAST_UNIT, LEAST_BIGRAM, DISCOUNT = 6.0, 1.0, 0.8
LEAST_GAIN = 0.25
LETTER_SMOOTHING = 20.0

#: Of each table: the letters of either side, and how many of them a unit takes at most.
SIDES = {
    "latin_persian": (LATIN, ARABIC, 3, 2),
    "latin_arabic": (LATIN, ARABIC, 3, 2),
    "arabic_arabic": (ARABIC, ARABIC, 2, 2),
    "latin_latin": (LATIN, LATIN, 2, 2),
}
#: Of each network: what it writes along and what it writes, and the tables of its conventions.
#: The one within Arabic script learns from what the first one writes.
NETWORKS = {
    ("latin", "arabic"): ("latin_persian", "latin_arabic"),
    ("arabic", "latin"): ("latin_persian", "latin_arabic"),
    ("latin", "latin"): ("latin_latin",),
    ("arabic", "arabic"): ("arabic_arabic",),
}
LONGEST_PATH = 64


class Side(NamedTuple):
    """One side of all pairs: their letters in one array, as numbers from 1 on."""

    letters: Ints
    starts: Ints
    base: int
    longest: int


@njit(cache=True)
def gram(letters: Ints, start: int, length: int, base: int) -> int:
    """Return the number of a run of letters."""
    number = 0
    for place in range(start, start + length):
        number = number * base + letters[place]
    return number


@njit(cache=True)
def is_unit(left: int, right: int) -> bool:
    """Say whether so many letters of either side may be a unit."""
    return (left, right) != (0, 0) and (left, right) not in ((3, 0), (2, 0), (0, 2))


@njit(cache=True)
def expect(  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912 (one loop for the compiler)
    left, right, weights, noise, share, units, counts, sure
):
    """Add the expected counts of units; put how sure each pair is no noise into ``sure``."""
    for pair in range(len(weights)):
        x = left.letters[left.starts[pair] : left.starts[pair + 1]]
        y = right.letters[right.starts[pair] : right.starts[pair + 1]]
        n, m = len(x), len(y)
        before = np.zeros((n + 1, m + 1))
        after = np.zeros((n + 1, m + 1))
        before[0, 0] = after[n, m] = 1.0
        for i in range(n + 1):
            for j in range(m + 1):
                if before[i, j] == 0.0:
                    continue
                for a in range(min(left.longest, n - i) + 1):
                    row = gram(x, i, a, left.base)
                    for b in range(min(right.longest, m - j) + 1):
                        if is_unit(a, b):
                            unit = units[row, gram(y, j, b, right.base)]
                            before[i + a, j + b] += before[i, j] * unit
        total = before[n, m]
        sure[pair] = 0.0
        if total <= 1e-300:
            continue
        odds = np.log(1 - share) + np.log(total * END) - np.log(share) - noise[pair]
        sure[pair] = 1.0 / (1.0 + np.exp(-max(odds, -500.0)))
        weight = weights[pair] * sure[pair]
        if weight < 1e-6:
            continue
        for i in range(n, -1, -1):
            for j in range(m, -1, -1):
                for a in range(min(left.longest, n - i) + 1):
                    row = gram(x, i, a, left.base)
                    for b in range(min(right.longest, m - j) + 1):
                        if is_unit(a, b):
                            column = gram(y, j, b, right.base)
                            beyond = units[row, column] * after[i + a, j + b]
                            after[i, j] += beyond
                            counts[row, column] += weight * before[i, j] * beyond / total


def learn_units(left: Side, right: Side, weights: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Return the probabilities of units, and how sure each pair is no noise."""
    units = _initial(left, right)
    is_longer = np.ones(units.shape, bool)
    is_longer[: left.base, : right.base] = False
    sure, share = np.ones(len(weights)), INITIAL_NOISE
    for number in range(ROUNDS):
        counts = np.zeros_like(units)
        is_noisy = number >= FIRST_NOISY_ROUND
        expect(left, right, weights, noise if is_noisy else noise - 1e6, share, units, counts, sure)
        if is_noisy:
            share = float(np.clip(1 - (weights * sure).sum() / weights.sum(), 0.01, 0.6))
        counts[is_longer] = np.maximum(counts[is_longer] - PRUNED, 0)
        counts[counts < 1e-3] = 0
        units = counts / counts.sum()
    print(f"  noise {share:.3f}, units {(units > 0).sum():,}")
    return units, sure


def _initial(left: Side, right: Side) -> Floats:
    """Return where to begin: one letter to one is likelier than more."""
    units = np.full((left.base**left.longest, right.base**right.longest), 1e-8)
    units[left.base : left.base**2, right.base :] = 1e-6
    units[: left.base, right.base :] = units[left.base : left.base**2, : right.base] = 1e-5
    units[: left.base, : right.base] = 1e-3
    units[: left.base, 0] = units[0, : right.base] = 1e-4
    return units / units.sum()


@njit(cache=True)
def best_path(  # type: ignore[no-untyped-def]  # noqa: C901 (one loop for the compiler)
    x, y, left, right, numbers, bigrams, path
):
    """Put the best segmentation into ``path``, backwards, and return its length."""
    n, m, width = len(x), len(y), right.longest + 1
    shapes = (left.longest + 1) * width
    best = np.full((n + 1, m + 1, shapes), -1e18)
    came = np.full((n + 1, m + 1, shapes), -1)
    ends = np.zeros((n + 1, m + 1, shapes), np.int64)
    best[0, 0, 0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for a in range(min(left.longest, i) + 1):
                row = gram(x, i - a, a, left.base)
                for b in range(min(right.longest, j) + 1):
                    unit = numbers[row, gram(y, j - b, b, right.base)]
                    if unit <= 0 or not is_unit(a, b):
                        continue
                    shape = a * width + b
                    ends[i, j, shape] = unit
                    for earlier in range(shapes):
                        so_far = best[i - a, j - b, earlier]
                        if so_far > -1e17:
                            value = so_far + bigrams[ends[i - a, j - b, earlier], unit]
                            if value > best[i, j, shape]:
                                best[i, j, shape] = value
                                came[i, j, shape] = earlier
    last, most = -1, -1e17
    for shape in range(shapes):
        value = best[n, m, shape] + bigrams[ends[n, m, shape], 0]
        if value > most:
            last, most = shape, value
    length, i, j = 0, n, m
    while last >= 0 and (i > 0 or j > 0):
        path[length] = ends[i, j, last]
        length += 1
        a, b = last // width, last % width
        last, i, j = came[i, j, last], i - a, j - b
    return length


@njit(cache=True)
def count_bigrams(left, right, weights, numbers, bigrams, counts):  # type: ignore[no-untyped-def]
    """Add the bigrams of units of each pair's best segmentation."""
    path = np.zeros(LONGEST_PATH, np.int64)
    for pair in range(len(weights)):
        x = left.letters[left.starts[pair] : left.starts[pair + 1]]
        y = right.letters[right.starts[pair] : right.starts[pair + 1]]
        length = best_path(x, y, left, right, numbers, bigrams, path)
        if length == 0:
            continue
        unit = 0
        for place in range(length - 1, -1, -1):
            counts[unit, path[place]] += weights[pair]
            unit = path[place]
        counts[unit, 0] += weights[pair]


@njit(cache=True)
def segment(left, right, numbers, bigrams, paths):  # type: ignore[no-untyped-def]
    """Put the units of each pair's best segmentation into its row of ``paths``, backwards."""
    for pair in range(len(paths)):
        x = left.letters[left.starts[pair] : left.starts[pair + 1]]
        y = right.letters[right.starts[pair] : right.starts[pair + 1]]
        best_path(x, y, left, right, numbers, bigrams, paths[pair])


class Bigrams(NamedTuple):
    """Probabilities of a unit after another; number 0 is the word's beginning and end."""

    counts: Floats
    #: What a unit has after units that it was not seen after.
    backed_off: Floats
    #: The share that each unit leaves to those.
    left_over: Floats

    def logarithms(self) -> Floats:
        """Return the logarithms of all."""
        totals = np.maximum(self.counts.sum(1, keepdims=True), 1e-9)
        seen = np.maximum(self.counts - DISCOUNT, 0) / totals
        return np.log(seen + self.left_over[:, None] * self.backed_off[None, :])


def smoothed(counts: Floats) -> Bigrams:
    """Smooth counts by absolute discounting; a unit counts by what it was seen after."""
    totals = counts.sum(1)
    left_over = np.ones(len(counts))
    has = totals > 0
    left_over[has] = 1 - np.maximum(counts - DISCOUNT, 0)[has].sum(1) / totals[has]
    followed = (counts > LEAST_BIGRAM / 2).sum(0) + 0.01 * counts.sum(0) / counts.sum(0).mean()
    backed_off = (followed + 1e-3) / (followed + 1e-3).sum()
    return Bigrams(counts, backed_off, left_over)


def learn_bigrams(
    left: Side, right: Side, weights: Floats, units: Floats
) -> tuple[Ints, Bigrams, Ints]:
    """Return which units stay, their bigrams, and those of each pair, the last one first."""
    letters = (weights * np.diff(left.starts)).sum()
    kept = np.argwhere(units * letters > LEAST_UNIT)
    numbers = np.zeros(units.shape, np.int64)
    numbers[kept[:, 0], kept[:, 1]] = np.arange(1, len(kept) + 1)
    first = np.concatenate([[END], units[kept[:, 0], kept[:, 1]]])
    logarithms = np.repeat(np.log(first / first.sum())[None, :], len(first), 0)
    for _round in range(BIGRAM_ROUNDS):
        counts = np.zeros((len(first), len(first)))
        count_bigrams(left, right, weights, numbers, logarithms, counts)
        bigrams = smoothed(counts)
        logarithms = bigrams.logarithms()
    paths = np.zeros((len(weights), LONGEST_PATH), np.int64)
    segment(left, right, numbers, logarithms, paths)
    return kept, bigrams, paths


def letter_bigrams(words: list[str], weights: Floats, alphabet: str) -> Floats:
    """Return the logarithms of letters after letters; number 0 is a word's boundary."""
    number = {letter: place for place, letter in enumerate(alphabet, 1)}
    counts = np.zeros((len(alphabet) + 1, len(alphabet) + 1))
    for word, weight in zip(words, weights, strict=True):
        spelled = [0, *(number[letter] for letter in word), 0]
        for one, next_one in pairwise(spelled):
            counts[one, next_one] += weight
    single = (counts.sum(0) + 1) / (counts.sum(0) + 1).sum()
    totals = counts.sum(1, keepdims=True)
    return np.log((counts + LETTER_SMOOTHING * single) / (totals + LETTER_SMOOTHING))


def likelihood(word: str, bigrams: Floats, alphabet: str) -> float:
    """Return the logarithm of how likely a word is in itself."""
    spelled = [0, *(alphabet.index(letter) + 1 for letter in word), 0]
    return float(sum(bigrams[one, two] for one, two in pairwise(spelled)))


def side(words: list[str], alphabet: str, longest: int) -> Side:
    """Return the words as numbers."""
    letters = np.array([alphabet.index(letter) + 1 for word in words for letter in word])
    starts = np.concatenate([[0], np.cumsum([len(word) for word in words])])
    return Side(letters, starts, len(alphabet) + 1, longest)


def spelled(number: int, alphabet: str) -> str:
    """Return the letters of a gram's number."""
    letters = ""
    while number:
        number, letter = divmod(number, len(alphabet) + 1)
        letters = alphabet[letter - 1] + letters
    return letters


class Trained(NamedTuple):
    """The arrays of a table, and the pairs that it was learned from."""

    arrays: dict[str, NDArray[np.generic]]
    aligned: Aligned


def train(found: list[Pair], sides: tuple[str, str, int, int]) -> Trained:
    """Train one table."""
    left_letters, right_letters, longest_left, longest_right = sides
    lefts, rights = [pair.left for pair in found], [pair.right for pair in found]
    weights = np.array([pair.weight for pair in found])
    left_words = letter_bigrams(lefts, weights, left_letters)
    right_words = letter_bigrams(rights, weights, right_letters)
    noise = np.array(
        [
            likelihood(pair.left, left_words, left_letters)
            + likelihood(pair.right, right_words, right_letters)
            for pair in found
        ]
    )
    left = side(lefts, left_letters, longest_left)
    right = side(rights, right_letters, longest_right)
    units, sure = learn_units(left, right, weights, noise)
    is_name = sure > 0.5
    named = [pair for pair, is_one in zip(found, is_name, strict=True) if is_one]
    surely = (weights * sure)[is_name]
    kept, bigrams, paths = learn_bigrams(
        side([pair.left for pair in named], left_letters, longest_left),
        side([pair.right for pair in named], right_letters, longest_right),
        surely,
        units,
    )
    print(f"  pairs {len(named):,} of {len(found):,}, units {len(kept):,}")
    runs = [
        [spelled(int(number), letters) for number in numbers]
        for letters, numbers in zip((left_letters, right_letters), kept.T, strict=True)
    ]
    arrays: dict[str, NDArray[np.generic]] = {
        "left": smallest(kept[:, 0]),
        "right": smallest(kept[:, 1]),
        "single": _steps(np.log(np.concatenate([[END], units[kept[:, 0], kept[:, 1]]]))),
        **_packed(bigrams),
        "left_words": _steps(left_words),
        "right_words": _steps(right_words),
    }
    return Trained(arrays, _aligned(paths, list(zip(*runs, strict=True)), surely))


def _aligned(paths: Ints, units: list[tuple[str, str]], weights: Floats) -> Aligned:
    """Return the pairs that there are paths for, by their units."""
    is_read = paths[:, 0] > 0
    spelled = [
        tuple(units[unit - 1] for unit in path[::-1] if unit) for path in paths[is_read].tolist()
    ]
    return Aligned(spelled, weights[is_read])


def _packed(bigrams: Bigrams) -> dict[str, NDArray[np.generic]]:
    """Return bigrams as arrays; those that backing off would give as well are left out."""
    logarithms = bigrams.logarithms()
    backed_off, left_over = np.log(bigrams.backed_off), np.log(bigrams.left_over)
    gain = np.abs(logarithms - backed_off - left_over[:, None])
    seen = np.flatnonzero((bigrams.counts >= LEAST_BIGRAM) & (gain >= LEAST_GAIN))
    print(f"  bigrams {len(seen):,}")
    return {
        "backed_off": _steps(backed_off),
        "left_over": _steps(left_over),
        # Sorted numbers compress better as their differences.
        "bigrams": np.diff(seen, prepend=0).astype(np.uint32),
        "bigram_weights": _steps(logarithms.ravel()[seen]),
    }


def _steps(logarithms: Floats) -> NDArray[np.uint8]:
    """Return logarithms of probabilities as numbers of steps below 0."""
    return np.clip(np.rint(-logarithms * STEPS), 0, 255).astype(np.uint8)


def main() -> None:
    """Train on the tables in the first folder, and write into the second."""
    source, target = map(Path, sys.argv[1:])
    target.mkdir(exist_ok=True)
    found, aligned = pairs(source), dict[str, Aligned]()
    networks = dict[tuple[str, str], dict[str, NDArray[Any]]]()
    for (one, other), tables in NETWORKS.items():
        if (one, other) == ("arabic", "arabic"):
            writer = unpacked(networks["latin", "arabic"])
            found[tables[0]] = added(found[tables[0]], invented(lacking(source), writer))
        for name in tables:
            if name not in aligned:
                print(f"{name}:", flush=True)
                arrays, aligned[name] = train(found[name], SIDES[name])
                _write(target / f"{name}.arrays", arrays)
        print(f"{one} to {other}:", flush=True)
        known = [aligned[name] for name in tables]
        if (one, other) == ("arabic", "latin"):
            known = [Aligned(list(map(turned, units)), weights) for units, weights in known]
        networks[one, other] = packed(train_network(known, one, other))
        _write(target / f"{one}_to_{other}.arrays", networks[one, other])


def _write(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    write_arrays(path, arrays)
    print(f"  {path.stat().st_size / 1e3:.0f} kB", flush=True)


if __name__ == "__main__":
    main()
