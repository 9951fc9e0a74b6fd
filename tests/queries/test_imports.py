"""Which modules an interpreter has, and which it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import page, report_of
from tests.projects import said as everything_said
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic

RULE = "import-without-package"
RULES = frozenset({"import-not-in-files", "import-without-package", "interpreter-mismatch", "mpy-missing-module"})


def said(files: dict[str, str | bytes]) -> list[str]:
    return everything_said(files, select=RULES)


def rules(body: str, release: str = "2026.7.3") -> list[str]:
    return [line.rpartition(" ")[2] for line in said({"index.html": page(body, release=release)})]


def test_pyscript_brings_pyweb_along_in_old_releases() -> None:
    assert rules('<script type="py">from pyweb import pydom</script>', "2024.1.1") == []


@pytest.mark.parametrize("attributes", ["terminal", "terminal worker"])
def test_a_terminal_of_micropython_has_a_module_to_interact_with(attributes: str) -> None:
    assert rules(f'<script type="mpy" {attributes}>import code\ncode.interact()</script>') == []
    assert rules('<script type="mpy">import code</script>') == ["mpy-missing-module"]
    assert rules(f'<script type="mpy" {attributes}>import code</script>', "2024.3.2") == ["mpy-missing-module"]


def found(files: dict[str, str | bytes], rule: str) -> list[Diagnostic]:
    """What one rule says."""
    return [each for each in report_of(files).diagnostics if each.rule.name == rule]


def config(*packages: str, tag: str = "py") -> str:
    listed = ", ".join(f'"{name}"' for name in packages)
    return f"<{tag}-config>packages = [{listed}]</{tag}-config>"


# Imports that are expected to fail, never run, or served by what the code installs


@pytest.mark.parametrize("kind", ["py", "mpy"])
@pytest.mark.parametrize(
    "code",
    [
        "try:\n    import ujson, orjson\nexcept ImportError:\n    import json",
        "try:\n    import orjson\nexcept:\n    orjson = None",
        "import pyscript\ndef f():\n    import orjson",
        "import sys\nif sys.platform == 'win32':\n    import orjson",
    ],
)
def test_imports_that_may_fail_or_never_run_are_no_fault(kind: str, code: str) -> None:
    assert rules(f'<script type="{kind}">\n{code}\n</script>') == []


def test_imports_for_a_type_checker_are_no_fault() -> None:
    assert (
        rules('<script type="py">\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import arrr\n</script>')
        == []
    )


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("py", "import micropip\nawait micropip.install('arrr')\nimport arrr"),
        ("py", "import micropip\nawait micropip.install(['numpy', 'arrr'])\nimport arrr, numpy"),
        ("py", "from pyscript import py_import\narrr = await py_import('arrr')\nimport arrr"),
        ("mpy", "import mip\nmip.install('arrr')\nimport arrr"),
        ("py", "import sys\nsys.path.append('/elsewhere')\nimport arrr"),
    ],
)
def test_what_the_code_installs_can_be_imported(kind: str, code: str) -> None:
    body = f'{config("micropip") if kind == "py" else ""}<script type="{kind}">\n{code}\n</script>'
    assert rules(body) == []


@pytest.mark.parametrize(
    "code",
    [
        "import sys, types\nsys.modules['helper'] = types.ModuleType('helper')\nimport helper",
        "open('helper.py', 'w').write('a = 1')\nimport helper",
        "import os\nos.mkdir('helper')\nopen('helper/__init__.py', 'w').write('a = 1')\nimport helper",
        "name = 'helper'\nopen(f'{name}.py', 'w').write('a = 1')\nimport helper",
        "from pyodide.http import pyfetch\nawait (await pyfetch('all.zip')).unpack_archive()\nimport helper",
        "from zipfile import ZipFile\nZipFile('all.zip').extractall()\nimport helper",
        "from pyodide.ffi import register_js_module\nregister_js_module('helper', {})\nimport helper",
        "import sys\nsys.meta_path.append(finder)\nimport helper",
    ],
)
def test_code_can_make_modules(code: str) -> None:
    assert rules(f'<script type="py">\n{code}\n</script>') == []
    assert rules('<script type="py">\nimport helper\n</script>') == [RULE]


@pytest.mark.parametrize(
    "call",
    ['loadPackage("helper")', 'registerJsModule("helper", {})', 'FS.writeFile("helper.py", "")', "runPython(setup)"],
)
def test_javascript_can_give_modules(call: str) -> None:
    hooks = "import { hooks } from 'https://pyscript.net/releases/2026.7.3/core.js';\nhooks.main.onReady.add("
    module = f'<script type="module">{hooks}({{ interpreter }}) => interpreter.{call});</script>'
    assert rules(f'{module}<script type="py">\nimport helper, machine\n</script>') == []


def test_a_file_of_another_name_makes_no_module() -> None:
    assert rules("<script type=\"py\">\nopen('other.py', 'w').write('')\nimport helper\n</script>") == [RULE]


# What is there instead


@pytest.mark.parametrize(
    ("packages", "names"),
    [
        (["humanize"], ["yaml", "slugify"]),
        (["folium"], ["pandas", "scipy"]),  # it brings jinja2, numpy and requests along
        (["humanize", "pyyaml"], ["slugify"]),
        (["humanize", "pyyaml", "python-slugify"], []),
        (["humanize==4.0"], []),  # another version may need other packages
        (["humanize[extra]"], []),
        (["package-of-somebody"], []),
        (["./humanize-4.0-py3-none-any.whl"], []),
        (["python-slugify"], ["humanize", "yaml"]),
    ],
)
def test_what_no_package_of_the_index_brings_along_cannot_be_imported(packages: list[str], names: list[str]) -> None:
    code = "import humanize, yaml, slugify" if "folium" not in packages else "import jinja2, numpy, pandas, scipy"
    diagnostics = found({"index.html": page(f'{config(*packages)}<script type="py">{code}</script>')}, RULE)

    assert [each.finding.console for each in diagnostics] == [f"No module named '{name}'" for name in names]
    assert all("newer version" in each.finding.unless for each in diagnostics)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("await micropip.install('numpy')\nimport numpy, yaml", ["yaml"]),
        ("await micropip.install(['numpy', 'pyyaml'])\nimport numpy, yaml", []),
        ("await micropip.install(names)\nimport numpy, yaml", []),
        ("await micropip.install('humanize')\nimport humanize, yaml", ["yaml"]),
        ("await micropip.install('https://example.org/tools-1.0-py3-none-any.whl')\nimport yaml", []),
        ("import pyodide_js\nawait pyodide_js.loadPackagesFromImports(source)\nimport yaml", []),
    ],
)
def test_what_the_code_installs_is_not_all_that_there_could_be(code: str, names: list[str]) -> None:
    script = f'{config("arrr")}<script type="py">\nimport micropip\n{code}\n</script>'
    diagnostics = found({"index.html": page(script)}, RULE)

    assert [each.finding.console for each in diagnostics] == [f"No module named '{name}'" for name in names]


def test_another_index_may_have_another_package_of_that_name() -> None:
    config = '<py-config>index_urls = ["https://example.org/simple"]\npackages = ["humanize"]</py-config>'
    assert rules(f'{config}<script type="py">import humanize, yaml</script>') == []


def test_an_extra_of_a_package_may_bring_anything() -> None:
    assert rules(f'{config("pandas[excel]")}<script type="py">import pandas, openpyxl, yaml</script>') == []


def test_a_misspelled_import_gets_the_nearest_name() -> None:
    for kind, name, rule in (
        ("py", "numpyy", "import-without-package"),
        ("py", "randm", "import-without-package"),
        ("mpy", "randm", "mpy-missing-module"),
    ):
        (diagnostic,) = found({"index.html": page(f'<script type="{kind}">\nimport {name}\n</script>')}, rule)
        near = {"numpyy": "numpy", "randm": "random"}[name]
        assert diagnostic.finding.help.startswith(f"Did you mean `{near}`?")


def test_a_package_that_can_never_be_installed_gets_what_to_use_instead() -> None:
    files: dict[str, str | bytes] = {"index.html": page('<script type="py">\nimport tensorflow\n</script>')}
    (diagnostic,) = found(files, "import-without-package")
    assert "TensorFlow.js" in diagnostic.finding.help
    assert "packages" not in diagnostic.finding.help


def test_a_module_of_the_project_gets_the_line_for_files() -> None:
    body = '<script type="py" src="main.py"></script>'
    (diagnostic,) = found({"index.html": page(body), "main.py": "import utils", "utils.py": ""}, "import-not-in-files")
    assert '<py-config>\n[files]\n"./utils.py" = "./utils.py"\n</py-config>' in diagnostic.finding.help


def test_the_line_for_files_is_json_where_the_config_is() -> None:
    body = '<script type="py" config="pyscript.json" src="main.py"></script>'
    files: dict[str, str | bytes] = {
        "index.html": page(body),
        "main.py": "import utils",
        "utils.py": "",
        "pyscript.json": "{}",
    }
    (diagnostic,) = found(files, "import-not-in-files")
    assert '"files": {"./utils.py": "./utils.py"}' in diagnostic.finding.help


def test_a_module_elsewhere_in_the_project_is_found_if_it_is_the_only_one() -> None:
    files: dict[str, str | bytes] = {
        "index.html": page('<script type="py" src="main.py"></script>'),
        "main.py": "import utils",
        "lib/utils.py": "",
    }
    (diagnostic,) = found(files, "import-not-in-files")
    assert '"./lib/utils.py" = "./utils.py"' in diagnostic.finding.help
    assert found({**files, "old/utils.py": ""}, "import-not-in-files") == []
    assert len(found({**files, "old/utils.py": ""}, "import-without-package")) == 1


def test_a_module_under_another_name_is_said_to_be_so() -> None:
    body = (
        '<py-config>\n[files]\n"./utils.py" = "./helpers.py"\n</py-config>\n<script type="py" src="main.py"></script>'
    )
    (diagnostic,) = found({"index.html": page(body), "main.py": "import utils", "utils.py": ""}, "import-not-in-files")
    assert "under another name, `helpers.py`" in diagnostic.finding.message


def test_a_package_of_unknown_content_makes_it_a_warning() -> None:
    """The package may bring a module of that name; that of the project is the likelier one."""
    files: dict[str, str | bytes] = {
        "index.html": page(f'{config("arrr")}<script type="py" src="main.py"></script>'),
        "main.py": "import arrr\nimport utils",
        "utils.py": "",
    }
    (diagnostic,) = found(files, "import-not-in-files")
    assert diagnostic.severity.label == "warning"
    assert diagnostic.finding.unless


# Interpreters


def test_a_file_that_runs_under_both_interpreters_is_judged_under_both() -> None:
    files: dict[str, str | bytes] = {
        "index.html": page('<script type="py" src="main.py"></script><script type="mpy" src="main.py"></script>'),
        "main.py": "import mip\nimport typing\nimport json\nmatch 1:\n    case 1: pass",
    }
    judged = [
        (each.rule.name, [runtime.interpreter for runtime in each.runtimes], each.everywhere)
        for each in report_of(files).diagnostics
        if each.finding.span.path == "main.py"
    ]
    assert judged == [
        ("interpreter-mismatch", ["pyodide"], False),
        ("mpy-missing-module", ["micropython"], False),
        ("mpy-unsupported-syntax", ["micropython"], False),
    ]


def test_what_fails_under_both_interpreters_is_said_once() -> None:
    files: dict[str, str | bytes] = {
        "index.html": page('<script type="py" src="main.py"></script><script type="mpy" src="main.py"></script>'),
        "main.py": "import utils",
        "utils.py": "",
    }
    (diagnostic,) = found(files, "import-not-in-files")
    assert {runtime.interpreter for runtime in diagnostic.runtimes} == {"pyodide", "micropython"}


@pytest.mark.parametrize(
    ("kind", "code", "rule"),
    [
        ("py", "import threading\nthreading.Thread(target=print).start()", "threads-and-processes"),
        ("py", "import subprocess\nsubprocess.run(['ls'])", "threads-and-processes"),
        ("py", "import urllib.request\nurllib.request.urlopen('https://example.com')", "blocking-network-client"),
        ("mpy", "input('name?')", "input-cannot-work"),
        ("mpy", "import json\nprint(json.dumps({}, indent=2))", "mpy-missing-name"),
        ("mpy", "print('a', flush=True)", "mpy-missing-name"),
        ("mpy", "'a b'.split(maxsplit=1)", "mpy-missing-name"),
        ("mpy", "print(sorted([2, 1], key=lambda n: -n))", None),
        ("py", "import json, threading\nprint(json.dumps({}, indent=2), threading.Lock())", None),
        ("py", "input('name?')", "input-cannot-work"),
    ],
)
def test_what_an_interpreter_cannot_do(kind: str, code: str, rule: str | None) -> None:
    diagnostics = report_of({"index.html": page(f'<script type="{kind}">\n{code}\n</script>')}).diagnostics
    assert [each.rule.name for each in diagnostics] == ([rule] if rule else [])


APP = '<script type="py" src="./main.py"></script>'


def test_a_file_of_another_page_is_not_the_one_that_is_meant() -> None:
    files: dict[str, str | bytes] = {
        "one/index.html": page('<script type="py">import app</script><py-config>[files]\n"./app.py" = ""</py-config>'),
        "one/app.py": "",
        "two/index.html": page(APP),
        "two/main.py": "import app",
    }
    assert said(files) == ["two/main.py:1 error import-without-package"]


def test_a_file_of_no_page_is_the_one_that_is_meant_wherever_it_lies() -> None:
    files: dict[str, str | bytes] = {
        "one/index.html": page(""),
        "two/index.html": page(APP),
        "two/main.py": "import app",
        "source/app.py": "",
    }
    assert said(files) == ["two/main.py:1 error import-not-in-files"]


def test_of_a_name_that_may_be_a_file_of_ones_own_no_package_is_advised_alone() -> None:
    files: dict[str, str | bytes] = {"index.html": page(APP), "main.py": "import helper"}
    (diagnostic,) = found(files, "import-without-package")
    assert diagnostic.finding.help is not None
    assert "your own file" in diagnostic.finding.help


@pytest.mark.parametrize(
    ("call", "advice"),
    [
        ("round(price, ndigits=2)", "round(price, 2)"),
        ("print(price, flush=True)", "without `flush=`"),
    ],
)
def test_what_micropython_takes_by_position_alone_is_advised_so(call: str, advice: str) -> None:
    (diagnostic,) = found(
        {"index.html": page(f'<script type="mpy">\nprice = 1.5\n{call}\n</script>')}, "mpy-missing-name"
    )
    assert diagnostic.finding.help is not None
    assert advice in diagnostic.finding.help


# What fails, told by all rules about imports

ALL = RULES | {"package-unknown", "package-unused", "stdlib-removed", "stdlib-unvendored"}
UNKNOWN, INDEX = "package-of-somebody==1.0", "humanize"
"""A package that may bring any module, and one of the Python index of which it is known what it brings along."""


def told(
    source: str,
    *packages: str,
    files: Mapping[str, str] | None = None,
    copied: Iterable[str] = (),
    kind: str = "py",
    attributes: str = "",
    release: str = "2026.7.3",
) -> list[str]:
    """What is said of the imports of a script. files: of the project. copied: those of them that the config copies."""
    listed = "".join(f'"./{path}" = "./{path}"\n' for path in copied)
    config = f"<{kind}-config>\npackages = {list(packages)}\n[files]\n{listed}</{kind}-config>"
    html = page(f'{config}<script type="{kind}"{attributes}>\n{source}\n</script>', release=release)
    report = report_of({"index.html": html, **(files or {})}, select=ALL - {"package-unused", "package-unknown"})
    return [f"{each.severity.label}: {each.finding.message}" for each in report.diagnostics]


def slip(module: str, meant: str, owner: str = "your project") -> list[str]:
    return [f"warning: `import {module}` fails: {owner} has `{meant}`, but not `{module}`"]


@pytest.mark.parametrize(
    ("module", "own", "expected"),
    [
        ("helpr", "helper", slip("helpr", "helper")),
        # A name of four letters or fewer is too easily like another.
        ("util", "utils", []),
        ("numpyy", "helper", []),  # the package may have it
        ("sklearn", "sklearns", []),  # a package has this name
        ("dateutil", "dateutils", []),
        ("__main", "helper", []),
    ],
)
def test_beside_an_unknown_package_a_slip_is_a_name_almost_like_ones_own(
    module: str, own: str, expected: list[str]
) -> None:
    path = f"{own}.py"
    assert told(f"import {module}", UNKNOWN, files={path: ""}, copied=[path]) == expected


def test_of_two_names_that_are_near_the_projects_own_is_meant() -> None:
    assert told("import requestss", INDEX) == slip("requestss", "requests", "Pyodide")
    own = {"requestsx.py": ""}
    assert told("import requestss", INDEX, files=own, copied=own) == slip("requestss", "requestsx")


def test_a_name_is_no_slip_while_a_package_of_some_release_may_have_it() -> None:
    """Only the first of these Pyodides have gensim, and the others may find any gensim on the index."""
    assert told("import reqeusts", "gensim", release="unstable") == []
    assert told("import reqeusts", INDEX, release="unstable") == slip("reqeusts", "requests", "Pyodide")


def test_a_module_of_the_same_package_needs_the_packages_name() -> None:
    files = {"shop/__init__.py": "", "shop/cart.py": "import tax\nimport nowhere", "shop/tax.py": ""}
    assert told("import shop.cart", UNKNOWN, files=files, copied=files) == slip("tax", "shop.tax")
    deeper = {"shop/__init__.py": "", "shop/eu/cart.py": "import tax\nimport rates", "shop/tax.py": ""}
    deeper["shop/eu/rates.py"] = ""
    said = told("import shop.eu.cart", UNKNOWN, files=deeper, copied=deeper)
    assert said == [*slip("tax", "shop.tax"), *slip("rates", "shop.eu.rates")]


def test_nothing_is_said_while_an_archive_may_hold_the_module() -> None:
    archive = '<py-config>\npackages = ["humanize"]\n[files]\n"https://example.com/all.zip" = "./*"\n</py-config>'
    own = '"./helper.py" = ""\n</py-config>'
    script = '<script type="py">import helpr, numpy, sqlite4, lzma</script>'
    files: dict[str, str | bytes] = {"helper.py": "", "index.html": page(archive + script)}
    for config in (archive, archive.replace("</py-config>", own)):
        assert everything_said({**files, "index.html": page(config + script)}, select=ALL) == []
    mpy = archive.replace("py-", "mpy-").replace('packages = ["humanize"]', "") + script.replace('"py"', '"mpy"')
    assert everything_said({"index.html": page(mpy)}, select=ALL) == []


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("csv.py", ["error: `import csv.py` fails: Python looks for a module `py` inside of `csv`"]),
        ("nowhere.py", ["error: `import nowhere.py` fails: no package and no file of the config brings it"]),
        ("own.py", ["error: `own.py` is in your project, but not in `files`, so `import own` fails"]),
        ("js.document", ["error: `import js.document` fails: no package and no file of the config brings it"]),
        ("js", []),
        (
            "imp",
            ["error: Pyodide has no `imp`, because it cannot work in a browser, or newer Pythons have removed it"],
        ),
        # The newest Python has it no more, but a package has it.
        ("audioop", ["error: `audioop-lts` is not installed, so `import audioop` fails"]),
        ("numpy.linalg", ["error: `numpy` is not installed, so `import numpy.linalg` fails"]),
    ],
)
def test_why_an_import_fails_on_pyodide(module: str, expected: list[str]) -> None:
    assert told(f"import {module}", files={"own.py": ""}) == expected


def test_a_module_of_an_older_python_is_one_of_a_package_of_the_index_too() -> None:
    assert told("import audioop", INDEX) == ["warning: `audioop-lts` is not installed, so `import audioop` fails"]


@pytest.mark.parametrize(
    ("module", "packages", "expected"),
    [
        ("js", [], []),
        ("re.x", [], ["error: MicroPython has no module `re.x`, so `import re.x` fails"]),
        ("ulab", [], ["error: MicroPython has no module `ulab`, so `import ulab` fails"]),
        ("ulab", ["ulab"], []),
        ("collections.defaultdict", ["collections-defaultdict"], []),
        ("base64", ["base64"], []),
        ("nowhere", ["base64"], ["error: MicroPython has no module `nowhere`, so `import nowhere` fails"]),
        ("nowhere", ["./package.json"], []),
        ("own", [], ["error: `own.py` is in your project, but not in `files`, so `import own` fails"]),
    ],
)
def test_why_an_import_fails_on_micropython(module: str, packages: list[str], expected: list[str]) -> None:
    assert told(f"import {module}", *packages, files={"own.py": ""}, kind="mpy") == expected


def test_one_terminal_is_enough_for_the_module_to_interact_with() -> None:
    other = '<script type="mpy">print(1)</script>'
    assert rules(f'{other}<script type="mpy" terminal>import code</script>') == []
    assert rules('<script type="mpy-editor" terminal>import code</script>') == ["mpy-missing-module"]
    assert told("import re.x", kind="mpy", attributes=" terminal") != []


@pytest.mark.parametrize("name", ["distutils", "test", "sqlite4", "numpy"])
def test_a_file_beside_the_page_is_the_module_that_is_meant(name: str) -> None:
    said = [f"error: `{name}.py` is in your project, but not in `files`, so `import {name}` fails"]
    assert told(f"import {name}", files={f"{name}.py": ""}) == said


def test_a_file_beside_the_page_may_be_on_the_path_that_code_adds() -> None:
    source = "import sys\nsys.path.append('/elsewhere')\nimport own"
    assert told(source, files={"own.py": ""}) == []
    assert told(source.replace("own", "ownn"), files={"owns.py": ""}, copied=["owns.py"]) == []


@pytest.mark.parametrize("name", ["docx", "audioop", "numpy"])
def test_a_file_elsewhere_is_not_meant_by_the_name_of_a_package(name: str) -> None:
    assert [each for each in told(f"import {name}", files={f"lib/{name}.py": ""}) if "lib/" in each] == []
    assert "lib/own.py" in told("import own", files={"lib/own.py": ""})[0]


def test_a_file_beside_the_script_is_the_module_that_is_meant() -> None:
    files: dict[str, str | bytes] = {
        "index.html": page('<script type="py" src="./app/main.py"></script>'),
        "app/main.py": "import own",
        "app/own.py": "",
        "old/own.py": "",
    }
    (diagnostic,) = found(files, "import-not-in-files")
    assert diagnostic.finding.message.startswith("`app/own.py` is in your project")


@pytest.mark.parametrize(
    ("other", "meant"),
    [
        (page('<script type="py">print(1)</script>'), False),
        ("<p>Only a text.</p>", True),
        (page(""), False),
    ],
)
def test_only_a_page_of_pyscript_has_the_files_of_its_folder(other: str, meant: bool) -> None:
    files: dict[str, str | bytes] = {
        "index.html": page('<script type="py">import own</script>'),
        "one/index.HTM": other,
        "one/own.py": "",
    }
    assert bool(found(files, "import-not-in-files")) is meant


def test_a_file_of_the_pages_own_folder_is_meant_whatever_other_pages_are_there() -> None:
    files: dict[str, str | bytes] = {
        "app/index.html": page('<script type="py">import own</script>'),
        "app/lib/own.py": "",
    }
    assert len(found(files, "import-not-in-files")) == 1


def test_on_a_live_site_only_files_beside_the_page_are_looked_for() -> None:
    html = page('<script type="py">import own</script>')
    for path, count in (("own.py", 1), ("own/__init__.py", 1), ("other.py", 0), ("lib/own.py", 0)):
        assert len(of_site("import-not-in-files", Site({"index.html": html, path: ""}))) == count
