"""The parts of the harness that need no browser."""

from __future__ import annotations

import io
import re
import urllib.error
import urllib.request
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.browser.ends import mark_ends
from tests.browser.outcome import Outcome
from tests.browser.page import INSECURE_HOST
from tests.browser.runtimes import ROOT, manifest
from tests.browser.server import PageServer, header_rules
from tests.browser.test_knowledge import disagreements
from tests.browser.test_truth_sample import QUICK, repeatable
from tests.browser.wheels import Distribution, Index
from tests.truth.cases import LOCALHOST, load_cases

if TYPE_CHECKING:
    from pathlib import Path


def read(server: PageServer, path: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/{path}") as response:
        return response.read(), dict(response.headers)


def test_every_package_of_the_manifest_is_pinned_by_its_hash() -> None:
    pinned = manifest()
    assert set(pinned.packages_of(pinned.releases)) == set(pinned.packages)
    assert all(re.fullmatch(r"sha512-[\w+/]{86}==", integrity) for integrity in pinned.packages.values())
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in pinned.wheels.values())


def test_runtimes_are_kept_out_of_git() -> None:
    assert "/.cache" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("wanted", "version"),
    [("0.6.39", "0.6.39"), ("0.6", "0.6.39"), (None, "0.7.31"), ("latest", "0.7.31"), ("0.6.3", None), ("9", None)],
)
def test_cdn_version_is_exact_or_the_newest_with_the_prefix(wanted: str | None, version: str | None) -> None:
    assert manifest().version("@pyscript/core", wanted) == version


def test_server_serves_files_by_path_and_lists_what_is_missing() -> None:
    with PageServer({"index.html": b"<p>", "app/main.py": b"pass"}) as server:
        assert read(server, "")[0] == b"<p>"
        assert read(server, "app/main.py?v=1")[0] == b"pass"
        for _ in range(2):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                read(server, "nowhere.js")
    assert server.not_found == ["nowhere.js"]


def test_server_serves_a_folder_and_nothing_above_it(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.css").write_text("p {}")
    (tmp_path / "secret").write_text("")
    with PageServer(tmp_path / "site") as server:
        assert read(server, "a.css")[1]["Content-Type"] == "text/css; charset=utf-8"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            read(server, "%2e%2e/secret")


def test_headers_file_says_what_is_sent_with_which_path() -> None:
    text = "# isolation\n/*\n  Cross-Origin-Opener-Policy: same-origin\n/data/*\n  X-Robots-Tag: none\n"
    rules = header_rules(text)
    assert rules == {"/*": {"Cross-Origin-Opener-Policy": "same-origin"}, "/data/*": {"X-Robots-Tag": "none"}}
    with PageServer({"index.html": b"", "data/a.txt": b""}, rules) as server:
        assert "X-Robots-Tag" not in read(server, "")[1]
        assert read(server, "data/a.txt")[1]["X-Robots-Tag"] == "none"
        assert read(server, "data/a.txt")[1]["Cross-Origin-Opener-Policy"] == "same-origin"


def test_end_of_each_script_is_marked_at_its_own_indentation() -> None:
    page = """\
<script type="module" src="core.js"></script>
<script type="py">
    print("one")
</script>
<mpy-script>print("two")</mpy-script>
<script type="mpy" worker src="./app/main.py"></script>
"""
    marked, marks = mark_ends({"index.html": page, "app/main.py": "print('three')"})
    assert marks == {"script 0", "script 1", "app/main.py"}
    lines = marked["index.html"].splitlines()
    assert lines[3] == """    __import__("js").console.debug("@@end script 0")"""
    assert lines[6] == """__import__("js").console.debug("@@end script 1")"""
    assert marked["app/main.py"].splitlines()[1] == """__import__("js").console.debug("@@end app/main.py")"""


@pytest.mark.parametrize("source", ["main.py", "./main.py?v=2", "/app/main.py#top", "../app/main.py", "m%61in.py"])
def test_source_of_a_script_is_found_as_a_url(source: str) -> None:
    files = {"app/index.html": f'<script type="py" src="{source}"></script>', "app/main.py": "pass"}
    marked, marks = mark_ends(files, "app/index.html")
    assert marks == {"app/main.py"}
    assert "@@end app/main.py" in marked["app/main.py"]


@pytest.mark.parametrize(
    "page",
    [
        '<script type="py-editor">print(1)</script>',
        '<!-- <script type="py">print(1)</script> -->',
        '<template><script type="py">print(1)</script></template>',
        '<textarea><script type="py">print(1)</script></textarea>',
        "<script>print(1)</script>",
        '<script type="py" src="https://elsewhere.example/main.py"></script>',
    ],
)
def test_what_runs_no_python_of_the_project_gets_no_mark(page: str) -> None:
    assert mark_ends({"index.html": page}) == ({"index.html": page}, set())


def test_script_whose_type_is_wrong_gets_a_mark_it_will_never_reach() -> None:
    _, marks = mark_ends({"index.html": '<script type="text/python">print(1)</script>'})
    assert marks == {"script 0"}


def test_wheel_is_the_same_every_time_and_holds_its_modules() -> None:
    ours = Distribution("our-package", modules={"ours.py": "X = 1"}, requires=("theirs",))
    assert ours.file_name == "our_package-1.0.0-py3-none-any.whl"
    assert ours.content == ours.content
    with zipfile.ZipFile(io.BytesIO(ours.content)) as wheel:
        assert wheel.read("ours.py") == b"X = 1"
        assert b"Requires-Dist: theirs" in wheel.read("our_package-1.0.0.dist-info/METADATA")


def test_index_knows_its_distributions_by_normalized_name_and_nothing_else() -> None:
    index = Index((Distribution("our-package"),))
    known, unknown = index.answer("index.example", "/simple/Our_Package/"), index.answer("index.example", "/simple/x/")
    assert known is not None and known.status == 200  # noqa: PT018
    assert unknown is not None and unknown.status == 404  # noqa: PT018
    assert index.answer("cdn.example", "/library.js") is None


def test_outcome_counts_console_errors_page_errors_and_banners_as_errors() -> None:
    outcome = Outcome(console=[("log", "a"), ("error", "b"), ("warning", "c"), ("pageerror", "d")], banners=["e"])
    assert outcome.errors == ["b", "d", "e"]
    assert outcome.page_errors == ["d"]
    assert outcome.says("c")


def test_insecure_host_of_the_record_is_the_harnesss() -> None:
    assert {run.host for case in load_cases() for run in case.runs} == {LOCALHOST, "127.0.0.1", INSECURE_HOST}


def test_quick_cases_are_in_the_record() -> None:
    assert {case.name for case, run in repeatable() if run.release == manifest().newest} >= QUICK


def test_a_disagreement_is_seen() -> None:
    assert disagreements({"a": True, "b": True, "c": False}, {"a": True, "b": False}) == {
        "b": (True, False),
        "c": (False, None),
    }
