"""axe-core finds nothing on any page, in both directions and both themes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fehrest import Library

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/search?q=Gantz",
    "/search?q=Gantz&without=غانتس&language=fa&after=2020",
    "/search?language=fa",
    "/search?q=دفاغ&spellings=off",
    "/search?q=qqqqqq&spellings=off&after=soon",
    "/document?id=fa-003&q=Gantz&match=1",
    "/names",
    "/names?q=Netanyahu",
    "/names?q=Benny Gantz&other=حكومة بيني غانتس",
    "/syntax",
    "/api",
    "/none",
]


@cache
def axe() -> str:
    """Return the source of axe-core."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    (script,) = Path(package.__file__).parent.rglob("axe.min.js")
    return script.read_text(encoding="utf-8")


def violations(page: Page, **options: Any) -> list[str]:
    """Return what axe-core finds wrong with what a page shows."""
    # Through the debugger: the page itself lets no script in that is not its own.
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    asked = {"runOnly": RULES, "resultTypes": ["violations"], **options}
    found: dict[str, Any] = page.evaluate(f"axe.run({json.dumps(asked)})")
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("ui", ["en", "fa", "ar"])
def test_no_page_has_a_violation(open_page: Callable[..., Page], ui: str) -> None:
    page = open_page(f"/?ui={ui}&keep=ui", color_scheme="light", reduced_motion="reduce")
    found = {}
    for path in PAGES:
        page.goto(path)
        wrong = violations(page)
        # The other theme is the same page in other colours.
        page.emulate_media(color_scheme="dark")
        wrong += violations(page, runOnly=["color-contrast"])
        page.emulate_media(color_scheme="light")
        if wrong:
            found[path] = wrong
    assert found == {}


def test_the_dots_between_parts_are_only_seen(open_page: Callable[..., Page]) -> None:
    about = open_page("/search?q=Gantz").locator(".about").first
    dot = about.locator("span").nth(1)
    assert "·" in dot.evaluate("part => getComputedStyle(part, '::before').content")
    assert "·" not in about.aria_snapshot()


def test_neither_has_an_empty_library(
    open_page: Callable[..., Page], serving: Callable[[Library], str], library: Library
) -> None:
    page = open_page("/?ui=fa&keep=ui", base=serving(library))
    assert page.locator(".welcome .empty").is_visible()
    assert violations(page) == []
    page.goto("/search?q=Gantz")
    assert page.locator(".empty").is_visible()
    assert violations(page) == []


def test_neither_has_what_a_script_adds(open_page: Callable[..., Page]) -> None:
    page = open_page("/search?q=Gantz", viewport={"width": 390, "height": 800})
    page.locator("#fehrest-q").fill("")
    page.locator("#fehrest-q").press_sequentially("gan")
    page.wait_for_url(lambda url: "q=gan" in url)
    page.locator("[aria-busy]").wait_for(state="detached")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator(".filters-button").click()
    page.locator("#fehrest-filters").wait_for()
    assert violations(page) == []
