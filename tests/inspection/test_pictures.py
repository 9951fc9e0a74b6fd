"""What runs where, as records."""

from __future__ import annotations

import pytest

from pyscript_doctor.inspection.pages import picture_of
from pyscript_doctor.inspection.records import Origin, PackageRecord, PageRecord, RuntimeRecord
from pyscript_doctor.project.unknown import Unknown
from tests.projects import page, project_of

OPENER = "/*\n  Cross-Origin-Opener-Policy: same-origin\n"
HEADERS = OPENER + "  Cross-Origin-Embedder-Policy: require-corp\n"


def picture(files: dict[str, str]) -> PageRecord:
    return picture_of(project_of(files)).pages[0]


def runtime(files: dict[str, str]) -> RuntimeRecord:
    return picture(files).runtimes[0]


def package(packages: str, release: str = "2026.7.3", tag: str = "py") -> PackageRecord:
    """What the only entry of `packages` comes to."""
    script = f'<{tag}-config>packages = [{packages}]</{tag}-config><script type="{tag}">pass</script>'
    packages_of = runtime({"index.html": page(script, release=release)}).packages
    assert not isinstance(packages_of, Unknown)
    return packages_of[0]


def reason(fact: object) -> str:
    assert isinstance(fact, Unknown)
    return fact.reason


def test_a_script_has_the_interpreter_of_its_release() -> None:
    old = runtime({"index.html": page('<script type="py">pass</script>', release="2024.1.1")})
    new = runtime({"index.html": page('<script type="py">pass</script>')})
    assert (old.interpreter, old.version, old.python) == ("pyodide", "0.24.1", "3.11.3")
    assert (new.version, new.python) == ("314.0.3", "3.14.2")


def test_a_config_that_names_an_interpreter_decides_its_version() -> None:
    config = '<py-config>interpreter = "0.27.2"</py-config><script type="py">pass</script>'
    assert runtime({"index.html": page(config)}).version == "0.27.2"


def test_without_a_release_the_version_is_unknown_and_says_why() -> None:
    templated = page('<script type="py">pass</script>', release="{{ release }}")
    assert reason(runtime({"index.html": templated}).version) == "0.24.1 to 314.0.3, as the release is"


@pytest.mark.parametrize(
    ("written", "version", "source"),
    [
        ('"numpy"', "2.4.3", "pyodide"),
        ('"numpy>=2"', "2.4.3", "pyodide"),
        ('"numpy==1.26.4"', "1.26.4", "index"),
        ('"cowsay==6.1"', "6.1", "index"),
        ('"./wheels/tools-1.2-py3-none-any.whl"', "1.2", "site"),
        ('"https://example.org/tools-1.2-py3-none-any.whl"', "1.2", "url"),
    ],
)
def test_a_package_comes_to_a_version(written: str, version: str, source: str) -> None:
    found = package(written)
    assert (found.version, found.source) == (version, source)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('"cowsay"', "the package index decides"),
        ('"numpy<2"', "the package index decides"),
        ('"no package!"', "this is not the name of a package"),
        ('"https://example.org/packages.toml"', "another config lists them"),
    ],
)
def test_a_version_that_only_the_network_knows_is_unknown(written: str, why: str) -> None:
    assert reason(package(written).version) == why


def test_a_pin_that_pyodide_cannot_meet_is_noted() -> None:
    assert package('"numpy<2"').note == "Pyodide comes with 2.4.3, which this excludes"


def test_a_package_brings_others_along() -> None:
    assert set(package('"pandas"').brings) >= {"numpy", "python-dateutil", "six"}


def test_the_same_package_is_older_on_an_older_release() -> None:
    assert package('"numpy"', release="2024.1.1").version == "1.25.2"


def test_micropython_takes_packages_from_its_own_library() -> None:
    found = package('"base64"', tag="mpy")
    assert found.source == "micropython-lib"
    assert reason(package('"numpy"', tag="mpy").version) == "MicroPython's library has no package of that name"


def test_packages_that_code_installs_are_shown_with_the_call() -> None:
    code = 'import micropip\nawait micropip.install(["cowsay==6.1", "numpy"])\nawait micropip.install(name)\n'
    body = '<py-config>packages = ["micropip"]</py-config><script type="py" src="main.py"></script>'
    packages = runtime({"index.html": page(body), "main.py": code}).packages
    assert not isinstance(packages, Unknown)
    assert [(each.name, each.source, each.span is not None) for each in packages] == [
        ("micropip", "pyodide", False),
        ("cowsay", "index", True),
        ("numpy", "pyodide", True),
        ("", "nothing", True),
    ]
    assert reason(packages[-1].version) == "your code decides which"


def test_files_lie_where_python_sees_them() -> None:
    config = '[files]\n"./a.py" = ""\n"./data/b.csv" = "/tables/"\n"./gone.py" = "lib/c.py"\n'
    body = f'<py-config>{config}</py-config><script type="py">pass</script>'
    found = runtime({"site/index.html": page(body), "site/a.py": "", "site/data/b.csv": ""})
    assert found.home == "/home/pyodide/"
    assert [(each.path, each.origin) for each in found.files] == [
        ("/home/pyodide/a.py", Origin("found", "site/a.py")),
        ("/home/pyodide/lib/c.py", Origin("missing", "site/gone.py")),
        ("/tables/b.csv", Origin("found", "site/data/b.csv")),
    ]


def test_a_config_says_where_it_comes_from_and_what_is_wrong_with_it() -> None:
    file = runtime({"index.html": page('<script type="py" config="a.toml">pass</script>'), "a.toml": "x = 1"})
    broken = runtime({"index.html": page('<script type="py" config="a.json">pass</script>'), "a.json": "{"})
    none = runtime({"index.html": page('<script type="py">pass</script>')})
    assert (file.config.form, file.config.origin, file.config.fault) == ("attribute", Origin("found", "a.toml"), "")
    assert broken.config.fault.startswith("PyScript cannot read it: ")
    assert (none.config.form, none.config.span) == ("none", None)


def test_workers_that_code_starts_are_shown_and_those_that_cannot_be_told_are_named() -> None:
    files = {
        "index.html": page(
            '<script type="py">from pyscript import PyWorker\nPyWorker("job.py")\nPyWorker(url)</script>'
        ),
        "job.py": "pass",
    }
    found = picture(files)
    assert [(each.kind, each.thread, each.scripts[0].origin) for each in found.runtimes] == [
        ("scripts", "main", None),
        ("started", "worker", Origin("found", "job.py")),
    ]
    assert len(found.unknown_workers) == 1


def test_a_worker_says_what_it_needs_isolation_for() -> None:
    needing = runtime(
        {"index.html": page('<script type="py" worker>from pyscript import window\nwindow.alert(1)</script>')}
    )
    free = runtime({"index.html": page('<script type="py" worker>print(1)</script>')})
    assert needing.needs is not None
    assert not isinstance(needing.needs, Unknown)
    assert needing.needs.reason == "it reaches `window` of the main thread"
    assert free.needs is None


@pytest.mark.parametrize(
    ("files", "state", "evidence"),
    [
        (
            {"_headers": HEADERS},
            "isolated",
            ["Netlify or Cloudflare sends the isolation headers"],
        ),
        ({"server.py": 'headers["Cross-Origin-Embedder-Policy"] = "require-corp"'}, "unknown", ["perhaps set here"]),
        (
            {"_headers": OPENER},
            "not isolated",
            ["sent, but not enough alone"],
        ),
        (
            {
                "index.html": page(
                    '<script type="py" worker>print(1)</script>', head='<script src="mini-coi.js"></script>'
                )
            },
            "not isolated",
            ["its service worker does nothing: the file is missing"],
        ),
        ({}, "not isolated", []),
    ],
)
def test_isolation_comes_with_its_evidence(files: dict[str, str], state: str, evidence: list[str]) -> None:
    worker = {"index.html": page('<script type="py" worker>print(1)</script>')}
    found = picture({**worker, **files}).isolation
    assert (found.state, [each.message for each in found.evidence]) == (state, evidence)


def test_a_picture_can_be_narrowed_to_the_pages_of_a_file() -> None:
    files = {
        "a.html": page('<script type="py" src="a.py"></script>'),
        "b.html": page('<script type="py" src="b.py"></script>'),
        "a.py": "",
        "b.py": "",
        "plain.html": "<p>Hello",
    }
    project = project_of(files)
    assert [each.path for each in picture_of(project).pages] == ["a.html", "b.html"]
    assert picture_of(project).others == ("plain.html",)
    narrowed = picture_of(project, "site/", frozenset({"b.py"}))
    assert ([each.path for each in narrowed.pages], narrowed.others) == (["site/b.html"], ())
    assert narrowed.pages[0].runtimes[0].scripts[0].origin == Origin("found", "site/b.py")
    assert narrowed.pages[0].runtimes[0].span.path == "site/b.html"


def test_what_is_not_followed_is_said() -> None:
    old = picture(
        {"index.html": page("<py-script>print(1)</py-script>", release="2022.12.1").replace("core", "pyscript")}
    )
    assert old.release.legacy
    assert old.notes == ("the doctor does not follow what PyScript before 2023.11 does with a page",)
    lost = picture({"index.html": '<!doctype html><script type="py">print(1)</script>'})
    assert lost.notes == ("nothing on this page loads PyScript: its Python does not run",)
