"""Every rule of the program in one place, whatever it looks at, and which of them a user has chosen.

A rule is chosen by its code, by the beginning of its code, or by its name; a word that means none is the
user's mistake, and never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from simulator.compiler.diagnostic import Diagnostic, Severity, near, quoted
from simulator.workbench.plan import Stage, stages
from simulator.workbench.wrong_use import WrongUseError

if TYPE_CHECKING:
    from simulator.compiler.pages import Rule
    from simulator.workbench.cache import Cache
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


class Named(Protocol):
    """Something with a name."""

    @property
    def name(self) -> str: ...


class Known(NamedTuple):
    """What of a rule must be known to choose it. `stage` is None where compiling finds it."""

    name: str
    stage: Stage | None = None


def known_rules(cache: Cache | None = None) -> dict[str, Known]:
    """All rules by their code.

    Args:
        cache: where they are looked up and kept, for importing every rule takes longer than compiling
            a few files; None for nowhere.
    """
    key = cache.key(b"", "rules") if cache is not None else ""
    text = cache.get(key) if cache is not None else None
    if text is not None:
        import json

        rows = json.loads(text)
        return {code: Known(name, Stage(stage) if stage else None) for code, name, stage in rows}
    at = stages()
    found = {code: Known(rule.name, at.get(code)) for code, rule in every_rule().items()}
    if cache is not None:
        import json

        cache.put(key, json.dumps([[code, *known] for code, known in found.items()]))
    return found


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


def choose(
    rules: Mapping[str, Named],
    settings: Settings,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Choice:
    """What a user has chosen, in her words: codes, beginnings of codes, and names.

    Args:
        rules: every rule, by code.
        settings: what a file says.
        select: what the command says; it counts in place of what the file selects.
        ignore: what the command says; it counts as well as what the file ignores.

    Raises:
        WrongUseError: a word means no rule.
    """
    file = f"{settings.file}: "
    if select:
        selected = _codes(select, rules, "--select")
    else:
        selected = _codes(settings.select, rules, f"{file}`select`")
    ignored = _codes(ignore, rules, "--ignore")
    ignored |= _codes(settings.ignore, rules, f"{file}`ignore`")
    return Choice(selected or None, ignored)


def _codes(words: Iterable[str], rules: Mapping[str, Named], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        meant = codes_of(word, rules)
        if not meant:
            raise WrongUseError(f"{where}: {no_rule(word, rules)}")
        found |= meant
    return frozenset(found)


def codes_of(word: str, rules: Mapping[str, Named]) -> frozenset[str]:
    """The codes that a user's word means: a code, its beginning, a rule's name, or that of its group."""
    start = word.strip().upper()
    if start and (found := frozenset(code for code in rules if code.startswith(start))):
        return found
    name = _plain(word)
    letters = [letter for letter, group in GROUPS.items() if _plain(group) == name]
    if letters:
        return frozenset(code for code in rules if code[0] in letters)
    return frozenset(code for code, rule in rules.items() if _plain(rule.name) == name)


def no_rule(word: str, rules: Mapping[str, Named]) -> str:
    """What is said of a word that means no rule, with the rule that was probably meant."""
    known = [*rules, *GROUPS.values(), *(rule.name for rule in rules.values())]
    meant = near(word, known) or near(_plain(word), known)
    mend = f"did you mean {quoted(meant)}?" if meant else "`roleplay explain` lists all"
    return f"no rule is called {quoted(word)}; {mend}"


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())
