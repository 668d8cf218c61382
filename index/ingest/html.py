"""HTML: a page is a document; what a browser would not show is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from ..errors import InvalidDocument
from .record import Record, document_of
from .source import Source

__all__ = ["read_html"]

_HIDDEN = frozenset(("noscript", "script", "style", "svg", "template"))
# What may begin within a head.  Anything else ends it, as it does in a browser: pages may leave out
# the tags that end it and begin the body.
_OF_HEAD = frozenset(
    ("base", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title")
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td"),
        *("th", "tr", "ul"),
    )
)
# What pages say of themselves, and the field that it goes to.
_META = {
    "article:published_time": "date",
    "date": "date",
    "og:site_name": "source",
    "og:title": "title",
    "og:url": "url",
}
# A page where this can be read is not in UTF-16, whatever it says.
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?(?!utf-16)([\w-]+)", re.IGNORECASE)
_SNIFFED = 4096
_SPACES = re.compile(r"[ \t\r\f]+")


def read_html(source: Source) -> Iterator[Record]:
    """Yield the document that a page is."""
    data = source.content()
    charset = _CHARSET.search(data[:_SNIFFED])
    text = source.text(data, charset[1].decode("ascii") if charset else None)
    page = _Page()
    page.feed(_tame(text))
    page.close()
    yield Record(1, {"id": source.name, **page.values()})


def _tame(text: str) -> str:
    """Take out what the parser of the standard library cannot bear.

    It fails on marked sections, which browsers take for comments, and its time grows
    with the square of what stands after a tag that nothing closes.
    """
    tags, end, rest = text.replace("<![", "<! [").rpartition(">")
    return tags + end + rest.replace("<", "&lt;")


def _is_usable(field: str, value: str) -> bool:
    """Say whether a document can take what a page says of itself."""
    try:
        document_of({"text": "-", field: value}, default_id="page")
    except InvalidDocument:
        return False
    return True


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._hidden = 0
        self._drawings = 0
        self._in_head = False
        self._in_title = False
        self._text: list[str] = []
        self._title: list[str] = []
        self._meta: dict[str, str] = {}

    def values(self) -> dict[str, str]:
        """Return the fields of the document."""
        lines = (line.strip() for line in _SPACES.sub(" ", "".join(self._text)).split("\n"))
        text = "\n".join(line for line in lines if line)
        title = " ".join("".join(self._title).split())
        return {"title": title, "text": text, **self._meta}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an opening tag."""
        values = {name: value or "" for name, value in attrs}
        self._drawings += tag == "svg"
        if tag not in _OF_HEAD and not (self._hidden or self._in_title):
            self._in_head = False
        if tag == "head":
            self._in_head = True
        elif tag == "body":
            self._begin_body()
        elif tag in _HIDDEN:
            self._hidden += 1
        elif tag == "title":
            # Drawings in the page have titles, too.
            self._in_title = self._drawings == 0
        elif tag in _BLOCKS:
            self._text.append("\n")
        self._read_about(tag, values)

    def handle_endtag(self, tag: str) -> None:
        """Look at a closing tag."""
        self._drawings = max(0, self._drawings - (tag == "svg"))
        if tag == "head":
            self._in_head = False
        elif tag == "body":
            self._begin_body()
        elif tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "title":
            self._in_title = False
        elif tag in _BLOCKS:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self._title.append(data)
        elif not self._hidden and (data.strip() or not self._in_head):
            self._in_head = False
            self._text.append(data)

    def _begin_body(self) -> None:
        """Show what comes, whatever was left open before."""
        self._hidden, self._in_head = 0, False

    def _read_about(self, tag: str, values: dict[str, str]) -> None:
        """Take what the page says of itself."""
        if tag == "html" and values.get("lang"):
            self._take("language", values["lang"])
        elif tag == "meta":
            field = _META.get((values.get("property") or values.get("name") or "").lower())
            if field and values.get("content"):
                self._take(field, values["content"])
        elif tag == "link" and values.get("rel") == "canonical" and values.get("href"):
            self._meta["url"] = values["href"]

    def _take(self, field: str, value: str) -> None:
        if _is_usable(field, value):
            self._meta.setdefault(field, value)
