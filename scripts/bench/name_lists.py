"""Names in lists: where the right one ranks, and how well two are told to be one."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from fehrest import NameMatcher, match_names
from transliteration import PEERS, Floats, Peer

__all__ = ["pairs", "ranks"]

TOP = 10
NEGATIVES = 10
SEED = 7


class Asked(NamedTuple):
    """Queries, each with the names that are right for it, and all names there are."""

    queries: Sequence[str]
    gold: Sequence[set[str]]
    names: Sequence[str]

    @classmethod
    def of(cls, sets: Mapping[str, Any]) -> Asked:
        return cls(
            [query for query, _gold in sets["q"]],
            [set(gold) for _query, gold in sets["q"]],
            sets["cand"],
        )


def ranks(direction: str, sets: Mapping[str, Any]) -> None:
    """Print R@1, R@10 and MRR in a list of names: ours, and those of others."""
    asked = Asked.of(sets)
    started = time.perf_counter()
    matcher = NameMatcher(asked.names, language=_language(direction))
    built = time.perf_counter() - started
    seconds, found = [], []
    for query in asked.queries:
        started = time.perf_counter()
        found.append([match.name for match in matcher.find(query, TOP)])
        seconds.append(time.perf_counter() - started)
    p50, p95 = (1000 * np.percentile(seconds, share) for share in (50, 95))
    print(f"{direction:8}{_quality(found, asked.gold)}", end="")
    for romanized in PEERS.values():
        similar = Peer(romanized, asked.names).similarities(asked.queries)
        best = np.argsort(-similar, axis=1, kind="stable")[:, :TOP]
        found = [[asked.names[place] for place in row] for row in best]
        print(f"  {_quality(found, asked.gold)}", end="")
    print(f"{built:8.1f}{p50:8.1f}{p95:8.1f}", flush=True)


def _language(direction: str) -> str | None:
    """Return the language of the names in Arabic script, if it is one."""
    others = set(direction.split("-")) - {"en"}
    return others.pop() if len(others) == 1 else None


def _quality(found: Sequence[Sequence[str]], gold: Sequence[set[str]]) -> str:
    places = [
        next((place for place, name in enumerate(names, 1) if name in right), 0)
        for names, right in zip(found, gold, strict=True)
    ]
    first = np.mean([place == 1 for place in places])
    ten = np.mean([place > 0 for place in places])
    reciprocal = np.mean([1 / place if place else 0.0 for place in places])
    return f"{first:7.3f}{ten:7.3f}{reciprocal:7.3f}"


def pairs(direction: str, sets: Mapping[str, Any]) -> None:
    """Print F1 of telling a right name from ten wrong ones.

    The wrong ones are random, and in a second column half of them the nearest by uroman and
    edit distance.  Ours is at a probability of .5 and at its best threshold here, the others at
    theirs.
    """
    asked = Asked.of(sets)
    similar = Peer(PEERS["uroman"], asked.names).similarities(asked.queries)
    shown = []
    for hard in (0, NEGATIVES // 2):
        chosen = [_chosen(asked, row, hard, at) for at, row in enumerate(similar)]
        labels = np.array([is_right for ones in chosen for _name, is_right in ones])
        ours = [
            match_names(query, name, language=_language(direction)).probability
            for query, ones in zip(asked.queries, chosen, strict=True)
            for name, _is_right in ones
        ]
        likely = np.array(ours)
        shown += [_f1(likely >= 0.5, labels), _best_f1(likely, labels)]
        shown += [
            _best_f1(_similar(peer, asked.queries, chosen), labels) for peer in PEERS.values()
        ]
    print(f"{direction:8}" + "".join(f"{one:8.3f}" for one in shown), flush=True)


def _chosen(asked: Asked, similar: Floats, hard: int, at: int) -> list[tuple[str, bool]]:
    """Return what is right for a query, and names that are wrong."""
    right = asked.gold[at]
    nearest = (asked.names[place] for place in np.argsort(-similar, kind="stable"))
    wrong = list(islice((name for name in nearest if name not in right), hard))
    names = random.Random(SEED + at).sample(asked.names, NEGATIVES)
    wrong += [name for name in names if name not in right][: NEGATIVES - hard]
    return [*((name, True) for name in sorted(right)), *((name, False) for name in wrong)]


def _similar(
    romanized: Any, queries: Sequence[str], chosen: Sequence[Sequence[tuple[str, bool]]]
) -> Floats:
    rows = [
        Peer(romanized, [name for name, _is_right in ones]).similarities([query])[0]
        for query, ones in zip(queries, chosen, strict=True)
    ]
    return np.concatenate(rows)


def _best_f1(similar: Floats, labels: Floats) -> float:
    return max(_f1(similar >= bound, labels) for bound in np.arange(0.02, 1.0, 0.02))


def _f1(found: Floats, labels: Floats) -> float:
    right = float((found & labels).sum())
    return 2 * right / float(found.sum() + labels.sum())
