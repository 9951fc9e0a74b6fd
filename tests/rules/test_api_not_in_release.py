"""Which names of PyScript a release has, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body, of_files

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "api-not-in-release"
CORE = "https://pyscript.net/releases/2026.7.3/core.js"
STORAGE = "https://pyscript.net/releases/2026.7.3/storage.js"
LEGACY = "https://pyscript.net/releases/2023.05.1/pyscript.js"


def found(source: str, kind: str = "py", release: str = "2026.7.3") -> list[Finding]:
    """What the rule says of a script. kind: what is between `<script type="` and `">`."""
    return [each.finding for each in of_body(RULE, f'<script type="{kind}">\n{source}\n</script>', release=release)]


def the_one(source: str, kind: str = "py", release: str = "2026.7.3") -> Finding:
    (finding,) = found(source, kind, release)
    return finding


@in_one_test(
    [
        f'import core from "{CORE}";',
        f'import storage from "{STORAGE}";',
        f'import {{ nope }} from "{CORE}";',
    ]
)
def test_javascript_imports_what_core_js_does_not_have(source: str) -> None:
    assert len(found(source, "module")) == 1


@in_one_test(
    [
        f'import core from "{LEGACY}";',
        f'import {{ nope }} from "{LEGACY}";',
        'import storage from "./storage.js";',
        'import core from "https://example.com/core.js";',
        f'import * as core from "{CORE}";',
        f'export {{ nope }} from "{CORE}";',  # whoever imports it is told
    ]
)
def test_other_imports_of_javascript_are_not_judged(source: str) -> None:
    assert found(source, "module") == []


def test_help_for_javascript_names_the_release_that_has_it() -> None:
    old = CORE.replace("2026.7.3", "2024.1.1")
    assert the_one(f'import {{ donkey }} from "{old}";', "module").help.startswith("Load PyScript 2024.10.1 or later")
    assert the_one(f'import {{ nope }} from "{old}";', "module").help == "Correct the name."


def test_each_file_without_a_default_export_is_named() -> None:
    assert the_one(f'import core from "{CORE}";', "module").message.startswith("`core.js` has no default")
    assert the_one(f'import storage from "{STORAGE}";', "module").message.startswith("`storage.js` has no default")


@in_one_test(
    [
        "import pyscript\npyscript.nope()",
        "import pyscript\npyscript.web.nope",
        "import pyscript.web\npyscript.web.nope",
        "from pyscript.ffi import js_modules",
        "from pyscript.nope import *",
        "import pyscript.nope",
    ]
)
def test_python_uses_what_the_package_does_not_have(source: str) -> None:
    assert len(found(source)) == 1


@in_one_test(
    [
        "import pyscript\ntry:\n pyscript.nope()\nexcept AttributeError: pass",
        "from pyscript import _hidden",
        "from pyscript import *",
        # What is in the package and is not a module may have any name.
        "import pyscript\npyscript.config.nope",
        "import pyscript\npyscript.workers.nope",
        "import pyscript\npyscript.web.page.nope",
        # The page's own modules of JavaScript.
        "from pyscript import js_modules\njs_modules.nope",
        "import pyscript\npyscript.js_modules.chart.nope",
        "from pyscript.js_modules import chart\nchart.nope",
        "import pyscript.js_modules\npyscript.js_modules.nope",
        "import pyscript.js_modules.chart\npyscript.js_modules.chart.nope",
        # No module of PyScript.
        "import math\nmath.nope()\nfrom math import nope",
        "import js\njs.nope",
        # legacy-api reports it.
        "from pyscript import Element",
    ]
)
def test_what_may_be_there_is_not_flagged(source: str) -> None:
    assert found(source) == []


def test_a_file_of_the_project_can_take_the_place_of_the_package() -> None:
    config = '<script type="py" config=\'{"files": {"pyscript.py": ""}}\'>\nfrom pyscript import nope\n</script>'
    assert of_body(RULE, config, files={"pyscript.py": "nope = 1"}) == []


@pytest.mark.parametrize(
    ("source", "help"),
    [
        ("from pyscript import whne", "Did you mean `when`?"),
        ("from pyscript import xylophone", "PyScript's guide says"),
        ("import pyscript.nope", "PyScript's guide says"),
        ("from pyscript import js", "Write `import js`"),
        ("from pyscript.web import js", "PyScript's guide says"),
    ],
)
def test_what_to_write_instead(source: str, help: str) -> None:
    assert the_one(source).help.startswith(help)


def test_a_missing_module_is_named_without_a_name_in_it() -> None:
    assert the_one("import pyscript.nope").message == "PyScript 2026.7.3 has no `pyscript.nope` on Pyodide"


def test_only_later_releases_are_proposed() -> None:
    """`pyweb` was there until 2024.7.1."""
    assert the_one("from pyscript import fs", release="2024.7.1").help.startswith("Load PyScript 2025.2.3 or later")
    assert the_one("from pyweb import pydom", release="2026.7.3").help.startswith("PyScript's guide says")


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("py", "on Pyodide"),
        ("mpy", "on MicroPython"),
        ('py" worker="', "on Pyodide in a worker"),
        ('mpy" worker="', "on MicroPython in a worker"),
    ],
)
def test_the_message_says_where_the_name_is_missing(kind: str, where: str) -> None:
    assert the_one("from pyscript import nope", kind).message == f"PyScript 2026.7.3 has no `pyscript.nope` {where}"


def test_in_a_worker_the_names_of_the_main_thread_are_for_another_rule() -> None:
    worker = 'py" worker="'
    assert found("from pyscript import PyWorker", worker) == []
    assert len(found("from pyscript.web import nope", worker)) == 1
    assert len(found("from pyscript.nope import f", worker)) == 1


WHEN = 'from pyscript import when\n@when("click", "#button")\ndef go(event): pass'


@in_one_test(
    [
        (WHEN, "mpy", 1),
        (WHEN, "py", 0),
        (WHEN, 'mpy" worker="', 0),
        ("from pyscript import when", "mpy", 0),
        ("from pyscript import when, window\nwindow.alert(1)", "mpy", 0),
    ]
)
def test_a_name_that_fails_when_it_is_called(source: str, kind: str, count: int) -> None:
    """MicroPython's first releases had `when` only to raise an error."""
    assert len(found(source, kind, "2024.1.1")) == count


def of_a_copy(source: str) -> list[Finding]:
    """What is said where the page loads a copy of PyScript, so that its release is not known."""
    html = f'<script type="module" src="./core.js"></script><script type="py">\n{source}\n</script>'
    return [each.finding for each in of_files(RULE, {"index.html": html, "core.js": "1"})]


def test_no_release_is_named_if_it_is_not_known() -> None:
    (finding,) = of_a_copy("from pyscript import nope")
    assert finding.message == "PyScript has no `pyscript.nope` on Pyodide"


@in_one_test(
    [
        "from pyscript import fs",
        "import pyscript\npyscript.fs.nope",
        "import pyscript\npyscript.workers.nope",
        "import pyscript\npyscript.storage.nope",
        "import pyscript\npyscript.fetch.nope",
    ]
)
def test_nothing_is_said_of_what_only_some_releases_have(source: str) -> None:
    assert of_a_copy(source) == []
