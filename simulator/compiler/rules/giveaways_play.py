"""Give-aways that show in playing: bots that win, and what V or word lists are missing for.

A bot picks replies by one outward sign (``core/bots.py``). What is wrong over a whole pack is an error there,
and found by ``judge.pooled``; within one file it is a note, since one bot in ten wins by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.counting import Tally
from simulator.compiler.rules.rule import Finding
from simulator.compiler.rules.text_rule import over_text
from simulator.compiler.spots import Spots
from simulator.compiler.texts import Exchange, Texts
from simulator.compiler.words import languages
from simulator.core.bots import Bot, apology, concession, takes
from simulator.core.lexicon import Lexicon

WINS = 0.5
"""Above what chance of yes a bot is said to win one scenario."""


def taken_by(name: str) -> str:
    """What a bot of the panel takes, in words: ``"the reply with most questions"``."""
    return f"the {name} reply" if not name.startswith("most ") else _MOST[name]


_MOST: Mapping[str, str] = {
    "most empathic": "the most empathic reply",
    "most questions": "the reply with the most questions",
    "most conceding": "the reply that gives most away",
    "most self-denying": "the reply that denies itself most",
    "most overlap with the line": "the reply with most of the customer's words",
}


@over_text("G519", Severity.NOTE)
def bot_earns_yes(texts: Texts) -> Iterator[Finding]:
    """Somebody who picks replies by one outward sign earns yes here: always the longest, say.

    The signs are: longest, shortest, most words of empathy, most questions, most given away, most words
    against oneself, most of the customer's own words. Replies that tie are picked evenly. In one file it
    may be chance, so it is a note; over a pack it is G520, an error.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: The count is at five. I ring you at ten past., earns: {able: shown}}
          - {say: They will be there., wounds: {able: betrayal}}
          - {say: Let me ask dispatch., wounds: {able: betrayal}}
        # and so on, in state after state

    Passes:

        line: Where are my things?
        replies:
          - {say: I ring you at ten past., earns: {able: shown}}
          - say: I understand. Would free delivery do? They will be there in time.
            wounds: {able: betrayal}
          - say: I am sorry. My mistake. Shall I ask whether your things are here?
            wounds: {able: betrayal}
          - {say: Soon., wounds: {able: betrayal}}
    """
    # Where the choice matters nowhere, yes is on every path, and that is said already.
    for name, chance in texts.bots.items() if texts.exchanges else ():
        if chance > WINS:
            how = "earns yes" if chance > 1 - 1e-9 else f"earns yes in {chance:.0%} of plays"
            message = f"always taking {taken_by(name)} {how}"
            yield Finding(
                Spots(texts.draft).top("title"),
                message,
                "let that lead astray at one turn or two",
            )


@over_text("G520", Severity.ERROR)
def bot_earns_yes_over_a_pack(texts: Texts) -> Iterator[Finding]:
    """Over a pack of eight or more scenarios, a bot earns yes in more than a quarter of them.

    Then the pack teaches that sign instead of listening. The bots are those of G519. Found only when a whole
    pack is checked at once.

    Fails: `roleplay check` on a folder of ten scenarios, of which always the longest reply wins three

    Passes: `roleplay check` on a folder of ten scenarios, of which always the longest reply wins two
    """
    yield from ()


@over_text("G521")
def kindness_is_always_right(texts: Texts) -> Iterator[Finding]:
    """Over a pack of eight or more scenarios, the most generous or apologetic reply is hardly ever wrong.

    It should be in a fifth of the states or more, or a trainee learns to give and to apologise. Words for
    something given away, and words of apology, are counted. Found only when a whole pack is checked at once.

    Fails: `roleplay check` on a folder of ten scenarios, where that reply is wrong in 12 of 120 states

    Passes: `roleplay check` on a folder of ten scenarios, where that reply is wrong in 30 of 120 states
    """
    yield from ()


def saint_tally(texts: Texts) -> Tally | None:
    """In how many exchanges the most generous reply, or the most apologetic one, is wrong."""
    if texts.lexicon is None or not texts.exchanges:
        return None
    lexicon = texts.lexicon
    wrong = sum(
        any(_is_wrong(exchange, lexicon, bot) for bot in (concession, apology))
        for exchange in texts.exchanges
    )
    return Tally(wrong, len(texts.exchanges), 0.0, len(texts.exchanges))


def _is_wrong(exchange: Exchange, lexicon: Lexicon, bot: Bot) -> bool:
    """Whether a bot would be led astray, by something that is there."""
    taken = takes(bot, lexicon, exchange.line, exchange.replies)
    return bot(lexicon, exchange.line, taken[0]) > 0 and not set(taken) & set(exchange.best)


@over_text("G598", Severity.NOTE)
def best_is_not_known(texts: Texts) -> Iterator[Finding]:
    """Which replies are best could not be worked out, so the rules that ask for it were left out.

    The scenario has more situations than are walked. What makes them so many is said with it.

    Fails: a scenario with more than 250,000 situations that differ for what comes later

    Passes: one with fewer
    """
    if texts.valuations is None:
        why = f" ({texts.unknown})" if texts.unknown else ""
        message = f"which replies are best is not known, so give-aways were not looked for{why}"
        yield Finding(
            Spots(texts.draft).top("title"), message, "let fewer things be asked about later"
        )


@over_text("G599", Severity.NOTE)
def no_word_list(texts: Texts) -> Iterator[Finding]:
    """There is no word list for the scenario's language, so the rules that count words were left out.

    Fails:

        language: fi

    Passes:

        language: en
    """
    if texts.lexicon is None:
        language = texts.scenario.language
        message = f"there is no word list for the language {quoted(language)}, so its words were not judged"
        yield Finding(
            Spots(texts.draft).top("language"),
            message,
            f"there is one for {', '.join(languages())}",
        )
