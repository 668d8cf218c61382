"""What the analysis finds out about documents, and how it goes from process to process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from .analysis.chain import Chain
from .columns import Column
from .derived import families, opening
from .engine import TEXT_FIELDS

__all__ = ["Findings", "Source", "find"]

#: What is analysed of a document: title, text, and language if it is known.
Source = tuple[str, str, str]


class Findings(NamedTuple):
    """The languages of some documents, and their text fields."""

    languages: Sequence[str]
    texts: Mapping[str, Column]

    def plain(self) -> tuple[Any, ...]:
        """Return the same in lists, strings and bytes."""
        texts = {
            field: (column.terms, [(array.dtype.str, array.tobytes()) for array in column[1:]])
            for field, column in self.texts.items()
        }
        return self.languages, texts

    @classmethod
    def from_plain(cls, languages: Sequence[str], texts: Mapping[str, Any]) -> Findings:
        """Undo :meth:`plain`."""
        columns = {
            field: Column(terms, *(np.frombuffer(data, kind) for kind, data in arrays))
            for field, (terms, arrays) in texts.items()
        }
        return cls(languages, columns)


def find(chain: Chain, sources: Sequence[Source]) -> Findings:
    """Analyse documents."""
    languages = [
        language or chain.language(f"{title}\n{text}").language for title, text, language in sources
    ]
    titles = [(title,) for title, _text, _language in sources]
    contents = [
        (text,) if text.startswith(title) else (title, text) for title, text, _language in sources
    ]
    content, stems = chain.columns(contents, languages)
    derived = families(stems, languages), opening(stems)
    columns = (content, stems, *chain.columns(titles, languages), *derived)
    return Findings(languages, dict(zip(TEXT_FIELDS, columns, strict=True)))
