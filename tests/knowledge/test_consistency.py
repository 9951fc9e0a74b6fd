"""All of the data: small, dated, and read only when it is asked for."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

import pyscript_doctor.knowledge
from pyscript_doctor.knowledge import KNOWLEDGE_DATE
from pyscript_doctor.knowledge.data import read

FILES = sorted(Path(pyscript_doctor.knowledge.__file__).parent.glob("*.json"))
MADE_BY_SCRIPTS = {
    "releases",
    "packages",
    "standard_library",
    "micropython",
    "micropython_lib",
    "standard_library_names",
    "standard_library_calls",
    "pyscript_api",
    "pyscript_calls",
    "distributions",
    "unavailable",
}
MOST_BYTES = 480_000


def test_every_file_of_the_scripts_is_there() -> None:
    assert {file.stem for file in FILES} >= MADE_BY_SCRIPTS


@pytest.mark.parametrize("name", sorted(MADE_BY_SCRIPTS))
def test_each_file_says_where_it_comes_from_and_when(name: str) -> None:
    data = read(name)
    assert len(data["source"]) > 40
    assert data["date"] == KNOWLEDGE_DATE


def test_the_date_is_one() -> None:
    assert datetime.date.fromisoformat(KNOWLEDGE_DATE) >= datetime.date(2026, 11, 22)


def test_the_data_is_small() -> None:
    assert sum(file.stat().st_size for file in FILES) < MOST_BYTES


def test_no_file_names_an_address_of_a_registry() -> None:
    for file in FILES:
        assert "://" not in file.read_text(encoding="utf-8")


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read("nonsense")


def test_importing_the_modules_reads_no_data_and_imports_nothing_heavy() -> None:
    program = """
import json, sys
from pyscript_doctor.knowledge import dialect, distributions, modules, packages, pyscript_api, releases
from pyscript_doctor.knowledge.data import read
heavy = {"bs4", "rich", "httpx", "markdown_it", "packaging", "pathspec", "importlib.metadata"} & set(sys.modules)
ours = {name for name in sys.modules if name.startswith("pyscript_doctor.")}
strangers = sorted(name for name in ours if not name.startswith("pyscript_doctor.knowledge"))
print(json.dumps([read.cache_info().currsize, sorted(heavy), strangers]))
"""
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert json.loads(answer.stdout) == [0, [], ["pyscript_doctor.records"]]  # it only makes named tuples


def test_every_file_that_tells_a_host_its_headers_is_read() -> None:
    from pyscript_doctor.knowledge.hosting_files import HEADER_FILES
    from pyscript_doctor.parsers.hosting.parsing import READERS

    assert set(HEADER_FILES) == READERS.keys()
