"""Measure how much text a second is analysed, by Fehrest and by others, side by side.

Each goes over the same texts three times: the first time shows what it costs to meet the
words of a collection, the best one what it costs when they are known.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import time
import types
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import lucene
from fehrest.index.analysis import Chain
from material import texts
from set_folder import set_folder

PASSES = 3
# hazm takes minutes for what takes others seconds.
HAZM_SHARE = 20
BATCH = 1_000
_HAZM_PARTS = ("utils", "stemmer", "word_tokenizer", "lemmatizer", "normalizer")


def main() -> None:
    """Measure all, set by set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=set_folder, nargs="+", help="folders of sets, by language")
    parser.add_argument("--documents", type=int, default=10_000)
    options = parser.parse_args()
    for folder in options.data:
        given = [text.replace("\n", " ") for text in islice(texts([folder]), options.documents)]
        _compare(folder.name, given)


def _compare(name: str, given: Sequence[str]) -> None:
    language = name.partition("_")[0]
    few = given[::HAZM_SHARE]
    print(f"\n{name}: {_megabytes(given):.1f} MB{'':10}{'first':>10}{'best':>9}  MB/s", flush=True)
    _show("Fehrest, for an index", given, _passes(_columns(language), given))
    _show("Fehrest, tokens", given, _passes(_tokens(language), given))
    _show("hazm", few, _passes(_hazm(), few))
    _show("Lucene", given, _lucene(language, given))
    _show("re.findall", given, _passes(_bare, given))


def _megabytes(given: Sequence[str]) -> float:
    return sum(len(text.encode()) for text in given) / 1e6


def _show(name: str, given: Sequence[str], seconds: Sequence[float]) -> None:
    size = _megabytes(given)
    print(f"{name:30}{size / seconds[0]:10.2f}{size / min(seconds):9.2f}", flush=True)


def _passes(analyze: Callable[[Sequence[str]], None], given: Sequence[str]) -> list[float]:
    seconds = []
    for _ in range(PASSES):
        started = time.perf_counter()
        analyze(given)
        seconds.append(time.perf_counter() - started)
    return seconds


def _columns(language: str) -> Callable[[Sequence[str]], None]:
    chain = Chain()

    def analyze(given: Sequence[str]) -> None:
        for start in range(0, len(given), BATCH):
            batch = [(text,) for text in given[start : start + BATCH]]
            chain.columns(batch, [language] * len(batch))

    return analyze


def _tokens(language: str) -> Callable[[Sequence[str]], None]:
    chain = Chain()

    def analyze(given: Sequence[str]) -> None:
        for text in given:
            list(chain.tokens(text, language))

    return analyze


@cache
def _hazm() -> Callable[[Sequence[str]], None]:
    # Its __init__ imports 400 MB that these two do not need.
    found = importlib.util.find_spec("hazm")
    package = types.ModuleType("hazm")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules["hazm"] = package
    for part in _HAZM_PARTS:
        vars(package).update(vars(importlib.import_module(f"hazm.{part}")))
    normalizer, tokenizer = package.Normalizer(), package.WordTokenizer()

    def analyze(given: Sequence[str]) -> None:
        for text in given:
            tokenizer.tokenize(normalizer.normalize(text))

    return analyze


def _bare(given: Sequence[str]) -> None:
    find = re.compile(r"\w+").findall
    for text in given:
        find(text)


def _lucene(language: str, given: Sequence[str]) -> list[float]:
    program = Path(__file__).with_name("LuceneAnalyze.java")
    done = subprocess.run(
        lucene.command(program, language, str(PASSES)),
        input="\n".join(given),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return [float(line) for line in done.stdout.split()]


main()
