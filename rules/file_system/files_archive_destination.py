"""Archives that are not unpacked, and files that PyScript can't unpack."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, PAGE_BLANK, UNSAFE, WARNING, Finding, fix_of, known, lazy_pattern, rule
from pyscript_doctor.queries.config_edits import set_value
from pyscript_doctor.queries.files import FileEntry, content_of, file_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Node, Runtime

ARCHIVE = lazy_pattern(r"\.(zip|whl|tgz|tar(?:\.gz)?)$")
LATER_KINDS = {"whl", "tgz"}
FIRST_TO_UNPACK, FIRST_TO_UNPACK_LATER_KINDS = "2024.3.2", "2024.6.1"
ZIPS = frozenset({"zip", "whl"})
END_OF_ZIP = b"PK\x05\x06"
GZIP, OTHER_PACKINGS = b"\x1f\x8b", (b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
"""How packed files begin."""
OPENS_ARCHIVES = lazy_pattern(r"\b(?:zipfile|tarfile|zipimport|shutil|unpack_archive|unpackArchive|micropip|deflate)\b")


@rule(severity=ERROR, faq="filesystem", effect=PAGE_BLANK)
def files_archive_destination(runtime: Runtime) -> Iterator[Finding]:
    """An archive is copied and not unpacked, or PyScript can't unpack the file."""
    for each in file_entries(runtime.config.entries("files")):
        archive = ARCHIVE.search(each.url)
        if each.unpacks and archive is None:
            yield from _no_archive(each, runtime)
        elif each.unpacks and archive:
            yield from _not_unpacked(each, archive[1], runtime) or _of_another_kind(each, archive[1], runtime)
        elif archive and not each.undefined and _is_only_copied(each, runtime):
            yield Finding(
                span=each.entry.value.span,
                message=f"PyScript copies this archive to `{posixpath.normpath(each.path)}`, but does not unpack it",
                label="not unpacked",
                help=f'End the destination with `/*` to unpack it:\n\n```toml\n"{each.url}" = "{_folder(each)}/*"\n```',
                severity=WARNING,
                effect=ACTION_FAILS,
                fix=_fix(each.entry.value, f"{_folder(each)}/*"),
            )


def _fix(destination: Node, meant: str) -> Fix | None:
    return fix_of(UNSAFE, "Unpack it", lambda: [set_value(destination, meant)])


def _no_archive(each: FileEntry, runtime: Runtime) -> Iterator[Finding]:
    if not runtime.releases.since(FIRST_TO_UNPACK):
        return
    query = ARCHIVE.search(each.url.partition("?")[0].partition("#")[0])
    yield Finding(
        span=each.entry.key.span(),
        message=f"PyScript cannot unpack `{each.url}`, because the URL has no ending like `.zip` or `.tar.gz`",
        label="can't be unpacked",
        help=f"End the URL with `{query[0]}`: remove what follows it."
        if query
        else "Remove `/*` from the destination, or name a .zip, .whl, .tgz or .tar.gz.",
        console=f"Unsupported archive {each.url}",
        fix=_shortened(each, query.end()) if query and each.url == each.entry.name else None,
    )


def _shortened(each: FileEntry, end: int) -> Fix | None:
    key = each.entry.key
    return fix_of(UNSAFE, "Leave out what follows the archive's name", lambda: [key.replacement(end, len(key), "")])


def _not_unpacked(each: FileEntry, kind: str, runtime: Runtime) -> list[Finding]:
    """Archives that this release or this interpreter can't unpack."""
    since = FIRST_TO_UNPACK_LATER_KINDS if kind in LATER_KINDS else FIRST_TO_UNPACK
    if not runtime.releases.since(since):
        message, help_ = (
            f"PyScript can unpack a .{kind} only since {since}",
            f"Load PyScript {since} or a later release.",
        )
    elif kind == "tar" and not runtime.is_pyodide:
        message, help_ = "MicroPython cannot unpack a .tar", "Use a .zip or a .tar.gz."
    else:
        return []
    return [
        Finding(
            span=each.entry.key.span(),
            message=message,
            label="not unpacked",
            help=help_,
            severity=WARNING,
            effect=ACTION_FAILS,
        )
    ]


def _of_another_kind(each: FileEntry, kind: str, runtime: Runtime) -> list[Finding]:
    """A file that is not the archive that its name says: text, or an archive of another kind."""
    content = content_of(each, runtime) if each.url == each.entry.name else None
    if content is None or _is_unpacked(content, kind, runtime):
        return []
    name = posixpath.basename(each.url)
    return [
        Finding(
            span=each.entry.key.span(),
            message=f"`{name}` is not really a .{kind} file, so PyScript cannot unpack it",
            label="can't be unpacked",
            help=f"Make `{name}` again with a program that makes .{kind} files.",
            console="is not a zip file" if kind == "zip" and runtime.is_pyodide else "Error",
        )
    ]


def _is_unpacked(content: bytes, kind: str, runtime: Runtime) -> bool:
    """Whether PyScript unpacks such a content. Pyodide looks itself how a .tar.gz is packed, if it is."""
    if kind in ZIPS:
        return END_OF_ZIP in content
    is_tar = content[257:262] == b"ustar"
    if runtime.is_pyodide:
        return is_tar or content.startswith((GZIP, *OTHER_PACKINGS))
    return content.startswith(GZIP)


def _is_only_copied(each: FileEntry, runtime: Runtime) -> bool:
    """Whether no Python code seems to open the copy as an archive."""
    name = posixpath.basename(posixpath.normpath(each.path))
    texts = [known(script.text).value for script in runtime.scripts]
    texts += [syntax.text.value for syntax in runtime.modules.values()]
    texts += [str(leaf.value) for leaf in runtime.config.packages]
    opened = re.compile(rf"{re.escape(name)}|{OPENS_ARCHIVES.pattern}") if ARCHIVE.search(name) else OPENS_ARCHIVES
    return not runtime.opaque_modules and not any(opened.search(text) for text in texts)


def _folder(each: FileEntry) -> str:
    folder = posixpath.dirname(each.path) if ARCHIVE.search(each.path) else each.path
    return folder.rstrip("/") or "."
