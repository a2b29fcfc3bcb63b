"""Writing: how long replies are, how hard they read, and how many there are.

Words are counted in languages that set spaces between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding
from simulator.compiler.rules.text_rule import over_text
from simulator.compiler.texts import Texts
from simulator.core.bots import shown
from simulator.core.lexicon import words_of
from simulator.core.scenario import Reply
from simulator.core.speech import unemphasised

WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
LIX_LANGUAGES = frozenset(
    {"da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "nn", "no", "pt", "ru", "sv"}
)
LONG_WORD = 6
"""Letters; a longer word is a long one."""
FEWEST_FOR_LIX = 10
"""Words; of a shorter text the measure says nothing."""

_SENTENCE_END = re.compile(r"[.!?…:]+(?=\s|$)")


def is_short(texts: Texts, text: str, fewest: float) -> bool:
    """Whether a text has fewer words; never, where words cannot be counted."""
    return _code(texts) not in WITHOUT_SPACES and len(words_of(text)) < fewest


def count_of(text: str) -> str:
    """How many words a text has, in words: ``"1 word"``."""
    count = len(words_of(text))
    return f"{count} word{'' if count == 1 else 's'}"


def _code(texts: Texts) -> str:
    return texts.scenario.language.replace("_", "-").split("-")[0].casefold()


@over_text("W604", Severity.NOTE)
def length_of_a_reply(texts: Texts) -> Iterator[Finding]:
    """A reply has fewer than 6 words, or more than 40. What is said is counted; if nothing is, what is done.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: We look., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: We look and I ring you at five., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}
    """
    if _code(texts) in WITHOUT_SPACES:
        return
    bounds = texts.thresholds
    for reply in texts.replies:
        count = len(words_of(unemphasised(reply.words)))
        if count < bounds.fewest_words:
            message = f"{quoted(reply.id)} has only {count_of(unemphasised(reply.words))}"
            mend = f"let it have {bounds.fewest_words:g} or more"
        elif count > bounds.most_words:
            message = f"{quoted(reply.id)} has {count} words"
            mend = f"let it have {bounds.most_words:g} or fewer"
        else:
            continue
        yield Finding(texts.at_reply(reply.id), message, mend)


def lix(text: str) -> float:
    """Reading difficulty: words to a sentence, plus the percentage of words of more than six letters.

    25 is a children's book, 40 a newspaper, 55 a law [Björnsson 1968]; made for any language of Europe
    [Björnsson 1983].
    """
    words = words_of(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    long = sum(len(word.replace("'", "").replace("-", "")) > LONG_WORD for word in words)
    return len(words) / sentences + 100 * long / len(words)


@over_text("W605", Severity.NOTE)
def uneven_difficulty(texts: Texts) -> Iterator[Finding]:
    """Of two replies that stand side by side, one is much harder to read: 40 or more on the scale LIX.

    LIX is the number of words to a sentence plus the percentage of words of more than six letters. Only
    replies of ten words or more are compared, in languages that the measure was made for.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: The pots are not here. We look at five. Then I ring., earns: {able: shown}}
          - say: >
              Regarding warehouse availability, confirmation depends entirely upon tomorrow's inventory
              documentation procedure.
            wounds: {able: betrayal}
          - {say: Let me ask dispatch about that. It will not take long., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: The pots are not here. We look at five. Then I ring., earns: {able: shown}}
          - say: What is in the warehouse tomorrow I cannot say before they have counted it.
            wounds: {able: betrayal}
          - {say: Let me ask dispatch about that. It will not take long., wounds: {able: betrayal}}
    """
    if _code(texts) not in LIX_LANGUAGES:
        return
    for state in texts.scenario.states.values():
        uneven = [
            (abs(lix(shown(one)) - lix(shown(other))), one, other)
            for one, other in texts.pairs(state)
            if min(len(words_of(shown(one))), len(words_of(shown(other)))) >= FEWEST_FOR_LIX
        ]
        far, one, other = max(uneven, key=lambda found: found[0], default=(0.0, None, None))
        if one is not None and other is not None and far >= texts.thresholds.difficulty:
            hard, easy = sorted((one, other), key=lambda reply: -lix(shown(reply)))
            message = (
                f"{quoted(hard.id)} is much harder to read than {quoted(easy.id)} beside it "
                f"({lix(shown(hard)):.0f} and {lix(shown(easy)):.0f})"
            )
            yield Finding(
                texts.at_reply(hard.id),
                message,
                "shorter sentences and shorter words make it easier",
            )


@over_text("W608")
def number_of_replies(texts: Texts) -> Iterator[Finding]:
    """A state offers fewer than 3 replies at once, or more than 4. Two are fine where it bears `few: yes`.

    Three are usually enough [Tarrant 2009]. Replies with a `when` count where they are offered: what is
    usually offered must be 3 or 4, and never more than 4.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        states:
          the_call:
            few: yes
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    bounds = texts.thresholds
    for state in texts.scenario.states.values():
        counts = _offered(texts, state.id, state.replies)
        fewest = min(2.0, bounds.fewest_replies) if state.few else bounds.fewest_replies
        if counts and counts[0] < fewest:
            one = counts[0] == 1
            message = f"{quoted(state.id)} offers only {counts[0]} repl{'y' if one else 'ies'}"
            mend = f"write {bounds.fewest_replies:g}" + (
                "" if one else ", or put `few: yes` there if two are meant"
            )
        elif counts and max(counts) > bounds.most_replies:
            message = f"{quoted(state.id)} offers {max(counts)} replies at once"
            mend = f"let it be {bounds.most_replies:g} at most"
        else:
            continue
        yield Finding(texts.at_state(state.id), message, mend)


def _offered(texts: Texts, state: str, replies: tuple[Reply, ...]) -> list[int]:
    """How many replies are offered at once, the usual number first; none where that is not known."""
    offers = texts.offers[state]
    is_known = offers[0].met > 0 or len(offers[0].replies) == len(replies)
    return [len(offer.replies) for offer in offers] if is_known else []
