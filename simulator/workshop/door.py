"""Who gets in: the room's code, and the token that a device has after that.

The token is the device's secret, and stands in a cookie that no script reads, behind the code of the room
that it is good for. The session knows a digest of it only, so that a session's file gives nobody a seat. Who
leads a session from elsewhere has a key, of which only a digest is kept as well.
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


def typed(code: str) -> str:
    """A code as it was meant, however it was typed; nothing where it can be none."""
    found = "".join(letter for letter in code.upper() if letter.isalnum())
    return found if len(found) == LENGTH and set(found) <= set(LETTERS) else ""


def is_same(given: str, right: str) -> bool:
    """Whether two secrets are the same. It takes as long whether they are or not."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def new_token(code: str) -> str:
    """A token for a device, good for the room of that code."""
    return f"{code}-{token_urlsafe(24)}"


def code_of(token: str) -> str:
    """The code of the room that a token is said to be good for."""
    return typed(token.partition("-")[0])


def person_of(token: str) -> str:
    """The id by which a session knows the device of a token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()[:20]


def new_key() -> str:
    """A key for somebody who leads from elsewhere, or may open rooms."""
    return token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()
