"""What ``docs/diagnostics.md`` says of rules and thresholds, made of what `roleplay` goes by.

The document holds it between markers, and a test holds the document to this module.
"""

from __future__ import annotations

import re
from dataclasses import asdict

from simulator.compiler.pages import as_markdown
from simulator.compiler.thresholds import DEFAULTS
from simulator.workbench.rule_book import GROUPS, every_rule

MARKED = re.compile(r"(<!-- (rules|thresholds) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_rules(document: str) -> str:
    """The document, with what stands between the markers made anew."""
    made = {"rules": _pages, "thresholds": _thresholds}
    return MARKED.sub(lambda found: f"{found[1]}\n{made[found[2]]()}\n{found[3]}", document)


def _thresholds() -> str:
    rows = [f"| `{name}` | {number:g} |" for name, number in asdict(DEFAULTS).items()]
    return "\n".join(["| threshold | default |", "|---|---|", *rows, ""])


def _pages() -> str:
    rules = every_rule()
    pages = []
    for letter, group in GROUPS.items():
        some = [rule for code, rule in rules.items() if code[0] == letter]
        if some:
            pages += [f"## {group}\n", *(as_markdown(rule, 3) for rule in some)]
    return "\n".join(pages)


def _main(path: str) -> None:
    from pathlib import Path

    document = Path(path)
    text = with_rules(document.read_text(encoding="utf-8"))
    document.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    import sys

    _main(sys.argv[1])
