"""A simulator of sales conversations, in which trust is earned, proved, lost and regained."""

__version__ = "0.1.0"
