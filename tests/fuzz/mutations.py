"""Changes to the files of a project: some that people make, more that nobody would."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

Project = dict[str, bytes]

LARGEST = 20_000
MOST_CHANGES = 4
FRAGMENTS = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\r",
    b"\x0c",
    b"\x1b[31m",
    "\u2028".encode(),
    "\u202e".encode(),
    b"<!--",
    b"-->",
    b"<script>",
    b"</script>",
    b"<template>",
    b"<py-script>",
    b"<svg>",
    b"<![CDATA[",
    b"&#0;",
    b"&lt",
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"{#",
    b"---\n",
    b"```",
    b"<?php",
    b"<%",
    b"{A}",
    b'"""',
    b"'",
    b'"',
    b"`${",
    b"/*",
    b"//",
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\\",
    b"\\u0041",
    b"%00",
    b"%2e%2e/",
    b"../",
    b"\n    ",
    b"\t",
    b"#",
    b";",
    b":",
    b"=",
    b"await ",
    b"async ",
    b"lambda: ",
    b"yield ",
    b"global x\n",
    b"from x import *\n",
    b"class A(A): pass\n",
    b"def f(): f()\n",
    b"match x:\n case _: pass\n",
    b"f'{x!r:>{y}}'",
    b"x = x + x\n",
    b"@x\n",
    b"import js\n",
    b"9" * 40,
    b"1e999",
    b"0x",
    b"a." * 60,
    b"<!-- pyscript-doctor: ignore[missing-local-file] -->",
    b"# pyscript-doctor: ignore-file[",
    b"pyscript-doctor: ignore[",
    b'type="py"',
    b'type="mpy"',
    b" worker",
    b' config="',
    b' src="',
    b' env="',
    b" terminal",
    b"[files]\n",
    b"packages = [",
    b"[[fetch]]\n",
    b'"{X}" = "{X}{X}"\n',
    b"js_modules",
    b"2024.8.1",
    b"latest",
    b"https://",
    b"file:///",
    b"//",
    b"?",
    b"%",
)
NAMES = (
    "index.html",
    "main.py",
    "pyscript.toml",
    "pyscript.json",
    "_headers",
    "netlify.toml",
    "vercel.json",
    "firebase.json",
    "mkdocs.yml",
    "_config.yml",
    "package.json",
    "vite.config.js",
    "README.md",
    "templates/base.html",
    "_layouts/a.html",
    "a.zip",
    "a.js",
    ".gitignore",
    "server.py",
    "\u202e.html",
    "a\nb.html",
    "a b%20.py",
    "CNAME",
)


def mutated(files: Project, others: Sequence[Project], choose: random.Random) -> Project:
    """The project after a few changes."""
    changed = dict(files)
    for _ in range(choose.randint(1, MOST_CHANGES)):
        if choose.random() < 0.15:
            path, content = choose.choice(sorted(choose.choice(others).items()))
            changed[choose.choice(NAMES) if choose.random() < 0.3 else path] = content
        elif changed:
            path = choose.choice(sorted(changed))
            changed[path] = choose.choice(CHANGES)(changed[path], choose)[:LARGEST]
    return changed


def _place(content: bytes, choose: random.Random) -> tuple[int, int]:
    start = choose.randint(0, len(content))
    return start, min(len(content), start + int(choose.expovariate(0.1)))


def _insert(content: bytes, choose: random.Random) -> bytes:
    start, _ = _place(content, choose)
    return content[:start] + choose.choice(FRAGMENTS) + content[start:]


def _insert_often(content: bytes, choose: random.Random) -> bytes:
    start, _ = _place(content, choose)
    return content[:start] + choose.choice(FRAGMENTS) * choose.randint(2, 200) + content[start:]


def _delete(content: bytes, choose: random.Random) -> bytes:
    start, end = _place(content, choose)
    return content[:start] + content[end:]


def _repeat(content: bytes, choose: random.Random) -> bytes:
    start, end = _place(content, choose)
    return content[:end] + content[start:end] * choose.randint(1, 20) + content[end:]


def _move(content: bytes, choose: random.Random) -> bytes:
    start, end = _place(content, choose)
    rest = content[:start] + content[end:]
    to, _ = _place(rest, choose)
    return rest[:to] + content[start:end] + rest[to:]


def _change_a_byte(content: bytes, choose: random.Random) -> bytes:
    start, _ = _place(content, choose)
    return content[:start] + bytes([choose.randrange(256)]) + content[start + 1 :]


def _swap_lines(content: bytes, choose: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    choose.shuffle(lines)
    return b"".join(lines)


def _cut(content: bytes, choose: random.Random) -> bytes:
    return content[: _place(content, choose)[0]]


def _in_another_encoding(content: bytes, choose: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(choose.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig")))


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_insert, _insert, _insert, _insert_often, _delete, _delete, _repeat, _move),
    *(_change_a_byte, _swap_lines, _cut, _in_another_encoding),
)
