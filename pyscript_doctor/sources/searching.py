"""Which files a Search looks into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LARGEST_SEARCHED = 1_000_000
BINARY_HEAD = 8192

VENDORED = frozenset({"node_modules", "bower_components", "site-packages", "vendor", "vendored", "third_party"})
BINARY_NAMES = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".psd",
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".ogg", ".wav", ".mp4", ".webm", ".pdf",
    ".zip", ".whl", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".wasm", ".pyc", ".so", ".dll", ".exe",
)  # fmt: skip


def is_searched(path: str) -> bool:
    """Whether the name of a file says that it is text of the project itself."""
    return not path.lower().endswith(BINARY_NAMES) and VENDORED.isdisjoint(path.split("/"))


def holds(path: str, content: bytes, phrase: str) -> bool:
    """Whether a Search for a phrase finds a file with this content."""
    return is_searched(path) and _bytes_of(phrase) in _text(content)


def search(phrases: Sequence[str], paths: Iterable[str], read: Callable[[str], bytes]) -> Mapping[str, tuple[str, ...]]:
    """Which of the files hold each phrase, in any case; each file is read once for all of them."""
    wanted = {phrase: _bytes_of(phrase) for phrase in phrases}
    found: dict[str, list[str]] = {phrase: [] for phrase in phrases}
    for path in paths if wanted else ():
        text = _text(read(path)) if is_searched(path) else b""
        for phrase, lowered in wanted.items():
            if text and lowered in text:
                found[phrase].append(path)
    return {phrase: tuple(matches) for phrase, matches in found.items()}


def _bytes_of(phrase: str) -> bytes:
    return phrase.encode("utf-8", "surrogatepass").lower()


def _text(content: bytes) -> bytes:
    """A text's bytes in lower case; empty if it is too large, or binary."""
    if len(content) > LARGEST_SEARCHED or b"\0" in content[:BINARY_HEAD]:
        return b""
    return content.lower()
