"""Files that tell a host which headers to send."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.hosting.parsing import Header, HostingFile, parse_hosting
from pyscript_doctor.parsers.text import Span, Text

OPENER = "Cross-Origin-Opener-Policy"
EMBEDDER = "Cross-Origin-Embedder-Policy"


def parsed(path: str, value: str) -> HostingFile:
    file = parse_hosting(Text.whole(path, value), path)
    assert file is not None
    return file


def sent(path: str, value: str, url: str) -> dict[str, str]:
    return {header.name.value: header.value.value for header in parsed(path, value).headers_for(url)}


def only_header(path: str, value: str, url: str = "/index.html") -> Header:
    (header,) = parsed(path, value).headers_for(url)
    return header


def written(value: str, span: Span) -> str:
    return value[span.start : span.end]


def test_other_files_are_no_hosting_files() -> None:
    assert parse_hosting(Text.whole("package.json", "{}"), "package.json") is None


def test_a_hosting_file_may_lie_in_a_folder() -> None:
    assert parsed("public/_headers", f"/*\n  {OPENER}: same-origin\n").path == "public/_headers"


# _headers


def test_a_headers_file_holds_paths_and_headers() -> None:
    value = f"# comment\n/app/*\n  {OPENER}: same-origin\n  # comment\n  {EMBEDDER}: require-corp\n/\nX-Other: 1\n"
    assert sent("_headers", value, "/app/index.html") == {OPENER: "same-origin", EMBEDDER: "require-corp"}
    assert sent("_headers", value, "/") == {"X-Other": "1"}
    assert sent("_headers", value, "/else") == {}


def test_a_header_of_a_headers_file_knows_where_it_stands() -> None:
    value = f"\ufeff/*\r\n  {OPENER}:  same-origin \r\n  Link: <https://a.example>; rel=x\r\n"
    file = parsed("_headers", value)
    header, link = file.headers_for("/")
    assert written(value, header.name.span()) == OPENER
    assert written(value, header.value.span()) == "same-origin"
    assert link.value.value == "<https://a.example>; rel=x"
    assert written(value, file.rules[0].span) == value[1:-2]


def test_lines_that_are_no_headers_are_passed_over() -> None:
    assert sent("_headers", f"{OPENER}: before any path\n/*\n  {EMBEDDER}\n  X-Empty:\n  :y\n  X: 1\n", "/") == {
        "X": "1"
    }


def test_netlify_lets_the_last_of_two_rules_win_and_cloudflare_joins_them() -> None:
    value = f"/*\n  {EMBEDDER}: require-corp\n/a\n  {EMBEDDER}: unsafe-none\n"
    file = parsed("_headers", value)
    (header,) = file.headers_for("/a")
    assert (header.value.value, header.certain) == ("unsafe-none", False)
    assert file.elsewhere is not None
    (joined,) = file.elsewhere.headers_for("/a")
    assert joined.value.value == "require-corp, unsafe-none"
    assert written(value, joined.value.span()).startswith("require-corp\n/a")


def test_a_header_that_is_set_twice_in_one_rule_is_joined_by_both() -> None:
    header = only_header("_headers", "/*\n  X: 1\n  x: 2\n")
    assert (header.value.value, header.certain) == ("1, 2", True)


def test_what_only_one_of_both_hosts_sends_is_not_certain() -> None:
    header = only_header("_headers", f"/docs/*\n  {OPENER}: same-origin\n", "/docs")
    assert not header.certain


def test_cloudflare_takes_headers_away_again() -> None:
    file = parsed("_headers", f"/*\n  {OPENER}: same-origin\n/embed/*\n  ! {OPENER}\n").elsewhere
    assert file is not None
    assert file.headers_for("/embed/a") == ()
    assert len(file.headers_for("/a")) == 1


# netlify.toml


def test_netlify_toml_gives_headers_and_the_folder_that_is_published() -> None:
    value = f"""# {OPENER} = "nothing"
[build]
publish = "site/"
[[headers]]
for = "/other" # {OPENER}
[headers.values]
"{OPENER}" = 'unsafe-none'
[[ headers ]]
for = "/*"
  [headers.values]
  {OPENER} = "same-origin"
  Cache-Control = '''
  max-age=0,
  no-cache'''
"""
    file = parsed("netlify.toml", value)
    header, cache = file.headers_for("/index.html")
    assert (file.host, file.publish) == ("Netlify", "site")
    assert (header.name.value, header.value.value) == (OPENER, "same-origin")
    assert header.name.span() == Span("netlify.toml", value.rindex(OPENER), value.rindex(OPENER) + len(OPENER))
    assert written(value, header.value.span()) == "same-origin"
    assert cache.value.value == "max-age=0, no-cache"
    assert written(value, file.rules[1].pattern.span()) == "/*"
    assert written(value, file.rules[1].span).startswith("[[ headers ]]\nfor = ")


@pytest.mark.parametrize(
    "value",
    [
        f'headers = [{{ for = "/*", values = {{ "{OPENER}" = "same-origin" }} }}]',
        f'[[headers]]\nfor = "/*"\nvalues = {{ {OPENER} = "same-origin" }}',
        f'[[headers]]\nfor = "/*"\nvalues.{OPENER} = ["same-origin"]',
    ],
)
def test_netlify_toml_may_be_written_otherwise(value: str) -> None:
    header = only_header("netlify.toml", value)
    assert (header.name.value, header.value.value) == (OPENER, "same-origin")
    assert written(value, header.name.span()) == OPENER
    assert written(value, header.value.span()) == "same-origin"


@pytest.mark.parametrize(
    ("build", "publish"),
    [
        ('base = "app"\npublish = "dist"', "app/dist"),
        ('base = "/app/"', "app"),
        ('publish = "."', "."),
        ('command = "make"', None),
    ],
)
def test_netlify_publishes_relative_to_its_base(build: str, publish: str | None) -> None:
    assert parsed("netlify.toml", f"[build]\n{build}\n").publish == publish


def test_netlify_toml_that_is_no_toml_is_refused_at_its_place() -> None:
    value = '[build]\npublish = "a"\nx = = 1\n'
    refusal = parsed("netlify.toml", value).refusal
    assert refusal is not None
    assert refusal.span.start == value.index("= 1")


# JSON

JSON_FILES = {
    "vercel.json": '{"headers": [{"source": "/(.*)", "headers": [{"key": "%s", "value": "same-origin"}]}]}',
    "firebase.json": '{"hosting": {"headers": [{"source": "**", "headers": [{"key": "%s", "value": "same-origin"}]}]}}',
    "staticwebapp.config.json": '{"globalHeaders": {"%s": "same-origin"}}',
    "serve.json": '{"headers": [{"source": "**/*", "headers": [{"key": "%s", "value": "same-origin"}]}]}',
}


@pytest.mark.parametrize("name", JSON_FILES)
def test_json_files_cover_every_page(name: str) -> None:
    value = JSON_FILES[name] % OPENER
    header = only_header(name, value, "/deep/index.html")
    assert (header.name.value, header.value.value, header.certain) == (OPENER, "same-origin", True)
    assert written(value, header.name.span()) == OPENER
    assert written(value, header.value.span()) == "same-origin"


@pytest.mark.parametrize("name", JSON_FILES)
def test_json_that_cannot_be_read_is_refused(name: str) -> None:
    assert parsed(name, "{,}").refusal is not None


@pytest.mark.parametrize("value", ["{}", '{"headers": 1, "hosting": [1], "routes": {}, "globalHeaders": []}'])
@pytest.mark.parametrize("name", JSON_FILES)
def test_json_of_another_shape_sends_nothing(name: str, value: str) -> None:
    assert parsed(name, value).headers_for("/") == ()


def test_the_later_of_two_vercel_rules_wins() -> None:
    value = """{"headers": [
      {"source": "/(.*)", "headers": [{"key": "X-A", "value": "1"}, {"key": "X-B", "value": "1"}]},
      {"source": "/:page", "headers": [{"key": "x-a", "value": "2"}]}], "outputDirectory": "out"}"""
    assert sent("vercel.json", value, "/a") == {"x-a": "2", "X-B": "1"}
    assert sent("vercel.json", value, "/a/b") == {"X-A": "1", "X-B": "1"}
    assert parsed("vercel.json", value).publish == "out"


def test_rules_are_found_by_what_their_paths_begin_with_in_their_order() -> None:
    paths = ("/Docs/*", "/*", "/docs/a", "/:name/a", "/other/*")
    value = "".join(f"{path}\n  X-{number}: 1\n  X-Last: {number}\n" for number, path in enumerate(paths))
    assert sent("_headers", value, "/docs/a") == {"X-0": "1", "X-1": "1", "X-2": "1", "X-3": "1", "X-Last": "3"}
    assert sent("_headers", value, "/b") == {"X-1": "1", "X-Last": "1"}


def test_a_vercel_rule_with_a_condition_cannot_be_told() -> None:
    value = '{"headers": [{"source": "/a", "has": [], "headers": [{"key": "X", "value": "1"}]}]}'
    rule = parsed("vercel.json", value).rules[0]
    assert rule.covers("/a") is None
    assert rule.covers("/b") is False
    assert not only_header("vercel.json", value, "/a").certain


def test_older_vercel_routes_stop_at_the_first_that_does_not_continue() -> None:
    route = '{"src": "/(.*)", "headers": {"X": "%s"}%s}'
    value = f'{{"routes": [{route % ("1", ", " + chr(34) + "continue" + chr(34) + ": true")}, {route % ("2", "")}]}}'
    assert only_header("vercel.json", value).value.value == "2"
    value = f'{{"routes": [{route % ("1", "")}, {route % ("2", "")}]}}'
    header = only_header("vercel.json", value)
    assert (header.value.value, header.certain) == ("1", False)


def test_firebase_may_set_up_several_sites() -> None:
    site = '{"public": "%s", "headers": [{"source": "**", "headers": [{"key": "X", "value": "%s"}]}]}'
    file = parsed("firebase.json", f'{{"hosting": [{site % ("a", "1")}, {site % ("b", "2")}]}}')
    (other,) = file.others
    assert (file.publish, [header.value.value for header in file.headers_for("/")]) == ("a", ["1"])
    assert (other.publish, [header.value.value for header in other.headers_for("/")]) == ("b", ["2"])


def test_firebase_knows_globs_and_regular_expressions() -> None:
    value = """{"hosting": {"headers": [
      {"regex": "^/docs/", "headers": [{"key": "X", "value": "regex"}]},
      {"glob": "/app/**", "headers": [{"key": "X", "value": "glob"}]}]}}"""
    assert sent("firebase.json", value, "/docs/a") == {"X": "regex"}
    assert sent("firebase.json", value, "/app/a") == {"X": "glob"}


def test_the_first_azure_route_that_matches_alters_the_global_headers() -> None:
    value = """{"globalHeaders": {"X-A": "global", "X-B": "global"}, "routes": [
      {"route": "/post", "methods": ["POST"], "headers": {"X-A": "post"}},
      {"route": "/login", "allowedRoles": ["a"]},
      {"route": "/docs/*", "headers": {"X-A": "docs", "X-B": ""}},
      {"route": "/*", "headers": {"X-A": "last"}}]}"""
    name = "staticwebapp.config.json"
    assert sent(name, value, "/docs/a.html") == {"X-A": "docs"}
    assert sent(name, value, "/login") == {"X-A": "global", "X-B": "global"}
    assert sent(name, value, "/post") == {"X-A": "last", "X-B": "global"}


def test_serve_takes_a_header_away_whose_value_is_null() -> None:
    value = """{"public": "site", "headers": [
      {"source": "**", "headers": [{"key": "X", "value": "1"}]},
      {"source": "embed/**", "headers": [{"key": "X", "value": null}]}]}"""
    assert sent("serve.json", value, "/index.html") == {"X": "1"}
    assert sent("serve.json", value, "/embed/index.html") == {}
    assert parsed("serve.json", value).publish == "site"
