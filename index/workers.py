"""Other processes that help with the analysis.

They are Pythons of their own, talked to through their standard input and output, and not
those of ``multiprocessing``: so the application's main module is not run again in them,
and they end by themselves when this process does, however it ends.  They hold nothing
that would be lost with them.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Any, BinaryIO

from .findings import Findings, find

__all__ = ["Workers", "work"]

# Of its own group, so that Ctrl-C reaches only the process that has something to finish.
_APART: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if os.name == "nt"
    else {"start_new_session": True}
)
# What talking to one that is gone ends in.
_GONE = (OSError, EOFError, ValueError, TypeError)


Task = list[tuple[str, str, str]]


class Workers:
    """Some processes that analyse, each asked by a thread."""

    def __init__(self, processes: int, instead: Callable[[Task], Findings]) -> None:
        """Prepare; ``instead`` does the work of a process that is gone."""
        self._processes = processes
        self._instead = instead
        self._threads = ThreadPoolExecutor(processes)
        self._idle = SimpleQueue[subprocess.Popen[bytes]]()
        self._started: list[subprocess.Popen[bytes]] = []

    def submit(self, task: Task) -> Future[Findings]:
        """Have a task done by the next process that is free."""
        if not self._started:
            self._started = [_start() for _ in range(self._processes)]
            for process in self._started:
                self._idle.put(process)
        return self._threads.submit(self._done, task)

    def __enter__(self) -> Workers:
        """Return the workers; leaving the block ends them."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the processes, done or not."""
        for process in self._started:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._started:
            process.communicate()

    def _done(self, task: Task) -> Findings:
        process = self._idle.get()
        try:
            return _asked(process, task)
        except _GONE:
            return self._instead(task)
        finally:
            self._idle.put(process)


def _start() -> subprocess.Popen[bytes]:
    code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import work; work()"
    command = [sys.executable, "-c", code]
    return subprocess.Popen(  # noqa: S603 (this very Python)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_APART
    )


def _asked(process: subprocess.Popen[bytes], task: Task) -> Findings:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    marshal.dump(task, process.stdin)
    process.stdin.flush()
    # What our own process wrote, in answer to what we wrote.
    return Findings.from_plain(*marshal.load(process.stdout))  # noqa: S302


def work() -> None:
    """Analyse what comes on standard input until it ends: the main function of a worker."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever else is printed is no answer.
    os.dup2(2, 1)
    try:
        _answer(sys.stdin.buffer, answers)
    except (EOFError, BrokenPipeError):
        # The process that asked is gone, or needs nothing more.
        os._exit(0)


def _answer(tasks: BinaryIO, answers: BinaryIO) -> None:
    from .analysis.chain import Chain

    chain = Chain()
    while True:
        found = find(chain, marshal.load(tasks))  # noqa: S302
        marshal.dump(found.plain(), answers)
        answers.flush()
