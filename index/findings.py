"""What the analysis finds out about documents, and how it goes from process to process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import numpy as np

from .analysis.chain import Chain
from .columns import Column
from .derived import families, opening
from .engine import TEXT_FIELDS
from .names.keys import keys
from .runs import Array, smallest

__all__ = ["Findings", "Source", "find"]

#: What is analysed of a document: title, text, and language if it is known.
Source = tuple[str, str, str]

_Value = TypeVar("_Value")
_Changed = TypeVar("_Changed")


class Findings(NamedTuple):
    """The languages of some documents, their text fields, and what follows from those."""

    languages: Sequence[str]
    texts: Mapping[str, Column]
    #: Of some words, the keys by which names meet.
    keys: Mapping[str, Sequence[str]] = MappingProxyType({})

    def with_keys(self, met: set[str]) -> Findings:
        """Return these with the keys of words that were not ``met``, which are added there."""
        new = set(self.texts["content"].terms) - met
        met |= new
        return self._replace(keys={word: list(keys(word)) for word in new})

    def plain(self) -> tuple[Any, ...]:
        """Return the same in lists, strings and bytes, what several columns share once."""
        packed = _each_once((array for one in self.texts.values() for array in one[1:]), _packed)
        texts = {
            field: (column.terms, [packed[id(array)] for array in column[1:]])
            for field, column in self.texts.items()
        }
        return self.languages, texts, self.keys

    @classmethod
    def from_plain(
        cls, languages: Sequence[str], texts: Mapping[str, Any], keys: Mapping[str, Sequence[str]]
    ) -> Findings:
        """Undo :meth:`plain`."""
        unpacked = _each_once((array for _terms, one in texts.values() for array in one), _unpacked)
        columns = {
            field: Column(terms, *(unpacked[id(array)] for array in arrays))
            for field, (terms, arrays) in texts.items()
        }
        return cls(languages, columns, keys)


def _packed(array: Array) -> tuple[str, str, bytes]:
    """Return an array's type, and its numbers in a type that takes less room."""
    small = smallest(array)
    return array.dtype.str, small.dtype.str, small.tobytes()


def _unpacked(packed: tuple[str, str, bytes]) -> Array:
    kind, small, data = packed
    return np.frombuffer(data, small).astype(kind)


def _each_once(
    values: Iterable[_Value], change: Callable[[_Value], _Changed]
) -> dict[int, _Changed]:
    """Return what each of some values becomes, by its identity: columns share their arrays."""
    different = {id(value): value for value in values}
    return {key: change(value) for key, value in different.items()}


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
