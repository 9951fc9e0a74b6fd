"""What a page's Content-Security-Policy must allow for the doctor, and no more.

A policy in a `<meta>` tag comes after the doctor's script and does not concern it: the script is loaded, and its
connection opened, before the browser reads the tag. A policy in a header does, so it gets two more addresses.
"""

from __future__ import annotations

from pyscript_doctor.parsers.hosting.content_security import FALLBACKS, directives_of
from pyscript_doctor.patterns import lazy_pattern

HEADERS = frozenset({"content-security-policy", "content-security-policy-report-only"})

_NONCE = lazy_pattern(r"'nonce-([A-Za-z0-9+/_=-]{1,200})'")
_SCRIPTS, _CONNECTIONS = "script-src-elem", "connect-src"


def allowing(policy: str, script: str, connection: str) -> str:
    """The policy, with an address for the doctor's script and one for its connection."""
    return ", ".join(_with_addresses(each, script, connection) for each in policy.split(","))


def nonce_of(policy: str) -> str:
    """The nonce with which the policy lets scripts run; "" for none."""
    found = _NONCE.search(policy)
    return found[1] if found else ""


def _with_addresses(policy: str, script: str, connection: str) -> str:
    directives = directives_of(policy)
    _allow(directives, _SCRIPTS, script)
    _allow(directives, _CONNECTIONS, connection)
    return "; ".join(" ".join((name, *values)) for name, values in directives.items())


def _allow(directives: dict[str, tuple[str, ...]], name: str, address: str) -> None:
    """Add an address to the directive that decides. What falls back to `default-src` gets one of its own."""
    deciding = next((each for each in FALLBACKS[name] if each in directives), None)
    if deciding is None:
        return
    kept = (each for each in directives[deciding] if each.lower() != "'none'")
    directives[name if deciding == "default-src" else deciding] = (*kept, address)
