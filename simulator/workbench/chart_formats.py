"""A chart as Mermaid, as DOT, and as SVG by way of Graphviz.

Ids and titles are text of a file and may be anything: reserved words of either language, quotation
marks, `<script>`. So nodes are called by their number, and every text is escaped for its language.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from shutil import which

from simulator.workbench.graph import LEGEND, Arrow, Chart, Node

FILLS = ("#f5f2ea", "#f7e0ac", "#efa867", "#b5442b")
"""From nothing at stake to most."""
INKS = ("#222222", "#222222", "#222222", "#ffffff")
ENDING, LINE, FAINT = "#e1e8ee", "#6b6b6b", "#a8a8a8"

IN_TITLES = str.maketrans({"<": "‹", ">": "›", "&": "＆"})
"""Mermaid cuts tags out of a title, and shows an ampersand in it as ``&amp;``."""


class NoGraphvizError(Exception):
    """SVG is drawn by Graphviz, which is not there or has failed. The text says what to do."""


def _pen(arrow: Arrow) -> float:
    """How thick an arrow is, in pixels."""
    return round(1 + 4 * min(arrow.often, 1.0), 1)


# Mermaid


def mermaid(chart: Chart) -> str:
    """The chart as a Mermaid flowchart, its title as front matter."""
    rows = [
        "---",
        f"title: {json.dumps(chart.title.translate(IN_TITLES), ensure_ascii=False)}",
        "---",
        "flowchart TD",
        f"  %% {' '.join(LEGEND)}",
        *(_mermaid_node(number, node) for number, node in enumerate(chart.nodes)),
        *(_mermaid_arrow(arrow) for arrow in chart.arrows),
    ]
    for number, arrow in enumerate(chart.arrows):
        dashed = f",stroke-dasharray:4 4,color:{FAINT}" if arrow.often <= 0 else ""
        stroke = FAINT if arrow.often <= 0 else LINE
        rows.append(f"  linkStyle {number} stroke:{stroke},stroke-width:{_pen(arrow)}px{dashed}")
    for level, (fill, ink) in enumerate(zip(FILLS, INKS, strict=True)):
        rows.append(f"  classDef stake{level} fill:{fill},stroke:{LINE},color:{ink}")
    rows.append(f"  classDef ending fill:{ENDING},stroke:{LINE},color:{INKS[0]}")
    rows.append("  classDef opening stroke-width:3px")
    rows.append(f"  classDef never stroke-dasharray:4 4,stroke:{FAINT}")
    members: dict[str, list[str]] = defaultdict(list)
    for number, node in enumerate(chart.nodes):
        for one in _classes(node):
            members[one].append(f"n{number}")
    rows.extend(f"  class {','.join(nodes)} {one}" for one, nodes in members.items())
    return "\n".join(rows) + "\n"


def _classes(node: Node) -> list[str]:
    classes = ["ending" if node.level is None else f"stake{node.level}"]
    if node.is_start:
        classes.append("opening")
    if not node.is_met:
        classes.append("never")
    return classes


def _mermaid_node(number: int, node: Node) -> str:
    label = "<br>".join(_mermaid_text(line) for line in node.lines)
    left, right = ("([", "])") if node.level is None else ("[", "]")
    return f'  n{number}{left}"{label}"{right}'


def _mermaid_arrow(arrow: Arrow) -> str:
    label = f'|"{_mermaid_text(arrow.label)}"|' if arrow.label else ""
    return f"  n{arrow.source} -->{label} n{arrow.target}"


def _mermaid_text(text: str) -> str:
    """Letters, digits and blanks as they are; all else by its number, which Mermaid never acts on."""
    return "".join(
        letter if letter.isalnum() or letter in " _." else f"#{ord(letter)};" for letter in text
    )


# DOT


def dot(chart: Chart) -> str:
    """The chart in the language of Graphviz."""
    rows = [
        "digraph scenario {",
        f"  graph [label={_dot_text(chart.title, *LEGEND)}, labelloc=b, fontname=Helvetica, fontsize=12,"
        " ranksep=0.45, nodesep=0.35, pad=0.2];",
        '  node [shape=box, style=filled, fontname=Helvetica, fontsize=12, margin="0.18,0.08"];',
        f'  edge [color="{LINE}", fontname=Helvetica, fontsize=10, fontcolor="{LINE}", arrowsize=0.6];',
        *(_dot_node(number, node) for number, node in enumerate(chart.nodes)),
        *(_dot_arrow(arrow) for arrow in chart.arrows),
        "}",
    ]
    return "\n".join(rows) + "\n"


def _dot_node(number: int, node: Node) -> str:
    fill = ENDING if node.level is None else FILLS[node.level]
    ink = INKS[node.level or 0]
    style = ["filled"]
    if node.level is None:
        style.append("rounded")
    if not node.is_met:
        style.append("dashed")
    pen = 2.5 if node.is_start else 1
    return (
        f"  n{number} [label={_dot_text(*node.lines)}, tooltip={_dot_text(node.lines[0])}, "
        f'style="{",".join(style)}", fillcolor="{fill}", color="{LINE}", fontcolor="{ink}", penwidth={pen}];'
    )


def _dot_arrow(arrow: Arrow) -> str:
    tip = _dot_text(*arrow.replies)
    look = f"penwidth={_pen(arrow)}, tooltip={tip}, labeltooltip={tip}"
    if arrow.label:
        look += f", label={_dot_text('  ' + arrow.label)}"
    if arrow.often <= 0:
        look += f', style=dashed, color="{FAINT}"'
    return f"  n{arrow.source} -> n{arrow.target} [{look}];"


def _dot_text(*lines: str) -> str:
    """Lines as one quoted string. Graphviz reads entities in it, and backslashes."""
    escaped = (
        line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines
    )
    return '"' + "\\n".join(escaped) + '"'


# SVG


def svg(chart: Chart) -> str:
    """The chart as Graphviz draws it.

    Raises:
        NoGraphvizError: it is not installed, or fails.
    """
    program = which("dot")
    if program is None:
        raise NoGraphvizError(
            "SVG is drawn by Graphviz, which is not installed: its package is called `graphviz` "
            "(https://graphviz.org/download/); `--format mermaid` and `--format dot` need nothing"
        )
    try:
        ran = subprocess.run(
            [program, "-Tsvg"], input=dot(chart).encode(), capture_output=True, check=True
        )
    except OSError as error:
        raise NoGraphvizError(f"`{program}` cannot be run: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoGraphvizError(
            f"`{program}` failed: {said[0] if said else error.returncode}"
        ) from error
    return ran.stdout.decode("utf-8")
