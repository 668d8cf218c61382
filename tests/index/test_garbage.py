"""Python looks for garbage seldom in a block, and as before after it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fehrest.index.garbage import NEW_OBJECTS, seldom_collected


@pytest.fixture(autouse=True)
def _threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_blocks_may_overlap() -> None:
    gc.set_threshold(700, 5, 3)
    first, second = ExitStack(), ExitStack()
    first.enter_context(seldom_collected())
    second.enter_context(seldom_collected())
    first.close()
    assert gc.get_threshold()[:2] == (NEW_OBJECTS, 5)
    second.close()
    assert gc.get_threshold()[:2] == (700, 5)


def test_an_exception_ends_it() -> None:
    gc.set_threshold(700)
    with pytest.raises(ZeroDivisionError), seldom_collected():
        _ = 1 / 0
    assert gc.get_threshold()[0] == 700


@pytest.mark.parametrize("threshold", [0, 2 * NEW_OBJECTS])
def test_never_and_more_seldom_stay(threshold: int) -> None:
    gc.set_threshold(threshold)
    with seldom_collected():
        assert gc.get_threshold()[0] == threshold
    assert gc.get_threshold()[0] == threshold
