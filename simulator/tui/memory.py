"""Keeping the garbage collector out of the way of keys."""

from __future__ import annotations

import gc


def settle_memory() -> None:
    """Put what was loaded out of the collector's sight; it would look at all of it, 30 to 50 ms long."""
    gc.collect()
    gc.freeze()
