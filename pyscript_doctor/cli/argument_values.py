"""Values of options, and the options that several commands have."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pyscript_doctor.cli.outputs import output_of

if TYPE_CHECKING:
    from pyscript_doctor.cli.outputs import Output


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add `--output-format`, with these formats; the first one is the default."""
    parser.add_argument(
        "--output-format", "--format", choices=formats, default=formats[0], help=f"how to print (default: {formats[0]})"
    )


def add_color(parser: argparse.ArgumentParser) -> None:
    """Add `--color` and `--no-color`."""
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="when to colour (default: auto)"
    )
    parser.add_argument(
        "--no-color", dest="color", action="store_const", const="never", help="the same as --color never"
    )


def output(text: str) -> Output:
    """A format, and perhaps a file."""
    try:
        return output_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"there is no format {text!r}: {error}") from error


def count(text: str) -> int:
    """A whole number, at least 1."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError("it must be a whole number, 1 or more")


def web_address(text: str) -> str:
    """An address of http or https."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        if parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1) > 0:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("it must be an address that starts with https:// or http://")


def names(text: str) -> list[str]:
    """The names in a list with commas."""
    return [name for name in (part.strip() for part in text.split(",")) if name]
