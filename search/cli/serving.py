"""The command that serves the pages."""

from __future__ import annotations

from typing import Any

import click

from .options import FOUND, library_option

__all__ = ["serve"]


@click.command()
@library_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=int, default=8080, show_default=True, help="Its port; 0 is any.")
@click.option(
    "--threads", type=int, default=4, show_default=True, help="How many requests at a time."
)
@click.option("--name", default="Fehrest", show_default=True, help="What the pages are called.")
@click.option(
    "--token",
    envvar="FEHREST_TOKEN",
    metavar="TEXT",
    help="Who knows it may write through the API; better as FEHREST_TOKEN.",
)
@click.option("--public-url", default="", metavar="URL", help="The address seen from outside.")
@click.option(
    "--trusted-proxy",
    default="",
    metavar="ADDRESS",
    help="A proxy before it, believed in whom it speaks for; else all behind it are one.",
)
@click.option(
    "--rate-limit", metavar="LIMITS", help='For one address, as "40 per second"; "" for none.'
)
@click.option("--export-rate-limit", metavar="LIMITS", help='Of CSV and JSONL, as "10 per minute".')
@click.option("--log-queries", is_flag=True, help="Log what people search for.")
def serve(
    folder: str, host: str, port: int, threads: int, trusted_proxy: str, **choices: Any
) -> int:
    """Serve a search page and an API until interrupted."""
    from ...web.serve import serve as serve_library
    from ...web.settings import Settings

    settings = Settings(**{name: value for name, value in choices.items() if value is not None})
    serve_library(
        folder,
        host=host,
        port=port,
        threads=threads,
        settings=settings,
        trusted_proxy=trusted_proxy,
        on_ready=lambda address: click.echo(f"Fehrest is at {address} (Ctrl+C stops it)"),
    )
    return FOUND
