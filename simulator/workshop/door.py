"""Who gets in: the room's code, and the token that a device has after that.

The token is the device's secret, and stands in a cookie that no script reads. The session knows a digest of
it only, so that a session's file gives nobody a seat.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import choice, token_urlsafe

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No letter that looks like another one, or like a digit."""
LENGTH = 6
COOKIE = "seat"


def new_code() -> str:
    """A code for a room, to be read from a wall and typed."""
    return "".join(choice(LETTERS) for _ in range(LENGTH))


def is_code(given: str, code: str) -> bool:
    """Whether a code is the right one, however it was typed."""
    typed = "".join(letter for letter in given.upper() if letter.isalnum())
    return hmac.compare_digest(typed.encode("utf-8", "replace"), code.encode())


def new_token() -> str:
    """A token for a device."""
    return token_urlsafe(24)


def person_of(token: str, code: str) -> str:
    """The id by which a session knows the device of a token."""
    return sha256(f"{code}\0{token}".encode("utf-8", "replace")).hexdigest()[:20]
