"""Which names `from x import *` may bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.star_imports import MOST_MODULES
from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rules.scripts import CONFIGURED, with_modules

if TYPE_CHECKING:
    from collections.abc import Mapping


COMPILED = b"M\x06\x00\x1f\x02\x00\x0eown.py\x00\x0f\xff\xfe"


def undefined(source: str, files: Mapping[str, str | bytes], tag: str = CONFIGURED) -> list[str]:
    """The names that nothing brings."""
    html = page(f"{tag}\n{source}\n</script>")
    report = report_of({"index.html": html, **files}, select=frozenset({"undefined-name"}))
    return [each.finding.message.split("`")[1] for each in report.diagnostics]


@in_one_test(
    [
        ("from own import *\nprint(total)", []),
        ("from own import *\nprint(tota)", ["tota"]),
        ("from more import *\nprint(total, extra)", []),
        ("from more import *\nprint(tota)", ["tota"]),
        ("from one import *\nprint(first, second)", []),
        ("from one import *\nprint(third)", ["third"]),
        ("from math import *\nprint(pi)", []),
        ("from math import *\nprint(pie)", ["pie"]),
        ("from pyscript import *\nprint(document, pie)", ["pie"]),
        ("from makes import *\nprint(pie)", []),
        ("from gone import *\nprint(pie)", []),
    ]
)
def test_what_a_star_brings(source: str, expected: list[str]) -> None:
    files = with_modules(
        own="total = 1\n",
        more="from own import *\nextra = 2\n",
        one="from two import *\nfirst = 1\n",
        two="from one import *\nsecond = 2\n",
        makes='globals().update({"pie": 1})\n',
    )
    assert undefined(source, files) == expected


def test_a_package_brings_its_modules_once_they_are_imported() -> None:
    config = '[files]\n"shop/__init__.py" = "shop/__init__.py"\n"shop/till.py" = "shop/till.py"\n'
    files = {"pyscript.toml": config, "shop/__init__.py": "", "shop/till.py": "count = 1\n"}
    assert undefined("import shop.till\nfrom shop import *\nprint(till.count)", files) == []
    assert undefined("from shop.till import *\nprint(count, coutn)", files) == ["coutn"]


def test_a_module_that_the_doctor_does_not_read_may_bring_any_name() -> None:
    """What `mpy-cross` compiled, also under the name of a module of MicroPython."""
    tag = CONFIGURED.replace('"py"', '"mpy"')
    for path, module in (("own.mpy", "own"), ("math.mpy", "math"), ("pack/all.mpy", "pack.all")):
        config = f'[files]\n"{path}" = "{path}"\n'
        assert undefined(f"from {module} import *\nprint(pie)", {"pyscript.toml": config, path: COMPILED}, tag) == []


def test_a_relative_star_stays_in_the_package() -> None:
    config = "[files]\n" + "".join(f'"shop/{name}.py" = "shop/{name}.py"\n' for name in ("__init__", "till", "all"))
    files = {
        "shop/__init__.py": "",
        "shop/till.py": "count = 1\n",
        "shop/all.py": "from .till import *\nprint(count)\n",
    }
    assert undefined("import shop.all", {"pyscript.toml": config, **files}) == []


def test_very_long_ways_are_not_followed() -> None:
    def chain(length: int) -> dict[str, str]:
        modules = {f"m{number}": f"from m{number + 1} import *\n" for number in range(1, length)}
        return with_modules(**modules, **{f"m{length}": "last = 1\n"})

    source = "from m1 import *\nprint(lsat)"
    assert undefined(source, chain(MOST_MODULES)) == ["lsat"]
    assert undefined(source, chain(MOST_MODULES + 1)) == []
