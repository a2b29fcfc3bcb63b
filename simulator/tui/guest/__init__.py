"""A seat in a group session: what a phone shows, in a terminal."""
