"""What a browser runs as a module, by what servers say of it and by how it is called."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of
from tests.rules.other_servers import SHARED, SITE, answer, said_of_servers

RULE = "javascript-content-type"
PLAIN, SCRIPT = {"content-type": "text/plain"}, {"content-type": "text/javascript"}
PY = '<script type="py">print(1)</script>'


@pytest.mark.parametrize(
    ("body", "url", "effect"),
    [
        (f'<script type="module" src="a.js"></script>{PY}', "a.js", "page-blank"),
        ('<script type="py" worker service-worker="sw.js">print(1)</script>', "sw.js", "script-dies"),
    ],
)
def test_a_site_must_send_modules_and_service_workers_as_javascript(body: str, url: str, effect: str) -> None:
    files = {"index.html": page(body), url: "console.log(1)"}
    for headers, expected in ((PLAIN, [effect]), (SCRIPT, [])):
        replies = {f"{SITE}/{url}": answer(f"{SITE}/{url}", "console.log(1)", headers=headers)}
        found = said_of_servers(RULE, files, replies, live=True)
        assert [each.effect.value for each in found] == expected
        assert [bool(each.finding.console) for each in found] == [effect == "page-blank"] * len(expected)


URL = "https://cdn.example/chart.js"


@pytest.mark.parametrize(
    ("url", "headers", "status", "expected"),
    [
        (URL, SCRIPT, 200, 0),
        (URL, PLAIN, 200, 1),
        (URL, PLAIN, 404, 0),  # another rule says that it is not there
        (URL, PLAIN, 503, 0),
        ("https://cdn.example/chart.css", {"content-type": "text/css"}, 200, 0),
    ],
)
def test_another_server_must_send_modules_as_javascript(
    url: str, headers: dict[str, str], status: int, expected: int
) -> None:
    config = f'<py-config>[js_modules.main]\n"{url}" = "chart"</py-config>'
    reply = answer(url, "export const a = 1", status=status, headers={**SHARED, **headers})
    found = said_of_servers(RULE, {"index.html": page(PY, config)}, {url: reply})
    assert [each.finding.message[:31] for each in found] == ["`cdn.example` sends this as `te"] * expected


def test_a_module_of_the_project_has_no_server_yet() -> None:
    config = '<py-config>[js_modules.main]\n"./chart.js" = "chart"</py-config>'
    files = {"index.html": page(PY, config), "chart.js": "export const a = 1"}
    assert said_of_servers(RULE, files, {}) == []


@pytest.mark.parametrize(
    ("tag", "specifier", "path", "before", "expected"),
    [
        ('<script type="module">', "./style.css", "index.html", "", 1),
        ('<script type="module">', "/style.css", "index.html", "", 1),
        ('<script type="module">', "./style.css?v=1", "index.html", "", 1),
        ('<script type="module">', "style.css", "index.html", "", 0),  # another rule speaks of bare names
        ("<script>", "./style.css", "index.html", "", 0),  # and of imports in classic scripts
        ('<script type="module">', "./style.css", "templates/index.html", "", 0),  # a build may take it
        ('<script type="module">', "./style.css", "index.html", "{% block main %}", 0),
    ],
)
def test_a_stylesheet_is_not_imported_as_a_module(
    tag: str, specifier: str, path: str, before: str, expected: int
) -> None:
    html = page(f'{before}{tag}\nimport "{specifier}"\n</script>{PY}')
    report = report_of({path: html, "style.css": "a {}"}, select=frozenset({RULE}))
    assert sum(each.rule.name == RULE for each in report.diagnostics) == expected


def test_a_fragment_may_be_bundled_with_its_page() -> None:
    fragment = f'<script type="module">\nimport "./style.css"\n</script>{PY}'
    assert not report_of({"part.html": fragment, "style.css": "a {}"}, select=frozenset({RULE})).diagnostics


def test_an_example_in_a_text_may_be_bundled() -> None:
    html = page(f'<script type="module">\nimport "./style.css"\n</script>{PY}')
    report = report_of({"guide.md": f"# A\n\n```html\n{html}```\n", "style.css": "a {}"}, include_fences=True)
    assert report.pages
    assert not [each for each in report.diagnostics if each.rule.name == RULE]
