"""What each host does with a URL path: "works here, not there" shows before anybody deploys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.serving.hosts import Answer, Host, HostedSite
from pyscript_doctor.serving.site import hosted_site, likely_host
from pyscript_doctor.sources.disk import Disk

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html><title>A page</title>"


def site(folder: Path, host: Host, files: dict[str, str], below: str = "") -> HostedSite:
    """The folder with these files, as the host serves it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return Session(Disk(folder)).ask(lambda project: hosted_site(project, folder, below, host))


@pytest.mark.parametrize("host", list(Host))
def test_every_host_serves_files_and_the_start_page_of_a_folder(host: Host, tmp_path: Path) -> None:
    served = site(tmp_path, host, {"docs/index.html": PAGE, "main.py": "pass"})
    assert served.answer("/docs/").path == "docs/index.html"
    assert served.answer("/main.py") == Answer(200, "main.py")


@pytest.mark.parametrize("host", list(Host))
def test_no_host_serves_what_is_outside_of_the_folder_or_hidden(host: Host, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "link.txt").symlink_to(tmp_path / "secret.txt")
    served = site(tmp_path / "site", host, {"404.html": PAGE, ".env": "KEY=1", ".git/config": "", "a.html": PAGE})
    for path in ("/../secret.txt", "/link.txt", "/.env", "/.git/config", "/a.html/../../secret.txt", "/a\0.html"):
        assert served.answer(path).path in ("", "404.html"), path


@pytest.mark.parametrize("host", list(Host))
def test_case_counts_even_where_the_disk_does_not_care(host: Host, tmp_path: Path) -> None:
    served = site(tmp_path, host, {"Main.py": "pass"})
    assert served.answer("/main.py").path == ""


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        (Host.PYTHON, Answer(404)),
        (Host.PLAIN, Answer(404)),
        (Host.VERCEL, Answer(404)),
        (Host.FIREBASE, Answer(404)),
        (Host.GITHUB_PAGES, Answer(200, "about.html")),
        (Host.NETLIFY, Answer(200, "about.html")),
        (Host.CLOUDFLARE, Answer(200, "about.html")),
    ],
)
def test_a_page_without_its_extension(host: Host, answer: Answer, tmp_path: Path) -> None:
    assert site(tmp_path, host, {"about.html": PAGE, "main.py": ""}).answer("/about") == answer


def test_cloudflare_shows_no_extensions(tmp_path: Path) -> None:
    served = site(tmp_path, Host.CLOUDFLARE, {"about.html": PAGE, "docs/index.html": PAGE})
    assert served.answer("/about.html") == Answer(308, location="/about")
    assert served.answer("/docs/index.html") == Answer(308, location="/docs/")


@pytest.mark.parametrize(("host", "settings"), [(Host.VERCEL, "vercel.json"), (Host.FIREBASE, "firebase.json")])
def test_clean_urls_are_a_setting(host: Host, settings: str, tmp_path: Path) -> None:
    text = '{"cleanUrls": true, "hosting": {"cleanUrls": true}}'
    served = site(tmp_path, host, {"about.html": PAGE, settings: text})
    assert served.answer("/about") == Answer(200, "about.html")
    assert served.answer("/about.html").location == "/about"


@pytest.mark.parametrize(("host", "status"), [(Host.PYTHON, 301), (Host.GITHUB_PAGES, 301), (Host.CLOUDFLARE, 308)])
def test_a_folder_without_its_slash_redirects(host: Host, status: int, tmp_path: Path) -> None:
    assert site(tmp_path, host, {"docs/index.html": PAGE}).answer("/docs") == Answer(status, location="/docs/")


def test_vercel_serves_the_start_page_of_a_folder_without_its_slash(tmp_path: Path) -> None:
    assert site(tmp_path, Host.VERCEL, {"docs/index.html": PAGE}).answer("/docs") == Answer(200, "docs/index.html")


def test_cloudflare_answers_a_missing_file_with_the_start_page(tmp_path: Path) -> None:
    files = {"index.html": PAGE}
    assert site(tmp_path, Host.CLOUDFLARE, files).answer("/main.py") == Answer(200, "index.html")
    with_404 = site(tmp_path, Host.CLOUDFLARE, {"404.html": PAGE})
    assert with_404.answer("/main.py") == Answer(404, "404.html")


def test_python_and_the_default_list_a_folder_without_a_start_page(tmp_path: Path) -> None:
    for host, lists in ((Host.PYTHON, True), (Host.ISOLATED, True), (Host.GITHUB_PAGES, False), (Host.PLAIN, False)):
        assert site(tmp_path, host, {"docs/a.html": PAGE}).answer("/docs/").lists is lists


def test_default_isolates_and_plain_does_not(tmp_path: Path) -> None:
    assert dict(site(tmp_path, Host.ISOLATED, {}).headers("/"))["Cross-Origin-Embedder-Policy"] == "credentialless"
    assert site(tmp_path, Host.PLAIN, {"_headers": HEADERS}).headers("/") == ()


HEADERS = "/*\n  Cross-Origin-Opener-Policy: same-origin\n  X-Garden: yes\n"


@pytest.mark.parametrize("host", [Host.NETLIFY, Host.CLOUDFLARE])
def test_headers_file_counts_for_those_who_read_it(host: Host, tmp_path: Path) -> None:
    sent = dict(site(tmp_path, host, {"_headers": HEADERS}).headers("/docs/"))
    assert sent == {"Cross-Origin-Opener-Policy": "same-origin", "X-Garden": "yes"}


@pytest.mark.parametrize("host", [Host.GITHUB_PAGES, Host.VERCEL, Host.PYTHON])
def test_headers_file_is_nothing_for_the_others(host: Host, tmp_path: Path) -> None:
    assert site(tmp_path, host, {"_headers": HEADERS}).headers("/") == ()


def test_headers_of_settings_files_are_sent_where_their_patterns_cover(tmp_path: Path) -> None:
    vercel = '{"headers": [{"source": "/app/(.*)", "headers": [{"key": "X-Garden", "value": "yes"}]}]}'
    served = site(tmp_path, Host.VERCEL, {"vercel.json": vercel})
    assert served.headers("/app/index.html") == (("X-Garden", "yes"),)
    assert served.headers("/index.html") == ()


@pytest.mark.parametrize(
    ("host", "name", "text"),
    [
        (Host.NETLIFY, "netlify.toml", '[build]\npublish = "public"\n'),
        (Host.VERCEL, "vercel.json", '{"outputDirectory": "public"}'),
        (Host.FIREBASE, "firebase.json", '{"hosting": {"public": "public"}}'),
    ],
)
def test_folder_to_publish_is_served(host: Host, name: str, text: str, tmp_path: Path) -> None:
    served = site(tmp_path, host, {name: text, "public/index.html": PAGE, "main.py": ""})
    assert served.answer("/").path == "index.html"
    assert served.answer("/main.py") == Answer(404)


@pytest.mark.parametrize("folder", ["..", "../", "/", "/etc", "public/../.."])
def test_publish_never_leads_out_of_the_project(folder: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    settings = json.dumps({"outputDirectory": folder})
    served = site(tmp_path / "site", Host.VERCEL, {"vercel.json": settings, "index.html": PAGE})
    assert served.folder.root == tmp_path / "site"


def test_jekyll_leaves_out_underscores_unless_told_otherwise(tmp_path: Path) -> None:
    files = {"_config.yml": "title: Garden\n", "index.html": PAGE, "_code/main.py": ""}
    assert site(tmp_path, Host.GITHUB_PAGES, files).answer("/_code/main.py") == Answer(404)
    assert site(tmp_path, Host.NETLIFY, {}).answer("/_code/main.py").path == "_code/main.py"
    included = site(tmp_path, Host.GITHUB_PAGES, {"_config.yml": "include:\n  - _code\n"})
    assert included.answer("/_code/main.py").path == "_code/main.py"
    without = site(tmp_path, Host.GITHUB_PAGES, {".nojekyll": "", "_config.yml": "title: Garden\n"})
    assert without.answer("/_code/main.py").path == "_code/main.py"


def test_a_project_site_lives_below_its_name(tmp_path: Path) -> None:
    readme = "Open https://ada.github.io/garden/ to see it."
    served = site(tmp_path, Host.GITHUB_PAGES, {"README.md": readme, "index.html": PAGE, "main.py": ""})
    assert served.answer("/garden/main.py").path == "main.py"
    assert served.answer("/main.py") == Answer(404)
    assert served.answer("/garden").location == "/garden/"
    assert served.url("index.html") == "/garden/"


def test_redirects_and_rewrites_of_netlify(tmp_path: Path) -> None:
    lines = "/old/* /new/:splat\n/app/:name /app.html 200\n/main.py /new/main.py 302!\n/de/* /a 302 Language=de\n"
    files = {"_redirects": lines, "app.html": PAGE, "main.py": "", "new/a.py": ""}
    served = site(tmp_path, Host.NETLIFY, files)
    assert served.answer("/old/a.py") == Answer(301, location="/new/a.py")
    assert served.answer("/app/anything") == Answer(200, "app.html")
    assert served.answer("/main.py") == Answer(302, location="/new/main.py")
    assert served.answer("/de/a") == Answer(404)


def test_rewrites_of_vercel_and_firebase_come_after_files(tmp_path: Path) -> None:
    vercel = '{"rewrites": [{"source": "/(.*)", "destination": "/index.html"}]}'
    firebase = '{"hosting": {"rewrites": [{"source": "**", "destination": "/index.html"}]}}'
    files = {"vercel.json": vercel, "firebase.json": firebase, "index.html": PAGE, "main.py": ""}
    for host in (Host.VERCEL, Host.FIREBASE):
        served = site(tmp_path, host, files)
        assert served.answer("/main.py").path == "main.py"
        assert served.answer("/nowhere.py") == Answer(200, "index.html")


def test_a_pattern_with_very_many_wildcards_matches_nothing(tmp_path: Path) -> None:
    served = site(tmp_path, Host.NETLIFY, {"_redirects": "/" + "*a" * 40 + " /x\n", "index.html": PAGE})
    assert served.answer("/" + "a" * 1900) == Answer(404)


def test_likely_host_is_the_one_that_the_files_name(tmp_path: Path) -> None:
    (tmp_path / "netlify.toml").write_text("")
    assert Session(Disk(tmp_path)).ask(likely_host) is Host.NETLIFY
    (tmp_path / "vercel.json").write_text("{}")
    assert Session(Disk(tmp_path)).ask(likely_host) is None
