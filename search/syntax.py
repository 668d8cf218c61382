"""The query language: text in, a tree out.  Nothing that one types is an error.

::

    words                   all of them if possible, most of them otherwise
    "a phrase"              these words, in this order
    =exact  ="a phrase"     this form only: no other form, spelling or synonym
    begin*                  words that begin so
    -word  -"..."  -(...)   without; of a group, without what has all of it
    a OR b                  either
    ( ... )                 a group
    title:word  title:(..)  in the title
    name:"a full name"      its parts near each other, in any order and spelling
    lang:fa  source:BBC  tag:sport  after:2023-01-01  before:1402-06-31
    source:(BBC OR AFP)     one of these

Quotation marks are ``"``, guillemets and the curly ones; digits and punctuation of
Persian and Arabic count as those of English.  What does not fit is read as words: an
unclosed quotation runs to the end, a stray bracket or operator is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

__all__ = [
    "PUNCTUATION",
    "WORD",
    "Either",
    "Filter",
    "Group",
    "Node",
    "Not",
    "Parsed",
    "Words",
    "parse",
]

#: A word as a query has it, between spaces, brackets and quotation marks.
WORD = re.compile(
    r'[^\s()"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}'
    r"\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    r"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    r"\N{DOUBLE LOW-9 QUOTATION MARK}]+"
)
#: What may stand behind a word and is none of it.
PUNCTUATION = (
    ".,;!?\N{HORIZONTAL ELLIPSIS}\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}"
)
#: What is beyond this is not read.
LONGEST_QUERY = 10_000
MOST_ITEMS = 250
_DEEPEST = 20

_MINUS = "\N{HYPHEN-MINUS}\N{MINUS SIGN}"
_LEFT, _RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
# An opening quotation mark, and those that may close it.
_QUOTES = {
    '"': '"',
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": (
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    ),
    _LEFT: _RIGHT,
    _RIGHT: _RIGHT + _LEFT,
    "\N{DOUBLE LOW-9 QUOTATION MARK}": _LEFT + _RIGHT,
}
_QUOTED = "|".join(f"{opening}[^{closing}]*[{closing}]?" for opening, closing in _QUOTES.items())
_FIELDS = {
    "title": "title",
    "name": "name",
    "lang": "lang",
    "language": "lang",
    "source": "source",
    "tag": "tag",
    "after": "after",
    "since": "after",
    "before": "before",
    "until": "before",
}
_TOKEN = re.compile(
    rf"""
    (?P<minus> (?:(?<=[\s(]) | (?<!.)) [{_MINUS}] (?=\S) )?
    (?: (?P<field> {"|".join(_FIELDS)} ) : (?=\S) )?
    (?P<equals> = (?=\S) )?
    (?: (?P<quoted> {_QUOTED} ) | (?P<bracket> [()] ) | (?P<word> [^\s(){"".join(_QUOTES)}]+ ) )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class Words(NamedTuple):
    """Text as it was typed, to be analyzed: words, or the words of a phrase."""

    text: str
    field: str = ""
    is_phrase: bool = False
    is_exact: bool = False
    is_prefix: bool = False


class Filter(NamedTuple):
    """A condition: ``name`` is one of "lang", "source", "tag", "after", "before"."""

    name: str
    value: str


class Not(NamedTuple):
    """What is not wanted."""

    node: Node


class Either(NamedTuple):
    """Alternatives."""

    nodes: tuple[Node, ...]
    #: Tells alternatives from a group of the same nodes: tuples are equal if what they hold is.
    kind: Literal["either"] = "either"


class Group(NamedTuple):
    """Things that are wanted together."""

    nodes: tuple[Node, ...]
    kind: Literal["group"] = "group"


Node = Words | Filter | Not | Either | Group


class Parsed(NamedTuple):
    """A query as a tree, and whether it was too long to be read to its end."""

    node: Group
    is_cut: bool


def parse(text: str) -> Parsed:
    """Read a query."""
    tokens = list(_TOKEN.finditer(text[:LONGEST_QUERY]))
    is_cut = len(text) > LONGEST_QUERY or len(tokens) > MOST_ITEMS
    nodes = _sequence(iter(tokens[:MOST_ITEMS]), "", 0)
    return Parsed(Group(tuple(nodes)), is_cut)


def _sequence(tokens: Iterator[re.Match[str]], field: str, depth: int) -> list[Node]:
    """Read up to a closing bracket or the end."""
    nodes: list[Node] = []
    either = False
    for token in tokens:
        if token["bracket"] == ")" and depth:
            break
        if _is_or(token):
            either = bool(nodes)
            continue
        node = _node(token, tokens, field, depth)
        if node is None:
            continue
        if either:
            nodes[-1] = _either(nodes[-1], node)
        else:
            nodes.append(node)
        either = False
    return list(_merged(nodes))


def _is_or(token: re.Match[str]) -> bool:
    bare = not (token["minus"] or token["field"] or token["equals"])
    return bare and token["word"] in ("OR", "|")


def _node(
    token: re.Match[str], tokens: Iterator[re.Match[str]], field: str, depth: int
) -> Node | None:
    """Read the item that ``token`` begins; None for what is passed over."""
    field = _FIELDS.get((token["field"] or "").lower(), field)
    node: Node | None
    if token["bracket"] == "(":
        node = _group(_sequence(tokens, field, depth + 1) if depth < _DEEPEST else [])
    elif token["bracket"]:
        node = None
    elif field in ("", "title", "name"):
        node = _words(token, field)
    else:
        node = _filter(token, field)
    return Not(node) if node is not None and token["minus"] else node


def _filter(token: re.Match[str], name: str) -> Filter | None:
    value = _unquoted(token["quoted"]) if token["quoted"] else token["word"]
    return Filter(name, value) if value.strip() else None


def _words(token: re.Match[str], field: str) -> Words:
    is_exact = bool(token["equals"])
    if token["quoted"]:
        return Words(_unquoted(token["quoted"]), field, is_phrase=True, is_exact=is_exact)
    word = token["word"]
    is_prefix = word.endswith("*") and word.strip("*") != ""
    return Words(word, field, is_exact=is_exact, is_prefix=is_prefix)


def _group(nodes: list[Node]) -> Node | None:
    if len(nodes) > 1:
        return Group(tuple(nodes))
    return nodes[0] if nodes else None


def _unquoted(text: str) -> str:
    closing = _QUOTES[text[0]]
    return text[1:-1] if len(text) > 1 and text[-1] in closing else text[1:]


def _either(first: Node, second: Node) -> Either:
    before = first.nodes if isinstance(first, Either) else (first,)
    return Either((*before, second))


def _merged(nodes: Iterable[Node]) -> Iterator[Node]:
    """Join plain words that follow one another, so that they are analyzed together."""
    last: Node | None = None
    for node in nodes:
        if isinstance(last, Words) and isinstance(node, Words) and _can_join(last, node):
            last = last._replace(text=f"{last.text} {node.text}")
            continue
        if last is not None:
            yield last
        last = node
    if last is not None:
        yield last


def _can_join(first: Words, second: Words) -> bool:
    plain = not any((*_flags(first), *_flags(second)))
    # Two names that are asked for are two, however plain.
    return plain and first.field == second.field != "name"


def _flags(words: Words) -> tuple[bool, bool, bool]:
    return words.is_phrase, words.is_exact, words.is_prefix
