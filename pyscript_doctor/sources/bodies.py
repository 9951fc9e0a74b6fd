"""The content of an HTTP response, never more than agreed: neither as it comes, nor unpacked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pyscript_doctor.sources.reading import megabytes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

PACKED = {"gzip", "x-gzip"}
PLAIN = {"", "identity"}


class TooLarge(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Raised for a response that is larger than agreed; its text completes a sentence."""


class Unpackable(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Raised for a response that is not packed as its server says; its text completes a sentence."""


async def body_of(response: httpx.Response, most: int) -> bytes:
    """The bytes of a response, unpacked.

    Raises TooLarge if there are more than `most`, and Unpackable if they are not what the server says.
    """
    encoding = response.headers.get("content-encoding", "").strip().lower()
    chunks = response.aiter_raw()
    if encoding in PACKED:
        chunks = _unpacked(chunks, most)
    elif encoding not in PLAIN:
        raise Unpackable("is packed in a way that was not asked for")
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise TooLarge(f"is larger than {megabytes(most)}")
    return bytes(body)


async def _unpacked(chunks: AsyncIterator[bytes], most: int) -> AsyncIterator[bytes]:
    """Unpacks a gzip stream, never to more than `most` and a byte at once, however well it was packed."""
    unpacker = zlib.decompressobj(wbits=31)
    async for chunk in chunks:
        try:
            yield unpacker.decompress(chunk, most + 1)
        except zlib.error:
            raise Unpackable("cannot be unpacked") from None
        if unpacker.eof:
            return
    raise Unpackable("is cut off: the server sent less than it said")
