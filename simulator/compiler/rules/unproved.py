"""What is said where a scenario has more situations than may be walked."""

from __future__ import annotations

from simulator.compiler.rules.rule import Message, form


@form("P310")
def not_proved(limit: int, causes: tuple[str, ...], has_values: bool) -> Message:
    """The scenario has more situations than are walked, so its Flow could not be proved.

    A situation is everything that what comes next can depend on: the state, what the customer has seen of
    you, promises, truths, and which replies were used. Whatever can be chosen in any order multiplies
    them: ten questions in one state make a thousand situations, twenty a million. Of Flow nothing is then
    reported but the walks; Balance is, where less is enough for it.

    It never passes in silence. `--allow-unproved` makes it a warning.

    Fails: `roleplay check --situations 1000 my-scenario.yaml`

    Passes: `roleplay check --situations 1000000 my-scenario.yaml`
    """
    why = "; ".join(causes)
    what = "flow is not" if has_values else "neither flow nor balance is"
    message = f"more than {limit:,} situations can arise, so {what} proved"
    return (
        f"{message}: {why}" if why else message,
        f"let less be chosen in any order, or walk further: `--situations {limit * 4}`",
    )
