"""A kind of hostile input: files as a function of a size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from tests.projects import CORE

if TYPE_CHECKING:
    from pathlib import Path

Files: TypeAlias = Mapping[str, str | bytes]
Kind: TypeAlias = Callable[[int], Files]
"""Makes files with about this many characters, together."""

KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    """Have a function that makes hostile files among the kinds, by its name."""
    KINDS[make.__name__.replace("_", "-")] = make
    return make


def repeated(pattern: str, size: int) -> str:
    """The pattern as often as the size has room for it; each `#` in it is a number of its own."""
    times = max(size // len(pattern), 1)
    return "".join(pattern.replace("#", str(index)) for index in range(times)) if "#" in pattern else pattern * times


def nested(before: str, size: int, middle: str = "", after: str = "") -> str:
    """The one text as often as there is room, then the middle, then the other text as often."""
    times = max(size // (len(before) + len(after)), 1)
    return before * times + middle + after * times


def page_of(body: str, head: str = "") -> Files:
    """A page that loads PyScript."""
    return {"index.html": f'<!doctype html>{head}<script type="module" src="{CORE}"></script>\n{body}\n'}


def python_of(source: str, kind: str = "py", **more: str | bytes) -> Files:
    """A page that runs a Python file."""
    return {**page_of(f'<script type="{kind}" src="main.py"></script>'), "main.py": source, **more}


def config_of(config: str, source: str = "", name: str = "pyscript.toml", **more: str | bytes) -> Files:
    """A page with a config file, and Python."""
    body = f'<script type="py" config="{name}">\n{source}\n</script>'
    return {**page_of(body), name: config, **more}


def write(folder: Path, files: Files) -> int:
    """Write files below a folder; their size together."""
    size = 0
    for path, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        size += len(data)
    return size
