"""Twine's stories: read into the skeleton of a scenario, and written from a scenario.

What must stay true, both ways: nothing is lost silently. What has no place on the other side is listed,
and kept as a comment there.
"""
