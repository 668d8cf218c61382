"""What the analysis hands on: tokens."""

from __future__ import annotations

from typing import NamedTuple, Protocol

__all__ = ["Token", "Word"]


class Word(Protocol):
    """What a word is indexed as, wherever it stands."""

    @property
    def surface(self) -> str:
        """Return the folded form."""
        ...

    @property
    def stems(self) -> tuple[str, ...]:
        """Return the stems."""
        ...


class Token(NamedTuple):
    """A word of a text, with what it is indexed as.

    A compound that is written with a half-space gives one token for the whole
    (``span`` is then the number of its parts) and one for each part, the first of
    them at the same position.
    """

    #: The word as it stands in the text.
    text: str
    #: Its place: ``text`` is what stands from ``start`` to before ``end``.
    start: int
    end: int
    #: The number of the word in the text, from 0.
    position: int
    #: How many positions it covers.
    span: int
    #: The folded form.
    surface: str
    #: The stems; more than one where the language is not certain.
    stems: tuple[str, ...]
