"""A help text repeats the user's own code, so that it can be copied."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.source_text import LONGEST_IN_A_SENTENCE, quoted
from tests.projects import CORE, page, report_of

LONG_NUMBER = "3" * LONGEST_IN_A_SENTENCE


def help_of(python: str, rule: str) -> str:
    """The help of the only finding of a rule in a script on Pyodide."""
    report = report_of({"index.html": page('<script type="py" src="main.py"></script>'), "main.py": python})
    (found,) = (each for each in report.diagnostics if each.rule.name == rule)
    return found.finding.help


@pytest.mark.parametrize(
    ("call", "repeated"),
    [
        ("asyncio.run(draw(3))", "`await draw(3)`"),
        ("asyncio.run(draw('`'))", "`await main()`"),
        ("asyncio.run(draw(\n    3))", "`await main()`"),
        (f"asyncio.run(draw({'3' * LONGEST_IN_A_SENTENCE}))", "`await main()`"),
        ("asyncio.run()", "`await main()`"),
    ],
)
def test_what_asyncio_runs_is_repeated_where_it_fits_into_a_sentence(call: str, repeated: str) -> None:
    assert repeated in help_of(f"import asyncio\nasync def draw(n): pass\n{call}\n", "asyncio-run")


@pytest.mark.parametrize(
    ("options", "repeated"),
    [
        ('{"type": "micropython", "config": "./w.toml"}', 'PyWorker("./w.py", type="micropython", config="./w.toml")'),
        ('{"type": "micropython", "config": {}}', 'PyWorker("./w.py", **{"type": "micropython", "config": {}})'),
        ('{"service-worker": "./sw.js"}', 'PyWorker("./w.py", **{"service-worker": "./sw.js"})'),
        ("options", 'PyWorker("./w.py", **options)'),
    ],
)
def test_options_of_a_worker_are_written_as_keywords(options: str, repeated: str) -> None:
    python = f'from pyscript import PyWorker\nfrom settings import options\nPyWorker("./w.py", {options})\n'
    assert f"`{repeated}`" in help_of(python, "worker-options-not-keywords")


def test_the_url_that_pandas_reads_is_repeated() -> None:
    python = 'import pandas as pd\npd.read_csv("https://a.example/x.csv")\n'
    assert 'open_url("https://a.example/x.csv")' in help_of(python, "blocking-network-client")


@pytest.mark.parametrize("call", ["new PyWorker", "PyWorker"])
def test_the_python_of_a_worker_keeps_its_name(call: str) -> None:
    script = f'import {{ PyWorker }} from "{CORE}";\n{call}("./sums.py");'
    report = report_of({"index.html": page(f'<script type="module">{script}</script>'), "sums.py": "1\n"})
    (found,) = (each for each in report.diagnostics if each.rule.name.startswith("js-worker"))
    assert 'await PyWorker("./sums.py"' in found.finding.help


@pytest.mark.parametrize(("value", "shown"), [("a.py", "`a.py`"), ("", "it"), ("a\nb", "it"), ("x" * 61, "it")])
def test_a_value_that_does_not_fit_into_a_sentence_is_not_repeated(value: str, shown: str) -> None:
    assert quoted(value, "it") == shown
