"""What a page's Content-Security-Policy must allow for the doctor, and no more.

A policy in a `<meta>` tag comes after the doctor's script and does not concern it: the script is loaded, and its
connection opened, before the browser reads the tag. A policy in a header does, so it gets two addresses more.
"""

from __future__ import annotations

import re

HEADERS = frozenset({"content-security-policy", "content-security-policy-report-only"})

_NONCE = re.compile(r"'nonce-([A-Za-z0-9+/_=-]{1,200})'")
_SCRIPTS = ("script-src-elem", "script-src", "default-src")
_CONNECTIONS = ("connect-src", "default-src")


def allowing(policy: str, script: str, connection: str) -> str:
    """The policy, with an address for the doctor's script and one for its connection."""
    return ", ".join(_with_addresses(each, script, connection) for each in policy.split(","))


def nonce_of(policy: str) -> str:
    """The nonce with which the policy lets scripts run; "" for none."""
    found = _NONCE.search(policy)
    return found[1] if found else ""


def _with_addresses(policy: str, script: str, connection: str) -> str:
    directives = _directives(policy)
    _allow(directives, _SCRIPTS, script)
    _allow(directives, _CONNECTIONS, connection)
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items())


def _directives(policy: str) -> dict[str, str]:
    """The directives by their names; of two with the same name the first counts."""
    directives: dict[str, str] = {}
    for part in policy.split(";"):
        name, _, value = part.strip().partition(" ")
        if name:
            directives.setdefault(name.lower(), value.strip())
    return directives


def _allow(directives: dict[str, str], names: tuple[str, ...], address: str) -> None:
    """Add an address to the first directive that decides. What falls back to `default-src` gets one of its own."""
    deciding = next((name for name in names if name in directives), None)
    if deciding is None:
        return
    sources = directives[deciding].split()
    kept = [each for each in sources if each.lower() != "'none'"]
    directives[names[0] if deciding == "default-src" else deciding] = " ".join([*kept, address])
