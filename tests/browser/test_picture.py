"""What `inspect` says that Python sees is what Python sees."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.inspection.pages import picture_of
from tests.browser.pages import page
from tests.projects import project_of

if TYPE_CHECKING:
    from pyscript_doctor.inspection.records import RuntimeRecord
    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

FILES = """[files]
"./here.txt" = ""
"./data/renamed.txt" = "./sub/name.txt"
"./data/folder.txt" = "other/"
"./data/rooted.txt" = "/rooted/rooted.txt"
"./data/pack.zip" = "./unpacked/*"
"{HERE}" = "./data"
"{HERE}/filled.txt" = "filled.txt"
"""
SHOW = """
import os, json, sys

def walk(folder):
    for name in os.listdir(folder):
        path = folder.rstrip("/") + "/" + name
        try:
            os.listdir(path)
        except OSError:
            yield path
        else:
            if path not in ("/proc", "/dev", "/lib") and not name.startswith("pyscript"):
                yield from walk(path)

print("FACTS " + json.dumps({
    "home": os.getcwd(),
    "files": sorted(path for path in walk("/") if path.endswith(".txt")),
    "version": sys.version,
}))
print("DONE")
"""


def archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("inside/packed.txt", "x")
    return content.getvalue()


def project(tag: str, attributes: str = "") -> dict[str, bytes]:
    body = f'<script type="{tag}" {attributes} config="app.toml">{SHOW}</script>'
    names = ("here.txt", "data/renamed.txt", "data/folder.txt", "data/rooted.txt", "data/filled.txt")
    return {
        **page(body),
        "app.toml": FILES.encode(),
        "data/pack.zip": archive(),
        **dict.fromkeys(names, b"x"),
    }


def shown(files: dict[str, bytes]) -> RuntimeRecord:
    return picture_of(project_of(files)).pages[0].runtimes[0]


@pytest.mark.parametrize(("tag", "attributes"), [("py", ""), ("mpy", ""), ("py", "worker")])
def test_the_files_and_the_working_directory_are_those_that_python_finds(
    browser: Chromium, tag: str, attributes: str
) -> None:
    files = project(tag, attributes)
    outcome = browser.run_page(files)
    facts = next((line for line in outcome.lines if line.startswith("FACTS ")), None)
    assert facts is not None, str(outcome)
    found, picture = json.loads(facts.removeprefix("FACTS ")), shown(files)
    assert found["home"].rstrip("/") == picture.home.rstrip("/")
    assert found["files"] == [each.path for each in picture.files]
    assert isinstance(picture.version, str)
    if picture.python:
        assert found["version"].startswith(picture.python)
