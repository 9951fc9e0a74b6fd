"""`pyscript-doctor check https://...`: a site, as its server gives it out."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.live_site.servers import Reply, serving, speaking
from tests.projects import page

if TYPE_CHECKING:
    from tests.command import Result

FIXTURES = Path(__file__).parents[2] / "fixtures"
ISOLATING = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"}
WORKER = page('<script type="py" worker src="/app/main.py"></script>')
ON_MAIN = "from pyscript import document\ndocument.title = 'x'\n"
TIMER = "import js\njs.setTimeout(lambda: 1, 10)\n"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def found(result: Result) -> set[tuple[str, str, str]]:
    report = json.loads(result.stdout)
    return {(each["path"], each["rule"], each["severity"]) for each in report["findings"]}


def as_json(tmp_path: Path, *arguments: str) -> Result:
    return doctor("check", *arguments, "--output-format", "json", "--isolated", cwd=tmp_path)


def served(folder: Path) -> dict[str, Reply | str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): Reply(path.read_bytes()) for path in files}


@pytest.mark.parametrize("name", ["school-garden", "packages-and-imports", "several-pages"])
def test_a_site_has_the_faults_that_its_files_have(name: str, tmp_path: Path) -> None:
    """But those that depend on what the server sends are certain."""
    folder = FIXTURES / name
    pages = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    of_files = {
        (path, rule)
        for path, rule, _ in found(doctor("check", ".", "--output-format", "json", "--isolated", cwd=folder))
    }
    with serving(served(folder)) as server:
        result = as_json(tmp_path, *map(server.url, pages))
        of_site = {(path.removeprefix(server.url()), rule) for path, rule, _ in found(result)}
    assert of_site == of_files
    assert of_site


def test_a_page_without_a_file_name_has_its_files_beside_it(tmp_path: Path) -> None:
    shown = page('<script type="py" src="main.py" config="../shared.toml"></script>')
    replies = {"": shown, "app/": shown, "app/main.py": TIMER, "main.py": "1", "shared.toml": 'packages = ["sklearn"]'}
    with serving(replies) as server:
        result = as_json(tmp_path, server.url(), server.url("app/"))
        assert (server.url("app/main.py"), "callback-without-create-proxy", "error") in found(result)
        assert not any(path == server.url("main.py") for path, _, _ in found(result))
        assert "shared.toml" in {each.path for each in server.asked}


def test_a_url_of_the_site_itself_is_followed(tmp_path: Path) -> None:
    replies: dict[str, Reply | str] = {"main.py": TIMER}
    with serving(replies) as server:
        replies[""] = page(f'<script type="py" src="{server.url("main.py")}"></script>')
        assert found(as_json(tmp_path, server.url())) == {
            (server.url("main.py"), "callback-without-create-proxy", "error")
        }


def test_what_a_server_sends_is_no_template(tmp_path: Path) -> None:
    """It is what browsers get: `{{ }}` is for a script of the page."""
    shown = page('<p>{{ greeting }}</p><script type="py" src="gone.py"></script>')
    with serving({"templates/index.html": shown}) as server:
        result = as_json(tmp_path, server.url("templates/index.html"))
        assert found(result) == {(server.url("templates/index.html"), "missing-local-file", "error")}


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        ({}, "sends no `Cross-Origin-Opener-Policy` and no `Cross-Origin-Embedder-Policy`"),
        (
            {"cross-origin-opener-policy": "same-origin"},
            "isolated: the server sends no `Cross-Origin-Embedder-Policy`",
        ),
        (
            {**ISOLATING, "cross-origin-embedder-policy": "unsafe-none"},
            "sends `Cross-Origin-Embedder-Policy: unsafe-none`, which does not isolate it",
        ),
        (
            {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy-report-only": "require-corp"},
            "sends `Cross-Origin-Embedder-Policy-Report-Only`, which only reports",
        ),
    ],
)
def test_a_worker_without_isolation_is_an_error(headers: dict[str, str], missing: str, tmp_path: Path) -> None:
    with serving({"": WORKER, "app/main.py": ON_MAIN}, headers) as server:
        result = as_json(tmp_path, server.url())
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["severity"], finding["unless"]) == ("worker-without-isolation", "error", None)
    assert missing in finding["message"]
    assert result.returncode == 1


@pytest.mark.parametrize("policy", ["require-corp", "credentialless", 'require-corp; report-to="x"'])
def test_a_worker_with_isolation_is_fine(policy: str, tmp_path: Path) -> None:
    headers = {**ISOLATING, "cross-origin-embedder-policy": policy}
    with serving({"": WORKER, "app/main.py": ON_MAIN}, headers) as server:
        result = as_json(tmp_path, server.url())
    assert found(result) == set()
    assert result.returncode == 0


def test_over_plain_http_no_headers_isolate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **options: real("127.0.0.1", *rest, **options)
    )  # as a name of the internet
    with serving({"": WORKER, "app/main.py": ON_MAIN}, ISOLATING) as server:
        result = as_json(tmp_path, server.url(host="garden.example"))
    (finding,) = json.loads(result.stdout)["findings"]
    assert finding["rule"] == "worker-without-isolation"
    assert "over plain HTTP only localhost is a secure context" in finding["message"]
    assert "HTTPS" in finding["help"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nginx/1.22.1", 'add_header Cross-Origin-Opener-Policy "same-origin" always;'),
        ("Apache/2.4.57 (Debian)", 'Header always set Cross-Origin-Embedder-Policy "require-corp"'),
        ("Netlify", "  Cross-Origin-Opener-Policy: same-origin"),
        ("Vercel", '{"key": "Cross-Origin-Opener-Policy", "value": "same-origin"}'),
        ("GitHub.com", "This is GitHub Pages, where you can't set headers. Put `mini-coi.js`"),
        ("SimpleHTTP/0.6 Python/3.11.2", "This is Python's `http.server`"),
        ("WSGIServer/0.2 CPython/3.11", 'response["Cross-Origin-Opener-Policy"] = "same-origin"'),
        ("unheard-of/1", "Your web server must send these two headers with the page"),
    ],
)
def test_the_fix_is_in_the_format_of_the_host(name: str, said: str, tmp_path: Path) -> None:
    with serving({"": WORKER, "app/main.py": ON_MAIN}, name=name) as server:
        result = as_json(tmp_path, server.url())
    assert said in json.loads(result.stdout)["findings"][0]["help"]


def test_a_page_is_where_its_redirect_leads(tmp_path: Path) -> None:
    shown = page('<script type="py" src="main.py"></script>')
    replies: dict[str, Reply | str] = {
        "app": Reply(status=301, headers={"location": "/app/"}),
        "app/": shown,
        "app/main.py": TIMER,
    }
    with serving(replies) as server:
        result = as_json(tmp_path, server.url("app"))
        assert found(result) == {(server.url("app/main.py"), "callback-without-create-proxy", "error")}


def test_crawling_follows_links_of_the_site_and_no_others(tmp_path: Path) -> None:
    links = (
        '<a href="one.html">1</a><a href="/two#part">2</a><a href="x.pdf">3</a><a href="https://other.example/">4</a>'
    )
    faulty = page('<script type="py" src="gone.py"></script>')
    with serving({"": page(links), "one.html": faulty, "two": faulty}) as server:
        one = as_json(tmp_path, server.url(), "--crawl", "1")
        assert {path for path, _, _ in found(one)} == {server.url("one.html")}
        both = as_json(tmp_path, server.url(), "--crawl", "9")
        assert {path for path, _, _ in found(both)} == {server.url("one.html"), server.url("two")}
        assert not any(each.path == "x.pdf" for each in server.asked)


def test_an_address_without_a_page_is_one_line_and_exit_2(tmp_path: Path) -> None:
    with serving({}) as server:
        result = doctor("check", server.url(), "--output-format", "concise", cwd=tmp_path)
        said = result.stdout + result.stderr
        assert f"{server.url()}: could not be read: the server answers with status 404" in said
        assert result.returncode == 2


def test_a_server_killed_in_the_middle_is_one_line_and_exit_2(tmp_path: Path) -> None:
    scripts = "".join(f'<script type="py" src="part{number}.py"></script>' for number in range(5))
    shown = page(scripts).encode()
    answered: list[int] = []

    def once(connection: socket.socket) -> None:
        if not answered:
            answered.append(1)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(shown), shown))

    with speaking(once) as server:
        result = doctor("check", server.url(), "--output-format", "concise", cwd=tmp_path)
    lines = [line for line in (result.stdout + result.stderr).splitlines() if "could not be read" in line]
    assert len(lines) == 2, lines  # the line of the files, and the summary
    assert "part0.py: could not be read" in lines[0]
    assert "(and 4 more files)" in lines[0]
    assert result.returncode == 2


def test_a_header_reaches_the_site_and_is_never_shown(tmp_path: Path) -> None:
    with serving({"": page('<script type="py" src="main.py"></script>'), "main.py": TIMER}) as server:
        result = doctor("check", server.url(), "--header", "Authorization: Bearer hush", cwd=tmp_path)
        assert server.values_of("authorization") == ["Bearer hush"] * 2
        wrong = doctor("check", server.url(), "--header", "hush", cwd=tmp_path)
    assert "hush" not in result.stdout + result.stderr + wrong.stdout + wrong.stderr
    assert (result.returncode, wrong.returncode) == (1, 2)


def test_settings_choose_rules_and_say_nothing_of_the_server(tmp_path: Path) -> None:
    written = 'ignore = ["package-import-name"]\nhosting = "isolation-headers"\nweb-root = "site"\n'
    (tmp_path / "site").mkdir()
    (tmp_path / "pyscript-doctor.toml").write_text(written, encoding="utf-8")
    config = 'packages = ["sklearn"]\n'
    shown = WORKER.replace(" worker src", ' config="/app/pyscript.toml" worker src')
    with serving({"": shown, "app/main.py": f"import sklearn\n{ON_MAIN}", "app/pyscript.toml": config}) as server:
        result = doctor("check", server.url(), "--output-format", "json", cwd=tmp_path)
    assert {rule for _, rule, _ in found(result)} == {"worker-without-isolation"}


def test_other_programs_get_addresses(tmp_path: Path) -> None:
    with serving({"": WORKER, "app/main.py": ON_MAIN}) as server:
        result = doctor("check", server.url(), "--output-format", "sarif", "--isolated", cwd=tmp_path)
        place = json.loads(result.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": server.url()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["http://a.example/", "."], "check files and addresses one after the other"),
        (["http://a.example/", "--fix"], "--fix needs files"),
        (["http://a.example/", "--add-ignores", "x"], "--add-ignores needs files"),
        (["http://me:hush@a.example/"], "give it with --header instead"),
        (["http://a.example:port/"], "is not an address"),
        (["http://a.example/", "--crawl", "0"], "give a number of pages"),
    ],
)
def test_what_a_site_does_not_allow_is_said(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = doctor("check", *arguments, cwd=tmp_path)
    assert said in " ".join(result.stderr.split())
    assert "hush" not in result.stderr
    assert result.returncode == 2


def test_what_follows_a_question_mark_is_sent_too(tmp_path: Path) -> None:
    """A server may make each file for its query, as of a path below it."""
    shown = page('<script type="py" src="./app.py?lesson=2&of=a/b" config="pyscript.json?v=1"></script>')
    replies: dict[str, Reply | str] = {
        "lessons/": shown,
        "lessons/app.py?lesson=2&of=a/b": Reply(TIMER, headers={"content-type": "text/plain"}),
        "lessons/pyscript.json?v=1": '{"packages": ["sklearn"]}',
    }
    with serving(replies) as server:
        result = as_json(tmp_path, server.url("lessons/"))
        assert found(result) == {
            (server.url("lessons/app.py?lesson=2&of=a%2Fb"), "callback-without-create-proxy", "error"),
            (server.url("lessons/pyscript.json?v=1"), "package-import-name", "error"),
        }
