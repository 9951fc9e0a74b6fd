"""Settings that say of a project what its files do not: who serves it, which release, from which folder, how built."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import check
from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.settings import Settings, SettingsError
from tests.command import doctor
from tests.projects import page, report_of
from tests.sources.repositories import write

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.engine.report import Report

REACHES = 'from pyscript import document\ndocument.getElementById("x").textContent = "hello"\n'
WORKERS = {
    "index.html": page('<p id="x"></p>\n<script type="py" worker src="main.py"></script>'),
    "more/index.html": page('<p id="x"></p>\n<script type="py" worker src="../main.py"></script>'),
    "main.py": REACHES,
}
HEADERS = "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"
SETTINGS = "pyscript-doctor.toml"


def said(report: Report) -> list[tuple[str, Severity, str]]:
    return [(each.rule.name, each.severity, each.finding.unless) for each in report.diagnostics]


def test_without_the_setting_each_worker_asks_what_the_server_sends() -> None:
    asked = ("worker-without-isolation", Severity.WARNING, "your server sends the isolation headers")
    assert said(report_of(WORKERS)) == [asked, asked]


def test_one_line_answers_for_every_worker() -> None:
    report = report_of(WORKERS, hosting="isolation-headers")
    assert said(report) == []
    assert report.skips == ()


@pytest.mark.parametrize("host", ["github-pages", "netlify", "firebase", "azure-static-web-apps"])
def test_a_host_that_is_told_nothing_sends_no_headers(host: str) -> None:
    certain = ("worker-without-isolation", Severity.ERROR, "")
    assert said(report_of(WORKERS, hosting=host)) == [certain, certain]


@pytest.mark.parametrize("host", ["cloudflare-pages", "vercel"])
def test_a_rule_in_the_dashboard_of_the_host_may_add_them(host: str) -> None:
    assert {severity for _, severity, _ in said(report_of(WORKERS, hosting=host))} == {Severity.WARNING}


@pytest.mark.parametrize(("host", "isolated"), [("netlify", True), ("cloudflare-pages", True), ("vercel", False)])
def test_a_host_reads_its_own_files_only(host: str, isolated: bool) -> None:
    assert (said(report_of({**WORKERS, "_headers": HEADERS}, hosting=host)) == []) is isolated


def test_what_an_isolated_page_must_not_embed_depends_on_headers_that_nobody_showed() -> None:
    image = '<p id="x"></p>\n<img src="https://example.org/a.png">\n'
    files = {"index.html": page(image + '<script type="py" worker src="main.py"></script>'), "main.py": REACHES}
    report = report_of(files, hosting="isolation-headers")
    assert said(report) == []
    assert [skip.rule for skip in report.skips] == ["coep-blocks-resource"]


def test_a_host_that_reads_a_line_without_indentation_answers_for_it() -> None:
    files = {**WORKERS, "_headers": HEADERS.replace("\n  ", "\n")}
    (found,) = {each.finding.setting for each in report_of(files).diagnostics if each.rule.name == "headers-not-sent"}
    assert found.startswith('hosting = "netlify"')
    assert said(report_of(files, hosting="netlify")) == []
    assert said(report_of(files, hosting="cloudflare-pages")) == []


@pytest.mark.parametrize(("name", "value"), [("hosting", "netlfy"), ("release", "2026.99.1")])
def test_in_python_too_a_mistake_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=value):
        check({"index.html": page("")}, Settings(**{name: value}))  # type: ignore[arg-type]


FRAGMENT = {
    "templates/part.html": '<script type="mpy" src="{{ url }}"></script>\n'
    '<script type="mpy">\nfrom pyscript import web\nprint(web)\n</script>\n',
}


@pytest.mark.parametrize(("release", "rules"), [("", []), ("2024.5.2", ["api-not-in-release"]), ("2026.7.3", [])])
def test_a_fragment_runs_on_the_release_that_the_settings_name(release: str, rules: list[str]) -> None:
    assert [each.rule.name for each in report_of(FRAGMENT, release=release).diagnostics] == rules


def test_a_page_that_names_its_release_keeps_it() -> None:
    (label,) = report_of({"index.html": page('<script type="mpy">1</script>')}, release="2024.5.2").pages
    assert label.release == "2026.7.3"


ABSOLUTE = {
    "site/index.html": page('<script type="mpy" src="/python/main.py"></script>\n<a href="/../index.html">up</a>'),
    "site/python/main.py": "print(1)\n",
    "python/other.py": "print(2)\n",
}


def test_a_web_root_is_where_urls_with_a_slash_begin() -> None:
    assert said(report_of(ABSOLUTE, web_root=("site",))) == []
    (found,) = report_of(ABSOLUTE, web_root=("",)).diagnostics
    assert found.rule.name == "missing-local-file"


def test_of_several_web_roots_the_innermost_counts() -> None:
    report = report_of({**ABSOLUTE, "index.html": page("")}, web_root=(".", "site"))
    assert said(report) == []
    assert {label.site for label in report.pages} == {"", "site"}


BUILT = {
    "index.html": page('<script type="mpy" src="./missing.py"></script>'),
    "package.json": json.dumps({"devDependencies": {"esbuild": "1"}}),
}


def test_a_package_file_silences_nothing_where_there_is_no_bundler() -> None:
    assert said(report_of(BUILT)) == []
    assert [rule for rule, _, _ in said(report_of(BUILT, bundler="none"))] == ["missing-local-file"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('hosting = "github"', "hosting` takes one of a few strings: isolation-headers, github-pages"),
        ('hosting = "netlfy"', "did you mean `netlify`?"),
        ('hostin = "netlify"', "there is no setting `hostin`: did you mean `hosting`?"),
        ('release = "2026.7.33"', "there is no release '2026.7.33' of PyScript: did you mean 2026.7.3?"),
        ('release = "2022.12.1"', "PyScript 2022.12.1 is from before 2023.11: name a later release"),
        ("release = 2026", "`release` takes the name of a release of PyScript"),
        ('web-root = "../elsewhere"', "`web-root` must be inside of the project, and `../elsewhere` is not"),
        ('web-root = ["site", "/srv"]', "`web-root` must be inside of the project, and `/srv` is not"),
        ('web-root = "sight"', "`web-root`: there is no folder `sight`: did you mean `site`?"),
        ('web-root = "link"', "`web-root` must be inside of the project, and `link` is not"),
        ("web-root = [1]", "`web-root` takes a folder of the project, or a list of folders"),
        ('bundler = "nope"', "`bundler` takes one of a few strings: auto, none; did you mean `none`?"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, settings: str, message: str) -> None:
    project = write(tmp_path / "project", {"site/index.html": "", SETTINGS: f"strict = true\n{settings}\n"})
    (tmp_path / "elsewhere").mkdir()
    (project / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    done = doctor("check", cwd=project)
    assert done.returncode == 2
    assert done.stderr.startswith(f"pyscript-doctor: error: {SETTINGS}:2: ")
    assert message in done.stderr


ALL_FACTS = 'hosting = "isolation-headers"\nrelease = "2024.5.2"\nweb-root = ["site"]\nbundler = "none"\n'


def test_inspect_says_what_the_settings_say(tmp_path: Path) -> None:
    write(tmp_path, {**ABSOLUTE, SETTINGS: ALL_FACTS})
    shown = " ".join(doctor("inspect", cwd=tmp_path).stdout.split())
    assert "cross-origin isolated: yes, as your settings say" in shown
    assert (
        "From your settings: hosting: the server sends the isolation headers; "
        "release: 2024.5.2, where the project does not say it; web-root: site; bundler: none." in shown
    )
    document = json.loads(doctor("inspect", "--output-format", "json", cwd=tmp_path).stdout)
    assert [each["name"] for each in document["settings"]] == ["hosting", "release", "web-root", "bundler"]


def test_settings_are_shown_with_where_they_come_from(tmp_path: Path) -> None:
    write(tmp_path, {**ABSOLUTE, SETTINGS: ALL_FACTS})
    lines = doctor("check", "--show-settings", cwd=tmp_path).stdout.splitlines()
    assert {
        'hosting = "isolation-headers"  # pyscript-doctor.toml',
        'release = "2024.5.2"  # pyscript-doctor.toml',
        'web-root = ["site"]  # pyscript-doctor.toml',
        'bundler = "none"  # pyscript-doctor.toml',
        'baseline = "pyscript-doctor-baseline.jsonl"  # the default',
    } <= set(lines)


def test_a_web_root_holds_for_a_folder_that_is_checked_alone(tmp_path: Path) -> None:
    write(tmp_path, {**ABSOLUTE, SETTINGS: 'web-root = "site"\n'})
    assert doctor("check", "site", cwd=tmp_path).returncode == 0
