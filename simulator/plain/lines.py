"""Asking and telling by lines: the only place where line mode touches the streams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO, TypeVar

Answer = TypeVar("Answer")


class EndOfInput(Exception):  # noqa: N818  # not an error: the person or the pipe has stopped
    """No more answers come."""


@dataclass(frozen=True)
class Lines:
    """A stream of answers and a stream of what is told."""

    answers: TextIO
    told: TextIO

    def tell(self, text: str = "") -> None:
        """Write one line, at once."""
        print(text, file=self.told, flush=True)

    def read(self) -> str:
        """The next answer, without the blanks around it.

        Raises:
            EndOfInput: no more answers come.
        """
        line = self.answers.readline()
        if not line:
            raise EndOfInput
        return line.strip()

    def ask(self, question: str, read: Callable[[str], Answer | None]) -> Answer:
        """Ask until an answer is understood.

        Args:
            question: stands before the answer, on its line.
            read: makes something of an answer; None, having said why, if it is not understood.

        Raises:
            EndOfInput: no more answers come.
        """
        while True:
            print(question, end=" ", file=self.told, flush=True)
            answer = read(self.read())
            if answer is not None:
                return answer

    def or_else(
        self, read: Callable[[str], Answer | None], sorry: str
    ) -> Callable[[str], Answer | None]:
        """The same reader, telling `sorry` when an answer is not understood."""

        def reading(answer: str) -> Answer | None:
            understood = read(answer)
            if understood is None:
                self.tell(sorry)
            return understood

        return reading


def yes_or_no(answer: str) -> bool | None:
    """`y`, `yes`, `n` and `no`, in either case."""
    return {"y": True, "yes": True, "n": False, "no": False}.get(answer.lower())


def number_to(most: int) -> Callable[[str], int | None]:
    """Reads a whole number from 1 to `most`."""

    def read(answer: str) -> int | None:
        return int(answer) if answer.isdecimal() and 1 <= int(answer) <= most else None

    return read
