"""Take pictures of the page, and of a search in a terminal: screenshots.py FOLDER."""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import Any

import waitress
from fehrest import Library
from fehrest.index.ingest import Reader
from fehrest.web import Settings, create_app
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

SAMPLE = Path(__file__).parent.parent.parent / "tests" / "sample" / "news.jsonl"
WIDE: dict[str, Any] = {"viewport": {"width": 1200, "height": 860}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 780},
    "device_scale_factor": 2,
    "has_touch": True,
}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "search-english-light": ("/search?q=Gantz&ui=en", {**WIDE, "color_scheme": "light"}),
    "search-persian-dark": ("/search?q=Gantz&ui=fa", {**WIDE, "color_scheme": "dark"}),
    "search-arabic-phone": ("/search?q=Gantz&ui=ar", {**PHONE, "color_scheme": "light"}),
    "document-persian-phone": (
        "/document?id=fa-001&q=Gantz&ui=fa&match=2",
        {**PHONE, "color_scheme": "dark"},
    ),
}


TERMINAL = {"viewport": {"width": 1000, "height": 620}, "color_scheme": "dark"}
# A terminal's colours; each line keeps its own direction, as terminals with bidi do.
TERMINAL_PAGE = """<style>
  body {{ margin: 0; padding: 16px 20px; background: #16181d; color: #d6d9e0; }}
  pre {{ margin: 0; font: 15px/1.6 "DejaVu Sans Mono", "Noto Sans Arabic", monospace;
         white-space: pre-wrap; }}
  .dim {{ color: #858b98; }} .yellow {{ color: #ffd45c; font-weight: bold; }}
</style><pre>{}</pre>"""
STYLES = {
    "\x1b[2m": "<span class=dim>",
    "\x1b[0m": "</span>",
    "\x1b[33m\x1b[1m": "<span class=yellow>",
}


def main(folder: Path) -> None:
    """Serve the sample collection and take all pictures."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Library(Path(place) / "library") as library:
        library.add(Reader([str(SAMPLE)], on_problem=print))
        app = create_app(library, Settings(rate_limit=""))
        server = waitress.create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, (path, options) in PICTURES.items():
                address = f"http://127.0.0.1:{server.effective_port}{path}"
                take(browser, address, options, folder / f"{name}.png")
            terminal(browser, Path(place) / "library", folder / "terminal.png")
        server.close()


def terminal(browser: Browser, library: Path, file: Path) -> None:
    """Take a picture of what a search writes into a terminal."""
    shown = "$ fehrest search Gantz --limit 4\n\n" + _in_terminal(
        [
            sys.executable,
            "-m",
            "fehrest",
            "search",
            "Gantz",
            "--limit",
            "4",
            "--index",
            str(library),
        ]
    )
    text = escape(shown)
    for code, tag in STYLES.items():
        text = text.replace(code, tag)
    page = browser.new_context(**TERMINAL).new_page()
    page.set_content(TERMINAL_PAGE.format(text))
    save(page.locator("body").screenshot(), file)


def _in_terminal(command: list[str]) -> str:
    """Return what a command writes when it writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs) as running:
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 4096):
                written += piece
        except OSError:  # the end of a terminal
            pass
        running.wait()
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def take(browser: Browser, address: str, options: dict[str, Any], file: Path) -> None:
    """Take a picture of one page."""
    page = browser.new_context(**options).new_page()
    # The second time everything is there and warm.
    page.goto(address)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    save(page.screenshot(), file)


def save(shot: bytes, file: Path) -> None:
    """Write a picture in as few colours as it needs."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


main(Path(sys.argv[1]))
