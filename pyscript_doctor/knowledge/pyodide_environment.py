"""What micropip sees of a Pyodide: markers, the tags of wheels, the lock file, and what is installed already.

Measured in Pyodide 0.25.1 to 314.0.2 (platform and sysconfig of a running interpreter), and read in the sources of
micropip 0.5.0 to 0.11.1.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import PLATFORM, Interpreter
from pyscript_doctor.knowledge.packages import Lock, LockedPackage, lock, pyodide_tags
from pyscript_doctor.knowledge.releases import number
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Mapping

    from packaging.tags import Tag

MICROPIP_THAT_KNOWS_PYODIDES_TAGS = (0, 7, 2)
MICROPIP_THAT_AVOIDS_YANKED = (0, 10)


@compared_by_class
class Environment(NamedTuple):
    """One Pyodide as micropip sees it.

    micropip: its version. markers: the variables of PEP 508. tags: what wheels it takes, the best with the lowest
    number. installed: name and version of what is there when micropip starts.
    """

    pyodide: str
    micropip: tuple[int, ...]
    lock: Lock
    markers: Mapping[str, str]
    tags: Mapping[Tag, int]
    installed: Mapping[str, str]

    @property
    def avoids_yanked(self) -> bool:
        """Whether micropip takes a yanked version only if there is no other."""
        return self.micropip >= MICROPIP_THAT_AVOIDS_YANKED


@cache
def environment(pyodide: str) -> Environment:
    """A Pyodide, or the nearest known one. Raises ValueError if it is not a version."""
    locked = lock(pyodide)
    micropip = locked.package("micropip")
    version = number(micropip.version) if micropip else MICROPIP_THAT_AVOIDS_YANKED
    return Environment(pyodide, version, locked, _markers(pyodide), _tags(pyodide, version), _installed(locked))


def _markers(pyodide: str) -> dict[str, str]:
    tags = pyodide_tags(pyodide)
    emscripten = tags.platforms[-1].removeprefix("emscripten_").removesuffix("_wasm32").replace("_", ".")
    platform = PLATFORM[Interpreter.PYODIDE]
    return {
        "implementation_name": platform["sys.implementation.name"],
        "implementation_version": tags.python,
        "os_name": platform["os.name"],
        "platform_machine": platform["platform.machine"],
        "platform_python_implementation": platform["platform.python_implementation"],
        "platform_release": emscripten,
        "platform_system": platform["platform.system"],
        "platform_version": "#1",
        "python_full_version": tags.python,
        "python_version": ".".join(tags.python.split(".")[:2]),
        "sys_platform": platform["sys.platform"],
        "extra": "",
    }


def _tags(pyodide: str, micropip: tuple[int, ...]) -> dict[Tag, int]:
    from packaging.tags import compatible_tags, cpython_tags

    known = pyodide_tags(pyodide)
    python = number(known.python)[:2]
    platforms = [
        platform
        for platform in known.platforms
        if micropip >= MICROPIP_THAT_KNOWS_PYODIDES_TAGS or platform.startswith("emscripten_")
    ]
    ranked = [
        *cpython_tags(python, [known.interpreter], platforms),
        *compatible_tags(python, known.interpreter, platforms),
    ]
    return {tag: rank for rank, tag in reversed(list(enumerate(ranked)))}


def _installed(locked: Lock) -> dict[str, str]:
    """What loading micropip brings with it."""
    found: dict[str, str] = {}
    wanted = ["micropip"]
    while wanted:
        package: LockedPackage | None = locked.package(wanted.pop())
        if package and package.name not in found:
            found[package.name] = package.version
            wanted += package.depends
    return found
