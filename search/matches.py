"""What a reader is told of the words that were marked: why each is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .answer import Match
from .marks import Mark

__all__ = ["matches"]


def matches(marks: Iterable[Mark]) -> tuple[Match, ...]:
    """Return one match for each word found, the surest of it first.

    The words of another name are one: United States is الولايات المتحدة, and BBC بي بي سي.
    """
    surest: dict[tuple[str, str], Match] = {}
    for run in sorted(_runs(marks), key=lambda run: run[0].reason.sureness(), reverse=True):
        surfaces = " ".join(mark.token.surface for mark in run)
        match = run[0].match()._replace(found=" ".join(mark.token.text for mark in run))
        surest.setdefault((match.query, surfaces), match)
    return tuple(surest.values())


def _runs(marks: Iterable[Mark]) -> Iterator[Sequence[Mark]]:
    """Group words, one behind another, that are wanted together."""
    run: list[Mark] = []
    for mark in marks:
        if run and not _goes_on(run, mark):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _goes_on(run: Sequence[Mark], mark: Mark) -> bool:
    """Say whether a mark is of the same name as those before it."""
    last, reason = run[-1], mark.reason
    is_next = mark.token.position == last.token.position + 1
    return is_next and reason == last.reason and len(run) < reason.words
