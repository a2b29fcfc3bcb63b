"""The files that are shipped, for the tests that hold them to something."""

from __future__ import annotations

from simulator.compiler.library import find_scenarios, shipped_folder

EVERY = find_scenarios(shipped_folder())
"""Every scenario, the acts of campaigns as well."""

ALONE = [path for path in EVERY if path.parent == shipped_folder()]
"""The scenarios that are played by themselves."""
