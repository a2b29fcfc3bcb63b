"""Give-aways in the words of replies, over a whole file: empathy, sureness, sentiment, her own words.

Each needs the word lists of the language, is counted over the states where the choice matters, as they
are usually met, and is reported only where blind chance would make as many hits in fewer than one file of
a hundred.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.compiler.rules.counting import (
    Tally,
    counted,
    in_replies,
    in_states,
    leading,
    most_states,
    often,
    rare_in_wrong,
    spread,
)
from simulator.compiler.texts import Exchange, Texts
from simulator.core import bots
from simulator.core.bots import Bot, shown
from simulator.core.lexicon import Lexicon
from simulator.core.scenario import Reply


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


@counted(
    "G505",
    most_states,
    in_states(
        "shares most words with the line before it", "let wrong replies take up her words, too"
    ),
)
def best_echoes_the_line(texts: Texts) -> Tally | None:
    """The best reply shares most words with the line before it, in more than half of the states.

    Different words are counted, without those that say nothing ("the", "and"). All lines of the state count.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand at the fair at nine when it opens?
            earns: {able: shown}
          - {say: A colleague will look into what went wrong., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that for a moment., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand there tomorrow morning at the latest?
            earns: {able: shown}
          - {say: The pots will be at the fair at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that for a moment., wounds: {able: betrayal}}
    """
    return _led_by(texts, bots.overlap)


@counted(
    "G506",
    often,
    in_replies(
        "an absolute word", "wrong", "best", "let a best reply be as sure, or a wrong one less"
    ),
)
def absolutes_in_wrong_replies(texts: Texts) -> Tally | None:
    """Words like "always", "never" and "guarantee" stand twice as often in wrong replies as in the best.

    So a trainee learns to pass over whoever sounds sure.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: I guarantee that they will be there., wounds: {able: betrayal}}
          - {say: We never leave a customer alone., wounds: {able: betrayal}}
        # and so on, in state after state

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
    often,
    in_replies(
        "a hedging word", "best", "wrong", "let a best reply be plainer, or a wrong one careful"
    ),
)
def hedges_in_best_replies(texts: Texts) -> Tally | None:
    """Words like "perhaps" and "I think" stand twice as often in the best replies as in wrong ones.

    So a trainee learns to pick whoever sounds careful.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: Perhaps half of them are in stock., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
        # and so on, in state after state

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
    most_states,
    in_states("has the most words of empathy", "let wrong replies be as kind"),
)
def best_is_most_empathic(texts: Texts) -> Tally | None:
    """The best reply has the most words of empathy, in more than half of the states.

    They are words like "understand", "sorry", "hear" and "feel". So a trainee learns to sound kind, which is
    not the same as to listen.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I hear how much hangs on it., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - say: What must stand there at nine?
            earns: {able: shown}
          - {say: I understand. They will all be there., wounds: {able: betrayal}}
          - {say: I am sorry. Let me ask dispatch., wounds: {able: betrayal}}
    """
    return _led_by(texts, bots.empathy)


@counted(
    "G509",
    rare_in_wrong,
    in_replies("a word of empathy", "best", "wrong", "let more wrong replies sound kind"),
)
def empathy_is_rare_in_wrong_replies(texts: Texts) -> Tally | None:
    """Fewer than a quarter of the wrong replies have a word like "understand", "sorry", "hear" or "feel".

    Reported where the best replies have one more often than by chance: then such a word gives them away.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I feel how much hangs on it., earns: {able: shown}}
          - {say: They will all be there at nine., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
        # and so on, in state after state

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
    "G514",
    most_states,
    in_states("sounds the most positive", "let wrong replies be as friendly"),
)
def best_is_most_positive(texts: Texts) -> Tally | None:
    """The best reply has the most positive sentiment in more than half of the states.

    Sentiment is the number of positive words less that of negative ones. It knows no grammar.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: Thank you for calling. I ring at five., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: That was our mistake. I ring at five., earns: {able: shown}}
          - {say: Good news. They will be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    return _led_by(texts, bots.sentiment)
