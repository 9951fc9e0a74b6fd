"""Runs micropip's own resolver outside of a browser, in the guise of a Pyodide; a script for a process of its own.

It reads a job as JSON from standard input and writes what came of each list of requirements. What it pretends was
measured in the running Pyodide: its platform, its Python, what is installed. How wheels are chosen, markers judged and
requirements gathered is micropip's.
"""

from __future__ import annotations

import asyncio
import dataclasses
import importlib
import importlib.metadata
import json
import platform
import sys
import sysconfig
import warnings
from types import SimpleNamespace
from typing import Any


def main() -> None:
    job = json.load(sys.stdin)
    if job["folder"]:
        sys.path.insert(0, job["folder"])
    warnings.simplefilter("ignore")
    transaction = importlib.import_module("micropip.transaction")
    pretend(job["guise"], transaction)
    results = [asyncio.run(outcome(each, job, transaction)) for each in job["lists"]]
    json.dump(results, sys.stdout)


def pretend(guise: dict[str, Any], transaction: Any) -> None:
    """Be that Pyodide for everything that micropip and packaging ask of the platform."""
    vendored = "micropip._vendored.packaging.src.packaging"
    name = vendored if vendored in sys.modules else "packaging"
    tags: Any = importlib.import_module(f"{name}.tags")
    markers: Any = importlib.import_module(f"{name}.markers")
    version = tuple(guise["version"])
    markers.default_environment = lambda: dict(guise["markers"])
    tags.sys = SimpleNamespace(
        version_info=version,
        implementation=SimpleNamespace(name="cpython"),
        maxsize=2**31 - 1,
        abiflags="",
        platform="emscripten",
    )
    variables = {"py_version_nodot": f"{version[0]}{version[1]}", **guise["variables"]}
    platform.system = lambda: "Emscripten"
    configuration: Any = sysconfig
    configuration.get_platform = lambda: guise["platform"]
    configuration.get_config_var = variables.get
    utils = importlib.import_module("micropip._utils")
    for module, function in (("get_platform", sysconfig.get_platform), ("get_config_var", sysconfig.get_config_var)):
        if hasattr(utils, module):
            setattr(utils, module, function)
    package_index: Any = importlib.import_module("micropip.package_index")
    package_index.sys = SimpleNamespace(platform="emscripten")
    installed = guise["installed"]

    def version_of(distribution: str) -> str:
        if distribution not in installed:
            raise importlib.metadata.PackageNotFoundError(distribution)
        return str(installed[distribution])

    transaction.importlib = SimpleNamespace(metadata=SimpleNamespace(version=version_of))


async def outcome(requirements: list[str], job: dict[str, Any], transaction: Any) -> dict[str, Any]:
    """What micropip says of one list of requirements, as `install(..., keep_going=True)` does it."""
    index: Any = importlib.import_module("micropip.package_index")
    urls = [job["index"]]
    index.DEFAULT_INDEX_URLS = urls
    index.INDEX_URLS = urls
    arguments: dict[str, Any] = {
        "ctx": dict(job["guise"]["markers"]),
        "ctx_extras": [],
        "keep_going": True,
        "deps": True,
        "pre": False,
        "fetch_kwargs": {},
        "verbose": False,
        "index_urls": urls,
    }
    if "_compat_layer" in {each.name for each in dataclasses.fields(transaction.Transaction)}:
        compat = importlib.import_module("micropip._compat").compatibility_layer
        compat.lockfile_packages = job["lock"]
        arguments["_compat_layer"] = compat
    else:
        transaction.REPODATA_PACKAGES = job["lock"]
    made = transaction.Transaction(**arguments)
    try:
        await made.gather_requirements(requirements)
    except Exception as error:
        return {"installs": False, "failed": [each.name for each in made.failed], "error": type(error).__name__}
    return {
        "installs": not made.failed,
        "failed": [each.name for each in made.failed],
        "wheels": sorted(each.filename for each in made.wheels),
    }


if __name__ == "__main__":
    main()
