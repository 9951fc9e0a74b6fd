"""Where and how a page loads PyScript, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.knowledge.releases import newest, release_named, releases
from pyscript_doctor.project.assumptions import Assumptions
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import PYTHON, of_body, of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import Diagnostic

RELEASES = "https://pyscript.net/releases"
NEW = f'<script type="module" src="{RELEASES}/2026.7.3/core.js"></script>'
LEGACY = f'<script defer src="{RELEASES}/2023.05.1/pyscript.js"></script>'
COPY = "/*! polyscript */"  # by which a copy of PyScript is known
LAYOUT = page("{% block main %}{% endblock %}")


def loads(url: str) -> str:
    return f'<script type="module" src="{url}"></script>'


def found(rule: str, head: str, files: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """What a rule says of a page with this head, which alone says what is loaded."""
    html = f"<!doctype html>\n<html><head>{head}</head><body>{PYTHON}</body></html>"
    return of_files(rule, {"index.html": html, **(files or {})})


NPM = "https://cdn.jsdelivr.net/npm/@pyscript/core"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://unpkg.com/@pyscript/core@0.7.10/dist/core.js", "this CDN does not serve them"),
        ("https://esm.sh/@pyscript/core", "this CDN does not serve them"),
        (f"{NPM}@0.7.10", "they are not next to this short address"),
        (NPM, "they are not next to this short address"),
        (f"{NPM}@0.7.10/dist/core.js", ""),
        (f"{NPM}/dist/core.js", ""),
        (f"{RELEASES}/2026.7.3/core.js", ""),
        ("https://pyscript.net/unstable/core.js", ""),
        ("./node_modules/@pyscript/core/index.js", ""),
        ("https://unpkg.com/@pyscript/core@9.9.9/dist/core.js", "this CDN does not serve them"),
    ],
)
def test_an_address_next_to_which_pyscripts_files_are_not(url: str, told: str) -> None:
    messages = [each.finding.message for each in found("core-from-other-cdn", loads(url))]
    assert len(messages) == bool(told)
    assert all(told in each for each in messages)


def test_an_own_copy_may_be_in_any_folder() -> None:
    path = "lib/@pyscript/core/core.js"
    assert found("core-from-other-cdn", loads(f"./{path}"), {path: COPY}) == []


def test_the_same_release_is_loaded_from_pyscripts_own_host() -> None:
    new = newest().name
    for version, release in (("@0.7.10", "2025.10.3"), ("@0.6.0", new), ("", new), ("@9.9.9", new)):
        (diagnostic,) = found("core-from-other-cdn", loads(f"https://unpkg.com/@pyscript/core{version}/dist/core.js"))
        assert diagnostic.finding.fix is not None
        assert [each.text.split("/")[-1] for each in diagnostic.finding.fix.edits] == ["core.js"]
        assert f"/releases/{release}/" in diagnostic.finding.fix.edits[0].text


def age(name: str) -> int:
    """How many days before the newest release a release came."""
    release = release_named(name)
    assert release is not None
    return (newest().date - release.date).days


def test_a_release_that_is_more_than_a_year_old() -> None:
    for release in releases():
        if release.legacy:
            continue
        days = age(release.name)
        told = "2 years or more" if days >= 730 else "more than a year" if days > 365 else ""
        diagnostics = found("outdated-release", loads(f"{RELEASES}/{release.name}/core.js"))
        messages = [each.finding.message for each in diagnostics]
        assert len(messages) == bool(told)
        assert all(f"PyScript {release.name} is {told} behind" in each for each in messages)


@in_one_test(
    [
        "https://pyscript.net/latest/core.js",
        "https://pyscript.net/snapshots/2024.9.2.RC1/core.js",
        "./core.js",
        f"{RELEASES}/2024.9.3/core.js",
    ]
)
def test_nobody_knows_how_old_other_addresses_are(url: str) -> None:
    assert found("outdated-release", loads(url), {"core.js": COPY}) == []


def test_a_legacy_release_beside_a_newer_one_is_for_another_rule() -> None:
    for rule in ("outdated-release", "core-not-module", "core-from-other-cdn", "unknown-release"):
        assert found(rule, NEW + LEGACY) == []
        assert found(rule, NEW + LEGACY.replace("2023.05.1", "2023.05.9")) == []
        assert found(rule, NEW + '<script src="https://unpkg.com/pyscript/pyscript.js"></script>') == []


def test_the_stylesheet_of_the_old_release_changes_with_the_script() -> None:
    names = ("2025.5.1", "2024.1.1", "2024.8.1")
    links = "".join(f'<link href="{RELEASES}/{name}/core.css">' for name in names) + '<link href="own.css">'
    (diagnostic,) = found("outdated-release", links + loads(f"{RELEASES}/2025.5.1/core.js"))
    assert diagnostic.finding.fix is not None
    assert [each.text for each in diagnostic.finding.fix.edits] == [f"/releases/{newest().name}/"] * 2
    (diagnostic,) = found("outdated-release", links + loads(f"{NPM}@0.5.0/dist/core.js"))
    assert diagnostic.finding.fix is None


WEEK = 7 * 24 * 3600


@in_one_test(
    [
        (f"max-age={WEEK}", 1),
        (f"public, max-age={WEEK + 1}", 1),
        (f"max-age={WEEK - 1}", 0),
        (f"max-age={WEEK}, no-cache", 0),
        ("no-store", 0),
        ("", 0),
    ]
)
def test_a_page_that_browsers_keep_for_a_week(control: str, count: int) -> None:
    sent = {"index.html": {"Cache-Control": control}}
    assert len(of_site("page-cached-for-long", Site({"index.html": page(PYTHON)}, sent))) == count
    without = f"<!doctype html><title>PyScript</title>{PYTHON}"
    assert of_site("page-cached-for-long", Site({"index.html": without}, sent)) == []


def test_the_message_says_for_how_many_days() -> None:
    sent = {"index.html": {"Cache-Control": f"max-age={4 * WEEK + 3600}"}}
    (diagnostic,) = of_site("page-cached-for-long", Site({"index.html": page(PYTHON)}, sent))
    assert diagnostic.finding.message.startswith("browsers keep this page for 28 days")


@pytest.mark.parametrize(
    ("name", "severity", "message", "unless", "fix"),
    [
        ("2024.9.3", "error", "PyScript has no release 2024.9.3", "", "2024.9.2"),
        ("2024.9", "warning", "PyScript has no release 2024.9", "PyScript serves something", ""),
        ("2126.1.1", "info", "release 2126.1.1 is newer than the newest", "", ""),
    ],
)
def test_a_release_that_does_not_exist(name: str, severity: str, message: str, unless: str, fix: str) -> None:
    (diagnostic,) = found("unknown-release", loads(f"{RELEASES}/{name}/core.js"))
    assert diagnostic.severity.label == severity
    assert diagnostic.finding.message.startswith(message)
    assert diagnostic.finding.unless[: len(unless) or None] == unless
    assert (diagnostic.finding.fix.edits[0].text if diagnostic.finding.fix else "") == fix
    assert ("the nearest" in diagnostic.finding.help) == bool(fix)


def test_a_name_that_is_written_twice_is_not_replaced() -> None:
    (diagnostic,) = found("unknown-release", loads(f"{RELEASES}/2024.9.3/core.js?v=2024.9.3"))
    assert diagnostic.finding.fix is None


@in_one_test(
    [
        (f'<script src="{RELEASES}/2026.7.3/core.js"></script>', 1),
        (f'<script type="text/javascript" src="{RELEASES}/2026.7.3/core.js"></script>', 1),
        (f'<script type=" Module " src="{RELEASES}/2026.7.3/core.js"></script>', 0),
        (f'<script type="module">import "{RELEASES}/2026.7.3/core.js";</script>', 0),
        (f'<script>import("{RELEASES}/2026.7.3/core.js");</script>', 0),
        (NEW, 0),
    ]
)
def test_core_js_is_a_module(head: str, count: int) -> None:
    assert len(found("core-not-module", head)) == count


@in_one_test(
    [
        ("core.js", "", 1),
        ("core.js", "    type: module\n", 0),
        ("pyscript.js", "", 0),
    ]
)
def test_the_settings_of_mkdocs_load_it_as_a_module(file: str, kind: str, count: int) -> None:
    release = "2026.7.3" if file == "core.js" else "2023.05.1"
    settings = f"site_name: a\nextra_javascript:\n  - path: {RELEASES}/{release}/{file}\n{kind}"
    files = {"mkdocs.yml": settings, "docs/index.md": f"# PyScript\n\n{PYTHON}\n"}
    assert len(of_files("core-not-module", files)) == count


@in_one_test(
    [
        ("https://pyscript.net/release/2026.7.3/core.js", f"Did you mean `{RELEASES}/2026.7.3/core.js`?"),
        ("https://pyscript.net/latest/core.js", "this address changes with every release"),
        ("https://pyscript.net/latest/pyscript.js", "this address is gone"),
        (f"{RELEASES}/2024.1.9/core.js", "PyScript has no release 2024.1.9"),
        (f"{RELEASES}/2026.7.3/core.js", ""),
    ]
)
def test_an_address_in_a_component_is_that_of_a_release(url: str, told: str) -> None:
    files = {"index.html": "<!doctype html>", "App.vue": f'<script setup>\nconst address = "{url}";\n</script>'}
    said = [f"{each.finding.message} {each.finding.help}" for each in of_files("core-in-component", files)]
    assert len(said) == bool(told)
    assert all(told in each for each in said)


def test_the_settings_of_mkdocs_may_have_a_legacy_release_beside_a_newer_one() -> None:
    urls = (f"{RELEASES}/2026.7.3/core.js\n    type: module", f"{RELEASES}/2023.05.1/pyscript.js")
    settings = "site_name: a\nextra_javascript:\n" + "".join(f"  - path: {url}\n" for url in urls)
    assert of_files("core-not-module", {"mkdocs.yml": settings, "docs/index.md": f"# PyScript\n\n{PYTHON}\n"}) == []


def test_a_page_loads_one_release() -> None:
    other = NEW.replace("2026.7.3", "2025.3.1")
    assert len(found("core-loaded-twice", NEW + other)) == 1
    assert found("core-loaded-twice", NEW + NEW) == []
    assert found("core-loaded-twice", NEW) == []
    assert found("core-loaded-twice", "") == []


def test_a_layout_may_load_another_release_than_a_page_of_it() -> None:
    other = NEW.replace("2026.7.3", "2025.3.1")
    part = f'{{% extends "layout.html" %}}{{% block main %}}{other}{PYTHON}{{% endblock %}}'
    assert of_files("core-loaded-twice", {"templates/layout.html": LAYOUT, "templates/index.html": part}) == []


def test_documentation_may_show_two_releases() -> None:
    both = f"```html\n{NEW}\n{NEW.replace('2026.7.3', '2025.3.1')}\n{PYTHON}\n```\n"
    report = Session(
        Files({"index.md": f"# PyScript\n\n{both}"}), Settings(), assumptions=Assumptions(fences=True)
    ).check()
    assert [each for each in report.diagnostics if each.rule.name == "core-loaded-twice"] == []


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("attribute-misspelt", '<script type="py" workr>1</script>'),
        ("tag-misspelt", "<py-scipt>print(1)</py-scipt>"),
        ("script-without-type", "<script>\nimport math\nprint(math.pi)\n</script>"),
        ("legacy-element", "<py-env>numpy</py-env>"),
    ],
)
def test_tags_matter_on_a_page_that_loads_pyscript(rule: str, body: str) -> None:
    assert len(of_body(rule, body)) == 1
    assert of_files(rule, {"index.html": f"<!doctype html><title>PyScript</title>{body}{PYTHON}"}) == []


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ('<script type="py" src="a.py" src="b.py">', "config"),
        ('<script type="py" worker worker>', "src"),
    ],
)
def test_the_second_of_two_attributes_may_be_meant_for_another(tag: str, meant: str) -> None:
    (diagnostic,) = of_body("attribute-misspelt", f"{tag}</script>", files={"a.py": "", "b.py": ""})
    assert diagnostic.finding.help.endswith(f"perhaps you mean `{meant}`.")


def test_python_without_a_type_is_marked_at_the_type_if_it_has_one() -> None:
    source = "\nimport math\nprint(math.pi)\n"
    for tag, marked in (
        ("<script>", "script"),
        ('<script type="">', "script"),
        ('<script type="text/javascript">', "text/javascript"),
    ):
        html = page(f"{tag}{source}</script>")
        (diagnostic,) = of_files("script-without-type", {"index.html": html})
        assert html[diagnostic.finding.span.start : diagnostic.finding.span.end] == marked


def test_the_stylesheet_in_the_place_of_the_script() -> None:
    swapped = f'<script type="module" src="{RELEASES}/2026.7.3/core.css"></script>'
    assert len(found("core-address-unknown", swapped)) == 1
    assert found("core-address-unknown", swapped + NEW) == []


@in_one_test(
    [
        (LEGACY, ["info"]),
        (LEGACY.replace("2023.05.1", "2026.7.3"), ["error"]),
        ('<script defer src="https://pyscript.net/latest/pyscript.js"></script>', []),
        ('<script defer src="./pyscript.js"></script>', []),
        (NEW, []),
    ]
)
def test_a_release_from_before_the_rewrite(head: str, severities: list[str]) -> None:
    files = {"pyscript.js": "1"}
    assert [each.severity.label for each in found("legacy-release", head, files)] == severities


def test_the_newest_release_takes_the_place_of_latest_also_beside_it() -> None:
    links = '<link href="own.css"><link href="https://pyscript.net/latest/core.css">'
    (diagnostic,) = found("pyscript-latest", links + loads("https://pyscript.net/latest/core.js"))
    assert diagnostic.finding.fix is not None
    assert [each.text for each in diagnostic.finding.fix.edits] == [f"{RELEASES}/{newest().name}/"] * 2
    (diagnostic,) = found("pyscript-latest", links + loads(f"{NPM}/dist/core.js"))
    assert diagnostic.finding.fix is None


def test_a_release_that_does_not_start_over_plain_http_is_told_of_where_it_is_loaded() -> None:
    loading, without = page(PYTHON, release="2025.3.1"), f"<!doctype html><title>PyScript</title>{PYTHON}"
    settings = Settings(select=frozenset({"insecure-context"}), release="2025.3.1")
    for html, count in ((loading, 1), (without, 0)):
        site = Site({"index.html": html}, origin="http://192.168.1.20")
        assert len(Session(site, settings).check().diagnostics) == count


def test_only_a_whole_page_must_load_pyscript() -> None:
    whole = f"<!doctype html><html><head><title>PyScript</title></head><body>{PYTHON}</body></html>"
    (diagnostic,) = of_files("pyscript-not-loaded", {"index.html": whole})
    assert diagnostic.finding.fix is not None
    for path, html in (
        ("templates/index.html", f"{{% if a %}}{{% endif %}}{whole}"),
        ("part.html", f"<p>PyScript</p>{PYTHON}"),
    ):
        assert of_files("pyscript-not-loaded", {path: html}) == []
