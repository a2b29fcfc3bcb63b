"""Writing a file anew so that it is never half written, whatever happens meanwhile."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in place of `before`, at once, with the rights that the file has. Links stay links.

    Args:
        path: the file.
        before: what it is known to hold.
        after: what it is to hold.

    Raises:
        OSError: it cannot be written, or somebody has changed it meanwhile; then it is as it was.
    """
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with open(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode & 0o7777)
        if target.read_bytes() != before:
            raise OSError("the file has changed meanwhile")
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
