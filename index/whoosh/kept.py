"""What was unpacked, kept as long as there is room for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from .arrays import Array

__all__ = ["Kept", "Key"]

Key = tuple[str, str, str]
_Value = TypeVar("_Value", bound=Sequence[Array])
# What Python needs for a key and a few small objects, in bytes.
_OVERHEAD = 500


class Kept(Generic[_Value]):
    """Arrays by key, of about so many bytes at most.

    What nobody has asked for the longest is forgotten first.  May be used by several threads.
    """

    def __init__(self, size: int) -> None:
        self._room = size
        self._held: OrderedDict[Key, _Value] = OrderedDict()
        self._changing = Lock()

    def all(self, keys: Sequence[Key], make: Callable[[Key], _Value]) -> list[_Value]:
        """Return what is kept under some keys; make what is not there."""
        found = dict[Key, _Value]()
        with self._changing:
            for key in keys:
                value = self._held.get(key)
                if value is not None:
                    self._held.move_to_end(key)
                    found[key] = value
        return [found[key] if key in found else self._made(key, make) for key in keys]

    def _made(self, key: Key, make: Callable[[Key], _Value]) -> _Value:
        made = make(key)
        with self._changing:
            self._keep(key, made)
        return made

    def _keep(self, key: Key, value: _Value) -> None:
        if key in self._held:
            return
        self._held[key] = value
        self._room -= _size(value)
        while self._room < 0:
            _key, forgotten = self._held.popitem(last=False)
            self._room += _size(forgotten)


def _size(value: Sequence[Array]) -> int:
    return _OVERHEAD + sum(array.nbytes for array in value)
