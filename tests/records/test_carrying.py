"""What is carried over is the same after it was kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.scenario import Before, Dimension, Rung, Wound
from simulator.records.carrying import as_text, from_text

NAMES = st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple)
BEFORES = st.builds(
    Before,
    wounds=st.lists(st.tuples(st.sampled_from(Dimension), st.sampled_from(Wound))).map(tuple),
    breaches_repaired=st.integers(0, 2),
    promises=NAMES,
    truths=NAMES,
    earned=st.lists(st.tuples(st.sampled_from(Dimension), st.sampled_from(Rung))).map(tuple),
    scarred=st.booleans(),
)


@given(BEFORES)
def test_it_comes_back_as_it_was(before: Before) -> None:
    assert from_text(as_text(before)) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"wounds": 1}', "null", "[" * 10_000])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="carried over"):
        from_text(text)
