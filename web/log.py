"""One line of JSON for each request; what people search for only if it is asked for."""

from __future__ import annotations

import json
import logging
import time

from flask import Response, g, request

from .front import endpoint, front

__all__ = ["log_request", "start_clock"]

logger = logging.getLogger("fehrest.web")


def start_clock() -> None:
    """Note when the request came."""
    g.fehrest_started = time.perf_counter()


def log_request(response: Response) -> Response:
    """Write the line of a request."""
    if not logger.isEnabledFor(logging.INFO):
        return response
    started = g.get("fehrest_started", None)
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "method": request.method,
        "endpoint": endpoint(),
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - started), 1) if started else None,
    }
    if front().settings.log_queries:
        line["query"] = request.args.get("q", "")
    logger.info("%s", json.dumps(line, ensure_ascii=True))
    return response
