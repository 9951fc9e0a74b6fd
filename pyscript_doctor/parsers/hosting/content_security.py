"""The text of a Content-Security-Policy, by the standard of that name (CSP 3)."""

from __future__ import annotations

# Which directives are used instead of a missing one, the nearest first.
FALLBACKS = {
    "script-src": ("script-src", "default-src"),
    "script-src-elem": ("script-src-elem", "script-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "worker-src": ("worker-src", "child-src", "script-src", "default-src"),
}


def directives_of(policy: str) -> dict[str, tuple[str, ...]]:
    """The values of each directive, by its name in lower case. If a name comes twice, the first one counts."""
    found: dict[str, tuple[str, ...]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        if name:
            found.setdefault(name.lower(), tuple(values))
    return found
