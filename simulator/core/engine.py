"""One reply's effect on a situation: guards, effects, targets, in the order that the model lays down.

`step` is the whole of it: ``say`` applies the reply, ``target`` chooses where it leads, and ``enter``
arrives there. The live conversation runs the same three through its state machine, and the walk of
every situation calls `step` by the hundred thousand. Nothing here reads a clock, a file or chance.
"""

from __future__ import annotations

from simulator.core import promises as ledger
from simulator.core import trust as rules
from simulator.core.conditions import EARLY_ONCE, EARLY_TWICE, KNOWN, UNKNOWN, Situation
from simulator.core.notes import (
    FactDenied,
    Notes,
    PromiseMoved,
    ReferralMadeEasy,
    TruthHeard,
    TruthPressed,
)
from simulator.core.program import Move, Place, Program, Way
from simulator.core.scenario import Before, Channel, Condition, Fact, Reply, Scenario
from simulator.core.trust import NUMBER, Change, Judge, Terms, Trust

IN_PERSON, TEXT = Channel.IN_PERSON.value, Channel.TEXT.value

Memo = dict[tuple[Trust, Change, str], Trust]
MEMO_LIMIT = 500_000


def _remember(memo: Memo, key: tuple[Trust, Change, str], trust: Trust) -> None:
    if len(memo) >= MEMO_LIMIT:
        memo.clear()
    memo[key] = trust


class Engine:
    """The rules of one scenario, looked up once. It keeps no play: all that varies is a `Situation`."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        customer = scenario.customer
        bar = dict(customer.bar)
        honest, able, on_my_side, hears_me = (int(bar[dimension]) for dimension in rules.DIMENSIONS)
        self.terms = Terms(
            NUMBER[customer.door],
            (honest, able, on_my_side, hears_me),
            scenario.channel_rule.value == "strict",
        )
        self.program = Program(scenario)
        self.places, self.ways = self.program.places, self.program.ways
        self._judged_before: Memo = {}
        self._changed_before: Memo = {}

    # Looking up

    def holds(self, condition: Condition, situation: Situation) -> bool:
        """Whether a condition holds in a situation."""
        test = self.program.test(condition)
        return test is None or test(situation)

    def facts(self, situation: Situation) -> tuple[Fact, ...]:
        """What the briefing tells the seller in this situation."""
        return tuple(
            fact for fact in self.scenario.seller.facts if self.holds(fact.when, situation)
        )

    # Playing

    def opening(
        self,
        variant: str | None = None,
        notes: Notes | None = None,
        before: tuple[Before, ...] | None = None,
    ) -> Situation:
        """The situation in which a play of that variant starts, the start state entered.

        What lies between the two is what the scenario says, unless something else is given as `before`.

        Raises:
            KeyError: the scenario has no such variant, or needs one and none was named.
        """
        scenario = self.scenario
        variants = {one.id for one in scenario.variants}
        if variant not in variants and (variants or variant is not None):
            raise KeyError(variant)
        blank = Situation(
            scenario.start,
            Trust(),
            ledger.opening(tuple(scenario.promises.values()), frozenset()),
            (UNKNOWN,) * len(scenario.truths),
            (0,) * len(self.program.numbers.used),
            scenario.channel.value,
            variant,
            False,
        )
        before = scenario.before if before is None else before
        holding = [one for one in before if self.holds(one.when, blank)]
        what = Change(
            tuple((NUMBER[d], int(r)) for one in holding for d, r in one.earned),
            tuple((NUMBER[d], w.value) for one in holding for d, w in one.wounds),
        )
        repaired = sum(one.breaches_repaired for one in holding)
        scarred = repaired > 0 or any(one.scarred for one in holding)
        trust = Trust(breach_count=min(repaired, 2), scarred=scarred)
        trust = rules.rested(rules.change(trust, what, by_text=False))
        trust = rules.judge(trust, self.terms, blank.channel == IN_PERSON)
        opened = blank._replace(
            trust=trust,
            promises=ledger.opening(
                tuple(scenario.promises.values()),
                frozenset(name for one in holding for name in one.promises),
            ),
            truths=tuple(
                KNOWN if any(name in one.truths for one in holding) else UNKNOWN
                for name in scenario.truths
            ),
        )
        return self.enter(opened, scenario.start, notes=notes)

    def ways_from(self, situation: Situation) -> tuple[Way, ...]:
        """The replies that can be used now, with all that is known of them. None at an ending."""
        place = self.places.get(situation.at)
        if place is None:
            return ()
        if place.is_free:
            return place.ways
        used = situation.used
        return tuple(
            way
            for way in place.ways
            if (way.test is None or way.test(situation))
            and (way.counter is None or used[way.counter] < way.reply.again)
        )

    def replies(self, situation: Situation) -> tuple[Reply, ...]:
        """The replies that can be used now, in the order of the file. None at an ending."""
        place = self.places.get(situation.at)
        if place is not None and place.is_free:
            return place.replies
        return tuple(way.reply for way in self.ways_from(situation))

    def step(self, situation: Situation, reply: str) -> Situation:
        """The situation after a reply. Whether it may be used now is for `replies` to say.

        Raises:
            KeyError: the scenario has no such reply.
        """
        return self.take(situation, self.ways[reply])

    def take(self, situation: Situation, way: Way) -> Situation:
        """`step`, for a caller that has the way at hand."""
        said = self.say(situation, way)
        return self.enter(said, self.target(said, way))

    def target(self, said: Situation, way: Way) -> str:
        """Where a reply leads, once it is said: the first target whose condition holds."""
        for test, go in way.targets:
            if test is None or test(said):
                return go
        raise AssertionError(f"the last target of `{way.reply.id}` has a condition")

    def say(
        self,
        situation: Situation,
        way: Way,
        judge: Judge | None = None,
        notes: Notes | None = None,
    ) -> Situation:
        """Apply a reply's effects and let the rules judge; where it leads is not chosen yet."""
        move = way.move
        used = situation.used
        what = move.change
        if way.counter is not None:
            what = move.again() if used[way.counter] else what
            used = (*used[: way.counter], used[way.counter] + 1, *used[way.counter + 1 :])
        promises, truths = situation.promises, situation.truths
        if not move.is_plain:
            what, promises, truths = self._resolve(situation, move, what, notes)
        return Situation(
            situation.at,
            self._judged(situation.trust, what, situation.channel, judge, notes),
            promises,
            truths,
            used,
            situation.channel,
            situation.variant,
            situation.eased or move.eases,
        )

    def enter(
        self,
        situation: Situation,
        go: str,
        judge: Judge | None = None,
        notes: Notes | None = None,
    ) -> Situation:
        """Arrive at a state or an ending: its channel, its events, what falls due, the rules again."""
        place = self.places.get(go)
        trust = situation.trust
        promises = situation.promises
        channel = situation.channel
        if place is not None and place.is_busy:
            channel = place.channel or channel
            arrived = situation._replace(at=go, channel=channel)
            for test, move in place.events:
                if test is None or test(arrived):
                    arrived = self._happen(arrived, move, notes)
            arrived = self._settle(arrived, place, notes)
            promises = arrived.promises
            trust = self._judged(arrived.trust, rules.NO_CHANGE, channel, judge, notes)
        used = situation.used
        return Situation(
            go,
            rules.rested(trust),
            promises,
            situation.truths,
            self._remembered(used, go) if used else used,
            channel,
            situation.variant,
            situation.eased,
        )

    # The parts of a step

    def _remembered(self, used: tuple[int, ...], place: str) -> tuple[int, ...]:
        """The counts without those of a circle of states that has been left for good."""
        matters = self.program.remembers[place]
        if matters is None or not any(used):
            return used
        return tuple(count if kept else 0 for count, kept in zip(used, matters, strict=True))

    def _judged(
        self, trust: Trust, what: Change, channel: str, judge: Judge | None, notes: Notes | None
    ) -> Trust:
        """The trust after a change, judged. A walk meets the same change of the same trust often."""
        if judge is None and notes is None:
            key = (trust, what, channel)
            known = self._judged_before.get(key)
            if known is None:
                changed = rules.change(trust, what, channel == TEXT)
                known = rules.judge(changed, self.terms, channel == IN_PERSON)
                _remember(self._judged_before, key, known)
            return known
        changed = rules.change(trust, what, channel == TEXT, notes)
        judged = (judge or rules.judge)(changed, self.terms, channel == IN_PERSON)
        if notes is not None:
            rules.note_move(notes, changed, judged)
        return judged

    def _changed(self, trust: Trust, what: Change, channel: str, notes: Notes | None) -> Trust:
        """The trust after a change that is judged later, with others."""
        if notes is not None:
            return rules.change(trust, what, channel == TEXT, notes)
        key = (trust, what, channel)
        known = self._changed_before.get(key)
        if known is None:
            known = rules.change(trust, what, channel == TEXT)
            _remember(self._changed_before, key, known)
        return known

    def _resolve(
        self, situation: Situation, move: Move, what: Change, notes: Notes | None
    ) -> tuple[Change, tuple[int, ...], tuple[int, ...]]:
        """What a reply does here and now: the change to trust, the promises and the truths."""
        evidence, wounds = what.evidence, what.wounds
        truths, too_early = self._ask(situation, move.asks, notes)
        outcome = ledger.act(situation.promises, move.actions, self.program.accounts)
        if outcome.evidence or outcome.wounds or outcome.renegotiated:
            evidence = (*evidence, *outcome.evidence)
            wounds = (*wounds, *outcome.wounds)
        if outcome.renegotiated:
            evidence = tuple(one for one in evidence if one[0] != rules.HONEST)
        if move.presses is not None and situation.truths[move.presses] == KNOWN:
            wounds = (*wounds, (rules.ON_MY_SIDE, rules.BREACH))
            if notes is not None:
                notes.append(TruthPressed(list(self.program.numbers.truths)[move.presses]))
        for fact, test in move.against:
            if test is None or test(situation):
                wounds = (*wounds, (rules.HONEST, rules.BETRAYAL))
                if notes is not None:
                    notes.append(FactDenied(fact))
        if move.asks_referral and not situation.trust.verdict:
            wounds = (*wounds, (rules.ON_MY_SIDE, rules.SLIP))
        if too_early:
            wounds = (*wounds, (rules.HEARS_ME, rules.SLIP))
        if notes is not None:
            self._note_promises(notes, situation.promises, outcome.ledger)
            if move.eases:
                notes.append(ReferralMadeEasy())
        resolved = Change(evidence, wounds, what.repairs, what.refutes)
        return resolved, outcome.ledger, truths

    def _ask(
        self, situation: Situation, asked: int | None, notes: Notes | None
    ) -> tuple[tuple[int, ...], bool]:
        """The truths after one was asked for, and whether it was the second time too early."""
        truths = situation.truths
        if asked is None or truths[asked] == KNOWN:
            return truths, False
        needs = self.program.needs[asked]
        told = needs is None or needs(situation)
        before = truths[asked]
        after = KNOWN if told else EARLY_ONCE if before == UNKNOWN else EARLY_TWICE
        if notes is not None:
            notes.append(TruthHeard(list(self.program.numbers.truths)[asked], told))
        return (*truths[:asked], after, *truths[asked + 1 :]), (
            before == EARLY_ONCE and after == EARLY_TWICE
        )

    def _happen(self, situation: Situation, move: Move, notes: Notes | None) -> Situation:
        what, promises = move.change, situation.promises
        if not move.is_plain:
            what, promises, _ = self._resolve(situation, move, what, notes)
        trust = self._changed(situation.trust, what, situation.channel, notes)
        return situation._replace(trust=trust, promises=promises)

    def _settle(self, situation: Situation, place: Place, notes: Notes | None) -> Situation:
        settled: set[int] = set()
        for test, promise, kept in place.due:
            if promise in settled or (test is not None and not test(situation)):
                continue
            settled.add(promise)
            if situation.promises[promise] not in ledger.OPEN:
                continue
            outcome = ledger.fall_due(
                situation.promises, promise, kept, self.program.accounts[promise]
            )
            if notes is not None:
                self._note_promises(notes, situation.promises, outcome.ledger)
            what = Change(outcome.evidence, outcome.wounds)
            trust = self._changed(situation.trust, what, situation.channel, notes)
            situation = situation._replace(trust=trust, promises=outcome.ledger)
        return situation

    def _note_promises(self, notes: Notes, before: tuple[int, ...], after: tuple[int, ...]) -> None:
        for name, old, new in zip(self.program.numbers.promises, before, after, strict=True):
            status = ledger.STATUS[new]
            if old != new and status is not None:
                notes.append(PromiseMoved(name, status))
