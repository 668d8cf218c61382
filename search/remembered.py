"""What was found out from an index, remembered until it changes."""

from __future__ import annotations

from typing import Generic, TypeVar

from ..index.engine import Engine

__all__ = ["Remembered"]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Remembered(Generic[_Key, _Value]):
    """Holds what was found out from an engine as of one commit; threads may share it."""

    def __init__(self, most: int) -> None:
        """Prepare to remember so many things; with more it begins anew."""
        self._most = most
        # In one, so that a thread never finds the state of one commit with what is of another.
        self._known: tuple[object, dict[_Key, _Value]] = (None, {})

    def of(self, engine: Engine) -> dict[_Key, _Value]:
        """Return what is remembered of the index as it is now; whoever finds out more adds it."""
        current = engine.state()
        state, found = self._known
        if state != current or len(found) > self._most:
            found = {}
            self._known = current, found
        return found
