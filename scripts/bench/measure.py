"""Measuring one engine, in a process of its own: how it indexes, and how it answers."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engines import KINDS, Item, Question, engine
from material import items

WARM_UP = 5


def build(sets: Sequence[Path], name: str, documents: int, folder: Path) -> dict[str, Any]:
    """Index so many documents of the sets in a folder of the engine's own."""
    made = engine(name, folder / name)
    reading = _Reading(items(sets, documents, folder, raw=made.raw))
    started = time.perf_counter()
    made.build(reading)
    seconds = time.perf_counter() - started - reading.seconds
    sizes = [path.stat().st_size for path in (folder / name).rglob("*") if path.is_file()]
    return {"rate": documents / seconds, "size": sum(sizes) / 1e6, "memory": _memory()}


class _Reading:
    """Passes items on, and knows how long it took to read them."""

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Item]:
        while True:
            started = time.perf_counter()
            item = next(self._items, None)
            self.seconds += time.perf_counter() - started
            if item is None:
                return
            yield item


def ask(name: str, folder: Path, seconds: float) -> dict[str, Any]:
    """Ask all questions, each kind for so many seconds at the most."""
    made = engine(name, folder / name)
    made.open()
    answers: dict[str, Any] = {}
    for kind, questions in questions_in(folder).items():
        for question in questions[:WARM_UP]:
            made.ask(question)
        answers[kind] = _timed(made, questions, seconds)
    memory, mapped = _memory(), _of_status("RssFile")
    for kind, questions in questions_in(folder).items():
        asked = questions[: len(answers[kind]["best"])]
        answers[kind]["totals"] = [made.count(question) for question in asked]
    return {
        "answers": answers,
        "memory": memory,
        "mapped": mapped,
        "differs": dict(made.differs),
    }


def _timed(made: Any, questions: Sequence[Question], seconds: float) -> dict[str, Any]:
    times, best, tags = [], [], []
    for question in questions:
        started = time.perf_counter()
        reply = made.ask(question)
        taken = 1_000 * (time.perf_counter() - started)
        times.append(taken if reply.milliseconds is None else reply.milliseconds)
        best.append(reply.best)
        tags.append(reply.tags)
        if sum(times) > 1_000 * seconds:
            break
    return {"times": times, "best": best, "tags": tags}


def _memory() -> float:
    """Return how much memory this process and its largest helper had at the most, in MB."""
    helper = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return _of_status("VmHWM") + helper / 1_000


def _of_status(name: str) -> float:
    """Return what the kernel says of this process's memory under a name, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{name}:")[1].split()[0]) / 1_000


def questions_in(folder: Path) -> dict[str, list[Question]]:
    """Return what is asked, by its kind."""
    saved = json.loads((folder / "questions.json").read_text("utf-8"))
    found: dict[str, list[Question]] = {kind: [] for kind in KINDS}
    for kind, words, source in saved:
        found[kind].append(Question(kind, tuple(words), source))
    return found
