"""What is found over all files of a run together, where they are enough to make a pack.

A cue that chance could explain in one file may be plain over ten. Files with errors and drafts are no part
of a pack: of the one nothing is known, and the other will change.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.workbench.checking import Checked, known_verdict
from simulator.workbench.files import File
from simulator.workbench.judging import Cues, Verdict, as_text, thresholds_of
from simulator.workbench.orders import Order

if TYPE_CHECKING:
    from simulator.workbench.cache import Cache


def over_pack(checked: Sequence[Checked], cache: Cache | None) -> list[Checked]:
    """What is found over the files together: one more item, or none where they make no pack.

    The settings of the first file count for all.
    """
    members = [one for one in checked if one.verdict.cues and not one.verdict.is_draft]
    if len(members) < 2:
        return []
    first = members[0].order
    if len(members) < thresholds_of(first.settings.thresholds).pack:
        return []
    file = File(None, _common_folder(members), is_pack=True)
    cues = [one.verdict.cues for one in members if one.verdict.cues]
    key = ""
    verdict = None
    if cache is not None:
        data = json.dumps(cues).encode("ascii")
        key = cache.key(data, ("pack", first.settings.thresholds))
        verdict = known_verdict(cache, key, file.name)
    if verdict is None:
        verdict = _pooled(cues, file.name, first.settings.thresholds)
        if cache is not None:
            cache.put(key, as_text(verdict))
    return [Checked(Order(file, *first[1:]), None, verdict)]


def _pooled(cues: Sequence[Cues], name: str, thresholds: tuple[tuple[str, float], ...]) -> Verdict:
    from simulator.compiler.judge import Judged, pooled
    from simulator.compiler.rules.counting import Tally

    pack = []
    for one in cues:
        tallies = {
            code: Tally(int(hits), int(trials), expected, int(of))
            for code, (hits, trials, expected, of) in one.tallies
        }
        pack.append(Judged((), tallies, dict(one.bots)))
    return Verdict(pooled(pack, name, thresholds_of(thresholds)), is_whole=True)


def _common_folder(members: Sequence[Checked]) -> str:
    """The folder that the files have in common, as they were named."""
    paths = [one.order.file.path for one in members]
    try:
        return os.path.commonpath([path.parent for path in paths if path is not None]) or "."
    except (
        ValueError
    ):  # some are named from the root and some from here, or they are on several drives
        return "the pack"
