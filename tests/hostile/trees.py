"""Hostile folders: what is in them is no file, or has a name that gives orders to a terminal or to a CI log."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.projects import page

Tree = Callable[[Path], None]
"""Makes the project in an empty folder. Beside that folder is `outside`, in which nothing must be read."""

TREES: dict[str, Tree] = {}

ORDERS = "\x1b[31mred\x1b]0;title\x07\n::error file=forged::b\r##[error]c\u202e\u2028d"
"""What a terminal or a CI log takes for an order, in one name of a file."""


def tree(make: Tree) -> Tree:
    """Have a function that makes a hostile folder among the trees, by its name."""
    TREES[make.__name__.replace("_", "-")] = make
    return make


def _page(folder: Path, body: str = '<script type="py" src="main.py"></script>', name: str = "index.html") -> None:
    (folder / name).write_text(page(body))


@tree
def pipe_for_python(folder: Path) -> None:
    _page(folder)
    os.mkfifo(folder / "main.py")


@tree
def pipes_for_all_else(folder: Path) -> None:
    _page(folder, '<script type="py" config="pyscript.toml" src="main.py"></script>')
    for name in ("pyscript.toml", "other.html", "_headers", "netlify.toml", ".gitignore", ".gitmodules", "mkdocs.yml"):
        os.mkfifo(folder / name)
    for name in ("pyproject.toml", "pyscript-doctor.toml", "package.json", "CNAME", "_config.yml", "firebase.json"):
        os.mkfifo(folder / name)


@tree
def socket_for_python(folder: Path) -> None:
    _page(folder)
    place = os.getcwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("main.py")
    finally:
        os.chdir(place)


@tree
def device_for_python(folder: Path) -> None:
    _page(folder, '<script type="py" src="main.py"></script><script type="py" src="null.py"></script>')
    (folder / "main.py").symlink_to("/dev/zero")
    (folder / "null.py").symlink_to("/dev/stdin")


@tree
def folder_for_python(folder: Path) -> None:
    _page(folder)
    for name in ("main.py", "pyscript.toml", "other.html", "_headers", ".gitignore", "pyscript-doctor.toml"):
        (folder / name).mkdir()


@tree
def links_that_loop(folder: Path) -> None:
    _page(folder)
    (folder / "main.py").symlink_to("main.py")
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    (folder / "inner").mkdir()
    (folder / "inner" / "outer").symlink_to("..")


@tree
def links_out_of_the_root(folder: Path) -> None:
    _page(folder, '<script type="py" config="pyscript.toml" src="main.py"></script>')
    for name in ("main.py", "pyscript.toml", "other.html", "_headers", "netlify.toml", ".gitignore", "mkdocs.yml"):
        (folder / name).symlink_to("../outside/secret.py")
    (folder / "elsewhere").symlink_to("../outside", target_is_directory=True)


@tree
def paths_out_of_the_root(folder: Path) -> None:
    _page(
        folder,
        '<script type="py" src="../outside/secret.py"></script><script type="py" src="/../outside/secret.py"></script>'
        '<script type="py" src="%2e%2e/outside/secret.py"></script><script src="..\\outside\\secret.js"></script>'
        '<script type="py" src="file:///etc/passwd"></script><py-config src="/etc/pyscript.toml"></py-config>',
    )
    (folder / "pyscript.toml").write_text('[files]\n"../outside/secret.py" = ""\n"/etc/passwd" = "../../x.py"\n')
    _page(folder, '<script type="py" config="pyscript.toml">import secret</script>', "other.html")


@tree
def settings_out_of_the_root(folder: Path) -> None:
    _page(folder)
    (folder / "pyscript-doctor.toml").write_text('exclude = ["../outside/**", "/etc/**"]\n')


@tree
def files_that_cannot_be_read(folder: Path) -> None:
    _page(folder)
    (folder / "main.py").write_text("import js\n")
    (folder / "main.py").chmod(0)
    (folder / "closed").mkdir()
    (folder / "closed").chmod(0)


@tree
def deep_folders(folder: Path) -> None:
    _page(folder)
    (folder / "main.py").write_text("import js\n")
    place = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(2000):
            os.mkdir("a")
            os.chdir("a")
        Path("index.html").write_text(page('<script type="py">1</script>'))
    finally:
        os.chdir(place)


@tree
def names_that_give_orders(folder: Path) -> None:
    _page(folder, '<script type="py" src="missing.py"></script>', ORDERS.replace("/", "") + ".html")
    (folder / ("d" + ORDERS)).mkdir()
    _page(folder / ("d" + ORDERS), '<script type="py" src="missing.py"></script>')
    (folder / ("p" + ORDERS + ".html")).symlink_to("nothing")
    os.mkfifo(folder / ("f" + ORDERS + ".html"))


@tree
def texts_that_give_orders(folder: Path) -> None:
    order = ORDERS.replace("\n", "&#10;").replace("\r", "&#13;")
    _page(
        folder,
        f'<script type="py" src="{order}.py"></script><py-config>packages = ["{order}"]</py-config>'
        f'<script type="py" worker config="{order}.toml" name="{order}">import b</script>'
        f'<script type="module" src="{order}.js"></script><p py-click="{order}" id="{order}"></p>',
    )
    (folder / "a.html").write_text(page(f'<script type="py">\nimport missing  # {ORDERS}\nopen({ORDERS!r})\n</script>'))


@tree
def names_that_are_no_text(folder: Path) -> None:
    _page(folder, '<script type="py" src="a\x00b.py"></script><py-config src="&#0;%00.toml"></py-config>')
    with open(os.fsencode(folder) + b"/\xff\xfe.html", "w") as file:
        file.write(page('<script type="py" src="missing.py"></script>'))
    (folder / "b.html").write_text(page('<script type="py">\nopen("a\\0b")\n</script>'))
    (folder / "pyscript.toml").write_text('[files]\n"a\\u0000b.py" = "c\\u0000"\n')
    _page(folder, '<script type="py" config="pyscript.toml">import a</script>', "c.html")


@tree
def a_git_file_that_points_elsewhere(folder: Path) -> None:
    _page(folder)
    (folder / ".git").write_text("gitdir: ../outside/git\n")
    git = folder.parent / "outside" / "git"
    (git / "info").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "info" / "exclude").write_text("*.py\n")
    (git / "config").write_text(f"[core]\n\tfsmonitor = {_program(folder)}\n\tworktree = ../outside\n")


@tree
def submodules_elsewhere(folder: Path) -> None:
    _page(folder, '<script type="py" src="../outside/secret.py"></script>')
    (folder / ".gitmodules").write_text(
        '[submodule "a"]\n\tpath = ../outside\n[submodule "b"]\n\tpath = /etc\n[submodule "c"]\n\tpath = a\0b\n'
    )
    (folder / ".gitattributes").write_text("*.py filter=evil\n")


@tree
def git_with_programs(folder: Path) -> None:
    """A repository whose own config names a program wherever git runs one, and a file that git must be asked about."""
    _page(folder)
    git = folder / ".git"
    for name in ("objects", "refs/heads", "hooks", "info"):
        (git / name).mkdir(parents=True)
    program = _program(folder)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "config").write_text(
        f"[core]\n\tfsmonitor = {program}\n\tpager = {program}\n\tsshCommand = {program}\n\thooksPath = hooks\n"
        f"\teditor = {program}\n\talternateRefsCommand = {program}\n\tgitProxy = {program}\n\taskPass = {program}\n"
        f'[filter "evil"]\n\tclean = {program}\n\tsmudge = {program}\n\tprocess = {program}\n\trequired = true\n'
        f'[diff]\n\texternal = {program}\n[alias]\n\tls-files = "!{program}"\n\trev-list = "!{program}"\n'
        f"[credential]\n\thelper = !{program}\n[include]\n\tpath = ../../outside/config\n"
        f'[remote "origin"]\n\turl = ext::{program}\n\tpromisor = true\n\tuploadpack = {program}\n'
        "[extensions]\n\tpartialClone = origin\n[core]\n\trepositoryformatversion = 1\n"
    )
    (folder / ".gitattributes").write_text("* filter=evil diff=evil\n")
    for hook in ("post-index-change", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
        (git / "hooks" / hook).write_text(f"#!/bin/sh\n{program}\n")
        (git / "hooks" / hook).chmod(0o755)


@tree
def many_files(folder: Path) -> None:
    _page(folder)
    for number in range(100):
        (folder / f"d{number}").mkdir()
        for index in range(1000):
            os.close(os.open(folder / f"d{number}" / f"{index}.txt", os.O_CREAT | os.O_WRONLY))


@tree
def a_file_that_is_too_large(folder: Path) -> None:
    _page(folder)
    for name in ("main.py", "other.html", "data.csv", ".gitignore", "pyproject.toml", "pyscript-doctor.toml"):
        with open(folder / name, "wb") as file:
            file.truncate(60_000_000)


def _program(folder: Path) -> Path:
    """A program that leaves a sign in `outside` when anything starts it."""
    place = folder.parent / "outside" / "program"
    place.write_text(f"#!/bin/sh\ntouch {folder.parent / 'outside' / 'started'}\n")
    place.chmod(0o755)
    return place
