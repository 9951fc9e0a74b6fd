"""What can go wrong between the doctor and the index."""

from __future__ import annotations


class IndexTrouble(Exception):  # noqa: N818 - it is not the fault of the project, and never reaches the user as an error
    """The index could not be asked, or its answer could not be used.

    Its text is one line for the user: which host, and what was the matter; never a user name, a password or a query.
    """


def shown(url: str) -> str:
    """The host of an address as it may be shown: without credentials, path and query."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or "an address without a host"
    except ValueError:
        return "something that is not an address"
    return "".join(character if character.isprintable() else "?" for character in host[:100] + port)
