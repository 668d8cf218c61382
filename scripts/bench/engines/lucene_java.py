"""Lucene, in a Java process that is asked through its standard input; no facets, no count."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import lucene

from engines import BEST, KINDS, Item, Question, Reply

_PROGRAM = Path(__file__).with_name("LuceneSearch.java")


class Engine:
    """An index in a folder, in one segment.

    A question's time is Java's own; its memory is not measured.
    """

    raw = False
    differs = dict.fromkeys(KINDS, "it keeps lengths in a byte") | {
        "prefix": "it does not rank by a prefix"
    }

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""
        process = self._start("build")
        for item in items:
            process.stdin.write(f"{item.number}\t{item.source}\t{' '.join(item.words)}\n")
        process.stdin.close()
        if process.wait():
            raise RuntimeError("Lucene has failed")

    def open(self) -> None:
        """Open what was built."""
        self._process = self._start("ask")

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        taken, *best = map(int, self._asked(question.kind, question).split())
        return Reply(best[:BEST], milliseconds=taken / 1e6)

    def count(self, question: Question) -> int:
        """Return how many items match."""
        return int(self._asked(f"#{question.kind}", question))

    def _asked(self, kind: str, question: Question) -> str:
        self._process.stdin.write(f"{kind}\t{question.source}\t{' '.join(question.words)}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def _start(self, part: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            lucene.command(_PROGRAM, part, str(self._folder)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
