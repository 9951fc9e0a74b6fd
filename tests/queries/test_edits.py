"""Where fixes give a page a config, or write `await`."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rule_fixes import fixed
from tests.rules.pages import of_body, of_files

CONFIG = '<py-config>\n  packages = ["pandas"]\n</py-config>\n'
WORKER_FILE = {"work.py": "import pandas\n"}


def with_package(body: str) -> str:
    """The page with this body after the fix of a missing package."""
    return fixed({"index.html": page(body), **WORKER_FILE}, "import-without-package")["index.html"]


@in_one_test(
    [
        ('<script type="py">\nimport pandas\n</script>', CONFIG),
        ('<script type="py" worker>\nimport pandas\n</script>', CONFIG),
        # These read no config of the page.
        ('<script type="py-editor">\nimport pandas\n</script>', ""),
        ('<script type="py-game">\nimport pandas\n</script>', ""),
        ('<script type="py">\nfrom pyscript import PyWorker\nPyWorker("./work.py")\n</script>', ""),
        # A second config is one too many. Perhaps `package` was meant to be `packages`.
        ('<py-config>\npackage = ["numpy"]\n</py-config>\n<script type="py">\nimport pandas\n</script>', ""),
        ('<py-config>\nsome words\n</py-config>\n<script type="py">\nimport pandas\n</script>', ""),
    ]
)
def test_a_page_without_a_config_gets_one_where_its_python_reads_it(body: str, config: str) -> None:
    assert with_package(body) == page(config + body)


@in_one_test(
    [
        ('<py-config>\npackage = ["numpy"]\n</py-config>\n', None),
        ('<py-config>\npackage = ["numpy"]\npackages = []\n</py-config>\n', "Add `pandas` to `packages`"),
        ('<py-config>\nname = "shop"\n</py-config>\n', "Add `pandas` to `packages`"),
        ('<py-config>\nname = "shop"\npackage = ["numpy"]\n</py-config>\n', None),
        ("", "Add `pandas` to `packages`"),
    ]
)
def test_a_key_that_pyscript_does_not_know_may_be_the_one_that_is_missing(config: str, title: str | None) -> None:
    (found,) = of_body("import-without-package", f'{config}<script type="py">\nimport pandas\n</script>')
    assert (found.finding.fix and found.finding.fix.title) == title


def test_a_module_cannot_await_at_its_top() -> None:
    source = "async def load():\n    print(1)\n\nload()\nprint(2)\n"
    config = '<py-config>\n[files]\n"./loading.py" = ""\n</py-config>\n'
    for body, path, awaited in (
        ('<script type="py" src="main.py"></script>', "main.py", True),
        (config + '<script type="py">\nimport loading\n</script>', "loading.py", False),
    ):
        (found,) = of_files("coroutine-not-awaited", {"index.html": page(body), path: source})
        assert (found.finding.fix is not None) == awaited
