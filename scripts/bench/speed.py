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
from pathlib import Path
from typing import Any

from agreement import agreement, hold_to_formula
from engines import ENGINES, Question
from engines.fehrest import Engine as Fehrest
from material import Questions, items, prepare
from measure import ask, build, questions_in
from set_folder import set_folder

WORK = Path(".cache/speed")
#: Where the medians of a size are kept, for ``growth.py``.
MEASURED = "medians.json"


def main() -> None:
    """Measure all engines at all sizes, or be the process that measures one."""
    options = _options()
    if options.part:
        print(json.dumps(_measure_part(options)))
        return
    for documents in options.documents:
        _compare(options, documents)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=set_folder, nargs="+", help="folders of sets")
    parser.add_argument("--documents", type=int, nargs="+", default=[92_214])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--queries", type=int, default=100, help="questions of each kind")
    parser.add_argument("--seconds", type=float, default=20, help="at most, for each kind")
    parser.add_argument("--part", choices=("build", "ask"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure_part(options: argparse.Namespace) -> dict[str, Any]:
    (name,), (documents,) = options.engines, options.documents
    folder = _folder(options, documents)
    if options.part == "build":
        return build(options.data, name, documents, folder)
    return ask(name, folder, options.seconds)


def _folder(options: argparse.Namespace, documents: int) -> Path:
    names = [folder.name for folder in options.data]
    return WORK / "-".join([*names, str(documents)])


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
    reference = None
    if "fehrest" in found:
        reference = Fehrest(folder / "fehrest")
        given = items(options.data, documents, folder, raw=False)
        hold_to_formula(given, questions_in(folder), chosen.frequencies, reference)
    _report(questions_in(folder), found, reference)
    (folder / MEASURED).write_text(json.dumps(_medians(found)), "utf-8")


def _medians(found: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return for each engine the median of each kind of question, in milliseconds."""
    return {
        ENGINES[name]: {
            kind: statistics.median(answers["times"])
            for kind, answers in measured["answers"].items()
            if answers["times"]
        }
        for name, measured in found.items()
    }


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


def _report(
    questions: dict[str, list[Question]], found: dict[str, Any], reference: Fehrest | None
) -> None:
    for kind, asked in questions.items():
        print(f"\n{kind:24}{'p50':>8}{'p95':>9}{'p99':>9} ms{'a second':>10}{'asked':>7}", end="")
        print(f"{'count':>8}{'best':>6}")
        for name, measured in found.items():
            answers, why = measured["answers"][kind], measured["differs"].get(kind, "")
            print(f"{ENGINES[name]:24}{_figures(answers['times'])}", end="")
            print(agreement(asked, answers, why, reference))
    print("\nmemory while answering, MB, and how much of it are files that are mapped:")
    for name, measured in found.items():
        print(f"{ENGINES[name]:24}{measured['memory']:8.0f}{measured['mapped']:8.0f}")


def _figures(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
    rate = 1_000 * len(times) / sum(times)
    return f"{cuts[49]:8.2f}{cuts[94]:9.2f}{cuts[98]:9.2f}   {rate:10,.0f}{len(times):7}"


main()
