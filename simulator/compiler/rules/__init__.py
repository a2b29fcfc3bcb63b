"""Every rule of the compiler. To add one, write a function in one of these modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.compiler.rules.rule import DraftRule, FormRule


def over_drafts() -> tuple[DraftRule, ...]:
    """The rules that look at a draft, by code."""
    from simulator.compiler.rules import flow, names, promises
    from simulator.compiler.rules.rule import DraftRule

    found = [
        rule
        for module in (names, promises, flow)
        for rule in vars(module).values()
        if isinstance(rule, DraftRule)
    ]
    return tuple(sorted(found, key=lambda rule: rule.code))


def every() -> dict[str, FormRule[Any] | DraftRule]:
    """All rules by their code, in order."""
    from simulator.compiler.rules import form_file, form_keys, form_speech, form_yaml
    from simulator.compiler.rules.rule import FormRule

    modules = (form_file, form_yaml, form_speech, form_keys)
    found: list[FormRule[Any] | DraftRule] = [
        rule for module in modules for rule in vars(module).values() if isinstance(rule, FormRule)
    ]
    found.extend(over_drafts())
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
