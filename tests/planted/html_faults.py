"""Slips in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.planted.faults import Fault, of_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSPELT = {
    "id-misspelt": r'\bid="(?P<it>[A-Za-z][\w-]{2,})"',
    "source-misspelt": r'\bsrc="(?:\./)?(?P<it>\w{3,})\.py"',
    "script-source-misspelt": r'\bsrc="(?:\./)?(?P<it>\w{3,})\.js"',
    "script-type-misspelt": r'<script type="(?P<it>m?py)\b',
    "config-attribute-misspelt": r'<\S+[^>]*\s(?P<it>config)="',
    "config-file-misspelt": r'\bconfig="(?:\./)?(?P<it>\w{3,})\.(?:toml|json)"',
    "worker-attribute-misspelt": r"<script[^>]*\s(?P<it>worker)[\s>]",
    "event-attribute-misspelt": r'\s(?:py|mpy)-(?P<it>\w{4,})="\w+"',
    "event-handler-misspelt": r'\s(?:py|mpy)-\w{4,}="(?P<it>\w{3,})"',
    "target-misspelt": r'<(?:script|py-script)[^>]*\starget="#?(?P<it>\w{3,})"',
    "tag-misspelt": r"<(?P<it>py-script|mpy-script|py-config|mpy-config)\b",
    "core-host-path-misspelt": r"/releases/[\d.]+/(?P<it>core)\.js",
}
DROPPED = {
    "core-script-dropped": r'(?P<it><script type="module" src="[^"]*/core\.js"></script>)',
    "core-type-dropped": r'<script(?P<it> type="module") src="[^"]*/core\.js"',
    "id-dropped": r'<\w+(?P<it> id="[^"]+")',
    "config-attribute-dropped": r'<script[^>]*(?P<it> config="[^"]*")',
    "worker-attribute-dropped": r"<script[^>]*(?P<it> worker)[\s>]",
    "closing-quote-dropped": r'<script[^>]*="[^"]*(?P<it>")>',
    "closing-tag-dropped": r"(?P<it></(?:script|py-script|mpy-script)>)",
    "source-extension-dropped": r'\bsrc="(?:\./)?\w+(?P<it>\.py)"',
    "core-closing-tag-dropped": r"/core\.js\">(?P<it></script>)",
}
REPLACED = {
    "release-that-is-not-there": (r"/releases/(?P<it>[\d.]+)/core\.js", "2026.7.33"),
    "text-python-type": (r'<script type="(?P<it>py)"', "text/python"),
    "equals-sign-misspelt": (r'<script type="m?py"[^>]*\s(?:src|config)(?P<it>=)"', ":"),
    "attribute-doubled": (r'<script[^>]*\ssrc="[^"]*\.py"[^>]*\s(?P<it>config)="', "src"),
    "scheme-misspelt": (r'<script type="module" src="(?P<it>https)://', "htps"),
    "stylesheet-for-script": (r'<script type="module" src="[^"]*/(?P<it>core\.js)"', "core.css"),
    "comment-not-closed": (r'(?P<it>)<script type="m?py"', "<!-- "),
    "id-in-capitals": (r'<(?!script)\w+[^>]*\sid="(?P<it>[a-z])', "X"),
}


def html_faults(path: str, text: str) -> Iterator[Fault]:
    """Every slip in a page."""
    for operator, pattern in MISSPELT.items():
        yield from of_pattern(operator, path, text, pattern, misspell=True)
    for operator, pattern in DROPPED.items():
        yield from of_pattern(operator, path, text, pattern)
    for operator, (pattern, after) in REPLACED.items():
        yield from of_pattern(operator, path, text, pattern, after=after)
