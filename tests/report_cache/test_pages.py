"""Where a file changed, only the pages that it is part of are read again, and the report is that of a fresh check."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.check import check_targets
from pyscript_doctor.engine.judging import Judgement
from pyscript_doctor.report_cache.checking import check_with
from pyscript_doctor.report_cache.store import Store
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.paths import find_projects
from tests.report_cache.test_report_cache import FIXTURES, said, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.sources.snapshot import Request

    Judged: TypeAlias = Callable[..., set[str]]

ROUNDS = 30
ALL = {"page0.html", "page1.html", "page2.html", "page3.html"}

PAGE = """\
<!doctype html>
<html lang="en">
<title>Page</title>
<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>
{body}
<script type="py" src="{main}" config="{config}"{attributes}></script>
</html>
"""
SHARED = 'from pyscript import document\n\n\ndef show(text):\n    document.getElementById("out").innerText = text\n'
NAMES = (
    "import rates\n\nrates.show(rates.mising)\nprint(undefined_name)  # pyscript-doctor: ignore[undefined-name] why\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Pages that share a module and a config, some of which have a fault of their own."""
    folder = tmp_path / "project"
    folder.mkdir()
    bodies = [
        "<p id=out>",
        '<button py-click="gone">',
        "<iframe src=page0.html></iframe>",
        "<script>let a = 1</script>",
    ]
    for number, body in enumerate(bodies):
        text = PAGE.format(body=body, main="main.py", config="pyscript.toml", attributes="")
        (folder / f"page{number}.html").write_text(text, encoding="utf-8")
    (folder / "main.py").write_text(NAMES, encoding="utf-8")
    (folder / "rates.py").write_text(SHARED, encoding="utf-8")
    (folder / "pyscript.toml").write_text('[files]\n"./rates.py" = ""\n', encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def cached(project: Path, cache: Path, *paths: str) -> Report:
    return check_with(Store(cache), find_projects(paths or (".",), project), Settings(), silent)


def fresh(project: Path, *paths: str) -> Report:
    return check_targets(find_projects(paths or (".",), project), Settings())


@pytest.fixture
def judged(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Judged:
    """Checks with the cache, and gives the pages that were judged. The report must be that of a fresh check."""

    def run(*paths: str) -> set[str]:
        found: set[str] = set()
        work = Judgement.work

        def noted(judgement: Judgement, read: Project) -> set[Request]:
            if judgement.reading is not None:
                found.add(judgement.reading.page.path)
            return work(judgement, read)

        with monkeypatch.context() as patch:
            patch.setattr(Judgement, "work", noted)
            report = cached(project, cache, *paths)
        assert said(report) == said(fresh(project, *paths))
        return found

    return run


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_page_that_changed_is_judged_alone(project: Path, judged: Judged) -> None:
    assert judged() == ALL
    append(project / "page1.html", "<p>more")
    assert judged() == {"page1.html"}


def test_what_pages_share_concerns_them_all(project: Path, judged: Judged) -> None:
    judged()
    append(project / "rates.py", "\nprint(undefined_too)\n")
    assert judged() == ALL


def test_a_file_that_is_missing_concerns_the_pages_that_ask_for_it(project: Path, judged: Judged) -> None:
    page = project / "page2.html"
    page.write_text(page.read_text(encoding="utf-8").replace("main.py", "late.py"), encoding="utf-8")
    judged()
    (project / "late.py").write_text("print(undefined)\n", encoding="utf-8")
    assert judged() == ALL, "a new file is a new list of files, and any page may have asked for that"
    append(project / "late.py", "print(undefined_too)\n")
    assert judged() == {"page2.html"}


def test_named_files_use_what_a_whole_run_left(project: Path, judged: Judged) -> None:
    judged()
    append(project / "page1.html", "<p>more")
    assert judged("page1.html") == {"page1.html"}
    assert judged("page3.html") == set()
    assert judged() == set()


def test_a_run_on_named_files_leaves_the_other_pages_to_a_whole_run(project: Path, judged: Judged) -> None:
    assert judged("page1.html") == {"page1.html"}
    assert judged() == ALL - {"page1.html"}


def test_pages_that_a_rule_for_the_whole_project_compares_are_read_together(project: Path, judged: Judged) -> None:
    for number, name in ((0, "updates"), (1, "update")):
        append(project / f"page{number}.html", f'<script>new BroadcastChannel("{name}")</script>')
    judged()
    append(project / "page1.html", "<p>more")
    assert judged() == {"page0.html", "page1.html"}
    append(project / "page0.html", '<script>new BroadcastChannel("update")</script>')
    assert judged() == {"page0.html", "page1.html"}


def test_what_hangs_on_all_pages_is_never_kept_alone(project: Path, judged: Judged) -> None:
    """The fix of a page that is not isolated looks at what the other pages load."""
    page = project / "page3.html"
    page.write_text(page.read_text(encoding="utf-8").replace("></script>\n</html>", " worker></script>"), "utf-8")
    (project / "_redirects").write_text("/old /new\n", encoding="utf-8")
    judged()
    append(project / "page0.html", '<img src="https://else.example/picture.png">')
    assert judged() == ALL


@pytest.mark.long
def test_random_edits_never_bring_a_stale_finding(project: Path, judged: Judged) -> None:
    random.seed(7)
    kept = {path.name: path.read_bytes() for path in project.iterdir()}
    kept |= {name: (FIXTURES / "school-garden" / name).read_bytes() for name in ("index.html", "main.py")}
    few = 0
    for _ in range(ROUNDS):
        _edit(project, kept)
        named = random.sample(sorted(each.name for each in project.iterdir()), random.choice([0, 0, 0, 1, 2]))
        few += 0 < len(judged(*named)) < number_of_pages(project)
    assert few > ROUNDS / 5, "many rounds find some pages as they were"


def _edit(project: Path, kept: dict[str, bytes]) -> None:
    place = project / random.choice(sorted(kept))
    what = random.choice(["back", "gone", "cut", "line", "cut", "line"])
    if what == "gone" and number_of_pages(project) > 2:
        place.unlink(missing_ok=True)
    elif what == "back" or not place.exists():
        place.write_bytes(kept[place.name])
    elif what == "cut":
        content = place.read_bytes()
        at = random.randrange(len(content) + 1)
        place.write_bytes(content[:at] + content[at + 3 :])
    else:
        lines = place.read_bytes().splitlines(keepends=True)
        lines.insert(random.randrange(len(lines) + 1), random.choice(lines or [b"print(1)\n"]))
        place.write_bytes(b"".join(lines))


def number_of_pages(project: Path) -> int:
    return sum(each.suffix == ".html" for each in project.iterdir())
