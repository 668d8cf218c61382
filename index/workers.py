"""Other processes that help with the analysis.

They are Pythons of their own, talked to through their standard input and output, and not
those of ``multiprocessing``: so the application's main module is not run again in them,
and they end by themselves when this process does, however it ends.  They hold nothing
that would be lost with them.
"""

from __future__ import annotations

import gc
import marshal
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import IO, Any

from .findings import Findings, Source, find

__all__ = ["Workers", "work"]

# Of its own group, so that Ctrl-C reaches only the process that has something to finish.
_APART: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if os.name == "nt"
    else {"start_new_session": True}
)
# An answer has some megabytes.  Where a pipe holds little, its reader must wake up often, each
# time at the mercy of the threads of its process.
_PIPE_BYTES = 1 << 20
_LENGTH = struct.Struct("<Q")
# A process is asked for so many things at once: what it works on, and what comes next.
_TASKS_IN_HAND = 2
# What talking to one that is gone ends in.
_GONE = (OSError, EOFError, ValueError, TypeError)


class Workers:
    """Some processes that analyse, each asked by two threads in turn.

    So a process has its next task when it is done with one, and does not wait until this
    process, which has much else to do, has read its answer.
    """

    def __init__(self, processes: int, instead: Callable[[Sequence[Source]], Findings]) -> None:
        """Prepare; ``instead`` does the work of a process that is gone, or cannot be started."""
        self._processes = processes
        self._instead = instead
        self._threads = ThreadPoolExecutor(_TASKS_IN_HAND * processes)
        self._free = SimpleQueue[_Worker]()
        self._started: list[_Worker] = []
        self._is_left = False

    def submit(self, task: Sequence[Source]) -> Future[Findings]:
        """Have a task done by the next process that is free."""
        if len(self._started) < self._processes:
            self._start()
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
        self._is_left = True
        processes = [worker.process for worker in self._started if worker.process]
        for process in processes:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in processes:
            process.communicate()

    def _start(self) -> None:
        """Start one more process: a task each comes before the next task of any."""
        started = _Worker()
        self._started.append(started)
        self._free.put(started)
        if len(self._started) == self._processes:
            for worker in (_TASKS_IN_HAND - 1) * self._started:
                self._free.put(worker)

    def _done(self, task: Sequence[Source]) -> Findings:
        worker = self._free.get()
        try:
            return worker.ask(task)
        except _GONE:
            if self._is_left:
                raise
            return self._instead(task)
        finally:
            self._free.put(worker)


class _Worker:
    """A process that analyses; none where it cannot be started."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self.process = _start()
        self._telling, self._hearing = Lock(), Lock()

    def ask(self, task: Sequence[Source]) -> Findings:
        """Return what the process finds; threads are answered in the order in which they ask."""
        process = self.process
        if process is None or process.stdin is None or process.stdout is None:
            raise EOFError
        with self._telling:
            _put(task, process.stdin)
            # Before another thread can ask, and so before its answer is awaited.
            self._hearing.acquire()
        try:
            return Findings.from_plain(*_take(process.stdout))
        finally:
            self._hearing.release()


def _start() -> subprocess.Popen[bytes]:
    code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import work; work()"
    # Where Python is embedded there may be no program of it.
    command = [sys.executable or "", "-c", code]
    process = subprocess.Popen(  # noqa: S603 (this very Python)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_APART
    )
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            _widen(pipe)
    return process


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold more, where the system knows of that and lets this user have it."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _put(message: Any, pipe: IO[bytes]) -> None:
    data = marshal.dumps(message)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _take(pipe: IO[bytes]) -> Any:
    """Return the next message; raise EOFError where there is none, or only a part of one."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    # What our own process wrote.
    return marshal.loads(pipe.read(length))  # noqa: S302


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


def _answer(tasks: IO[bytes], answers: IO[bytes]) -> None:
    from .analysis.chain import Chain

    # What the analysis leaves behind has no cycles; looking for some is a fifteenth of the work.
    gc.disable()
    chain, met = Chain(), set[str]()
    # Whoever reads an answer has other things to do; meanwhile the next one is worked on.
    with ThreadPoolExecutor(1) as telling:
        told: Future[None] | None = None
        while True:
            found = find(chain, _take(tasks)).with_keys(met).plain()
            if told is not None:
                told.result()
            told = telling.submit(_put, found, answers)
