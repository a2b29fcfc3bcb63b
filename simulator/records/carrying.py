"""What is carried over from one act of a campaign to the next, as text to keep with the play."""

from __future__ import annotations

import json

from simulator.core.scenario import Before, Dimension, Rung, Wound


def as_text(before: Before) -> str:
    """What lies between the two, as JSON."""
    values = {
        "wounds": [[dimension.value, wound.value] for dimension, wound in before.wounds],
        "breaches_repaired": before.breaches_repaired,
        "promises": list(before.promises),
        "truths": list(before.truths),
        "earned": [[dimension.value, rung.word] for dimension, rung in before.earned],
        "scarred": before.scarred,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Before:
    """The value that `as_text` wrote.

    Raises:
        ValueError: the text is none.
    """
    try:
        values = json.loads(text)
        return Before(
            wounds=tuple((Dimension(one), Wound(wound)) for one, wound in values["wounds"]),
            breaches_repaired=int(values["breaches_repaired"]),
            promises=tuple(map(str, values["promises"])),
            truths=tuple(map(str, values["truths"])),
            earned=tuple((Dimension(one), Rung[rung.upper()]) for one, rung in values["earned"]),
            scarred=values["scarred"] is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this does not say what was carried over") from error
