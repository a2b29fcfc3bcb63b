"""Give-aways that show over a whole file: cues that a reader could pick the best replies by.

Each is counted over the states where the choice matters, as they are usually met, and reported only where
blind chance would make as many hits in fewer than one file of a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.compiler.rules.text_rule import Tally, Words, alone, counted, leading, spread
from simulator.compiler.texts import Exchange, Texts
from simulator.compiler.thresholds import Thresholds
from simulator.core import bots
from simulator.core.bots import Bot, shown
from simulator.core.lexicon import Lexicon, plain
from simulator.core.scenario import Reply


def _in_states(what: str, mend: str) -> Words:
    def words(tally: Tally) -> tuple[str, str]:
        return (
            f"the best reply {what} in {tally.hits} of {tally.of} states, by chance it would be "
            f"{tally.expected:.0f}",
            mend,
        )

    return words


def _in_replies(what: str, side: str, other: str, mend: str) -> Words:
    def words(tally: Tally) -> tuple[str, str]:
        return (
            f"of {tally.trials} replies with {what}, {tally.hits} are {side} and "
            f"{tally.trials - tally.hits} {other}; by chance {tally.expected:.0f} would be {side}",
            mend,
        )

    return words


def _any(tally: Tally, _: Thresholds) -> bool:
    return tally.hits > 0


def _most_states(tally: Tally, thresholds: Thresholds) -> bool:
    return tally.share > thresholds.share_of_states


def _many_states(tally: Tally, thresholds: Thresholds) -> bool:
    return tally.share > thresholds.share_of_only_one


def _often(tally: Tally, thresholds: Thresholds) -> bool:
    return tally.times_as_often >= thresholds.times_as_often


def _rare_in_wrong(tally: Tally, thresholds: Thresholds) -> bool:
    misses = tally.trials - tally.hits
    return tally.of > 0 and misses / tally.of < thresholds.empathy_in_wrong


def _only(tally: Tally, _: Thresholds) -> bool:
    return 0 < tally.hits == tally.trials


def _led_by(texts: Texts, bot: Bot) -> Tally | None:
    """How often the best reply is the one that a bot would take, by the words of the language."""
    if texts.lexicon is None:
        return None
    lexicon = texts.lexicon

    def score(exchange: Exchange, reply: Reply) -> float:
        return bot(lexicon, exchange.line, reply)

    return leading(texts.exchanges, score)


def _spread_over(
    texts: Texts, has: Callable[[Lexicon, str], bool], *, in_wrong: bool
) -> Tally | None:
    if texts.lexicon is None:
        return None
    lexicon = texts.lexicon
    return spread(texts.exchanges, lambda reply: has(lexicon, shown(reply)), in_wrong=in_wrong)


@counted("G501", _any, _in_states("is the longest", "let a wrong reply be the longest now and then"))
def best_is_longest(texts: Texts) -> Tally:
    """The best reply is the longest far more often than by chance, so a trainee learns to pick the longest.

    Measured in letters, over the states where the choice matters. It is the cue that readers of tests use
    most [Pham 2018].

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: The count is at five. I ring you at ten past., earns: {able: shown}}
          - {say: They will be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will be there when you open the stall at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}
    """
    return leading(texts.exchanges, lambda _, reply: len(shown(reply)))


@counted("G502", _any, _in_states("is the shortest", "let a wrong reply be the shortest now and then"))
def best_is_shortest(texts: Texts) -> Tally:
    """The best reply is the shortest far more often than by chance, so a trainee learns to pick the shortest.

    Measured in letters, over the states where the choice matters.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: I ring you at ten past., earns: {able: shown}}
          - {say: They will be there when you open the stall., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that for a moment., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine. What now?
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will be there when you open the stall at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}
    """
    return leading(texts.exchanges, lambda _, reply: -len(shown(reply)))


@counted(
    "G505",
    _most_states,
    _in_states("shares most words with the line before it", "let wrong replies take up her words, too"),
)
def best_echoes_the_line(texts: Texts) -> Tally | None:
    """The best reply shares most words with what the customer said before it, in more than half of the states.

    Different words are counted, without those that say nothing ("the", "and"). All lines of the state count.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: What must stand at the fair at nine when it opens?, earns: {able: shown}}
          - {say: A colleague will look into what went wrong., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that for a moment., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: What must stand there tomorrow morning at the latest?, earns: {able: shown}}
          - {say: The pots will be at the fair at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that for a moment., wounds: {able: betrayal}}
    """
    return _led_by(texts, bots.overlap)


@counted(
    "G506",
    _often,
    _in_replies("an absolute word", "wrong", "best", "let a best reply be as sure, or a wrong one less"),
)
def absolutes_in_wrong_replies(texts: Texts) -> Tally | None:
    """Words like "always", "never" and "guarantee" stand twice as often in wrong replies as in the best.

    So a trainee learns to pass over whoever sounds sure.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: I guarantee that they will be there., wounds: {able: betrayal}}
          - {say: We never leave a customer alone., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I always ring when I said I would., earns: {able: shown}}
          - {say: I guarantee that they will be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    return _spread_over(
        texts, lambda lexicon, text: lexicon.absolutes.count(text) > 0, in_wrong=True
    )


@counted(
    "G507",
    _often,
    _in_replies("a hedging word", "best", "wrong", "let a best reply be plainer, or a wrong one careful"),
)
def hedges_in_best_replies(texts: Texts) -> Tally | None:
    """Words like "perhaps", "probably" and "I think" stand twice as often in the best replies as in wrong ones.

    So a trainee learns to pick whoever sounds careful.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: Perhaps half of them are in stock., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: Perhaps half of them are in stock., earns: {able: shown}}
          - {say: They will probably all be there at nine., wounds: {able: betrayal}}
          - {say: Maybe dispatch knows more about that., wounds: {able: betrayal}}
    """
    return _spread_over(texts, lambda lexicon, text: lexicon.hedges.count(text) > 0, in_wrong=False)


@counted(
    "G508",
    _most_states,
    _in_states("has the most words of empathy", "let wrong replies be as kind"),
)
def best_is_most_empathic(texts: Texts) -> Tally | None:
    """The best reply has the most words like "understand", "sorry", "hear" and "feel", in more than half of the
    states.

    So a trainee learns to sound kind, which is not the same as to listen.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I hear how much hangs on it., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: What must stand there at nine?, earns: {able: shown}}
          - {say: I understand. They will all be there., wounds: {able: betrayal}}
          - {say: I am sorry. Let me ask dispatch., wounds: {able: betrayal}}
    """
    return _led_by(texts, bots.empathy)


@counted(
    "G509",
    _rare_in_wrong,
    _in_replies("a word of empathy", "best", "wrong", "let more wrong replies sound kind"),
)
def empathy_is_rare_in_wrong_replies(texts: Texts) -> Tally | None:
    """Fewer than a quarter of the wrong replies have a word like "understand", "sorry", "hear" or "feel".

    Reported where the best replies have one more often than by chance: then such a word gives them away.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I feel how much hangs on it., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I feel how much hangs on it., earns: {able: shown}}
          - {say: I understand. They will all be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    return _spread_over(
        texts, lambda lexicon, text: lexicon.empathy.count(text) > 0, in_wrong=False
    )


@counted(
    "G510",
    _many_states,
    _in_states("is the only question", "let wrong replies ask, too"),
)
def best_is_the_only_question(texts: Texts) -> Tally:
    """The best reply is the only one with a question mark, in more than 40 % of the states.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: What must stand there at nine?, earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: What must stand there at nine?, earns: {able: shown}}
          - {say: They will all be there. Fine?, wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    return alone(texts.exchanges, lambda reply: "?" in shown(reply) or "؟" in shown(reply))


@counted(
    "G511",
    _many_states,
    _in_states(
        "is the only one with a number, name or date", "let wrong replies be as exact, or others less"
    ),
)
def best_is_the_only_exact_one(texts: Texts) -> Tally | None:
    """The best reply is the only one with a number, a name or a date, in more than 40 % of the states.

    A name is a capital letter within a sentence, or a name of the `customer` and the `others`.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

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
_SENTENCE_ENDS = ".!?…:;\"“”„«»‘(¿¡—–"


def _is_exact(text: str, lexicon: Lexicon, names: frozenset[str]) -> bool:
    if any(letter.isdigit() for letter in text):
        return True
    if lexicon.numbers.count(text) or lexicon.dates.count(text):
        return True
    for match in _WORD.finditer(text):
        word = match[0]
        if word in names:
            return True
        before = text[: match.start()].rstrip()
        starts = not before or before[-1] in _SENTENCE_ENDS
        if (
            lexicon.names_are_capitalised
            and word[0].isupper()
            and not starts
            and plain(word) not in lexicon.stop.phrases
        ):
            return True
    return False


@counted(
    "G513",
    _only,
    _in_replies(
        "an exclamation mark or capitals", "wrong", "best", "let a best reply be loud, or none"
    ),
)
def only_wrong_replies_are_loud(texts: Texts) -> Tally | None:
    """Exclamation marks, or words in capitals, stand in wrong replies only.

    A word in capitals is one that the scenario also writes in small letters, so that "NHS" is none.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will all be there!, wounds: {able: betrayal}}
          - {say: Let me ask dispatch at once!, wounds: {able: betrayal}}

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


@counted(
    "G514",
    _most_states,
    _in_states("sounds the most positive", "let wrong replies be as friendly"),
)
def best_is_most_positive(texts: Texts) -> Tally | None:
    """The best reply has the most positive sentiment in more than half of the states.

    Sentiment is the number of positive words less that of negative ones. It knows no grammar.

    Fails, in state after state:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: Thank you for calling. I ring at five., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: That was our mistake. I ring at five., earns: {able: shown}}
          - {say: Good news. They will be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    return _led_by(texts, bots.sentiment)
