"""A set: documents, questions, and which documents answer them.

A set is a folder with ``docs.jsonl`` (or ``.jsonl.xz``), ``queries.tsv``, ``qrels.tsv`` and
perhaps ``queries_noisy.tsv``: the same questions in the spelling of people in a hurry.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fehrest.index.analysis.language import guess
from ir_measures import Qrel
from set_folder import documents_of

_SAMPLE = 200


class Judged:
    """A set in a folder."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        #: The file of documents.
        self.documents = documents_of(folder)
        #: The files of questions that there are, by kind.
        self.questions = {
            kind: folder / name
            for kind, name in (("clean", "queries.tsv"), ("noisy", "queries_noisy.tsv"))
            if (folder / name).exists()
        }
        self.judgments = list(_judgments(folder / "qrels.tsv"))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each document and, on one line, its title and text."""
        compressed = self.documents.suffix == ".xz"
        with lzma.open(self.documents, "rt") if compressed else self.documents.open() as lines:
            for document in map(json.loads, lines):
                text = f"{document.get('title') or ''} {document['text']}"
                yield document["id"], " ".join(text.split())

    def language(self) -> str:
        """Return the language of most of its documents."""
        found = Counter(guess(text).language for _id, text in islice(self.texts(), _SAMPLE))
        return found.most_common(1)[0][0]


def _judgments(path: Path) -> Iterator[Qrel]:
    for line in path.read_text("utf-8").splitlines():
        query, document, grade = line.split("\t")
        yield Qrel(query, document, int(grade))
