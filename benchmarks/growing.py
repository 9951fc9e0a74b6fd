"""Projects of any size, each large in one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.projects import RELEASE, files_table, module, page, write_pages

if TYPE_CHECKING:
    from pathlib import Path

Writer: TypeAlias = Callable[["Path", int], None]

HEAD = f'<!doctype html>\n<script type="module" src="https://pyscript.net/releases/{RELEASE}/core.js"></script>\n'


def _site(folder: Path, body: str, **files: str) -> None:
    (folder / "index.html").write_text(HEAD + body, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def scripts(folder: Path, size: int) -> None:
    """Scripts on one page, each with a function of its own."""
    _site(folder, "".join(f'<script type="py">\ndef f{n}(x):\n    return x + {n}\n</script>\n' for n in range(size)))


def events(folder: Path, size: int) -> None:
    """Buttons on one page, each with a handler."""
    buttons = "".join(f'<button id="b{n}" py-click="on_{n}">{n}</button>\n' for n in range(size))
    handlers = "".join(f"def on_{n}(event):\n    print(event.target.id)\n" for n in range(size))
    _site(folder, f'{buttons}<script type="py" src="main.py"></script>', main__py=handlers)


def lines_of_python(folder: Path, size: int) -> None:
    """Lines of one Python file."""
    _site(folder, '<script type="py" src="main.py"></script>', main__py=module(size))


def length_of_a_page(folder: Path, size: int) -> None:
    """Tables of one page, of two kilobytes each."""
    (folder / "index.html").write_text(page(1, tables=size), encoding="utf-8")
    (folder / "pyscript.toml").write_text(files_table(["weather"]), encoding="utf-8")
    (folder / "weather.py").write_text(module(50), encoding="utf-8")


def depth_of_imports(folder: Path, size: int) -> None:
    """Modules of which each imports the next one."""
    names = [f"m{n}" for n in range(size)]
    for n, name in enumerate(names):
        following = f"from m{n + 1} import value\n" if n + 1 < size else "value = 1\n"
        (folder / f"{name}.py").write_text(following, encoding="utf-8")
    _site(
        folder,
        '<script type="py" src="main.py" config="pyscript.toml"></script>',
        main__py="from m0 import value\nprint(value)\n",
        pyscript__toml=files_table(names),
    )


def entries_of_files(folder: Path, size: int) -> None:
    """Entries of `files`."""
    for n in range(size):
        (folder / f"data{n}.csv").write_text("1\n", encoding="utf-8")
    table = "[files]\n" + "".join(f'"./data{n}.csv" = ""\n' for n in range(size))
    _site(folder, '<script type="py" config="pyscript.toml">print(1)</script>', pyscript__toml=table)


def entries_of_packages(folder: Path, size: int) -> None:
    """Entries of `packages`."""
    packages = ", ".join(f'"package-{n}"' for n in range(size))
    _site(
        folder,
        '<script type="py" config="pyscript.toml">print(1)</script>',
        pyscript__toml=f"packages = [{packages}]\n",
    )


def findings(folder: Path, size: int) -> None:
    """Findings in one file."""
    calls = "".join(f"element_{n} = Element('e{n}')\n" for n in range(size))
    _site(folder, '<script type="py" src="main.py"></script>', main__py=calls)


def layouts(folder: Path, size: int) -> None:
    """Pages that extend one layout."""
    (folder / "templates").mkdir()
    (folder / "templates" / "base.html").write_text(HEAD + "{% block body %}{% endblock %}", encoding="utf-8")
    for n in range(size):
        body = f'{{% extends "base.html" %}}{{% block body %}}<script type="py">print({n})</script>{{% endblock %}}'
        (folder / "templates" / f"page{n}.html").write_text(body, encoding="utf-8")


def ids(folder: Path, size: int) -> None:
    """Ids of a page, each of which Python looks up."""
    elements = "".join(f'<p id="p{n}"></p>\n' for n in range(size))
    lookups = "".join(f'document.getElementById("p{n}").innerText = "{n}"\n' for n in range(size))
    main = "from pyscript import document\n" + lookups
    _site(folder, f'{elements}<script type="py" src="main.py"></script>', main__py=main)


def suppressions(folder: Path, size: int) -> None:
    """Comments of one file that ignore a finding each."""
    calls = "".join(f"e{n} = Element('e{n}')  # pyscript-doctor: ignore[legacy-api]\n" for n in range(size))
    _site(folder, '<script type="py" src="main.py"></script>', main__py=calls)


def pages_in_one_folder(folder: Path, size: int) -> None:
    """Pages beside one another, which share a config and a module."""
    for number in range(size):
        (folder / f"page{number}.html").write_text(page(number, tables=1), encoding="utf-8")
    (folder / "pyscript.toml").write_text(files_table(["weather"]), encoding="utf-8")
    (folder / "weather.py").write_text(module(50), encoding="utf-8")


def sites(folder: Path, size: int) -> None:
    """Sites in one tree, of three pages each."""
    for n in range(size):
        (folder / f"site{n}").mkdir()
        write_pages(folder / f"site{n}" / "pages", 3)


KINDS: dict[str, tuple[Writer, tuple[int, ...]]] = {
    "pages": (lambda folder, size: write_pages(folder / "pages", size), (50, 100, 200, 400)),
    "pages in one folder": (pages_in_one_folder, (100, 200, 400, 800)),
    "scripts on a page": (scripts, (50, 100, 200, 400)),
    "events": (events, (50, 100, 200, 400)),
    "lines of a Python file": (lines_of_python, (500, 1000, 2000, 4000)),
    "length of a page, in tables": (length_of_a_page, (25, 50, 100, 200)),
    "depth of imports": (depth_of_imports, (25, 50, 100, 200)),
    "entries of files": (entries_of_files, (250, 500, 1000, 2000)),
    "entries of packages": (entries_of_packages, (250, 500, 1000, 2000)),
    "findings": (findings, (250, 500, 1000, 2000)),
    "pages with a layout": (layouts, (50, 100, 200, 400)),
    "ids": (ids, (100, 200, 400, 800)),
    "suppressions": (suppressions, (250, 500, 1000, 2000)),
    "sites in one tree": (sites, (5, 10, 20, 40)),
}
"""What grows, and the sizes that are measured."""
