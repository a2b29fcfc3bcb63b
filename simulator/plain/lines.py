"""Asking and telling by lines: the only place where line mode touches the streams.

Whatever the streams do, what comes out is an answer or one of two ends: no more answers, or nobody
there to hear. An answer is text from outside: it is never longer than a line that a person types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO, TypeVar

Answer = TypeVar("Answer")

LONGEST = 10_000
"""Characters of an answer. What stands beyond them on the line is passed over, up to so many times."""
PATIENCE = 100
"""How many answers to one question are not understood before it is no person who answers."""


class EndOfInput(Exception):  # noqa: N818  # not an error: the person or the pipe has stopped
    """No more answers come."""


class NobodyHears(Exception):  # noqa: N818  # the pipe was closed, or the disk behind it is full
    """What is told cannot be written. Its cause is the system's error."""


@dataclass(frozen=True)
class Lines:
    """A stream of answers and a stream of what is told. None stands for a stream that is closed."""

    answers: TextIO | None
    told: TextIO | None

    def tell(self, text: str = "") -> None:
        """Write one line, at once.

        Raises:
            NobodyHears: it cannot be written.
        """
        self._write(f"{text}\n")

    def read(self) -> str:
        """The next answer, without the blanks around it.

        Raises:
            EndOfInput: no more answers come.
        """
        line = self._read()
        if not line:
            raise EndOfInput
        rest = line
        for _ in range(PATIENCE):
            if len(rest) < LONGEST or rest.endswith("\n"):
                # A byte-order mark comes first where Windows wrote the answers.
                return line.strip().removeprefix("\ufeff").strip()
            rest = self._read()
        raise EndOfInput

    def ask(self, question: str, read: Callable[[str], Answer | None]) -> Answer:
        """Ask until an answer is understood.

        Args:
            question: stands before the answer, on its line.
            read: makes something of an answer; None, having said why, if it is not understood.

        Raises:
            EndOfInput: no more answers come, or none that is understood ever will.
        """
        for _ in range(PATIENCE):
            self._write(f"{question} ")
            given = self.read()
            if self.answers is not None and not self.answers.isatty():
                # A terminal has shown the answer already; a pipe has not even ended the line.
                self.tell(given if len(given) <= 60 and given.isprintable() else "")
            answer = read(given)
            if answer is not None:
                return answer
        raise EndOfInput

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

    def _read(self) -> str:
        if self.answers is None:
            return ""
        try:
            return self.answers.readline(LONGEST)
        except OSError:  # the terminal has gone, or it is a folder
            return ""

    def _write(self, text: str) -> None:
        if self.told is None:
            return
        try:
            self.told.write(text)
            self.told.flush()
        except OSError as error:
            raise NobodyHears from error


def yes_or_no(answer: str) -> bool | None:
    """`y`, `yes`, `n` and `no`, in either case."""
    return {"y": True, "yes": True, "n": False, "no": False}.get(answer.lower())


def number_to(most: int) -> Callable[[str], int | None]:
    """Reads a whole number from 1 to `most`, in the digits of any script."""

    def read(answer: str) -> int | None:
        # int() refuses thousands of digits, and `²` is a digit to everybody but int().
        if not answer.isdecimal() or len(answer) > 9:
            return None
        number = int(answer)
        return number if 1 <= number <= most else None

    return read
