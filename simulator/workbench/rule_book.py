"""Every rule of the program in one place, whatever it looks at, and which of them a user has chosen.

A rule is chosen by its code, by the beginning of its code, or by its name; a word that means none is the
user's mistake, and never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.compiler.diagnostic import Diagnostic, Severity, near, quoted
from simulator.compiler.pages import Rule
from simulator.workbench.wrong_use import WrongUseError

if TYPE_CHECKING:
    from simulator.workbench.settings import Settings

GROUPS = {
    "F": "Form",
    "N": "Names",
    "P": "Flow",
    "B": "Balance",
    "G": "Give-aways",
    "W": "Writing",
    "C": "Comments",
}
"""By the first letter of their codes, in the order in which they are shown."""

NEVER_BLOCK = frozenset("BGWC")
FOLDED = frozenset("BGW")
"""The groups of which a draft shows notes and warnings only when asked."""


def every_rule() -> dict[str, Rule]:
    """All rules by their code, in the order of their groups."""
    from simulator.compiler.rules import every
    from simulator.workbench.comment_rules import COMMENT_RULES

    found: list[Rule] = [*every().values(), *COMMENT_RULES]
    order = "".join(GROUPS)
    return {rule.code: rule for rule in sorted(found, key=lambda one: _place(one, order))}


def _place(rule: Rule, order: str) -> tuple[int, str]:
    return order.index(rule.code[0]), rule.code


def blocks(one: Diagnostic) -> bool:
    """Whether a play is not possible, or not proved to be right, because of this."""
    return one.severity is Severity.ERROR and one.code[0] not in NEVER_BLOCK


class Choice(NamedTuple):
    """The codes that are shown. None for `selected` stands for all of them."""

    selected: frozenset[str] | None = None
    ignored: frozenset[str] = frozenset()

    def has(self, code: str) -> bool:
        """Whether the user wants to hear of this code."""
        return (self.selected is None or code in self.selected) and code not in self.ignored


def choose(settings: Settings, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Choice:
    """What a user has chosen, in her words: codes, beginnings of codes, and names.

    Args:
        settings: what a file says.
        select: what the command says; it counts in place of what the file selects.
        ignore: what the command says; it counts as well as what the file ignores.

    Raises:
        WrongUseError: a word means no rule.
    """
    if not (select or ignore or settings.select or settings.ignore):
        return Choice()
    rules = every_rule()
    file = f"{settings.file}: "
    if select:
        selected = _codes(select, rules, "--select")
    else:
        selected = _codes(settings.select, rules, f"{file}`select`")
    ignored = _codes(ignore, rules, "--ignore")
    ignored |= _codes(settings.ignore, rules, f"{file}`ignore`")
    return Choice(selected or None, ignored)


def _codes(words: Iterable[str], rules: dict[str, Rule], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        meant = codes_of(word, rules)
        if not meant:
            raise WrongUseError(f"{where}: {no_rule(word, rules)}")
        found |= meant
    return frozenset(found)


def codes_of(word: str, rules: dict[str, Rule]) -> frozenset[str]:
    """The codes that a user's word means: a code, its beginning, or a rule's name."""
    start = word.strip().upper()
    if start and (found := frozenset(code for code in rules if code.startswith(start))):
        return found
    name = _plain(word)
    return frozenset(rule.code for rule in rules.values() if _plain(rule.name) == name)


def no_rule(word: str, rules: dict[str, Rule]) -> str:
    """What is said of a word that means no rule, with the rule that was probably meant."""
    known = [*rules, *(rule.name for rule in rules.values())]
    meant = near(word, known) or near(_plain(word), known)
    mend = f"did you mean {quoted(meant)}?" if meant else "`roleplay explain` lists all"
    return f"no rule is called {quoted(word)}; {mend}"


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())
