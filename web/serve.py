"""Serve a library to browsers and programs, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Any

import waitress
from waitress.server import MultiSocketServer

from ..index.errors import InvalidArgument
from ..search.library import Library
from .app import LARGEST_REQUEST, create_app
from .settings import Settings

__all__ = ["serve"]

# An address may hold a query of 1,000 characters several times over, and cookies.
_LONGEST_HEADERS = 64 * 1024
# More than the application reads: what it refuses, it refuses as a problem, and this server as
# plain text.
_LARGEST_BODY = LARGEST_REQUEST + 16_000_000
_NO_BODY = 1_000_000
# A client that says nothing for so long is let go.
_SILENCE_SECONDS = 60
_LAST_PORT = 65_535


def serve(
    folder: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    threads: int = 4,
    settings: Settings | None = None,
    trusted_proxy: str = "",
    on_ready: Callable[[str], None] = print,
) -> None:
    """Serve the library in ``folder`` until the process gets SIGINT or SIGTERM.

    ``on_ready`` is told the address.  ``port`` 0 chooses a free one.  What the proxy with the
    address ``trusted_proxy`` says in X-Forwarded-For and X-Forwarded-Proto is believed; without
    one, all readers behind a proxy are one.  Raises :class:`.InvalidArgument` if that is not
    possible.
    """
    settings = settings or Settings()
    if not 0 <= port <= _LAST_PORT:
        raise InvalidArgument(f"cannot serve at {host}:{port}: expected a port up to {_LAST_PORT}")
    if threads < 1:
        raise InvalidArgument(f"cannot serve with {threads} threads; expected at least 1")
    _log_to_stderr()
    with Library(folder, create=False) as library:
        app = create_app(library, settings)
        try:
            server = waitress.create_server(
                app,
                host=host,
                port=port,
                threads=threads,
                ident=None,
                channel_timeout=_SILENCE_SECONDS,
                max_request_header_size=_LONGEST_HEADERS,
                max_request_body_size=_LARGEST_BODY if settings.token else _NO_BODY,
                clear_untrusted_proxy_headers=True,
                **_proxy(trusted_proxy),
            )
        except (OSError, ValueError, OverflowError) as error:
            raise InvalidArgument(f"cannot serve at {host}:{port}: {error}") from error
        signal.signal(signal.SIGTERM, _stop)
        on_ready(f"http://{_shown_host(host)}:{_port(server)}/")
        # Finishes what it is answering when it is told to stop.
        server.run()
        server.close()


def _proxy(address: str) -> dict[str, Any]:
    """Return what the server has to know of a proxy."""
    if not address:
        return {}
    try:
        ip_address(address)
    except ValueError as error:
        raise InvalidArgument(
            f"not the address of a proxy: {address!r:.80}; expected one like 127.0.0.1"
        ) from error
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": address, "trusted_proxy_headers": headers}


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _port(server: Any) -> int:
    """Return the port of a server; where its host has several addresses, that at the first."""
    if isinstance(server, MultiSocketServer):
        return int(server.effective_listen[0][1])
    return int(server.effective_port)


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 (it is only compared)
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("fehrest")
    if not logger.handlers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
