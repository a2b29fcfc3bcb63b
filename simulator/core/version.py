"""The version of the trust rules, apart from them, so that a store of plays need not import them."""

RULES_VERSION = 1
"""Kept with every play. A rule that changes a verdict raises it."""
