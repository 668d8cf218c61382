"""Measure the web front on a library."""

from __future__ import annotations

import argparse
import http.client
import random
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from fehrest import Library, NotALibrary
from playwright.sync_api import Page, sync_playwright

QUERIES = [
    "Gantz",
    "گانتس",
    "Mohammad",
    "وزیر دفاع",
    "قیمت نفت",
    "سعر النفط",
    "انتخابات ریاست جمهوری",
    "كرة القدم",
    "الحرب العالمية الثانية",
    "تاریخ ایران باستان",
]
CLIENTS = 4
WATCH = """
    window.shifts = [];
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(e => e.value)))
        .observe({type: "layout-shift", buffered: true});
    window.times = [];
    const content = document.getElementById("fehrest-content");
    let typed = 0;
    document.querySelector("#fehrest-q").addEventListener("input", () => {
        typed ||= performance.now();
    });
    content.addEventListener("fehrest:shown", () => requestAnimationFrame(() => {
        if (typed) window.times.push(performance.now() - typed);
        typed = 0;
    }));
"""


def main() -> None:
    """Serve a library and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, help="the folder of a library")
    parser.add_argument("seconds", type=float, nargs="?", default=60.0, help="of mixed load")
    options = parser.parse_args()
    try:
        with Library(options.library, create=False) as library:
            print(f"{len(library):,} documents")
    except NotALibrary as error:
        parser.error(str(error))
    measure(options.library, options.seconds)


def measure(folder: Path, seconds: float) -> None:
    """Serve the library in a folder and measure."""
    with serving(folder) as (place, process):
        typing_on_the_server(place)
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            typing_in_the_browser(browser.new_page(), place)
            weigh(browser.new_page(), place)
            browser.close()
        load(place, process.pid, seconds)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run a server as people run it, but for the limit on one address."""
    command = [sys.executable, "-m", "fehrest", "serve", "--index", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--rate-limit", ""],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    found = re.search(r"http://([^/]+)/", process.stdout.readline())
    assert found
    try:
        yield found[1], process
    finally:
        process.terminate()
        process.wait()


def prefixes(query: str) -> Iterator[str]:
    """Yield what the box holds while a query is typed."""
    return (query[:length] for length in range(1, len(query) + 1))


def typing_on_the_server(place: str) -> None:
    """Ask for everything that typing the queries asks for, one after another."""
    connection = http.client.HTTPConnection(place)
    results, suggestions = "/results?q=", "/api/v1/suggest?limit=7&q="
    # What is asked a second time is as for a server that has been up for a while.
    for kind, path in (
        ("results", results),
        ("results again", results),
        ("suggestions", suggestions),
    ):
        times = [
            timed(connection, path + quote(prefix))[1]
            for query in QUERIES
            for prefix in prefixes(query)
        ]
        report(f"as typed, {kind}, server", times)


def timed(connection: http.client.HTTPConnection, path: str) -> tuple[int, float]:
    """Return the status of an answer, and how many milliseconds it took."""
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    return response.status, 1000 * (time.perf_counter() - started)


def typing_in_the_browser(page: Page, place: str) -> None:
    """Type the queries as a quick typist does, a key each 120 ms."""
    page.goto(f"http://{place}/")
    page.evaluate(WATCH)
    for query in QUERIES:
        page.locator("#fehrest-q").fill("")
        page.locator("#fehrest-q").press_sequentially(query, delay=120)
        page.wait_for_timeout(500)
    report("as typed, from key to picture, browser", page.evaluate("window.times"))
    print(f"layout shift while typing: {sum(page.evaluate('window.shifts')):.4f}")


def weigh(page: Page, place: str) -> None:
    """Open the first page of results in a browser that has nothing of it yet."""
    page.goto(f"http://{place}/search?q={quote(QUERIES[0])}")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
        ".map(entry => entry.transferSize)"
    )
    print(f"first page of results: {sum(sizes) / 1000:.1f} kB in {len(sizes)} requests")


def load(place: str, server: int, seconds: float) -> None:
    """Ask for pages, fragments, suggestions and files from several clients at once."""
    times: list[float] = []
    statuses = Counter[int]()
    end = time.monotonic() + seconds
    memory = [resident(server)]

    def client(seed: int) -> None:
        chance = random.Random(seed)
        connection = http.client.HTTPConnection(place)
        while time.monotonic() < end:
            query = quote(chance.choice(QUERIES))
            path = chance.choices(
                [
                    f"/search?q={query}&page={chance.randint(1, 3)}",
                    f"/results?q={query}",
                    f"/results?q={query}&language={chance.choice(['fa', 'ar'])}&order=newest",
                    f"/api/v1/suggest?q={query[:12]}",
                    f"/api/v1/search?q={query}&facets=language",
                    f"/feed.atom?q={query}",
                    "/static/fehrest.css",
                    "/",
                ],
                [3, 5, 2, 5, 3, 1, 2, 1],
            )[0]
            status, took = timed(connection, path)
            times.append(took)
            statuses[status] += 1

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(CLIENTS)]
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        time.sleep(min(10, max(0.1, end - time.monotonic())))
        memory.append(resident(server))
    for thread in threads:
        thread.join()
    report(f"{seconds:.0f} s of mixed load, {CLIENTS} clients", times)
    print(f"{len(times) / seconds:.1f} requests a second; answers: {dict(statuses)}")
    print(f"memory of the server, MB, each 10 s: {[round(one) for one in memory]}")


def resident(process: int) -> float:
    """Return how much memory a process has, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1]) / 1000


def report(what: str, times: list[float]) -> None:
    """Print the quantiles."""
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{what}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms"
        f" ({len(times):,} answers)"
    )


main()
