"""Answers of the index, kept in the platform's cache folder between runs."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
KEPT_SECONDS = 30 * 24 * 3600
MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer: its body, where it came from, and until when (seconds since 1970) it needs no asking again."""

    url: str
    content_type: str
    etag: str
    last_modified: str
    fresh_until: float
    content: bytes

    @property
    def fresh(self) -> bool:
        """Whether it may be used without asking."""
        return time.time() < self.fresh_until


class Cache:
    """A folder of answers by key. It is only a convenience: if it cannot be read or written, there is no cache."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def of_the_user(cls) -> Cache:
        """The cache in the platform's folder for them."""
        from platformdirs import user_cache_path

        return cls(user_cache_path("pyscript-doctor", appauthor=False) / "index")

    def get(self, key: str) -> Stored | None:
        """What is stored under a key."""
        if self._folder is None:
            return None
        try:
            head, _, content = self._path(self._folder, key).read_bytes().partition(b"\n")
            fields = json.loads(head)
            if fields.pop("format") != FORMAT or fields.pop("size") != len(content):
                return None
            return Stored(**fields, content=content)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def put(self, key: str, stored: Stored) -> None:
        """Store an answer, at once and as a whole."""
        if self._folder is None:
            return
        fields = asdict(stored)
        content: bytes = fields.pop("content")
        head = json.dumps({"format": FORMAT, "size": len(content), **fields}).encode()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(head + b"\n" + content)
                os.replace(name, self._path(self._folder, key))
            except OSError:
                os.unlink(name)
                raise

    def prune(self) -> None:
        """Forgets what is old, and the oldest if it is too much."""
        if self._folder is None:
            return
        with suppress(OSError):
            files = [(path, path.stat()) for path in self._folder.iterdir()]
            files.sort(key=lambda each: each[1].st_mtime, reverse=True)
            total = 0
            for path, status in files:
                total += status.st_size
                if total > MOST_BYTES or time.time() - status.st_mtime > KEPT_SECONDS:
                    path.unlink(missing_ok=True)

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
