"""What the preview holds: the last good state of the file, where the author stands, and what is known.

It is told what was read and what was found, and knows no screen, no thread and no clock.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.conversation import Conversation
from simulator.core.machine import ConversationMachine
from simulator.core.scenario import Aside, Scenario
from simulator.tui.preview.found import Found, Progress
from simulator.tui.preview.inside_rows import Inside
from simulator.tui.preview.problem_rows import Problems
from simulator.tui.preview.reading import Reading
from simulator.tui.preview.standing import Standing, follow, moved, stayed_words
from simulator.tui.preview.walking import Chances, Ways


class Rehearsal:
    """A play of a file that changes. Nothing of it can be played until a first good state was read."""

    def __init__(self) -> None:
        self.reading: Reading | None = None
        """The last state of the file, good or not."""
        self.machine: ConversationMachine | None = None
        """Of the last good one."""
        self.standing: Standing | None = None
        self.variant: str | None = None
        self.problems = Problems()
        self.notice = ""
        """What the last change of the file did to the play; empty once the author goes on."""
        self.trouble = ""
        """Why the file cannot be seen at the moment; empty while it can."""
        self.aside: str | None = None
        """The thought that was chosen for this turn."""
        self.is_thinking = False
        """Whether thoughts are offered now, and replies after them."""
        self._chances: dict[str | None, Chances] = {}
        self._ways: dict[str | None, Ways] = {}

    @property
    def conversation(self) -> Conversation | None:
        """The conversation so far; None until there is one."""
        return self.standing.conversation if self.standing is not None else None

    @property
    def scenario(self) -> Scenario | None:
        """What is played."""
        return self.machine.engine.scenario if self.machine is not None else None

    @property
    def variants(self) -> tuple[str | None, ...]:
        """The variants of what is played; None alone where it has none."""
        return self.scenario.variant_ids if self.scenario is not None else (None,)

    @property
    def inside(self) -> Inside | None:
        """What only the author sees."""
        if self.conversation is None:
            return None
        return Inside(self.conversation, self._chances.get(self.variant))

    @property
    def thoughts(self) -> tuple[Aside, ...]:
        """The thoughts that this turn offers before its replies."""
        if self.conversation is None or self.conversation.state is None:
            return ()
        return self.conversation.state.asides if not self.conversation.is_over else ()

    # What was read and found

    def take(self, reading: Reading) -> bool:
        """Take up another state of the file. Gives whether it is the one that is played now."""
        self.reading = reading
        has_errors = reading.machine is None
        progress = Progress.MENDING if has_errors else Progress.WAITING
        is_older = has_errors and self.standing is not None
        self.problems = Problems(reading.found, progress, is_older)
        if reading.machine is None:
            return False
        self.machine = reading.machine
        self._chances, self._ways = {}, {}
        lost = self.variant if self.variant not in self.variants else None
        if self.variant not in self.variants:
            self.variant = self.variants[0]
        is_first = self.standing is None
        self._stay()
        stayed = stayed_words(self.standing) if self.standing is not None else ""
        gone = f"the variant `{lost}` is gone" if lost else ""
        self.notice = "; ".join(filter(None, (gone, stayed)))
        if not self.notice and not is_first:
            self.notice = "the file was read again"
        return True

    def found_in_full(self, found: Found | None) -> None:
        """Take up what a check of the whole file found; None if it could not be made."""
        if found is None:
            self.problems = Problems(self.problems.found, Progress.FAILED)
        else:
            self.problems = Problems(found, Progress.DONE)

    def check_begins(self) -> None:
        """The file has rested."""
        self.problems = Problems(self.problems.found, Progress.UNDER_WAY)

    def is_valued(self) -> bool:
        """Whether V of the variant in play is known, or known to be out of reach."""
        return self.variant in self._chances

    def valued(self, variant: str | None, found: Chances) -> None:
        """Take up V of a variant."""
        self._chances[variant] = found

    @property
    def ways(self) -> Ways | None:
        """The ways to every state in the variant in play, once they were looked for."""
        return self._ways.get(self.variant)

    def keep_ways(self, ways: Ways) -> None:
        """Take up the ways to every state."""
        self._ways[self.variant] = ways

    # What the author does. Nothing happens where it cannot be done.

    def choose(self, option: str) -> bool:
        """Take a thought or a reply that is offered. Gives whether it was."""
        if self.conversation is None:
            return False
        if self.is_thinking:
            if option and option not in {one.id for one in self.thoughts}:
                return False
            self.aside, self.is_thinking, self.notice = option or None, False, ""
            return True
        if option not in {one.id for one in self.conversation.replies}:
            return False  # the file has changed since
        self._stand(Standing(self.conversation.choose(option, self.aside)))
        return True

    def back(self) -> None:
        """To the turn before this one."""
        if self.conversation is not None and self.conversation.turns:
            turns = len(self.conversation.turns) - 1
            self._stand(Standing(self.conversation.rewind(turns)))

    def go(self, replies: Sequence[str]) -> None:
        """To where these replies lead from the opening."""
        if self.machine is not None:
            said = [(reply, None) for reply in replies]
            self._stand(follow(self.machine, self.variant, said, len(said) + 1))
            self.notice = stayed_words(self.standing) if self.standing is not None else ""

    def anew(self) -> None:
        """To the opening."""
        self.go(())

    def next_variant(self) -> None:
        """To the same turn in the next variant, as far as it has it."""
        if self.machine is None or self.standing is None or len(self.variants) < 2:
            return
        at = self.variants.index(self.variant) + 1
        self.variant = self.variants[at % len(self.variants)]
        self._stay()
        self.notice = stayed_words(self.standing)

    def _stay(self) -> None:
        """To the same turn in what is played now."""
        assert self.machine is not None  # both callers have one
        before, aside, was_thinking = self.standing, self.aside, self.is_thinking
        if before is None:
            self._stand(follow(self.machine, self.variant, ()))
            return
        after = moved(before, self.machine, self.variant)
        self._stand(after)
        is_same = (after.turn, after.at) == (before.turn, before.at)
        if self.is_thinking and is_same and not was_thinking:
            self.is_thinking = False
            self.aside = aside if aside in {one.id for one in self.thoughts} else None

    def _stand(self, standing: Standing) -> None:
        self.standing, self.notice, self.aside = standing, "", None
        self.is_thinking = bool(self.thoughts)
