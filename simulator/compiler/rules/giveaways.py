"""Give-aways within one state, each of which a reader sees without thinking about the customer."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding
from simulator.compiler.rules.text_rule import over_text
from simulator.compiler.texts import MOST_COMPARED, Exchange, Texts
from simulator.core.bots import shown
from simulator.core.lexicon import Lexicon, words_of
from simulator.core.scenario import Reply, State

SAME_BEGINNING = 5
"""Words of a learning point are the same where so many letters at their beginning are."""
FEWEST_TO_STAND_APART = 3
MOST_WORDS = 200
"""Words."""


def similarity(one: str, other: str) -> float:
    """How much of two texts is the same words in the same order, 0 to 1 [Ratcliff & Obershelp 1988].

    Of a very long text only the beginning is compared, since the time grows with the square.
    """
    first, second = (words_of(text)[:MOST_WORDS] for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _uneven(texts: Texts, state: State) -> tuple[float, Reply, Reply] | None:
    """The longest over the shortest, of two replies that are offered together."""
    found = [
        (len(shown(long)) / len(shown(short)), long, short)
        for pair in texts.pairs(state)
        for long, short in (sorted(pair, key=lambda reply: -len(shown(reply))),)
        if shown(short)
    ]
    return max(found, key=lambda one: one[0], default=None)


def _uneven_finding(texts: Texts, ratio: float, long: Reply, short: Reply) -> Finding:
    message = f"{quoted(long.id)} is {ratio:.1f} times as long as {quoted(short.id)}, which stands beside it"
    return Finding(texts.at_reply(long.id), message, "shorten the one, or let the other say more")


@over_text("G503", Severity.NOTE)
def uneven_lengths(texts: Texts) -> Iterator[Finding]:
    """Of the replies that stand on the screen together, one is more than 1.5 times as long as another.

    Length catches the eye before a word is read. Letters are counted, of what is said and done. From 2.0 on
    it is G504, a warning.

    Fails:

        id: own_it
        say: This was ours, Lena, yes.
        to: bought

    Passes:

        id: own_it
        say: That was us, Lena.
        to: bought
    """
    bounds = texts.thresholds
    for state in texts.scenario.states.values():
        found = _uneven(texts, state)
        if (
            found
            and bounds.longest_over_shortest_note < found[0] <= bounds.longest_over_shortest_warning
        ):
            yield _uneven_finding(texts, *found)


@over_text("G504")
def very_uneven_lengths(texts: Texts) -> Iterator[Finding]:
    """Of the replies that stand on the screen together, one is more than twice as long as another.

    Length catches the eye before a word is read. Letters are counted, of what is said and done.

    Fails:

        id: own_it
        say: This was ours, Lena, and it will be ours until the last pot stands.
        to: bought

    Passes:

        id: own_it
        say: That was us, Lena.
        to: bought
    """
    for state in texts.scenario.states.values():
        found = _uneven(texts, state)
        if found and found[0] > texts.thresholds.longest_over_shortest_warning:
            yield _uneven_finding(texts, *found)


@over_text("G512")
def insult_in_a_wrong_reply(texts: Texts) -> Iterator[Finding]:
    """An insult or a threat stands in a wrong reply, and in no best one.

    Nobody takes such a reply, so it only makes the others easier to pick. A wrong reply should be one that a
    decent, experienced seller really gives.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: Don't be ridiculous about pots., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    if texts.lexicon is None:
        return
    words = texts.lexicon.insults, texts.lexicon.threats
    best = [reply for reply in texts.replies if texts.mostly_best.get(reply.id)]
    for reply in texts.replies:
        if texts.mostly_best.get(reply.id) is not False:
            continue
        for listed in words:
            found = listed.found(shown(reply))
            if found and not any(listed.count(shown(other)) for other in best):
                what = "an insult" if listed is words[0] else "a threat"
                message = f"{quoted(found[0])} sounds like {what}, and only wrong replies have one"
                yield Finding(
                    texts.at_reply(reply.id), message, "write what a decent seller would really say"
                )
                break


@over_text("G515")
def nearly_the_same(texts: Texts) -> Iterator[Finding]:
    """Two replies that stand on the screen together are nearly the same words.

    Their similarity is the share of words that both have in the same order, and is 0.85 or more. Replies that
    are never offered together may be alike.

    Fails:

        id: own_it
        say: Keep all the trays.
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        to: bought
    """
    for state in texts.scenario.states.values():
        for one, other in texts.pairs(state):
            same = similarity(shown(one), shown(other))
            if same >= texts.thresholds.nearly_same:
                message = f"{quoted(other.id)} says nearly the same as {quoted(one.id)}"
                yield Finding(
                    texts.at_reply(other.id), message, "let the two differ in more than a word"
                )


@over_text("G516", Severity.NOTE)
def stands_apart(texts: Texts) -> Iterator[Finding]:
    """A reply is unlike the others of its state, which are alike, so it looks like the answer or the trap.

    Similarity is the share of words that two replies have in the same order. The others have half of theirs
    in common or more, and the one a quarter or less.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand there at nine?
            earns: {able: shown}
          - {say: Let me ask dispatch about the pots., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about the order., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand there at nine?
            earns: {able: shown}
          - {say: They will be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about the order., wounds: {able: betrayal}}
    """
    bounds = texts.thresholds
    for state in texts.scenario.states.values():
        for offer in texts.offers[state.id][:1]:
            replies = offer.replies[:MOST_COMPARED]
            if len(replies) < FEWEST_TO_STAND_APART:
                continue
            alike = {
                frozenset((one.id, other.id)): similarity(shown(one), shown(other))
                for one, other in combinations(replies, 2)
            }
            for reply in replies:
                own = [same for pair, same in alike.items() if reply.id in pair]
                others = [same for pair, same in alike.items() if reply.id not in pair]
                if max(own) <= bounds.apart and min(others) >= bounds.alike:
                    message = f"{quoted(reply.id)} stands apart: the replies beside it are alike"
                    yield Finding(
                        texts.at_reply(reply.id), message, "let each of them go its own way"
                    )


@over_text("G517")
def best_names_what_is_tested(texts: Texts) -> Iterator[Finding]:
    """The best reply alone names a dimension of trust ("honest", "on your side") or a learning point.

    A learning point (`practises`) is named by all of its words that say something, if there are two or more,
    wherever they stand in the reply.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: To be honest they are not here yet., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: They are not here yet., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    if texts.lexicon is None:
        return
    for exchange in texts.exchanges:
        yield from _named(texts, texts.lexicon, exchange)


def _named(texts: Texts, lexicon: Lexicon, exchange: Exchange) -> Iterator[Finding]:
    for reply in exchange.best:
        found = lexicon.dimensions.found(shown(reply))
        if found and not any(lexicon.dimensions.count(shown(one)) for one in exchange.wrong):
            message = f"the best reply says {quoted(found[0])}, which names what is looked for"
            yield Finding(texts.at_reply(reply.id), message, "show it rather than name it")
        for point in texts.scenario.practises:
            if _repeats(lexicon, reply, point) and not any(
                _repeats(lexicon, one, point) for one in exchange.wrong
            ):
                message = f"the best reply repeats the learning point {quoted(point)}"
                yield Finding(texts.at_reply(reply.id), message, "say it in other words")


def _repeats(lexicon: Lexicon, reply: Reply, point: str) -> bool:
    said = {word[:SAME_BEGINNING] for word in words_of(shown(reply))}
    asked = {word[:SAME_BEGINNING] for word in lexicon.content(point)}
    return len(asked) > 1 and asked <= said


@over_text("G518")
def trust_me(texts: Texts) -> Iterator[Finding]:
    """A reply says "trust me". Whoever has read one book on selling knows that this is wrong.

    Fails:

        id: own_it
        say: Trust me, it was ours.
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        to: bought
    """
    if texts.lexicon is None:
        return
    for reply in texts.replies:
        for found in texts.lexicon.trust_me.found(shown(reply))[:1]:
            message = f"the reply says {quoted(found)}, and gives itself away"
            yield Finding(texts.at_reply(reply.id), message, "let it ask for trust in another way")
