"""What is looked for in a file, beside what compiling finds anyway."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """What takes time after compiling."""

    WALK = "walk"
    TEXT = "text"


def stages() -> dict[str, Stage]:
    """The codes that are found later than by compiling, and when."""
    from simulator.compiler.rules import over_texts, over_walks
    from simulator.compiler.rules.unproved import not_proved

    walks = [not_proved.code, *(rule.code for rule in over_walks())]
    texts = [rule.code for rule in over_texts()]
    return dict.fromkeys(walks, Stage.WALK) | dict.fromkeys(texts, Stage.TEXT)


class Plan(NamedTuple):
    """What is looked for, beside what compiling finds anyway."""

    walks: bool = True
    """Whether to walk the situations that can arise."""
    texts: bool = True
    """Whether to judge what is said."""
    situations: int | None = None
    thresholds: tuple[tuple[str, float], ...] = ()

    def looks_for(self, code: str) -> bool:
        """Whether a rule of this code is at work in a file that compiles."""
        stage = stages().get(code)
        return (stage is not Stage.WALK or self.walks) and (stage is not Stage.TEXT or self.texts)
