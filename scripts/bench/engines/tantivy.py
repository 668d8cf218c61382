"""tantivy, through its Python package; one thread writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from engines import BEST, KINDS, Item, Question, Reply

_HEAP = 200_000_000
_ROUNDED = "it keeps lengths in a byte"


class Engine:
    """An index in a folder."""

    raw = False
    differs = dict.fromkeys(KINDS, _ROUNDED) | {"prefix": "it does not rank by a prefix"}
    counts = True

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True, fast=True)
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
        for name in ("source", "tag"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        self._schema = builder.build()
        self._folder = folder

    def build(self, items: Iterable[Item]) -> None:
        """Index items, and commit."""
        index = tantivy.Index(self._schema, str(self._folder), reuse=False)
        writer = index.writer(_HEAP, 1)
        for item in items:
            words = " ".join(item.words)
            document = tantivy.Document(words=words, source=item.source, tag=item.tag)
            document.add_unsigned("number", item.number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open what was built."""
        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> Reply:
        """Answer a question."""
        query = self._query(question)
        found = self._searcher.search(query, BEST, count=self.counts)
        best = [address for _score, address in found.hits]
        numbers = [self._searcher.doc(address)["number"][0] for address in best]
        return Reply(numbers, found.count, self._tags(query) if question.source else None)

    def count(self, question: Question) -> int:
        """Return how many items match."""
        return int(self._searcher.search(self._query(question), 1).count)

    def _tags(self, query: Query) -> dict[str, int]:
        wanted = {"tags": {"terms": {"field": "tag", "size": 1_000}}}
        found = self._searcher.aggregate(query, wanted)
        found = json.loads(found) if isinstance(found, str) else found
        return {bucket["key"]: bucket["doc_count"] for bucket in found["tags"]["buckets"]}

    def _query(self, question: Question) -> Query:
        if question.kind == "prefix":
            return Query.regex_query(self._schema, "words", f"{re.escape(question.words[0])}.*")
        if question.kind == "phrase":
            return Query.phrase_query(self._schema, "words", list(question.words))
        occur = Occur.Must if question.kind == "all of three" else Occur.Should
        words = Query.boolean_query(
            [(occur, self._term("words", word, "freq")) for word in question.words]
        )
        if not question.source:
            return words
        # The filter is not to score.
        source = Query.const_score_query(self._term("source", question.source, "basic"), 0.0)
        return Query.boolean_query([(Occur.Must, words), (Occur.Must, source)])

    def _term(self, field: str, text: str, option: str) -> Query:
        return Query.term_query(self._schema, field, text, index_option=option)
