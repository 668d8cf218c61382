"""BM25 by the formula, one document after another: what Fehrest has to agree with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from engines import Item, Question

_K1, _B = 1.2, 0.75


class _Match(NamedTuple):
    number: int
    #: How often each thing that is asked for occurs.
    occurrences: list[int]
    length: int


def scores(
    items: Iterable[Item], questions: Sequence[Question], frequencies: Mapping[str, int]
) -> list[dict[int, float]]:
    """Return, for each question, the scores of all items that match."""
    found: list[list[_Match]] = [[] for _question in questions]
    lengths = []
    for item in items:
        lengths.append(len(item.words))
        counts = Counter(item.words)
        for matches, question in zip(found, questions, strict=True):
            occurrences = _occurrences(question, item, counts)
            enough = all if question.kind == "all of three" else any
            if enough(occurrences) and question.source in ("", item.source):
                matches.append(_Match(item.number, occurrences, len(item.words)))
    average = sum(lengths) / max(1, sum(length > 0 for length in lengths))
    return [
        _scored(matches, _idfs(question, len(lengths), len(matches), frequencies), average)
        for question, matches in zip(questions, found, strict=True)
    ]


def _scored(matches: Iterable[_Match], idfs: Sequence[float], average: float) -> dict[int, float]:
    return {
        match.number: sum(
            idf * often / (often + _K1 * (1 - _B + _B * match.length / average))
            for idf, often in zip(idfs, match.occurrences, strict=True)
        )
        for match in matches
    }


def _occurrences(question: Question, item: Item, counts: Counter[str]) -> list[int]:
    if question.kind == "phrase":
        if not all(word in counts for word in question.words):
            return [0]
        shifted = (item.words[place:] for place in range(len(question.words)))
        return [sum(words == question.words for words in zip(*shifted, strict=False))]
    if question.kind == "prefix":
        prefix = question.words[0]
        return [sum(often for word, often in counts.items() if word.startswith(prefix))]
    return [counts[word] for word in question.words]


def _idfs(
    question: Question, items: int, matching: int, frequencies: Mapping[str, int]
) -> list[float]:
    if question.kind == "prefix":
        return [_idf(items, matching)]
    idfs = [_idf(items, frequencies[word]) for word in question.words]
    return [sum(idfs)] if question.kind == "phrase" else idfs


def _idf(items: int, held: int) -> float:
    return math.log(1 + (items - held + 0.5) / (held + 0.5))
