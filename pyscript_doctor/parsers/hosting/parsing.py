"""Files that tell a host which headers to send."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.hosting.headers_file import read_headers_file
from pyscript_doctor.parsers.hosting.json import read_firebase, read_serve, read_static_web_apps, read_vercel
from pyscript_doctor.parsers.hosting.netlify import read_netlify
from pyscript_doctor.parsers.hosting.records import Header, HeaderRule, HostingFile, Merging

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.parsers.text import Text

__all__ = ["READERS", "Header", "HeaderRule", "HostingFile", "Merging", "parse_hosting"]

READERS: dict[str, Callable[[Text, str], HostingFile]] = {
    "_headers": read_headers_file,
    "netlify.toml": read_netlify,
    "vercel.json": read_vercel,
    "firebase.json": read_firebase,
    "staticwebapp.config.json": read_static_web_apps,
    "serve.json": read_serve,
}


def parse_hosting(text: Text, path: str) -> HostingFile | None:
    """What a hosting file says; None if it does not have the name of one."""
    reader = READERS.get(posixpath.basename(path))
    return reader(text, path) if reader else None
