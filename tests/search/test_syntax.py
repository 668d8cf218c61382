"""Reading queries: every operator, and that nothing one types is an error."""

from __future__ import annotations

import pytest
from fehrest.search.syntax import (
    LONGEST_QUERY,
    MOST_ITEMS,
    Either,
    Filter,
    Group,
    Node,
    Not,
    Words,
    parse,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st


def _words(text: str, field: str = "") -> Words:
    return Words(text, field)


def _phrase(text: str, field: str = "", *, is_exact: bool = False) -> Words:
    return Words(text, field, is_phrase=True, is_exact=is_exact)


def _exact(text: str, field: str = "") -> Words:
    return Words(text, field, is_exact=True)


def _prefix(text: str, field: str = "") -> Words:
    return Words(text, field, is_prefix=True)


def _either(*nodes: Node) -> Either:
    return Either(nodes)


def _group(*nodes: Node) -> Group:
    return Group(nodes)


_A, _B, _C = map(_words, "abc")


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        # Words are analyzed together, so they stay together.
        ("", []),
        ("   \n", []),
        ("وزیر  دفاع", [_words("وزیر دفاع")]),
        ("گانتس؟ چرا، بنی؛", [_words("گانتس؟ چرا، بنی؛")]),
        ("a^b a~2 a:b C++ #tag 50%", [_words("a^b a~2 a:b C++ #tag 50%")]),
        ("NOT a AND b or c", [_words("NOT a AND b or c")]),
        ("http://a.b/c?d=e", [_words("http://a.b/c?d=e")]),
        # Phrases, in the quotation marks of each language.
        ('"وزیر دفاع" a', [_phrase("وزیر دفاع"), _A]),
        ("«وزیر دفاع»", [_phrase("وزیر دفاع")]),
        ("“a b”", [_phrase("a b")]),
        ("”a b“", [_phrase("a b")]),
        ("”a b”", [_phrase("a b")]),
        ("„a b“", [_phrase("a b")]),
        ("„a b”", [_phrase("a b")]),
        ('«a "b" c»', [_phrase('a "b" c')]),
        ('"a\nb"', [_phrase("a\nb")]),
        ('a"b"c', [_A, _phrase("b"), _C]),
        ('"a" "b"', [_phrase("a"), _phrase("b")]),
        ('"a b', [_phrase("a b")]),
        ("«a b", [_phrase("a b")]),
        ('a "', [_A, _phrase("")]),
        ("a» b”", [_words("a» b"), _phrase("")]),
        # Exact forms.
        ("=کتاب a", [_exact("کتاب"), _A]),
        ('="a b"', [_phrase("a b", is_exact=True)]),
        ("=«a b»", [_phrase("a b", is_exact=True)]),
        ("a=b = c", [_words("a=b = c")]),
        # Words that begin so.
        ("کتاب* a", [_prefix("کتاب*"), _A]),
        ("* ** a*b", [_words("* ** a*b")]),
        # Without.
        ("a -b", [_A, Not(_B)]),
        ("-a", [Not(_A)]),
        ("−a", [Not(_A)]),
        ("a-b - c", [_words("a-b - c")]),
        ('-"a b"', [Not(_phrase("a b"))]),
        ("-«a b»", [Not(_phrase("a b"))]),
        ("-(a b)", [Not(_words("a b"))]),
        ("(-a)", [Not(_A)]),
        ("a -(b OR c)", [_A, Not(_either(_B, _C))]),
        ("-=a -b*", [Not(_exact("a")), Not(_prefix("b*"))]),
        ("--a", [Not(_words("-a"))]),
        # Either.
        ("a OR b", [_either(_A, _B)]),
        ("a | b", [_either(_A, _B)]),
        ("a OR b OR c", [_either(_A, _B, _C)]),
        ("a b OR c", [_A, _either(_B, _C)]),
        ('a OR "b c"', [_either(_A, _phrase("b c"))]),
        ("a OR -b", [_either(_A, Not(_B))]),
        ("OR a", [_A]),
        ("a OR", [_A]),
        ("a OR OR b", [_either(_A, _B)]),
        ("a OR ) b", [_either(_A, _B)]),
        ("OR", []),
        ("NOT OR x", [_either(_words("NOT"), _words("x"))]),
        ('"OR" -OR =OR', [_phrase("OR"), Not(_words("OR")), _exact("OR")]),
        # Groups.
        ("(a b) c", [_words("a b c")]),
        ("((a))", [_A]),
        ("(a OR b) c", [_either(_A, _B), _C]),
        ("a OR (b c)", [_either(_A, _words("b c"))]),
        ("a OR (b -c)", [_either(_A, _group(_B, Not(_C)))]),
        ("a (b OR (c a))", [_A, _either(_B, _words("c a"))]),
        ("()", []),
        ("a () (()) b", [_words("a b")]),
        (")a( b)", [_words("a b")]),
        ("(a (b", [_words("a b")]),
        # Fields.
        ("title:a", [_words("a", "title")]),
        ("TITLE:a b", [_words("a", "title"), _B]),
        ("title:(a b)", [_words("a b", "title")]),
        ("title:(a OR =b)", [_either(_words("a", "title"), _exact("b", "title"))]),
        ("title:«a b»", [_phrase("a b", "title")]),
        ('name:"a b" c', [_phrase("a b", "name"), _words("c")]),
        ("name:a NAME:b", [_words("a", "name"), _words("b", "name")]),
        ("title:a*", [_prefix("a*", "title")]),
        ("-title:a", [Not(_words("a", "title"))]),
        (
            "title:(a lang:fa b)",
            [_group(_words("a", "title"), Filter("lang", "fa"), _words("b", "title"))],
        ),
        ("title: a", [_words("title: a")]),
        ("subtitle:a", [_words("subtitle:a")]),
        # Filters.
        ("lang:fa", [Filter("lang", "fa")]),
        ("Language:FA", [Filter("lang", "FA")]),
        ("a tag:ورزش b", [_A, Filter("tag", "ورزش"), _B]),
        ('source:"BBC Persian"', [Filter("source", "BBC Persian")]),
        ("source:«الشرق الأوسط»", [Filter("source", "الشرق الأوسط")]),
        (
            "source:(BBC OR «ایران ما»)",
            [_either(Filter("source", "BBC"), Filter("source", "ایران ما"))],
        ),
        ("lang:(fa title:a)", [_group(Filter("lang", "fa"), _words("a", "title"))]),
        ("-lang:en", [Not(Filter("lang", "en"))]),
        ("lang:fa OR lang:ar", [_either(Filter("lang", "fa"), Filter("lang", "ar"))]),
        ("after:۱۴۰۲-۰۱-۰۱", [Filter("after", "۱۴۰۲-۰۱-۰۱")]),
        ("since:٢٠٢٣ until:2024", [Filter("after", "٢٠٢٣"), Filter("before", "2024")]),
        ('lang:"" a', [_A]),
        ("lang: a", [_words("lang: a")]),
    ],
)
def test_tree(text: str, nodes: list[Node]) -> None:
    assert parse(text) == (Group(tuple(nodes)), False)


# -- Limits -------------------------------------------------------------------


def test_a_long_query_is_cut_and_says_so() -> None:
    text = "a" * LONGEST_QUERY
    assert parse(text) == (_group(_words(text)), False)
    assert parse(text + "a") == (_group(_words(text)), True)
    assert parse("«" + text) == (_group(_phrase(text[:-1])), True)


def test_a_query_of_many_items_is_cut_and_says_so() -> None:
    assert not parse("a " * MOST_ITEMS).is_cut
    parsed = parse("a -b " * MOST_ITEMS)
    assert parsed.is_cut
    assert len(parsed.node.nodes) == MOST_ITEMS


def test_groups_are_read_twenty_deep() -> None:
    """What is deeper loses its brackets, and nothing is lost."""
    assert _depth(parse("(x OR " * 20 + "y" + ")" * 20).node) == 20
    parsed = parse("(x OR " * 40 + "y" + ")" * 40)
    assert _depth(parsed.node) == 20
    assert _leaves(parsed.node) == ["x"] * 40 + ["y"]


def _depth(node: Node) -> int:
    if isinstance(node, Either):
        return 1 + max(map(_depth, node.nodes))
    if isinstance(node, Group):
        return max(map(_depth, node.nodes), default=0)
    return _depth(node.node) if isinstance(node, Not) else 0


def _leaves(node: Node) -> list[str]:
    if isinstance(node, (Either, Group)):
        return [text for child in node.nodes for text in _leaves(child)]
    if isinstance(node, Not):
        return _leaves(node.node)
    return node.text.split() if isinstance(node, Words) else [node.value]


# -- Anything at all ----------------------------------------------------------

_PIECES = (
    *'"«»“”„()-−=*|:^~?؟،؛',
    *(" ", "  ", "\n", "\u200c", "\u200f", "\ud800", "\0"),
    *("OR", "NOT", "AND", "title:", "lang:", "source:(", "after:", "before:1402", "tag:«"),
    *("a", "bc", "وزیر", "کتاب*", "الدفاع", "۱۴۰۲", "Gantz"),
)
_soup = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)


@settings(deadline=None, max_examples=300)
@given(_soup | st.text(max_size=200))
@example("(" * 10_000)
@example("-(" * 5_000)
@example('"' * 10_000)
@example("«" * 10_000)
@example("a OR " * 2_000)
@example("title:" * 2_000)
@example("((((a OR " * 1_200)
@example("-=" * 5_000)
def test_nothing_is_an_error(text: str) -> None:
    parsed = parse(text)
    _check(parsed.node, root=True)
    for leaf in _leaves(parsed.node):
        assert leaf in text


def _check(node: Node, *, root: bool = False) -> None:
    """Check what whoever reads a tree relies on."""
    if isinstance(node, Group):
        assert root or len(node.nodes) > 1
    if isinstance(node, Either):
        assert len(node.nodes) > 1
    if isinstance(node, (Either, Group)):
        for child in node.nodes:
            _check(child)
    elif isinstance(node, Not):
        _check(node.node)
    elif isinstance(node, Filter):
        assert node.name in ("lang", "source", "tag", "after", "before")
        assert node.value.strip()
    else:
        assert node.field in ("", "title")
        assert node.is_phrase or node.text.strip()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["وزیر", "دفاع", "Gantz", "a-b", "۱۴۰۲"]), min_size=1, max_size=8))
def test_plain_words_are_one_node(words: list[str]) -> None:
    assert parse(" ".join(words)).node == _group(_words(" ".join(words)))
