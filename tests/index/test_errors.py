"""The tree of errors is the one that its page draws, and all of it is on the front page."""

from __future__ import annotations

import re

import fehrest
import pytest
from fehrest.index import errors


def _drawn_tree() -> dict[str, str]:
    """Each error that the docstring draws, with the one above it."""
    tree, above = {}, dict[int, str]()
    drawing = (errors.__doc__ or "").partition("::")[2].partition("Every message")[0]
    for line in drawing.splitlines():
        found = re.fullmatch(r" {4}((?:│   |    )*(?:├── |└── )?)([A-Z]\w+)(?: {2,}\S.*)?", line)
        if found:
            depth = len(found[1]) // 4
            above[depth] = found[2]
            tree[found[2]] = above[depth - 1] if depth else "Exception"
    return tree


def test_the_drawn_tree_is_the_tree_of_classes() -> None:
    drawn = _drawn_tree()
    classes = {name: getattr(errors, name).__bases__[0].__name__ for name in errors.__all__}
    assert drawn == classes


@pytest.mark.parametrize("name", errors.__all__)
def test_an_error_is_public_and_says_what_it_is(name: str) -> None:
    error = getattr(fehrest, name)
    assert issubclass(error, fehrest.FehrestError)
    assert name in fehrest.__all__
    assert error.__doc__.endswith(".")


@pytest.mark.parametrize("name", ["InvalidArgument", "InvalidDocument"])
def test_what_a_caller_got_wrong_is_also_a_value_error(name: str) -> None:
    assert issubclass(getattr(errors, name), ValueError)
