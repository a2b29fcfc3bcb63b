"""Give-aways in what replies look like, over a whole file: length, questions, numbers and names, loudness.

Each is counted over the states where the choice matters, as they are usually met, and reported only where
blind chance would make as many hits in fewer than one file of a hundred.
"""

from __future__ import annotations

import re

from simulator.compiler.rules.counting import (
    Tally,
    alone,
    at_all,
    counted,
    in_replies,
    in_states,
    leading,
    many_states,
    only,
    spread,
)
from simulator.compiler.texts import Texts
from simulator.core.bots import shown
from simulator.core.lexicon import Lexicon, plain
from simulator.core.scenario import Reply


@counted(
    "G501", at_all, in_states("is the longest", "let a wrong reply be the longest now and then")
)
def best_is_longest(texts: Texts) -> Tally:
    """The best reply is the longest far more often than by chance, so a trainee learns to pick the longest.

    Measured in letters, over the states where the choice matters. It is the cue that readers of tests use
    most [Pham 2018].

    Fails:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: The count is at five. I ring you at ten past., earns: {able: shown}}
          - {say: They will be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will be there when you open the stall at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}
    """
    return leading(texts.exchanges, lambda _, reply: len(shown(reply)))


@counted(
    "G502", at_all, in_states("is the shortest", "let a wrong reply be the shortest now and then")
)
def best_is_shortest(texts: Texts) -> Tally:
    """The best reply is the shortest far more often than by chance, so a trainee learns to pick the shortest.

    Measured in letters, over the states where the choice matters.

    Fails:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: I ring you at ten past., earns: {able: shown}}
          - {say: They will be there when you open the stall., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that for a moment., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will be there when you open the stall at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}
    """
    return leading(texts.exchanges, lambda _, reply: -len(shown(reply)))


@counted(
    "G510",
    many_states,
    in_states("is the only question", "let wrong replies ask, too"),
)
def best_is_the_only_question(texts: Texts) -> Tally:
    """The best reply is the only one with a question mark, in more than 40 % of the states.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand there at nine?
            earns: {able: shown}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand there at nine?
            earns: {able: shown}
          - say: They will all be there. Fine?
            wounds: {able: betrayal}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    return alone(texts.exchanges, lambda reply: "?" in shown(reply) or "؟" in shown(reply))


@counted(
    "G511",
    many_states,
    in_states(
        "is the only one with a number, name or date",
        "let wrong replies be as exact, or others less",
    ),
)
def best_is_the_only_exact_one(texts: Texts) -> Tally | None:
    """The best reply is the only one with a number, a name or a date, in more than 40 % of the states.

    A name is a capital letter within a sentence, or a name of the `customer` and the `others`.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will all be there at 8:30., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    if texts.lexicon is None:
        return None
    lexicon = texts.lexicon
    people = texts.scenario.customer.name, *(one.name for one in texts.scenario.others.values())
    names = frozenset(name for person in people for name in person.split() if name[:1].isupper())
    return alone(texts.exchanges, lambda reply: _is_exact(shown(reply), lexicon, names))


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_ENDS = '.!?…:;"“”„«»‘(¿¡—–'


def _is_exact(text: str, lexicon: Lexicon, names: frozenset[str]) -> bool:
    if any(letter.isdigit() for letter in text):
        return True
    if lexicon.numbers.count(text) or lexicon.dates.count(text):
        return True
    for match in _WORD.finditer(text):
        word = match[0]
        if word in names:
            return True
        if not (lexicon.names_are_capitalised and word[0].isupper()):
            continue
        before = text[max(0, match.start() - 3) : match.start()].rstrip()
        starts = not before or before[-1] in _SENTENCE_ENDS
        if not starts and plain(word) not in lexicon.stop.phrases:
            return True
    return False


@counted(
    "G513",
    only,
    in_replies(
        "an exclamation mark or capitals", "wrong", "best", "let a best reply be loud, or none"
    ),
)
def only_wrong_replies_are_loud(texts: Texts) -> Tally | None:
    """Exclamation marks, or words in capitals, stand in wrong replies only.

    A word in capitals is one that the scenario also writes in small letters, so that "NHS" is none.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will all be there!, wounds: {able: betrayal}}
          - {say: Let me ask dispatch at once!, wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five!, earns: {able: shown}}
          - {say: They will all be there!, wounds: {able: betrayal}}
          - {say: Let me ask dispatch at once!, wounds: {able: betrayal}}
    """
    small = {
        word
        for reply in texts.replies
        for word in _WORD.findall(shown(reply))
        if len(word) > 1 and not word.isupper()
    }
    small_folded = {word.casefold() for word in small}

    def is_loud(reply: Reply) -> bool:
        text = shown(reply)
        return "!" in text or any(
            len(word) > 1 and word.isupper() and word.casefold() in small_folded
            for word in _WORD.findall(text)
        )

    return spread(texts.exchanges, is_loud, in_wrong=True)
