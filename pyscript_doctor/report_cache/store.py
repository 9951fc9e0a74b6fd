"""Entries in a folder, by key: each in a file of its own, written completely, and read only if it is complete."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

KEPT_SECONDS = 30 * 24 * 3600
MOST_BYTES = 200_000_000
LARGEST_ENTRY = 30_000_000


class Store:
    """A folder of entries. It is only a convenience: if it cannot be read or written, there is no store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of_the_user(cls) -> Store | None:
        """The one in the platform's cache folder; None if they have no such folder."""
        from platformdirs import user_cache_path

        try:
            return cls(user_cache_path("pyscript-doctor", appauthor=False) / "reports")
        except (OSError, RuntimeError):
            return None

    def get(self, key: str) -> Any:
        """What is stored under a key; None if that is nothing, or not complete."""
        try:
            path = self._folder / key
            if path.stat().st_size > LARGEST_ENTRY:
                return None
            checksum, _, content = path.read_bytes().partition(b"\n")
            if checksum != _checksum(key, content):
                return None
            with suppress(OSError):
                os.utime(path)
            return json.loads(content)
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, key: str, data: Any) -> None:
        """Store it, unless it is too large."""
        content = json.dumps(data, separators=(",", ":")).encode("ascii")
        if len(content) > LARGEST_ENTRY - 100:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_checksum(key, content) + b"\n" + content)
                os.replace(name, self._folder / key)
            except BaseException:
                os.unlink(name)
                raise
            self._prune()

    def _prune(self) -> None:
        """Forgets what nobody has used for long, and the oldest if it is too much."""
        with os.scandir(self._folder) as scan:
            files = [(entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in scan if entry.is_file()]
        total = 0
        for used, size, path in sorted(files, reverse=True):
            total += size
            if total > MOST_BYTES or time.time() - used > KEPT_SECONDS:
                Path(path).unlink(missing_ok=True)


def _checksum(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=key.encode()[:64], digest_size=16).hexdigest().encode()
