"""Hostile documents and queries change nothing but the text that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from fehrest import Document, Library

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]

SCRIPTS = [
    "<script>document.title='owned';window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    '"><svg onload=window.owned=1>',
    "'-window.owned=1-'",
    "</title></template></textarea><script>window.owned=1</script>",
    "javascript:window.owned=1",
    "{{constructor.constructor('window.owned=1')()}}",
    "<style>*{display:none}</style><base href=//evil.example><meta http-equiv=refresh content=0>",
]
OVERRIDES = "\u202e\u202d\u2067\u2066\u2069\u2069\u2069\u200f"
LONG = "w" * 100_000


@pytest.fixture(scope="module")
def hostile(
    serving: Callable[[Library], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with Library(tmp_path_factory.mktemp("hostile") / "library") as library:
        library.add(
            Document(
                id=f"{number}{text}"[:900].translate(dict.fromkeys(map(ord, OVERRIDES))),
                title=f"bait {text}",
                text=f"bait {text}",
                source=text,
                url=f"https://example.org/{text}" if number % 2 else text,
                tags=(text,),
            )
            for number, text in enumerate([*SCRIPTS, f"{OVERRIDES}abc", LONG])
        )
        yield serving(library)


def is_untouched(page: Page) -> None:
    assert page.evaluate("window.owned") is None
    assert page.title().endswith(" – Fehrest")
    assert page.locator("header.site .brand").is_visible()
    assert page.locator("main script, main style, main base, main iframe").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # Marks of direction are letters of names; what acts on the text around is taken out.
    active = set(OVERRIDES) - {"\u200f"}
    assert active.isdisjoint(page.locator("body").inner_text())


def test_documents(open_page: Open, hostile: str) -> None:
    page = open_page("/search?q=bait", base=hostile)
    assert page.locator(".hit").count() == 10
    is_untouched(page)
    titles = page.locator(".hit h2").all_inner_texts()
    assert any("<script>document.title" in title for title in titles)
    links = page.locator(".hit a").evaluate_all("links => links.map(a => a.protocol)")
    assert set(links) <= {"http:", "https:"}
    for number in range(3):
        page.locator(".hit h2 a").nth(number).click()
        page.locator(".reading h1").wait_for()
        is_untouched(page)
        page.go_back()
        page.locator(".hit").first.wait_for()


@pytest.mark.parametrize("text", [*SCRIPTS, f"{OVERRIDES}bait", "w" * 30_000])
def test_queries(open_page: Open, hostile: str, text: str) -> None:
    page = open_page(f"/search?q={quote(text[:5_000])}", base=hostile)
    is_untouched(page)
    page.locator("#fehrest-q").fill(f"bait {text}")
    page.wait_for_url(lambda url: "bait" in url)
    page.locator("[aria-busy]").wait_for(state="detached")
    is_untouched(page)


@pytest.mark.parametrize("text", [*SCRIPTS, f"{OVERRIDES}bait", "w" * 300])
def test_names(open_page: Open, hostile: str, text: str) -> None:
    page = open_page(f"/names?q={quote(text)}", base=hostile)
    is_untouched(page)
    page.locator(".pair input[name=other]").fill(f"bait {text}"[:200])
    page.locator(".pair button").click()
    page.locator(".comparison").wait_for()
    is_untouched(page)


def test_direction_controls_leave_the_words_beside_them_in_place(
    open_page: Open, hostile: str
) -> None:
    page = open_page(f"/search?q=bait+{quote(OVERRIDES)}abc&ui=fa", base=hostile)
    about = page.locator(".hit .about", has_text="abc").first
    order = about.evaluate(
        "about => [...about.children].map(part => part.getBoundingClientRect().x)"
    )
    assert order == sorted(order, reverse=True)


def test_mixed_runs_keep_their_order(
    open_page: Open, serving: Callable[[Library], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "قیمت نفت در سال 2023 به 85.5 دلار رسید (https://example.org/a?b=1) و OPEC گفت."
    with Library(tmp_path_factory.mktemp("mixed") / "library") as library:
        library.add([Document(id="1", title=text, text=text, source="Reuters (رویترز)")])
        page = open_page("/search?q=نفت", base=serving(library))
        assert page.locator(".hit h2").inner_text() == text
        assert page.locator(".hit h2").evaluate("h => getComputedStyle(h).direction") == "rtl"
        assert page.locator(".hit .about bdi").first.inner_text() == "Reuters (رویترز)"
        isolation = page.locator(".hit .about bdi").first.evaluate(
            "run => getComputedStyle(run).unicodeBidi"
        )
        assert isolation == "isolate"
