"""YAML text to a tree of nodes, in one pass over the parser's events.

What must stay true: no text can crash it or make it recurse (depth and number of values are bounded on the
events, before anything is built on them), nothing of the file is interpreted as code or type, and after an
error in the layout reading goes on where the next key stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator.compiler.diagnostic import Problems, Span
from simulator.compiler.kinds import KeyKinds
from simulator.compiler.nodes import Mapping, Mark, Node, Scalar, Sequence, is_poison, span_of
from simulator.compiler.rules import form_file, form_keys, form_speech, form_yaml
from simulator.compiler.source import POISON, REFUSED, START, Source

if TYPE_CHECKING:
    from collections.abc import Callable

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # without libyaml: slower, and a `?` in brackets is refused
    Parser: Any = yaml.Loader  # type: ignore[no-redef]

Lines = list[str] | tuple[str, ...]

DEEPEST = 32
LONGEST_MARK = 80
NO_KEYS = KeyKinds(frozenset(), frozenset())
MOST_NODES = 1_000_000
WORDS = re.compile(r"[\w-]+")


class _StopError(Exception):
    """Reading cannot go on, and why has been reported."""


@dataclass(slots=True)
class Tree:
    """What was read of a file.

    `left_out` are the lines, from 0, that could not be read, and `lost` their words: whatever they may
    have defined is neither missing nor undefined. `whole` says that nothing is lost but words of a text.
    """

    root: Node | None = None
    lost: set[str] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    whole: bool = True

    def lose(self, lines: Lines) -> None:
        """Note that these lines were not read."""
        self.whole = False
        self.lost.update(word for line in lines for word in WORDS.findall(line))


def read(source: Source, problems: Problems, keys: KeyKinds = NO_KEYS) -> Tree:
    """Read a source into a tree.

    Args:
        source: what to read; it must be usable.
        problems: where to note what is wrong.
        keys: which keys take text or a list, to tell what was meant by a line that YAML cannot read.
    """
    tree = Tree()
    reading = Pass(source.text, source.lines, Problems(source.name), keys)
    try:
        reading.into(tree)
    except yaml.MarkedYAMLError as error:
        from simulator.compiler.recovery import read_on

        reading = read_on(error, reading, tree, problems)
    problems.found.extend(reading.problems.found)
    return tree


def root_of(tree: Tree, problems: Problems) -> Mapping | None:
    """The keys at the left edge of a file. Where something else stands there, or nothing, that is noted."""
    root = tree.root
    if isinstance(root, Mapping):
        return root
    if root is None or (isinstance(root, Scalar) and not root.value):
        if not problems.found:
            problems.add(form_file.empty, START)
    elif not is_poison(root):
        problems.add(form_keys.not_a_scenario, span_of(root))
    return None


class Pass:
    """One pass over the events of a text."""

    def __init__(self, text: str, lines: Lines, problems: Problems, keys: KeyKinds) -> None:
        self.text = text
        self.lines = lines
        self.keys = keys
        self.problems = problems
        self.second_from: int | None = None
        """The line, from 0, on which a second document begins. Nothing from there on is read."""
        self.quoted_from: int | None = None
        """The line, from 0, on which the last value in quotation marks began, if it ran over several."""

    def again(self, lines: list[str]) -> Pass:
        """A pass over other lines of the same file."""
        return Pass("\n".join(lines), lines, Problems(self.problems.file), self.keys)

    def into(self, tree: Tree) -> None:
        """Put what is read into `tree`.

        Raises:
            yaml.MarkedYAMLError: the text is not YAML.
        """
        parser = Parser(self.text)
        try:
            tree.root = self._run(parser.get_event)
        except _StopError:
            tree.whole = False
        except ValueError:  # PyYAML's own parser, of a character number that is too large
            self.problems.add(form_yaml.not_yaml, START)
            tree.whole = False
        except yaml.MarkedYAMLError as error:
            # libyaml reads ahead, and has a bound of its own from 0.2.6 on.
            mark = error.problem_mark
            if mark is None or "nesting depth" not in str(error.problem):
                raise
            self.problems.add(form_yaml.too_deep, Span(mark.line + 1, 1, mark.line + 1, 2))
            tree.whole = False
        finally:
            parser.dispose()
        if self.second_from is not None:
            tree.lose(self.lines[self.second_from :])

    def _run(self, next_event: Callable[[], Any]) -> Node | None:
        into: list[Node] = []
        top = into
        outer: list[list[Node]] = []
        nodes = 0
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is Scalar:
                if event.anchor is not None or event.tag is not None or event.style:
                    event = self._looked_at(event)
                into.append(event)
                nodes += 1
                if nodes > MOST_NODES:
                    self.problems.add(form_file.too_large, _at(event))
                    raise _StopError
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_marks(event)
                made = (Mapping if kind is MappingStartEvent else Sequence)(
                    event.start_mark, event.flow_style
                )
                into.append(made)
                outer.append(into)
                into = made.flat
                nodes += 1
                if len(outer) > DEEPEST:
                    self.problems.add(form_yaml.too_deep, _at(event))
                    raise _StopError
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                into = outer.pop()
            elif kind is AliasEvent:
                self._refuse_marks(event)
                into.append(_poison(event))
            elif kind is DocumentStartEvent and (top or event.version or event.tags):
                self.problems.add(form_yaml.several_documents, _at(event))
                if top:
                    self.second_from = event.start_mark.line
                    break
        return top[0] if top else None

    def _looked_at(self, event: Scalar) -> Scalar:
        """A single value that is more than plain words: in quotation marks, a block of text, or marked."""
        marked = event.anchor is not None or event.tag is not None
        if marked:
            self._refuse_marks(event)
        if event.style == '"' and (found := re.search(REFUSED, event.value)):
            self.problems.add(form_file.control_character, span_of(event), ord(found[0]))
            marked = True
        if event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self.quoted_from = event.start_mark.line
        return _poison(event) if marked else event

    def _refuse_marks(self, event: Any) -> None:
        """Refuse YAML's anchors, aliases and tags. In a line of text they are its first character."""
        from simulator.compiler.rows import row

        mark = event.start_mark
        line = self.lines[mark.line]
        written = line[mark.column : mark.column + LONGEST_MARK].split(" ")[0]
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1 + len(written))
        here = row([line[: 2 * LONGEST_MARK]], 0) if mark.column < LONGEST_MARK else None
        in_text = here and here.key in self.keys.text and here.value_at == mark.column
        if in_text and not written.startswith("!!"):
            self.problems.add(form_speech.begins_with_sign, span, written[:1])
        elif event.anchor is not None:
            self.problems.add(form_yaml.alias, span, written)
        else:
            self.problems.add(form_yaml.tag, span, written)


def _poison(event: Any) -> Scalar:
    return Scalar(None, None, (True, False), POISON, event.start_mark, event.end_mark)


def _at(event: Any) -> Span:
    mark: Mark = event.start_mark
    return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
