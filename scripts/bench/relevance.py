"""Measure relevance on sets of questions with judged documents, beside Lucene.

Each set is indexed by ``fehrest index`` into a library of its own, which is kept for the
next time, and asked with ``fehrest search --queries --run``.  Lucene indexes and answers
the same with its analyzer of the set's language, in the same call.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import ir_measures
import lucene
import numpy as np
from cost import PAGE, PAGE_OF_STEMS, STEMS, Cost, costs
from ir_measures import RR, Measure, R, Success, nDCG
from judged import Judged
from scipy.stats import permutation_test
from set_folder import set_folder

MEASURES = [nDCG @ 10, RR @ 10, R @ 100, Success @ 10]
DEPTH = 100
LIBRARIES = Path(".cache/relevance")
RANK = Path(__file__).with_name("LuceneRank.java")
SETS = ("fa_hard", "ar_hard", "fa_parsinlu", "ar_human", "fa_hamshahri")
#: Sets that can be one library, because their documents have ids of their own.
MIXED = ("fa_hard", "ar_hard")

#: The figure of each question, by measure.
Figures = Mapping[Measure, Mapping[str, float]]


def main() -> None:
    """Print two lines for each set and each spelling of its questions."""
    options = _options()
    sets = [Judged(folder) for folder in options.folders]
    options.runs.mkdir(parents=True, exist_ok=True)
    print(f"{'':30}{''.join(f'{measure!s:>11}' for measure in MEASURES)}{'seconds':>9}")
    for judged in sets:
        library = _library("mixed", sets) if options.mixed else _library(judged.name, [judged])
        for kind in judged.questions:
            _compare(options, judged, kind, library)
        _print_costs(costs(library, judged.questions["clean"]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--mixed", action="store_true", help="both hard sets in one library")
    parser.add_argument("--no-spellings", action="store_true")
    parser.add_argument("--runs", type=Path, default=LIBRARIES / "runs")
    options = parser.parse_args()
    names = MIXED if options.mixed else options.sets or SETS
    try:
        options.folders = [set_folder(str(options.data / name)) for name in names]
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))
    return options


def _library(name: str, sets: list[Judged]) -> Path:
    """Return the library of some sets, which is made if it is not there."""
    folder = LIBRARIES / name
    if not (folder / "complete").exists():
        _fehrest("index", *(str(judged.documents) for judged in sets), "--index", str(folder))
        (folder / "complete").touch()
    return folder


def _compare(options: argparse.Namespace, judged: Judged, kind: str, library: Path) -> None:
    more = ["--no-spellings"] if options.no_spellings else []
    ours = options.runs / f"{library.name}-{judged.name}-{kind}.run"
    theirs = ours.with_suffix(".lucene.run")
    started = time.perf_counter()
    _fehrest(
        *("search", "--queries", str(judged.questions[kind]), "--run", str(ours)),
        *("--depth", str(DEPTH), "--index", str(library), *more),
    )
    middle = time.perf_counter()
    _rank(judged, kind, theirs)
    end = time.perf_counter()
    found, other = _figures(judged, ours), _figures(judged, theirs)
    print(f"{judged.name:14}{kind:8}{'Fehrest':8}{_shown(found)}{middle - started:9.1f}")
    print(f"{'':22}{'Lucene':8}{_shown(other)}{end - middle:9.1f}")
    print(f"{'':22}{_difference(found[MEASURES[0]], other[MEASURES[0]])}", flush=True)


def _print_costs(found: Mapping[str, Cost]) -> None:
    """Print what a question costs, first and again, and how many times what its stems do."""
    print(f"{'':22}milliseconds of a processor for a question, asked first and again")
    for kind, cost in found.items():
        beside = found[PAGE_OF_STEMS if kind in (PAGE_OF_STEMS, PAGE) else STEMS]
        times = cost.again / beside.again
        print(f"{'':22}{kind:14}{cost.first:8.2f}{cost.again:8.2f}   x {times:.2f}", flush=True)


def _rank(judged: Judged, kind: str, run: Path) -> None:
    """Have Lucene index the documents and answer the questions into a run."""
    command = lucene.command(RANK, judged.language(), str(DEPTH))
    with (
        run.open("w") as output,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, text=True) as process,
    ):
        assert process.stdin is not None
        process.stdin.writelines(f"{number}\t{text}\n" for number, text in judged.texts())
        process.stdin.write("\n" + judged.questions[kind].read_text("utf-8"))
        process.stdin.close()
    if process.returncode:
        sys.exit("Lucene failed")


def _figures(judged: Judged, run: Path) -> Figures:
    """Return what each question reached, 0 where it has no answer."""
    ranked = ir_measures.read_trec_run(str(run))
    found: dict[Measure, dict[str, float]] = {measure: {} for measure in MEASURES}
    for figure in ir_measures.iter_calc(MEASURES, judged.judgments, ranked):
        found[figure.measure][figure.query_id] = figure.value
    return found


def _shown(figures: Figures) -> str:
    means = (np.mean(list(figures[measure].values())) for measure in MEASURES)
    return "".join(f"{mean:11.4f}" for mean in means)


def _difference(ours: Mapping[str, float], theirs: Mapping[str, float]) -> str:
    """Say for how many questions we are better, and how likely that is by chance."""
    differences = np.array([ours[query] - theirs[query] for query in theirs])
    better, worse = int(np.sum(differences > 0)), int(np.sum(differences < 0))
    tested = permutation_test(
        (differences,), np.mean, permutation_type="samples", vectorized=True, rng=1
    )
    return (
        f"{MEASURES[0]} {np.mean(differences):+.4f}: better for {better:,} questions, "
        f"worse for {worse:,}, p {tested.pvalue:.4f} (permutation)"
    )


def _fehrest(*arguments: str) -> None:
    """Run the command line; a query file without any hit is no error."""
    done = subprocess.run([sys.executable, "-m", "fehrest", *arguments], check=False)
    if done.returncode > 1:
        sys.exit(done.returncode)


main()
