"""Measure stemmers: which words they conflate, and which they should.

A table has words with their lemmas, in the columns ``form``, ``lemma`` and ``upos``.  Two
words belong together if they share a lemma.  Of all pairs of words of a table, precision is
the share of the conflated ones that belong together, recall the share of those that belong
together that are conflated.  Only nouns, names, adjectives, verbs and adverbs count.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from fehrest.index.analysis import fold
from stemmers import stemmers

CLASSES = {"NOUN", "PROPN", "ADJ", "VERB", "ADV"}

#: The lemmas of each word.
Lemmas = Mapping[str, Collection[str]]


def main() -> None:
    """Print a table for each table of words."""
    options = _options()
    for path in sorted(options.tables.glob("*.tsv")):
        lemmas = _lemmas(path)
        words = sorted(lemmas)
        wanted = _pairs(words, [lemmas[word] for word in words])
        print(f"\n{path.stem}: {len(words):,} words, {len(wanted):,} pairs of one lemma\n")
        print(f"{'':20}{'precision':>10}{'recall':>8}{'F1':>8}")
        for name, stems in stemmers(path.stem.partition("_")[0]).items():
            found = _pairs(words, [[stem] for stem in stems(words)])
            print(f"{name:20}{_figures(wanted, found)}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=Path, help="a folder with tables LANGUAGE_NAME.tsv")
    return parser.parse_args()


def _lemmas(path: Path) -> Lemmas:
    lemmas = defaultdict[str, set[str]](set)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["upos"] in CLASSES and row["form"].strip():
                lemmas[row["form"]].add(fold(row["lemma"]))
    return lemmas


def _pairs(words: Sequence[str], keys: Iterable[Collection[str]]) -> set[tuple[str, str]]:
    """Return the pairs of words that share a key."""
    groups = defaultdict[str, list[str]](list)
    for word, own in zip(words, keys, strict=True):
        for key in own:
            groups[key].append(word)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def _figures(wanted: set[tuple[str, str]], found: set[tuple[str, str]]) -> str:
    right = len(wanted & found)
    precision, recall = right / max(len(found), 1), right / max(len(wanted), 1)
    f1 = 2 * right / max(len(found) + len(wanted), 1)
    return f"{precision:10.3f}{recall:8.3f}{f1:8.3f}"


main()
