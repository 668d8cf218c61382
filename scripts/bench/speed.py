"""Measure Fehrest and other engines on the same documents and questions, side by side.

Each engine indexes, and then answers, in a process of its own, one after another.  What it
answers is held against BM25 by the formula before how long it took is shown.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import formula
from engines import BEST, ENGINES, KINDS, Item, Question, engine
from engines.fehrest import Engine as Fehrest
from material import Questions, items, prepare

WORK = Path(".cache/speed")
#: Questions of a kind that are also answered by the formula.
BY_FORMULA = 3
WARM_UP = 5
#: How far below the best another engine's choices are looked for among ours.
DEEP = 1_000


def main() -> None:
    """Measure all engines at all sizes, or be the process that measures one."""
    options = _options()
    if options.part:
        print(json.dumps(_PARTS[options.part](options)))
        return
    for documents in options.documents:
        _compare(options, documents)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders of sets")
    parser.add_argument("--documents", type=int, nargs="+", default=[92_214])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--queries", type=int, default=100, help="questions of each kind")
    parser.add_argument("--seconds", type=float, default=20, help="at most, for each kind")
    parser.add_argument("--part", choices=_PARTS, help=argparse.SUPPRESS)
    return parser.parse_args()


# -- One engine, in a process of its own --------------------------------------


def _built(options: argparse.Namespace) -> dict[str, Any]:
    (name,), (documents,) = options.engines, options.documents
    folder = _folder(options, documents)
    made = engine(name, folder / name)
    reading = _Reading(items(options.data, documents, folder, raw=made.raw))
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


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    (name,), (documents,) = options.engines, options.documents
    folder = _folder(options, documents)
    made = engine(name, folder / name)
    made.open()
    answers: dict[str, Any] = {}
    for kind, questions in _questions(folder).items():
        for question in questions[:WARM_UP]:
            made.ask(question)
        answers[kind] = _timed(made, questions, options.seconds)
    memory = _memory()
    for kind, questions in _questions(folder).items():
        asked = questions[: len(answers[kind]["best"])]
        answers[kind]["totals"] = [made.count(question) for question in asked]
    return {"answers": answers, "memory": memory, "differs": dict(made.differs)}


def _timed(made: Any, questions: Sequence[Question], seconds: float) -> dict[str, Any]:
    times, best, tags = [], [], []
    for question in questions:
        started = time.perf_counter()
        reply = made.ask(question)
        times.append(1_000 * (time.perf_counter() - started))
        best.append(reply.best)
        tags.append(reply.tags)
        if sum(times) > 1_000 * seconds:
            break
    return {"times": times, "best": best, "tags": tags}


def _memory() -> float:
    """Return how much memory this process has had at the most, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1_000


_PARTS = {"build": _built, "ask": _asked}


# -- All of them --------------------------------------------------------------


def _folder(options: argparse.Namespace, documents: int) -> Path:
    names = [folder.name for folder in options.data]
    return WORK / "-".join([*names, str(documents)])


def _questions(folder: Path) -> dict[str, list[Question]]:
    saved = json.loads((folder / "questions.json").read_text("utf-8"))
    found: dict[str, list[Question]] = {kind: [] for kind in KINDS}
    for kind, words, source in saved:
        found[kind].append(Question(kind, tuple(words), source))
    return found


def _compare(options: argparse.Namespace, documents: int) -> None:
    folder = _folder(options, documents)
    for name in options.engines:
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    prepare(options.data, documents, folder)
    chosen = Questions(options.data, folder, options.queries)
    (folder / "questions.json").write_text(json.dumps(chosen.all(), ensure_ascii=False), "utf-8")
    print(f"\n{documents:,} documents\n")
    print(f"{'':24}{'documents/s':>12}{'index, MB':>11}{'memory, MB':>12}", flush=True)
    found = {name: _measured(options, documents, name) for name in options.engines}
    reference = Fehrest(folder / "fehrest")
    if "fehrest" in found:
        given = items(options.data, documents, folder, raw=False)
        _hold_to_formula(given, _questions(folder), chosen.frequencies, reference)
    for kind, questions in _questions(folder).items():
        _report(kind, questions, found, reference if "fehrest" in found else None)
    print("\nmemory while answering, MB:")
    for name, measured in found.items():
        print(f"{ENGINES[name]:24}{measured['memory']:8.0f}")


def _measured(options: argparse.Namespace, documents: int, name: str) -> dict[str, Any]:
    built = _part(options, "build", documents, name)
    figures = f"{built['rate']:12,.0f}{built['size']:11.1f}{built['memory']:12.0f}"
    print(f"{ENGINES[name]:24}{figures}", flush=True)
    return _part(options, "ask", documents, name)


def _part(options: argparse.Namespace, part: str, documents: int, name: str) -> dict[str, Any]:
    command = [sys.executable, __file__, *map(str, options.data), "--part", part]
    command += ["--documents", str(documents), "--engines", name, "--seconds", str(options.seconds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _hold_to_formula(
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


def _report(
    kind: str, questions: Sequence[Question], found: dict[str, Any], reference: Fehrest | None
) -> None:
    print(f"\n{kind:24}{'p50':>8}{'p95':>9}{'p99':>9} ms{'a second':>10}{'asked':>7}", end="")
    print(f"{'count':>8}{'best':>6}")
    for name, measured in found.items():
        answers = measured["answers"][kind]
        times = answers["times"]
        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
        figures = f"{cuts[49]:8.2f}{cuts[94]:9.2f}{cuts[98]:9.2f}"
        rate = 1_000 * len(times) / sum(times)
        print(f"{ENGINES[name]:24}{figures}   {rate:10,.0f}{len(times):7}", end="")
        print(_agreement(questions, answers, measured["differs"].get(kind, ""), reference))


def _agreement(
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


main()
