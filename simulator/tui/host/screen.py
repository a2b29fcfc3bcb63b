"""The panel: what the room does, and single keys for what comes next. `u` undoes a slip of the finger."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import events as keys_
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.core import room_events as events
from simulator.core.room import next_stage, previous_stage
from simulator.core.room_events import Event
from simulator.core.room_stages import AFTERWARDS, ANSWERED, VOTING, Stage
from simulator.core.room_views import panel
from simulator.core.speech import LETTERS
from simulator.tui.host.leading import Leading
from simulator.tui.host.led import LedScreen
from simulator.tui.host.rows import WAYS_OUT, end_rows, head_row, lobby_rows, turn_rows
from simulator.tui.rows import BLANK, Row, indented, measure, paragraph, say, words
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page
from simulator.workshop.log import LogError

LONELY = 60.0
"""Seconds without a phone after which the ways out are named."""
MORE_TIME = 30
ENDS_HERE = "q once more ends the session here. Its file stays, and it can be taken up again."
GOES_ON = "q once more leaves. The session goes on, and the same command leads it again."


class PanelPage(Page):
    """A page that leaves the space bar alone: here it leads on."""

    def key_moves(self, key: str) -> int:
        """How far a key moves the page."""
        return 0 if key == "space" else super().key_moves(key)


class HostPanel(LedScreen):
    """A session, as the facilitator sees it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "go_on", show=False),
        Binding("b", "back", show=False),
        Binding("k", "skip", show=False),
        Binding("v", "vote_again", show=False),
        Binding("u", "undo", show=False),
        Binding("plus", "more_time", show=False),
        Binding("s", "simple", show=False),
        Binding("l", "lock", show=False),
        Binding("h", "hands", show=False),
        Binding("o", "names", show=False),
        Binding("e", "histograms", show=False),
        Binding("c", "close_early", show=False),
        Binding("p", "people", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, led: Leading) -> None:
        super().__init__(led)
        self._shown = -1
        self._seen: tuple[tuple[object, ...], dict[str, Any]] | None = None
        """What the panel was made of, and the panel."""
        self._began = time.monotonic()
        self._hands: list[str] | None = None
        """What is typed of a show of hands, a number for each reply; None while none is taken."""
        self._is_leaving = False

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield PanelPage(self._rows, id="body")

    def more_looks(self) -> tuple[object, ...]:
        """Whether nobody comes."""
        return (self._is_lonely,)

    def renew(self) -> None:
        """Show the page anew, from where it stands."""
        self.query_one("#body", Page).show(self._rows, home=False)
        if self._shown != self._led.session.version:
            self._shown = self._led.session.version
            self.refresh_edges()

    @property
    def _is_lonely(self) -> bool:
        """Whether no phone has come for so long that the ways out are named."""
        return not self._led.session.room.people and time.monotonic() - self._began > LONELY

    def _to_top(self) -> None:
        """To where it says what is being done."""
        self.query_one("#body", Page).top = 0
        self.renew()

    # What is on it

    def title_row(self) -> tuple[Content, Content]:
        """What is played, and how to get in."""
        led = self._led
        title = led.session.room.conversation.engine.scenario.title
        return words(title, "strong"), words(f"{led.address}  {led.opening.code}", "quiet")

    def keys(self) -> Sequence[Key]:
        """What works now."""
        if self._hands is not None:
            return (("digits", "a count"), ("↵", "next"), ("esc", "no hands"))
        room = self._led.session.room
        following = next_stage(room)
        found: list[Key] = []
        if following is not None:
            found.append(("space", f"{following.value}"))
        if room.stage in VOTING | {Stage.SCENE, Stage.ADVICE, Stage.DISCUSS}:
            found.append((f"1-{len(room.offered)}", "decide"))
        if room.stage in ANSWERED:
            found.append((f"1-{len(room.offered)}", "other branch"))
        if room.stage is Stage.ADVICE:
            found.append(("v", "vote again"))
        found += [("b", "back"), ("u", "undo"), ("h", "hands"), HELP, ("q", "quit")]
        return found

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (
            ("k", "skip the discussion"),
            ("+", f"{MORE_TIME} seconds more"),
            ("s", "one vote a turn, or full rounds again"),
            ("l", "lock the door, or open it"),
            (
                "p",
                "people: remove a device, hide or change a name, the fishbowl, who speaks for a table",
            ),
            ("o", "hide nicknames, or show them"),
            ("e", "histograms after the first vote, or only after the second"),
            ("c", "go to the close"),
        )

    def _panel(self) -> dict[str, Any]:
        """What is seen of the room, made once for all looks in which nothing has happened."""
        led = self._led
        made_of = (led.session.version, led.valuation)
        if self._seen is None or self._seen[0] != made_of:
            self._seen = made_of, panel(led.session.room, led.valuation)
        return self._seen[1]

    def _rows(self, width: int) -> list[Row]:
        led = self._led
        room = led.session.room
        seen = self._panel()
        margin, column = measure(width, max(self.room.settings.text_width, 90))
        rows = [head_row(room, self.clock(), column)]
        if led.is_lost:
            rows.append(say("The session is not reached at the moment. It goes on there.", "costs"))
        # Above what may be longer than the screen.
        if self._hands is not None:
            rows += [BLANK, *paragraph(say(self._hands_words(), "accent"), column)]
        if self._is_leaving:
            text = GOES_ON if led.goes_on else ENDS_HERE
            rows += [BLANK, *paragraph(say(text, "accent"), column)]
        if room.stage is Stage.LOBBY:
            others = [(led.at(one.ip), one.adapter) for one in led.addresses[1:5]]
            rows += lobby_rows(seen, led.opening.code, led.address, others, column)
            if self._is_lonely:
                rows += [BLANK, *(say(text, "accent") for text in WAYS_OUT)]
        elif room.stage in AFTERWARDS:
            rows += end_rows(seen, column)
        else:
            rows += turn_rows(seen, room, column)
        return [BLANK, *indented(rows, margin)]

    # What the facilitator does

    def _send(self, *some: Event) -> None:
        async def sending() -> None:
            try:
                for event in some:
                    await self._led.session.send(event)
            except LogError as error:
                self.keys_edge.tell(
                    say(f"This could not be kept, and has not happened: {error}", "costs")
                )
            self._is_leaving = False
            self.renew()

        self.run_worker(sending(), group="send")

    def _move(self, dest: Stage | None) -> None:
        room = self._led.session.room
        if dest is not None:
            self._send(events.Moved(room.turn, room.stage, dest))

    def action_go_on(self) -> None:
        """To the next stage."""
        self._move(next_stage(self._led.session.room))

    def action_back(self) -> None:
        """To the stage before."""
        self._move(previous_stage(self._led.session.room))

    def action_skip(self) -> None:
        """Past the discussion."""
        self._move(Stage.REVEAL)

    def action_vote_again(self) -> None:
        """The first vote once more."""
        if self._led.session.room.stage is Stage.ADVICE:
            self._move(Stage.VOTE)

    def action_undo(self) -> None:
        """Take the last thing back."""
        self._send(events.Undone())

    def action_more_time(self) -> None:
        """Half a minute more."""
        room = self._led.session.room
        self._send(events.Extended(room.turn, room.stage, MORE_TIME))

    def action_simple(self) -> None:
        """One vote a turn, or full rounds."""
        self._send(events.Simple(not self._led.session.room.is_simple))

    def action_lock(self) -> None:
        """Lock the door, or open it."""
        self._send(events.Locked(not self._led.session.room.is_locked))

    def action_names(self) -> None:
        """Hide nicknames, or show them."""
        self._send(events.NamesHidden(not self._led.session.room.names_hidden))

    def action_histograms(self) -> None:
        """Show histograms early, or not."""
        self._send(events.HistogramsShown(not self._led.session.room.histograms_early))

    def action_close_early(self) -> None:
        """To the close, before the end."""
        self._move(Stage.CLOSE)

    def action_people(self) -> None:
        """Who is here."""
        from simulator.tui.host.people import People

        self.app.push_screen(People(self._led))

    def action_leave(self) -> None:
        """Quit, once it was said what that means."""
        if self._is_leaving or self._led.session.room.stage is Stage.CLOSE:
            self.app.exit()
        self._is_leaving = True
        self._to_top()

    # A show of hands

    def action_hands(self) -> None:
        """Count hands, for the replies or for the prediction."""
        room = self._led.session.room
        if room.round is not None and room.stage not in {Stage.VERDICT, Stage.CLOSE}:
            self._hands = [""]
            self.refresh_edges()
            self._to_top()

    @property
    def _asked(self) -> list[str]:
        """What hands are counted for."""
        room = self._led.session.room
        if room.stage is Stage.PREDICT:
            return ["yes", "no"]
        return list(LETTERS[: len(room.offered)])

    def _hands_words(self) -> str:
        given = self._hands or []
        counts = [
            f"{name} {given[at] if at < len(given) else ''}".rstrip()
            + ("▏" if at == len(given) - 1 else "")
            for at, name in enumerate(self._asked)
        ]
        return "Hands: " + "   ".join(counts)

    def _next_hand(self) -> None:
        assert self._hands is not None  # only while hands are counted
        if len(self._hands) < len(self._asked):
            self._hands.append("")
            self.renew()
            return
        counts = [int(typed or "0") for typed in self._hands]
        self._hands = None
        self.refresh_edges()
        room = self._led.session.room
        if room.stage is Stage.PREDICT:
            self._send(events.CountedPrediction(*counts))
            return
        stage = Stage.REVOTE if room.stage in {Stage.DISCUSS, Stage.REVOTE} else Stage.VOTE
        names = [one.id for one in room.offered]
        hands = dict(zip(names, counts, strict=True))
        self._send(events.Counted(room.turn, stage, hands))

    def on_key(self, event: keys_.Key) -> None:
        """Digits decide, show another branch, or count hands."""
        key = event.key
        if self._hands is not None and (key.isdecimal() or key in {"backspace", "escape"}):
            self._type(key)
        elif self._hands is not None and key in {"enter", "space"}:
            # Here, and by no binding: that would come behind a digit that was typed after it.
            self._next_hand()
        elif key.isdecimal():
            self._pick(int(key))
        else:
            return
        event.stop()
        event.prevent_default()

    def _type(self, key: str) -> None:
        assert self._hands is not None  # only while hands are counted
        if key == "escape":
            self._hands = None
            self.refresh_edges()
        elif key == "backspace":
            self._hands[-1] = self._hands[-1][:-1]
        elif len(self._hands[-1]) < 5:
            self._hands[-1] += key
        self.renew()

    def _pick(self, number: int) -> None:
        room = self._led.session.room
        if not 1 <= number <= len(room.offered):
            return
        reply = room.offered[number - 1].id
        if room.stage in ANSWERED:
            self._send(events.Foreseen(room.turn, reply))
        else:
            self._send(events.Decided(room.turn, reply))
