"""tantivy when nobody asks how many documents match, so that it may pass over most."""

from __future__ import annotations

from engines import tantivy


class Engine(tantivy.Engine):
    """The best ten alone."""

    counts = False
