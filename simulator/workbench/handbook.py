"""The pages of all rules in ``docs/diagnostics.md``, made of what `roleplay explain` shows.

The document holds them between markers, and a test holds the document to this module.
"""

from __future__ import annotations

import re

from simulator.compiler.pages import as_markdown
from simulator.workbench.rule_book import GROUPS, every_rule

BEGIN, END = "<!-- rules -->\n", "<!-- end -->"
MARKED = re.compile(f"({re.escape(BEGIN)}).*?({re.escape(END)})", re.DOTALL)


def with_rules(document: str) -> str:
    """The document, with what stands between the markers made anew."""
    return MARKED.sub(lambda found: f"{found[1]}\n{_pages()}\n{found[2]}", document)


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
