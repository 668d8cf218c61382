"""Measure the matching of names.

DATA is a folder with ``names/dev_bench.json.xz`` (queries, gold and candidates for each
pair of languages) and ``names_in_text`` (news sentences in two languages, and names in
Latin script with the sentences that hold them).
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import fehrest
import ir_measures
from fehrest.index.analysis.fold import fold
from fehrest.index.names.keys import keys
from fehrest.index.names.spellings import candidate_keys, spellings
from ir_measures import nDCG


def main() -> None:
    """Print the tables."""
    data = Path(sys.argv[1])
    with lzma.open(data / "names" / "dev_bench.json.xz", "rt", encoding="utf-8") as file:
        bench = json.load(file)
    print("Words: candidates that share a key, and where the right spelling ranks among them")
    print(f"{'':8}{'keys':>8}{'share %':>9}{'R@1':>8}{'R@10':>8}{'ms':>8}")
    for direction, sets in bench["tok"].items():
        _words(direction, sets)
    print("\nNames in text, one library: what a search for the name finds")
    print(f"{'':8}{'P':>8}{'R':>8}{'F1':>8}{'nDCG@10':>9}")
    _in_text(data / "names_in_text")


def _words(direction: str, sets: Mapping[str, Any]) -> None:
    candidates = {fold(word.replace(" ", "")): word for word in sets["cand"]}
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for word in candidates:
        for key in keys(word):
            by_key[key].append(word)
    shared = share = first = ten = 0
    started = time.perf_counter()
    for query, gold in sets["q"]:
        wanted = {fold(word.replace(" ", "")) for word in gold}
        word = fold(query.replace(" ", ""))
        known = sorted({other for key in candidate_keys(word) for other in by_key[key]})
        shared += not wanted.isdisjoint(known)
        share += len(known)
        found = [spelling.word for spelling in spellings(word, known)]
        # Two languages may spell a name alike.
        found = [word, *found] if word in candidates else found
        first += not wanted.isdisjoint(found[:1])
        ten += not wanted.isdisjoint(found[:10])
    count = len(sets["q"])
    seconds = time.perf_counter() - started
    print(
        f"{direction:8}{shared / count:8.3f}{100 * share / count / len(candidates):9.3f}"
        f"{first / count:8.3f}{ten / count:8.3f}{1000 * seconds / count:8.1f}",
        flush=True,
    )


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


main()
