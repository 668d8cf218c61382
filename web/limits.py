"""How much one address may ask in a time."""

from __future__ import annotations

import time
from math import ceil
from typing import cast

from flask import Blueprint, Flask, Response
from flask.blueprints import BlueprintSetupState
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from .front import endpoint
from .settings import Settings

__all__ = ["limit"]

# Files of ours, which a browser asks for in bursts and keeps.
_FREE = ("static", "api_health")


def limit(blueprint: Blueprint, settings: Settings) -> None:
    """Set the limits of ``settings`` on the routes of ``blueprint``.

    The counts are kept in the memory of the process.
    """
    if not (settings.rate_limit or settings.export_rate_limit):
        return
    limiter = Limiter(get_remote_address, storage_uri="memory://")
    for limits, name, is_exempt in (
        (settings.rate_limit, "all", _is_free),
        (settings.export_rate_limit, "exports", _is_no_export),
    ):
        if limits:
            limiter.shared_limit(limits, name, exempt_when=is_exempt)(blueprint)

    def say_when(response: Response) -> Response:
        if response.status_code == 429 and (reached := limiter.current_limit):
            wait = max(1, ceil(reached.reset_at - time.time()))
            response.headers["Retry-After"] = str(wait)
        return response

    blueprint.after_request(say_when)

    def start(state: BlueprintSetupState) -> None:
        limiter.init_app(cast("Flask", state.app))

    blueprint.record_once(start)


def _is_free() -> bool:
    return endpoint() in _FREE


def _is_no_export() -> bool:
    return not endpoint().startswith("export_")
