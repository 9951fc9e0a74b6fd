"""Which packages a script has: what its config and its code install, and what these bring along."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.installed_packages import InstalledPackages, installed_packages, loads_micropip
from tests.projects import page, project_of, told

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

MICROPIP = "import micropip, mip, pyodide_js, sys\n"


def runtime_of(source: str = "print(1)", *packages: str, kind: str = "py", config: str = "", tag: str = "") -> Runtime:
    listed = f"<{kind}-config>\npackages = {list(packages)}\n{config}\n</{kind}-config>" if packages else ""
    html = page(f'{listed}<script type="{tag or kind}">\n{source}\n</script>')
    (runtime,) = project_of({"index.html": html}).runtimes
    return runtime


def installed(runtime: Runtime) -> InstalledPackages:
    (version,) = runtime.versions
    return installed_packages(runtime, version)


def of_code(call: str, kind: str = "py") -> InstalledPackages:
    return installed(runtime_of(MICROPIP + call, kind=kind))


def test_what_a_package_needs_is_there_too() -> None:
    assert installed(runtime_of("print(1)", "pandas")) == InstalledPackages(
        frozenset({"pandas", "numpy", "python-dateutil", "pytz", "six"})
    )
    names, is_open, from_index = installed(runtime_of("print(1)", "folium"))
    assert {"folium", "branca", "jinja2", "markupsafe", "numpy", "requests", "urllib3"} <= names
    assert (is_open, from_index) == (False, True)
    # Of what dateparser needs, Pyodide has python-dateutil, which needs six, and the index has tzlocal.
    assert {"dateparser", "python-dateutil", "six", "tzlocal"} <= installed(runtime_of("print(1)", "dateparser")).names


def test_packages_that_need_each_other_are_there_once() -> None:
    runtime = runtime_of("print(1)", "beautifulsoup4")
    assert installed_packages(runtime, "0.21.2").names == {"beautifulsoup4", "soupsieve"}


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("pandas[excel]", "pandas"),
        ("humanize==4.0", "humanize"),
        ("humanize[all]", "humanize"),
        ("Package.of_Somebody", "package-of-somebody"),
    ],
)
def test_a_version_an_extra_or_an_unknown_package_may_bring_anything(entry: str, name: str) -> None:
    names, is_open, from_index = installed(runtime_of("print(1)", entry))
    assert name in names
    assert (is_open, from_index) == (True, False)


def test_another_index_may_have_other_packages_of_these_names() -> None:
    config = 'index_urls = ["https://example.org/simple"]'
    assert installed(runtime_of("print(1)", "humanize", config=config)).open
    assert not installed(runtime_of("print(1)", "numpy", config=config)).open


def test_a_game_brings_pygame() -> None:
    assert installed(runtime_of(tag="py-game")) == InstalledPackages(frozenset({"pygame-ce"}))
    assert installed(runtime_of()) == InstalledPackages(frozenset())


@pytest.mark.parametrize("kind", ["py", "mpy"])
def test_a_wheel_that_is_not_there_may_bring_anything(kind: str) -> None:
    wheel = installed(runtime_of("print(1)", "./own-1.0-py3-none-any.whl", kind=kind))
    assert wheel == InstalledPackages(frozenset(), open=True)


def wheel(*requirements: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("Shop_Tools/__init__.py", "")
        lines = ["Metadata-Version: 2.1", "Name: shop", *(f"Requires-Dist: {each}" for each in requirements)]
        archive.writestr("shop-1.0.dist-info/METADATA", "\n".join(lines) + "\n")
    return content.getvalue()


def test_micropython_loads_no_wheel() -> None:
    own = "shop-1.0-py3-none-any.whl"
    html = page(f'<mpy-config>packages = ["./{own}"]</mpy-config><script type="mpy">print(1)</script>')
    found = told({"index.html": html, own: wheel()}, lambda project: installed(project.runtimes[0]))
    assert found == InstalledPackages(frozenset(), open=True)


@pytest.mark.parametrize(
    ("requirements", "names", "is_open", "from_index"),
    [
        ([], {"shop-tools"}, False, False),
        (["six"], {"shop-tools", "six"}, False, False),
        (["six", "humanize"], {"shop-tools", "six", "humanize"}, False, True),
        (["six", "package-of-somebody"], {"shop-tools", "six", "package-of-somebody"}, True, False),
    ],
)
def test_a_wheel_of_the_site_brings_its_modules_and_what_it_needs(
    requirements: list[str], names: set[str], is_open: bool, from_index: bool
) -> None:
    own, other = "shop-1.0-py3-none-any.whl", "other-1.0-py3-none-any.whl"
    html = page(f'<py-config>packages = ["./{own}"]</py-config><script type="py">print(1)</script>')
    files: dict[str, str | bytes] = {"index.html": html, own: wheel(*requirements), other: wheel("regex")}
    found = told(files, lambda project: installed(project.runtimes[0]))
    assert found == InstalledPackages(frozenset(names), is_open, from_index)
    two = page(f'<py-config>packages = ["./{other}", "./{own}"]</py-config><script type="py">print(1)</script>')
    both = told({**files, "index.html": two}, lambda project: installed(project.runtimes[0]))
    assert both.names == names | {"regex"}


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("base64", {"base64"}),
        ("numpy", set()),
        ("regex", set()),
        ("jsonschema", set()),
        ("requests", {"requests"}),
        ("Own", {"own", "Own"}),
    ],
)
def test_micropython_has_what_its_library_has_or_nobody_knows(entry: str, names: set[str]) -> None:
    assert installed(runtime_of("print(1)", entry, kind="mpy")).names == names


@pytest.mark.parametrize(
    ("call", "names", "is_open"),
    [
        ("micropip.install('six')", {"six"}, False),
        ("micropip.install(['six', 'Regex'])", {"six", "regex"}, False),
        ("micropip.install(requirements=name)", {""}, True),
        ("micropip.install(name)", {""}, True),
        ("micropip.install()", {""}, True),
        ("micropip.install('own')", {"own"}, True),
        ("pyodide_js.loadPackage('six')", {"six"}, False),
        ("pyodide_js.loadPackagesFromImports('six')", {"six"}, True),
        ("micropip.list('six')", set(), False),
    ],
)
def test_what_the_code_installs(call: str, names: set[str], is_open: bool) -> None:
    found = of_code(call)
    assert (set(found.names), found.open) == (names, is_open)


def test_what_micropython_installs_may_bring_anything() -> None:
    for name in ("base64", "pandas"):
        assert of_code(f"mip.install('{name}')", "mpy") == InstalledPackages(frozenset({name}), open=True)


def test_the_argument_of_a_function_around_the_names_counts() -> None:
    source = "from pyodide.ffi import to_js\npyodide_js.loadPackage(to_js(['six', 'regex']))"
    assert of_code(source).names == {"six", "regex"}


@pytest.mark.parametrize("method", ["append('/lib')", "insert(0, '/lib')", "extend(['/lib'])"])
def test_a_folder_of_modules_may_hold_any(method: str) -> None:
    with pytest.raises(Unknown, match="folders that code adds"):
        of_code(f"sys.path.{method}")


@pytest.mark.parametrize(
    ("runtime", "expected"),
    [
        (runtime_of(), False),
        (runtime_of("print(1)", "numpy"), True),
        (runtime_of(tag="py-game"), True),
        (runtime_of("import micropip\nmicropip.install('six')"), False),
        (runtime_of("import pyodide_js\npyodide_js.loadPackage('micropip')"), True),
    ],
)
def test_what_loads_micropip(runtime: Runtime, expected: bool) -> None:
    assert loads_micropip(runtime) is expected
