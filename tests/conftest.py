"""What every test shares: how Hypothesis runs here."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A shared machine has no use for deadlines, and scenarios are large things to draw.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("project")
