"""What was unpacked, kept as long as there is room for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from .arrays import Array

__all__ = ["Kept", "Key"]

Key = tuple[Hashable, ...]
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

    def get(self, key: Key) -> _Value | None:
        """Return what is kept under a key, if anything is, and keep it no longer for that."""
        return self._held.get(key)

    def all(self, keys: Sequence[Key], make: Callable[[Key], _Value]) -> list[_Value]:
        """Return what is kept under some keys; make what is not there."""
        with self._changing:
            found = [self._held.get(key) for key in keys]
            for key, value in zip(keys, found, strict=True):
                if value is not None:
                    self._held.move_to_end(key)
        return [
            self._made(key, make) if value is None else value
            for key, value in zip(keys, found, strict=True)
        ]

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
