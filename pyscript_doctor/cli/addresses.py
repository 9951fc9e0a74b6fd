"""Options of `check` for websites, and whether it is about one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HEADER = lazy_pattern(r"(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(?P<value>[\x20-\x7e\t]*)$")
MOST_CRAWLED = 500


def has_addresses(arguments: Namespace) -> bool:
    """Whether `check` is about a website."""
    from pyscript_doctor.sources.addresses import is_web_address

    return any(is_web_address(path) for path in arguments.paths)


def add_live_site(check: ArgumentParser) -> None:
    """Add the options that are about websites."""
    check.add_argument(
        "--crawl",
        type=_number,
        default=0,
        metavar="N",
        help="with an address: check up to N more pages of the same site that it links to",
    )
    check.add_argument(
        "--against",
        type=_address,
        metavar="URL",
        help="say what the copy of this folder that is deployed at this address serves differently: missing files, "
        "another release, headers that are not sent, another version",
    )
    check.add_argument(
        "--header",
        type=_header,
        dest="headers",
        action="append",
        default=[],
        metavar="NAME:VALUE",
        help="with an address: send this header to the servers that you name, and to no other, "
        'such as "Authorization: Bearer ..."; it is never shown',
    )


def _address(text: str) -> str:
    from pyscript_doctor.sources.addresses import is_web_address

    if not is_web_address(text):
        raise argparse.ArgumentTypeError("write the whole address: https://...")
    return text


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST_CRAWLED:
        raise argparse.ArgumentTypeError(f"give a number of pages from 1 to {MOST_CRAWLED}")
    return int(text)


def _header(text: str) -> tuple[str, str]:
    """A header; if something is wrong with it, the message does not show it."""
    match = HEADER.match(text)
    if match is None:
        raise argparse.ArgumentTypeError("write a header as NAME:VALUE")
    return match["name"].lower(), match["value"].strip()
