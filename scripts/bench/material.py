"""What the engines are fed and asked in ``speed.py``: made once, the same for all.

The texts of the sets are analysed by Fehrest's chain; the folded words go to the engines
that know nothing of Persian and Arabic.  Where more documents are wanted than there are,
they are taken again.  Each gets one of ten sources and one of fifty tags.
"""

from __future__ import annotations

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice, pairwise
from pathlib import Path
from sys import intern

from engines import Item, Question
from fehrest.index.analysis.chain import Chain
from set_folder import documents_of

_SOURCES, _TAGS = 10, 50
# Two primes: neighbours get different values.
_FACTOR, _MODULUS = 7_919, 104_729
_RARE = range(2, 21)
_COMMON = 200
_SEED = 5


def words_of(chain: Chain, text: str) -> list[str]:
    """Return the folded words of a text; of a compound its parts."""
    return [token.surface for token in chain.tokens(text) if token.span == 1]


def texts(sets: Sequence[Path]) -> Iterator[str]:
    """Yield the texts of the documents of all sets, again and again."""
    while True:
        yield from _texts_once(sets)


def _texts_once(sets: Sequence[Path]) -> Iterator[str]:
    for folder in sets:
        path = documents_of(folder)
        with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
            for document in map(json.loads, lines):
                yield f"{document.get('title', '')}\n{document['text']}".strip()


def prepare(sets: Sequence[Path], documents: int, folder: Path) -> None:
    """Write the words of so many documents, unless they are there already."""
    target = folder / "words.txt"
    if target.exists():
        return
    chain, unfinished = Chain(), target.with_suffix(".new")
    different = islice(_texts_once(sets), documents)
    lines = [" ".join(words_of(chain, text)) + "\n" for text in different]
    with unfinished.open("w") as file:
        file.writelines(islice(cycle(lines), documents))
    unfinished.rename(target)


def items(sets: Sequence[Path], documents: int, folder: Path, *, raw: bool) -> Iterator[Item]:
    """Yield items, with their texts or their words."""
    if raw:
        for number, text in enumerate(islice(texts(sets), documents)):
            yield Item(number, [], *_values(number), text)
        return
    with (folder / "words.txt").open() as lines:
        for number, line in enumerate(lines):
            yield Item(number, line.split(), *_values(number))


def _values(number: int) -> tuple[str, str]:
    scattered = number * _FACTOR % _MODULUS
    return f"source{scattered % _SOURCES}", f"tag{scattered // _SOURCES % _TAGS}"


class Questions:
    """Chooses questions by what the documents hold."""

    def __init__(self, sets: Sequence[Path], folder: Path, most: int) -> None:
        self._sets, self._most = sets, most
        self._chance = random.Random(_SEED)
        with (folder / "words.txt").open() as lines:
            # A million documents have a hundred million words, and few different ones.
            self._items = [list(map(intern, line.split())) for line in lines]
        #: In how many documents each word is.
        self.frequencies = Counter(word for words in self._items for word in set(words))
        self._common = [word for word, _count in self.frequencies.most_common(_COMMON)]

    def all(self) -> list[Question]:
        """Return the questions of all kinds."""
        asked = self._asked()
        return [
            *(Question("rare word", (word,)) for word in self._rare()),
            *(Question("common word", (word,)) for word in self._common[: self._most]),
            *(Question("any of a question", words) for words in asked),
            *(Question("all of three", words) for words in self._threes()),
            *(Question("phrase", words) for words in self._phrases()),
            *(Question("prefix", (letter,)) for letter in self._letters()),
            *(Question("filter, facets", words, self._source()) for words in asked),
        ]

    def _rare(self) -> list[str]:
        rare = sorted(word for word, held in self.frequencies.items() if held in _RARE)
        return self._chance.sample(rare, min(self._most, len(rare)))

    def _asked(self) -> list[tuple[str, ...]]:
        """Return the words of people's questions."""
        chain = Chain()
        lines = [
            line
            for folder in self._sets
            for line in (folder / "queries.tsv").read_text("utf-8").splitlines()
        ]
        asked = (words_of(chain, line.split("\t")[1]) for line in lines)
        found = [tuple(dict.fromkeys(words)) for words in asked if words]
        return self._chance.sample(found, min(self._most, len(found)))

    def _threes(self) -> Iterator[tuple[str, ...]]:
        """Yield three middling words that some document has all of."""
        least, most = len(self._items) // 1_000, len(self._items) // 20
        found = 0
        for _try in count():
            words = sorted(set(self._chance.choice(self._items)))
            middling = [word for word in words if least < self.frequencies[word] < most]
            if len(middling) >= 3:
                yield tuple(self._chance.sample(middling, 3))
                found += 1
            if found == self._most or _try > 100 * self._most:
                return

    def _phrases(self) -> list[tuple[str, ...]]:
        """Return the most frequent pairs of common words."""
        common = set(self._common)
        pairs = Counter(
            pair
            for words in self._items
            for pair in pairwise(words)
            if pair[0] in common and pair[1] in common and pair[0] != pair[1]
        )
        return [pair for pair, _count in pairs.most_common(self._most)]

    def _letters(self) -> list[str]:
        letters = Counter[str]()
        for word, held in self.frequencies.items():
            if word[0].isalpha():
                letters[word[0]] += held
        return [letter for letter, _count in letters.most_common(min(self._most, 30))]

    def _source(self) -> str:
        return f"source{self._chance.randrange(_SOURCES)}"
