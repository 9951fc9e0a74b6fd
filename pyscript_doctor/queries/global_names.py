"""Which global names a page has and which a worker has."""

from __future__ import annotations

from pyscript_doctor.knowledge.web_platform import find_global

__all__ = ["is_only_in_workers", "is_only_on_pages"]


def is_only_on_pages(name: str) -> bool:
    """Whether the browser gives a name to pages and not to workers: `document`, `alert`, `localStorage`."""
    return find_global(name, "window") is not None and find_global(name, "worker") is None


def is_only_in_workers(name: str) -> bool:
    """The reverse: `importScripts`, `FileReaderSync`."""
    return find_global(name, "worker") is not None and find_global(name, "window") is None
