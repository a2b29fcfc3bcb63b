"""The stages of a group round, as data: what comes after what [Mazur's Peer Instruction]."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a session stands."""

    LOBBY = "lobby"
    SCENE = "scene"
    """The customer has spoken. Phones offer to say it first."""
    VOTE = "vote"
    """The first vote."""
    ADVICE = "advice"
    """It is in, and only the facilitator sees how it went."""
    DISCUSS = "discuss"
    REVOTE = "revote"
    """The second vote."""
    REVEAL = "reveal"
    """The room's reply is played."""
    FORUM = "forum"
    """The room sees what another reply would have done."""
    PREDICT = "predict"
    VERDICT = "verdict"
    CLOSE = "close"


VOTING = frozenset({Stage.VOTE, Stage.REVOTE})
ANSWERED = frozenset({Stage.REVEAL, Stage.FORUM})
"""The reply was said, and the customer has answered."""
AFTERWARDS = frozenset({Stage.PREDICT, Stage.VERDICT, Stage.CLOSE})
"""The conversation is over."""

FULL: dict[Stage, Stage] = {
    Stage.LOBBY: Stage.SCENE,
    Stage.SCENE: Stage.VOTE,
    Stage.VOTE: Stage.ADVICE,
    Stage.ADVICE: Stage.DISCUSS,
    Stage.DISCUSS: Stage.REVOTE,
    Stage.REVOTE: Stage.REVEAL,
    Stage.PREDICT: Stage.VERDICT,
    Stage.VERDICT: Stage.CLOSE,
}
"""What `next` leads to in a full round. From `reveal` it depends on whether the conversation is over."""

QUICK: dict[Stage, Stage] = FULL | {Stage.VOTE: Stage.REVEAL}
"""The same with one vote."""

BACK: dict[Stage, Stage] = {
    Stage.VOTE: Stage.SCENE,
    Stage.ADVICE: Stage.VOTE,
    Stage.DISCUSS: Stage.ADVICE,
    Stage.REVOTE: Stage.DISCUSS,
    Stage.FORUM: Stage.REVEAL,
    Stage.VERDICT: Stage.PREDICT,
    Stage.CLOSE: Stage.VERDICT,
}
"""What `back` leads to within a turn. From `reveal` it is the vote that decided."""

WAYS: frozenset[tuple[Stage, Stage]] = frozenset(
    {
        *FULL.items(),
        *QUICK.items(),
        *BACK.items(),
        # Skipping.
        (Stage.ADVICE, Stage.VOTE),
        (Stage.DISCUSS, Stage.VOTE),
        (Stage.REVOTE, Stage.VOTE),
        (Stage.ADVICE, Stage.REVOTE),
        (Stage.ADVICE, Stage.REVEAL),
        (Stage.DISCUSS, Stage.REVEAL),
        (Stage.SCENE, Stage.REVEAL),
        # The customer has answered.
        (Stage.REVEAL, Stage.SCENE),
        (Stage.REVEAL, Stage.PREDICT),
        (Stage.REVEAL, Stage.VOTE),
        (Stage.REVEAL, Stage.REVOTE),
        (Stage.REVEAL, Stage.FORUM),
        (Stage.FORUM, Stage.SCENE),
        (Stage.FORUM, Stage.PREDICT),
        (Stage.PREDICT, Stage.REVEAL),
        # An end before the end.
        (Stage.SCENE, Stage.CLOSE),
        (Stage.REVEAL, Stage.CLOSE),
        (Stage.CLOSE, Stage.SCENE),
        (Stage.CLOSE, Stage.REVEAL),
    }
)
"""Every way from one stage to another. Whatever else is asked for changes nothing."""

USUAL_SECONDS: dict[Stage, int] = {
    Stage.VOTE: 30,
    Stage.DISCUSS: 150,
    Stage.REVOTE: 30,
    Stage.PREDICT: 30,
}
"""How long a stage takes. The others have no end of their own."""
