"""HTML: the text that a browser would show, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

_TEXTS = {
    "blocks are lines": ("<div>a<p>b</div><ul><li>c<li>d</ul>", "a\nb\nc\nd"),
    "other tags are not": ("a<b>b</b><span>c</span> <i>d</i>", "abc d"),
    "a break": ("a<br>b<br/>c", "a\nb\nc"),
    "spaces": ("  a \n\t b\r\n\n\n c&nbsp; ", "a\nb\nc"),
    "a table": ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
    "references": (
        "&laquo;&#1605;&#x62A;&#1606;&raquo; &lt;p&gt; &amp &unknown;",
        "«متن» <p> & &unknown;",
    ),
    "scripts and styles": (
        "a<script>b<p>c</script><style>p{}</style><noscript>d</noscript>e",
        "ae",
    ),
    "drawings and templates": ("a<svg><text>b</text></svg><template>c</template>d", "ad"),
    "comments": ("a<!-- b > c -->d<!---->e", "ade"),
    "sections of an office suite": ("a<![if gte mso 9]>b<![endif]>c<![CDATA[d]]>e", "abce"),
    "a broken section": ("a<![<b>c", "ac"),
    "a tag that nothing closes": ("a<p>b <a href='c", "a\nb <a href='c"),
    "an angle bracket": ("<p>1 < 2 > 1</p>", "1 < 2 > 1"),
    "a script that nothing closes": ("a<script>b", "a"),
    "a closing tag too many": ("a</script></div>b", "a\nb"),
    "a half-space": ("می&zwnj;شود كتاب‌ها", "می‌شود كتاب‌ها"),
}


@pytest.mark.parametrize(("page", "text"), _TEXTS.values(), ids=_TEXTS.keys())
def test_the_text_is_what_a_browser_shows(read: Read, page: str, text: str) -> None:
    (document,), problems = read("a.html", f"<html><head><title>t</title></head><body>{page}")
    assert (document.text, problems) == (text, [])


_HEADS = {
    "a block": ("<head><title>t</title><p>a<p>b", "a\nb"),
    "another tag": ("<head><title>t</title><a href=c>a</a>b", "ab"),
    "text": ("<head><title>t</title>\n a<p>b", "a\nb"),
    "a drawing": ("<head><title>t</title><svg><text>x</text></svg>a", "a"),
    "its end": ("<head><title>t</title></head>a", "a"),
    "a body": ("<head><title>t</title><noscript>x<body>a", "a"),
    "nothing that it may hold": (
        "<head><meta charset=utf-8><base><style>x</style><script>x</script>\n<title>t</title>a",
        "a",
    ),
    "no block in what is hidden": (
        "<head><noscript><p>x</p></noscript><template><p>x</p></template><title>t</title><p>a",
        "a",
    ),
}


@pytest.mark.parametrize(("page", "text"), _HEADS.values(), ids=_HEADS.keys())
def test_a_head_is_ended_by(read: Read, page: str, text: str) -> None:
    (document,), problems = read("a.html", f"<!DOCTYPE html><html>{page}")
    assert (document.title, document.text, problems) == ("t", text, [])


def test_what_a_page_says_of_itself(read: Read) -> None:
    (document,), problems = read(
        "a.html",
        """<!DOCTYPE html><html lang="fa_IR" dir=rtl><head>
        <title>عنوانِ
        صفحه</title><meta charset=utf-8><link rel="canonical" href="https://example.org/1">
        <meta property="og:title" content="عنوان"><meta property="og:site_name" content="خبر">
        <meta property="article:published_time" content="2023-05-01T10:30:00+03:30">
        <meta name="description" content="x"></head>
        <body><p>متن<svg><title>z</title></svg></body>""",
    )
    assert problems == []
    assert (document.id, document.title, document.text) == ("a.html", "عنوان", "متن")
    assert (document.date, document.source) == ("2023-05-01T07:00:00Z", "خبر")
    assert (document.url, document.language) == ("https://example.org/1", "fa")


@pytest.mark.parametrize(
    "about",
    [
        '<meta name="date" content="Mon, 1 May 2023"><meta name="date" content="2023-05-01">',
        '<html lang="??"><meta property="article:published_time" content="2023-05-01">',
        '<meta name=date content=""><meta name=date><meta><meta name=date content=2023-05-01>',
    ],
    ids=["date", "language", "empty"],
)
def test_what_a_page_says_wrongly_of_itself_is_passed_over(read: Read, about: str) -> None:
    (document,), problems = read("a.html", f"{about}<p>متن")
    assert (document.date, document.language, problems) == ("2023-05-01", "", [])


def test_the_title_is_not_that_of_a_drawing_and_a_page_may_have_none(read: Read) -> None:
    (document,), _ = read("a.html", "<svg><title>a</title></svg><title>b</title>c")
    assert (document.title, document.text) == ("b", "c")
    (document,), _ = read("a.html", "c")
    assert document.title == ""


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("windows-1256", "windows-1256"),
        ('"WINDOWS-1256"', "windows-1256"),
        ("utf-16", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("windows-1256", "utf-16"),
    ],
)
def test_a_page_declares_its_encoding(read: Read, declared: str, written: str) -> None:
    page = f"<meta http-equiv=content-type content=text/html;charset={declared}><p>متن".encode(
        written
    )
    (document,), problems = read("a.html", page)
    assert (document.text, problems) == ("متن", [])


@pytest.mark.parametrize("piece", ["<a ", "<", "</a ", "<!--", "<![", "<a b='", "&#", "\u00a0"])
def test_a_page_of_one_piece_over_and_over_is_read_at_once(read: Read, piece: str) -> None:
    # The parser of the standard library took minutes for the first.
    documents, problems = read("a.html", f"<p>متن{piece * 30_000}")
    assert [document.text[:3] for document in documents] == ["متن"]
    assert problems == []
