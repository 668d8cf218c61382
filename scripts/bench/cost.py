"""What a question costs with everything on, beside what the stems of its words alone cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from fehrest import Library
from fehrest.index.engine import Best, Cover, Leaf, Part, Query, Request, Sum, Term

__all__ = ["PAGE", "PAGE_OF_STEMS", "STEMS", "Cost", "costs"]

#: What others are compared with: the engine's work for the stems, and a page that they find.
STEMS, PAGE_OF_STEMS, PAGE = "stems alone", "page of stems", "page"
_QUESTIONS = 200
_ROUNDS = 5
_Value = TypeVar("_Value")


class Cost(NamedTuple):
    """Milliseconds of a processor for a question, on average."""

    #: When none of the questions had been asked before.
    first: float
    #: When they had, the least of several times.
    again: float


def costs(library: Path, questions: Path) -> dict[str, Cost]:
    """Ask some questions in turn: their stems alone, without names, and with everything.

    That is the engine's work, each kind with an engine of its own, and the work before it, most
    of which is names that nobody asked for before.  The last two are a page of ten hits, as
    people ask for it: with its question taken apart, its documents, snippets and marks.
    """
    lines = questions.read_text("utf-8").splitlines()
    texts = [line.split("\t")[1] for line in lines[:: max(1, len(lines) // _QUESTIONS)]]
    with ExitStack() as stack:
        opened = [stack.enter_context(Library(library, create=False)) for _ in range(5)]
        expanded = [_timed(lambda text=text: _expanded(opened[0], text)) for text in texts]
        unnamed = [_expanded(opened[0], text, spellings=False) for text in texts]
        named = [query for query, _seconds in expanded]
        kinds = {
            STEMS: [query and _stems(query) for query in unnamed],
            "names off": unnamed,
            "everything": named,
        }
        taken = _in_turn(
            {
                kind: [lambda query=query, engine=engine: _search(engine, query) for query in asked]
                for (kind, asked), engine in zip(kinds.items(), opened[:3], strict=True)
            }
        )
        again = _in_turn(
            {"expanding": [lambda text=text: _expanded(opened[0], text) for text in texts]}
        )
        stems, everything = opened[3:]
        pages = _in_turn(
            {
                PAGE_OF_STEMS: [lambda text=text: _page_of_stems(stems, text) for text in texts],
                PAGE: [lambda text=text: everything.search(text) for text in texts],
            }
        )
    again["expanding"][0] = [seconds for _query, seconds in expanded]
    return {
        kind: Cost(1e3 * float(np.mean(rounds[0])), 1e3 * float(np.mean(np.min(rounds[1:], 0))))
        for kind, rounds in (taken | again | pages).items()
    }


def _expanded(library: Library, text: str, *, spellings: bool = True) -> Query | None:
    return library._expansion(text, spellings=spellings).query


def _in_turn(asked: dict[str, list[Callable[[], object]]]) -> dict[str, list[list[float]]]:
    """Return, for each kind and round, what each call took; the kinds take turns."""
    taken: dict[str, list[list[float]]] = {kind: [] for kind in asked}
    for _round in range(1 + _ROUNDS):
        for kind in asked:
            taken[kind].append([])
        for calls in zip(*asked.values(), strict=True):
            for kind, call in zip(asked, calls, strict=True):
                taken[kind][-1].append(_timed(call)[1])
    return taken


def _timed(call: Callable[[], _Value]) -> tuple[_Value, float]:
    started = time.process_time()
    value = call()
    return value, time.process_time() - started


def _search(library: Library, query: Query | None) -> None:
    if query is not None:
        library._catalog.engine.search(Request(query))


def _page_of_stems(library: Library, text: str) -> None:
    expansion = library._expansion(text, spellings=False)
    query = expansion.query and _stems(expansion.query)
    if query is not None:
        found = library._catalog.engine.search(Request(query))
        list(library._hits(found, expansion, explain=False))


def _stems(query: Query) -> Query | None:
    """Return what a query asks of the field of stems."""
    if isinstance(query, Cover):
        parts = [Part(kept, part.share) for part in query.parts if (kept := _stems(part.query))]
        return Cover(tuple(parts), query.minimum, query.complete_first) if parts else None
    if isinstance(query, (Sum, Best)):
        kept = tuple(found for child in query.queries if (found := _stems(child)))
        return kept[0] if len(kept) == 1 else type(query)(kept) if kept else None
    if isinstance(query, Leaf):
        return query if isinstance(query, Term) and query.field == "content_stem" else None
    return query
