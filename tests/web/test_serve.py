"""The server as a process of its own."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fehrest import Document, Library

Start = Callable[..., tuple["subprocess.Popen[str]", str]]

# An interrupt is heeded also where whoever runs the tests ignores it, as a shell has its
# background jobs do.
SERVE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from fehrest.search.cli.start import main
main()
"""


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Start a server with these options; gives the process and the address."""
    running: list[subprocess.Popen[str]] = []

    def run(*options: str, before: str = "", **variables: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", before + SERVE, "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env=environment | {"PYTHONUNBUFFERED": "1"} | variables,
        )
        running.append(process)
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address, process.stderr and process.stderr.read()
        return process, address[0]

    yield run
    for process in running:
        process.kill()
        process.communicate()


#: Has every name stand for two addresses, as localhost does for one of IPv4 and one of IPv6.
TWO_ADDRESSES = """
import socket
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest: resolve("127.0.0.1", *rest) + resolve("127.0.0.2", *rest)
"""


def health(address: str) -> int:
    with urllib.request.urlopen(f"{address}api/v1/health", timeout=20) as response:
        return int(json.load(response)["documents"])


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_what_others_index_and_stops_when_told(
    start: Start, tmp_path: Path, stop: signal.Signals
) -> None:
    with Library(tmp_path / "news") as library:
        library.add([Document(id="1", text="گانتس")])
        process, address = start("--index", "news")
        assert health(address) == 1
        library.add([Document(id="2", text="Gantz")])
        assert health(address) == 2
        library.delete(["1", "2"])
        assert health(address) == 0
    process.send_signal(stop)
    _out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in err
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert [line["endpoint"] for line in lines] == ["api_health"] * 3


def test_a_host_may_have_several_addresses(start: Start, tmp_path: Path) -> None:
    Library(tmp_path / "news").close()
    process, address = start("--index", "news", "--host", "localhost", before=TWO_ADDRESSES)
    assert address.startswith("http://localhost:")
    assert health(address.replace("localhost", "127.0.0.1")) == 0
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=20)
    assert (process.returncode, "Traceback" in err) == (0, False)


def test_who_knows_the_token_of_the_environment_writes(start: Start, tmp_path: Path) -> None:
    Library(tmp_path / "news").close()
    _process, address = start("--index", "news", FEHREST_TOKEN="secret")
    request = urllib.request.Request(
        f"{address}api/v1/documents",
        data=json.dumps({"id": "1", "text": "گانتس"}).encode(),
        headers={"Authorization": "Bearer secret", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        assert json.load(response) == {"added": 1}
    assert health(address) == 1


def test_the_server_does_not_name_itself_and_refuses_what_is_too_large(
    start: Start, tmp_path: Path
) -> None:
    Library(tmp_path / "news").close()
    _process, address = start("--index", "news")
    place = address.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(place, timeout=20)
    connection.request("GET", "/")
    response = connection.getresponse()
    assert response.status == 200
    assert response.getheader("Server") is None
    response.read()
    connection.request("GET", "/search?q=" + "%D9%85" * 100_000)
    assert connection.getresponse().status == 431
    connection.close()


def test_what_is_too_large_to_be_read_is_a_problem(start: Start, tmp_path: Path) -> None:
    Library(tmp_path / "news").close()
    for token, size, status in (("secret", 48_000_001, 413), ("", 500_000, 403)):
        _process, address = start("--index", "news", FEHREST_TOKEN=token)
        request = urllib.request.Request(
            f"{address}api/v1/documents",
            data=b" " * size,
            headers={"Authorization": "Bearer secret", "Content-Type": "application/json"},
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=60)
        with refused.value as response:
            assert response.code == status
            assert response.headers["Content-Type"] == "application/problem+json"
            assert json.load(response)["status"] == status


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--index", "none"], "no library at 'none'"),
        (["--index", "news", "--port", "99999"], "cannot serve at 127.0.0.1:99999"),
        (["--index", "news", "--host", "not a host"], "cannot serve at not a host"),
        (["--index", "news", "--threads", "0"], "cannot serve with 0 threads; expected at least 1"),
        (["--index", "news", "--rate-limit", "often"], "not a limit: 'often'; expected one like"),
        (["--index", "news", "--public-url", "news"], "public_url is 'news'; expected an address"),
        (["--index", "news", "--public-url", "http://[x/"], "public_url is 'http://[x/'; expected"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_line(
    command: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    options: list[str],
    says: str,
) -> None:
    Library(tmp_path / "news").close()
    done = command("serve", *options)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_port_in_use_is_said_in_a_line(
    command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    Library(tmp_path / "news").close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command("serve", "--index", "news", "--port", str(port))
    assert done.returncode == 2
    assert f"cannot serve at 127.0.0.1:{port}" in done.stderr


def test_searching_does_not_load_the_web(environment: dict[str, str]) -> None:
    code = "import fehrest, fehrest.search.cli.searching, sys; fehrest.Library; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert not {"flask", "jinja2", "babel", "waitress"} & set(done.stdout.split())


def test_a_proxy_that_is_trusted_says_for_whom_it_asks(start: Start, tmp_path: Path) -> None:
    Library(tmp_path / "news").close()
    options = ("--index", "news", "--rate-limit", "1 per minute")
    _process, address = start(*options, "--trusted-proxy", "127.0.0.1")
    statuses = [_status(address, f"203.0.113.{reader}") for reader in (1, 2, 1)]
    assert statuses == [200, 200, 429]
    _process, address = start(*options)
    assert [_status(address, f"203.0.113.{reader}") for reader in (1, 2)] == [200, 429]


def _status(address: str, reader: str) -> int:
    request = urllib.request.Request(f"{address}syntax", headers={"X-Forwarded-For": reader})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
