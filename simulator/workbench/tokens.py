"""How far each line of a file is to be indented, told by the tokens of YAML.

Tokens are what no tree keeps: where a dash stands, and where a bracket closes. What must stay true: a line
inside of a text in quotation marks, or under `>` or `|`, is only ever moved as a whole with its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from simulator.workbench.layout import Layout, Row, Word, indent_of

STEP = 2
"""How much further what belongs to a key or dash is indented."""


class RareLayoutError(Exception):
    """The file is laid out in a way that is right, and so rare that nobody should touch it blindly."""


@dataclass(slots=True)
class Block:
    """Keys or items at one column, where they stand and where they are to stand."""

    old: int
    new: int
    is_list: bool
    indentless: bool = False
    """A list whose dashes stand under the first letter of their key."""
    key: str = ""
    """The key that was read last."""
    states: bool = False
    """Whether its keys are the states of the conversation."""


def layout_of(text: str, lines: tuple[str, ...]) -> Layout:
    """The layout of a text that is known to be YAML.

    Raises:
        RareLayoutError: it has keys that begin with `?`.
    """
    return _Pass(lines).over(text)


class _Pass:
    """One pass over the tokens of a file."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.made = Layout()
        self.blocks: list[Block] = []
        self.flows = 0
        self.flow_from = 0
        self.before: Any = None
        self.is_key = False

    def over(self, text: str) -> Layout:
        parser = getattr(yaml, "CLoader", yaml.Loader)(text)
        try:
            while (token := parser.get_token()) is not None:
                self._take(token)
                self.before = token
        finally:
            parser.dispose()
        return self.made

    def _take(self, token: Any) -> None:
        kind = type(token)
        if self.flows == 0:
            self._gap(token)
        if kind is yaml.ScalarToken:
            self._scalar(token)
        elif kind in (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken):
            if self.flows == 0:
                self.flow_from = token.start_mark.line
                self._alone(token)
            self.flows += 1
        elif kind in (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken):
            self.flows -= 1
            if self.flows == 0:
                self._flow(token.end_mark.line)
        elif self.flows == 0:
            self._structure(token)
        self.is_key = kind is yaml.KeyToken

    def _structure(self, token: Any) -> None:
        kind, mark = type(token), token.start_mark
        if (
            kind in (yaml.KeyToken, yaml.BlockEndToken)
            and self.blocks
            and self.blocks[-1].indentless
        ):
            self.blocks.pop()
        if kind is yaml.KeyToken:
            if token.end_mark.column != mark.column:
                raise RareLayoutError
            self._begin(mark)
        elif kind is yaml.BlockMappingStartToken:
            self._push(mark.column, is_list=False)
        elif kind is yaml.BlockSequenceStartToken:
            self._push(mark.column, is_list=True)
        elif kind is yaml.BlockEntryToken:
            if not self.blocks[-1].is_list:
                self._push(mark.column, is_list=True, indentless=True)
            self._begin(mark)
        elif kind is yaml.BlockEndToken:
            self.blocks.pop()

    def _push(self, column: int, *, is_list: bool, indentless: bool = False) -> None:
        above = self.blocks[-1] if self.blocks else None
        new = above.new + STEP if above else 0
        states = len(self.blocks) == 1 and not is_list and self.blocks[0].key == "states"
        if len(self.blocks) == 1 and self.before.end_mark.line in self.made.rows:
            self.made.rows[self.before.end_mark.line].has_block = True
        self.blocks.append(Block(column, new, is_list, indentless, states=states))

    def _begin(self, mark: Any) -> None:
        """A key or a dash: its line is a row if nothing stands before it."""
        if self.lines[mark.line][: mark.column].strip(" "):
            row = self.made.rows.get(mark.line)
            if row is not None:
                row.chain = self._chain()
            return
        here = self.blocks[-1]
        self.made.rows[mark.line] = Row(mark.column, here.new, self._chain(), is_state=here.states)

    def _chain(self) -> tuple[tuple[int, int], ...]:
        return tuple((block.old, block.new) for block in self.blocks)

    def _gap(self, token: Any) -> None:
        """Note too many blanks after a dash or colon on the same line."""
        if type(self.before) not in (yaml.ValueToken, yaml.BlockEntryToken):
            return
        end, start = self.before.end_mark, token.start_mark
        is_end = type(token) in (yaml.BlockEndToken, yaml.KeyToken)
        if end.line == start.line and start.column > end.column + 1 and not is_end:
            self.made.gaps.append((end.line, end.column, start.column))

    def _alone(self, token: Any) -> None:
        """A value that begins on a line of its own, below its key or dash."""
        mark = token.start_mark
        if self.blocks and not self.lines[mark.line][: mark.column].strip(" "):
            new = self.blocks[-1].new + STEP
            self.made.shifts[mark.line] = (new - mark.column, new)

    def _flow(self, last: int) -> None:
        """The lines of a list in brackets, or pairs in braces, move with the first of them."""
        here = self.blocks[-1] if self.blocks else Block(0, -STEP, False)
        first = self.flow_from
        row = self.made.rows.get(first)
        shift = row.new - row.old if row else self.made.shifts.get(first, (0, 0))[0]
        for line in range(first + 1, last + 1):
            closes = self.lines[line].lstrip(" ")[:1] in ("]", "}")
            least = here.new if closes else here.new + STEP
            self.made.shifts[line] = (shift, max(least, 0))
            self.made.fixed.add(line)

    def _scalar(self, token: Any) -> None:
        start, end = token.start_mark, token.end_mark
        if token.style in (">", "|"):
            self._text_block(token)
            return
        if self.is_key and self.flows == 0 and self.blocks:
            self.blocks[-1].key = token.value
            if len(self.blocks) == 1 and start.line in self.made.rows:
                self.made.rows[start.line].top = token.value
        if token.style and start.line == end.line:
            self.made.words.append(
                Word(
                    token.value,
                    token.style,
                    start.line,
                    start.column,
                    end.column,
                    self.is_key,
                    self.flows > 0,
                )
            )
        if end.line > start.line:
            self.made.fixed.update(range(start.line, end.line))
            if token.style:
                self.made.solid.update(
                    n for n in range(start.line, end.line) if self.lines[n].strip()
                )
        if self.flows == 0 and self.blocks and not self.is_key and start.line < len(self.lines):
            self._alone(token)
            new = self.blocks[-1].new + STEP
            for line in range(start.line + 1, end.line + 1):
                if self.lines[line].strip():
                    self.made.shifts[line] = (new - indent_of(self.lines[line]), new)

    def _text_block(self, token: Any) -> None:
        """A text under `>` or `|`: its lines move together, and their blanks are its own."""
        if not self.blocks:
            raise RareLayoutError
        here = self.blocks[-1]
        head = token.start_mark.line
        header = self.lines[head][token.start_mark.column + 1 :].split("#")[0]
        given = next((int(sign) for sign in header if sign in "123456789"), 0)
        old = here.old + given if given else self._first_indent(head + 1)
        if old <= here.old and not given:
            return
        new = here.new + (given or STEP)
        last = self._last_of(head + 1, old, keeps="+" in header)
        for line in range(head + 1, last + 1):
            blank = not self.lines[line].strip(" ")
            self.made.fixed.add(line)
            if not blank or len(self.lines[line]) > old:
                self.made.shifts[line] = (new - old, 0)
                self.made.solid.add(line)

    def _first_indent(self, line: int) -> int:
        for at in range(line, len(self.lines)):
            if self.lines[at].strip(" "):
                return indent_of(self.lines[at])
        return 0

    def _last_of(self, first: int, indent: int, *, keeps: bool) -> int:
        """The last line of a text; `keeps` says that the blank lines below belong to it."""
        last = first - 1
        for line in range(first, len(self.lines)):
            text = self.lines[line]
            blank = not text.strip(" ")
            if not blank and indent_of(text) < indent:
                break
            if not blank or len(text) > indent or keeps:
                last = line
        return last
