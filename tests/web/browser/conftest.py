"""A real browser at a real server.

Skips itself where Playwright or Chromium is not installed; ``scripts/test`` installs both.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
import waitress
from fehrest import Library
from fehrest.web import Settings, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# A slow machine is no failure.
PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; scripts/browser installs it")
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=PATIENCE_MS)
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[[Library], str]]:
    """Serve a library in a thread, and give the address."""
    servers: list[Any] = []

    def serve(library: Library) -> str:
        app = create_app(library, Settings(rate_limit="", export_rate_limit=""))
        server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
        servers.append(server)
        threading.Thread(target=server.run, daemon=True).start()
        return f"http://127.0.0.1:{server.effective_port}"

    yield serve
    for server in servers:
        server.close()
        server.task_dispatcher.shutdown()


@pytest.fixture(scope="session")
def address(serving: Callable[[Library], str], sample: Library) -> str:
    """Where the sample collection is served."""
    return serving(sample)


class Watch:
    """Notes what no page may do: fail in the console, or ask another host."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def over(self, page: Page, *, may_fail: bool) -> None:
        page.on("pageerror", lambda error: self.seen.append(f"script: {error}"))
        page.on("dialog", lambda dialog: self.seen.append(f"dialog: {dialog.message}"))
        page.on("request", self._request)
        if not may_fail:
            page.on("console", self._message)

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:")):
            self.seen.append(f"request: {request.url}")

    def _message(self, message: Any) -> None:
        # A browser says so when it is shown a page that says there is none.
        is_expected = "404" in message.text and message.location["url"].endswith("/none")
        if message.type in ("error", "warning") and not is_expected:
            self.seen.append(f"console: {message.text}")


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh context; options are those of a context.

    After the test there must have been no error in the console and no request to
    another host.
    """
    contexts, watch = [], Watch()

    def run(
        path: str = "/", *, base: str = address, may_fail: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(**{"locale": "en", "base_url": base, **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        watch.over(page, may_fail=may_fail)
        page.goto(path)
        return page

    yield run
    for context in contexts:
        context.close()
    assert watch.seen == []
