"""What was worked out for words, remembered while there is room for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["LONGEST", "Memo"]

_Value = TypeVar("_Value")
#: Longer words are none, come once, and may be as large as a text.
LONGEST = 200


class Memo(dict[str, _Value]):
    """The values of a function of a word, each worked out when it is first asked for."""

    def __init__(self, make: Callable[[str], _Value], most: int) -> None:
        """Remember what ``make`` returns for so many words at ``most``, none of them long."""
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, word: str) -> _Value:
        """Work a value out."""
        found = self._make(word)
        if len(word) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found
