"""Work on many files at once, in processes of their own, with the results in the order of the files.

Processes are started anew (`spawn`) on every system, so that none inherits a lock or a thread; what they
are given and what they give is text and bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from simulator.workbench.judging import Task, as_text, judge

MANY = 8
"""From so many files that have to be walked, or so many times `LEAN` that have not, processes pay."""
LEAN = 25


def judged(tasks: Sequence[Task], processes: int | None) -> Iterator[str]:
    """The verdict on each, as text, in order and as soon as it is known.

    Args:
        tasks: the files.
        processes: how many processes work at once; None for as many as pay.
    """
    count = min(_usual(tasks) if processes is None else processes, len(tasks))
    if count <= 1:
        yield from map(_judge, tasks)
        return
    from concurrent.futures import BrokenExecutor

    done = 0
    try:
        for text in _at_once(tasks, count):
            yield text
            done += 1
    except BrokenExecutor:
        # Somebody has ended a process, or none can be started here: what is left is done in this one.
        yield from map(_judge, tasks[done:])


def _at_once(tasks: Sequence[Task], count: int) -> Iterator[str]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunk = max(1, min(16, len(tasks) // count // 4))
    with ProcessPoolExecutor(count, get_context("spawn"), _begin) as pool:
        try:
            yield from pool.map(_judge, tasks, chunksize=chunk)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _usual(tasks: Sequence[Task]) -> int:
    work = sum(1 if task.plan.walks or task.plan.texts else 1 / LEAN for task in tasks)
    return (os.cpu_count() or 1) if work > MANY else 1


def _begin() -> None:
    """Leave Ctrl-C to the process that the user talks to."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _judge(task: Task) -> str:
    return as_text(judge(task))
