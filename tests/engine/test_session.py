"""A Session says after each change what a fresh check would say."""

from __future__ import annotations

import asyncio
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session, Settings
from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.engine.report import Report
from tests.projects import page
from tests.rule_pages import examples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.reading import Asking
    from pyscript_doctor.sources.snapshot import Source

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
PROJECTS = 50
PROJECTS_ALWAYS = 5  # the others run with the browser's tests
EDITS_OF_EACH = 40
LARGEST = 8
EVERY_RULE = Settings(select=frozenset({"ALL"}), include_fences=True)
SWAPPED = [
    ('type="py"', 'type="mpy"'),
    ("2026.7.3", "2024.8.1"),
    (" worker", ""),
    ("<script", '<script worker'),
    ("import ", "import js, "),
    ("main", "other"),
    ('"', ""),
    ("await ", ""),
    ("\n", "\n  # pyscript-doctor: ignore[undefined-name, blocking-sleep]\n"),
    ("<body>", '<body><iframe src="index.html"></iframe>'),
]  # fmt: skip
EXTRA = {
    "_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n",
    "README.md": "Double-click index.html. https://ada.github.io/x/\n\n```html\n<script type='py'>x</script>\n```\n",
    "package.json": '{"name": "x", "devDependencies": {"vite": "1"}}',
    "CNAME": "example.org",
    "server.py": "headers = {'Cross-Origin-Embedder-Policy': policy}",
    "vite.config.js": "export default {}",
    "layout.html": '<!doctype html>{% block a %}{% endblock %}',
}  # fmt: skip


def fresh(files: dict[str, bytes], settings: Settings, paths: Iterable[str] | None = None) -> Report:
    return Session(Files(files), settings).check(paths)


@cache
def pool() -> list[dict[str, bytes]]:
    """Small projects: the examples of all rule pages, and the fixtures."""
    found = [
        {path: text.encode() for path, text in example.files.items()}
        for rule in rules()
        for example in examples(page_text(rule))
    ]
    for folder in sorted(path for path in FIXTURES.iterdir() if path.is_dir()):
        files = [path for path in folder.rglob("*") if path.is_file()]
        if len(files) <= LARGEST:
            found.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    return found


def edit(files: dict[str, bytes], choose: random.Random, others: list[dict[str, bytes]]) -> tuple[str, bytes | None]:
    """A change such as people make: of a line, a word, a file's place; some of them break things."""
    path = choose.choice(sorted(files)) if files else "index.html"
    content = files.get(path, b"")
    kind = choose.randrange(8)
    if kind == 0 and len(files) > 1:
        return path, None
    if kind == 1:
        other = choose.choice(others)
        taken = choose.choice(sorted(other))
        return choose.choice([path, taken, f"lib/{taken}"]), other[taken]
    if kind == 2:
        name = choose.choice(sorted(EXTRA))
        return name, None if name in files else EXTRA[name].encode()
    if kind == 3:
        return f"lib/{path.rsplit('/', 1)[-1]}", content
    if kind == 4:
        lines = content.splitlines(keepends=True)
        start = choose.randrange(len(lines) + 1)
        del lines[start : start + choose.randrange(3)]
        return path, b"".join(lines)
    if kind == 5:
        lines = content.splitlines(keepends=True)
        place = choose.randrange(len(lines) + 1)
        return path, b"".join([*lines[:place], *lines[place : place + 1], *lines[place:]])
    old, new = choose.choice(SWAPPED)
    return path, content.replace(old.encode(), new.encode(), choose.choice([1, -1]))


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "seed",
    [pytest.param(seed, marks=[pytest.mark.long] if seed >= PROJECTS_ALWAYS else []) for seed in range(PROJECTS)],
)
def test_after_any_change_it_says_what_a_fresh_check_says(seed: int) -> None:
    choose, others = random.Random(seed), pool()
    settings = EVERY_RULE if seed % 3 == 0 else Settings()
    one, another = choose.choice(others), choose.choice(others)
    files = {**one, **{f"more/{path}": content for path, content in another.items()}}
    session = Session(Files(files), settings)
    session.check()
    for step in range(EDITS_OF_EACH):
        path, content = edit(files, choose, others)
        session.change(path, content)
        if content is None:
            files.pop(path, None)
        else:
            files[path] = content
        assert session.check() == fresh(files, settings), f"edit {step}: {path}"
        if step % 5 == 0:
            named = choose.choice(sorted(files) or ["index.html"])
            assert session.check([named]) == fresh(files, settings, [named]), f"edit {step}: {named} alone"


# What is judged anew

SHARED = "def area(r):\n    return 3 * r * r\n"
CONFIG = '[files]\n"./shared.py" = ""\n'
TIMER = "from js import setTimeout\nsetTimeout(lambda: None, 1)\n"


def three_pages() -> dict[str, str]:
    """Pages a, b and c with a script each; a and b share a module."""
    shared = '<script type="py" src="{}.py" config="shared.toml"></script>'
    pages = {f"{name}.html": page(shared.format(name)) for name in "ab"}
    scripts = {f"{name}.py": "from shared import area\n" for name in "ab"}
    alone = {"c.html": page('<script type="py" src="c.py"></script>'), "c.py": "print(1)\n"}
    return {**pages, **scripts, **alone, "shared.py": SHARED, "shared.toml": CONFIG}


class Watched:
    """A Session, and which pages it judged since it was last asked."""

    def __init__(self, files: dict[str, str]) -> None:
        self._judged: list[str] = []
        self.session = Session(Files(files), progress=self._note)

    def _note(self, what: str) -> None:
        if what.endswith(".html"):
            self._judged.append(what)

    def judged(self, *paths: str) -> list[str]:
        self._judged.clear()
        self.session.check(paths or None)
        return sorted(self._judged)


def test_without_a_change_nothing_is_judged_again() -> None:
    watched = Watched(three_pages())
    assert watched.judged() == ["a.html", "b.html", "c.html"]
    assert watched.judged() == []


@pytest.mark.parametrize(
    ("path", "content", "judged"),
    [
        ("c.py", TIMER, ["c.html"]),
        ("c.py", "print(1)\n", []),
        ("shared.py", TIMER, ["a.html", "b.html"]),
        ("shared.py", None, ["a.html", "b.html"]),
        ("a.html", page("<p>plain</p>"), ["a.html"]),
        ("picture.png", b"1", []),
        ("new.html", page('<script type="py">1</script>'), ["new.html"]),
        ("server.yaml", "Cross-Origin-Embedder-Policy", []),
        ("server.py", "import flask", ["a.html", "b.html", "c.html"]),
        ("c.toml", "", []),
    ],
)
def test_a_change_judges_the_pages_that_it_touches(path: str, content: str | bytes | None, judged: list[str]) -> None:
    watched = Watched(three_pages())
    watched.judged()
    watched.session.change(path, content)
    assert watched.judged() == judged


def test_a_file_that_a_page_missed_judges_it_when_it_comes() -> None:
    files = three_pages()
    del files["shared.py"]
    watched = Watched(files)
    watched.judged()
    watched.session.change("shared.py", SHARED)
    assert watched.judged() == ["a.html", "b.html"]


def test_a_search_whose_answer_changes_judges_the_pages_that_made_it() -> None:
    worker = page('<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>')
    watched = Watched({**three_pages(), "w.html": worker})
    assert "worker-without-isolation" in {each.rule.name for each in watched.session.check().diagnostics}
    watched.session.change("server.js", "res.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')")
    assert watched.judged() == ["w.html"]
    assert "worker-without-isolation" not in {each.rule.name for each in watched.session.check().diagnostics}


@pytest.mark.parametrize(
    ("named", "judged"),
    [
        ("c.py", ["c.html"]),
        ("shared.py", ["a.html", "b.html"]),
        ("a.html", ["a.html"]),
        ("README.md", ["a.html", "b.html", "c.html"]),
    ],
)
def test_files_that_are_named_judge_the_pages_that_they_are_part_of(named: str, judged: list[str]) -> None:
    assert Watched(three_pages()).judged(named) == judged


def test_a_rule_that_looks_at_all_pages_is_run_again_when_one_of_them_changes() -> None:
    lists = '<script type="py" src="{}.py" config="shared.toml"></script>'
    files = {f"{name}.html": page(lists.format(name)) for name in "ab"}
    files |= {"a.py": "1\n", "b.py": "import numpy\n", "shared.toml": 'packages = ["numpy"]\n'}
    session = Session(Files(files), Settings(select=frozenset({"package-unused"})))
    assert session.check().diagnostics == ()
    session.change("b.py", "2\n")
    assert [each.finding.span.path for each in session.check().diagnostics] == ["shared.toml"]


def test_whoever_waits_for_answers_can_drive_it() -> None:
    files = Files(three_pages())

    async def answered(source: Source, session: Session, asking: Asking[Report]) -> Report:
        try:
            requests = next(asking)
            while True:
                await asyncio.sleep(0)
                requests = asking.send(source.answer(session.snapshot, requests))
        except StopIteration as end:
            report = end.value
        assert isinstance(report, Report)
        return report

    session = Session(files)
    assert asyncio.run(answered(files, session, session.checking())) == Session(files).check()
