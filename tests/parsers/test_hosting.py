"""Files that tell a host which headers to send."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.hosting import HostingFile, parse_hosting
from pyscript_doctor.parsers.hosting_patterns import matches
from pyscript_doctor.parsers.mentions import mentions
from pyscript_doctor.parsers.text import Text

OPENER = "Cross-Origin-Opener-Policy"
EMBEDDER = "Cross-Origin-Embedder-Policy"


def parsed(path: str, value: str) -> HostingFile:
    file = parse_hosting(Text.whole(path, value), path)
    assert file is not None
    return file


def sent(path: str, value: str, url: str) -> dict[str, str]:
    return {header.name.value: header.value.value for header in parsed(path, value).headers_for(url)}


def test_a_headers_file_holds_paths_and_indented_headers() -> None:
    value = f"# comment\n/app/*\n  {OPENER}: same-origin\n  {EMBEDDER}: require-corp\n/\n  X-Other: 1\n"
    assert sent("_headers", value, "/app/index.html") == {OPENER: "same-origin", EMBEDDER: "require-corp"}
    assert sent("_headers", value, "/") == {"X-Other": "1"}
    assert sent("_headers", value, "/else") == {}


def test_a_header_of_a_headers_file_knows_where_it_stands() -> None:
    value = f"/*\r\n  {OPENER}:  same-origin \r\n"
    (header,) = parsed("_headers", value).headers_for("/")
    assert value[header.name.span().start : header.name.span().end] == OPENER
    assert value[header.value.span().start : header.value.span().end] == "same-origin"


def test_a_later_rule_wins() -> None:
    value = f"/*\n  {EMBEDDER}: require-corp\n/a\n  {EMBEDDER}: unsafe-none\n"
    assert sent("_headers", value, "/a") == {EMBEDDER: "unsafe-none"}


def test_netlify_toml_gives_headers_and_the_folder_that_is_published() -> None:
    value = f'[build]\npublish = "site"\n[[headers]]\nfor = "/*"\n[headers.values]\n{OPENER} = "same-origin"\n'
    file = parsed("netlify.toml", value)
    (header,) = file.headers_for("/index.html")
    assert file.publish == "site"
    assert (header.name.value, header.value.value) == (OPENER, "same-origin")
    assert value[header.name.span().start : header.name.span().end] == OPENER


def test_netlify_toml_without_headers_still_names_the_folder_that_is_published() -> None:
    file = parsed("netlify.toml", '[build]\npublish = "site"\n')
    assert (file.rules, file.publish) == ((), "site")


def test_netlify_toml_that_is_no_toml_is_refused() -> None:
    assert parsed("netlify.toml", "[[headers]\n").refusal is not None


JSON_FILES = {
    "vercel.json": '{"headers": [{"source": "/(.*)", "headers": [{"key": "%s", "value": "same-origin"}]}]}',
    "firebase.json": '{"hosting": {"headers": [{"source": "**", "headers": [{"key": "%s", "value": "same-origin"}]}]}}',
    "staticwebapp.config.json": '{"globalHeaders": {"%s": "same-origin"}}',
    "serve.json": '{"headers": [{"source": "**/*", "headers": [{"key": "%s", "value": "same-origin"}]}]}',
}


@pytest.mark.parametrize("name", JSON_FILES)
def test_json_files_cover_every_page(name: str) -> None:
    assert sent(name, JSON_FILES[name] % OPENER, "/deep/index.html") == {OPENER: "same-origin"}


@pytest.mark.parametrize("name", JSON_FILES)
def test_json_that_cannot_be_read_is_refused(name: str) -> None:
    assert parsed(name, "{,}").refusal is not None


def test_a_vercel_rule_with_a_condition_cannot_be_told() -> None:
    value = '{"headers": [{"source": "/(.*)", "has": [], "headers": [{"key": "X", "value": "1"}]}]}'
    assert parsed("vercel.json", value).rules[0].covers("/") is None


def test_other_files_are_no_hosting_files() -> None:
    assert parse_hosting(Text.whole("package.json", "{}"), "package.json") is None


@pytest.mark.parametrize(
    ("language", "pattern", "path", "covered"),
    [
        ("netlify", "/docs/*", "/docs/a/b", True),
        ("netlify", "/docs/:page", "/docs/a/b", False),
        ("netlify", "https://a.example/docs/*", "/docs/a", True),
        ("vercel", "/docs/:path*", "/docs", True),
        ("vercel", "/docs/:path*", "/docs/a/b", True),
        ("vercel", "/:page", "/a/b", False),
        ("vercel", "/((?!api/).*)", "/api/x", False),
        ("vercel", "/((?!api/).*)", "/index.html", True),
        ("vercel", "/(", "/", None),
        ("glob", "**/*.@(html|js)", "/a/b.html", True),
        ("glob", "*.html", "/a/b.html", False),
        ("glob", "/{a,b}/**", "/b/c", True),
        ("glob", "!(a)", "/a", None),
    ],
)
def test_patterns_match_as_their_hosts_have_it(language: str, pattern: str, path: str, covered: bool | None) -> None:
    assert matches(language, pattern, path) is covered


@pytest.mark.parametrize(
    ("path", "value", "count"),
    [
        ("server.py", f'h["{EMBEDDER}"] = "require-corp"  # {EMBEDDER}\n', 1),
        ("server.py", f"# {EMBEDDER}\n", 0),
        ("vite.config.js", f"// {EMBEDDER}\nexport default {{ '{EMBEDDER.lower()}': 'require-corp' }}\n", 1),
        ("vite.config.ts", f"/* {EMBEDDER} */\n", 0),
        ("nginx.conf", f'add_header {EMBEDDER} "require-corp" always; # {EMBEDDER}\n', 1),
        ("README.md", f"Send {EMBEDDER}.\n", 0),
        ("README.md", f"---\ncustom_headers:\n  {EMBEDDER.lower()}: require-corp\n---\n{EMBEDDER}\n", 1),
        ("web.config", f'<!-- {EMBEDDER} --><add name="{EMBEDDER}"/>', 1),
    ],
)
def test_other_files_count_where_they_name_a_header_outside_of_comments(path: str, value: str, count: int) -> None:
    assert len(mentions(Text.whole(path, value), path, EMBEDDER)) == count
