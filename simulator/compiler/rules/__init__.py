"""Every rule of the compiler. To add one, write a function in one of these modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.compiler.rules.rule import DraftRule, FormRule, WalkRule
    from simulator.compiler.rules.text_rule import TextRule


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


def over_walks() -> tuple[WalkRule, ...]:
    """The rules that look at a walked scenario, by code."""
    from simulator.compiler.rules import (
        balance,
        balance_replies,
        flow_conditions,
        flow_promises,
        flow_replies,
        flow_truths,
        flow_walk,
    )
    from simulator.compiler.rules.rule import WalkRule

    flow = (flow_walk, flow_conditions, flow_promises, flow_truths, flow_replies)
    found = [
        rule
        for module in (*flow, balance, balance_replies)
        for rule in vars(module).values()
        if isinstance(rule, WalkRule)
    ]
    return tuple(sorted(found, key=lambda rule: rule.code))


def over_texts() -> tuple[TextRule, ...]:
    """The rules that look at the replies' words, by code."""
    from simulator.compiler.rules import (
        giveaways,
        giveaways_looks,
        giveaways_play,
        giveaways_words,
        writing,
        writing_size,
    )
    from simulator.compiler.rules.text_rule import TextRule

    modules = (giveaways, giveaways_looks, giveaways_words, giveaways_play, writing, writing_size)
    found = [
        rule for module in modules for rule in vars(module).values() if isinstance(rule, TextRule)
    ]
    return tuple(sorted(found, key=lambda rule: rule.code))


def every() -> dict[str, FormRule[Any] | DraftRule | WalkRule | TextRule]:
    """All rules by their code, in order."""
    from simulator.compiler.rules import (
        beside,
        form_file,
        form_keys,
        form_speech,
        form_yaml,
        unproved,
    )
    from simulator.compiler.rules.rule import FormRule

    modules = (form_file, form_yaml, form_speech, form_keys, beside, unproved)
    found: list[FormRule[Any] | DraftRule | WalkRule | TextRule] = [
        rule for module in modules for rule in vars(module).values() if isinstance(rule, FormRule)
    ]
    found.extend(over_drafts())
    found.extend(over_walks())
    found.extend(over_texts())
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}
