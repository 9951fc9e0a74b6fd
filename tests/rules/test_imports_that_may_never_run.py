"""An import under a condition that nothing settles may never run, so no rule says that it fails."""

from __future__ import annotations

import textwrap

import pytest

from tests.rules.scripts import findings

PY, MPY, WORKER = '<script type="py">', '<script type="mpy">', '<script type="py" worker>'
IMPORTS = [
    ("interpreter-mismatch", "import machine", PY),
    ("interpreter-mismatch", "import pyodide", MPY),
    ("micropip-not-loaded", "import micropip", PY),
    ("import-without-package", "import numpy", PY),
    ("mpy-missing-module", "import dataclasses", MPY),
    ("mpy-missing-name", "from time import perf_counter", MPY),
    ("create-proxy-import", "from pyodide import create_proxy", PY),
    ("api-not-in-release", "from pyscript import nothing", PY),
    ("legacy-api", "from pyscript import Element", PY),
    ("python-name-missing", "from math import squareroot", PY),
    ("worker-inside-worker", "from pyscript import workers", WORKER),
    ("js-module-missing-name", "from pyscript.js_modules import chart", PY),
    ("js-module-missing-name", "from pyscript.js_modules.chart import *", PY),
    ("stdlib-removed", "import asynchat", PY),
]


@pytest.mark.parametrize(("rule", "source", "tag"), IMPORTS)
def test_an_import_under_an_unsettled_condition_may_never_run(rule: str, source: str, tag: str) -> None:
    unsettled = f"from pyscript import window\nif window.location.hash:\n{textwrap.indent(source, '    ')}"
    assert findings(rule, source, tag) == ["1 error"]
    assert findings(rule, unsettled, tag) == []


@pytest.mark.parametrize(("rule", "source", "tag"), IMPORTS)
def test_an_import_that_is_tried_may_fail(rule: str, source: str, tag: str) -> None:
    tried = f"try:\n{textwrap.indent(source, '    ')}\nexcept ImportError:\n    pass"
    assert findings(rule, tried, tag) == []
