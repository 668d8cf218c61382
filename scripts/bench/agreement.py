"""Whether engines find what they should: Fehrest by the formula, the others beside Fehrest."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import formula
from engines import BEST, Item, Question
from engines.fehrest import Engine as Fehrest

#: Questions of a kind that are answered by the formula.
BY_FORMULA = 3
#: How far below the best another engine's choices are looked for among ours.
DEEP = 1_000


def hold_to_formula(
    given: Iterator[Item],
    questions: dict[str, list[Question]],
    frequencies: Mapping[str, int],
    reference: Fehrest,
) -> None:
    """Exit if Fehrest's best are not those of the formula."""
    asked = [question for some in questions.values() for question in some[:BY_FORMULA]]
    expected = formula.scores(given, asked, frequencies)
    for question, scores in zip(asked, expected, strict=True):
        reply = reference.ask(question)
        best = sorted(scores.values(), reverse=True)[:BEST]
        theirs = [scores.get(number, 0.0) for number in reply.best]
        if reply.total != len(scores) or not _alike(best, theirs):
            sys.exit(f"{question} is answered by {reply}; by the formula the scores are {best}")
    print(f"\nFehrest agrees with the formula on {len(asked)} questions.")


def _alike(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(
        abs(one - other) <= 1e-4 * max(one, 1.0) for one, other in zip(first, second, strict=True)
    )


def agreement(
    questions: Sequence[Question], answers: dict[str, Any], why: str, reference: Fehrest | None
) -> str:
    """Say how often an engine finds as many as Fehrest, and as good ones; and why not."""
    if reference is None:
        return ""
    counts, best, asked = 0, 0, len(answers["best"])
    replies = zip(answers["best"], answers["totals"], answers["tags"], strict=True)
    for question, (numbers, total, tags) in zip(questions, replies, strict=False):
        scores, reply = reference.scores(question, DEEP), reference.ask(question)
        counts += total == reply.total and tags in (None, reply.tags)
        best += _alike(list(scores.values())[:BEST], [scores.get(n, 0.0) for n in numbers])
    explained = f"  {why}" if best < asked else ""
    return f"{counts / asked:8.0%}{best / asked:6.0%}{explained}"
