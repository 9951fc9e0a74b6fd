"""What the doctor knows of the interpreters, held against the interpreters: in pages that try many things at once.

`--browser` asks those of the newest release, `--matrix` those of every release of the manifest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.dialect import refused_constructs, refused_keyword
from pyscript_doctor.knowledge.make.micropython import programs
from pyscript_doctor.knowledge.modules import (
    micropython_has_module,
    micropython_lacks,
    micropython_modules,
    micropython_names,
    pyodide_module,
)
from pyscript_doctor.knowledge.packages import lock, normalised, pyodide_tags
from pyscript_doctor.queries.foreign_calls import NEEDS_A_VALUE
from tests.browser.runtimes import PYODIDE, manifest, package_folder
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.browser.page import Chromium

MICROPYTHON = "@micropython/micropython-webassembly-pyscript"
OPENS_A_PAGE = "antigravity"
MODULES_ASKED_FOR_NAMES = (
    *("json", "re", "functools", "random", "collections", "itertools", "os", "time", "math", "string", "asyncio"),
    *("builtins", "builtins.str", "builtins.list", "builtins.dict", "builtins.int", "datetime.datetime", "hashlib"),
)
OF_THE_BROWSER = ("document.body", "window.Array.new()", "window.URL.new('http://localhost/')")
SECOND_ARGUMENT = {"divmod": ", 2", "random.randint": ", 5", "random.uniform": ", 5"}
HARMLESS = ("recursion-500",)
"""It depends on how deep the interpreter is already, and that differs between a page and node."""
SECONDS = 120.0
ASK = """
import json

with open("./questions.json") as file:
    questions = json.load(file)
answers = {}
for name in questions["modules"]:
    try:
        __import__(name)
        answers["module " + name] = ""
    except BaseException as error:
        answers["module " + name] = type(error).__name__
for owner in questions["names"]:
    first, *rest = owner.split(".")
    try:
        value = __import__(first)
        for part in rest:
            value = getattr(value, part)
    except BaseException:
        continue
    for name in questions["names"][owner]:
        try:
            answers["name " + owner + "." + name] = "" if hasattr(value, name) else "missing"
        except BaseException as error:
            answers["name " + owner + "." + name] = type(error).__name__
for name in questions["programs"]:
    try:
        exec(questions["programs"][name], {"__name__": "__main__"})
        answers["program " + name] = ""
    except BaseException as error:
        answers["program " + name] = type(error).__name__ + ": " + str(error)
for name in answers:
    print("answer " + json.dumps([name, answers[name]]))
print("DONE")
"""
RELEASES = [
    pytest.param(
        release,
        marks=[pytest.mark.browser, *([] if release == manifest().newest else [pytest.mark.matrix])],
        id=release,
    )
    for release in manifest().releases
]


def asked(browser: Chromium, release: str, kind: str, questions: Mapping[str, Any]) -> dict[str, str]:
    """What an interpreter of a release says to questions, in a page of its own.

    Its script is asynchronous in every release: so the programs with an `await` were tried.
    """
    config = f'<{kind}-config>\n[files]\n"./questions.json" = ""\n</{kind}-config>'
    body = f'{config}\n<script type="{kind}" async src="ask.py"></script>'
    files = {"index.html": page(body, release=release), "ask.py": ASK, "questions.json": json.dumps(questions)}
    encoded = {path: text.encode() for path, text in files.items()}
    outcome = browser.run_page(encoded, timeout=SECONDS)
    assert outcome.done, str(outcome)
    return dict(json.loads(line.removeprefix("answer ")) for line in outcome.lines if line.startswith("answer "))


def disagreements(known: Mapping[str, object], seen: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """What is known, and was seen to be otherwise, or was not seen at all."""
    return {name: (known[name], seen.get(name)) for name in known if known[name] != seen.get(name)}


def standard_modules() -> list[str]:
    """Every module that Python's standard library had since 3.10, and each tenth of their submodules."""
    names = sorted(name for line in read("standard_library")["profiles"].values() for name in line.split())
    inner = [name for name in names if "." in name and not name.startswith(("test", "idlelib", "lib2to3"))]
    return [name for name in names if "." not in name and name != OPENS_A_PAGE] + inner[::10]


@pytest.mark.parametrize("release", RELEASES)
def test_pyodide_imports_the_standard_modules_that_it_is_said_to_have(browser: Chromium, release: str) -> None:
    version = manifest().releases[release][PYODIDE]
    names = standard_modules()
    seen = asked(browser, release, "py", {"modules": names, "names": {}, "programs": {}})
    imports = {name: seen[f"module {name}"] == "" for name in names}
    assert disagreements({name: pyodide_module(version, name) == "present" for name in names}, imports) == {}


@pytest.mark.parametrize("release", RELEASES)
def test_micropython_has_the_modules_names_and_syntax_that_it_is_said_to_have(browser: Chromium, release: str) -> None:
    build = manifest().releases[release][MICROPYTHON]
    every_module = {name for line in read("micropython")["modules"].values() for name in line.split()}
    modules = sorted(every_module | {name for name in standard_modules() if "." not in name})
    names = {
        owner: sorted((micropython_names(build, owner) or frozenset()) | micropython_lacks(build, owner))
        for owner in MODULES_ASKED_FOR_NAMES
        if micropython_has_module(build, owner.partition(".")[0])
    }
    constructs, keywords = programs("constructs"), programs("keywords")
    questions = {"modules": modules, "names": names, "programs": constructs | keywords}
    seen = asked(browser, release, "mpy", questions)
    known: dict[str, object] = {f"module {name}": micropython_has_module(build, name) for name in modules}
    known |= {
        f"name {owner}.{name}": name in (micropython_names(build, owner) or ())
        for owner in names
        for name in names[owner]
    }
    known |= {f"program {name}": name not in refused_constructs(build) for name in constructs if name not in HARMLESS}
    assert disagreements(known, {name: error == "" for name, error in seen.items()}) == {}
    for name in keywords:
        function, keyword = name.split(" ")
        assert refused_keyword(build, function, keyword) in (None, seen[f"program {name}"]), name


@pytest.mark.parametrize("kind", ["py", "mpy"])
@pytest.mark.parametrize("release", RELEASES)
def test_functions_that_need_a_value_refuse_objects_of_the_browser(browser: Chromium, release: str, kind: str) -> None:
    functions = [name.removeprefix("builtins.") for name in sorted(NEEDS_A_VALUE)]
    calls = [f"{name}({given}{SECOND_ARGUMENT.get(name, '')})" for name in functions for given in OF_THE_BROWSER]
    start = "from pyscript import document, window\nimport json, math, random\n"
    tried = {call: start + call for call in calls}
    seen = asked(browser, release, kind, {"modules": [], "names": {}, "programs": tried})
    errors = {call: seen[f"program {call}"].partition(":")[0] for call in calls}
    assert disagreements(dict.fromkeys(calls, "TypeError"), errors) == {}


@pytest.mark.parametrize("release", RELEASES)
def test_the_lock_file_of_a_release_is_known_as_it_is(release: str) -> None:
    version = manifest().releases[release][PYODIDE]
    lock_file = json.loads((package_folder(f"{PYODIDE}@{version}") / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages = {normalised(name): entry for name, entry in lock_file["packages"].items()}
    known = lock(version)
    assert known.exact
    assert known.packages.keys() == packages.keys()
    for name, entry in packages.items():
        package = known.packages[name]
        assert package.version == entry["version"], name
        if package.kind != "tests":
            assert set(package.depends) == set(map(normalised, entry["depends"])), name
        if package.kind in ("package", "stdlib"):
            assert _tops(package.imports) == _tops(entry["imports"]), name
    assert pyodide_tags(version).python.startswith(".".join(lock_file["info"]["python"].split(".")[:2]))


def _tops(names: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_there_is_much_to_ask_for() -> None:
    """The pages would prove nothing with empty lists."""
    assert len(micropython_modules("1.28.0-6")) > 40
    assert len(standard_modules()) > 300
    assert len(programs("constructs")) > 200
