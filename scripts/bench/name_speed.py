"""How fast names are compared, and spellings found among the words of a library."""

from __future__ import annotations

import json
import lzma
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path

import fehrest
import numpy as np
from fehrest.index.analysis.fold import fold
from fehrest.index.names.align import align
from fehrest.index.names.letters import script
from fehrest.index.names.network import network
from fehrest.index.names.table import table

__all__ = ["speed"]

SIZES = (50_000, 500_000)
TABLES = ("latin_persian", "latin_arabic", "arabic_arabic", "latin_latin")
SCRIPTS = ("latin", "arabic")
#: So many pairs are aligned at once, as in a search.
TOGETHER = 24
WORDS_IN_A_DOCUMENT, ASKED = 1_000, 200

Names = Sequence[tuple[str, str]]


def speed(corpus: Path, names: Names) -> None:
    """Print what loading, comparing and expanding take; ``names`` are in Latin and Persian."""
    print(f"loading tables of units and networks, four each: {_seconds(_load) * 1000:.0f} ms")
    words = [(fold(one.split()[0]), fold(other.split()[0])) for one, other in names]
    words = [pair for pair in words if tuple(map(script, pair)) == ("latin", "arabic")]
    taken = _seconds(lambda: _align(words))
    print(f"pairs of words aligned, {TOGETHER} at a time: {len(words) / taken:,.0f} a second")
    taken = _seconds(lambda: _match(names))
    print(f"pairs of full names, one at a time: {len(names) / taken:,.0f} a second")
    asked = list(dict.fromkeys(word for word, _other in words))[:ASKED]
    print(f"spellings of {len(asked)} names in a library: milliseconds at p50 and p95; once known")
    for size in SIZES:
        _expand(corpus, size, asked)


def _load() -> None:
    for name in TABLES:
        table(name, name.split("_")[0])
    for ways in product(SCRIPTS, repeat=2):
        network(*ways)


def _align(words: Names) -> None:
    for start in range(0, len(words), TOGETHER):
        ones, others = zip(*words[start : start + TOGETHER], strict=True)
        align("latin_persian", ones, others)


def _match(names: Names) -> None:
    for one, other in names:
        fehrest.match_names(one, other)


def _expand(corpus: Path, size: int, asked: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, fehrest.open(folder) as library:
        library.add(_documents(islice(_words(corpus), size)))
        # As a search asks, which does not need the letters that people are shown.
        spellings = library._spellings
        fresh = [1000 * _seconds(lambda word=word: spellings.of(word)) for word in asked]
        known = [1000 * _seconds(lambda word=word: spellings.of(word)) for word in asked]
        p50, p95 = np.percentile(fresh, [50, 95])
        print(f"{library.stats().words:10,} words {p50:8.1f}{p95:8.1f}{np.median(known):8.2f}")


def _documents(words: Iterator[str]) -> Iterator[fehrest.Document]:
    while some := list(islice(words, WORDS_IN_A_DOCUMENT)):
        yield fehrest.Document(id=some[0], text=" ".join(some))


def _words(corpus: Path) -> Iterator[str]:
    """Yield the distinct words of news and books, in the order in which they come."""
    seen = set[str]()
    for path in sorted(corpus.glob("*.jsonl.xz"), reverse=True):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in json.loads(line)["text"].split():
                    if word.isalpha() and word not in seen:
                        seen.add(word)
                        yield word


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started
