"""Many processes give what one gives, in the same order."""

from __future__ import annotations

from multiprocessing import active_children
from pathlib import Path

from simulator.workbench.judging import Task, as_text, from_text, judge
from simulator.workbench.plan import Plan
from simulator.workbench.workers import MANY, _usual, judged
from tests.compiler.small import SMALLEST, planted

EXAMPLE = Path(__file__).parents[2] / "docs" / "example.yaml"
LEAN = Plan(walks=False, texts=False)


def tasks(count: int) -> list[Task]:
    return [
        Task(planted(f"titel: {number}\n").encode(), f"{number}.yaml", LEAN)
        for number in range(count)
    ]


def test_two_processes_give_what_one_gives_in_order() -> None:
    some = tasks(5)
    assert list(judged(some, 2)) == list(judged(some, 1)) == [as_text(judge(one)) for one in some]


def test_processes_of_their_own_do_the_work_and_end() -> None:
    verdicts = judged(tasks(4), 2)
    next(verdicts)
    assert len(active_children()) == 2
    assert len(list(verdicts)) == 3
    assert active_children() == []


def test_what_a_process_that_was_ended_leaves_is_done_here() -> None:
    some = tasks(40)
    verdicts = judged(some, 2)
    first = next(verdicts)
    for child in active_children():
        child.kill()
    assert [first, *verdicts] == [as_text(judge(one)) for one in some]


def test_processes_are_started_only_where_they_pay() -> None:
    full = [task._replace(plan=Plan()) for task in tasks(MANY)]
    assert _usual(full) == 1
    assert _usual(tasks(100)) == 1
    assert _usual([*full, *full]) >= 1


def test_a_verdict_comes_back_from_text_as_it_was() -> None:
    for data in (EXAMPLE.read_bytes(), SMALLEST.encode(), planted("titel: x\n").encode(), b"\xff"):
        verdict = judge(Task(data, "x.yaml", Plan()))
        assert from_text(as_text(verdict), "x.yaml") == verdict


def test_a_verdict_bears_the_name_of_the_file_that_is_asked_for() -> None:
    text = as_text(judge(Task(planted("titel: x\n").encode(), "x.yaml", LEAN)))
    assert {one.file for one in from_text(text, "y.yaml").found} == {"y.yaml"}


def test_what_cannot_be_settled_is_known_as_such() -> None:
    verdict = judge(Task(EXAMPLE.read_bytes(), "x.yaml", Plan(situations=3)))
    assert verdict.unproved == {"P310"}
    assert "P310" in {one.code for one in verdict.found}
