"""What every test shares: how Hypothesis runs here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

# A shared machine has no use for deadlines, and scenarios are large things to draw.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("project")


REPORTED = pytest.StashKey[list[str]]()


@pytest.fixture
def report_line(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Tells a line at the end of the run: figures that were computed on the way."""
    return request.config.stash.setdefault(REPORTED, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print what the tests reported."""
    lines = config.stash.get(REPORTED, [])
    if lines:
        terminalreporter.section("figures of the shipped scenarios")
        for line in lines:
            terminalreporter.write_line(line)
