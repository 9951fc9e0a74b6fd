"""Slips in the isolation headers that a server's settings or code write, in any language.

Such files are not parsed. Only a name with its value right after it counts, outside of comments.
"""

from __future__ import annotations

import posixpath
import re
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.serving.header_slips import (
    EMBEDDER,
    NAMES,
    OPENER,
    HeaderSlip,
    SlipKind,
    header_meant,
)
from pyscript_doctor.project.serving.observed import EMBEDDER_VALUES
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.reader import Reader

SETTINGS = frozenset({"Caddyfile", ".htaccess", "nginx.conf.template"})
SETTINGS_ENDS = (".conf", ".yaml", ".yml")
CODE_ENDS = (".py", ".js", ".mjs", ".cjs", ".ts")
VALUES = {
    OPENER: ("same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"),
    EMBEDDER: (*EMBEDDER_VALUES, "unsafe-none"),
}
MEANT = {OPENER: ("same-origin",), EMBEDDER: EMBEDDER_VALUES}
SETS_OPENER = ("securitymiddleware", "helmet", "talisman")
"""What sends `Cross-Origin-Opener-Policy: same-origin` if nobody says otherwise, such as Django's own middleware."""
COMMON = "cross-origin-"
_NAME = lazy_pattern(r"(?<![\w-])cross-origin-[a-z]+(?:-[a-z]+)*(?![\w-])", re.IGNORECASE)
_BETWEEN = r"""["']?\]?\s*[:=,]?\s*(?:["']?value["']?\s*:\s*)?"""
_QUOTED = lazy_pattern(_BETWEEN + r"""(?P<quote>["'])(?P<value>[a-z][a-z_-]*)(?P=quote)""", re.IGNORECASE)
_PLAIN = lazy_pattern(_BETWEEN + r"""["']?(?P<value>[a-z][a-z_-]*)["']?(?=[\s;]|$)""", re.IGNORECASE)
_COMMENT = lazy_pattern(r"(?:^|\s)(?:#|//|;)|^\s*(?:\*|<!--|--)")
_NEAR = 0.65


def slips_of_servers(reader: Reader) -> Iterator[HeaderSlip]:
    """The misspelt names and values, and the header that is sent if nothing sends the other one."""
    paths = [path for path in reader.search(COMMON) if _is_of_server(path)]
    for path in paths:
        text = reader.text(path)
        if not isinstance(text, Unknown):
            yield from reader.once("header slips of a server", path, partial(_slips, text))
    if any(_has_misspelt(path, reader) for path in reader.search(COMMON)):
        return
    for name, other in ((OPENER, EMBEDDER), (EMBEDDER, OPENER)):
        if not reader.search(other) and not (other == OPENER and any(reader.search(each) for each in SETS_OPENER)):
            yield from _alone(name, other, paths, reader)


def _alone(name: str, other: str, paths: list[str], reader: Reader) -> Iterator[HeaderSlip]:
    """The first place that sends one header, if none of the project's files even has the name of the other one."""
    for path in paths:
        text = reader.text(path)
        if isinstance(text, Unknown):
            continue
        for found in _names(text):
            if found[0].lower() == name and _value(text, found):
                yield HeaderSlip(SlipKind.ALONE, text.span(*found.span()), NAMES[other])
                return


def _has_misspelt(path: str, reader: Reader) -> bool:
    text = reader.text(path)
    if isinstance(text, Unknown):
        return False
    return reader.once("misspelt headers", path, lambda: any(header_meant(found[0]) for found in _names(text)))


def _is_of_server(path: str) -> bool:
    name = posixpath.basename(path)
    if "node_modules" in path.split("/") or name.endswith((".min.js", "mini-coi.js", "mini-coi-fd.js")):
        return False
    return name in SETTINGS or name.endswith((*SETTINGS_ENDS, *CODE_ENDS))


def _slips(text: Text) -> tuple[HeaderSlip, ...]:
    names = tuple(_names(text))
    both = {found[0].lower() for found in names} >= NAMES.keys()
    return tuple(slip for found in names for slip in _of_name(text, found, both))


def _of_name(text: Text, found: re.Match[str], both: bool) -> Iterator[HeaderSlip]:
    name, value = found[0].lower(), _value(text, found)
    if value is None:
        return
    if meant := header_meant(name):
        yield HeaderSlip(SlipKind.HEADER_NAME, text.span(*found.span()), meant)
    elif name in NAMES and (better := _value_meant(name, value["value"].lower(), both)):
        yield HeaderSlip(SlipKind.VALUE, text.span(*value.span("value")), f"{NAMES[name]}: {better}")


def _value_meant(name: str, value: str, both: bool) -> str:
    """What a value that does not isolate was meant to be; "" if it isolates, or is not like anything.

    both: the file sends both headers, so it is meant to isolate.
    """
    if value in MEANT[name]:
        return ""
    if value in VALUES[name]:
        return MEANT[name][0] if both else ""
    if any(value in others for others in VALUES.values()):
        return MEANT[name][0]
    return next(iter(get_close_matches(value.replace("_", "-"), MEANT[name], n=1, cutoff=_NEAR)), "")


def _names(text: Text) -> Iterator[re.Match[str]]:
    for found in _NAME.finditer(text.value):
        line = text.value[text.value.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not _COMMENT.search(line):
            yield found


def _value(text: Text, found: re.Match[str]) -> re.Match[str] | None:
    """The value after a name; in code it is in quotes, because without them it is the name of something."""
    pattern = _QUOTED if text.path.endswith(CODE_ENDS) else _PLAIN
    return pattern.match(text.value, found.end())
