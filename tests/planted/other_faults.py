"""Slips in configs, JavaScript and headers, and files that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.planted.faults import Fault, of_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

TOML_MISSPELT = {
    "config-key-misspelt": r"(?m)^\s*\[?(?P<it>packages|files|fetch|js_modules|interpreter|plugins)\b",
    "config-source-misspelt": r'(?m)^"(?:\./)?(?P<it>\w{3,})\.\w+"\s*=',
    "config-destination-misspelt": r'(?m)^"[^"]+"\s*=\s*"(?:\./)?(?P<it>\w{3,})[."]',
    "module-thread-misspelt": r"(?m)^\[js_modules\.(?P<it>main|worker)\]",
    "package-misspelt": r'packages\s*=\s*\[[^\]]*"(?P<it>[A-Za-z]{4,})"',
}
TOML_DROPPED = {
    "module-thread-dropped": r"(?m)^\[js_modules(?P<it>\.main|\.worker)\]",
    "file-entry-dropped": r'(?m)^(?P<it>"[^"]+"\s*=\s*"[^"]*"\n)',
    "package-dropped": r'packages\s*=\s*\[[^\]]*?(?P<it>"[^"]+",?\s*)',
    "config-bracket-dropped": r"(?m)^\[\w+(?P<it>\])",
}
JSON_MISSPELT = {
    "config-key-misspelt": r'"(?P<it>packages|files|fetch|js_modules|interpreter)"\s*:',
    "package-misspelt": r'"packages"\s*:\s*\[[^\]]*"(?P<it>[A-Za-z]{4,})"',
    "config-source-misspelt": r'"(?:\./)?(?P<it>\w{3,})\.(?:py|csv|txt|json)"\s*:',
}
JAVASCRIPT_DROPPED = {
    "export-dropped": r"(?m)^(?P<it>export (?:default )?)(?:async |function|const|let|class)",
    "javascript-bracket-dropped": r"(?m)^(?P<it>\}\)?;?)$",
    "javascript-extension-dropped": r'(?m)from "\./\w+(?P<it>\.js)"',
}
JAVASCRIPT_MISSPELT = {
    "export-misspelt": r"(?m)^export (?:async )?(?:function|const|let|class) (?P<it>\w{3,})",
    "javascript-import-misspelt": r"(?m)^import \{ ?(?P<it>\w{3,})",
}
HEADER_FAULTS = {
    "header-misspelt": r"(?m)^\s+(?P<it>Cross-Origin-\w+-Policy):",
    "header-value-misspelt": r"(?m)^\s+Cross-Origin-\w+-Policy: (?P<it>\S+)",
}


def config_faults(path: str, text: str) -> Iterator[Fault]:
    """Slips in a config, in a file or in a page."""
    for operator, pattern in (JSON_MISSPELT if path.endswith(".json") else TOML_MISSPELT).items():
        yield from of_pattern(operator, path, text, pattern, misspell=True)
    if not path.endswith(".json"):
        for operator, pattern in TOML_DROPPED.items():
            yield from of_pattern(operator, path, text, pattern)


def javascript_faults(path: str, text: str) -> Iterator[Fault]:
    """Slips in a module of JavaScript."""
    for operator, pattern in JAVASCRIPT_DROPPED.items():
        yield from of_pattern(operator, path, text, pattern)
    for operator, pattern in JAVASCRIPT_MISSPELT.items():
        yield from of_pattern(operator, path, text, pattern, misspell=True)


def header_faults(path: str, text: str) -> Iterator[Fault]:
    """Slips in `_headers`."""
    for operator, pattern in HEADER_FAULTS.items():
        yield from of_pattern(operator, path, text, pattern, misspell=True)
    yield from of_pattern("header-dropped", path, text, r"(?m)^(?P<it>\s+Cross-Origin-\w+-Policy:.*\n)")


def deleted_file(path: str, text: str) -> Fault:
    """The file is not there. If it is named is a right place to say so."""
    name = path.rpartition("/")[2]
    return Fault("file-deleted", path, 0, len(text), None, (name, name.rpartition(".")[0]))
