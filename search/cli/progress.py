"""How far indexing has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from ...index.ingest import Reader

__all__ = ["Progress"]

_SECONDS_BETWEEN_LINES = 5.0


class Progress:
    """Shows the progress of a reader on standard error."""

    def __init__(self, reader: Reader, *, quiet: bool = False) -> None:
        """Prepare; nothing is shown if it is to be quiet."""
        self._reader = reader
        self._quiet = quiet
        self._started = self._said = time.monotonic()
        self._bar = _bar(reader.total) if not quiet and sys.stderr.isatty() else None

    def __enter__(self) -> Progress:
        """Begin to show."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def show(self, documents: int) -> None:
        """Show that so many documents are stored."""
        now = time.monotonic()
        pace = documents / max(now - self._started, 0.001)
        if self._bar:
            self._bar.update(
                self._bar.task_ids[0],
                completed=self._reader.done,
                documents=f"{documents:,} documents, {pace:,.0f}/s",
            )
        elif not self._quiet and now - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = now
            sys.stderr.write(f"{documents:,} documents stored, {pace:,.0f}/s\n")
            sys.stderr.flush()


def _bar(total: int) -> Bar:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[documents]}"))
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
    bar.add_task("", total=total or None, documents="0 documents")
    return bar
