"""Runs in Pyodide: what this Python is, the standard modules it knows of, and the modules that it holds."""

import json
import pkgutil
import sys
import sysconfig
from collections.abc import Iterator

UNWANTED = ("test", "idlelib", "turtledemo", "lib2to3", "ensurepip")


def submodules(package: str) -> Iterator[str]:
    """Every module inside a package that is on the path, at any depth."""
    for folder in sys.path:
        for module in pkgutil.iter_modules([f"{folder}/{package.replace('.', '/')}"]):
            name = f"{package}.{module.name}"
            if module.name != "__main__" and "test" not in module.name:
                yield name
                if module.ispkg:
                    yield from submodules(name)


packages = [name for name in sys.stdlib_module_names if name not in UNWANTED] + ["pyodide"]
json.dumps(
    {
        "python": ".".join(map(str, sys.version_info[:3])),
        "platform": sysconfig.get_platform(),
        "abi": sysconfig.get_config_var("PYODIDE_ABI_VERSION"),
        "standard": sorted(sys.stdlib_module_names),
        "submodules": sorted({name for package in packages for name in submodules(package)}),
    }
)
