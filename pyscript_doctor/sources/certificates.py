"""The authorities whose certificates count when we use HTTPS."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def trusted_authorities() -> ssl.SSLContext:
    """Those that the environment names (`SSL_CERT_FILE`, `SSL_CERT_DIR`), or else the usual ones.

    Raises OSError or ValueError if what the environment names cannot be read.
    """
    return _read(tuple(os.environ.get(name) for name in VARIABLES))


@lru_cache(maxsize=2)
def _read(_: tuple[str | None, ...]) -> ssl.SSLContext:
    """The same for the environment as it is now, which httpx reads. This takes a while."""
    import httpx

    return httpx.create_ssl_context(trust_env=True)
