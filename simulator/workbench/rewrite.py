"""What a command that rewrites files has to say of one file."""

from __future__ import annotations

from typing import NamedTuple

from simulator.compiler.diagnostic import Diagnostic


class Rewrite(NamedTuple):
    """A file, rewritten.

    Attributes:
        data: its bytes afterwards; as they were, if there is nothing to do or it cannot be done.
        diagnostics: why the file cannot be read.
        complaint: why it cannot be rewritten although it can be read; one line.
        note: why there is nothing to do, where that needs saying; one line.
    """

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    complaint: str = ""
    note: str = ""

    @property
    def is_failed(self) -> bool:
        """Whether it could not be done."""
        return bool(self.diagnostics or self.complaint)
