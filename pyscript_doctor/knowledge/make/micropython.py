"""micropython.json: what each MicroPython build has, and which Python it refuses, tried in that build."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.gather import MICROPYTHON, run_node
from pyscript_doctor.knowledge.make.probe import probe
from pyscript_doctor.knowledge.releases import cores, releases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "Measured in node: each build of the npm package @micropython/micropython-webassembly-pyscript that a release of"
    " PyScript or a published version of @pyscript/core loads was told to import every standard module, asked with"
    " hasattr for every public name that Python 3.11 or 3.14 has in it, and given small programs and calls that"
    " Python 3.14 runs. A profile has one character for each build: 1 it has it, 0 it does not. Names are those"
    " of modules and of their classes. An outcome is empty where the program runs."
)
HERE = Path(__file__).parent
OLD, NEW = "0.24.1", "314.0.3"
ALSO_TRIED = (
    *("machine", "micropython", "uctypes", "vfs", "framebuf", "jsffi", "pyodide", "pyscript", "polyscript", "mip"),
    *("network", "ulab", "urequests", "requests", "aiorepl", "deflate", "cryptolib", "btree", "bluetooth"),
)
WITHOUT_NAMES = ("js", "__main__")
AT_A_TIME = 25
PRINT_MARK = "outcome "
IMPORTS = """
for name in {names}:
    try:
        __import__(name)
    except MemoryError:
        raise
    except BaseException:
        continue
    print({mark!r} + name)
print({mark!r})
"""
MEMBERS = """
import json
classes = {classes}
def names(value, candidates):
    found = set(dir(value))
    for name in candidates:
        try:
            if hasattr(value, name):
                found.add(name)
        except BaseException:
            pass
    return list(found)
module = __import__({module!r})
for part in {module!r}.split(".")[1:]:
    module = getattr(module, part)
members = names(module, {candidates})
print({mark!r} + json.dumps([{module!r}, members]))
for member in members:
    value = getattr(module, member, None)
    if isinstance(value, type) and not member.startswith("__"):
        print({mark!r} + json.dumps([{module!r} + "." + member, names(value, classes.get(member, ()))]))
"""
ATTEMPT = """
try:
    exec({program!r}, {{"__name__": "__main__"}})
    print({mark!r})
except BaseException as error:
    print({mark!r} + type(error).__name__ + ": " + str(error))
"""


def make(cache: Cache) -> None:
    """Write micropython.json."""
    builds = builds_in_use()
    runner = Runner(cache)
    modules = {build: runner.modules(build, _standard_names()) for build in builds}
    every_module = sorted({name for names in modules.values() for name in names})
    known = {name: names for version in (OLD, NEW) for name, names in _python_members(cache, version, every_module)}
    members = {build: runner.members(build, modules[build], known) for build in builds}
    constructs, keywords = programs("constructs"), programs("keywords")
    tried = constructs | keywords
    _refuse_what_python_refuses(cache, tried)
    outcomes = {build: runner.outcomes(build, tried) for build in builds}
    write(
        "micropython",
        SOURCE,
        {
            "builds": list(builds),
            "ulab": [build for build in builds if runner.has_ulab(build)],
            "modules": _profiles(modules),
            "names": {name: _names(name, members, known) for name in sorted(set().union(*members.values()))},
            "constructs": {name: _runs(outcomes, name) for name in constructs},
            "keywords": {name: _runs(outcomes, name) for name in keywords},
        },
    )


def builds_in_use() -> tuple[str, ...]:
    """Every build that a release or a published core loads, in the order of the first that does."""
    in_order = [core.micropython for core in cores()] + [release.micropython for release in releases()]
    return tuple(sorted({build for build in in_order if build}, key=_build_number))


def _build_number(build: str) -> tuple[Any, ...]:
    version, _, rest = build.partition("-")
    preview = rest.startswith("preview")
    return (*map(int, version.split(".")), not preview, int(rest.rpartition("-")[2] or 0))


def _standard_names() -> list[str]:
    names = {name for line in read("standard_library")["profiles"].values() for name in line.split()}
    wanted = [name for name in names if not name.startswith(("pyodide", "encodings.", "distutils.", "test"))]
    return sorted({*wanted, *(f"u{name}" for name in wanted if "." not in name), *ALSO_TRIED})


def programs(kind: str) -> dict[str, str]:
    """The programs of a file beside this module, by name."""
    blocks = (HERE / f"{kind}.txt").read_text("utf-8").split("\n### ")[1:]
    return {name: program.strip("\n") for name, _, program in (block.partition("\n") for block in blocks)}


def _python_members(cache: Cache, pyodide: str, modules: list[str]) -> Iterator[tuple[str, list[str]]]:
    yield from probe(cache, pyodide, "members", modules).items()


class Runner:
    """Asks builds of MicroPython."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def run(self, build: str, programs: Mapping[str, str], wasm: str = "micropython.wasm") -> dict[str, list[str]]:
        """What each program printed on its marked lines, in an interpreter of its own; kept in the cache."""
        question = json.dumps([build, wasm, (HERE / "probe_micropython.mjs").read_text("utf-8"), programs])
        key = hashlib.sha256(question.encode()).hexdigest()[:16]
        answer = self.cache.folder / "probes" / f"micropython-{build}-{key}.json"
        if not answer.exists():
            answer.parent.mkdir(exist_ok=True)
            given = answer.with_suffix(".programs")
            given.write_text(json.dumps(programs), encoding="utf-8")
            folder = str(self.cache.package(MICROPYTHON, build).resolve())
            answer.write_text(run_node(HERE / "probe_micropython.mjs", folder, str(given), wasm), encoding="utf-8")
        answers = json.loads(answer.read_text("utf-8"))
        return {name: _marked("\n".join(answer["printed"])) for name, answer in answers.items()}

    def modules(self, build: str, names: list[str]) -> list[str]:
        """The names that can be imported. A few at a time: old builds run out of memory."""
        groups = {str(start): names[start : start + AT_A_TIME] for start in range(0, len(names), AT_A_TIME)}
        programs = {key: IMPORTS.format(names=group, mark=PRINT_MARK) for key, group in groups.items()}
        found: list[str] = []
        for lines in self.run(build, programs).values():
            if lines[-1:] != [""]:
                raise ValueError(f"MicroPython {build} gave up after importing {lines}")
            found += lines[:-1]
        return found

    def has_ulab(self, build: str) -> bool:
        """Whether the build has a variant with ulab that loads."""
        wasm = "micropython-ulab.wasm"
        if not (self.cache.package(MICROPYTHON, build) / wasm).exists():
            return False
        program = IMPORTS.format(names=["ulab", "ulab.numpy"], mark=PRINT_MARK)
        return self.run(build, {"ulab": program}, wasm)["ulab"][:1] == ["ulab"]

    def members(self, build: str, modules: Iterable[str], known: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """The names of each module and of each class in it."""
        programs = {}
        for module in modules:
            if module not in WITHOUT_NAMES:
                classes = {
                    name.rpartition(".")[2]: names for name, names in known.items() if name.rpartition(".")[0] == module
                }
                asked = {"module": module, "classes": classes, "candidates": known.get(module, [])}
                programs[module] = MEMBERS.format(**asked, mark=PRINT_MARK)
        answers = self.run(build, programs)
        silent = [module for module, lines in answers.items() if not lines]
        if silent:
            raise ValueError(f"MicroPython {build} says nothing of {silent}")
        return dict(json.loads(line) for lines in answers.values() for line in lines)

    def outcomes(self, build: str, programs: Mapping[str, str]) -> dict[str, str]:
        """The error of each program, empty where it ran; "crash" where MicroPython itself gave up."""
        attempts = {name: ATTEMPT.format(program=program, mark=PRINT_MARK) for name, program in programs.items()}
        return {name: (lines or ["crash"])[0] for name, lines in self.run(build, attempts).items()}


def _marked(printed: str) -> list[str]:
    return [line[len(PRINT_MARK) :] for line in printed.split("\n") if line.startswith(PRINT_MARK)]


def _refuse_what_python_refuses(cache: Cache, programs: Mapping[str, str]) -> None:
    refused = {name: error for name, error in probe(cache, NEW, "programs", dict(programs)).items() if error}
    if refused:
        raise ValueError(f"Python itself refuses {refused}")


def _profiles(present: Mapping[str, Iterable[str]]) -> dict[str, str]:
    profiles: dict[str, list[str]] = {}
    for name in sorted({name for names in present.values() for name in names}):
        profile = "".join("1" if name in names else "0" for names in present.values())
        profiles.setdefault(profile, []).append(name)
    return {profile: " ".join(names) for profile, names in sorted(profiles.items())}


def _names(owner: str, members: Mapping[str, dict[str, list[str]]], known: Mapping[str, list[str]]) -> dict[str, str]:
    present = {build: {*names.get(owner, ())} for build, names in members.items()}
    profiles = _profiles(
        {build: [name for name in names if _is_public(owner, name)] for build, names in present.items()}
    )
    missing = sorted(name for name in known.get(owner, ()) if not any(name in names for names in present.values()))
    return profiles | ({"0" * len(members): " ".join(missing)} if missing else {})


def _is_public(owner: str, name: str) -> bool:
    return owner == "builtins" or not name.startswith("_")


def _runs(outcomes: Mapping[str, dict[str, str]], name: str) -> list[list[Any]]:
    """The outcome from each build on at which it changes."""
    runs: list[list[Any]] = []
    for place, build in enumerate(outcomes):
        outcome = outcomes[build][name]
        if not runs or runs[-1][1] != outcome:
            runs.append([place, outcome])
    return runs
