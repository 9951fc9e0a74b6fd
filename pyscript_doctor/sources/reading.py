"""Reads files, and never waits for one forever."""

from __future__ import annotations

import os
import stat

LARGEST_FILE = 8_000_000
FOLDER = "is a folder"


class Unreadable(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Raised for a file that exists but cannot be read; `reason` completes a sentence: "is a folder"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_file(path: str, limit: int) -> bytes:
    """The content of a regular file of at most `limit` bytes.

    Raises FileNotFoundError if nothing is there, and Unreadable if it is something else (a pipe would wait for a writer
    forever), is larger, or may not be read.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(FOLDER if stat.S_ISDIR(status.st_mode) else "is not a regular file")
        if status.st_size > limit:
            raise Unreadable(f"is larger than {megabytes(limit)} ({megabytes(status.st_size)})")
        with open(path, "rb", buffering=0) as file:
            content = file.read(status.st_size + 1)  # Python takes memory for all that it is asked to read
            if len(content) > status.st_size:  # it has grown, or it does not tell its size, as below /proc
                content += file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # a null character is in no file's name
        raise FileNotFoundError(path) from error
    except OSError as error:
        raise Unreadable(f"cannot be read: {describe(error)}") from error
    if len(content) > limit:
        raise Unreadable(f"is larger than {megabytes(limit)}")
    return content


def describe(error: OSError) -> str:
    """What the operating system says, without the path: "permission denied"."""
    return (error.strerror or type(error).__name__).lower()


def megabytes(size: int) -> str:
    """A number of bytes, written for people."""
    return f"{size / 1_000_000:.3g} MB"
