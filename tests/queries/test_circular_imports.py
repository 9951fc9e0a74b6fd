"""Which import of a circle of modules fails, and when."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.circular_imports import MOST_WAITING, CircularImport, failing_import
from tests.in_one_test import in_one_test
from tests.projects import page, project_of
from tests.rules.scripts import with_modules


def fails(source: str, *paths: str, **modules: str) -> CircularImport | None:
    html = page(f'<script type="py" config="./pyscript.toml">\n{source}\n</script>')
    (runtime,) = project_of({"index.html": html, **with_modules(*paths, **modules)}).runtimes
    return failing_import(runtime)


@in_one_test(
    [
        ("import one", "from two import b\na = 1", "from one import a\nb = 1"),
        ("import two", "from two import b\na = 1", "from one import a\nb = 1"),
        ("import one", "from two import b\ndef a(): pass", "from one import a\nb = 1"),
        ("import one", "import two\na = 1", "from one import a"),
        ("import json\nimport one\nimport two", "import json\nfrom two import b\na = 1", "from one import a\nb = 1"),
        ("import one", "if True:\n    from two import b\na = 1", "from one import a\nb = 1"),
    ]
)
def test_a_name_that_is_not_there_yet(source: str, one: str, two: str) -> None:
    found = fails(source, one=one, two=two)
    assert found is not None
    assert {found.asking.module, found.waiting.module} == {"one", "two"}
    assert found.wanted == found.asking.module


@in_one_test(
    [
        # The module is enough, or the name is there already, or is never there.
        ("import one", "import two\na = 1", "import one\nb = 1"),
        ("import one", "a = 1\nfrom two import b", "from one import a\nb = 1"),
        ("import one", "from two import b\na = 1", "from one import c\nb = 1"),
        ("import one", "from two import b\na = 1", "from one import *\nb = 1"),
        ("import one", "from two import b", "b = 1"),
        # Another statement sets it first.
        ("import one", "a = 0\nfrom two import b\na = 1", "from one import a\nb = 1"),
        (
            "import one",
            "def start():\n    global a\n    a = 1\nstart()\nfrom two import b\na = 1",
            "from one import a\nb = 1",
        ),
        # Code may make names that no statement shows.
        ("import one", "globals()['a'] = 1\nfrom two import b\na = 1", "from one import a\nb = 1"),
        ("import one", "def __getattr__(name): pass\nfrom two import b\na = 1", "from one import a\nb = 1"),
        # A handler imports it later.
        (
            "import one",
            "from two import b\na = 1",
            "from pyscript import when\n@when('click', '#go')\ndef go(event):\n    from one import a\nb = 1",
        ),
        # It is expected to fail.
        ("import one", "import two\na = 1", "try:\n    from one import a\nexcept ImportError:\n    pass"),
        # Nothing imports them.
        ("import json", "from two import b\na = 1", "from one import a\nb = 1"),
    ]
)
def test_a_name_that_is_there_in_time_or_never(source: str, one: str, two: str) -> None:
    assert fails(source, one=one, two=two) is None


def test_what_is_asked_for_may_be_a_module_of_the_package() -> None:
    files = {"shop/__init__.py": "from shop import cart\ntax = 1", "shop/cart.py": "from shop import tax\n"}
    config = "[files]\n" + "".join(f'"{path}" = "./{path}"\n' for path in files)
    html = page('<script type="py" config="./pyscript.toml">\nimport shop\n</script>')
    (runtime,) = project_of({"index.html": html, "pyscript.toml": config, **files}).runtimes
    found = failing_import(runtime)
    assert found is not None
    assert found.wanted == "shop"
    own = {**files, "shop/tax.py": ""}
    config = "[files]\n" + "".join(f'"{path}" = "./{path}"\n' for path in own)
    (runtime,) = project_of({"index.html": html, "pyscript.toml": config, **own}).runtimes
    assert failing_import(runtime) is None


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ("def start():\n    import two\nstart()\na = 1", "from one import a", "import in a function"),
        ("try:\n    import two\nexcept ImportError:\n    pass\na = 1", "from one import a", "import that may not run"),
    ],
)
def test_what_code_decides_is_unknown(one: str, two: str, why: str) -> None:
    with pytest.raises(Unknown, match=why):
        fails("import one", one=one, two=two)


def test_a_function_may_import_what_is_not_of_the_project() -> None:
    source = "from two import b\ndef start():\n    import json\nstart()\na = 1"
    assert fails("import one", one=source, two="from one import a\nb = 1") is not None


def test_a_long_row_of_modules_is_not_followed_to_its_end() -> None:
    def row(length: int) -> dict[str, str]:
        return {f"m{number}": f"import m{number + 1}" for number in range(length)} | {f"m{length}": ""}

    assert fails("import m0", **row(MOST_WAITING)) is None
    with pytest.raises(Unknown, match="modules wait for"):
        fails("import m0", **row(MOST_WAITING + 1))
