"""Measure the matching of names.

DATA is a folder with ``names/dev_bench.json.xz`` (queries, gold and candidates for each
pair of languages), ``corpus`` (texts, for their words) and ``names_in_text`` (news sentences
in two languages, and names in Latin script with the sentences that hold them).
"""

from __future__ import annotations

import argparse
import json
import lzma
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import fehrest
import ir_measures
import name_lists
import name_speed
from fehrest.index.analysis.fold import fold
from fehrest.index.names.keys import UNUSUAL, keys
from ir_measures import nDCG

OWN = Path(__file__).parents[2] / "tests" / "sample" / "names.tsv"
LANGUAGES = ("en", "fa", "ar")
_BENCH = Path("names", "dev_bench.json.xz")

# By kind and direction: queries with what is right, and candidates.
_Bench = Mapping[str, Mapping[str, Mapping[str, Any]]]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=_folder)
    parser.add_argument("--only", choices=_PARTS, nargs="+", default=_PARTS, metavar="PART")
    options = parser.parse_args()
    with lzma.open(options.data / _BENCH, "rt", encoding="utf-8") as file:
        bench = json.load(file)
    for part in options.only:
        _PARTS[part](options.data, bench)
        print()


def _folder(text: str) -> Path:
    """Return the folder of data that was named on the command line."""
    if not (Path(text) / _BENCH).exists():
        raise argparse.ArgumentTypeError(f"{text!r} is no folder with {_BENCH}")
    return Path(text)


def _lists(_data: Path, bench: _Bench) -> None:
    for kind, title in (("tok", "Words"), ("full", "Full names")):
        print(f"{title} in a list: R@1, R@10, MRR; seconds to build, milliseconds at p50 and p95")
        print(f"{'':8}{'Fehrest':>21}{'uroman+Lev':>23}{'ICU+Lev':>23}")
        for direction, sets in bench[kind].items():
            name_lists.ranks(direction, sets)
        print(f"\n{title}, one right and ten wrong: F1; random, and half of them near")
        print(f"{'':8}" + 2 * f"{'Fehrest':>8}{'best':>8}{'uroman':>8}{'ICU':>8}")
        for direction, sets in bench[kind].items():
            name_lists.pairs(direction, sets)
        print()


def _own_names(_data: Path, bench: _Bench) -> None:
    print("Our own names among those: R@1, R@10, MRR; seconds to build, ms at p50 and p95")
    for direction, sets in bench["full"].items():
        name_lists.ranks(direction, _own(direction, sets["cand"]))


def _keys_of_words(_data: Path, bench: _Bench) -> None:
    print("Keys of words: how many right spellings share one, and how much of the list does")
    for direction, sets in bench["tok"].items():
        _keys(direction, sets)


def _speed(data: Path, bench: _Bench) -> None:
    print("Speed")
    pairs = [(name, gold[0]) for name, gold in bench["full"]["en-fa"]["q"]]
    name_speed.speed(data / "corpus", pairs)


def _text(data: Path, _bench: _Bench) -> None:
    print("Names in text, one library: what a search for the name finds")
    print(f"{'':8}{'P':>8}{'R':>8}{'F1':>8}{'nDCG@10':>9}")
    _in_text(data / "names_in_text")


def _own(direction: str, others: list[str]) -> dict[str, Any]:
    """Return our own names as queries, among names of others."""
    left, right = (LANGUAGES.index(language) + 1 for language in direction.split("-"))
    rows = [line.split("\t") for line in OWN.read_text("utf-8").splitlines()[1:]]
    asked = [(name, row[right].split("|")) for row in rows for name in row[left].split("|")]
    known = {name for row in rows for name in row[right].split("|")}
    return {"q": asked, "cand": sorted(known.union(others))}


def _keys(direction: str, sets: Mapping[str, Any]) -> None:
    candidates = {fold(word.replace(" ", "")): word for word in sets["cand"]}
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for word in candidates:
        for key in keys(word):
            by_key[key].append(word)
    shared = share = 0
    for query, gold in sets["q"]:
        wanted = {fold(word.replace(" ", "")) for word in gold}
        word = fold(query.replace(" ", ""))
        known = {other for key in keys(word, UNUSUAL) for other in by_key[key]}
        shared += not wanted.isdisjoint(known)
        share += len(known)
    count = len(sets["q"])
    print(f"{direction:8}{shared / count:8.3f}{100 * share / count / len(candidates):8.3f} %")


def _in_text(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary, fehrest.open(temporary) as library:
        lines = (folder / "docs.jsonl").read_text("utf-8").splitlines()
        library.add(_document(json.loads(line)) for line in lines)
        for language in ("fa", "ar"):
            _in_language(library, folder, language)


def _document(record: Mapping[str, str]) -> fehrest.Document:
    return fehrest.Document(id=record["id"], text=record["text"], language=record["lang"])


def _in_language(library: fehrest.Library, folder: Path, language: str) -> None:
    gold = defaultdict[str, set[str]](set)
    for query, document, grade in _rows(folder / f"qrels_{language}.tsv"):
        if int(grade) > 0:
            gold[query].add(document)
    hits = right = wanted = 0
    run = []
    for query, text in _rows(folder / f"queries_{language}.tsv"):
        found = library.search(text, limit=2000, language=language)
        run += [ir_measures.ScoredDoc(query, hit.id, hit.score) for hit in found]
        hits += len(found)
        right += sum(hit.id in gold[query] for hit in found)
        wanted += len(gold[query])
    precision, recall = right / hits, right / wanted
    judged = [ir_measures.Qrel(query, hit, 1) for query, ids in gold.items() for hit in ids]
    gain = ir_measures.calc_aggregate([nDCG @ 10], judged, run)[nDCG @ 10]
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{language:8}{precision:8.3f}{recall:8.3f}{f1:8.3f}{gain:9.3f}", flush=True)


def _rows(path: Path) -> Iterable[list[str]]:
    return (line.split("\t") for line in path.read_text("utf-8").splitlines())


_PARTS = {
    "lists": _lists,
    "own": _own_names,
    "keys": _keys_of_words,
    "speed": _speed,
    "text": _text,
}

main()
