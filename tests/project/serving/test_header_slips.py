"""Isolation headers in files that their hosts do not read as they are written."""

from __future__ import annotations

import pytest

from tests.projects import line_of, page, report_of

RULE = "headers-not-sent"
PAGE = {"index.html": page('<script type="mpy" worker>from pyscript import document; document.title</script>')}
COOP, COEP = "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"
VERCEL = f"""\
{{
  "headers": [
    {{
      "source": "/(.*)",
      "headers": [
        {{ "key": "{COOP}", "value": "same-origin" }},
        {{ "key": "{COEP}", "value": "require-corp" }}
      ]
    }}
  ]
}}
"""
NETLIFY = f"""\
[[headers]]
  for = "/*"
  [headers.values]
    {COOP} = "same-origin"
    {COEP} = "require-corp"
"""


def lines(path: str, text: str) -> list[int]:
    """The lines of a hosting file where the rule speaks."""
    files = {**PAGE, path: text}
    found = report_of(files, select=frozenset({RULE})).diagnostics
    return [line_of(each, files) for each in found if each.finding.span.path == path]


@pytest.mark.parametrize(("path", "text"), [("vercel.json", VERCEL), ("netlify.toml", NETLIFY)])
def test_files_as_their_hosts_want_them_are_sound(path: str, text: str) -> None:
    assert lines(path, text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (VERCEL.replace('"same-origin" },', '"same-origin" }'), 7),
        (VERCEL.replace('  "headers": [\n    {', '  "header": [\n    {'), 6),
        (f'{{"headers": {{"{COOP}": "same-origin", "{COEP}": "require-corp"}}}}', 1),
    ],
)
def test_slips_in_json(text: str, line: int) -> None:
    assert lines("vercel.json", text) == [line]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("[[headers]]", "[headers]", 4),
        ("  [headers.values]\n", "", 3),
        ('"same-origin"', "same-origin", 4),
        (f"{COOP} =", f"{COOP}:", 4),
    ],
)
def test_slips_in_toml(before: str, after: str, line: int) -> None:
    assert lines("netlify.toml", NETLIFY.replace(before, after)) == [line]


def test_a_file_without_isolation_headers_is_not_judged() -> None:
    assert lines("vercel.json", '{"headers": [{]}') == []
    assert lines("netlify.toml", f"# {COOP}: to do\n[build]\n") == []


def test_firebase_reads_json_with_comments() -> None:
    assert lines("firebase.json", f'{{ // ours\n "hosting": {{"headers": [{{"source": "**", "{COOP}": "x"}}]}}}}') == []
