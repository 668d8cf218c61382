"""Measure relevance on sets of queries with judged documents.

A set is a folder with ``docs.jsonl`` (or ``.jsonl.xz``), ``queries.tsv``, ``qrels.tsv`` and
perhaps ``queries_noisy.tsv``: the same questions in the spelling of people in a hurry.  Each
is indexed by ``fehrest index`` into a library of its own, which is kept for the next
time, and asked with ``fehrest search --queries --run``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

import ir_measures
from ir_measures import RR, R, Success, nDCG

MEASURES = [nDCG @ 10, RR @ 10, R @ 100, Success @ 10]
DEPTH = 100
LIBRARIES = Path(".cache/relevance")
#: nDCG@10 of Lucene 10's Persian and Arabic analyzers, BM25 (k1 0.9, b 0.4), clean and
#: noisy, on the developers' halves.
LUCENE = {
    "fa_hard": (0.530, 0.529),
    "ar_hard": (0.657, 0.570),
    "fa_parsinlu": (0.736, 0.736),
    "ar_human": (0.830, 0.751),
    "fa_hamshahri": (0.857, 0.857),
}
#: Sets that can be one library, because their documents have ids of their own.
MIXED = ("fa_hard", "ar_hard")


def main() -> None:
    """Print a line for each set and each spelling of its queries."""
    options = _options()
    print(
        f"{'':14}{'':8}{'Lucene':>8}{''.join(f'{measure!s:>11}' for measure in MEASURES)}{'s':>8}"
    )
    if options.mixed:
        folder = _library("mixed", [options.data / name for name in MIXED])
        for name in MIXED:
            _measure(options, name, folder)
        return
    for name in options.sets or LUCENE:
        _measure(options, name, _library(name, [options.data / name]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--mixed", action="store_true", help="both hard sets in one library")
    parser.add_argument("--no-spellings", action="store_true")
    parser.add_argument("--runs", type=Path, default=LIBRARIES / "runs")
    return parser.parse_args()


def _library(name: str, sources: list[Path]) -> Path:
    folder = LIBRARIES / name
    if not (folder / "complete").exists():
        files = [str(next(source.glob("docs.jsonl*"))) for source in sources]
        _fehrest("index", *files, "--index", str(folder))
        (folder / "complete").touch()
    return folder


def _measure(options: argparse.Namespace, name: str, library: Path) -> None:
    source = options.data / name
    judged = list(ir_measures.read_trec_qrels(_qrels(source / "qrels.tsv")))
    for kind, file, lucene in zip(
        ("clean", "noisy"),
        ("queries.tsv", "queries_noisy.tsv"),
        LUCENE.get(name, (0, 0)),
        strict=True,
    ):
        if not (source / file).exists():
            continue
        options.runs.mkdir(parents=True, exist_ok=True)
        run = options.runs / f"{library.name}-{name}-{kind}.run"
        more = ["--no-spellings"] if options.no_spellings else []
        started = time.perf_counter()
        _fehrest(
            *("search", "--queries", str(source / file), "--run", str(run)),
            *("--depth", str(DEPTH), "--index", str(library), *more),
        )
        seconds = time.perf_counter() - started
        found = ir_measures.calc_aggregate(MEASURES, judged, ir_measures.read_trec_run(str(run)))
        figures = "".join(f"{found[measure]:11.4f}" for measure in MEASURES)
        print(f"{name:14}{kind:8}{lucene:8.3f}{figures}{seconds:8.1f}", flush=True)


def _qrels(path: Path) -> str:
    """Return judgments of three columns as TREC has them, with four."""
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return "\n".join(f"{query} 0 {document} {grade}" for query, document, grade in lines)


def _fehrest(*arguments: str) -> None:
    """Run the command line; a query file without any hit is no error."""
    done = subprocess.run([sys.executable, "-m", "fehrest", *arguments], check=False)
    if done.returncode > 1:
        sys.exit(done.returncode)


main()
