"""The files that are open, and what is known of them so far."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from simulator.compiler.compile import digest
from simulator.compiler.diagnostic import Diagnostic
from simulator.lsp.background import Background
from simulator.lsp.checks import Further, at_once, further, order_of, still_there
from simulator.lsp.document import Document, read
from simulator.lsp.worth import Worths, worths
from simulator.workbench.orders import Order

MOST_KEPT = 8
"""Of how many texts V is kept."""


@dataclass
class Opened:
    """One open file. The order is how its folder wants it to be checked, as of when it was last saved."""

    document: Document
    order: Order
    trouble: str = ""
    further: Further = field(default_factory=Further)
    checking: Future[Further] | None = None

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What an editor shows now; nothing for a file that is no scenario."""
        if not self.document.is_scenario:
            return ()
        now = at_once(self.document, self.order)
        old = still_there(self.further, self.document)
        return tuple(sorted({*now, *old}, key=lambda one: (one.span, one.code)))


class Session:
    """What a server keeps, from the first file that is opened to the last that is closed."""

    def __init__(self) -> None:
        self._opened: dict[str, Opened] = {}
        self._worths: OrderedDict[str, Future[Worths]] = OrderedDict()
        self._checks = Background()
        self._valuations = Background()

    def opened(self, uri: str, path: Path | None, text: str) -> Opened:
        """The file of a URI with this text, read anew only if the text is another."""
        name = str(path) if path is not None else uri
        known = self._opened.get(uri)
        if known is None:
            known = Opened(read(text, name), *order_of(path, name))
            self._opened[uri] = known
        known.document = read(text, name, known.document)
        return known

    def close(self, uri: str) -> None:
        """Forget a file."""
        closed = self._opened.pop(uri, None)
        if closed is not None and closed.checking is not None:
            closed.checking.cancel()

    def check(self, uri: str, path: Path | None, text: str, done: Callable[[], None]) -> Opened:
        """Begin to look for all that `check` finds; `done` is called, in another thread, when it is there."""
        one = self.opened(uri, path, text)
        one.order, one.trouble = order_of(path, one.order.file.name)
        if one.checking is not None:
            one.checking.cancel()
        document, order = one.document, one.order
        work = self._checks.do(lambda: further(document, order))
        one.checking = work

        def finished(future: Future[Further]) -> None:
            if not future.cancelled() and one.checking is work:
                one.further = future.result()
                done()

        work.add_done_callback(finished)
        return one

    def worths(self, document: Document) -> tuple[Future[Worths], bool] | None:
        """V of the last reading without errors, when it is there, and whether that is an old one.

        None if there was no such reading yet.
        """
        good = document.good
        if good is None or good.scenario is None:
            return None
        scenario = good.scenario
        key = digest(good.source.text)
        if key not in self._worths:
            self._worths[key] = self._valuations.do(lambda: worths(scenario))
            while len(self._worths) > MOST_KEPT:
                self._worths.popitem(last=False)[1].cancel()
        return self._worths[key], good is not document.compiled
